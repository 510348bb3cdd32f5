"""What moved from where to where, how often and how long it took: process map, channels, agents.

In: the bounded record, of which the measured journeys count. Out: one `Flow` for each level, segment,
source and target.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.contacts import KINDS
from sim.measures.journeys import talks
from sim.measures.spans import begins_of, waited
from sim.plan.model import Plan, StepKind
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Columns, Record

START = "start"
BESIDE = "beside"
_NEEDED = ("journey", "step", "matter", "contact", "leg", "channel", "team", "kind", "outcome",
           "flags", "queued", "started", "ended")
_PASSED = (StepKind.PASS, StepKind.TOGETHER, StepKind.END)
_ASKED = (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.AT_HOME)
_ENDINGS = tuple(outcome.name.lower() for outcome in LegOutcome)


@dataclass(frozen=True, slots=True)
class Flow:
    """Moves of measured journeys from one node to another, in one replication.

    Attributes
    ----------
    level : "steps": steps of the process, asides left out; "beside": from a step to an aside of it;
        "channels": contacts of one matter of the customer's, from channel to channel and to how the
        matter ended; "legs": within such a contact, from the door (its first moment) to the menu or a
        team, on to the next, and to how the contact ended; "asks": from a step to the channel of each of
        its contacts; "reaches": from a contact's channel to the menu or team it came to first, or to how
        it ended if it came to nobody; "work": from a back-office step to the team that did it.
    segment : name of the segment.
    source, target : names; the source is "start" where something begins.
    count : how often; journeys : by how many different journeys.
    between_s : seconds from reaching the source to reaching the target, summed.
    wait_s : seconds waited at the source (for "legs": before reaching the target), summed.
    """

    level: str
    segment: str
    source: str
    target: str
    count: int
    journeys: int
    between_s: float
    wait_s: float


@dataclass(frozen=True, slots=True)
class _Visits:
    """Nodes in the order in which they were reached; `thread` tells what belongs together, and `origin` from
    which node a thread sets out (-1: from the start)."""

    journey: NDArray[np.int64]
    thread: NDArray[np.int64]
    node: NDArray[np.int64]
    reached: NDArray[np.int64]
    wait: NDArray[np.int64]
    origin: NDArray[np.int64] | None = None


def flows(plan: Plan, record: Record, journeys: Columns) -> tuple[Flow, ...]:
    """The flows of a replication, over its measured journeys.

    Parameters
    ----------
    journeys : the record's table of journeys.
    """
    measured = journeys["measured"]
    rows = np.flatnonzero(measured[record.legs["journey"]])
    legs = {name: record.legs[name][rows] for name in _NEEDED} | {"row": rows}
    matters = _ordered(legs, np.isin(legs["kind"], (*KINDS, Kind.WORK)))
    segments = tuple(segment.name for segment in plan.segments)
    known = (segments, journeys["segment"])
    found: list[Flow] = []
    found += _step_flows(plan, legs, matters, known)
    asked = _ordered(matters, np.isin(matters["kind"], _ASKED))
    found += _channel_flows(plan, asked, known)
    found += _leg_flows(plan, asked, known)
    found += _contact_flows(plan, asked, known)
    found += _work_flows(plan, _ordered(matters, matters["kind"] == Kind.WORK), known)
    return tuple(found)


_Known = tuple[tuple[str, ...], NDArray[np.int16]]


def _ordered(legs: Columns, counts: NDArray[np.bool_]) -> Columns:
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((legs["leg"][rows], legs["contact"][rows], legs["matter"][rows]))]
    return {name: column[rows] for name, column in legs.items()}


def _new(*keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a row begins a new combination of the keys."""
    begins = np.ones(len(keys[0]), bool)
    begins[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return begins


def _step_flows(plan: Plan, legs: Columns, matters: Columns, known: _Known) -> list[Flow]:
    """The process map, and what ran beside its steps."""
    passing = np.array([step.kind in _PASSED for step in plan.steps])
    alone = np.flatnonzero(np.isin(legs["kind"], (Kind.STEP, Kind.END)))
    alone = alone[passing[legs["step"][alone]]]   # the other steps are told by their matters
    none = np.zeros(len(alone), np.int64)
    names = ("journey", "step", "started", "ended", "row")
    parts = [(*(legs[name][alone] for name in names), none)]
    if len(matters["matter"]):
        # A simulated matter stays at its step; one of an event log goes from activity to activity.
        first = np.flatnonzero(_new(matters["matter"], matters["step"]))
        reached = np.minimum.reduceat(begins_of(matters), first)
        left, told = (np.maximum.reduceat(matters[name], first) for name in ("ended", "row"))
        wait = np.add.reduceat(waited(plan, matters), first)
        parts.append((matters["journey"][first], matters["step"][first], reached, left, told, wait))
    journey, step, reached, left, told, wait = (
        np.concatenate(column).astype(np.int64) for column in zip(*parts, strict=True)
    )
    main = np.flatnonzero(step < len(plan.steps))
    # Of what begins at one moment, what takes no time comes first; of that, what was told first.
    main = main[np.lexsort((told[main], left[main], reached[main], journey[main]))]
    visits = _in_branches(plan, _Visits(journey[main], journey[main], step[main], reached[main], wait[main]))
    aside = step >= len(plan.steps)
    beside = _asides(plan, journey[aside], step[aside], known)
    return _flows("steps", visits, (plan.places, ()), known) + beside


def _in_branches(plan: Plan, visits: _Visits) -> _Visits:
    """Visits with a thread for each branch, which sets out from the stay at the step that forks."""
    forks = np.array([step.fork for step in plan.steps])
    fork = forks[visits.node]
    inside = np.flatnonzero(fork >= 0)
    if not len(inside):
        return visits
    moments, at = np.unique(visits.reached, return_inverse=True)

    def key(rows: NDArray[np.int64], node: NDArray[np.int64]) -> NDArray[np.int64]:
        return (visits.journey[rows] * len(forks) + node) * len(moments) + at[rows]

    stays = np.flatnonzero(np.isin(visits.node, np.unique(forks)))
    begun = np.sort(key(stays, visits.node[stays]))
    stay = np.searchsorted(begun, key(inside, fork[inside]), side="right")
    branches = np.array([step.branch for step in plan.steps])
    thread = visits.thread.copy()
    thread[inside] = thread.max() + stay * len(forks) + branches[visits.node[inside]]
    order = np.argsort(thread, kind="stable")
    columns = (visits.journey, thread, visits.node, visits.reached, visits.wait, fork)
    return _Visits(*(column[order] for column in columns))


def _asides(plan: Plan, journey: NDArray[np.int64], step: NDArray[np.int64], known: _Known) -> list[Flow]:
    """How often each aside came about."""
    parents = [step.path for step in plan.steps for _ in (*step.beside, *step.if_late)]
    found = []
    for place in np.unique(step):
        for code, name in enumerate(known[0]):
            who = journey[(step == place) & (known[1][journey] == code)]
            if len(who):
                parent = parents[place - len(plan.steps)]
                found.append(Flow(BESIDE, name, parent, plan.places[place], len(who),
                                  len(np.unique(who)), 0.0, 0.0))
    return found


def _channel_flows(plan: Plan, asked: Columns, known: _Known) -> list[Flow]:
    """From contact to contact of the customers' matters, and to how a matter ended."""
    first = np.flatnonzero(_new(asked["matter"], asked["contact"]))
    if not len(first):
        return []
    visits = _Visits(
        asked["journey"][first], asked["matter"][first], asked["channel"][first].astype(np.int64),
        np.minimum.reduceat(begins_of(asked), first), np.add.reduceat(waited(plan, asked), first),
    )
    last = _lasts(asked["matter"])
    decides = np.flatnonzero((asked["flags"] & Flag.LAST_OF_MATTER) > 0)   # not the last, if side by side
    last[np.searchsorted(last, decides)] = decides
    closing = _closing(asked, last)
    return _flows("channels", visits, (tuple(channel.name for channel in plan.channels), closing), known)


def _leg_flows(plan: Plan, asked: Columns, known: _Known) -> list[Flow]:
    """From the door to the menu or a team and to the next, within contacts, and to how they ended."""
    if not len(asked["matter"]):
        return []
    door, menu = _new(asked["matter"], asked["contact"]), asked["kind"] == Kind.MENU
    talk = talks(asked)
    thread = np.cumsum(door).astype(np.int64)
    teams = len(plan.teams)
    begins = begins_of(asked)
    node = np.where(menu, teams, asked["team"]).astype(np.int64)
    reached = np.where(talk, asked["started"], begins)
    # A contact starts at the door, so that one which reaches nobody still has somewhere to leave from.
    rows = np.concatenate([np.flatnonzero(door), np.flatnonzero(talk | menu)])
    at_door = np.arange(len(rows)) < door.sum()
    order = np.lexsort((~at_door, rows, thread[rows]))
    rows, at_door = rows[order], at_door[order]
    moment = np.where(at_door, begins[rows], reached[rows])
    visits = _Visits(asked["journey"][rows], thread[rows], np.where(at_door, teams + 1, node[rows]),
                     moment, np.where(at_door, 0, reached[rows] - begins[rows]))
    names = (*(team.name for team in plan.teams), "menu", "door")
    return _flows("legs", visits, (names, _closing(asked, _lasts(thread))), known)


def _contact_flows(plan: Plan, asked: Columns, known: _Known) -> list[Flow]:
    """From each contact's step to its channel, and from there to the menu or team it came to first."""
    if not len(asked["matter"]):
        return []
    door = _new(asked["matter"], asked["contact"])
    first, thread = np.flatnonzero(door), np.cumsum(door) - 1
    last = _lasts(thread)
    begins, queued = begins_of(asked), waited(plan, asked)
    journey, channel = asked["journey"][first].astype(np.int64), asked["channel"][first].astype(np.int64)
    spent = np.maximum.reduceat(asked["ended"], first) - begins[first]
    asks = [journey, asked["step"][first].astype(np.int64), len(plan.places) + channel, spent,
            np.add.reduceat(queued, first)]
    # Where nobody came: how it ended. Else the first row with the menu or somebody.
    answered = (asked["kind"] == Kind.HUMAN) & (asked["started"] >= 0)
    reached = np.flatnonzero(answered | (asked["kind"] == Kind.MENU))
    _, early = np.unique(thread[reached], return_index=True)
    someone = reached[early]
    ended_at = len(plan.channels) + len(plan.teams) + 1
    target, row = ended_at + asked["outcome"][last].astype(np.int64), last.copy()
    menu = asked["kind"][someone] == Kind.MENU
    target[thread[someone]] = len(plan.channels) + np.where(menu, len(plan.teams), asked["team"][someone])
    row[thread[someone]] = someone
    until = np.where(asked["started"][row] >= 0, asked["started"][row], asked["ended"][row])
    reaches = [journey, channel, target, until - begins[first], queued[row]]
    channels, teams = (tuple(one.name for one in many) for many in (plan.channels, plan.teams))
    return [*_summed("asks", asks, (*plan.places, *channels), known),
            *_summed("reaches", reaches, (*channels, *teams, "menu", *_ENDINGS), known)]


def _work_flows(plan: Plan, work: Columns, known: _Known) -> list[Flow]:
    """From each piece of back-office work to the team that took it up, once however often interrupted."""
    taken = np.flatnonzero((work["started"] >= 0) & (work["team"] >= 0))
    first = taken[_new(work["matter"][taken])] if len(taken) else taken
    team = len(plan.places) + work["team"][first].astype(np.int64)
    until = work["started"][first] - begins_of(work)[first]
    moves = [work["journey"][first].astype(np.int64), work["step"][first].astype(np.int64), team, until,
             np.zeros(len(first), np.int64)]
    return _summed("work", moves, (*plan.places, *(one.name for one in plan.teams)), known)


def _closing(legs: Columns, last: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Of each thread: how its last row ended, and when."""
    return legs["outcome"][last].astype(np.int64), legs["ended"][last].astype(np.int64)


def _lasts(thread: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last row of each thread."""
    return np.flatnonzero(np.diff(thread, append=-1))


def _flows(
    level: str, visits: _Visits, nodes: tuple[tuple[str, ...], tuple[NDArray[np.int64], ...]], known: _Known
) -> list[Flow]:
    """Counts moves: into each visit, and out of each thread's last one if `nodes` tell its closing."""
    names, closing = nodes
    every = (*names, *_ENDINGS, START)
    fresh = _new(visits.thread)
    begins: NDArray[np.int64] | int = len(every) - 1
    if visits.origin is not None:
        begins = np.where(visits.origin >= 0, visits.origin, begins)
    source = np.where(fresh, begins, np.roll(visits.node, 1))
    between = np.where(fresh, 0, visits.reached - np.roll(visits.reached, 1))
    wait = visits.wait if level == "legs" else np.where(fresh, 0, np.roll(visits.wait, 1))
    moves = [(visits.journey, source, visits.node, between, wait)]
    if closing:
        last = _lasts(visits.thread)
        spent = closing[1] - visits.reached[last]
        at_door = visits.node[last] == len(names) - 1
        left = np.where(at_door, spent, 0) if level == "legs" else visits.wait[last]
        moves.append((visits.journey[last], visits.node[last], len(names) + closing[0], spent, left))
    columns = [np.concatenate(column) for column in zip(*moves, strict=True)]
    return _summed(level, columns, every, known)


def _summed(
    level: str, moves: list[NDArray[np.int64]], names: tuple[str, ...], known: _Known
) -> list[Flow]:
    journey, source, target, between, wait = moves
    size, segments = len(names), known[0]
    code = (known[1][journey].astype(np.int64) * size + source) * size + target
    kinds = len(segments) * size * size
    count = np.bincount(code, minlength=kinds)
    span = int(journey.max(initial=0)) + 1
    both = np.sort(code * span + journey)
    different = np.append(both[1:] != both[:-1], True)   # the last of each journey's equal moves
    who = np.bincount(both[different[: len(both)]] // span, minlength=kinds)
    sums = [np.bincount(code, weights / 1e6, kinds) for weights in (between, wait)]
    return [
        Flow(level, segments[c // size**2], names[c // size % size], names[c % size], int(count[c]),
             int(who[c]), float(sums[0][c]), float(sums[1][c]))
        for c in np.flatnonzero(count).tolist()
    ]
