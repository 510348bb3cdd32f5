"""How many agents were at work, from the calls they took: the record has no duty roster.

An agent counts from the first to the last call of the day, less the stretches away. A gap between two
calls is a stretch away if callers waited for more than `WAITING_S` of it (someone at the desk would have
taken one) or if it is longer than `LONGEST_S`; any other gap is time at the desk without a call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.bank.calls import DAY_S, HOUR_S, KINDS, OPEN_H, Calls, Floats, Numbers

WAITING_S = 60
LONGEST_S = 1_800
BIN_S = 1_800
PLAIN_GAP_S = 900
"""The plain alternative: away is a gap longer than this, whoever waits."""

Stretches = list[tuple[int, float, float]]
"""Day, begin and end, seconds since midnight of the first day."""

ByKind = dict[str, Floats]
"""Kind of day to a number for each half hour from the opening."""


@dataclass(frozen=True)
class Staff:
    """Agents at work while the desks are open, means over the days of a kind.

    Attributes
    ----------
    at_work : by the rule above.
    first_to_last : between the first and the last call of each agent's day, away or not.
    plain : without the gaps above `PLAIN_GAP_S` only.
    day_sd : standard deviation between days of `at_work`.
    away : share of the time between first and last call that is away.
    hours_by_day : agent hours at work by day.
    after_call_s : from the end of a call to the begin of the next while callers waited all along.
    """

    at_work: ByKind
    first_to_last: ByKind
    plain: ByKind
    day_sd: ByKind
    away: float
    hours_by_day: Floats
    after_call_s: Floats


def measured(calls: Calls) -> Staff:
    """Count the agents at work of a record."""
    waiting_s = _waiting_seconds(calls)
    at_work, after_call = _stretches(calls, waiting_s, WAITING_S, LONGEST_S)
    whole, _ = _stretches(calls, waiting_s, DAY_S, DAY_S)
    plain, _ = _stretches(calls, waiting_s, DAY_S, PLAIN_GAP_S)
    at_desk, between = _by_half_hour(calls, at_work), _by_half_hour(calls, whole)
    return Staff(
        at_work=_while_open(calls, at_desk),
        first_to_last=_while_open(calls, between),
        plain=_while_open(calls, _by_half_hour(calls, plain)),
        day_sd=_while_open(calls, at_desk, spread=True),
        away=1 - _hours_open(calls, at_desk) / _hours_open(calls, between),
        hours_by_day=at_desk.sum(axis=1) * BIN_S / HOUR_S,
        after_call_s=after_call,
    )


def _waiting_seconds(calls: Calls) -> Numbers:
    """Seconds so far at which someone waited, by second of the record."""
    change = np.zeros((int(calls.day.max()) + 2) * DAY_S + 1, np.int64)
    queued = calls.where(calls.queued)
    np.add.at(change, queued.joined_s.astype(np.int64), 1)
    np.add.at(change, (queued.joined_s + queued.wait_s).astype(np.int64), -1)
    return np.concatenate(([0], np.cumsum(np.cumsum(change) > 0)))


def _stretches(
    calls: Calls, waiting_s: Numbers, most_waiting_s: float, longest_s: float
) -> tuple[Stretches, Floats]:
    """The stretches at work, and the times after a call for which callers waited all along."""
    stretches: Stretches = []
    after_call = []
    for begins, ends, day in days_of_agents(calls):
        start, last = begins[0], ends[0]
        for begin, end in zip(begins[1:], ends[1:], strict=True):
            waited = waiting_s[int(begin)] - waiting_s[int(last)] if begin > last else 0
            if begin - last > longest_s or waited > most_waiting_s:
                stretches.append((day, start, last))
                start = begin
            elif begin > last and waited == begin - last:
                after_call.append(begin - last)
            last = max(last, end)
        stretches.append((day, start, last))
    return stretches, np.array(after_call, float)


def days_of_agents(calls: Calls) -> list[tuple[list[float], list[float], int]]:
    """Begins and ends of the calls of each agent's day, in order, and the day."""
    served = calls.where((calls.agent >= 0) & (calls.service_s > 0))
    days = []
    for day in np.unique(served.day):
        for agent in np.unique(served.agent[served.day == day]):
            own = served.where((served.day == day) & (served.agent == agent))
            order = np.argsort(own.served_s, kind="stable")
            days.append((list(own.served_s[order]), list((own.served_s + own.service_s)[order]), int(day)))
    return days


def by_interval(calls: Calls, every_s: int) -> Floats:
    """Mean number at work by the rule above, by day and interval of the clock."""
    stretches, _ = _stretches(calls, _waiting_seconds(calls), WAITING_S, LONGEST_S)
    return _by_half_hour(calls, stretches, every_s)


def _by_half_hour(calls: Calls, stretches: Stretches, every_s: int = BIN_S) -> Floats:
    """Mean number at work, shape (days, intervals); what lies past midnight is left out."""
    counts = np.zeros((int(calls.day.max()) + 1, DAY_S // every_s))
    edges = np.arange(0, DAY_S, every_s)
    for day, begin, end in stretches:
        starts, ends = np.maximum(begin - day * DAY_S, edges), np.minimum(end - day * DAY_S, edges + every_s)
        counts[day] += np.clip(ends - starts, 0, None) / every_s
    return counts


def _while_open(calls: Calls, counts: Floats, spread: bool = False) -> ByKind:
    """Means (or standard deviations) over the days of a kind."""
    result: ByKind = {}
    for kind in KINDS:
        rows = counts[np.unique(calls.day[calls.kind(kind)])]
        if len(rows) > spread:
            values = rows.std(axis=0, ddof=1) if spread else rows.mean(axis=0)
            opens, closes = (round(hour * HOUR_S / BIN_S) for hour in OPEN_H[kind])
            result[kind] = values[opens:closes]
    return result


def _hours_open(calls: Calls, counts: Floats) -> float:
    """Agent hours while the desks are open, all days together."""
    means = _while_open(calls, counts)
    days = {kind: len(np.unique(calls.day[calls.kind(kind)])) for kind in means}
    return sum(float(means[kind].sum()) * days[kind] * BIN_S / HOUR_S for kind in means)
