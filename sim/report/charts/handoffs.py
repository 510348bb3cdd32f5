"""Handoffs per journey: the shares of journeys with 0, 1, 2, and 3 or more."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import sheet
from sim.report.charts.spread import spread
from sim.report.charts.style import FAINT, INK, PER_CENT, SMALL_PT, TEXT_PT, look, plain_ticks, thickness
from sim.report.findings.found import headline
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, percent
from sim.report.reading import Findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CLASSES = (message("none"), message("one"), message("two"), message("three or more"))
_NAMES_IN, _ROW_IN = 2.2, 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario: per cent of its journeys in each of `CLASSES`."""

    scenario: str
    shares: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Handoffs:
    """What the chart shows."""

    heading: Heading
    rows: tuple[Row, ...]


def handoffs(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result that has journeys."""
    result = findings.result
    rows = []
    for scenario in result.scenarios:
        found = spread(findings, scenario, "handoffs")
        if found.seen:
            shares = [found.share(slice(n, n + 1)) for n in range(3)] + [found.share(slice(3, None))]
            rows.append(Row(scenario.title, tuple(drawn(one, _per_cent(one.value), 100) for one in shares)))
    if not rows:
        return Absent("shows journeys, and none began in the measured window")
    heading = Heading(
        headline(findings, "handoffs_mean"),
        chained((say("Share of journeys by the number of their handoffs, in %"), sample_of(result))),
        (say("The first column has a scale of its own."), source_line(result)),
    )
    return (Chart("handoffs", "handoffs", Handoffs(heading, tuple(rows)), told(map(_said, rows)), draw),)


def draw(content: Handoffs) -> Figure:
    """A column a class, a row a scenario."""
    page = sheet(content.heading, len(content.rows) * _ROW_IN + 0.8)
    bottom, top = 0.45, page.height - 0.35
    each = (page.width - _NAMES_IN) / len(CLASSES)
    rare = max((one.reach for row in content.rows for one in row.shares[1:]), default=0.0) or 1.0
    for place, words in enumerate(CLASSES):
        left = _NAMES_IN + place * each
        axes = page.axes(left, bottom, each - 0.2, top - bottom)
        _bars(axes, [row.shares[place] for row in content.rows], 100.0 if place == 0 else rare)
        page.write(say("no handoff") if place == 0 else say(words), left, top + 0.1, weight="bold")
    for line, row in enumerate(content.rows):
        y = bottom + (top - bottom) * (1 - (line + 0.5) / len(content.rows))
        page.write(fitted(row.scenario, _NAMES_IN - 0.15, TEXT_PT), 0, y, va="center")
    return page.figure


def _bars(axes: Axes, shares: list[Drawn], most: float) -> None:
    """Bars with their intervals, the number behind each."""
    thick = thickness(axes, len(shares))
    for line, one in enumerate(shares):
        axes.barh(line, one.value, height=thick, color=look(line).colour, alpha=0.85)
        if isfinite(one.low):
            axes.plot([max(one.low, 0), one.high], [line, line], color=INK, linewidth=1.4)
            axes.plot([max(one.low, 0), one.high], [line, line], "|", color=INK, markersize=5)
        axes.annotate(one.text, (max(one.reach, 0), line), (4, 0), textcoords="offset points",
                      va="center", size=SMALL_PT)
    axes.set_ylim(len(shares) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.45)
    axes.set_xticks([0, most / 2, most] if most == 100.0 else axes.get_xticks()[:0])
    axes.xaxis.set_major_formatter(plain_ticks(PER_CENT))
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_color(FAINT)


def _said(row: Row) -> str:
    none, one, two, more = (share.text for share in row.shares)
    return say("{scenario}: none {none}, one {one}, two {two}, three or more {more}",
               scenario=row.scenario, none=none, one=one, two=two, more=more)  # fmt: skip


def _per_cent(share: float) -> str:
    return percent(share, 2 if 0 < share < 0.01 else 1)
