"""Offered load: how many agents a team would keep busy if nobody ever had to wait for one.

In: a plan. Out: the same plan with plenty of agents, and of its record the busy agents by team and hour
of the week; beside them the staff that is planned. Whoever runs the plan stands above this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from math import ceil, log1p, sqrt
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sim import streams
from sim.plan.model import MONTH, Agent, Plan, Team
from sim.plan.rates import HOURS_A_WEEK
from sim.plan.tables import at_moment, constant
from sim.scenario.calendar import HOUR

ByHour = NDArray[np.float64]
"""Agents by team and hour of the week from Monday's midnight, shape (teams, 168)."""


class Record(Protocol):
    """What is read of a replication's record: its legs, column by column."""

    @property
    def legs(self) -> dict[str, NDArray[Any]]:
        """The columns `team`, `channel`, `agent`, `started` and `released`."""


MOST = 2_000
"""No team gets more agents than this: beyond it a run would be slow and the answer no clearer."""


def unlimited(plan: Plan) -> Plan:
    """The plan with plenty of agents in every team that has any, always on duty, never absent.

    Its run is over when the measured window is: the load is that of the window.
    """
    window = replace(plan.window, horizon=plan.window.ends)
    always = np.array([[0, window.horizon]], np.int64)
    sizes = [_plenty(plan, team) if len(team.agents) else 0 for team in plan.teams]
    ends = list(accumulate(sizes))
    teams = tuple(
        replace(team, agents=range(end - size, end), shrinkage=constant(0.0), absent=constant(0.0),
                learning=None, turnover=None)
        for team, size, end in zip(plan.teams, sizes, ends, strict=True)
    )
    agents = tuple(
        Agent(number, "unlimited", ordinal, streams.key("unlimited", number, ordinal), always)
        for number, size in enumerate(sizes)
        for ordinal in range(size)
    )
    return replace(plan, window=window, teams=teams, agents=agents)


def _plenty(plan: Plan, team: Team) -> int:
    """More agents than the busiest moment can use: four times all journeys' longest mean handle times at
    the highest rates, and ten standard deviations of a Poisson number on top."""
    peak = sum(float(demand.rates.max(initial=0.0)) for demand in plan.demands)
    laws = [
        (takes.mean() + wrap_up.mean())
        for skill in team.skills
        if skill
        for takes in skill.takes.values
        for wrap_up in skill.wrap_up.values
    ]
    busy = 4 * peak * max(laws, default=0.0)
    return max(min(ceil(busy + 10 * sqrt(busy)) + 20, MOST), len(team.agents))


def offered(plan: Plan, record: Record) -> ByHour:
    """Agents busy on average in the measured window, wrap-up included, of an unlimited plan's record.

    A stretch on a channel where agents hold several contacts at once counts as that part of an agent.
    """
    legs = record.legs
    worked = legs["agent"] >= 0
    until = np.where(legs["released"] < 0, plan.window.horizon, legs["released"])

    def stretches(team: int, channel: int) -> _Stretches:
        rows = worked & (legs["team"] == team) & (legs["channel"] == channel)
        return legs["started"][rows], until[rows], 1 / max(plan.channels[channel].at_once, 1)

    teams, channels = range(len(plan.teams)), range(len(plan.channels))
    return _table(plan, [[stretches(team, channel) for channel in channels] for team in teams])


def planned(plan: Plan) -> ByHour:
    """Agents on duty on average in the measured window, less shrinkage and absence."""
    return _table(plan, [
        [part for number in team.agents for part in _present(plan, team, plan.agents[number].duty)]
        for team in plan.teams
    ])


def scheduled(plan: Plan) -> ByHour:
    """Agents on shift on average in the measured window, whether they are there or not."""
    def duties(team: Team) -> list[_Stretches]:
        return [(agent.duty[:, 0], agent.duty[:, 1], 1.0) for agent in (plan.agents[n] for n in team.agents)]

    return _table(plan, [duties(team) for team in plan.teams])


def vacant(team: Team) -> float:
    """The share of places that turnover leaves vacant in the long run."""
    if team.turnover is None:
        return 0.0
    stay = -MONTH / log1p(-team.turnover.monthly)
    return team.turnover.hiring / (team.turnover.hiring + stay)


def _present(plan: Plan, team: Team, duty: _Times) -> Iterator[_Stretches]:
    """The duty of one agent, weighed by the share that is neither away nor absent; by the hour where that
    varies."""
    held = 1 - vacant(team)
    if not (team.shrinkage.steps or team.absent.steps):
        yield duty[:, 0], duty[:, 1], held * (1 - team.shrinkage.values[0]) * (1 - team.absent.values[0])
        return
    for begins, ends in duty.tolist():
        there = 1 - team.absent.at(at_moment(begins, plan.window.weekday))
        edges = np.unique([begins, *range(-(-begins // HOUR) * HOUR, ends, HOUR), ends])
        for place in range(len(edges) - 1):
            away = team.shrinkage.at(at_moment(int(edges[place]), plan.window.weekday))
            yield edges[place : place + 1], edges[place + 1 : place + 2], held * there * (1 - away)


_Times = NDArray[np.int64]
_Stretches = tuple[_Times, _Times, float]
"""When stretches begin and end, and how much of an agent each of them takes."""


def _table(plan: Plan, teams: list[list[_Stretches]]) -> ByHour:
    return np.array([_by_hour(plan, parts) for parts in teams]).reshape(-1, HOURS_A_WEEK)


def _by_hour(plan: Plan, parts: list[_Stretches]) -> ByHour:
    """Mean number of stretches under way in each hour of the week, shape (168,)."""
    edges = _edges(plan)
    until = np.zeros(len(edges))
    for begins, ends, part in parts:
        until += part * (_overrun(edges, begins) - _overrun(edges, ends))
    hours = (edges[:-1] // HOUR + plan.window.weekday * 24) % HOURS_A_WEEK
    time = np.bincount(hours, np.diff(until), HOURS_A_WEEK)
    length = np.bincount(hours, np.diff(edges), HOURS_A_WEEK)
    return np.divide(time, length, out=np.zeros(HOURS_A_WEEK), where=length > 0)


def _edges(plan: Plan) -> _Times:
    """The measured window cut at every full hour."""
    begins, ends = plan.window.begins, plan.window.ends
    first = -(-(begins + 1) // HOUR) * HOUR
    return np.array([begins, *range(first, ends, HOUR), ends], np.int64)


def _overrun(edges: _Times, times: _Times) -> NDArray[np.float64]:
    """The sum over all times before an edge of how long before it they lie, microseconds.

    Of beginnings less of ends it is the time that stretches cover before the edge.
    """
    ordered = np.sort(times.astype(np.float64))
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    before = np.searchsorted(ordered, edges)
    return np.asarray(before * edges.astype(np.float64) - sums[before])
