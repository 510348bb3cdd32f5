"""The command that shows finished results: charts, a deck, a page. Nothing is simulated again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import chart_formats

if TYPE_CHECKING:
    from sim.report.charts.gallery import Made
    from sim.study.result import Result


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("results", nargs=-1, required=True, metavar="RESULT...")
@click.option("--charts", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Where the charts go (default: `charts` in each result folder).")
@chart_formats
@click.option("--recorded", metavar="FILE", type=click.Path(path_type=Path),
              help="CSV of figures you recorded (measure, group, value, low, high), set beside the base.")
def report(
    results: tuple[str, ...], charts: Path | None, formats: tuple[str, ...], recorded: Path | None
) -> None:
    """Show finished RESULT folders as charts.

    Everything is drawn from the tables of the results; nothing is simulated again. With several results
    and one DIR, each gets a folder of its own name in it.
    """
    import sim

    for folder in results:
        result = sim.load_result(folder)
        name = Path(folder).resolve().name
        into = Path(folder) / "charts" if charts is None else charts / name if len(results) > 1 else charts
        drawn(result, into, formats, recorded)


def drawn_once(result: Result) -> None:
    """Draw the charts of a stored result into its folder, unless they are there."""
    import sim

    if result.folder is not None and not (result.folder / "charts").exists():
        made = sim.draw_charts(result, result.folder / "charts")
        _told(made, result.folder / "charts")
        if made.absent:
            click.echo(f"Not drawn: {', '.join(made.absent)}; the command `report` says why.", err=True)


def drawn(
    result: Result, into: Path, formats: tuple[str, ...] = ("png", "svg"), recorded: Path | None = None
) -> None:
    """Draw the charts of a result, and say where they are and what could not be drawn."""
    import sim

    made = sim.draw_charts(result, into, formats, recorded)
    for kind, why in made.absent.items():
        click.echo(f"Not drawn: {kind}, which {why}.", err=True)
    _told(made, into)


def _told(made: Made, into: Path) -> None:
    """Where the charts are, and what is wrong with them."""
    if made.missing_font:
        click.echo(f"warning: {made.missing_font}", err=True)
    click.echo(f"Charts: {into}", err=True)
