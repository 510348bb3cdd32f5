"""The same customer, twice: journeys of two alternatives matched by identity, and what changed for them.

In: the journeys of one replication under the base and under an alternative. Out: sums by group. A journey
is known by demand, segment and ordinal; those in one alternative only are counted, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.plan.model import Plan
from sim.records.log import Columns
from sim.streams import key, mixed_many

Sums = dict[tuple[str, str], tuple[float, float]]
"""Group and change to numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something of a journey that may change, and how its changes are called.

    Attributes
    ----------
    column : of the journeys.
    name : of the mean change.
    up, down : of the share of customers for whom it rose, fell.
    measure : whose smallest difference that matters separates a change from none.
    """

    column: str
    name: str
    up: str
    down: str
    measure: str


ASPECTS = (
    Aspect("wait_s", "wait_change_s", "waited_longer", "waited_less", "wait_mean_s"),
    Aspect("handoffs", "handoffs_change", "more_handoffs", "fewer_handoffs", "handoffs_mean"),
    Aspect("contacts", "contacts_change", "more_contacts", "fewer_contacts", "contacts_per_journey"),
    Aspect("ces", "ces_change", "easier", "harder", "ces_mean"),
)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The measured journeys of one replication under one plan, known by their identity.

    Attributes
    ----------
    ids : shape (n,), one 64-bit identity each, the same in every alternative.
    segment : shape (n,), indices into `segments`.
    values : the columns of `ASPECTS`, shape (n,) each.
    """

    ids: NDArray[np.uint64]
    segment: NDArray[np.int64]
    segments: tuple[str, ...]
    values: dict[str, NDArray[np.float64]]


def identified(plan: Plan, journeys: Columns) -> Journeys:
    """The measured journeys of a table as `sim.records.columns.JOURNEYS` describes it."""
    counts = np.flatnonzero(journeys["measured"])
    demand, ordinal = journeys["demand"][counts], journeys["ordinal"][counts]
    ids = np.zeros(len(counts), np.uint64)
    for index, one in enumerate(plan.demands):
        rows = np.flatnonzero(demand == index)
        name = key("journey", one.name, plan.segments[one.segment].name)
        ids[rows] = mixed_many(name, ordinal[rows].astype(np.int64))
    return Journeys(
        ids,
        journeys["segment"][counts].astype(np.int64),
        tuple(segment.name for segment in plan.segments),
        {aspect.column: journeys[aspect.column][counts].astype(np.float64) for aspect in ASPECTS},
    )


def changes(base: Journeys, alternative: Journeys, matters: dict[str, float]) -> Sums:
    """What changed for the customers of one replication.

    Parameters
    ----------
    base, alternative : their journeys.
    matters : measure to the smallest difference that matters; a smaller change of one customer counts
        as none. Where nobody said, every change counts.

    Returns
    -------
    Sums
        `matched`, `avoided` (in the base only) and `new` (in the alternative only) as journeys a
        replication; shares of the matched for whom wait, handoffs, contacts or ease rose or fell; mean
        changes, alternative less base. Groups are `all` and `segment=...`.
    """
    _, ours, theirs = np.intersect1d(base.ids, alternative.ids, assume_unique=True, return_indices=True)
    found: Sums = {}
    for group, name in [("all", None), *((f"segment={name}", name) for name in base.segments)]:
        ours_in = np.flatnonzero(_inside(base, name)[ours])
        matched = len(ours_in)
        counts = {
            "matched": matched,
            "avoided": int(_inside(base, name).sum()) - matched,
            "new": int(_inside(alternative, name).sum()) - matched,
        }
        found |= {(group, change): (float(count), 1.0) for change, count in counts.items()}
        for aspect in ASPECTS:
            before = base.values[aspect.column][ours[ours_in]]
            after = alternative.values[aspect.column][theirs[ours_in]]
            sums = _sums(aspect, after - before, matters.get(aspect.measure, 0.0))
            found |= {(group, change): (total, float(matched)) for change, total in sums.items()}
    return found


def _inside(journeys: Journeys, segment: str | None) -> NDArray[np.bool_]:
    """Which journeys belong to a segment; None: all. An alternative may lack it."""
    if segment is None:
        return np.ones(len(journeys.ids), bool)
    if segment not in journeys.segments:
        return np.zeros(len(journeys.ids), bool)
    inside: NDArray[np.bool_] = journeys.segment == journeys.segments.index(segment)
    return inside


def _sums(aspect: Aspect, change: NDArray[np.float64], least: float) -> dict[str, float]:
    large = np.abs(change) >= least
    return {
        aspect.name: float(change.sum()),
        aspect.up: float(np.count_nonzero(large & (change > 0))),
        aspect.down: float(np.count_nonzero(large & (change < 0))),
    }
