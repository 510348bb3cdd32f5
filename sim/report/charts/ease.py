"""Ease: the seven answers as bars that diverge from the middle one, with mean and hard journeys."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import row_of_swatches
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.spread import spread
from sim.report.charts.style import FAINT, INK, PER_CENT, SMALL_PT, plain_ticks, thickness
from sim.report.findings.finding import Finding
from sim.report.findings.found import headline, value_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say
from sim.report.locales import chained
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.wording import begun, group_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ANSWERS = ("1", "2", "3", "4", "5", "6", "7")
COLOURS = ("#8a3800", "#D55E00", "#f0a877", "#d9d9d9", "#9ecbe8", "#3a93c9", "#00426e")
_HATCHES = ("//", "//", "//", "", "", "", "")
_NAMES_IN, _VALUES_IN, _ROW_IN = 2.2, 2.35, 0.40
_MOST_ROWS = 15   # with segments; beyond, all journeys only


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario and group: per cent of each answer, the mean and the hard journeys as text."""

    scenario: str
    group: str
    shares: tuple[float, ...]
    mean: str
    hard: str


@dataclass(frozen=True, slots=True)
class Ease:
    """What the chart shows."""

    heading: Heading
    rows: tuple[Row, ...]


def ease(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result that has journeys."""
    result = findings.result
    segments = [f"segment={name}" for name in result.base.segments] if len(result.base.segments) > 1 else []
    groups = ["all", *segments]
    if len(groups) * len(result.scenarios) > _MOST_ROWS:
        groups = ["all"]
    rows = [row for group in groups for row in _rows(findings, group)]
    if not rows:
        return Absent("shows scores of journeys, and none began in the measured window")
    left_out = len(segments) and len(groups) == 1
    heading = Heading(
        headline(findings, "ces_hard"),
        chained((say("Ease (CES 2.0, 7 = easy), share of journeys by answer"), sample_of(result))),
        (say("Hard journeys answer 1 to 3 (hatched); bars diverge from the middle of answer 4."),
         *([say("Segments are in the tables.")] if left_out else []),
         source_line(result, predicted=True), say("Trust differences more than levels.")),
    )  # fmt: skip
    said = [say("{scenario}, {group}: mean {mean}, hard {hard}", scenario=row.scenario,
                group=group_in_words(row.group), mean=row.mean, hard=row.hard) for row in rows]  # fmt: skip
    return (Chart("ease", "ease", Ease(heading, tuple(rows)), told(said), draw),)


def draw(content: Ease) -> Figure:
    """A bar a scenario, in blocks by segment."""
    groups = list(dict.fromkeys(row.group for row in content.rows))
    titled = len(groups) > 1
    lines = len(content.rows) + (0.7 * len(groups) if titled else 0)
    page = sheet(content.heading, lines * _ROW_IN + 0.95)
    step = (page.height - 0.95) / lines
    axes = page.axes(_NAMES_IN, 0.62, page.width - _NAMES_IN - _VALUES_IN, page.height - 0.95)
    y, places = 0.0, []
    for group in groups:
        if titled:
            page.write(begun(group_in_words(group)), 0, page.height - 0.33 - (y + 0.45) * step,
                       va="center", weight="bold")
            y += 0.7
        for row in (row for row in content.rows if row.group == group):
            places.append(y + 0.5)
            _beside(page, row, page.height - 0.33 - (y + 0.5) * step)
            y += 1
    _bars(axes, content.rows, places, lines)
    heads = ((page.width - _VALUES_IN + 0.12, say("mean ease")), (page.width - 1.15, say("hard of 1,000")))
    for left, words in heads:
        page.write(words, left, page.height - 0.22, size=SMALL_PT, color=FAINT)
    _answers(page)
    return page.figure


def _rows(findings: Findings, group: str) -> list[Row]:
    rows = []
    for scenario in findings.result.scenarios:
        found = spread(findings, scenario, "ces", group)
        if not found.seen:
            continue
        shares = 100 * found.counts.sum(axis=0) / found.counts.sum()
        mean, hard = (value_of(findings, scenario, name, group) for name in ("ces_mean", "ces_hard"))
        rows.append(Row(scenario.title, group, tuple(map(float, shares)), _number(mean), _number(hard, 1000)))
    return rows


def _number(found: Finding, factor: float = 1.0) -> str:
    """A value without its unit, with its interval where there is one."""
    one, form = found.value, Form("", found.form.decimals - len(str(found.form.factor)) + 1)
    one = replace(one, value=factor * one.value, low=factor * one.low, high=factor * one.high)
    return form.with_interval(one) if one.has_interval else form.number(one.value)


def _beside(page: Sheet, row: Row, y: float) -> None:
    page.write(fitted(row.scenario, _NAMES_IN - 0.1, SMALL_PT), 0, y, va="center", size=SMALL_PT)
    page.write(_below(row.mean), page.width - _VALUES_IN + 0.12, y, va="center", size=SMALL_PT)
    page.write(_below(row.hard), page.width - 1.15, y, va="center", size=SMALL_PT)


def _below(number: str) -> str:
    """A number with its interval on a line of its own, in whatever brackets."""
    return re.sub(r" ?([(\N{FULLWIDTH LEFT PARENTHESIS}])", r"\n\1", number)


def _bars(axes: Axes, rows: tuple[Row, ...], places: list[float], lines: float) -> None:
    """Answers 1 to 3 and half of 4 to the left, the others to the right."""
    thick = thickness(axes, lines)
    for row, y in zip(rows, places, strict=True):
        begin = -(sum(row.shares[:3]) + row.shares[3] / 2)
        for share, colour, hatch, answer in zip(row.shares, COLOURS, _HATCHES, ANSWERS, strict=True):
            axes.barh(y, share, left=begin, height=thick, color=colour, hatch=hatch, edgecolor="white",
                      linewidth=0.5)
            if share >= 8:
                dark = answer in "1267"
                axes.text(begin + share / 2, y, f"{share:.0f}", ha="center", va="center", size=SMALL_PT,
                          color="white" if dark else INK,
                          bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None)
            begin += share
    axes.axvline(0, color=INK, linewidth=1.0, zorder=0.5)
    left = max(sum(row.shares[:4]) for row in rows)
    axes.set_ylim(lines, 0)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(plain_ticks(PER_CENT))
    axes.set_xlim(-1.1 * left, max(_end(row) for row in rows) * 1.02)


def _end(row: Row) -> float:
    return sum(row.shares[4:]) + row.shares[3] / 2


def _answers(page: Sheet) -> None:
    """The seven answers with their colours, in a line below."""
    samples = list(zip(COLOURS, ANSWERS, _HATCHES, strict=True))
    row_of_swatches(page, (_NAMES_IN, 0.05), samples, say("very hard"), say("very easy"))
