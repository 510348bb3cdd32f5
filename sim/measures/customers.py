"""Customers: what all journeys of one customer in the measured window came to together.

In: a table of journeys. Out: counted rows, one for each customer who had a journey.
"""

from __future__ import annotations

import numpy as np

from sim.measures.counted import Counted
from sim.measures.returning import first_journeys
from sim.plan.model import Plan
from sim.records.log import Columns

SUMMED = ("contacts", "handoffs", "wait_s", "ces_hard")


def counted_customers(plan: Plan, journeys: Columns) -> Counted:
    """Customers with a measured journey, by segment; where a segment does not number its customers, every
    journey is another one's, unless its customer came again."""
    rows = np.flatnonzero(journeys["measured"])
    segment = journeys["segment"][rows].astype(np.int64)
    number = journeys["customer"][rows].astype(np.int64)
    own = np.arange(len(rows))
    again = any(one.returns is not None for one in plan.segments)
    if again:
        own = first_journeys(journeys["demand"][rows], journeys["ordinal"][rows])
    who = np.where(number < 0, -1 - own, number)
    _, first, index = np.unique((segment << 40) + who, return_index=True, return_inverse=True)
    size = len(first)
    table: Columns = {name: np.bincount(index, journeys[name][rows], size) for name in SUMMED}
    if again:
        table["journeys"] = np.bincount(index, minlength=size)
    names = tuple(one.name for one in plan.segments)
    return Counted(size, table, {"segment": (names, segment[first].astype(np.int16))})
