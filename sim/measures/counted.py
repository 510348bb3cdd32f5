"""The rows that measures count, and what is summed over them.

In: the tables of a replication. Out: for each table its rows in the measured window, with the columns
that the definitions name and an index into the names of each dimension that it can be grouped by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.places import HOURS, WEEK_HOURS, Places, hour_of, week_hour_of
from sim.plan.model import Plan
from sim.records.columns import JourneyClass
from sim.records.log import Columns

Codes = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of one table that count.

    Attributes
    ----------
    size : number of rows.
    columns : what is summed, each of shape (size,).
    groups : dimension to (names, index of each row into them; -1 none). A name of "" is of something
        that never has such rows, as back-office work has no contacts, and makes no group.
    """

    size: int
    columns: Columns
    groups: dict[str, tuple[tuple[str, ...], Codes]]


def counted_journeys(plan: Plan, places: Places, journeys: Columns, touchpoints: Columns) -> Counted:
    """Measured journeys, by segment, process of the first step, and reason of the first contact."""
    rows = np.flatnonzero(journeys["measured"])
    table = {name: column[rows] for name, column in (journeys | _gap(journeys, touchpoints)).items()}
    classes = (("completed", JourneyClass.COMPLETED), ("dropped_out", JourneyClass.DROPPED_OUT),
               ("lost_sale", JourneyClass.LOST_SALE), ("open", JourneyClass.OPEN))
    table |= {name: table["outcome_class"] == kind for name, kind in classes}
    table["handoffs_2plus"] = table["handoffs"] >= 2
    table["hours"] = table["duration_s"] / 3600
    table["delay_h"] = table["delay_s"] / 3600
    return Counted(len(rows), table, {
        "segment": (_segments(plan), table["segment"]),
        "process": (_starting(plan, places), table["process"]),
        "reason": (asked_reasons(plan), table["reason"]),
    })


def _gap(journeys: Columns, touchpoints: Columns) -> Columns:
    """By how much the touchpoints of a journey, in the mean, satisfy more than the journey itself."""
    size = len(journeys["measured"])
    visits = np.bincount(touchpoints["journey"], minlength=size)
    satisfied = np.bincount(touchpoints["journey"], touchpoints["csat_top2"], size) / np.maximum(visits, 1)
    return {
        "with_touchpoints": visits > 0,
        "csat_gap": np.where(visits > 0, satisfied - journeys["csat_top2"], 0.0),
    }


def counted_contacts(
    plan: Plan, places: Places, contacts: Columns, within_s: float, week_hours: bool = False
) -> Counted:
    """Contacts that begin in the window.

    Parameters
    ----------
    within_s : target of the service level.
    week_hours : group them by hour of the week, too.
    """
    rows = np.flatnonzero(contacts["measured"])
    table = {name: column[rows] for name, column in contacts.items()}
    found = Counted(len(rows), _contact_columns(table, within_s), {
        "segment": (_segments(plan), table["segment"]),
        "channel": (_asked_channels(plan), table["channel"]),
        "reason": (asked_reasons(plan), table["reason"]),
        "process": (places.processes, table["process"]),
        "team": (_answering(plan), table["team"]),
        "hour": (HOURS, hour_of(table["begins"])),
    })
    if week_hours:
        found.groups["week_hour"] = WEEK_HOURS, week_hour_of(plan, table["begins"])
    return found


def _contact_columns(table: Columns, within_s: float) -> Columns:
    waits, seconds = table["waiting"], table["answer_s"]
    joined, served = waits & table["joined"], waits & table["answered"]
    gone, soon = waits & table["abandoned"], seconds <= within_s
    unanswered = gone & ~served
    over = table["first"] & ~table["unfinished"]
    reached = over & (table["answered"] | table["resolved"])
    at_once = over & table["resolved"] & ~table["repeated"]
    return {
        "own": table["own"], "proactive": ~table["own"], "offered": waits,
        "got_in": waits & ~table["turned_away"],
        "joined": joined, "joined_or_turned_away": waits & (joined | table["turned_away"]),
        "joined_less_abandoned_within": joined & ~(unanswered & soon),
        "served": served, "served_within": served & soon,
        "served_or_gone_within": (served | unanswered) & soon,
        "answer_wait_s": np.where(served, seconds, 0), "queue_wait_s": np.where(joined, seconds, 0),
        "abandoned": gone, "abandoned_within": unanswered & soon,
        "unanswered": unanswered, "abandoned_wait_s": np.where(unanswered, seconds, 0),
        "menu_hang_up": waits & table["hung_up"], "left": gone | (waits & table["hung_up"]),
        "blocked": waits & table["blocked"], "closed": waits & table["closed"],
        "called_back": table["called_back"], "not_reached": table["not_reached"],
        "left_message": table["left_message"],
        "first": over, "first_answered": reached, "resolved_first": at_once,
    }


def counted_touchpoints(plan: Plan, places: Places, touchpoints: Columns) -> Counted:
    """Touchpoints of the window, by touchpoint, segment and process."""
    rows = np.flatnonzero(touchpoints["measured"])
    table = {name: column[rows] for name, column in touchpoints.items()}
    table["promises"] = table["promises_kept"] + table["promises_missed"]
    return Counted(len(rows), table, {
        "touchpoint": (places.touchpoints, table["touchpoint"]),
        "segment": (_segments(plan), table["segment"]),
        "process": (places.processes, table["process"]),
    })


def counted_staffing(plan: Plan, staffing: Columns) -> Counted:
    """Hours of agents, by team and hour of day."""
    hours = staffing["length_s"] / 3600
    table = {f"{name}_h": staffing[name] * hours for name in ("busy", "present", "overtime", "scheduled")}
    table["paid_h"] = table["scheduled_h"] + table["overtime_h"]
    return Counted(len(hours), table, {
        "team": (_teams(plan), staffing["team"]),
        "hour": (HOURS, hour_of(staffing["begins"])),
    })


def asked_reasons(plan: Plan) -> tuple[str, ...]:
    """The reasons, those of back-office work alone as ""."""
    by_channel = zip(plan.reasons, plan.reason_channels, strict=True)
    return tuple(name if channels is not None else "" for name, channels in by_channel)


def _asked_channels(plan: Plan) -> tuple[str, ...]:
    """The channels, those that no contact comes through as ""."""
    tables = [table for table in plan.reason_channels if table is not None]
    asked = {target for table in tables for split in table.values for target in split.targets}
    return tuple(channel.name if place in asked else "" for place, channel in enumerate(plan.channels))


def _answering(plan: Plan) -> tuple[str, ...]:
    """The teams, those that do back-office work alone as ""."""
    return tuple(team.name if any(team.channels[:-1]) else "" for team in plan.teams)


def _starting(plan: Plan, places: Places) -> tuple[str, ...]:
    """The processes, those that no customer's journey starts in as ""."""
    starts = {int(places.process[demand.step]) for demand in plan.demands if not demand.proactive}
    return tuple(name if place in starts else "" for place, name in enumerate(places.processes))


def _segments(plan: Plan) -> tuple[str, ...]:
    return tuple(segment.name for segment in plan.segments)


def _teams(plan: Plan) -> tuple[str, ...]:
    return tuple(team.name for team in plan.teams)
