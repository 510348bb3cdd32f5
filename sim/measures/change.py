"""The same customer, twice: journeys of two alternatives matched by who they are.

In: the `Matchable` journeys of one replication under two alternatives. Out: by segment and reason, how
many were better, worse or unchanged, and by how much. Journeys in one alternative only are counted as
avoided or new, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.counted import asked_reasons
from sim.plan.model import Plan
from sim.records.log import Columns

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

COMPARED = {"wait_s": "lower", "handoffs": "lower", "ces": "higher"}
"""What is compared, and which direction is better."""

EDGES: dict[str, tuple[float, ...]] = {
    "wait_s": (-1800, -600, -300, -120, -60, -30, -10, -1, 1, 10, 30, 60, 120, 300, 600, 1800),
    "handoffs": (-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5),
    "ces": (-3, -2, -1.5, -1, -0.5, -0.25, -0.1, -0.01, 0.01, 0.1, 0.25, 0.5, 1, 1.5, 2, 3),
}
"""Edges of the bins of a change; bins are open at both ends, an edge belongs to the bin above it,
and the middle bin holds what hardly changed."""


@dataclass(frozen=True, slots=True)
class Matchable:
    """The measured journeys of a replication, small enough to keep.

    Attributes
    ----------
    demands : (demand, segment name) of each index in `demand`.
    segments, reasons : names of the indices; a reason of -1 is a journey without a contact, a name of
        "" one that no contact is about.
    demand, ordinal, segment, reason : shape (n,).
    values : one array of shape (n,) for each of `COMPARED`, float32.
    """

    demands: tuple[tuple[str, str], ...]
    segments: tuple[str, ...]
    reasons: tuple[str, ...]
    demand: NDArray[np.int16]
    ordinal: NDArray[np.int64]
    segment: NDArray[np.int8]
    reason: NDArray[np.int16]
    values: dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one group's matched journeys in one replication; alternative minus base.

    Attributes
    ----------
    quantity, group : one of `COMPARED`; `all`, `contact`, `segment=...` or `reason=...`.
    better, worse, unchanged : journeys by whether the change reaches the smallest difference.
    avoided, new : journeys in the base only, in the alternative only.
    before, after : the quantity summed over the matched, in the base and in the alternative.
    gained, lost : the sizes of the changes of the better, and of the worse, summed.
    histogram : shape (len(EDGES[quantity]) + 1,), journeys by change.
    """

    quantity: str
    group: str
    better: int
    worse: int
    unchanged: int
    avoided: int
    new: int
    before: float
    after: float
    gained: float
    lost: float
    histogram: NDArray[np.int64]

    @property
    def matched(self) -> int:
        """Journeys that are in both."""
        return self.better + self.worse + self.unchanged


def matchable(plan: Plan, journeys: Columns) -> Matchable:
    """What matching needs of a table of journeys."""
    rows = np.flatnonzero(journeys["measured"])
    segments = tuple(segment.name for segment in plan.segments)
    return Matchable(
        demands=tuple((demand.name, segments[demand.segment]) for demand in plan.demands),
        segments=segments,
        reasons=asked_reasons(plan),
        demand=journeys["demand"][rows].astype(np.int16),
        ordinal=journeys["ordinal"][rows].astype(np.int64),
        segment=journeys["segment"][rows].astype(np.int8),
        reason=journeys["reason"][rows].astype(np.int16),
        values={name: journeys[name][rows].astype(np.float32) for name in COMPARED},
    )


def changes(base: Matchable, alternative: Matchable, smallest: dict[str, float]) -> tuple[Change, ...]:
    """Compares one replication of an alternative with the base, customer by customer.

    Parameters
    ----------
    smallest : the smallest change that counts, by quantity (seconds, handoffs, score); a change of at
        least this much is better or worse. Absent or 0: any change counts.

    Returns
    -------
    One `Change` for each quantity and group: all, those with a contact in either alternative, each
    segment and each reason of the base.
    """
    left, right = matched_rows(base, alternative)
    alone = _others(len(base.demand), left), _others(len(alternative.demand), right)
    found = []
    for group, in_base, in_other, in_both in _groups(base, alternative, (left, right)):
        counts = int(in_base[alone[0]].sum()), int(in_other[alone[1]].sum())
        for quantity in COMPARED:
            values = (one.values[quantity][rows[in_both]].astype(float)
                      for one, rows in ((base, left), (alternative, right)))
            found.append(_change((quantity, group), (next(values), next(values)), counts,
                                 smallest.get(quantity, 0.0)))
    return tuple(found)


def matched_rows(base: Matchable, alternative: Matchable) -> tuple[Rows, Rows]:
    """Where the journeys that are in both stand in either; their order is the same whichever is the base."""
    pairs = {pair: place for place, pair in enumerate(sorted({*base.demands, *alternative.demands}))}
    _, left, right = np.intersect1d(
        _keys(base, pairs), _keys(alternative, pairs), assume_unique=True, return_indices=True
    )
    return left, right


def _keys(journeys: Matchable, pairs: dict[tuple[str, str], int]) -> Rows:
    """One number for each journey's identity."""
    index = np.array([pairs[pair] for pair in journeys.demands], np.int64)
    return (index[journeys.demand] << 40) + journeys.ordinal


def _others(size: int, taken: Rows) -> Rows:
    left = np.ones(size, bool)
    left[taken] = False
    return np.flatnonzero(left)


def _groups(
    base: Matchable, other: Matchable, pairs: tuple[Rows, Rows]
) -> Iterator[tuple[str, Mask, Mask, Mask]]:
    """Groups with their rows in the base, in the other, and among the matched pairs: a pair is in the
    segment and reason of its base, and among `contact` if either of the two had one."""
    left, right = pairs
    yield "all", np.ones(len(base.demand), bool), np.ones(len(other.demand), bool), np.ones(len(left), bool)
    asked, asked_there = base.reason >= 0, other.reason >= 0
    yield "contact", asked, asked_there, asked[left] | asked_there[right]
    for dimension in ("segment", "reason"):
        names: tuple[str, ...] = getattr(base, dimension + "s")
        others: tuple[str, ...] = getattr(other, dimension + "s")
        for name in filter(None, dict.fromkeys(names + others)):
            rows, rows_there = (
                getattr(one, dimension) == (known.index(name) if name in known else -2)
                for one, known in ((base, names), (other, others))
            )
            yield f"{dimension}={name}", rows, rows_there, rows[left]


def _change(
    names: tuple[str, str], values: tuple[Floats, Floats], alone: tuple[int, int], smallest: float
) -> Change:
    quantity, group = names
    change = values[1] - values[0]
    # float32 keeps seven digits: a trace more than the rounding of a score must not count as a change.
    least = max(smallest, 1e-5)
    up, down = change[change >= least], -change[change <= -least]
    better, worse = (down, up) if COMPARED[quantity] == "lower" else (up, down)
    edges = np.array(EDGES[quantity])
    place = np.searchsorted(edges, change, side="right")
    return Change(
        quantity, group, len(better), len(worse), len(change) - len(up) - len(down), *alone,
        float(values[0].sum()), float(values[1].sum()), float(better.sum()), float(worse.sum()),
        np.bincount(place, minlength=len(edges) + 1),
    )
