"""Staffing over the week: scheduled, busy and needed agents of each team, and the queue before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import row_of_swatches
from sim.report.charts.lettering import fitted
from sim.report.charts.maps.moves import spoken
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import BLUE, INK, SMALL_PT, VERMILLION, plain_ticks
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import chained, local, percent, weekday
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Floats = NDArray[np.float64]

DAYS = 7   # from Monday
SLOTS = 48   # half hours of a day
WEEK = DAYS * SLOTS
HEADS = ("scheduled", "busy", "needed", "queue")
_WAITS = ("joined", "waited_s")
_CELL_IN = 1.5
_KEY = (
    ("#d0d0d0", message("agents scheduled")), (BLUE, message("agents busy")), (INK, message("agents needed")),
    (VERMILLION, message("contacts waiting")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Team:
    """One team over the week; each series has a mean for each of `WEEK` half hours from Monday 0:00."""

    name: str
    scheduled: tuple[float, ...]
    busy: tuple[float, ...]
    needed: tuple[float, ...]
    queue: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """What the chart shows."""

    heading: Heading
    teams: tuple[Team, ...]


def staffing(findings: Findings) -> tuple[Chart, ...] | Absent:
    """A chart for each scenario that has teams."""
    charts = [_chart(findings, one) for one in findings.result.scenarios]
    return tuple(chart for chart in charts if chart) or Absent("shows teams, and none was at work")


def draw(content: Staffing) -> Figure:
    """A cell a team: agents above, the queue below."""
    columns = 1 if len(content.teams) <= 2 else 2 if len(content.teams) <= 6 else 3
    rows = ceil(len(content.teams) / columns)
    page = sheet(content.heading, rows * _CELL_IN + 0.3)
    width, height = page.width / columns, (page.height - 0.3) / rows
    for place, team in enumerate(content.teams):
        left, bottom = place % columns * width, page.height - 0.3 - (place // columns + 1) * height
        _cell(page, team, (left, bottom, width, height))
    _key(page)
    return page.figure


def by_week(findings: Findings, scenario: ScenarioNote) -> dict[str, dict[str, Floats]]:
    """By team the mean of each series in each half hour of the week; nan where the window has none."""
    import pyarrow.compute as pc

    table = findings.result.tables.staffing
    columns = table.filter(pc.equal(table["scenario"], scenario.name)).to_pydict()
    slots = np.array([_slot(datetime.fromisoformat(begins)) for begins in columns["begins"]], int)
    teams = np.array(columns["team"])
    lengths = np.array(columns["length_s"], float)
    found = {}
    for team in scenario.teams:
        own = teams == team
        weight = np.bincount(slots[own], lengths[own], WEEK)
        with np.errstate(invalid="ignore"):
            found[team] = {
                name: np.bincount(slots[own], (np.array(columns[name], float) * lengths)[own], WEEK) / weight
                for name in (*HEADS, *_WAITS)
            }
    return found


def _slot(moment: datetime) -> int:
    return moment.weekday() * SLOTS + moment.hour * 2 + moment.minute // 30


def _chart(findings: Findings, scenario: ScenarioNote) -> Chart | None:
    found = by_week(findings, scenario)
    teams = tuple(
        Team(name, *(tuple(map(float, np.nan_to_num(series[what]))) for what in HEADS))
        for name, series in found.items() if np.nansum(series["scheduled"]) or np.nansum(series["busy"])
    )  # fmt: skip
    if not teams:
        return None
    heading = Heading(
        _title(scenario, teams),
        chained((say("{scenario}: agents and queue by half hour of the week", scenario=scenario.title),
                 sample_of(findings.result, intervals=False))),
        (say("Needed: the handle time that arrives, with no slack; it may reach beyond the frame. Means over "
             "the weeks and replications."), source_line(findings.result)),
    )  # fmt: skip
    content = Staffing(heading, teams)
    said = [say("{team}: at most {scheduled} scheduled, {busy} busy, {queue} waiting", team=team.name,
                scheduled=_most(team.scheduled), busy=_most(team.busy), queue=_most(team.queue))
            for team in teams]  # fmt: skip
    return Chart(f"staffing-{scenario.name}", "staffing", content, told(said), draw)


def _most(series: tuple[float, ...]) -> str:
    return local(f"{max(series):.1f}")


def _title(scenario: ScenarioNote, teams: tuple[Team, ...]) -> str:
    """Which team is at work for most of the time that it is scheduled."""
    share = {team.name: sum(team.busy) / sum(team.scheduled) for team in teams if sum(team.scheduled)}
    if not share:
        return say("{scenario}: no team is scheduled", scenario=scenario.title)
    name = max(share, key=lambda team: share[team])
    words = message("{scenario}: {team}, at work {share} of the hours scheduled")
    if len(teams) > 1:
        words = message("{scenario}: the busiest team is {team}, at work {share} of the hours scheduled")
    return say(words, scenario=scenario.title, team=spoken(name), share=percent(share[name]))


def _cell(page: Sheet, team: Team, place: tuple[float, float, float, float]) -> None:
    left, bottom, width, height = place
    inner, room = width - 0.75, height - 0.55
    heads = page.axes(left + 0.42, bottom + 0.25 + 0.44 * room, inner, 0.56 * room)
    queue = page.axes(left + 0.42, bottom + 0.25, inner, 0.26 * room)
    hours = np.arange(WEEK + 1) / 2
    areas = ((heads, team.scheduled, _KEY[0][0], 1.0), (heads, team.busy, BLUE, 0.75),
             (queue, team.queue, VERMILLION, 1.0))  # fmt: skip
    for axes, series, colour, veil in areas:
        axes.fill_between(hours, [*series, series[-1]], step="post", color=colour, alpha=veil, linewidth=0)
    heads.step(hours, [*team.needed, team.needed[-1]], where="post", color=INK, linewidth=0.9)
    most = max(*team.scheduled, *team.busy) or 1.0
    heads.set_ylim(0, 1.35 * most)
    queue.set_ylim(0, 1.1 * max(*team.queue, 1.0))
    for axes in (heads, queue):
        _days(axes, named=axes is queue)
    page.write(fitted(spoken(team.name), width - 0.5, SMALL_PT, bold=True), left + 0.42,
               bottom + 0.28 + room, weight="bold", size=SMALL_PT, va="bottom")


def _days(axes: Axes, named: bool) -> None:
    """Days below, midnights as lines."""
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(0, WEEK / 2)
    noons = [24 * day + 12 for day in range(DAYS)] if named else []
    axes.set_xticks(noons, [weekday(day) for day in range(len(noons))])
    axes.tick_params(axis="x", length=0, pad=1)
    axes.vlines([24 * day for day in range(1, DAYS)], 0, 1, transform=axes.get_xaxis_transform(),
                color="#e0e0e0", linewidth=0.8, zorder=0)
    axes.yaxis.set_major_locator(MaxNLocator(2 if named else 3, integer=True))
    axes.yaxis.set_major_formatter(plain_ticks())


def _key(page: Sheet) -> None:
    samples = [(colour, say(words)) for colour, words in _KEY]
    row_of_swatches(page, (0.42, page.height - 0.17), samples)
