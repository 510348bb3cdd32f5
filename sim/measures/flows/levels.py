"""The flows of a replication on every level: steps, channels, legs, what is asked and reached, work.

In: the bounded record, of which the measured journeys count. Out: one `Flow` for each level, segment,
source and target.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.contacts import KINDS
from sim.measures.flows.contacts import channel_flows, contact_flows, leg_flows, work_flows
from sim.measures.flows.counting import Flow
from sim.measures.flows.steps import step_flows
from sim.plan.model import Plan
from sim.records.columns import Kind
from sim.records.log import Columns, Record

_NEEDED = ("journey", "step", "matter", "contact", "leg", "channel", "team", "kind", "outcome",
           "flags", "queued", "started", "ended")
_ASKED = (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.AT_HOME)


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
    found += step_flows(plan, legs, matters, known)
    asked = _ordered(matters, np.isin(matters["kind"], _ASKED))
    found += channel_flows(plan, asked, known)
    found += leg_flows(plan, asked, known)
    found += contact_flows(plan, asked, known)
    found += work_flows(plan, _ordered(matters, matters["kind"] == Kind.WORK), known)
    return tuple(found)


def _ordered(legs: Columns, counts: NDArray[np.bool_]) -> Columns:
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((legs["leg"][rows], legs["contact"][rows], legs["matter"][rows]))]
    return {name: column[rows] for name, column in legs.items()}
