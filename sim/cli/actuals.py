"""The command that sets a model beside the record of what it models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sim.cli.import_ import dates_option, say_notes
from sim.cli.options import cores, set_option


def _margin(ctx: click.Context, parameter: click.Parameter, value: str) -> float:
    from sim.units import share

    try:
        found = share(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} {error}") from None
    if not found:
        raise click.BadParameter("must be above 0 %")
    return found


@click.command(short_help="Say whether SCENARIO reproduces what a TABLE recorded.",
               context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("scenario", metavar="SCENARIO")
@click.argument("table", metavar="TABLE")
@click.option("--margin", default="10%", show_default=True, callback=_margin, metavar="SHARE",
              help="How far a figure may be off, as a share of the recorded one.")
@click.option("--replications", type=click.IntRange(min=2), metavar="N",
              help="How often the recorded days are simulated (default: as the scenario says).")
@set_option
@dates_option
@click.option("--to", "target", default="actuals.csv", show_default=True, metavar="FILE",
              help="Where the table goes, which `report --recorded` draws.")
@click.option("--workers", type=click.IntRange(min=1, max=1024), metavar="N", default=cores,
              show_default="all cores", help="Replications side by side; the results are the same.")
def actuals(scenario: str, table: str, target: str, sets: tuple[str, ...], **choices: Any) -> None:
    """Does SCENARIO reproduce what was recorded? Its days are simulated and set beside a TABLE of intervals.

    TABLE is as for `import intervals`; handle times and staff may be missing. Exit code 0 either way.
    """
    import sim
    from sim.cli.output import text_width, written_new

    file = Path(target)
    if file.exists():
        raise sim.WrongUse(f"{file}: is there already; name another with --to FILE")
    found = sim.actuals(sim.load(scenario, sets=sets), table, **choices)
    written_new(file, sim.actuals_table(found))
    click.echo(sim.actuals_findings(found, text_width()), nl=False)
    say_notes(found.reading)
    click.echo(f"Table: {file}", err=True)
