"""The slides of a sweep: question, answer, curves, heat map, frontier, what matters, what cannot be told.

In: a sweep looked up. Out: slides; charts are PowerPoint's own where it has the kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.charts.content import Chart
from sim.report.charts.style import BLUE, ORANGE, SKY, look
from sim.report.charts.sweeps.basis import sample_of, source_of
from sim.report.charts.sweeps.curves import Curves, Panel
from sim.report.charts.sweeps.gallery import sweep_gallery
from sim.report.charts.sweeps.indices import Indices
from sim.report.charts.sweeps.one_at_a_time import OneAtATime
from sim.report.deck.content import BARS, LINES, Exhibit, Graph, Grid, Series, Slide
from sim.report.language import say
from sim.report.locales import listed
from sim.report.sweeps.best import ranked
from sim.report.sweeps.finding import SweepFinding, findings_of
from sim.report.sweeps.reading import Swept

_MOST_MEASURES = 3    # with a slide of their own
_MOST_COLUMNS = 5
_MOST_ROWS = 6
_MOST_LEVELS = 12     # named along a native chart
_MOST_PICTURES = 12   # in the appendix


def sweep_slides(swept: Swept) -> tuple[Slide, ...]:
    """All slides of a sweep."""
    found = findings_of(swept)
    charts = sweep_gallery(swept).charts
    body = [
        _question(swept), _answer(swept, found), *_curves(swept, found, charts), *_pictures(swept, charts),
        *_bars(swept, found, charts), *_doubts(swept, found),
    ]  # fmt: skip
    shown = {exhibit.name for slide in body for exhibit in slide.exhibits if isinstance(exhibit, Chart)}
    native = {slide.title for slide in body if slide.part == "curves"}
    rest = [one for one in charts if one.kind in ("curves", "heat") and one.name not in shown
            and one.heading.title not in native]  # fmt: skip
    return (*body, *(_picture(swept, one, "appendix") for one in rest[:_MOST_PICTURES]))


def _basis(swept: Swept) -> str:
    return f"{sample_of(swept)}. {source_of(swept)}"


def _question(swept: Swept) -> Slide:
    points = [say("{factor}: {levels}", factor=factor.name, levels=_levels(swept, place))
              for place, factor in enumerate(swept.factors)]  # fmt: skip
    measures = listed(swept.subject(one) for one in swept.measures)
    points.append(say("Looked at: {measures}.", measures=measures))
    points.append(say("In: {scenarios}.", scenarios=listed(note.title for note in swept.notes)))
    return Slide("question", swept.base.question or swept.result.title, (), tuple(points), _basis(swept))


def _levels(swept: Swept, place: int) -> str:
    if swept.factors[place].levels:
        return listed(swept.level_names(place))
    seen = sorted(swept.position(place, point) for point in range(len(swept.points)))
    return say("drawn between {low} and {high}", low=f"{seen[0]:.4g}", high=f"{seen[-1]:.4g}")


def _answer(swept: Swept, found: tuple[SweepFinding, ...]) -> Slide:
    """The best point in the title, the best ones in a table, what alternatives do below."""
    title = found[0].sentence if found else say("Nothing was found")
    points = [one.sentence for one in found if one.kind in ("best", "alternative") and one is not found[0]]
    notes = tuple(one.sentence for one in found)
    return Slide("answer", title, tuple(_best(swept)), tuple(points), _basis(swept), notes)


def _best(swept: Swept) -> Iterator[Grid]:
    """The best points of the first measure, with what else was measured there."""
    measure = next((one for one in swept.measures if swept.way(one)), None)
    if measure is None:
        return
    columns = [measure, *(one for one in swept.measures if one != measure)][:_MOST_COLUMNS]
    rows = [("", *(swept.head(one) for one in columns))]
    for note, point, _ in ranked(swept, measure)[:_MOST_ROWS]:
        cells = (swept.form(one).give_or_take(swept.value(note, point, one)) for one in columns)
        rows.append((swept.choice(note, point) or say("as written"), *cells))
    yield Grid(tuple(rows), say("The best points by {measure}", measure=swept.subject(measure)))


def _curves(swept: Swept, found: tuple[SweepFinding, ...], charts: tuple[Chart, ...]) -> Iterator[Slide]:
    """A slide for each of the first measures of which one way is better."""
    named = {one.content.measure: one for one in charts if one.kind == "curves"}
    wanted = [one for one in swept.measures if swept.way(one) and one in named]
    for measure in wanted[:_MOST_MEASURES]:
        chart = named[measure]
        own = (one for one in found if one.measure == measure)
        points = [one.sentence for one in own if one.kind in ("moves", "flattens")]
        shown: tuple[Exhibit, ...] = tuple(_graphs(chart)) or (chart,)
        yield Slide("curves", chart.heading.title, shown, tuple(points[1:]), _basis(swept), (chart.alt,))


def _graphs(chart: Chart) -> Iterator[Graph]:
    """Native charts of the two panels that matter most; of drawn points none, nor of very many levels."""
    content: Curves = chart.content
    if not content.joined or any(len(one.labels) > _MOST_LEVELS for one in content.panels):
        return
    for panel in content.panels[:2]:
        yield Graph(LINES, _panel_title(panel), content.unit, panel.labels, _series(panel), chart.alt)


def _panel_title(panel: Panel) -> str:
    if panel.by:
        return say("along {factor}, by {other}", factor=panel.factor, other=panel.by)
    return say("along {factor}", factor=panel.factor)


def _series(panel: Panel) -> tuple[Series, ...]:
    return tuple(Series(line.name, line.numbers, look(line.place).colour) for line in panel.lines)


def _pictures(swept: Swept, charts: tuple[Chart, ...]) -> Iterator[Slide]:
    """The heat map of the first measure of which one way is better, and the frontier."""
    maps = {one.name: one for one in charts if one.kind == "heat"}
    first = next((f"heat-{one}" for one in swept.measures if swept.way(one) and f"heat-{one}" in maps), None)
    if first is not None:
        yield _picture(swept, maps[first], "heat")
    yield from (_picture(swept, one, "frontier") for one in charts if one.kind == "frontier")


def _picture(swept: Swept, chart: Chart, part: str) -> Slide:
    return Slide(part, chart.heading.title, (chart,), (), _basis(swept), (*chart.heading.notes, chart.alt))


def _bars(swept: Swept, found: tuple[SweepFinding, ...], charts: tuple[Chart, ...]) -> Iterator[Slide]:
    """What matters most to the first measure: Sobol' indices, or one factor at a time."""
    for kind, made in (("indices", _index_bars), ("one_at_a_time", _level_bars)):
        chart = next((one for one in charts if one.kind == kind), None)
        if chart is not None:
            points = tuple(one.sentence for one in found if one.kind == "moves")
            title = chart.heading.title
            yield Slide("matters", title, (made(chart),), points, _basis(swept), (chart.alt,))


def _index_bars(chart: Chart) -> Graph:
    content: Indices = chart.content
    first = content.columns[0]
    series = (Series(say("alone"), first.first, BLUE), Series(say("with others, too"), first.total, SKY))
    return Graph(BARS, first.title, say("per cent of the variance"), content.factors, series, chart.alt)


def _level_bars(chart: Chart) -> Graph:
    content: OneAtATime = chart.content
    first = content.columns[0]
    ends = (say("at the first level"), 0, ORANGE), (say("at the last level"), -1, BLUE)
    series = tuple(Series(words, tuple(bar.levels[end] for bar in first.bars), colour)
                   for words, end, colour in ends)  # fmt: skip
    return Graph(BARS, first.title, first.unit, content.factors, series, chart.alt)


def _doubts(swept: Swept, found: tuple[SweepFinding, ...]) -> Iterator[Slide]:
    points = tuple(one.sentence for one in found if one.kind == "doubt")
    if points:
        yield Slide("doubt", say("What this sweep cannot tell"), (), points, _basis(swept))
