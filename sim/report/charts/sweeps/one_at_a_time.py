"""One thing at a time: how far each factor alone moves each measure, the longest bar on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn
from sim.report.charts.key import swatch
from sim.report.charts.lettering import width_in
from sim.report.charts.style import BLUE, INK, ORANGE, SMALL_PT, plain_ticks
from sim.report.charts.sweeps.basis import change_unit, sample_of, source_of
from sim.report.charts.sweeps.matrix import AT_ONCE, NAMES_IN, matrix, unit_below
from sim.report.language import say, several
from sim.report.sweeps.moving import moves_of
from sim.report.sweeps.reading import Swept
from sim.report.wording import difference_in_words
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A factor in one column: what its levels add to the scenario as written, from the first to the last."""

    levels: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One measure: its unit, the value as written, and a bar a factor."""

    title: str
    unit: str
    written: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class OneAtATime:
    """What the chart shows; `factors` from the top, `ends` the first and last level of each in words."""

    heading: Heading
    factors: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]


def one_at_a_time(swept: Swept) -> tuple[Chart, ...] | Absent:
    """Charts of a design that moves one factor at a time, three measures each."""
    if swept.design.kind != "one_at_a_time":
        return Absent(say("needs `design: one_at_a_time`"))
    charts = []
    for note in swept.notes:
        charts += [_chart(swept, note, swept.measures[start : start + AT_ONCE])
                   for start in range(0, len(swept.measures), AT_ONCE)]  # fmt: skip
    return tuple(charts)


def draw(content: OneAtATime) -> Figure:
    """Bars around the value as written."""
    rows = [f"{name}\n{low} \N{RIGHTWARDS ARROW} {high}"
            for name, (low, high) in zip(content.factors, content.ends, strict=True)]  # fmt: skip
    titles = [f"{one.title}: {one.written}" for one in content.columns]
    page = matrix(content.heading, rows, titles, partial(_fill, content))
    x = NAMES_IN
    for colour, hatch, words in ((ORANGE, "////", say("at the first level")),
                                 (BLUE, None, say("at the last level"))):  # fmt: skip
        swatch(page, (x, 0.0), colour, words, hatch)
        x += 0.6 + width_in(words, SMALL_PT)
    return page.figure


def _chart(swept: Swept, note: ScenarioNote, measures: Sequence[str]) -> Chart:
    moves = moves_of(swept, note, measures[0])
    places = [move.place for move in moves][:_MOST]
    factors = tuple(swept.factors[place].name for place in places)
    names = [swept.level_names(place) for place in places]
    columns = tuple(_column(swept, note, measure, places) for measure in measures)
    left_out = len(moves) - len(places)
    heading = Heading(
        _title(swept, measures[0], factors, any(move.clear for move in moves)),
        say("{scenario}: difference to the scenario as written, one factor at a time; {sample}",
            scenario=note.title, sample=sample_of(swept)),
        tuple(filter(None, (
            several(left_out, "One factor that does less is in the tables.",
                    "{n} factors that do less are in the tables.") if left_out > 0 else "",
            source_of(swept),
        ))),
    )  # fmt: skip
    said = ". ".join(
        f"{column.title}, {name}: {bar.levels[0].text} to {bar.levels[-1].text}"
        for column in columns for name, bar in zip(factors, column.bars, strict=True)
    )  # fmt: skip
    content = OneAtATime(heading, factors, tuple((one[0], one[-1]) for one in names), columns)
    return Chart(f"one_at_a_time-{note.name}-{measures[0]}", "one_at_a_time", content, said, draw)


def _column(swept: Swept, note: ScenarioNote, measure: str, places: Sequence[int]) -> Column:
    form = swept.form(measure)
    bars = []
    for place in places:
        found = [swept.change(note, point, measure) for point in swept.slice(place)]
        bars.append(Bar(tuple(drawn(one, difference_in_words(one, form), form.factor) for one in found)))
    written = form.number(swept.value(note, 0, measure).value)
    return Column(swept.head(measure), change_unit(swept, measure), written, tuple(bars))


def _title(swept: Swept, measure: str, factors: Sequence[str], clear: bool) -> str:
    if not clear:
        return say("{measure}: no change by any factor alone can be told", measure=swept.head(measure))
    return say("{measure}: {factor} moves it furthest", measure=swept.head(measure), factor=factors[0])


def _fill(content: OneAtATime, axes: Axes, place: int) -> None:
    column = content.columns[place]
    axes.axvline(0, color=INK, linewidth=1.0)
    for line, bar in enumerate(column.bars):
        ends = ((bar.levels[0], ORANGE, "////", -0.16), (bar.levels[-1], BLUE, "", 0.16))
        for end, colour, hatch, aside in ends:
            axes.barh(line + aside, end.value, height=0.3, color=colour, hatch=hatch, edgecolor="white",
                      linewidth=0)  # fmt: skip
            if isfinite(end.low):
                axes.plot([end.low, end.high], [line + aside] * 2, color=INK, linewidth=1.3)
    axes.margins(x=0.08)
    axes.xaxis.set_major_formatter(plain_ticks())
    unit_below(axes, column.unit)
