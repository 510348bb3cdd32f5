"""Where it happened: everything that the experience model looks at, split over a journey's places.

In: a record, its contacts and its journeys. Out: one row for each journey, feature and contact or step, with
the raw share (before any cap) of the feature that came about there.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.measures.experience.model import ExperienceModel
from sim.measures.journeys import talks, unsolved
from sim.measures.places import Places, asks, channel_touchpoint
from sim.plan.model import Plan
from sim.records.columns import Column, Flag, Kind
from sim.records.log import Columns, Record

HAPPENINGS = (
    Column("row", "int32", "", "which of the measured journeys, in the order of their numbers"),
    Column("feature", "int8", "", "index of the feature in the model"),
    Column("step", "int16", "", "index of the step at which, or beside which, it happened"),
    Column("touchpoint", "int16", "", "index of the touchpoint; -1 where the customer sees none"),
    Column("share", "float64", "", "share of the journey's feature; all of one feature add up to 1"),
)

_AT_CONTACTS = {
    "repeat_contacts": "repeat", "transfers": "transfers", "re_explanations": "re_explanations",
    "channel_switches": "switched", "wait": "wait_s", "menu": "menu_s", "promise_missed": "promises_missed",
    "proactive": "told_of_trouble",
}
"""Features that a column of contacts counts; abandonments are two columns."""

_Part = tuple[str, Columns]
"""A feature, and the columns journey, step, touchpoint and amount of where it happened."""


def happenings(
    plan: Plan, record: Record, lived: tuple[Columns, Columns], views: tuple[Places, ExperienceModel]
) -> Columns:
    """Everything that measured journeys felt, by where they felt it.

    Parameters
    ----------
    record : a bounded record.
    lived : its contacts and its journeys.

    Returns
    -------
    Columns as `HAPPENINGS` describes them.
    """
    places, model = views
    contacts, journeys = lived
    order = {feature.name: place for place, feature in enumerate(model.features)}
    parts = [*_at_contacts(plan, contacts), *_at_rows(plan, record, places)]
    known = [(order[name], part) for name, part in parts if name in order]
    table = {
        name: np.concatenate([np.empty(0), *(part[name] for _, part in known)])
        for name in ("journey", "step", "touchpoint", "amount")
    }
    table["feature"] = np.repeat([place for place, _ in known], [len(part["step"]) for _, part in known])
    return _shares(table, journeys["measured"], len(order))


def _shares(table: Columns, measured: NDArray[np.bool_], features: int) -> Columns:
    """Amounts as shares of what the journey had of the feature; other journeys than measured are left out."""
    journey = table["journey"].astype(np.int64)
    kept = np.flatnonzero((table["amount"] > 0) & measured[journey])
    row = (np.cumsum(measured) - 1)[journey[kept]]
    key = row * features + table["feature"][kept].astype(np.int64)
    amount = table["amount"][kept]
    found = {"row": row, "share": amount / np.bincount(key, amount)[key]}
    found |= {name: table[name][kept] for name in ("feature", "step", "touchpoint")}
    return {column.name: found[column.name].astype(column.dtype) for column in HAPPENINGS}


def _at_contacts(plan: Plan, contacts: Columns) -> Iterator[_Part]:
    touchpoint = channel_touchpoint(plan, contacts["channel"])
    broken_off = contacts["abandoned"] | contacts["hung_up"]
    amounts = {feature: contacts[column] for feature, column in _AT_CONTACTS.items()}
    for feature, amount in (amounts | {"abandonments": broken_off}).items():
        rows = np.flatnonzero(amount)
        yield feature, {
            "journey": contacts["journey"][rows], "step": contacts["step"][rows],
            "touchpoint": touchpoint[rows], "amount": amount[rows],
        }


def _at_rows(plan: Plan, record: Record, places: Places) -> Iterator[_Part]:
    """What contacts do not tell: matters left unsolved, journeys left open, talks with one's own agent,
    steps that came late."""
    legs = record.legs
    flags = legs["flags"]
    touchpoint = channel_touchpoint(plan, legs["channel"])
    # A promise of a step at which the customer gets in touch is its first contact's.
    late = (legs["kind"] == Kind.STEP) & ((flags & Flag.PROMISE_MISSED) > 0) & ~asks(plan, legs["step"])
    where_open = np.where(legs["kind"] == Kind.STEP, places.touchpoint[legs["step"]], touchpoint)
    for feature, counts, where in (
        ("unresolved", unsolved(legs) | _last_of_open(record), where_open),
        ("known_agent", talks(legs) & ((flags & Flag.OWNER) > 0), touchpoint),
        ("promise_missed", late, places.touchpoint[legs["step"]]),
    ):
        rows = np.flatnonzero(counts)
        yield feature, {
            "journey": legs["journey"][rows], "step": places.step[legs["step"][rows]],
            "touchpoint": where[rows], "amount": np.ones(len(rows)),
        }


def _last_of_open(record: Record) -> NDArray[np.bool_]:
    """The last row of each journey that is still open: where it hangs."""
    of = record.legs["journey"]
    last = np.full(len(record.trips["ended"]), -1)
    last[of] = np.arange(len(of))   # the last write stays
    rows = np.zeros(len(of), bool)
    rows[last[(record.trips["ended"] < 0) & (last >= 0)]] = True
    return rows
