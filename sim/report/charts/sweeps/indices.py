"""Which factor makes the difference: Sobol' indices as bars with intervals, and the share that is luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Absent, Chart, Drawn, Heading
from sim.report.charts.key import swatch
from sim.report.charts.lettering import width_in
from sim.report.charts.style import BLUE, INK, RULE, SKY, SMALL_PT, plain_ticks
from sim.report.charts.sweeps.basis import sample_of, source_of
from sim.report.charts.sweeps.matrix import AT_ONCE, NAMES_IN, matrix, unit_below
from sim.report.language import say
from sim.report.locales import percent
from sim.report.sweeps.reading import Swept
from sim.stats.sensitivity import MOST_NOISE
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One measure: the indices of each factor in per cent, and the share that is luck (nan: not known)."""

    title: str
    first: tuple[Drawn, ...]
    total: tuple[Drawn, ...]
    noise: float


@dataclass(frozen=True, slots=True)
class Indices:
    """What the chart shows; `factors` from the top."""

    heading: Heading
    factors: tuple[str, ...]
    columns: tuple[Column, ...]


def indices(swept: Swept) -> tuple[Chart, ...] | Absent:
    """Charts of a sensitivity design, three measures each."""
    if "indices" not in swept.result.tables:
        return Absent(say("needs a design for sensitivity"))
    rows = [row for row in swept.result.indices.to_pylist() if row["group"] == swept.group]
    kept = {row["measure"] for row in rows}   # quantiles have no indices
    measures = [one for one in swept.measures if one in kept]
    charts = []
    for note in swept.notes:
        own = [row for row in rows if row["scenario"] == note.name]
        charts += [_chart(swept, note, measures[start : start + AT_ONCE], own)
                   for start in range(0, len(measures), AT_ONCE)]  # fmt: skip
    return tuple(charts)


def draw(content: Indices) -> Figure:
    """Two bars in one a factor, and one for luck below."""
    rows = [*content.factors, say("Luck of the replications")]
    page = matrix(content.heading, rows, [one.title for one in content.columns], partial(_fill, content))
    x = NAMES_IN
    for colour, hatch, words in ((BLUE, None, say("alone")), (SKY, None, say("with others, too")),
                                 (RULE, "////", say("luck"))):  # fmt: skip
        swatch(page, (x, 0.0), colour, words, hatch)
        x += 0.6 + width_in(words, SMALL_PT)
    return page.figure


def _chart(swept: Swept, note: ScenarioNote, measures: Sequence[str], rows: Sequence[Row]) -> Chart:
    found = {(row["measure"], row["factor"], row["kind"]): row for row in rows}
    first = measures[0]
    names = sorted((factor.name for factor in swept.factors),
                   key=lambda name: -(found[first, name, "total"]["value"] or 0))  # fmt: skip
    columns = tuple(
        Column(
            swept.head(measure),
            tuple(_drawn(found[measure, name, "first"]) for name in names),
            tuple(_drawn(found[measure, name, "total"]) for name in names),
            _number(found[measure, names[0], "total"]["noise"]),
        )
        for measure in measures
    )
    heading = Heading(
        _title(swept, first, columns[0], names),
        say("{scenario}: share of the differences between points that comes with each factor; {sample}",
            scenario=note.title, sample=sample_of(swept)),
        (say("Sobol' indices; intervals draw points and replications anew. Above {share} of luck factors "
             "are not ranked.", share=percent(MOST_NOISE)), source_of(swept)),
    )  # fmt: skip
    said = ". ".join(_said(column, names) for column in columns)
    content = Indices(heading, tuple(names), columns)
    return Chart(f"indices-{note.name}-{first}", "indices", content, said, draw)


def _said(column: Column, names: Sequence[str]) -> str:
    told = (f"{name} {one.text}" for name, one in zip(names, column.total, strict=True))
    return f"{column.title}: {', '.join(told)}"


def _title(swept: Swept, measure: str, column: Column, names: Sequence[str]) -> str:
    if not column.noise <= 100 * MOST_NOISE:
        return say("{measure}: more replications are needed to say what makes the difference",
                   measure=swept.head(measure))  # fmt: skip
    return say("{measure}: {factor} makes most of the difference", measure=swept.head(measure),
               factor=names[0])  # fmt: skip


def _drawn(row: Row) -> Drawn:
    value, low, high = (100 * _number(row[name]) for name in ("value", "low", "high"))
    return Drawn(value, low, high, percent(value / 100) if isfinite(value) else "-")


def _number(value: float | None) -> float:
    return nan if value is None else value


def _fill(content: Indices, axes: Axes, place: int) -> None:
    column = content.columns[place]
    for line, (first, total) in enumerate(zip(column.first, column.total, strict=True)):
        axes.barh(line, total.value, height=0.62, color=SKY)
        axes.barh(line, first.value, height=0.3, color=BLUE)
        if isfinite(total.low):
            axes.plot([total.low, total.high], [line - 0.24] * 2, color=INK, linewidth=1.4)
        if isfinite(first.low):
            axes.plot([first.low, first.high], [line] * 2, color=INK, linewidth=1.4)
    if isfinite(column.noise):
        axes.barh(len(content.factors), 100 * column.noise, height=0.4, color=RULE, hatch="////",
                  edgecolor="white", linewidth=0)  # fmt: skip
    seen = [one.reach for one in (*column.first, *column.total)]
    axes.set_xlim(min(0.0, *(one.low for one in column.first if isfinite(one.low)), 0.0), max(100.0, *seen))
    axes.xaxis.set_major_formatter(plain_ticks())
    unit_below(axes, say("per cent of the variance"))
