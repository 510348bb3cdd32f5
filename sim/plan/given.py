"""Arrivals as given: rates and counts by interval, moments and counts recorded in a file.

In: what a demand says, and the calendar. Out: pieces of a rate, exact counts, or `Moments`; every fault of
a file at once, with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from sim import streams
from sim.errors import Fault, WrongInput
from sim.plan.csv_files import Row, at_line, read_columns
from sim.plan.index import Index, refuse
from sim.plan.model import Moments
from sim.plan.recorded_laws import value_of
from sim.plan.varying import value_at
from sim.scenario.calendar import DAY, HOUR
from sim.scenario.checks.service import MOST_AGENTS
from sim.scenario.hours import DAYS
from sim.units import MICROSECONDS

if TYPE_CHECKING:
    from sim.scenario import schema
    from sim.scenario.given import CountsByInterval, RatesByInterval, RecordedArrivals, RecordedStaff

_MOST = 999_999   # in one cell; more is a slip, and more than any run can hold

T = TypeVar("T")
Interval = tuple[int, int, T]
"""From and until, microseconds, and what holds between them."""


def intervals(
    index: Index, path: str, part: RatesByInterval | CountsByInterval, segment: str
) -> list[Interval[T]]:
    """What is given for each interval of the run that begins on an open day, in order; of an opening that
    ends within an interval, the interval ends with it."""
    found: list[Interval[T]] = []
    longest = most = 0
    closed = {(day - index.calendar.starts).days for day in index.calendar.closed_days}
    for begin, end in index.calendar.each_opening(index.week(part.hours)):
        each = value_at(part.each, {"segment": segment, "day": DAYS[begin // DAY % 7]})
        if len(each) * part.every < end - begin:
            many = -((begin - end) // part.every)
            refuse(f"{path}.each", f"must cover the longest opening, {many} intervals")
        longest, most = max(longest, end - begin), max(most, len(each))
        edges = ((begin + place * part.every, one) for place, one in enumerate(each))
        found += [(edge, min(edge + part.every, end), one) for edge, one in edges if edge < end]
    if longest and (most - 1) * part.every >= longest:
        refuse(f"{path}.each", f"has {most} intervals, and the longest opening {-(-longest // part.every)}")
    run = range(index.calendar.horizon)
    return [one for one in found if one[0] in run and one[0] // DAY not in closed]


def moment_us(index: Index, cell: str) -> int:
    """A moment of a file, microseconds since midnight of the run's first day.

    Raises
    ------
    ValueError
        With the rule that the cell breaks, and the cell.
    """
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise ValueError("must be a moment such as 2026-02-02 08:03:20", cell) from None
    if moment.tzinfo is not None:
        raise ValueError("must be without a time zone: moments are those of the clock on the wall", cell)
    since = moment - datetime.combine(index.calendar.starts, time())
    return since.days * DAY + since.seconds * 1_000_000 + since.microseconds


def whole(cell: str, most: int = _MOST) -> int:
    """A whole number from 0 to `most`; raises ValueError as `moment_us` does."""
    if not cell.isdecimal():
        raise ValueError("must be a whole number of at least 0", cell)
    if len(cell) > 20 or int(cell) > most:
        raise ValueError(f"must be at most {most}", cell)
    return int(cell)


@dataclass(frozen=True)
class Reading:
    """Reads the rows of one file, and collects the faults of its cells.

    Attributes
    ----------
    path : of the file.
    columns : the headings that are needed.
    """

    path: Path
    columns: tuple[str, ...]

    def rows(self, read: Callable[[Row], T]) -> list[T]:
        """What `read` makes of each row.

        Raises
        ------
        WrongInput
            With every row for which `read` raised a ValueError (rule, value).
        """
        found: list[T] = []
        faults: list[Fault] = []
        for row in read_columns(self.path, list(dict.fromkeys(self.columns))):
            try:
                found.append(read(row))
            except ValueError as error:
                faults.append(at_line(self.path, row.line, *error.args))
        if faults:
            raise WrongInput(faults)
        return found

    def in_order(self, rows: Sequence[tuple[int, int]], every: int) -> None:
        """Check that the intervals that begin at (moment, line) do not overlap."""
        ordered = sorted(rows)
        faults = [
            at_line(self.path, line, f"overlaps the interval in line {before[1]}")
            for before, (begin, line) in pairwise(ordered)
            if begin < before[0] + every
        ]
        if faults:
            raise WrongInput(faults)


def heads(index: Index, staff: RecordedStaff) -> list[Interval[int]]:
    """The heads of each recorded interval, in order."""
    reading = Reading(index.folder / staff.file, (staff.moment, staff.agents))

    def read(row: Row) -> tuple[int, int, int]:
        begins = moment_us(index, row.cells[staff.moment])
        return begins, row.line, whole(row.cells[staff.agents], MOST_AGENTS)

    rows = sorted(reading.rows(read))
    reading.in_order([(begin, line) for begin, line, _ in rows], staff.every)
    return [(begin, begin + staff.every, count) for begin, _, count in rows]


class _Came(NamedTuple):
    """A row of a file of arrivals; rows are in order by moment, and the rest only settles ties."""

    moment: int      # microseconds since midnight of the run's first day
    segment: str
    number: int      # first step, -1 as the demand says; or how many came
    customer: str    # "" unknown
    line: int
    takes: int       # first service, microseconds; -1 drawn


@dataclass(frozen=True)
class Recorded:
    """The file of one demand, read once for all its segments.

    Attributes
    ----------
    steps : the index of the step at which contacts about a reason begin.
    """

    index: Index
    name: str
    demand: schema.Demand
    steps: dict[str, int]

    @property
    def path(self) -> Path:
        """Of the file."""
        return self.index.folder / self.part.file

    @property
    def part(self) -> RecordedArrivals:
        """What the demand says about the file."""
        assert self.demand.recorded is not None
        return self.demand.recorded

    def moments(self, segment: str) -> Moments:
        """The recorded arrivals of a segment, in order."""
        rows = sorted(row for row in self._rows if row.segment == segment)
        customers = self._numbered([row.customer for row in rows], segment)
        resampled = self.part.days == "resampled"
        times = np.array([row.moment for row in rows], np.int64)
        return Moments(
            times=times % DAY if resampled else times,
            days=times // DAY if resampled else np.zeros(len(times), np.int64),
            customers=np.array(customers, np.int64),
            steps=np.array([row.number for row in rows], np.int64),
            takes=np.array([row.takes for row in rows], np.int64),
            key=streams.key("recorded", self.name),
            by_weekday=self._by_weekday() if resampled else (),
        )

    def counts(self, segment: str) -> list[Interval[int]]:
        """How many came in each recorded interval of a segment, in order."""
        every = self.part.every or 0
        rows = sorted((row.moment, row.line, row.number) for row in self._rows if row.segment == segment)
        reading = Reading(self.path, ())
        reading.in_order([(begin, line) for begin, line, _ in rows], every)
        run = range(self.index.calendar.horizon)
        return [(begin, begin + every, count) for begin, _, count in rows if begin in run]

    def outside(self, segment: str) -> int:
        """How many recorded arrivals of a segment lie before or after the run."""
        if self.part.days == "resampled":
            return 0
        run = range(self.index.calendar.horizon)
        away = [row for row in self._rows if row.segment == segment and row.moment not in run]
        return sum(row.number for row in away) if self.part.count else len(away)

    @cached_property
    def _rows(self) -> list[_Came]:
        part = self.part
        takes = part.takes.column if part.takes else None
        columns = (part.moment, part.segment, part.reason, part.customer, part.count, takes)
        return Reading(self.path, tuple(name for name in columns if name is not None)).rows(self._read)

    def _read(self, row: Row) -> _Came:
        part, cells = self.part, row.cells
        moment = moment_us(self.index, cells[part.moment])
        segments = [s for s, served in zip(self.index.segments, self._served, strict=True) if served]
        segment = cells[part.segment] if part.segment else segments[0]
        if segment not in self.index.segments:
            raise ValueError(f"must be a segment of the scenario: {', '.join(self.index.segments)}", segment)
        number = whole(cells[part.count]) if part.count else self._step(cells)
        customer = cells[part.customer] if part.customer else ""
        return _Came(moment, segment, number, customer, row.line, self._takes(cells))

    @property
    def _served(self) -> tuple[bool, ...]:
        return self.index.serves(self.demand.where.get("segment"))

    def _step(self, cells: dict[str, str]) -> int:
        """Where the journey begins; -1 as the demand says."""
        reason = cells[self.part.reason] if self.part.reason else ""
        if reason and reason not in self.steps:
            raise ValueError(f"must be one of the demand's reasons: {', '.join(self.steps)}", reason)
        return self.steps[reason] if reason else -1

    def _takes(self, cells: dict[str, str]) -> int:
        """How long the first service took, microseconds; -1 where the file does not say."""
        part = self.part.takes
        if part is None or not cells[part.column]:
            return -1
        return round(value_of(cells[part.column], MICROSECONDS[part.unit] if part.unit else 0))

    def _numbered(self, names: list[str], segment: str) -> list[int]:
        """Customers numbered in the order in which they first come; -1 where the file does not say."""
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(name, len(numbers)) if name else -1 for name in names]
        most = self.index.scenario.segments[segment].customers
        if 0 < most < len(numbers):
            column = self.part.customer or ""
            rule = f"column {column} has {len(numbers)} customers of segment {segment}, which has {most}"
            raise WrongInput([at_line(self.path, 1, rule)])
        return found

    def _by_weekday(self) -> tuple[tuple[int, ...], ...]:
        """The days from the first recorded one to the last, by weekday."""
        days = [row.moment // DAY for row in self._rows]
        first = self.index.calendar.starts.weekday()
        every = range(min(days), max(days) + 1)
        found = tuple(tuple(day for day in every if (day + first) % 7 == weekday) for weekday in range(7))
        if missing := [DAYS[weekday] for weekday, some in enumerate(found) if not some]:
            rule = f"has no recorded {', '.join(missing)}: resampled days need one of each weekday"
            raise WrongInput([at_line(self.path, 1, rule)])
        return found


def hourly(index: Index, moments: Moments) -> list[Interval[float]]:
    """How many come in each hour of the run, as a rate a microsecond; of resampled days their mean."""
    hours = np.zeros(-(-index.calendar.horizon // HOUR))
    if not moments.by_weekday:
        inside = moments.times[(moments.times >= 0) & (moments.times < index.calendar.horizon)]
        hours += np.bincount(inside // HOUR, minlength=len(hours))
    for day in range(-(-len(hours) // 24) if moments.by_weekday else 0):
        choices = moments.by_weekday[(day + index.calendar.starts.weekday()) % 7]
        chosen = moments.times[np.isin(moments.days, choices)] // HOUR
        part = hours[day * 24 : day * 24 + 24]
        part += np.bincount(chosen, minlength=24)[: len(part)] / len(choices)
    return [(hour * HOUR, (hour + 1) * HOUR, float(many) / HOUR) for hour, many in enumerate(hours)]
