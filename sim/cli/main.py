"""The program: which command is meant, and how every failure ends in one message and an exit code.

Exit codes: 0 fine, 1 a run failed, 2 wrong use or wrong input, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import io
import signal
import sys
from importlib import import_module
from typing import NoReturn

import click

from sim import __version__
from sim.errors import SimError

DEFAULT = "run"
COMMANDS = {
    "run": "sim.cli.run:run",
    "report": "sim.cli.report:report",
    "sweep": "sim.cli.sweep:sweep",
    "optimise": "sim.cli.optimise:optimise",
    "check": "sim.cli.inform:check",
    "explain": "sim.cli.inform:explain",
    "schema": "sim.cli.inform:schema",
    "measures": "sim.cli.inform:measures",
    "init": "sim.cli.begin:init",
    "import": "sim.cli.import_:import_",
    "actuals": "sim.cli.actuals:actuals",
    "story": "sim.cli.tell:story",
    "spreadsheet": "sim.cli.export:spreadsheet",
    "log": "sim.cli.log:log",
    "fit-experience": "sim.cli.fit:fit_experience",
}


class LazyCommands(click.Group):
    """Commands that are imported when they are asked for; what is no command is a file to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command in front where none is given."""
        if args and args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version"):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the default command, then the other commands."""
        run = self.get_command(ctx, DEFAULT)
        assert run is not None
        formatter.write_usage(ctx.command_path, "[OPTIONS] FILE [ALTERNATIVE]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")
        run.format_help_text(ctx, formatter)
        with formatter.section("Options"):
            formatter.write_dl([*_option_rows(run, ctx), ("--version", "Show the version and exit.")])
        others = [(name, self.get_command(ctx, name)) for name in COMMANDS if name != DEFAULT]
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(90)) for name, each in others if each])


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def program() -> None:
    """What-if simulation of customer experience."""


def main() -> NoReturn:
    """Run the command line and end the process."""
    # A batch system's way of saying Ctrl-C; and a terminal that lacks ± or é shall not end a study.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(exit_code_of(sys.argv[1:]))


def exit_code_of(arguments: list[str]) -> int:
    """Run one command; whatever goes wrong ends in a message on stderr and a code."""
    try:
        result = program.main(arguments, prog_name="run_scenario.py", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except SimError as error:
        _say(str(error))
        return error.exit_code
    except click.Abort:
        _say("Stopped.")
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _drop_stdout()
        return 1
    except Exception as error:
        from sim.cli.defects import explained

        _drop_stdout()
        _say(explained(error))
        return 1


def _option_rows(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    options = (each for each in command.get_params(ctx) if isinstance(each, click.Option))
    rows = (option.get_help_record(ctx) for option in options)
    return [row for row in rows if row is not None]


def _say(message: str) -> None:
    try:
        click.echo(message, err=True)
    except OSError:   # stderr is gone too: the exit code must speak
        return


def _drop_stdout() -> None:
    """Nobody reads any more: what is still in the buffer must not raise again at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
