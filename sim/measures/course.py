"""The course of a replication from its start: waits, handoffs and work in hand, stretch by stretch.

In: a record of a run whose window begins at time 0. Out: numerators and denominators for each stretch,
which show how long it takes until a run no longer shows that it began empty.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.agent_time import attended, covered
from sim.measures.contacts import contacts
from sim.measures.places import places_of
from sim.measures.spans import bounded
from sim.plan.model import Plan
from sim.records.columns import Kind
from sim.records.log import Columns, Record

COURSES = {
    "wait_s": "the mean wait of a contact",
    "handoffs": "the handoffs a contact",
    "repeats": "the share of repeat contacts",
    "open_journeys": "the number of journeys under way",
    "busy_agents": "the number of agents busy",
    "in_queue": "the length of the queues",
}
"""What is followed, in words."""

Course = dict[str, NDArray[np.float64]]
"""Each of `COURSES`: numerators and denominators, shape (2, stretches)."""


def course(plan: Plan, record: Record, edges: NDArray[np.int64]) -> Course:
    """The course of one replication.

    Parameters
    ----------
    edges : shape (m + 1,), microseconds, ascending from 0 to the end of the run.
    """
    whole, lengths = bounded(plan, record), np.diff(edges).astype(float)
    found = contacts(plan, whole, places_of(plan))
    own = _within(found, found["own"], edges)
    waiting = _within(found, found["waiting"] & ~found["turned_away"], edges)
    size = len(lengths)
    trips, work, queued = whole.trips, attended(whole.legs), _queued(whole.legs)
    until = np.where(trips["ended"] >= 0, trips["ended"], edges[-1])
    under_way = covered(trips["started"], np.maximum(until, trips["started"]), edges)
    parts = {
        "wait_s": (np.bincount(waiting["place"], waiting["wait_s"], size), _count(waiting, size)),
        "handoffs": (np.bincount(own["place"], own["handoffs"], size), _count(own, size)),
        "repeats": (np.bincount(own["place"], own["repeat"], size), _count(own, size)),
        "open_journeys": (under_way, lengths),
        "busy_agents": (covered(work["starts"], work["ends"], edges), lengths),
        "in_queue": (covered(*queued, edges), lengths),
    }
    return {name: np.array(part, float) for name, part in parts.items()}


def _within(found: Columns, which: NDArray[np.bool_], edges: NDArray[np.int64]) -> Columns:
    """Contacts that begin within the edges, with the stretch in which they do."""
    rows = np.flatnonzero(which & (found["begins"] >= edges[0]) & (found["begins"] < edges[-1]))
    kept = {name: found[name][rows] for name in ("begins", "wait_s", "handoffs", "repeat")}
    return kept | {"place": np.searchsorted(edges, kept["begins"], side="right") - 1}


def _count(rows: Columns, size: int) -> NDArray[np.int64]:
    return np.bincount(rows["place"], minlength=size)


def _queued(legs: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """From when to when each row of a bounded record queued."""
    rows = np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE, Kind.WORK)) & (legs["queued"] >= 0)
    until = np.where(legs["started"] >= 0, legs["started"], legs["ended"])
    return legs["queued"][rows], until[rows]
