"""How many agents were at work, from the calls they took: the record has no duty roster.

An agent counts from the first to the last call of the day, less the stretches away. A gap between two
calls is a stretch away if callers waited for more than `WAITING_S` of it (someone at the desk would have
taken one) or if it is longer than `LONGEST_S`; any other gap is time at the desk without a call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.bank.calls import DAY_S, HOUR_S, KINDS, OPEN_H, Calls, Floats, Numbers, kind_of

WAITING_S = 60
LONGEST_S = 1_800
PLAIN_GAP_S = 900
"""The plain alternative: away is a gap longer than this, whoever waits."""

Stretches = list[tuple[int, float, float]]
"""Day, begin and end, seconds since midnight of the first day."""


@dataclass(frozen=True)
class Staff:
    """Agents at work, means over the days of a kind, by hour of the day (keys: kind, then hour).

    Attributes
    ----------
    at_work : by the rule above.
    first_to_last : between the first and the last call of each agent's day, away or not.
    plain : without the gaps above `PLAIN_GAP_S` only.
    distinct : different agents who served in the hour.
    day_sd : standard deviation between days of `at_work`.
    away : share of the time between first and last call that is away.
    after_call_s : from the end of a call to the begin of the next while callers waited all along.
    """

    at_work: dict[str, dict[int, float]]
    first_to_last: dict[str, dict[int, float]]
    plain: dict[str, dict[int, float]]
    distinct: dict[str, dict[int, float]]
    day_sd: dict[str, dict[int, float]]
    away: float
    after_call_s: Floats


def measured(calls: Calls) -> Staff:
    """Count the agents at work of a record."""
    waiting_s = _waiting_seconds(calls)
    at_work, after_call = _stretches(calls, waiting_s, WAITING_S, LONGEST_S)
    whole, _ = _stretches(calls, waiting_s, DAY_S, DAY_S)
    plain, _ = _stretches(calls, waiting_s, DAY_S, PLAIN_GAP_S)
    at_desk, between = _by_day_and_hour(calls, at_work), _by_day_and_hour(calls, whole)
    return Staff(
        at_work=_means(calls, at_desk),
        first_to_last=_means(calls, between),
        plain=_means(calls, _by_day_and_hour(calls, plain)),
        distinct=_means(calls, _distinct(calls)),
        day_sd=_means(calls, at_desk, spread=True),
        away=1 - float(np.nansum(at_desk) / np.nansum(between)),
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
    for begins, ends, day in _days_of_agents(calls):
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


def _days_of_agents(calls: Calls) -> list[tuple[list[float], list[float], int]]:
    served = calls.where((calls.agent >= 0) & (calls.service_s > 0))
    days = []
    for day in np.unique(served.day):
        for agent in np.unique(served.agent[served.day == day]):
            own = served.where((served.day == day) & (served.agent == agent))
            order = np.argsort(own.served_s, kind="stable")
            days.append((list(own.served_s[order]), list((own.served_s + own.service_s)[order]), int(day)))
    return days


def _by_day_and_hour(calls: Calls, stretches: Stretches) -> Floats:
    """Mean number at work while the desks are open, shape (days, 24); nan where they are closed."""
    counts = np.zeros((int(calls.day.max()) + 1, 24))
    first, last = _open_hours(calls)
    for day, begin, end in stretches:
        starts, ends = np.maximum(begin - day * DAY_S, first[day]), np.minimum(end - day * DAY_S, last[day])
        counts[day] += np.clip(ends - starts, 0, None)
    with np.errstate(invalid="ignore"):
        return np.asarray(counts / (last - first))


def _open_hours(calls: Calls) -> tuple[Floats, Floats]:
    """Begin and end of the open part of every hour, seconds of the day, each of shape (days, 24)."""
    weekdays = (int(calls.weekday[0]) - int(calls.day[0]) + np.arange(int(calls.day.max()) + 1)) % 7
    bounds = np.array([OPEN_H[kind_of(int(weekday))] for weekday in weekdays]) * HOUR_S
    edges = np.arange(24.0) * HOUR_S
    first = np.clip(edges, bounds[:, :1], bounds[:, 1:])
    return first, np.clip(edges + HOUR_S, bounds[:, :1], bounds[:, 1:])


def _distinct(calls: Calls) -> Floats:
    counts = np.zeros((int(calls.day.max()) + 1, 24))
    served = calls.where(calls.agent >= 0)
    hours = (served.served_s - served.day * DAY_S) // HOUR_S
    for day, hour, _ in {*zip(served.day.tolist(), hours.tolist(), served.agent.tolist(), strict=True)}:
        if hour < 24:
            counts[int(day), int(hour)] += 1
    return counts


def _means(calls: Calls, counts: Floats, spread: bool = False) -> dict[str, dict[int, float]]:
    result: dict[str, dict[int, float]] = {}
    for kind in KINDS:
        days = np.unique(calls.day[calls.kind(kind)])
        if len(days) <= spread:
            continue
        rows = counts[days]
        values = rows.std(axis=0, ddof=1) if spread else rows.mean(axis=0)
        opens, closes = OPEN_H[kind]
        result[kind] = {hour: float(values[hour]) for hour in range(int(opens), int(closes))}
    return result
