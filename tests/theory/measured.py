"""What is measured of a replication's contacts: each function gives a numerator and a denominator.

Written from the definitions of queueing theory, independently of the measures of the program.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.theory.observed import Contacts, Floats, Measure, Part


def chosen(contacts: Contacts, only: dict[str, int]) -> NDArray[np.bool_]:
    """Contacts of the window that have these indices, such as {"segment": 0}."""
    mask = contacts.measured
    for column, index in only.items():
        mask = mask & (getattr(contacts, column) == index)
    return mask


def rate(**only: int) -> Measure:
    """Arrivals a minute."""
    return lambda c: (float(chosen(c, only).sum()), c.length)


def service(**only: int) -> Measure:
    """Mean time with an agent."""

    def part(c: Contacts) -> Part:
        mask = chosen(c, only) & c.answered
        return float((c.ended - c.started)[mask].sum()), float(mask.sum())

    return part


def wait(**only: int) -> Measure:
    """Mean wait of all who were let in, answered or not."""

    def part(c: Contacts) -> Part:
        mask = chosen(c, only) & ~c.blocked
        return float(c.wait[mask].sum()), float(mask.sum())

    return part


def response(**only: int) -> Measure:
    """Mean time from joining to the end of service."""

    def part(c: Contacts) -> Part:
        mask = chosen(c, only) & c.answered
        return float((c.ended - c.queued)[mask].sum()), float(mask.sum())

    return part


def waits(c: Contacts) -> Part:
    """Share of contacts not answered at once."""
    mask = c.measured
    return float((mask & (c.wait > 0)).sum()), float(mask.sum())


def answered_within(minutes: float) -> Measure:
    """Share of all contacts answered within a time."""

    def part(c: Contacts) -> Part:
        good = c.measured & c.answered & (c.wait <= minutes)
        return float(good.sum()), float(c.measured.sum())

    return part


def wait_above(minutes: float) -> Measure:
    """Share of all contacts that wait longer than a time."""
    return lambda c: (float((c.measured & (c.wait > minutes)).sum()), float(c.measured.sum()))


def abandons(c: Contacts) -> Part:
    """Share of contacts that leave unanswered."""
    return float((c.measured & c.abandoned).sum()), float(c.measured.sum())


def hang_up_rate(c: Contacts) -> Part:
    """Hang-ups a minute waited: the rate of an exponential patience (Mandelbaum & Zeltyn 2007, eq. 10)."""
    return float((c.measured & c.abandoned).sum()), float(c.wait[c.measured].sum())


def wait_of_abandoned(c: Contacts) -> Part:
    """Mean wait of those who leave unanswered."""
    mask = c.measured & c.abandoned
    return float(c.wait[mask].sum()), float(mask.sum())


def blocked(c: Contacts) -> Part:
    """Share of contacts turned away."""
    return float((c.measured & c.blocked).sum()), float(c.measured.sum())


def within_window(c: Contacts, begins: Floats, ends: Floats) -> float:
    """Total time of intervals, clipped to the window."""
    return float((np.clip(ends, 0, c.length) - np.clip(begins, 0, c.length)).sum())


def occupancy(**only: int) -> Measure:
    """Busy share of the agents' time on duty, both clipped to the window."""

    def part(c: Contacts) -> Part:
        mask, duty = c.answered, c.duty
        if "team" in only:
            mask, duty = mask & (c.team == only["team"]), duty[duty[:, 0] == only["team"]]
        busy = within_window(c, c.started[mask], c.released[mask])
        return busy, within_window(c, duty[:, 1], duty[:, 2])

    return part


def queue(c: Contacts) -> Part:
    """Time-average number waiting."""
    let_in = ~c.blocked
    return within_window(c, c.queued[let_in], (c.queued + c.wait)[let_in]), c.length


def number(**only: int) -> Measure:
    """Time-average number in the system."""

    def part(c: Contacts) -> Part:
        mask = ~c.blocked
        for column, index in only.items():
            mask = mask & (getattr(c, column) == index)
        return within_window(c, c.queued[mask], c.ended[mask]), c.length

    return part


def empty(c: Contacts) -> Part:
    """Share of time with nobody in the system."""
    begins, ends = c.queued[~c.blocked], c.ended[~c.blocked]
    order = np.argsort(begins, kind="stable")
    begins, ends = begins[order], np.maximum.accumulate(ends[order])
    gone = np.concatenate([[-np.inf], ends[:-1]])
    return within_window(c, np.minimum(gone, begins), begins) + max(c.length - max(ends[-1], 0), 0), c.length
