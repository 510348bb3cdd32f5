"""Does the staff follow the queue? How many agents are with a caller while so many wait, and how soon an
agent whose call is over takes the next one.

In: begins and lengths of services and waits. Out: means and shares by number waiting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tools.bank.calls import DAY_S, HOUR_S, Calls, Flags, Floats, kind_of
from tools.bank.outcomes import SECOND_US
from tools.bank.staff import WAITING_S, days_of_agents

if TYPE_CHECKING:
    from sim.records.log import Record

WAITING = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 7), (8, 12))
"""Numbers waiting, from and to."""
BETWEEN_H = (8, 23)
"""Hours of the day that are compared: without the ramps of opening and closing."""

AWAY_S = (WAITING_S, 600)
"""Who is away: callers waited for so many seconds, from and to, since his last call."""

Stretches = tuple[Floats, Floats]
"""Begins and ends, seconds since midnight of the first day."""


def titles() -> list[str]:
    """Of `WAITING`, for a table."""
    return [str(low) if low == high else f"{low}-{high}" for low, high in WAITING]


def recorded(calls: Calls) -> Floats:
    """Mean agents busy on the week's days by `WAITING`, of the record."""
    served = calls.where(calls.service_s > 0)
    queued = calls.where(calls.queued)
    services = served.served_s, served.served_s + served.service_s
    waits = queued.joined_s, queued.joined_s + queued.wait_s
    weekday = int(calls.weekday[0]) - int(calls.day[0])
    return _mean([_busy(services, waits, weekday, int(calls.day.max()) + 1)])


def back(calls: Calls) -> Floats:
    """How agents come back to callers who wait, by `WAITING`, on the week's days of the record.

    Returns
    -------
    shape (2, 2, n): the share of ended calls after which the agent took no other though callers waited for
    `WAITING_S`, by how many waited when the call ended; and calls taken by those away (`AWAY_S`) an hour in
    which callers waited, by how many waited then; each with half the width of its 95 % interval (normal
    approximation of binomial and Poisson counts).
    """
    days = int(calls.day.max()) + 1
    queued = calls.where(calls.queued)
    more = WAITING[-1][1] + 1
    number = _number((queued.joined_s, queued.joined_s + queued.wait_s), days)
    waiting = np.minimum(number, more).astype(np.int64)
    compared = _compared(int(calls.weekday[0]) - int(calls.day[0]), days)
    ended, gone, away_s, taken = np.zeros((4, more + 1))
    for gap in _gaps(calls):
        if not compared[gap.start]:
            continue
        found = waiting[gap]
        waited_s = np.cumsum(found > 0)
        ended[found[0]] += 1
        gone[found[0]] += waited_s[-1] > WAITING_S
        away = (found > 0) & (waited_s > AWAY_S[0]) & (waited_s <= AWAY_S[1])
        away_s += np.bincount(found[away], minlength=len(away_s))
        taken[found[-1]] += away[-1]
    ended, gone, away_h, taken = (_by_waiting(one) for one in (ended, gone, away_s / HOUR_S, taken))
    with np.errstate(invalid="ignore"):   # nan where never so many waited
        share, rate = gone / ended, taken / away_h
        halves = 1.96 * np.sqrt(share * (1 - share) / ended), 1.96 * np.sqrt(taken) / away_h
    return np.array([[share, halves[0]], [rate, halves[1]]])


def _gaps(calls: Calls) -> Iterator[slice]:
    """The seconds between two calls of an agent's day."""
    for begins, ends, _ in days_of_agents(calls):
        last = ends[0]
        for begin, end in zip(begins[1:], ends[1:], strict=True):
            if begin > last:
                yield slice(int(last), int(begin))
            last = max(last, end)


def _by_waiting(of_number: Floats) -> Floats:
    return np.array([of_number[low : high + 1].sum() for low, high in WAITING[1:]])


def simulated(records: list[Record], weekday: int, days: int) -> Floats:
    """The same of replications; `weekday` is that of the first day, Monday 0."""
    from sim.records.columns import Kind

    found = []
    for record in records:
        legs = record.legs
        human = legs["kind"] == Kind.HUMAN
        waited = human | (legs["kind"] == Kind.QUEUE)
        until = np.where(human, legs["started"], legs["ended"])
        services = _seconds(legs["started"][human]), _seconds(legs["ended"][human])
        waits = _seconds(legs["queued"][waited]), _seconds(until[waited])
        found.append(_busy(services, waits, weekday, days))
    return _mean(found)


def _mean(parts: list[Floats]) -> Floats:
    """Agents over seconds, all parts together; nan where never so many waited."""
    agents, seconds = np.sum(parts, axis=0)
    means = np.full(len(agents), np.nan)
    np.divide(agents, seconds, out=means, where=seconds > 0)
    return means


def of_days(calls: Calls, hours_by_day: Floats) -> float:
    """Correlation between calls and agent hours over the week's days of a record."""
    days = np.unique(calls.day[calls.kind("week")])
    return float(np.corrcoef(np.bincount(calls.day)[days], hours_by_day[days])[0, 1])


def _seconds(times_us: Floats) -> Floats:
    return np.asarray(times_us / SECOND_US)


def _busy(services: Stretches, waits: Stretches, weekday: int, days: int) -> Floats:
    """Agent seconds and seconds by `WAITING`, shape (2, n)."""
    chosen = _compared(weekday, days)
    busy, waiting = _number(services, days)[chosen], _number(waits, days)[chosen]
    parts = [busy[(waiting >= low) & (waiting <= high)] for low, high in WAITING]
    return np.array([[part.sum() for part in parts], [len(part) for part in parts]], float)


def _compared(weekday: int, days: int) -> Flags:
    """Which seconds lie between the hours on a day of the week (Sunday to Thursday)."""
    of_day = np.arange(DAY_S) // HOUR_S
    between = (of_day >= BETWEEN_H[0]) & (of_day < BETWEEN_H[1])
    return np.concatenate([between & (kind_of((weekday + day) % 7) == "week") for day in range(days)])


def _number(stretches: Stretches, days: int) -> Floats:
    """How many stretches run in each second."""
    change = np.zeros(days * DAY_S + 1)
    for times, step in zip(stretches, (1, -1), strict=True):
        np.add.at(change, np.minimum(times, days * DAY_S).astype(np.int64), step)
    return np.cumsum(change)[:-1]
