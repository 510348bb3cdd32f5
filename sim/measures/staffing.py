"""Staffing: heads by team and half hour: scheduled, present, busy, away, in overtime, and the queue.

In: the bounded record of a replication. Out: a table as `STAFFING` describes it, over the measured window.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.agent_time import Doing, attended, covered, stretches
from sim.measures.places import HOUR_US
from sim.measures.spans import waited, waits
from sim.plan.model import Plan, Window
from sim.records.columns import Column, Kind
from sim.records.log import Columns, Record

STAFFING = (
    Column("team", "int16", "", "index of the team"),
    Column("begins", "int64", "us", "from; half hours of the clock, cut at the ends of the window"),
    Column("length_s", "float64", "s", "length of the interval"),
    Column("scheduled", "float64", "heads", "on shift on average, absent and away included"),
    Column("present", "float64", "heads", "busy or idle on average, overtime included"),
    Column("busy", "float64", "heads", "with a contact or a piece of work in hand, overtime included"),
    Column("away", "float64", "heads", "on shift, but absent or away and not busy; paid"),
    Column("overtime", "float64", "heads", "busy after the end of the shift"),
    Column("queue", "float64", "contacts", "waiting on average, mail, work and callbacks included"),
    Column("needed", "float64", "heads", "handle time of what joined the queue here, over the length of the "
           "interval: the staff that would do it all at once, with no slack"),
    Column("joined", "float64", "contacts", "joined the queue here where one waits, on phone or chat"),
    Column("waited_s", "float64", "s", "their waits there, added up"),
)

HALF_HOUR_US = HOUR_US // 2


def staffing(plan: Plan, record: Record) -> Columns:
    """The staffing table of a replication.

    Returns
    -------
    Columns as `STAFFING` describes them: teams in the plan's order, each with its intervals in order.
    """
    edges = half_hours(plan.window)
    size = len(edges) - 1
    sources = _sources(plan, record)
    parts = [_team(index, edges, sources) for index in range(len(plan.teams))]
    table = {
        "team": np.repeat(np.arange(len(plan.teams)), size),
        "begins": np.tile(edges[:-1], len(plan.teams)),
        "length_s": np.tile(np.diff(edges) / 1e6, len(plan.teams)),
    }
    for name in parts[0]:
        table[name] = np.concatenate([part[name] for part in parts])
    return {column.name: table[column.name].astype(column.dtype, copy=False) for column in STAFFING}


def unstaffed() -> Columns:
    """The table of a record that does not tell who was at work."""
    return {column.name: np.empty(0, column.dtype) for column in STAFFING}


def half_hours(window: Window) -> NDArray[np.int64]:
    """Edges of the intervals: begin and end of the measured window and the half hours between."""
    first = window.begins // HALF_HOUR_US + 1
    inner = np.arange(first, -(-window.ends // HALF_HOUR_US), dtype=np.int64) * HALF_HOUR_US
    return np.concatenate(([window.begins], inner, [window.ends])).astype(np.int64)


def _sources(plan: Plan, record: Record) -> dict[str, Columns]:
    """What every team's intervals are counted from, each with the team of its rows."""
    teams = np.array([agent.team for agent in plan.agents], np.int16)
    did = stretches(record)
    return {
        "did": did | {"team": teams[did["agent"]]},
        "work": attended(record.legs),
        "queues": _queues(record.legs),
        "waits": _waits(plan, record.legs),
    }


def _queues(legs: Columns) -> Columns:
    kinds = (Kind.HUMAN, Kind.QUEUE, Kind.WORK, Kind.AT_HOME)
    rows = np.flatnonzero(np.isin(legs["kind"], kinds) & (legs["queued"] >= 0) & (legs["team"] >= 0))
    started, ended = legs["started"][rows], legs["ended"][rows]
    until = np.where(started >= 0, started, ended)
    return {"team": legs["team"][rows], "starts": legs["queued"][rows], "ends": until}


def _waits(plan: Plan, legs: Columns) -> Columns:
    rows = np.flatnonzero(_joins(plan, legs))
    return {"team": legs["team"][rows], "queued": legs["queued"][rows], "wait": waited(plan, legs)[rows]}


def _joins(plan: Plan, legs: Columns) -> NDArray[np.bool_]:
    """Whether each row is somebody in a queue where one waits."""
    found: NDArray[np.bool_] = np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE)) & waits(plan, legs)
    return found & (legs["queued"] >= 0) & (legs["team"] >= 0)


def _team(team: int, edges: NDArray[np.int64], sources: dict[str, Columns]) -> Columns:
    """Mean heads of one team in each interval."""
    lengths = np.diff(edges)
    did, queues = (_of_team(sources[name], team) for name in ("did", "queues"))
    heads = {}
    for doing in (Doing.IDLE, Doing.AWAY, Doing.BUSY, Doing.OVERTIME):
        rows = did["doing"] == doing
        heads[doing] = covered(did["starts"][rows], did["ends"][rows], edges) / lengths
    busy = heads[Doing.BUSY] + heads[Doing.OVERTIME]
    return {
        "scheduled": heads[Doing.BUSY] + heads[Doing.IDLE] + heads[Doing.AWAY],
        "present": busy + heads[Doing.IDLE],
        "busy": busy,
        "away": heads[Doing.AWAY],
        "overtime": heads[Doing.OVERTIME],
        "queue": covered(queues["starts"], queues["ends"], edges) / lengths,
        "needed": _needed(_of_team(sources["work"], team), edges) / lengths,
        **_joined(_of_team(sources["waits"], team), edges),
    }


def _joined(queue: Columns, edges: NDArray[np.int64]) -> Columns:
    """Who joined in each interval, and how long they waited in all."""
    place = np.searchsorted(edges, queue["queued"], side="right") - 1
    inside = (queue["queued"] >= edges[0]) & (place < len(edges) - 1)
    size = len(edges) - 1
    return {"joined": np.bincount(place[inside], minlength=size).astype(float),
            "waited_s": np.bincount(place[inside], queue["wait"][inside] / 1e6, size)}


def _needed(work: Columns, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Handle time of the rows that joined the queue in each interval, microseconds."""
    place = np.searchsorted(edges, work["queued"], side="right") - 1
    inside = (work["queued"] >= edges[0]) & (place < len(edges) - 1)
    held = (work["ends"] - work["starts"])[inside]
    return np.bincount(place[inside], held, len(edges) - 1).astype(float)


def _of_team(table: Columns, team: int) -> Columns:
    rows = np.flatnonzero(table["team"] == team)
    return {name: column[rows] for name, column in table.items()}
