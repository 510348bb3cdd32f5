"""The command that begins: it writes a scenario file to start from, or a what-if of one."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Write a commented scenario to start from, or a what-if of one.",
               context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--what-if", "base", metavar="BASE", help="Write an alternative to this scenario file instead.")
@click.option("--to", "target", metavar="FILE", help="Where to write it (default: here).")
def init(kind: str | None, base: str | None, target: str | None) -> None:
    """Write a commented scenario of a KIND to start from: front_desk, hotline, retail or it_desk.

    A file that is there already is never touched. What is written runs at once.
    """
    import sim
    from sim.cli.output import this_program, written_new

    if (kind is None) == (base is None):
        raise click.UsageError("name either a KIND (front_desk, hotline, retail, it_desk) or --what-if BASE")
    if base is not None:
        file = Path(target or f"{Path(base).stem}_what_if.yaml")
        text, compared = sim.what_if(sim.load(base), file), f"{base} {file}"
    else:
        file = Path(target or f"{kind}.yaml")
        text, compared = sim.starter(str(kind)), str(file)
    written_new(file, text)
    click.echo(f"{file} is written. Change it, and look at it or run it with")
    click.echo(f"  {this_program()} explain {file}")
    click.echo(f"  {this_program()} {compared}")
