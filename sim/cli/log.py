"""The commands for event logs: a result told as one, and real ones measured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.import_ import dates_option

if TYPE_CHECKING:
    from sim.imports.dates import Order

_HELP = {"help_option_names": ["-h", "--help"]}


@click.group("log", context_settings=_HELP)
def log() -> None:
    """Write a result as an event log, or measure a real one."""


@log.command(context_settings=_HELP, short_help="Write a RESULT as an event log.")
@click.argument("result", metavar="RESULT")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--scenario", metavar="NAME", help="Which of the scenarios (default: the base).")
@click.option("--replication", metavar="N", default=0, type=click.IntRange(min=0), show_default=True,
              help="Which of the replications.")
@click.option("--measured", is_flag=True,
              help="Only customers' journeys that begin in the measured window, not warm-up and follow-up.")
def write(result: str, file: Path, scenario: str | None, replication: int, measured: bool) -> None:
    """Write one replication of a RESULT (run with --records) as an event log for process-mining tools.

    The ending of FILE says the form: .xes or .xes.gz; .json or .sqlite for OCEL 2.0.
    """
    import sim

    count = sim.write_log(result, file, scenario, replication, measured)
    click.echo(f"{file}: {count:,} events")


@log.command(context_settings=_HELP, short_help="Measure a real event LOG like simulated journeys.")
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@click.option("--column", "columns", multiple=True, metavar="WHAT=HEADING",
              help="Which column of a table holds the case, activity, queued, start, time, person or team, "
                   "where its heading does not tell; or which attribute of XES names the activity, person "
                   "or team.")
@click.option("--segment", default="", metavar="KEY", help="The attribute that tells customers apart.")
@dates_option
@click.option("--out", default="results", metavar="DIR", show_default=True,
              help="Where the result folder is made.")
def measure(
    logs: tuple[str, ...], columns: tuple[str, ...], segment: str, dates: Order, out: str
) -> None:  # fmt: skip
    """Measure a real event LOG (.xes, .xes.gz, or a table as .csv or .xlsx) like simulated journeys.

    With several, each is compared with the first. Charts, deck and page are made by the command `report`.
    """
    import sim
    from sim.cli.output import text_width, this_program

    found = sim.measure_logs(*logs, columns=_pairs(columns), segment=segment, dates=dates, out=out)
    click.echo(found.text(text_width()), nl=False)
    click.echo(f"\nResults: {found.result.folder}", err=True)
    click.echo(f"Draw them: {this_program()} report {found.result.folder}", err=True)


def _pairs(columns: tuple[str, ...]) -> dict[str, str]:
    import sim

    for text in columns:
        if "=" not in text:
            raise sim.WrongUse(f"--column {text}: write WHAT=HEADING, such as case=Ticket")
    return dict(text.split("=", 1) for text in columns)
