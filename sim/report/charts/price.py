"""Cost against hard journeys: each scenario with its intervals both ways, the frontier marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, isnan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.sheet import sheet
from sim.report.charts.style import FAINT, RULE, look, plain_ticks
from sim.report.findings.found import difference_of, value_of
from sim.report.findings.phrases import LONGEST, titles_listed
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, sign_of
from sim.report.reading import Findings
from sim.report.wording import value_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN = 2.6
_BOUGHT = {
    (True, True): message("{scenario} costs {cost} more a week, and {hard} journeys more are hard"),
    (True, False): message("{scenario} costs {cost} more a week, and {hard} journeys fewer are hard"),
    (False, True): message("{scenario} costs {cost} less a week, and {hard} journeys more are hard"),
    (False, False): message("{scenario} costs {cost} less a week, and {hard} journeys fewer are hard"),
}
"""What money buys, by whether it costs more and whether more journeys are hard."""


@dataclass(frozen=True, slots=True)
class Point:
    """One scenario: money a week, hard journeys of 1,000, and whether none is both cheaper and easier."""

    scenario: str
    place: int
    cost: Drawn
    hard: Drawn
    frontier: bool


@dataclass(frozen=True, slots=True)
class Price:
    """What the chart shows."""

    heading: Heading
    currency: str
    points: tuple[Point, ...]


def price(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a comparison whose scenarios cost something."""
    result = findings.result
    if not result.alternatives:
        return Absent("compares alternatives, and this result has one scenario")
    costs, hards = ([value_of(findings, one, name) for one in result.scenarios]
                    for name in ("cost_per_week", "ces_hard"))  # fmt: skip
    values = [(cost.value.value, hard.value.value) for cost, hard in zip(costs, hards, strict=True)]
    if not any(cost for cost, _ in values) or any(isnan(cost + hard) for cost, hard in values):
        return Absent("sets cost against hard journeys, and one of them was not seen")
    points = tuple(
        Point(one.title, place, drawn(cost.value, value_in_words(cost.value, cost.form)),
              drawn(hard.value, value_in_words(hard.value, hard.form), 1000), _undominated(values, place))
        for place, (one, cost, hard) in enumerate(zip(result.scenarios, costs, hards, strict=True))
    )  # fmt: skip
    heading = Heading(
        _title(findings, points),
        chained((say("Cost a week and hard journeys (CES 1-3) of 1,000"), sample_of(result))),
        (say("Dotted: the frontier, where none is both cheaper and easier, by the points alone."),
         source_line(result, predicted=True)),
    )  # fmt: skip
    said = told(say("{scenario}: {cost} a week, {hard} hard", scenario=one.scenario, cost=one.cost.text,
                    hard=one.hard.text) for one in points)  # fmt: skip
    return (Chart("price", "price", Price(heading, result.base.currency, points), said, draw),)


def draw(content: Price) -> Figure:
    """Points with crossed intervals, the key at the right."""
    names = [say("{scenario} (on the frontier)", scenario=one.scenario) if one.frontier else one.scenario
             for one in content.points]  # fmt: skip
    page = sheet(content.heading, names_height_in(names, _KEY_IN - 0.05) + 0.3)
    axes = page.axes(0.75, 0.5, page.width - _KEY_IN - 0.85, page.height - 0.75)
    for point in content.points:
        _point(axes, point)
    _frontier(axes, [point for point in content.points if point.frontier])
    axes.margins(0.12)
    axes.xaxis.set_major_formatter(plain_ticks())
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.grid()
    unit = say("{currency} a week", currency=sign_of(content.currency))
    axes.set_xlabel(chained((unit, say("\N{LEFTWARDS ARROW} cheaper"))), color=FAINT)
    axes.set_ylabel(say("\N{LEFTWARDS ARROW} easier; hard journeys of 1,000"), color=FAINT)
    column_of_names(page, names, (page.width - _KEY_IN + 0.05, page.height - 0.3), _KEY_IN - 0.05)
    return page.figure


def _title(findings: Findings, points: Sequence[Point]) -> str:
    """What money buys with one alternative; with several, who is on the frontier."""
    alternatives = findings.result.alternatives
    if len(alternatives) == 1:
        one = alternatives[0]
        cost, hard = (difference_of(findings, one, name) for name in ("cost_per_week", "ces_hard"))
        if cost.difference and hard.difference and cost.difference.value and hard.difference.value:
            bought = say(_BOUGHT[cost.difference.value > 0, hard.difference.value > 0], scenario=one.title,
                         cost=cost.form.change_of(cost.difference),
                         hard=hard.form.change_of(hard.difference))  # fmt: skip
            return bought if hard.decided else say("{finding} (cannot be told)", finding=bought)
    best = [one.scenario for one in points if one.frontier]
    if len(best) == len({one.cost.value for one in points}) == len(points):
        return say("What costs less has more hard journeys, in all {n} scenarios", n=len(points))
    named = say("None is both cheaper and easier than {scenarios}", scenarios=titles_listed(best))
    if len(named) <= LONGEST:
        return named
    return say("{n} of {all} scenarios are on the frontier", n=len(best), all=len(points))


def _undominated(values: Sequence[tuple[float, float]], place: int) -> bool:
    """Whether no other scenario is as cheap and as easy, and better in one of the two."""
    cost, hard = values[place]
    return not any(c <= cost and h <= hard and (c, h) != (cost, hard) for c, h in values)


def _point(axes: Axes, point: Point) -> None:
    shown = look(point.place)
    cost, hard = point.cost, point.hard
    if isfinite(cost.low):
        axes.plot([cost.low, cost.high], [hard.value] * 2, color=shown.colour, linewidth=1.4)
    if isfinite(hard.low):
        axes.plot([cost.value] * 2, [hard.low, hard.high], color=shown.colour, linewidth=1.4)
    axes.plot(cost.value, hard.value, shown.mark, color=shown.colour, markersize=9, zorder=3)


def _frontier(axes: Axes, points: Sequence[Point]) -> None:
    """Steps from the cheapest to the easiest."""
    order = sorted(points, key=lambda one: one.cost.value)
    axes.plot([one.cost.value for one in order], [one.hard.value for one in order], color=RULE,
              linestyle=(0, (1, 2)), linewidth=1.6, zorder=1, drawstyle="steps-post")
