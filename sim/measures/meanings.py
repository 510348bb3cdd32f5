"""What measures count, in words: rows, constants and columns.

In: nothing. Out: the texts that definitions are put together from.
"""

from __future__ import annotations

TABLES = {
    "journeys": "journeys of customers that start in the measured window, followed to their end; open ones "
                "count with what they lived so far",
    "contacts": "contacts that begin in the measured window",
    "touchpoints": "contacts, and steps the customer sees, that begin in the measured window",
    "staffing": "agents' time inside the measured window",
    "spending": "money spent inside the measured window",
    "customers": "customers with a journey that starts in the measured window, with all these journeys; "
                 "where a segment does not number its customers, every journey is another one's",
}
"""Which rows each table counts."""

CONSTANTS = {
    "replications": "",
    "weeks": "weeks of the measured window",
    "journeys": "journeys that start in the measured window",
    "customers": "customers with a journey that starts in the measured window",
    "completed_journeys": "of the journeys that start in the measured window those that were completed",
}
"""Denominators that are one number in a replication; "replications" is 1, so the measure is a count."""

_MEANINGS = {
    "journeys": {
        "rows": "journeys",
        "open": "journeys without an end when the run ended",
        "completed": "journeys that reached an end other than lost_sale, given_up and dropped_out",
        "dropped_out": "journeys that ended at given_up or dropped_out",
        "lost_sale": "journeys that ended at lost_sale",
        "leaves": "journeys after which the customer, who could come again, does not",
        "may_return": "journeys that are over and whose customer may come again",
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
        "csat_gap": "mean probability of a satisfaction of 4 or 5 with each of a journey's touchpoints, less "
                    "that with the journey",
        "with_touchpoints": "journeys with a touchpoint",
        "nps": "100 x (probability of recommending 9-10 less probability of 0-6)",
        "cost": "agents' time at their wage, channel minutes, money a contact",
    },
    "customers": {
        "rows": "customers", "contacts": "their own contacts", "wait_s": "seconds waited by phone and chat",
        "journeys": "their journeys",
        "handoffs": "handoffs", "ces_hard": "hard journeys, each with its probability of a CES of 1 to 3",
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
        "closed": "those that found it closed, were passed on to a closed team, or sent away at closing",
        "called_back": "those offered a callback that took it, called by the end of the run or not",
        "not_reached": "those called back in vain, as often as is tried",
        "left_message": "those that left a message",
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
        "cost": "staff, channel minutes, money a contact, lost sales, and `costs.defection` if stated",
    },
}

COUNTED = {(table, column): words for table, part in _MEANINGS.items() for column, words in part.items()}
"""What each column that a measure sums means."""
