"""When customers wait: the mean wait of those who join a queue, by hour and weekday, as a heat map."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING

import numpy as np

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import row_of_swatches
from sim.report.charts.lettering import fitted
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.staffing import DAYS, SLOTS, by_week
from sim.report.charts.style import RULE, SMALL_PT
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, clock, weekday, whole
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CLASSES = (
    (1.0, "#ffffff", message("none")), (10.0, "#fdebd3", message("to 10 s")),
    (30.0, "#f9c488", message("to 30 s")), (60.0, "#f0a04b", message("to 1 min")),
    (180.0, "#cf6a12", message("to 3 min")), (float("inf"), "#7a2e00", message("longer")),
)  # fmt: skip
"""Upper end of a mean wait in seconds, colour, words; darker is longer, in grey too."""

_FEWEST = 0.5   # contacts a replication in an hour of the week; with fewer there is no mean worth a colour


@dataclass(frozen=True, slots=True)
class Week:
    """One scenario: mean wait in seconds by day (from Monday) and hour; nan where hardly anybody came."""

    scenario: str
    waits: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class WaitByHour:
    """What the chart shows, over the hours that anybody came in."""

    heading: Heading
    weeks: tuple[Week, ...]
    hours: tuple[int, ...]


def wait_by_hour(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The chart of a result in which anybody joined a queue."""
    weeks = tuple(_week(findings, one) for one in findings.result.scenarios)
    hours = [hour for hour in range(24) for week in weeks if any(not isnan(day[hour]) for day in week.waits)]
    if not hours:
        return Absent("shows waits by the hour, and no contact joined a queue")
    heading = Heading(
        _title(weeks[0]),
        chained((say("Mean wait of contacts that join a queue, by weekday and hour"),
                 sample_of(findings.result, intervals=False))),
        (say("Hatched: hardly anybody comes."), source_line(findings.result)),
    )  # fmt: skip
    content = WaitByHour(heading, weeks, tuple(range(min(hours), max(hours) + 1)))
    return (Chart("wait_by_hour", "wait_by_hour", content, told(map(_longest, weeks)), draw),)


def draw(content: WaitByHour) -> Figure:
    """A week a scenario, side by side or in rows."""
    columns = 1 if len(content.weeks) == 1 else 2 if len(content.weeks) <= 4 else 3
    rows = -(-len(content.weeks) // columns)
    page = sheet(content.heading, rows * 1.75 + 0.3)
    width, height = page.width / columns, (page.height - 0.3) / rows
    for place, week in enumerate(content.weeks):
        left, bottom = place % columns * width, page.height - (place // columns + 1) * height
        name = fitted(week.scenario, width - 0.6, SMALL_PT, bold=True)
        head = 0.15 * (name.count("\n") + 1) + 0.08
        axes = page.axes(left + 0.42, bottom + 0.25, width - 0.55, height - 0.3 - head)
        _squares(axes, week, content.hours)
        page.write(name, left + 0.42, bottom + height - head, weight="bold", size=SMALL_PT, va="bottom")
    _key(page)
    return page.figure


def _week(findings: Findings, scenario: ScenarioNote) -> Week:
    """Waits over arrivals of all teams, by the hour."""
    joined, waited = np.zeros((DAYS, 24)), np.zeros((DAYS, 24))
    for series in by_week(findings, scenario).values():
        for total, name in ((joined, "joined"), (waited, "waited_s")):
            total += np.nan_to_num(series[name]).reshape(DAYS, 24, SLOTS // 24).sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        waits = np.where(joined >= _FEWEST, waited / joined, nan)
    return Week(scenario.title, tuple(tuple(map(float, day)) for day in waits))


def _worst(week: Week) -> tuple[float, int, int]:
    """The longest mean wait, its day and hour; nan where there is none."""
    found = [(wait, day, hour) for day, waits in enumerate(week.waits) for hour, wait in enumerate(waits)
             if not isnan(wait)]  # fmt: skip
    return max(found, default=(nan, 0, 0))


def _longest(week: Week) -> str:
    wait, day, hour = _worst(week)
    if isnan(wait):
        return say("{scenario}: nobody joins a queue", scenario=week.scenario)
    return say("{scenario}: longest on {day} from {hour}, {wait}", scenario=week.scenario, day=weekday(day),
               hour=clock(hour), wait=say("{number} s", number=whole(wait)))  # fmt: skip


def _title(week: Week) -> str:
    wait, day, hour = _worst(week)
    if isnan(wait) or wait < CLASSES[0][0]:
        return say("{scenario}: hardly anybody waits at any hour", scenario=week.scenario)
    return say("{scenario}: customers wait longest on {day} from {hour}, {wait} on average",
               scenario=week.scenario, day=weekday(day), hour=clock(hour),
               wait=say("{number} s", number=whole(wait)))  # fmt: skip


def _squares(axes: Axes, week: Week, hours: tuple[int, ...]) -> None:
    from matplotlib.colors import BoundaryNorm, ListedColormap

    shown = np.array(week.waits)[:, hours[0] : hours[-1] + 1]
    colours = ListedColormap([colour for _, colour, _ in CLASSES]).with_extremes(bad=(1, 1, 1, 0))
    norm = BoundaryNorm([-1.0, *(upper for upper, _, _ in CLASSES[:-1]), 1e12], len(CLASSES))
    axes.pcolormesh(np.ma.masked_invalid(shown), cmap=colours, norm=norm, edgecolors="white", linewidth=0.8)
    axes.patch.set(hatch="////", edgecolor=RULE, linewidth=0)
    axes.set_ylim(DAYS, 0)
    axes.set_yticks([day + 0.5 for day in range(DAYS)], [weekday(day) for day in range(DAYS)])
    shown_hours = range(0, len(hours), max(1, round(len(hours) / 5)))
    axes.set_xticks(shown_hours, [clock(hours[n]) for n in shown_hours])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _key(page: Sheet) -> None:
    row_of_swatches(page, (0.42, 0.01), [(colour, say(words)) for _, colour, words in CLASSES],
                    say("mean wait"))  # fmt: skip
