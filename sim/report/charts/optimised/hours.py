"""A goal by hour, or by whatever else it is asked of each: the joint intervals against what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names
from sim.report.charts.lettering import fitted
from sim.report.charts.optimised.basis import offered_name, sample_of, source_of
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BLUE, FAINT, INK, SMALL_PT, VERMILLION, plain_ticks
from sim.report.charts.sweeps.basis import unit_in_words
from sim.report.language import say
from sim.report.locales import clock, headed, weekday
from sim.report.optimised.finding import is_today, standings_of
from sim.report.optimised.words import (
    bound_in_words,
    counted_verdicts,
    form_of_goal,
    goal_title,
    group_named,
    standing_in_words,
    worst_of,
)
from sim.scenario.hours import DAYS
from sim.sweeps.staffing.goals import Goal, Standing, Verdict
from sim.sweeps.staffing.result import OptimiseResult, Staffing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN, _LABEL_IN = 2.0, 1.1


@dataclass(frozen=True, slots=True)
class Line:
    """One staffing: its name, and a number a group; nan where it saw nothing."""

    name: str
    numbers: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """What the chart shows.

    Attributes
    ----------
    places, labels : of the groups along the axis, and how they are called; hours stand where they are.
    kind : hour, week_hour, or another dimension, whose groups are no course of anything.
    bound, asked : what must be reached, and how it is said.
    at_least : whether above the bound is well.
    lines : the answer first.
    """

    heading: Heading
    unit: str
    kind: str
    places: tuple[float, ...]
    labels: tuple[str, ...]
    bound: float
    asked: str
    at_least: bool
    lines: tuple[Line, ...]


def hours(result: OptimiseResult) -> tuple[Chart, ...] | Absent:
    """A chart for each goal that is asked of several groups."""
    shown = result.offered
    if shown is None:
        return Absent(say("shows staffings that were simulated, and none could be"))
    several = [goal for goal in result.goals if len(standings_of(shown, goal)) > 1]
    if not several:
        return Absent(say("needs a goal for each hour, or for each of something else"))
    return tuple(_chart(result, shown, goal) for goal in several)


def draw(content: Hours) -> Figure:
    """Lines with bands over hours, marks with bars elsewhere; the bound is a line of its own."""
    page = sheet(content.heading)
    axes = page.axes(0.75, 0.75, page.width - _KEY_IN - 0.95, page.height - 0.95)
    running = content.kind in ("hour", "week_hour")
    axes.axhline(content.bound, color=VERMILLION, linewidth=1.6, linestyle=(0, (4, 2)), zorder=2)
    for place, line in enumerate(content.lines):
        (_run if running else _dots)(axes, content, line, place)
    axes.set_ylabel(content.unit, color=FAINT)
    axes.yaxis.set_major_formatter(plain_ticks())
    axes.grid(axis="y")
    _ticks(axes, content, page.width - _KEY_IN - 0.95)
    left, top = page.width - _KEY_IN + 0.05, page.height - 0.25
    column_of_names(page, [one.name for one in reversed(content.lines)], (left, top), _KEY_IN - 0.05,
                    first=0 if len(content.lines) > 1 else 1)  # fmt: skip
    words = fitted(content.asked, _KEY_IN - 0.1, SMALL_PT, bold=True)
    page.write(words, left, top - 1.2, va="top", size=SMALL_PT, color=VERMILLION, weight="bold")
    return page.figure


def _chart(result: OptimiseResult, shown: Staffing, goal: Goal) -> Chart:
    own = standings_of(shown, goal)
    groups = [one.target.group for one in own]
    kind = groups[0].partition("=")[0]
    form, title = form_of_goal(goal, result.base), goal_title(goal, result.base)
    lines = [_line(result, offered_name(result), groups, own)]
    if not is_today(result):
        lines.append(_line(result, say("Today's staffing"), groups, standings_of(result.today, goal)))
    heading = Heading(
        _title(result, goal, own),
        say("{goal}; {sample}", goal=title, sample=sample_of(result)),
        (say("Bands and bars: where each of them lies, all together as surely as is said above."),
         source_of(result)),
    )  # fmt: skip
    content = Hours(
        heading, say("per cent of weeks") if goal.weeks else unit_in_words(form, goal.measure), kind,
        tuple(_place(group, number) for number, group in enumerate(groups)), tuple(map(group_named, groups)),
        form.factor * (goal.weeks or goal.bound),
        say("asked for: {bound}", bound=bound_in_words(goal, result.base)),
        goal.at_least or bool(goal.weeks), tuple(lines),
    )  # fmt: skip
    said = told(headed(group_named(one.target.group), standing_in_words(one, result.base)) for one in own)
    return Chart(f"hours-{goal.name}", "hours", content, said, draw)


def _line(result: OptimiseResult, name: str, groups: Sequence[str], standings: Sequence[Standing]) -> Line:
    seen = {one.target.group: one for one in standings}
    nothing = Drawn(nan, nan, nan, "-")
    return Line(name, tuple(_drawn(result, seen[one]) if one in seen else nothing for one in groups))


def _drawn(result: OptimiseResult, one: Standing) -> Drawn:
    form = form_of_goal(one.target.goal, result.base)
    return drawn(one.estimate, form.number(one.estimate.value), form.factor)


def _title(result: OptimiseResult, goal: Goal, own: Sequence[Standing]) -> str:
    worst = worst_of(own)
    facts = {
        "goal": goal_title(goal, result.base), "bound": bound_in_words(goal, result.base),
        "group": group_named(worst.target.group), "verdicts": counted_verdicts(own),
        "value": form_of_goal(goal, result.base).number(worst.estimate.value), "count": len(own),
    }  # fmt: skip
    if all(one.verdict is Verdict.HOLDS for one in own):
        return say("{goal}: {bound} is kept in all {count}; the tightest is {group} with {value}", **facts)
    return say("{goal}: of {count}, {verdicts}; the furthest from {bound} is {group} with {value}", **facts)


def _place(group: str, number: int) -> float:
    """Where a group stands: hours from midnight, or from Monday's; others in their order."""
    kind, _, name = group.partition("=")
    if kind == "hour":
        return float(name)
    if kind == "week_hour":
        day, hour = name.split()
        return 24.0 * DAYS.index(day) + float(hour)
    return float(number)


