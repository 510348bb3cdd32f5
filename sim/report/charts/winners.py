"""Winners and losers: how many of the matched customers are better and worse off, by segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, isnan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import BLUE, FAINT, INK, SMALL_PT, VERMILLION, thickness
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.wording import group_in_words
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

QUANTITIES = {
    "wait_s": (message("Wait"), "wait_mean_s", Form("s", 0)),
    "handoffs": (message("Handoffs"), "", Form("", 0)),
    "ces": (message("Ease (CES 2.0)"), "ces_mean", Form("", 2)),
}
"""Quantity to its title, the measure whose smallest difference counts, and its form."""

_SHARE = Form("share", 3)
_NAMES_IN, _ROW_IN, _NAME_ROWS = 2.0, 0.28, 0.9
_TALLEST_ROW_IN = 0.7
_MOST_ROWS = 18
_WAYS = ((1, BLUE, ""), (-1, VERMILLION, "////"))   # better to the right, worse to the left
Side = tuple[Drawn, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One alternative and group.

    Attributes
    ----------
    better, worse : by quantity the per cent better and worse off; nan where nobody is matched.
    lucky, unlucky : the per cent that luck alone makes better and worse off, the base lived twice; nan
        where that was not tried.
    """

    alternative: str
    group: str
    better: tuple[Drawn, ...]
    worse: tuple[Drawn, ...]
    lucky: tuple[float, ...]
    unlucky: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Winners:
    """What the chart shows; `columns` are titles of the quantities, each with what counts as a change."""

    heading: Heading
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def winners(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a comparison in which customers are matched."""
    result = findings.result
    if not result.alternatives:
        return Absent("follows customers through alternatives, and this result has one scenario")
    segments = [f"segment={name}" for name in result.base.segments] if len(result.base.segments) > 1 else []
    groups = ["all", *segments]
    if len(groups) * len(result.alternatives) > _MOST_ROWS:
        groups = ["all"]
    rows = [_row(findings, one, group) for one in result.alternatives for group in groups]
    rows = [row for row in rows if not isnan(row.better[0].value)]
    if not rows:
        return Absent("follows customers through alternatives, and none is in both")
    shown = QUANTITIES.values()
    columns = tuple((say(title), _least(result.base, measure, form)) for title, measure, form in shown)
    heading = Heading(
        gains_headline(findings),
        chained((say("Share of the customers who are in both; difference to {base}", base=result.base.title),
                 sample_of(result))),
        (say("Dotted ticks: as many would be better or worse off by luck alone. Journeys that only one of "
             "the two has are left out here."), source_line(result, predicted=True)),
    )  # fmt: skip
    content = Winners(heading, columns, tuple(rows))
    return (Chart("winners", "winners", content, _alt(content), draw),)


def draw(content: Winners) -> Figure:
    """A column a quantity; the better off to the right, the worse off to the left."""
    names = list(dict.fromkeys(row.alternative for row in content.rows))
    lines = len(content.rows) + _NAME_ROWS * len(names)
    page = sheet(content.heading, lines * _ROW_IN + 0.95)
    top = page.height - 0.5
    bottom = max(0.4, top - lines * _TALLEST_ROW_IN)
    each = (page.width - _NAMES_IN) / len(content.columns)
    places = _places(page, content.rows, (bottom, top))
    ends = [one.reach for row in content.rows for one in (*row.better, *row.worse)]
    luck = [one for row in content.rows for one in (*row.lucky, *row.unlucky) if isfinite(one)]
    most = max(ends + luck) or 1.0
    for place, (title, least) in enumerate(content.columns):
        left = _NAMES_IN + place * each
        axes = page.axes(left + 0.05, bottom, each - 0.15, top - bottom)
        axes.set_ylim(lines, 0)
        _bars(axes, [_sides(row, place) for row in content.rows], places, most)
        page.write(title, left + each / 2, top + 0.25, ha="center", weight="bold")
        page.write(least, left + each / 2, top + 0.08, ha="center", size=SMALL_PT, color=FAINT)
    return page.figure


def _row(findings: Findings, alternative: ScenarioNote, group: str) -> Row:
    better, worse, lucky, unlucky = (
        tuple(drawn(one, _SHARE.number(one.value), 100)
              for one in (findings.change(alternative, name, group, change) for name in QUANTITIES))
        for change in ("better", "worse", "better_by_luck", "worse_by_luck")
    )  # fmt: skip
    luck = (tuple(one.value for one in found) for found in (lucky, unlucky))
    return Row(alternative.title, group, better, worse, *luck)


def _least(base: ScenarioNote, measure: str, form: Form) -> str:
    least = base.matters.get(measure)
    return say("by {size} or more", size=form.change(least)) if least else say("by any amount")


def gains_headline(
    findings: Findings, group: str = "all", among: Sequence[ScenarioNote] = ()
) -> str:
    """Who gains and who loses in ease; with several alternatives, the one with the most gainers.

    Parameters
    ----------
    among : the alternatives to look at; empty: all.
    """
    better, worse, one = max(
        (findings.change(one, "ces", group, "better").value,
         findings.change(one, "ces", group, "worse").value, one.title)
        for one in among or findings.result.alternatives
    )  # fmt: skip
    if not better and not worse:
        return say("With {scenario}, nobody finds it easier or harder", scenario=one)
    return say("With {scenario}, {better} find it easier and {worse} find it harder", scenario=one,
               better=_SHARE.number(better), worse=_SHARE.number(worse))  # fmt: skip


def _places(page: Sheet, rows: tuple[Row, ...], ends: tuple[float, float]) -> list[float]:
    """Writes the names at the left; where each row stands."""
    names = list(dict.fromkeys(row.alternative for row in rows))
    step = (ends[1] - ends[0]) / (len(rows) + _NAME_ROWS * len(names))
    y, places = 0.0, []
    for name in names:
        height = ends[1] - (y + 0.5) * step
        page.write(fitted(name, page.width, SMALL_PT, bold=True), 0, height, va="center", size=SMALL_PT,
                   weight="bold", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0})
        y += _NAME_ROWS
        for row in (row for row in rows if row.alternative == name):
            words = fitted(group_in_words(row.group), _NAMES_IN - 0.25, SMALL_PT)
            page.write(words, 0.12, ends[1] - (y + 0.5) * step, va="center", size=SMALL_PT)
            places.append(y + 0.5)
            y += 1
    return places


def _sides(row: Row, place: int) -> tuple[Side, Side]:
    """What is drawn of one quantity to the right and to the left, each with its tick of luck."""
    return ((row.better[place], row.lucky[place]), (row.worse[place], row.unlucky[place]))


def _bars(axes: Axes, pairs: list[tuple[Side, Side]], places: list[float], most: float) -> None:
    """Both ways from the middle, each with its interval, luck's tick and number."""
    thick = thickness(axes, axes.get_ylim()[0])
    for sides, y in zip(pairs, places, strict=True):
        for (one, luck), (way, colour, hatch) in zip(sides, _WAYS, strict=True):
            axes.barh(y, way * one.value, height=thick, color=colour, hatch=hatch, edgecolor="white",
                      linewidth=0.0)
            if isfinite(one.low) and one.value:
                ends = [way * max(one.low, 0), way * one.high]
                axes.plot(ends, [y, y], color=INK, linewidth=1.2)
            if luck > 0:
                axes.plot([way * luck] * 2, [y - 0.7 * thick, y + 0.7 * thick], color=INK, linewidth=1.0,
                          linestyle=(0, (1, 1)))
            end = max(one.reach, luck) if luck > 0 else one.reach
            axes.annotate(one.text, (way * end, y), (4 * way, 0), textcoords="offset points",
                          va="center", ha="left" if way > 0 else "right", size=SMALL_PT)
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.set_xlim(-1.75 * most, 1.75 * most)
    axes.set_xticks([-most, 0, most], [say("worse off"), "", say("better off")])
    axes.tick_params(axis="x", length=0)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)


def _alt(content: Winners) -> str:
    said = []
    for row in content.rows:
        for (title, _), better, worse in zip(content.columns, row.better, row.worse, strict=True):
            said.append(say("{scenario}, {group}, {measure}: {better} better off, {worse} worse off",
                            scenario=row.alternative, group=group_in_words(row.group), measure=title,
                            better=better.text, worse=worse.text))  # fmt: skip
    return told(said)
