"""Who is at work when: planned shifts, less absence and breaks, drawn before the replication starts.

Absence takes whole shifts; shrinkage takes half-hour blocks of a shift, each with the same probability.
Both are paid. In: agents with their planned shifts. Out: the roster's rows and each agent's presence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.engine.luck import Luck
from sim.engine.tenure import Shift, career, worked
from sim.engine.timing import SECOND
from sim.plan.model import Agent, Intervals, Plan, Team
from sim.plan.tables import Table, at_moment
from sim.streams import draw, draw_many, mixed_many

BLOCK = 1800 * SECOND
ON_SHIFT, ABSENT, AWAY = 0, 1, 2

Row = tuple[int, int, int, int]
"""agent, kind, starts, ends"""


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster of one replication: rows as `ROSTER` describes them, presence by agent and by team."""

    rows: list[Row]
    presence: tuple[Intervals, ...]        # by agent: at work, as planned
    team_presence: tuple[Intervals, ...]   # by team: somebody at work, as planned
    closings: tuple[frozenset[int], ...]   # by team: when its last shift of a stretch ends
    careers: tuple[list[Shift], ...]       # by agent: who works each shift; empty where all are alike


def draw_roster(plan: Plan, luck: Luck) -> Roster:
    """Draw the roster of one replication."""
    rows: list[Row] = []
    presence: list[Intervals] = []
    careers: list[list[Shift]] = []
    for index, agent in enumerate(plan.agents):
        team = plan.teams[agent.team]
        mine = _agent_rows(index, agent, team, plan.window.weekday, luck)
        careers.append([])
        if team.learning is not None or team.turnover is not None:
            begins = [row[2] for row in mine if row[1] == ON_SHIFT]
            careers[-1] = worked(begins, career(agent, team, plan.window.horizon, luck))
            mine = _held(mine, {shift[0] for shift in careers[-1]})
        rows += mine
        presence.append(_at_work(mine))
    together = tuple(merged([presence[agent] for agent in team.agents]) for team in plan.teams)
    shifts = (merged([plan.agents[agent].duty for agent in team.agents]) for team in plan.teams)
    closings = tuple(frozenset(hours[:, 1].tolist()) for hours in shifts)
    return Roster(rows, tuple(presence), together, closings, tuple(careers))


def _held(rows: list[Row], worked: set[int]) -> list[Row]:
    """The shifts that somebody works, by when they begin, with their absences and breaks; who leaves works
    the shift in hand to its end."""
    found: list[Row] = []
    kept = False
    for row in rows:
        if row[1] == ON_SHIFT:
            kept = row[2] in worked
        if kept:
            found.append(row)
    return found


def _agent_rows(index: int, agent: Agent, team: Team, weekday: int, luck: Luck) -> list[Row]:
    rows: list[Row] = []
    for number, (starts, ends) in enumerate(agent.duty.tolist()):
        rows.append((index, ON_SHIFT, starts, ends))
        if draw(luck.absent, agent.key, number) < team.absent.at(at_moment(starts, weekday)):
            rows.append((index, ABSENT, starts, ends))
        elif any(team.shrinkage.values):
            away = _breaks(agent, team.shrinkage, weekday, (starts, ends), luck)
            rows += [(index, AWAY, *block) for block in away]
    return rows


def _breaks(
    agent: Agent, shares: Table[float], weekday: int, shift: tuple[int, int], luck: Luck
) -> list[tuple[int, int]]:
    """Blocks of a shift spent away; a block is numbered by its start since time 0, so that a longer
    shift keeps the breaks of the shorter one."""
    starts = np.arange(shift[0], shift[1], BLOCK)
    share: float | list[float] = shares.values[0]
    if shares.steps:
        share = [shares.at(at_moment(start, weekday)) for start in starts.tolist()]
    away = draw_many(luck.away, mixed_many(agent.key, starts // BLOCK)) < share
    return [(start, min(start + BLOCK, shift[1])) for start in starts[away].tolist()]


def _at_work(rows: list[Row]) -> Intervals:
    """Shifts less absences and breaks (which follow their shift in the rows)."""
    found: list[tuple[int, int]] = []
    for _, kind, starts, ends in rows:
        if kind == ON_SHIFT:
            found.append((starts, ends))
            continue
        begin, end = found.pop()
        found += [piece for piece in ((begin, starts), (ends, end)) if piece[0] < piece[1]]
    return np.array(found, np.int64).reshape(-1, 2)


def merged(parts: list[Intervals]) -> Intervals:
    """The union of intervals, joined where they touch."""
    edges = np.concatenate([np.empty((0, 2), np.int64), *parts])
    edges = edges[np.argsort(edges[:, 0], kind="stable")]
    if not len(edges):
        return edges
    reach: NDArray[np.int64] = np.maximum.accumulate(edges[:, 1])
    cuts = [0, *(np.flatnonzero(edges[1:, 0] > reach[:-1]) + 1).tolist(), len(edges)]
    return np.array([(edges[a, 0], reach[b - 1]) for a, b in pairwise(cuts)], np.int64)
