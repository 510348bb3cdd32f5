"""Who is on shift over the day, or the week, by team: the answer beside today's staffing."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import column_of_names
from sim.report.charts.lettering import fitted
from sim.report.charts.maps.moves import spoken
from sim.report.charts.optimised.basis import offered_name, source_of
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import BLUE, INK, SKY, SMALL_PT, plain_ticks
from sim.report.language import message, say
from sim.report.locales import clock, local, weekday
from sim.sweeps.staffing.result import OptimiseResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Floats = NDArray[np.float64]

WEEK = 168
_CELL_IN, _KEY_IN = 1.3, 0.35


@dataclass(frozen=True, slots=True)
class Team:
    """One team: agents on shift in each hour, as offered and today."""

    name: str
    offered: tuple[float, ...]
    today: tuple[float, ...]

    @property
    def more(self) -> float:
        """Agent hours that are offered beyond today's."""
        return sum(self.offered) - sum(self.today)


@dataclass(frozen=True, slots=True)
class Roster:
    """What the chart shows: 24 hours where all days with anybody are alike, else 168 from Monday."""

    heading: Heading
    names: tuple[str, str]
    teams: tuple[Team, ...]


def roster(result: OptimiseResult) -> tuple[Chart, ...] | Absent:
    """The chart of all teams that have anybody."""
    teams = _teams(result)
    if result.offered is None or not teams:
        return Absent(say("shows teams, and none is on shift"))
    shown = tuple(_one_day(team) for team in teams) if _alike(teams) else teams
    over = (say("each open day alike") if len(shown[0].offered) < WEEK else
            say("by hour of the week"))  # fmt: skip
    heading = Heading(_title(teams), say("Agents on shift, {over}; those away or absent are counted, too",
                                         over=over), (source_of(result),))  # fmt: skip
    said = (say("{team}: at most {offered} on shift, today {today}", team=team.name,
                offered=_number(max(team.offered)), today=_number(max(team.today)))
            for team in teams)  # fmt: skip
    content = Roster(heading, (say("Today's staffing"), offered_name(result)), shown)
    return (Chart("roster", "roster", content, told(said), draw),)


def draw(content: Roster) -> Figure:
    """A cell a team."""
    columns = 1 if len(content.teams) <= 2 else 2 if len(content.teams) <= 6 else 3
    rows = ceil(len(content.teams) / columns)
    page = sheet(content.heading, rows * _CELL_IN + _KEY_IN)
    width, height = page.width / columns, (page.height - _KEY_IN) / rows
    for place, team in enumerate(content.teams):
        left, bottom = place % columns * width, page.height - _KEY_IN - (place // columns + 1) * height
        _cell(page, team, (left, bottom, width, height))
    for place, name in enumerate(content.names):
        column_of_names(page, [name], (0.42 + 3.2 * place, page.height), 3.0, place, marked=False)
    return page.figure


def _teams(result: OptimiseResult) -> tuple[Team, ...]:
    found: dict[str, dict[str, Floats]] = {}
    for row in result.tables["staffing"].to_pylist():
        both = found.setdefault(row["team"], {part: np.zeros(WEEK) for part in ("answer", "today")})
        both[row["part"]][row["hour"]] = row["scheduled"]
    return tuple(Team(name, tuple(both["answer"].tolist()), tuple(both["today"].tolist()))
                 for name, both in found.items()
                 if any(series.any() for series in both.values()))  # fmt: skip


def _alike(teams: tuple[Team, ...]) -> bool:
    """Whether every day on which anybody of a team is on shift is staffed alike."""
    for team in teams:
        days = np.hstack([np.reshape(series, (7, 24)) for series in (team.offered, team.today)])
        days = days[days.any(axis=1)]
        if np.ptp(days, axis=0).max() > 1e-9:
            return False
    return True


def _one_day(team: Team) -> Team:
    """The day with most of it."""
    both = (np.reshape(series, (7, 24)).max(axis=0).tolist() for series in (team.offered, team.today))
    return Team(team.name, *map(tuple, both))


def _title(teams: tuple[Team, ...]) -> str:
    moved = [team for team in teams if team.offered != team.today]
    if not moved:
        return say("Every team is staffed as today")
    hours = sum(team.more for team in moved)
    facts = {"n": len(moved), "all": len(teams), "hours": local(f"{abs(hours):,.0f}"),
             "team": spoken(moved[0].name)}  # fmt: skip
    if len(moved) == 1:
        one = message("{team}: {hours} hours a week more on shift than today; other teams as today")
        if hours < 0:
            one = message("{team}: {hours} hours a week less on shift than today; other teams as today")
        return say(one, **facts)
    many = message("{n} of {all} teams change: {hours} hours a week more on shift than today")
    if hours < 0:
        many = message("{n} of {all} teams change: {hours} hours a week less on shift than today")
    return say(many, **facts)


def _number(value: float) -> str:
    return local(f"{value:.3g}")


def _cell(page: Sheet, team: Team, place: tuple[float, float, float, float]) -> None:
    left, bottom, width, height = place
    axes = page.axes(left + 0.42, bottom + 0.28, width - 0.75, height - 0.62)
    edges = np.arange(len(team.offered) + 1)
    offered, today = ([*series, series[-1]] for series in (team.offered, team.today))
    axes.fill_between(edges, offered, step="post", color=SKY, alpha=0.45, linewidth=0)
    axes.step(edges, offered, where="post", color=BLUE, linewidth=2.0, linestyle=(0, (6, 2)))
    axes.step(edges, today, where="post", color=INK, linewidth=1.4)
    axes.set_ylim(0, 1.25 * (max(*offered, *today) or 1.0))
    _hours(axes, len(team.offered))
    page.write(fitted(spoken(team.name), width - 0.5, SMALL_PT, bold=True), left + 0.42,
               bottom + height - 0.31, weight="bold", size=SMALL_PT, va="bottom")  # fmt: skip


def _hours(axes: Axes, count: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(0, count)
    if count == WEEK:
        axes.set_xticks([24 * day + 12 for day in range(7)], [weekday(day) for day in range(7)])
        axes.tick_params(axis="x", length=0, pad=1)
        axes.vlines([24 * day for day in range(1, 7)], 0, 1, transform=axes.get_xaxis_transform(),
                    color="#e0e0e0", linewidth=0.8, zorder=0)  # fmt: skip
    else:
        axes.set_xticks(range(0, 25, 4), [clock(hour) for hour in range(0, 25, 4)])
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.yaxis.set_major_formatter(plain_ticks())
