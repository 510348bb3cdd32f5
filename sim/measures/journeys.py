"""Journeys: one row for each customer's way from a first step to an end, with all that it took.

In: the record of a replication and its contacts. Out: a table as `sim.records.columns.JOURNEYS` says.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.contacts import contacts
from sim.measures.costs import leg_cost
from sim.measures.experience.model import ExperienceModel, expected_scores, features
from sim.measures.places import Places, places_of
from sim.measures.spans import begun_by_company, bounded, run_ended, waits
from sim.plan.model import Plan
from sim.records.columns import JOURNEYS, Flag, JourneyClass, Kind, LegOutcome
from sim.records.log import Columns, Record

CLASS_OF_END = {
    "lost_sale": JourneyClass.LOST_SALE,
    "given_up": JourneyClass.DROPPED_OUT,
    "dropped_out": JourneyClass.DROPPED_OUT,
}
"""Ends by name; every other end is a completed journey."""

_CONTACT_COUNTS = {
    "contacts": "own", "repeats": "repeat", "channel_switches": "switched", "handoffs": "handoffs",
    "transfers": "transfers", "re_explanations": "re_explanations", "told_of_trouble": "told_of_trouble",
}
_CONTACT_SUMS = ("wait_s", "menu_s", "cost")


def journeys(plan: Plan, record: Record, model: ExperienceModel) -> Columns:
    """One row for each journey of a record, inside the measured window or not.

    Returns
    -------
    Columns as `JOURNEYS` describes them; row i is journey i of the record.
    """
    places, whole = places_of(plan), bounded(plan, record)
    return journeys_of(plan, whole, contacts(plan, whole, places), (places, model))


def journeys_of(
    plan: Plan, record: Record, found: Columns, views: tuple[Places, ExperienceModel]
) -> Columns:
    """`journeys` of a bounded record whose contacts were already found, with the plan's places."""
    places, model = views
    table = _identity(plan, record, places) | _course(plan, record)
    table |= _from_contacts(found, len(table["demand"])) | _from_rows(plan, record)
    repeats = np.bincount(found["journey"], found["gap_s"], len(table["demand"]))
    table["delay_s"] = table["delay_s"] + repeats
    table["cost"] = table["cost"] + table.pop("work_cost")
    table |= expected_scores(model, features(model, table))
    return {column.name: table[column.name].astype(column.dtype, copy=False) for column in JOURNEYS}


def _identity(plan: Plan, record: Record, places: Places) -> Columns:
    demand = record.trips["demand"]
    segment = np.array([one.segment for one in plan.demands], np.int16)
    process = np.array([places.process[one.step] for one in plan.demands], np.int16)
    names = ("demand", "ordinal", "customer", "started", "ended")
    table = {name: record.trips[name] for name in names}
    return table | {
        "segment": segment[demand], "process": process[demand],
        "begun_by_company": begun_by_company(plan, record.trips),
    }


def _course(plan: Plan, record: Record) -> Columns:
    """How journeys came out, how long they took, and whether they count."""
    trips, window = record.trips, plan.window
    classes = np.array([CLASS_OF_END.get(step.end, JourneyClass.COMPLETED) for step in plan.steps], np.int8)
    over = trips["ended"] >= 0
    until = np.where(over, trips["ended"], run_ended(plan, record))
    inside = (trips["started"] >= window.begins) & (trips["started"] < window.ends)
    return {
        "outcome": trips["end"],
        "outcome_class": np.where(over, classes[trips["end"]], JourneyClass.OPEN),
        "duration_s": (until - trips["started"]) / 1e6,
        "measured": inside & ~begun_by_company(plan, trips),
    }


def _from_contacts(found: Columns, size: int) -> Columns:
    """Sums over a journey's contacts."""
    of = found["journey"]
    table: Columns = {
        name: np.bincount(of, found[column], size) for name, column in _CONTACT_COUNTS.items()
    }
    table |= {name: np.bincount(of, found[name], size) for name in _CONTACT_SUMS}
    table["abandonments"] = np.bincount(of, found["abandoned"] | found["hung_up"], size)
    longest = np.zeros(size)
    np.maximum.at(longest, of, found["longest_wait_s"])
    table["longest_wait_s"] = longest
    table["reason"] = _first_reason(found, size)
    return table


def _first_reason(found: Columns, size: int) -> NDArray[np.int16]:
    """What a journey's earliest own contact is about; of two at one moment the lower matter number."""
    own = np.flatnonzero(found["own"])
    order = own[np.argsort(found["begins"][own], kind="stable")][::-1]
    reason = np.full(size, -1, np.int16)
    reason[found["journey"][order]] = found["reason"][order]   # the last write, the earliest, stays
    return reason


def _from_rows(plan: Plan, record: Record) -> Columns:
    """Sums over a journey's rows that contacts do not tell: promises, agents, delays, endings, work."""
    legs, size = record.legs, len(record.trips["demand"])
    of, flags = legs["journey"], legs["flags"]
    human = talks(legs)

    def count(rows: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(of[rows], minlength=size)

    talked = count(human)
    own_talks = count(human & ((flags & Flag.OWNER) > 0))
    work = np.flatnonzero(legs["kind"] == Kind.WORK)
    spent = leg_cost(plan, {name: column[work] for name, column in legs.items()})
    return {
        "promises_kept": count((flags & Flag.PROMISE_KEPT) > 0),
        "promises_missed": count((flags & Flag.PROMISE_MISSED) > 0),
        "human_legs": talked,
        "owner_share": own_talks / np.maximum(talked, 1),
        "resolved": (count(unsolved(legs)) == 0) & (record.trips["ended"] >= 0),
        "delay_s": _delays(plan, legs, size),
        "work_cost": np.bincount(of[work], spent, size),
    }


def talks(legs: Columns) -> NDArray[np.bool_]:
    """Whether a row is a stretch with an agent whom the customer called, once however often interrupted."""
    resumed = (legs["flags"] & Flag.RESUMED) > 0
    found: NDArray[np.bool_] = (legs["kind"] == Kind.HUMAN) & (legs["started"] >= 0) & ~resumed
    return found


def unsolved(legs: Columns) -> NDArray[np.bool_]:
    """Whether a row ends a matter of the customer's otherwise than resolved, or a step that he gave up."""
    asked = np.isin(legs["kind"], (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.AT_HOME))
    well = np.isin(legs["outcome"], (LegOutcome.RESOLVED, LegOutcome.SELF_SERVED, LegOutcome.OPEN))
    gave_up = (legs["kind"] == Kind.STEP) & (legs["outcome"] == LegOutcome.ABANDONED)
    found: NDArray[np.bool_] = gave_up | (asked & ~well & ((legs["flags"] & Flag.LAST_OF_MATTER) > 0))
    return found


def _delays(plan: Plan, legs: Columns, size: int) -> NDArray[np.float64]:
    """Seconds until mail was answered, until back-office work was done, and at home until called back."""
    work = np.isin(legs["kind"], (Kind.WORK, Kind.AT_HOME))
    mail = np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE)) & ~waits(plan, legs)
    rows = np.flatnonzero((work | mail) & (legs["queued"] >= 0))
    started, ended = legs["started"][rows], legs["ended"][rows]
    until = np.where(work[rows] | (started < 0), ended, started)
    seconds = (until - legs["queued"][rows]) / 1e6
    return np.bincount(legs["journey"][rows], seconds, size).astype(float)
