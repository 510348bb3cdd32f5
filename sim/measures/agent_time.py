"""What agents did when: stretches of being busy, idle, away or in overtime.

In: a record's rows and roster. Out: stretches of agents, and how much of them falls into intervals.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sim.records.log import Columns, Record

Moments = NDArray[np.int64]


class Doing(IntEnum):
    """What an agent does in a stretch."""

    OFF = 0
    IDLE = 1       # on shift, free
    AWAY = 2       # on shift, absent or away, and not busy: paid
    BUSY = 3       # on shift, at least one contact in hand
    OVERTIME = 4   # busy, no longer on shift


ON_SHIFT, ABSENT, AWAY = 0, 1, 2   # kinds of roster rows
_FIELD = 20                        # bits for each of the four counts in one number


def attended(legs: Columns) -> Columns:
    """Rows in which an agent was busy: agent, team, queued, starts and ends (until free again)."""
    rows = np.flatnonzero((legs["agent"] >= 0) & (legs["started"] >= 0))
    found = {name: legs[name][rows] for name in ("agent", "team", "queued")}
    return found | {"starts": legs["started"][rows], "ends": legs["released"][rows]}


def stretches(record: Record) -> Columns:
    """Stretches of agents without change: agent, starts, ends (us) and `Doing`, OFF left out.

    Contacts side by side count once. An away block that falls into a contact begins after it.
    """
    busy = attended(record.legs)
    roster = record.roster
    parts = [(busy["agent"], busy["starts"], busy["ends"])]
    for kind in (ON_SHIFT, ABSENT, AWAY):
        rows = np.flatnonzero(roster["kind"] == kind)
        parts.append((roster["agent"][rows], roster["starts"][rows], roster["ends"][rows]))
    return _swept(parts)


def _swept(parts: list[tuple[NDArray[np.int32], Moments, Moments]]) -> Columns:
    """Sweeps each agent's time with one counter a part (busy, on shift, absent, away), packed in a number."""
    span = max((int(ends.max(initial=0)) for _, _, ends in parts), default=0) + 1
    keys = np.concatenate([agent * np.int64(span) + at for agent, *both in parts for at in both])
    steps = np.concatenate(
        [np.full(len(agent), sign << (_FIELD * part)) if part < 3 else np.full(len(agent), sign << 60)
         for part, (agent, _, _) in enumerate(parts) for sign in (1, -1)]
    )
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], np.cumsum(steps[order])
    lasts = np.flatnonzero(np.diff(keys) > 0)   # the count after all that happens at one moment
    doing = _doing(counts[lasts])
    starts, ends = keys[lasts], keys[lasts + 1]
    kept = np.flatnonzero(doing != Doing.OFF)
    return {
        "agent": (starts[kept] // span).astype(np.int32),
        "starts": starts[kept] % span,
        "ends": starts[kept] % span + (ends - starts)[kept],
        "doing": doing[kept],
    }


def _doing(counts: NDArray[np.int64]) -> NDArray[np.int8]:
    mask = (1 << _FIELD) - 1
    busy, shift = (counts & mask) > 0, ((counts >> _FIELD) & mask) > 0
    gone = (counts >> (2 * _FIELD)) > 0   # absent in the lower bits, away in the upper
    states = np.select(
        [busy & shift, busy, shift & gone, shift],
        [Doing.BUSY, Doing.OVERTIME, Doing.AWAY, Doing.IDLE],
        Doing.OFF,
    )
    return states.astype(np.int8)


def covered(starts: Moments, ends: Moments, edges: Moments) -> Moments:
    """Time of many intervals that falls between neighbouring edges, summed over the intervals.

    Parameters
    ----------
    starts, ends : shape (n,), microseconds, each start at most its end.
    edges : shape (m + 1,), ascending.

    Returns
    -------
    Shape (m,), microseconds.
    """
    return np.diff(_passed(starts, edges) - _passed(ends, edges))


def _passed(moments: Moments, edges: Moments) -> Moments:
    """The sum over moments of max(edge - moment, 0). Sums may wrap around 2**64; differences are exact."""
    ordered = np.sort(moments).astype(np.int64)
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(ordered)))
    before = np.searchsorted(ordered, edges)
    return before * edges - sums[before]
