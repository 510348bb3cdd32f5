"""The command that shows finished results: charts, a deck, a page. Nothing is simulated again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import chart_formats, language_option

if TYPE_CHECKING:
    from sim.report.charts.gallery import Made
    from sim.report.finished import Finished

_LOADED = {"journeysim sweep": "load_sweep", "journeysim optimise": "load_optimised"}
"""What made a result, and what loads it; all others are runs and comparisons."""


@click.command(short_help="Draw finished RESULT folders as charts, or one as a deck or a page.",
               context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("results", nargs=-1, required=True, metavar="RESULT...")
@click.option("--charts", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Where the charts go (default: `charts` in each RESULT, not with --deck or --page).")
@chart_formats
@click.option("--deck", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a deck for a committee, a .pptx file, from the one RESULT.")
@click.option("--template", metavar="FILE", type=click.Path(path_type=Path),
              help="With --deck: your organisation's own .pptx, whose look the deck takes.")
@click.option("--page", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a page to look into, one HTML file, from the one RESULT.")
@click.option("--recorded", metavar="FILE", type=click.Path(path_type=Path),
              help="CSV of figures you recorded (measure, group, value, low, high), set beside the base.")
@language_option
def report(
    results: tuple[str, ...], charts: Path | None, formats: tuple[str, ...], deck: Path | None,
    template: Path | None, page: Path | None, recorded: Path | None, language: str,
) -> None:  # fmt: skip
    """Show finished RESULT folders, those of sweeps and of `optimise`, too: charts, or of one a deck or page.

    Everything is drawn from the tables of the results; nothing is simulated again. With several results
    and one DIR, each gets a folder of its own name in it. In another language than English the default folder
    is `charts-da` and the like.
    """
    import sim

    if template is not None and deck is None:
        raise sim.WrongUse("--template: is the look of a deck; say with --deck which file to write")
    if recorded is not None and any(_program(Path(one)) in _LOADED for one in results):
        raise sim.WrongUse("--recorded: belongs to one scenario or a comparison, not to a sweep or a search")
    for option, file in (("--deck", deck), ("--page", page)):
        if file is not None and len(results) > 1:
            raise sim.WrongUse(f"{option}: shows one result, and there are {len(results)}")
    for folder in results:
        result = _loaded(Path(folder))
        name = Path(folder).resolve().name
        own = places(Path(folder), language)[0]
        into = own if charts is None else charts / name if len(results) > 1 else charts
        if charts is not None or (deck is None and page is None):
            drawn(result, into, formats, recorded, language)
        if deck is not None:
            sim.write_deck(result, deck, template, recorded, language)
            _warned(sim.missing_font(result, language))
            click.echo(f"Deck: {deck}", err=True)
        if page is not None:
            click.echo(f"Page: {sim.write_page(result, page, recorded, language)}", err=True)


def _program(folder: Path) -> str:
    """What made a result; empty where it is none."""
    from sim.study.folder import is_finished, read_manifest

    return str(read_manifest(folder).get("program", "")) if is_finished(folder) else ""


def _loaded(folder: Path) -> Finished:
    import sim

    loaded: Finished = getattr(sim, _LOADED.get(_program(folder), "load_result"))(folder)
    return loaded


def places(folder: Path, language: str) -> tuple[Path, Path, Path]:
    """Where charts, deck and page of a result stand in its folder, those of each language by themselves."""
    mark = "" if language == "en" else f"-{language}"
    return folder / f"charts{mark}", folder / f"deck{mark}.pptx", folder / f"page{mark}.html"


def shown_once(result: Finished, language: str) -> None:
    """Draw charts, deck and page of a stored result into its folder, unless they are there."""
    import sim

    if result.folder is None:
        return
    charts, deck, page = places(result.folder, language)
    if not charts.exists():
        made = sim.draw_charts(result, charts, language=language)
        _told(made, charts)
        if made.absent:
            click.echo(f"Not drawn: {', '.join(made.absent)}; the command `report` says why.", err=True)
    if not deck.exists():
        sim.write_deck(result, deck, language=language)
        click.echo(f"Deck: {deck}", err=True)
    if not page.exists():
        click.echo(f"Page: {sim.write_page(result, page, language=language)}", err=True)


def drawn(
    result: Finished, into: Path, formats: tuple[str, ...], recorded: Path | None, language: str
) -> None:
    """Draw the charts of a result, and say where they are and what could not be drawn."""
    import sim

    made = sim.draw_charts(result, into, formats, recorded, language)
    for kind, why in made.absent.items():
        click.echo(f"Not drawn: {kind}, which {why}.", err=True)
    _told(made, into)


def _told(made: Made, into: Path) -> None:
    """Where the charts are, and what is wrong with them."""
    _warned(made.missing_font)
    click.echo(f"Charts: {into}", err=True)


def _warned(missing_font: str) -> None:
    if missing_font:
        click.echo(f"warning: {missing_font}", err=True)
