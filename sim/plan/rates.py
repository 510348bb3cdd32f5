"""Courses of a rate over the run: totals spread over open hours, intensities, weekly profiles.

In: rates as written, and the hours that count. Out: a `Course`, constant between its edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.calendar import DAY, HOUR, WEEK, Calendar, Intervals, clipped, open_time, stretches
from sim.units import RateValue

HOURS_A_WEEK = 168
Hourly = NDArray[np.float64]
"""A value for each hour of the week from Monday's midnight, shape (168,)."""

Piece = tuple[int, int, float]
"""From and until (microseconds), and the rate between them (journeys a microsecond)."""


@dataclass(frozen=True)
class Course:
    """A rate over time.

    Attributes
    ----------
    edges : (n + 1,) microseconds, ascending from 0.
    rates : (n,) journeys a microsecond between `edges[i]` and `edges[i + 1]`.
    """

    edges: NDArray[np.int64]
    rates: NDArray[np.float64]


def course(pieces: list[Piece], end: int) -> Course:
    """The course between 0 and `end` of ascending pieces; 0 between them, equal neighbours joined."""
    edges, rates = [0], [0.0]
    for begin, until, rate in pieces:
        begin, until = max(begin, 0), min(until, end)
        if begin < until:
            for edge, height in ((begin, rate), (until, 0.0)):
                if edge == edges[-1]:
                    rates[-1] = height
                else:
                    edges.append(edge)
                    rates.append(height)
    starts, heights = np.array(edges, np.int64), np.array(rates)
    keep = starts < end
    keep[1:] &= heights[1:] != heights[:-1]
    return Course(np.append(starts[keep], np.int64(end)), heights[keep])


def counted(intervals: Sequence[tuple[int, int, int]]) -> tuple[Course, NDArray[np.int64]]:
    """The mean rates of ascending intervals with so many arrivals each, and the numbers between the edges;
    no two intervals are joined."""
    edges, counts = [0], [0]
    for begin, until, count in intervals:
        if begin > edges[-1]:
            edges.append(begin)
            counts.append(0)
        counts[-1] = count
        edges.append(until)
        counts.append(0)
    numbers = np.array(counts[:-1], np.int64)
    return Course(np.array(edges, np.int64), numbers / np.diff(edges)), numbers


def is_total(rate: RateValue) -> bool:
    """Whether a rate is the total of a calendar period (a week, a day) and not an intensity."""
    return rate.per_us in (DAY, WEEK)


def spread(calendar: Calendar, rate: RateValue, hours: Intervals) -> list[Piece]:
    """The total of each calendar week or day, spread evenly over its open hours.

    A period without open hours has no arrivals; weeks begin on Monday.
    """
    begins = range(calendar.first, calendar.last, rate.per_us)
    return [one for begin in begins for one in spread_over(hours, begin, begin + rate.per_us, rate.count)]


def spread_over(hours: Intervals, begin: int, until: int, count: float) -> list[Piece]:
    """A total spread evenly over the hours between two moments; nothing where there are none."""
    inside = clipped(hours, begin, until)
    total = open_time(inside, begin, until)
    return [(start, end, count / total) for start, end in stretches(inside)]


def steady(rate: RateValue, hours: Intervals) -> list[Piece]:
    """The same intensity in all open hours."""
    return [(begin, end, rate.per_microsecond) for begin, end in stretches(hours)]


def by_hour_of_week(calendar: Calendar, rates: Hourly) -> list[Piece]:
    """A course that repeats each week, hour by hour (journeys a microsecond)."""
    begins = range(calendar.first, calendar.last, HOUR)
    return [(begin, begin + HOUR, float(rates[place % HOURS_A_WEEK])) for place, begin in enumerate(begins)]


def within(pieces: list[Piece], hours: Intervals) -> list[Piece]:
    """The parts of the pieces that lie within the hours."""
    return [
        (start, end, rate)
        for begin, until, rate in pieces
        for start, end in stretches(clipped(hours, begin, until))
    ]
