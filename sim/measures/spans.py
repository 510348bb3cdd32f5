"""When rows begin and end, with what was still going on when the run ended cut off there.

In: a record. Out: the same record without missing ends, and the waits of its rows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.plan.model import Plan
from sim.records.columns import Kind
from sim.records.log import Columns, Record

Moments = NDArray[np.int64]


def run_ended(plan: Plan, record: Record) -> int:
    """When the run ended, microseconds: with the last measured journey, at the latest at the horizon."""
    trips, window = record.trips, plan.window
    followed = (trips["started"] >= window.begins) & (trips["started"] < window.ends)
    ended = trips["ended"][followed & ~begun_by_company(plan, trips)]
    if (ended < 0).any():
        return window.horizon
    return max(window.ends, int(ended.max(initial=0)))


def begun_by_company(plan: Plan, trips: Columns) -> NDArray[np.bool_]:
    """Whether each journey is a round of the company's, not a customer's."""
    company = np.array([demand.proactive for demand in plan.demands], bool)
    found: NDArray[np.bool_] = company[trips["demand"]]
    return found


def bounded(plan: Plan, record: Record) -> Record:
    """The record with every row ended and every agent released: what was open ends with the run.

    The outcome of such rows stays OPEN, and journeys without an end stay without one.
    """
    legs, over = record.legs, run_ended(plan, record)
    ended = np.where(legs["ended"] >= 0, legs["ended"], over)
    held = (legs["agent"] >= 0) & (legs["started"] >= 0)
    released = np.where(held & (legs["released"] < 0), over, legs["released"])
    return Record(legs | {"ended": ended, "released": released}, record.trips, record.roster)


def begins_of(legs: Columns) -> Moments:
    """The first moment of each row, microseconds: joined the queue, or else started."""
    queued = legs["queued"]
    return np.where(queued >= 0, queued, legs["started"]).astype(np.int64)


def queued_for(legs: Columns) -> Moments:
    """How long each row of a bounded record queued, microseconds: until answered or gone; 0 if never."""
    until = np.where(legs["started"] >= 0, legs["started"], legs["ended"])
    return np.where(legs["queued"] >= 0, until - legs["queued"], 0).astype(np.int64)


def waited(plan: Plan, legs: Columns) -> Moments:
    """The wait in each row of a bounded record, microseconds.

    A wait is the time in the queue of HUMAN and QUEUE rows, on channels where one waits; else 0.
    """
    counts = np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE)) & waits(plan, legs)
    return np.where(counts, queued_for(legs), 0)


def waits(plan: Plan, legs: Columns) -> NDArray[np.bool_]:
    """Whether each row's channel is one where one waits; meaningless for rows without a channel."""
    found: NDArray[np.bool_] = np.array([channel.waits for channel in plan.channels])[legs["channel"]]
    return found
