"""The answer beside today's staffing and what costs one step less: cost, goals, and whether each holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.optimised.basis import LOOKS, Part, parts_of, sample_of, source_of
from sim.report.charts.style import BAND, FAINT, INK, SMALL_PT, plain_ticks
from sim.report.charts.sweeps.basis import unit_in_words
from sim.report.charts.sweeps.matrix import matrix, unit_below
from sim.report.language import say, several
from sim.report.locales import CLAUSES, chained, headed
from sim.report.optimised.finding import cost_in_words, headline, money_of, standings_of
from sim.report.optimised.words import (
    bound_in_words,
    form_of_goal,
    goal_title,
    group_named,
    standing_in_words,
    verdict_named,
    worst_of,
)
from sim.sweeps.staffing.goals import Goal, Verdict
from sim.sweeps.staffing.result import OptimiseResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

AT_ONCE = 3      # goals of one picture, beside the cost
_MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """One staffing in one column.

    Attributes
    ----------
    number : with its interval; nan where it could not be simulated.
    verdict : which of `LOOKS`; None: it is the cost.
    about : whom it is for, where a goal has several groups: the one nearest to failing.
    """

    number: Drawn
    verdict: Verdict | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The cost, or one goal.

    Attributes
    ----------
    title, unit : above it and below it.
    bound : what is asked for, on the axis; nan for the cost.
    at_least : whether the right side of the bound keeps the goal.
    marks : one a row.
    """

    title: str
    unit: str
    bound: float
    at_least: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the chart shows; `rows` are the staffings with how each stands, from the top."""

    heading: Heading
    rows: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]


def answer(result: OptimiseResult) -> tuple[Chart, ...] | Absent:
    """A chart for each three goals."""
    parts = parts_of(result)
    if not parts:
        return Absent(say("shows staffings that were simulated, and none could be"))
    shown, left_out = parts[:_MOST_ROWS], len(parts) - _MOST_ROWS
    rows = tuple((one.told, verdict_named(one.staffing.verdict)) for one in shown)
    heading = Heading(
        headline(result),
        say("Cost a week and goals; {sample}", sample=sample_of(result)),
        tuple(filter(None, (
            say("Shaded: keeps the goal. Of a goal for several groups the one nearest to failing is shown."),
            several(left_out, "One more step is in the tables.", "{n} more steps are in the tables.")
            if left_out > 0 else "",
            source_of(result),
        ))),
    )  # fmt: skip
    said = [headed(one.told, _said(result, one)) for one in shown]
    charts = []
    for number, start in enumerate(range(0, len(result.goals), AT_ONCE), 1):
        goals = result.goals[start : start + AT_ONCE]
        columns = (_costs(result, shown), *(_column(result, shown, goal) for goal in goals))
        name = "answer" if number == 1 else f"answer-{number}"
        charts.append(Chart(name, "answer", Answer(heading, rows, columns), told(said), draw))
    return tuple(charts)


def draw(content: Answer) -> Figure:
    """A row a staffing; the side of each bound that keeps the goal is shaded."""
    rows = [f"{name}\n{verdict}" for name, verdict in content.rows]
    return matrix(content.heading, rows, [one.title for one in content.columns],
                  partial(_fill, content)).figure  # fmt: skip


def _said(result: OptimiseResult, part: Part) -> str:
    """One staffing in words."""
    cost = [] if part.staffing.cost is None else [cost_in_words(result, part.staffing.cost)]
    goals = (headed(goal_title(goal, result.base),
                    standing_in_words(worst_of(standings_of(part.staffing, goal)), result.base))
             for goal in result.goals)  # fmt: skip
    return chained((*cost, *goals, verdict_named(part.staffing.verdict)), CLAUSES)


def _costs(result: OptimiseResult, parts: Sequence[Part]) -> Column:
    def marks() -> Iterator[Mark]:
        for one in parts:
            cost = one.staffing.cost
            number = Drawn(one.staffing.pay, nan, nan, money_of(result).number(one.staffing.pay))
            yield Mark(number if cost is None else drawn(cost, money_of(result).number(cost.value)), None)

    unit = unit_in_words(money_of(result), "budget_per_week")
    return Column(say("Cost"), unit, nan, False, tuple(marks()))


def _column(result: OptimiseResult, parts: Sequence[Part], goal: Goal) -> Column:
    form = form_of_goal(goal, result.base)

    def marks() -> Iterator[Mark]:
        for one in parts:
            worst = worst_of(standings_of(one.staffing, goal))
            number = drawn(worst.estimate, form.number(worst.estimate.value), form.factor)
            yield Mark(number, worst.verdict, group_named(worst.target.group) if _several(goal) else "")

    unit = say("per cent of weeks") if goal.weeks else unit_in_words(form, goal.measure)
    title = headed(goal_title(goal, result.base), bound_in_words(goal, result.base))
    way = goal.at_least or bool(goal.weeks)
    return Column(title, unit, form.factor * (goal.weeks or goal.bound), way, tuple(marks()))


def _several(goal: Goal) -> bool:
    return goal.group != "all" and "=" not in goal.group


def _fill(content: Answer, axes: Axes, place: int) -> None:
    column = content.columns[place]
    ends = [end for mark in column.marks for end in (mark.number.value, mark.number.low, mark.number.high)]
    seen = [one for one in (*ends, column.bound) if isfinite(one)]
    room = 0.18 * (max(seen) - min(seen)) or 0.1 * abs(max(seen)) or 1.0
    low, high = min(seen) - room, max(seen) + room
    if isfinite(column.bound):
        kept = (column.bound, high) if column.at_least else (low, column.bound)
        axes.axvspan(*kept, color=BAND, linewidth=0, zorder=0)
        axes.axvline(column.bound, color=INK, linewidth=1.4)
    for line, mark in enumerate(column.marks):
        _mark(axes, line, mark, (low + high) / 2)
    axes.set_xlim(low, high)
    axes.locator_params(axis="x", nbins=3)
    axes.xaxis.set_major_formatter(plain_ticks())
    unit_below(axes, column.unit)


def _mark(axes: Axes, line: int, mark: Mark, middle: float) -> None:
    colour, shape, filled = LOOKS[mark.verdict] if mark.verdict else (INK, "s", True)
    one = mark.number
    if isfinite(one.low):
        axes.plot([one.low, one.high], [line, line], color=colour, linewidth=1.8, solid_capstyle="butt")
    axes.plot(one.value, line, shape, color=colour, markersize=6.5,
              markerfacecolor=colour if filled else "white", zorder=3)  # fmt: skip
    side = "left" if one.value < middle else "right"
    ground = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.6}
    beside: dict[str, Any] = {"textcoords": "offset points", "ha": side, "bbox": ground}
    axes.annotate(one.text, (one.value, line), xytext=(0, 6), size=SMALL_PT, va="bottom", **beside)
    if mark.about:
        axes.annotate(mark.about, (one.value, line), xytext=(0, -6), size=SMALL_PT - 1, va="top",
                      color=FAINT, **beside)  # fmt: skip
