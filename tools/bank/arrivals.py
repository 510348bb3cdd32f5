"""When customers call for the first time: rates by group, kind of day and hour, without the hours of faults.

First calls are the recorded calls less those expected to be a call again after a failed one, which the
scenario brings about itself.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tools.bank.calls import KINDS, OPEN_H, Calls, Flags, Floats

GROUPS = ("prospective", "ordinary", "priority")
OUTLIER = 3.0
"""An hour with more than so many times the calls of that hour on the median day of the week is a fault."""

Cells = Set[tuple[int, int]]
"""Pairs of day (from the first of the record) and hour."""

Rates = dict[str, dict[str, dict[int, float]]]
"""Group, kind of day, hour: calls an hour."""


def fault_hours(calls: Calls) -> Cells:
    """Hours of the week's days that a fault at the bank filled with calls, by `OUTLIER`."""
    week = calls.where(calls.kind("week") & calls.is_open())
    counts = counts_by_day(week)[np.unique(week.day)]
    typical = np.median(counts, axis=0)
    places = np.argwhere(counts > OUTLIER * np.maximum(typical, 1))
    days = np.unique(week.day)
    return {(int(days[place]), int(hour)) for place, hour in places}


def outside(calls: Calls, cells: Cells) -> Flags:
    """Which calls did not come in any of the cells."""
    return np.array([(int(d), int(h)) not in cells for d, h in zip(calls.day, calls.hour, strict=True)], bool)


def counts_by_day(calls: Calls, weights: Floats | None = None) -> Floats:
    """Calls (or the sum of their weights) by day and hour, shape (days, 24)."""
    counts = np.zeros((int(calls.day.max()) + 1, 24))
    np.add.at(counts, (calls.day, calls.hour), 1.0 if weights is None else weights)
    return counts


def priority_share(calls: Calls) -> dict[str, float]:
    """By type: the share of priority 2, among those who queued (the others' priority is not recorded)."""
    shares = {}
    for name in np.unique(calls.type):
        queued = calls.queued & (calls.type == name)
        shares[str(name)] = float((calls.priority[queued] == 2).mean()) if queued.any() else 0.0
    return shares | {"NW": 0.0}


def belonging(calls: Calls, shares: dict[str, float]) -> dict[str, Floats]:
    """How much of each call belongs to each group: prospective by its type, priority by its type's share."""
    prospective = (calls.type == "NW").astype(float)
    priority = np.array([shares[str(name)] for name in calls.type])
    return {"prospective": prospective, "priority": priority, "ordinary": 1 - prospective - priority}


def first_calls(calls: Calls, cells: Cells, calls_again: Floats) -> Rates:
    """Rates of first calls, means over the days of a kind.

    Parameters
    ----------
    calls : all calls.
    cells : hours of faults, left out.
    calls_again : by call, the calls again that it is expected to cause (in the same hour).
    """
    chosen = calls.is_open() & outside(calls, cells)
    kept, caused = calls.where(chosen), calls_again[chosen]
    groups = belonging(kept, priority_share(kept))
    return {group: _by_kind(kept, cells, groups[group] * (1 - caused)) for group in GROUPS}


def _by_kind(calls: Calls, cells: Cells, weights: Floats) -> dict[str, dict[int, float]]:
    rates: dict[str, dict[int, float]] = {}
    for kind in KINDS:
        of_kind = calls.kind(kind)
        if not of_kind.any():
            continue
        counts = counts_by_day(calls.where(of_kind), weights[of_kind])
        opens, closes = OPEN_H[kind]
        days = np.unique(calls.day[of_kind])
        rates[kind] = {}
        for hour in range(int(opens), int(closes)):
            counted = [day for day in days if (int(day), hour) not in cells]
            length_h = min(hour + 1 - opens, 1.0)
            rates[kind][hour] = float(max(counts[counted, hour].mean(), 0) / length_h)
    return rates


def day_to_day(calls: Calls, cells: Cells) -> float:
    """Standard deviation of a day's demand relative to its mean, over the week, beyond Poisson noise."""
    chosen = calls.where(calls.is_open() & calls.kind("week") & outside(calls, cells))
    counts = counts_by_day(chosen)
    days = np.unique(chosen.day)
    known = np.array([[(int(day), hour) not in cells for hour in range(24)] for day in days])
    means = (counts[days] * known).sum(axis=0) / known.sum(axis=0)
    expected = (known * means).sum(axis=1)
    ratios = counts[days].sum(axis=1) / expected
    return float(np.sqrt(max(ratios.var(ddof=1) - (1 / expected).mean(), 0)))

