"""The rows that measures count, and what is summed over them.

In: the tables of a replication. Out: for each table its rows in the measured window, with the columns
that the definitions name and an index into the names of each dimension that it can be grouped by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.contacts import contact_rows
from sim.measures.costs import channel_cost, fee
from sim.measures.places import HOURS, Places, hour_of
from sim.plan.model import Plan
from sim.records.columns import JourneyClass
from sim.records.log import Columns, Record

TABLES = {
    "journeys": "journeys that start in the measured window, followed to their end; open ones count with "
                "what they lived so far; those that the company began do not count",
    "contacts": "contacts that begin in the measured window",
    "touchpoints": "contacts, and steps the customer sees, that begin in the measured window",
    "staffing": "agents' time inside the measured window",
    "spending": "money spent inside the measured window",
}
"""Which rows each table counts."""

CONSTANTS = {
    "replications": "1 (a number in each replication)",
    "weeks": "weeks of the measured window",
    "journeys": "journeys that start in the measured window",
}
"""Denominators that are one number in a replication."""

_MEANINGS = {
    "journeys": {
        "rows": "journeys",
        "open": "journeys without an end when the run ended",
        "completed": "journeys that reached an end other than lost_sale, given_up and dropped_out",
        "dropped_out": "journeys that ended at given_up or dropped_out",
        "lost_sale": "journeys that ended at lost_sale",
        "contacts": "the customer's own contacts, turned away ones included",
        "wait_s": "seconds waited by phone and chat, over all contacts of a journey",
        "delay_h": "hours of other delay: mail, back-office work, from a contact to the next of its matter",
        "handoffs": "handoffs", "handoffs_2plus": "journeys with two or more handoffs",
        "transfers": "handoffs inside a contact",
        "re_explanations": "handoffs at which the customer told it again",
        "repeats": "contacts beyond the first of each matter",
        "channel_switches": "contacts on another channel than the matter's contact before",
        "hours": "hours from the start of a journey to its end, or until the run ended",
        "ces": "expected CES 2.0", "ces_hard": "probability of a CES of 1 to 3",
        "csat_top2": "probability of a satisfaction of 4 or 5",
        "nps": "100 x (probability of recommending 9-10 less probability of 0-6)",
        "cost": "agents' time at their wage, channel minutes, money a contact",
    },
    "contacts": {
        "own": "the customers' own contacts", "proactive": "contacts begun by the company",
        "offered": "own contacts on channels where one waits",
        "got_in": "own contacts on channels where one waits, less those turned away",
        "joined": "those that joined a queue",
        "joined_or_turned_away": "those that joined a queue or were turned away",
        "joined_less_abandoned_within": "those that joined a queue, less those who hung up within the target",
        "served": "those that an agent answered",
        "served_within": "those answered within the target, by the wait to the first answer",
        "served_or_gone_within": "those answered, or hung up, within the target",
        "answer_wait_s": "seconds waited to the first answer, by those answered",
        "queue_wait_s": "seconds waited to the first answer or until gone",
        "abandoned_wait_s": "seconds waited by those who hung up in a queue without an answer",
        "abandoned": "those who hung up in a queue, or left at once as nobody was free",
        "unanswered": "those who hung up in a queue, or left at once, without an answer before",
        "abandoned_within": "those who hung up in a queue within the target, without an answer",
        "menu_hang_up": "those who hung up in the menu",
        "left": "those who hung up in a queue or the menu, or left at once",
        "blocked": "those that found all lines or the queue full",
        "closed": "those that found it closed or were sent away at closing",
        "first": "first contacts of matters, on any channel, that are over",
        "first_answered": "first contacts of matters that an agent answered or the menu resolved",
        "resolved_first": "first contacts that resolved their matter",
    },
    "touchpoints": {
        "rows": "touchpoints", "promises": "promises that came due",
        "promises_missed": "promises broken",
        "csat_top2": "probability of a satisfaction of 4 or 5 with the touchpoint alone",
    },
    "staffing": {
        "busy_h": "busy hours", "present_h": "busy and idle hours",
        "overtime_h": "hours busy beyond the end of a shift",
        "paid_h": "hours on shift, absent and away included, and overtime",
    },
    "spending": {
        "budget": "staff (paid hours, overtime at its factor) and channel minutes",
        "cost": "staff, channel minutes, money a contact, and lost sales",
    },
}

COUNTED = {(table, column): words for table, part in _MEANINGS.items() for column, words in part.items()}
"""What each column that a measure sums means."""

Codes = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of one table that count.

    Attributes
    ----------
    size : number of rows.
    columns : what is summed, each of shape (size,).
    groups : dimension to (names, index of each row into them; -1 none).
    """

    size: int
    columns: Columns
    groups: dict[str, tuple[tuple[str, ...], Codes]]


