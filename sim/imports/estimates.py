"""What a history of intervals says about a scenario: calls by hour, work, staff, hours and patience.

In: a `History`. Out: figures of each queue; a note of everything that the history does not say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sim.imports.intervals import History, Interval, clock

BUSY = 0.8
"""Share of their time that agents are assumed to be busy where the staff is not recorded."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a day of the week without a break: from, until (seconds), heads by interval."""

    starts_s: int
    ends_s: int
    heads: tuple[int, ...]

    @property
    def hours(self) -> str:
        """As the language writes it."""
        return f"{clock(self.starts_s)}-{clock(self.ends_s)}"


@dataclass(frozen=True, slots=True)
class Queue:
    """What one queue is like.

    Attributes
    ----------
    team, channel : as the file calls them.
    handle_s : mean handle time, seconds.
    patience_s : mean patience, seconds; None where nobody hung up, or no wait is recorded.
    abandoned : how many hung up.
    rates : day of the week (0 Monday) to hour to contacts an open hour.
    blocks : day of the week to its opening.
    """

    team: str
    channel: str
    handle_s: float
    patience_s: float | None
    abandoned: int
    rates: dict[int, dict[int, float]]
    blocks: dict[int, tuple[Block, ...]]

    @property
    def partly_open(self) -> set[int]:
        """Hours of the day with contacts that are not open from begin to end."""
        return {
            hour
            for weekday, rates in self.rates.items() for hour in rates
            if _open_s([(one.starts_s, one.ends_s) for one in self.blocks[weekday]], hour) < 3600
        }  # fmt: skip


def queues_of(history: History) -> list[Queue]:
    """The figures of every queue, in the order of the file."""
    parts: dict[tuple[str, str], list[Interval]] = {}
    for one in history.intervals:
        parts.setdefault((one.team, one.channel), []).append(one)
    usual = mean_handle_s(history.intervals)
    return [_queue(history, rows, usual or 0.0) for rows in parts.values() if any(r.offered for r in rows)]


def mean_handle_s(rows: Iterable[Interval]) -> float | None:
    """The mean handle time of the answered, seconds; None where there is none."""
    return _mean((row.handle_s, row.answered) for row in rows)


def mean_patience_s(rows: Sequence[Interval]) -> float | None:
    """Mean patience by P(abandon) = E[W] / mean patience, exact for exponential patience.

    Mandelbaum and Zeltyn (2007), "Service engineering in action: the Palm/Erlang-A queue", equation 11. The
    mean wait of all is taken as that of the answered.
    """
    wait = _mean((row.wait_s, row.answered) for row in rows)
    known = [row for row in rows if row.wait_s is not None or not row.answered]
    abandoned = sum(row.abandoned for row in known)
    return wait * sum(row.offered for row in known) / abandoned if wait and abandoned else None


def whole_heads(means: Sequence[float], least: Sequence[int]) -> tuple[int, ...]:
    """Heads by interval, at least so many, rounded so that running sums stay as near as they can."""
    heads: list[int] = []
    for place, floor in enumerate(least):
        due = math.floor(sum(means[: place + 1]) + 0.5) - sum(heads)
        heads.append(max(due, floor))
    return tuple(heads)


def days_without_a_row(history: History) -> str:
    """Days inside the period without a row, of weekdays that have some; "" where there are none."""
    days = history.days
    weekdays = {day.weekday() for day in days}
    between = (range(first.toordinal() + 1, second.toordinal()) for first, second in pairwise(days))
    every = (date.fromordinal(number) for numbers in between for number in numbers)
    missing = [day for day in every if day.weekday() in weekdays]
    return ", ".join(map(str, missing[:5])) + (" and more" if len(missing) > 5 else "")


def _queue(history: History, rows: list[Interval], usual: float) -> Queue:
    rates, blocks, handle_s = {}, {}, mean_handle_s(rows) or usual
    for weekday in range(7):
        of_day = [row for row in rows if row.day.weekday() == weekday]
        found = _blocks(history, of_day)
        if found:
            blocks[weekday] = tuple(_block(history, of_day, span, handle_s) for span in found)
            rates[weekday] = _rates(history, of_day, found)
    abandoned = sum(row.abandoned for row in rows)
    return Queue(rows[0].team, rows[0].channel, handle_s, mean_patience_s(rows), abandoned, rates, blocks)


def _blocks(history: History, rows: Sequence[Interval]) -> list[tuple[int, int]]:
    """Stretches from the first to the last interval with a contact or an agent; breaks are seen by both."""
    active = sorted({row.start_s for row in rows if row.offered or row.staffed})
    if not active:
        return []
    length = history.length_s
    if "staffed" not in history.has:
        return [(active[0], active[-1] + length)]
    begins = [start for start in active if start - length not in active]
    ends = [start + length for start in active if start + length not in active]
    return list(zip(begins, ends, strict=True))


def _block(history: History, rows: Sequence[Interval], span: tuple[int, int], handle_s: float) -> Block:
    starts = range(span[0], span[1], history.length_s)
    days = len({row.day for row in rows})
    means, least = [], []
    for start in starts:
        here = [row for row in rows if row.start_s == start]
        staffed = [row.staffed for row in here if row.staffed is not None]
        load = sum(row.answered for row in here) * handle_s / history.length_s / days
        means.append(sum(staffed) / len(staffed) if staffed else load / BUSY)
        least.append(int(any(row.answered for row in here)))
    heads = whole_heads(means, least) if "staffed" in history.has else tuple(math.ceil(m) for m in means)
    return Block(*span, tuple(max(one, floor) for one, floor in zip(heads, least, strict=True)))


def _rates(history: History, rows: Sequence[Interval], spans: list[tuple[int, int]]) -> dict[int, float]:
    """Contacts an open hour, by hour of the day: the mean over the days with a row."""
    days = len({row.day for row in rows})
    found: dict[int, float] = {}
    for hour in range(24):
        open_s = _open_s(spans, hour)
        offered = sum(row.offered for row in rows if row.start_s // 3600 == hour)
        if open_s and offered:
            found[hour] = offered / days * 3600 / open_s
    return found


def _open_s(spans: Iterable[tuple[int, int]], hour: int) -> int:
    """How much of an hour of the day is open, seconds."""
    begin, end = 3600 * hour, 3600 * (hour + 1)
    return sum(max(0, min(end, until) - max(begin, since)) for since, until in spans)


def _mean(values: Iterable[tuple[float | None, int]]) -> float | None:
    """A weighted mean of what is known."""
    known = [(value, weight) for value, weight in values if value is not None and weight]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None
