"""The calendar of a scenario: weekly hours and closed days become intervals of simulated time.

In: the hours of a week, closed days, the first day and the horizon. Out: `Intervals`, and the
questions asked of them: open at, next opening, open time within a window, when a promise falls due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.scenario.hours import WeekHours
from sim.units import MICROSECONDS

HOUR = MICROSECONDS["h"]
DAY = MICROSECONDS["d"]
WEEK = MICROSECONDS["w"]

Intervals = NDArray[np.int64]
"""Half-open intervals, shape (n, 2), microseconds, ascending, neither overlapping nor adjoining."""

Stretch = tuple[int, int]
"""From and until, microseconds; half-open."""


def merged(stretches: Iterable[Stretch]) -> Intervals:
    """Stretches in any order as intervals: empty ones dropped, those that overlap or touch joined."""
    joined: list[list[int]] = []
    for begin, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return np.array(joined, np.int64).reshape(-1, 2)


def stretches(intervals: Intervals) -> list[Stretch]:
    """The intervals as pairs of Python integers."""
    return [(int(begin), int(end)) for begin, end in intervals]


def union(*parts: Intervals) -> Intervals:
    """When at least one of the parts is open."""
    return merged(stretch for part in parts for stretch in stretches(part))


def intersection(first: Intervals, second: Intervals) -> Intervals:
    """When both are open."""
    left, right = stretches(first), stretches(second)
    both: list[Stretch] = []
    i = j = 0
    while i < len(left) and j < len(right):
        both.append((max(left[i][0], right[j][0]), min(left[i][1], right[j][1])))
        if left[i][1] <= right[j][1]:
            i += 1
        else:
            j += 1
    return merged(both)


def clipped(intervals: Intervals, begin: int, end: int) -> Intervals:
    """The part of the intervals that lies in [begin, end)."""
    first = np.searchsorted(intervals[:, 1], begin, side="right")
    last = np.searchsorted(intervals[:, 0], end, side="left")
    return merged(stretches(np.clip(intervals[first:last], begin, end)))


def open_time(intervals: Intervals, begin: int, end: int) -> int:
    """How long it is open in [begin, end), microseconds."""
    inside = np.clip(intervals, begin, end)
    return int((inside[:, 1] - inside[:, 0]).sum())


def due(intervals: Intervals | None, time: int, within: int) -> int:
    """When a promise made at `time` falls due.

    Parameters
    ----------
    intervals : the business hours in which the promise's time counts; None for calendar time.
    time, within : microseconds.

    Returns
    -------
    The first moment at which `within` of the counted time has passed; -1 if the hours end before.
    """
    if intervals is None:
        return time + within
    for begin, end in stretches(intervals[np.searchsorted(intervals[:, 1], time, side="right"):]):
        begin = max(begin, time)
        if within <= end - begin:
            return begin + within
        within -= end - begin
    return -1


def weekly(week: WeekHours) -> list[Stretch]:
    """The openings of a week in microseconds since Monday's midnight, in order of their beginning.

    Hours that run past midnight are one opening (its end may lie beyond the week); a whole day, from
    00:00 to 24:00, is always an opening of its own.
    """
    openings: list[Stretch] = []
    for begin, end in ((day * DAY + b, day * DAY + e) for day, hours in enumerate(week) for b, e in hours):
        if openings and _runs_on(openings[-1], (begin, end)):
            openings[-1] = (openings[-1][0], end)
        else:
            openings.append((begin, end))
    if len(openings) > 1 and _runs_on(openings[-1], (openings[0][0] + WEEK, openings[0][1] + WEEK)):
        openings[-1] = (openings[-1][0], openings.pop(0)[1] + WEEK)
    return openings


def _runs_on(evening: Stretch, morning: Stretch) -> bool:
    meet = evening[1] == morning[0] and morning[0] % DAY == 0
    return meet and not _whole_day(evening) and not _whole_day(morning)


def _whole_day(stretch: Stretch) -> bool:
    return stretch[0] % DAY == 0 and stretch[1] - stretch[0] == DAY


@dataclass(frozen=True)
class Calendar:
    """The days of a run; time 0 is midnight of its first day.

    Attributes
    ----------
    starts : the first day.
    horizon : when the run ends, microseconds.
    closed_days : days on which nothing is open from midnight to midnight.
    """

    starts: date
    horizon: int
    closed_days: tuple[date, ...] = ()

    @property
    def first(self) -> int:
        """Midnight of the Monday on or before the first day, at most 0: calendar weeks begin there."""
        return -self.starts.weekday() * DAY

    @property
    def last(self) -> int:
        """The end of the calendar week in which the run ends."""
        return self.first + -(-(self.horizon - self.first) // WEEK) * WEEK

    def always(self) -> Intervals:
        """All calendar weeks that the run touches, closed days included."""
        return np.array([[self.first, self.last]], np.int64)

    def each_opening(self, week: WeekHours) -> list[Stretch]:
        """Every opening in the calendar weeks that the run touches, closed days not yet cut out.

        The first may begin before those weeks: its night reaches into them.
        """
        pattern = weekly(week)
        mondays = range(self.first - WEEK, self.last, WEEK)
        return [(monday + begin, monday + end) for monday in mondays for begin, end in pattern]

    def openings(self, week: WeekHours) -> Intervals:
        """When weekly hours are open in the calendar weeks that the run touches, closed days cut out.

        Whole weeks, so that a week's total can be spread over its open hours; `in_run` clips them.
        """
        return self.without_closed_days(self.in_weeks(merged(self.each_opening(week))))

    def in_run(self, intervals: Intervals) -> Intervals:
        """The part of the intervals between time 0 and the horizon."""
        return clipped(intervals, 0, self.horizon)

    def in_weeks(self, intervals: Intervals) -> Intervals:
        """The part of the intervals in the calendar weeks that the run touches."""
        return clipped(intervals, self.first, self.last)

    def without_closed_days(self, intervals: Intervals) -> Intervals:
        """The intervals with the closed days cut out, from midnight to midnight."""
        for closed in sorted(set(self.closed_days)):
            midnight = (closed - self.starts).days * DAY
            before = clipped(intervals, min(self.first, midnight) - WEEK, midnight)
            after = clipped(intervals, midnight + DAY, max(self.last, midnight + DAY) + WEEK)
            intervals = np.concatenate([before, after])
        return intervals