def counted_journeys(plan: Plan, places: Places, journeys: Columns) -> Counted:
    """Measured journeys, by segment, process of the first step, and reason of the first contact."""
    rows = np.flatnonzero(journeys["measured"])
    table = {name: column[rows] for name, column in journeys.items()}
    classes = (("completed", JourneyClass.COMPLETED), ("dropped_out", JourneyClass.DROPPED_OUT),
               ("lost_sale", JourneyClass.LOST_SALE), ("open", JourneyClass.OPEN))
    table |= {name: table["outcome_class"] == kind for name, kind in classes}
    table["handoffs_2plus"] = table["handoffs"] >= 2
    table["hours"] = table["duration_s"] / 3600
    table["delay_h"] = table["delay_s"] / 3600
    return Counted(len(rows), table, {
        "segment": (_segments(plan), table["segment"]),
        "process": (places.processes, table["process"]),
        "reason": (plan.reasons, table["reason"]),
    })


def counted_contacts(plan: Plan, places: Places, contacts: Columns, within_s: float) -> Counted:
    """Contacts that begin in the window; `within_s` is the target of the service level."""
    rows = np.flatnonzero(contacts["measured"])
    table = {name: column[rows] for name, column in contacts.items()}
    return Counted(len(rows), _contact_columns(table, within_s), {
        "segment": (_segments(plan), table["segment"]),
        "channel": (tuple(channel.name for channel in plan.channels[:-1]), table["channel"]),
        "reason": (plan.reasons, table["reason"]),
        "process": (places.processes, table["process"]),
        "team": (_teams(plan), table["team"]),
        "hour": (HOURS, hour_of(table["begins"])),
    })


def _contact_columns(table: Columns, within_s: float) -> Columns:
    waits, seconds = table["waiting"], table["answer_s"]
    joined, served = waits & table["joined"], waits & table["answered"]
    gone, soon = waits & table["abandoned"], seconds <= within_s
    unanswered = gone & ~served
    over = table["first"] & ~table["unfinished"]
    reached = over & (table["answered"] | table["resolved"])
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
        "first": over, "first_answered": reached, "resolved_first": over & table["resolved"],
    }


def counted_touchpoints(plan: Plan, places: Places, touchpoints: Columns) -> Counted:
    """Touchpoints of the window, by touchpoint, segment and process."""
    promises = touchpoints["promises_kept"] + touchpoints["promises_missed"]
    return Counted(len(promises), touchpoints | {"promises": promises}, {
        "touchpoint": (places.touchpoints, touchpoints["touchpoint"]),
        "segment": (_segments(plan), touchpoints["segment"]),
        "process": (places.processes, touchpoints["process"]),
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


def counted_spending(plan: Plan, record: Record, tables: dict[str, Columns]) -> Counted:
    """Money of the window: one row a team, a channel (minutes, then money a contact), and lost sales."""
    rows, window = contact_rows(record), plan.window
    channels = tuple(channel.name for channel in plan.channels)
    wages = staff_cost(plan, tables["staffing"])
    minutes = channel_cost(plan, rows, window.begins, window.ends)
    contacts = tables["contacts"]
    fees = np.where(contacts["measured"], fee(plan, contacts), 0.0)
    journeys = tables["journeys"]
    lost = journeys["measured"] & (journeys["outcome_class"] == JourneyClass.LOST_SALE)
    by_channel = [np.bincount(codes, money, len(channels)) for codes, money in
                  ((rows["channel"], minutes), (contacts["channel"], fees))]
    cost = np.concatenate([wages, *by_channel, [lost.sum() * plan.lost_sale]])
    budget = np.concatenate([wages, by_channel[0], np.zeros(len(channels) + 1)])
    none = np.full(len(channels), -1)
    index = np.arange(len(channels))
    team = np.concatenate([np.arange(len(wages)), none, none, [-1]]).astype(np.int16)
    channel = np.concatenate([np.full(len(wages), -1), index, index, [-1]]).astype(np.int16)
    return Counted(len(cost), {"cost": cost, "budget": budget}, {
        "team": (_teams(plan), team), "channel": (channels, channel),
    })


def staff_cost(plan: Plan, staffing: Columns) -> NDArray[np.float64]:
    """What each team is paid in the window: shifts, and overtime at its factor. Shape (teams,)."""
    wage = np.array([team.cost_per_h for team in plan.teams])
    factor = np.array([team.overtime_factor for team in plan.teams])
    hours = staffing["length_s"] / 3600
    paid = staffing["scheduled"] + staffing["overtime"] * factor[staffing["team"]]
    spent: NDArray[np.float64] = np.bincount(staffing["team"], paid * hours, len(wage)) * wage
    return spent


def _segments(plan: Plan) -> tuple[str, ...]:
    return tuple(segment.name for segment in plan.segments)


def _teams(plan: Plan) -> tuple[str, ...]:
    return tuple(team.name for team in plan.teams)