def _run(axes: Axes, content: Hours, line: Line, place: int) -> None:
    """A course over hours, broken where nothing is open; the answer's band is darker than today's."""
    shown = ((BLUE, (0, (6, 2)), "o"), (INK, (0, ()), "s"))[place]
    for stretch in _stretches(content.places):
        at = [content.places[one] + 0.5 for one in stretch]
        found = [line.numbers[one] for one in stretch]
        lows, highs = [one.low for one in found], [one.high for one in found]
        edges = [at[0] - 0.3, *at[1:-1], at[-1] + 0.3] if len(at) > 1 else [at[0] - 0.3, at[0] + 0.3]
        if len(at) == 1:
            lows, highs = lows * 2, highs * 2
        axes.fill_between(edges, lows, highs, color=shown[0], alpha=0.30 if place == 0 else 0.16, linewidth=0)
        axes.plot(at, [one.value for one in found], color=shown[0], linestyle=shown[1], marker=shown[2],
                  markersize=5 if content.kind == "hour" else 2.5, zorder=3)  # fmt: skip


def _dots(axes: Axes, content: Hours, line: Line, place: int) -> None:
    colour, mark = ((BLUE, "o"), (INK, "s"))[place]
    aside = (-0.12, 0.12)[place] if len(content.lines) > 1 else 0.0
    for at, one in zip(content.places, line.numbers, strict=True):
        axes.plot([at + aside] * 2, [one.low, one.high], color=colour, linewidth=1.6)
        axes.plot(at + aside, one.value, mark, color=colour, markersize=6, zorder=3)


def _stretches(places: Sequence[float]) -> list[list[int]]:
    """Neighbouring hours that follow one another."""
    breaks = np.flatnonzero(np.diff(places) > 1.5) + 1
    return [list(map(int, one)) for one in np.split(np.arange(len(places)), breaks)]


def _ticks(axes: Axes, content: Hours, room_in: float) -> None:
    first, last = min(content.places), max(content.places)
    if content.kind == "hour":
        every = max(1, round((last - first + 1) / 8))
        whole = np.arange(first, last + 2, every)
        axes.set_xticks(whole, [clock(int(one)) for one in whole])
    elif content.kind == "week_hour":
        axes.set_xlim(0, 168)
        axes.set_xticks([24 * day + 12 for day in range(7)], [weekday(day) for day in range(7)])
        axes.tick_params(axis="x", length=0)
        axes.vlines([24 * day for day in range(1, 7)], 0, 1, transform=axes.get_xaxis_transform(),
                    color="#e0e0e0", linewidth=0.8, zorder=0)  # fmt: skip
    else:
        each = min(max(room_in / len(content.places) - 0.1, 0.4), _LABEL_IN)
        axes.set_xticks(content.places, [fitted(one, each, SMALL_PT) for one in content.labels])
        axes.margins(x=0.08)


