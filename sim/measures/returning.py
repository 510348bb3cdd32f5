"""Customers who have several journeys: which journeys are of one customer, and after which he is gone.

In: a plan and its record, or journeys. Out: columns of the table of journeys; none where nobody returns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.plan.model import MOST_ARRIVALS, Plan
from sim.records.columns import Flag, Kind
from sim.records.log import Columns, Record


def leaving(plan: Plan, record: Record) -> Columns:
    """`may_return`: the journey is over and its customer may come again; `leaves`: he does not."""
    returns = np.array([one.returns is not None for one in plan.segments])
    if not returns.any():
        return {}
    trips, legs = record.trips, record.legs
    segment = np.array([demand.segment for demand in plan.demands])
    gone = (legs["kind"] == Kind.END) & ((legs["flags"] & Flag.LEAVES) > 0)
    size = len(trips["demand"])
    return {
        "leaves": np.bincount(legs["journey"][gone], minlength=size) > 0,
        "may_return": returns[segment[trips["demand"]]] & (trips["ended"] >= 0),
    }


def first_journeys(demand: NDArray[np.int16], ordinal: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for the customer of each journey, the same for all journeys of one."""
    _, who = np.unique(demand.astype(np.int64) * MOST_ARRIVALS + ordinal % MOST_ARRIVALS, return_inverse=True)
    return np.asarray(who, np.int64)
