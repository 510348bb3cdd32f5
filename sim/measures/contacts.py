"""Contacts: one row for each attempt of a customer (or of the company) to reach the other.

In: the rows of a record. Out: a table as `CONTACTS` describes it, ordered by matter and contact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.measures.costs import channel_cost, fee, leg_cost
from sim.measures.places import Places, asks
from sim.measures.spans import begins_of, queued_for, waited
from sim.plan.model import Plan
from sim.records.columns import Column, Flag, Kind, LegOutcome
from sim.records.log import Columns, Record

CONTACTS = (
    Column("journey", "int32", "", "number of the journey"),
    Column("matter", "int64", "", "number of the matter"),
    Column("contact", "int16", "", "number of the contact within the matter, from 0"),
    Column("segment", "int16", "", "index of the customer's segment"),
    Column("reason", "int16", "", "what the contact is about at its start"),
    Column("channel", "int16", "", "index of the channel"),
    Column("step", "int16", "", "index of the step that it comes from, or that it runs beside"),
    Column("process", "int16", "", "index of the process"),
    Column("team", "int16", "", "who answered first, or the team first waited for; -1 neither"),
    Column("begins", "int64", "us", "the first moment of its first row"),
    Column("ends", "int64", "us", "the customer's last moment in it"),
    Column("time_s", "float64", "s", "the customer's time in it; a proactive one begins with the answer"),
    Column("own", "bool", "", "the customer's own contact; else the company's"),
    Column("waiting", "bool", "", "the customer's own, on a channel where one waits"),
    Column("joined", "bool", "", "joined a queue"),
    Column("answered", "bool", "", "an agent answered"),
    Column("answer_s", "float64", "s", "waited until the first answer, or until gone without one"),
    Column("wait_s", "float64", "s", "waited in all its queues, where one waits"),
    Column("longest_wait_s", "float64", "s", "the longest of these waits"),
    Column("menu_s", "float64", "s", "spent in the menu"),
    Column("abandoned", "bool", "", "hung up in a queue, or left at once as nobody was free"),
    Column("hung_up", "bool", "", "hung up in the menu"),
    Column("blocked", "bool", "", "found all lines or the queue full"),
    Column("closed", "bool", "", "found it closed, was passed on to a closed team, or sent away at closing"),
    Column("turned_away", "bool", "", "blocked or closed before joining a queue"),
    Column("left_message", "bool", "", "left a message"),
    Column("called_back", "bool", "", "went home to be called, reached or not"),
    Column("not_reached", "bool", "", "called back in vain, as often as is tried"),
    Column("unfinished", "bool", "", "not over when the run ended"),
    Column("first", "bool", "", "the customer's first contact about its matter"),
    Column("resolved", "bool", "", "it resolved its matter, by an agent or in the menu"),
    Column("repeat", "bool", "", "the customer's own, and not the first about its matter"),
    Column("repeated", "bool", "", "another contact about its matter began after it"),
    Column("switched", "bool", "", "a repeat on another channel than the contact before"),
    Column("handoffs", "int16", "", "changes of the person who deals with the matter, on entering it too"),
    Column("transfers", "int16", "", "handoffs inside the contact"),
    Column("re_explanations", "int16", "", "handoffs at which the customer told it again"),
    Column("promises_kept", "int16", "", "promises kept: the channel's, and at a first contact the step's"),
    Column("promises_missed", "int16", "", "promises broken, likewise"),
    Column("told_of_trouble", "int16", "", "1 if the company announced trouble in it"),
    Column("gap_s", "float64", "s", "from the end of the matter's contact before; 0 for the first"),
    Column("cost", "float64", "money", "agents' time at their wage, channel minutes, money a contact"),
    Column("measured", "bool", "", "begins in the measured window"),
)

KINDS = (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.PROACTIVE, Kind.JOINED, Kind.AT_HOME,
         Kind.RINGING)
_LEAVES = np.isin(np.arange(len(LegOutcome)), (LegOutcome.ABANDONED, LegOutcome.BALKED))
_PROMISED = int(Flag.PROMISE_KEPT | Flag.PROMISE_MISSED)
_SOLVED = np.isin(np.arange(len(LegOutcome)), (LegOutcome.RESOLVED, LegOutcome.SELF_SERVED))


def contact_rows(record: Record) -> Columns:
    """The rows of contacts, ordered by matter, contact and row."""
    legs = record.legs
    rows = np.flatnonzero(np.isin(legs["kind"], KINDS))
    rows = rows[np.lexsort((legs["leg"][rows], legs["contact"][rows], legs["matter"][rows]))]
    return {name: column[rows] for name, column in legs.items()}


def contacts(plan: Plan, record: Record, places: Places) -> Columns:
    """One row for each contact of a bounded record, inside the measured window or not.

    Returns
    -------
    Columns as `CONTACTS` describes them.
    """
    legs = contact_rows(record)
    first = _starts(legs["matter"], legs["contact"])
    if not len(first):
        return {column.name: np.empty(0, column.dtype) for column in CONTACTS}
    found = _identity(plan, record, places, legs, first)
    found |= _waits(plan, legs, first)
    found |= _endings(legs, first, found["own"])
    found |= _flags(legs, first)
    _add_step_promises(plan, record.legs, found)
    found |= _chains(found)
    found["waiting"] = found["own"] & np.array([c.waits for c in plan.channels])[found["channel"]]
    spent = leg_cost(plan, legs) + channel_cost(plan, legs, 0, int(legs["ended"].max()))
    found["cost"] = np.add.reduceat(spent, first) + fee(plan, found)
    window = plan.window
    found["measured"] = (found["begins"] >= window.begins) & (found["begins"] < window.ends)
    return {column.name: found[column.name].astype(column.dtype, copy=False) for column in CONTACTS}


def _starts(*keys: NDArray[np.generic]) -> NDArray[np.int64]:
    """Where a new combination of the keys begins, in rows ordered by them."""
    size = len(keys[0])
    changes = np.zeros(size, bool)
    changes[:1] = True
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changes)


def _identity(plan: Plan, record: Record, places: Places, legs: Columns, first: NDArray[np.int64]) -> Columns:
    found = {name: legs[name][first] for name in ("journey", "matter", "contact", "reason", "channel")}
    segments = np.array([demand.segment for demand in plan.demands], np.int16)
    found["segment"] = segments[record.trips["demand"][found["journey"]]]
    found["step"] = places.step[legs["step"][first]]
    found["process"] = places.process[found["step"]]
    found["begins"] = np.minimum.reduceat(begins_of(legs), first)
    found["ends"] = np.maximum.reduceat(legs["ended"], first)
    found["own"] = legs["kind"][first] != Kind.PROACTIVE
    reached = np.where(legs["started"] >= 0, legs["started"], legs["ended"])
    entered = np.where(legs["kind"] == Kind.PROACTIVE, reached, begins_of(legs))
    found["time_s"] = (found["ends"] - np.minimum.reduceat(entered, first)) / 1e6
    return found


def _waits(plan: Plan, legs: Columns, first: NDArray[np.int64]) -> Columns:
    """Waits of contacts, and who answered: everything that depends on when an agent came."""
    human = np.isin(legs["kind"], (Kind.HUMAN, Kind.PROACTIVE))
    answer = human & (legs["started"] >= 0)
    lengths = np.diff(first, append=len(human))
    before: NDArray[np.int64] = np.cumsum(answer) - answer
    unanswered = before == np.repeat(before[first], lengths)
    wait = waited(plan, legs)
    queue = queued_for(legs) * np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE))
    until_answer = np.where(unanswered, queue, 0)
    menu = np.where(legs["kind"] == Kind.MENU, legs["ended"] - legs["started"], 0)
    answered = np.add.reduceat(answer, first, dtype=np.int64) > 0
    # The team of the first answer; without one, the first team waited for.
    counts = np.where(np.repeat(answered, lengths), answer, legs["team"] >= 0)
    return {
        "answered": answered,
        "team": _first_where(counts, legs["team"], first),
        "answer_s": np.add.reduceat(until_answer, first) / 1e6,
        "wait_s": np.add.reduceat(wait, first) / 1e6,
        "longest_wait_s": np.maximum.reduceat(wait, first) / 1e6,
        "menu_s": np.add.reduceat(menu, first) / 1e6,
    }


def _first_where(counts: NDArray[np.bool_], values: NDArray[Any], first: NDArray[np.int64]) -> NDArray[Any]:
    """The value of the first row of each contact that counts; -1 where none does."""
    size = len(counts)
    at = np.minimum.reduceat(np.where(counts, np.arange(size), size), first)
    return np.where(at < size, values[np.minimum(at, size - 1)], -1)


def _endings(legs: Columns, first: NDArray[np.int64], own: NDArray[np.bool_]) -> Columns:
    """How contacts ended, each as a yes or no."""
    outcome, kind = legs["outcome"], legs["kind"]
    solved = _SOLVED[outcome] & ((legs["flags"] & Flag.LAST_OF_MATTER) > 0)

    def any_of(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = np.logical_or.reduceat(rows, first)
        return found

    joined = any_of((kind == Kind.HUMAN) | (kind == Kind.QUEUE))
    return {
        "joined": joined,
        "abandoned": any_of(_LEAVES[outcome]),
        "hung_up": any_of(outcome == LegOutcome.HUNG_UP),
        "blocked": any_of(outcome == LegOutcome.BLOCKED),
        "closed": any_of(outcome == LegOutcome.CLOSED),
        # One who is passed on to a closed team was answered before, so he got in.
        "turned_away": any_of((kind == Kind.TURNED_AWAY) & (outcome != LegOutcome.LEFT_MESSAGE)) & ~joined,
        "left_message": any_of(outcome == LegOutcome.LEFT_MESSAGE),
        "called_back": any_of(kind == Kind.AT_HOME),
        "not_reached": any_of((kind == Kind.AT_HOME) & (outcome == LegOutcome.NOT_REACHED)),
        "unfinished": any_of(outcome == LegOutcome.OPEN),
        "resolved": any_of(solved),
        "first": own & (legs["contact"][first] == 0),
        "repeat": own & (legs["contact"][first] > 0),
    }


def _flags(legs: Columns, first: NDArray[np.int64]) -> Columns:
    """Counts of flagged rows."""
    flags = legs["flags"]
    human = legs["kind"] == Kind.HUMAN

    def count(flag: Flag, rows: NDArray[np.bool_] | bool = True) -> NDArray[np.int64]:
        counted: NDArray[np.int64] = np.add.reduceat(((flags & flag) > 0) & rows, first, dtype=np.int64)
        return counted

    told = (legs["kind"] == Kind.PROACTIVE) & (legs["started"] >= 0)
    return {
        "handoffs": count(Flag.HANDOFF, human),
        "transfers": count(Flag.TRANSFER, human),
        "re_explanations": count(Flag.RE_EXPLAINED, human),
        "promises_kept": count(Flag.PROMISE_KEPT),
        "promises_missed": count(Flag.PROMISE_MISSED),
        "told_of_trouble": count(Flag.TROUBLE, told) > 0,
    }


def _add_step_promises(plan: Plan, legs: Columns, found: Columns) -> None:
    """Promises of whole CONTACT steps, whose rows are steps, go to the first contact of their matter."""
    rows = np.flatnonzero((legs["kind"] == Kind.STEP) & ((legs["flags"] & _PROMISED) > 0))
    rows = rows[asks(plan, legs["step"][rows])]
    first = np.searchsorted(found["matter"], legs["matter"][rows])
    for name, flag in (("promises_kept", Flag.PROMISE_KEPT), ("promises_missed", Flag.PROMISE_MISSED)):
        np.add.at(found[name], first, (legs["flags"][rows] & flag) > 0)


def _chains(found: Columns) -> Columns:
    """What a contact is to the one before it in the same matter."""
    follows = np.zeros(len(found["matter"]), bool)
    follows[1:] = found["matter"][1:] == found["matter"][:-1]
    repeated = np.zeros(len(follows), bool)
    repeated[:-1] = follows[1:]
    before = np.arange(len(follows)) - 1
    gap = np.where(follows, found["begins"] - found["ends"][before], 0)
    return {
        "repeated": repeated,
        "gap_s": np.maximum(gap, 0) / 1e6,
        "switched": follows & (found["channel"] != found["channel"][before]),
    }
