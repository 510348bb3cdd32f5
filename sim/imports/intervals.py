"""What a centre's reporting says of each interval: offered, answered, abandoned, times and staff.

In: a table, one row an interval (and a queue). Out: a `History`; every fault of the file at once, and a note
of everything that was taken for granted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sim.errors import Fault, Place, WrongInput
from sim.imports import cells
from sim.imports.dates import Dating, Order, after_date, date_of, dating_of
from sim.imports.headings import INTERVALS, Columns, columns_of
from sim.imports.rows import Rows
from sim.imports.sheet import Cell, Row, Sheet, blank, read_sheet

TOTALS = ("total", "totals", "sum", "i alt", "ialt", "totalt", "summa", "summe", "gesamt", "grand total")
"""What the last row of a report is called: it adds up the others and is none of them."""

_LENGTHS = (300, 600, 900, 1200, 1800, 3600)
_LONGEST_S = 4 * 3600
_TOO_LONG = "must be a mean above 0 and of at most 4 h: is it mm:ss, h:mm:ss or seconds?"
_NUMBERS = ("offered", "answered", "abandoned", "handle", "handle_total", "staffed", "wait", "within",
            "occupancy")  # fmt: skip
_COUNTS = ("offered", "answered", "abandoned", "within")
_NEEDED = (("start",), ("offered", "answered"), ("answered", "abandoned"), ("offered", "abandoned"))


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: what happened in an interval, in one queue.

    Attributes
    ----------
    line : of the file.
    day, start_s : when it begins; seconds since midnight.
    team, channel : as the file calls them; "" where it does not say.
    offered, answered, abandoned : contacts.
    handle_s : mean handle time, seconds; None where not recorded (so are those below).
    staffed : agents on duty, a mean.
    wait_s : mean wait of the answered, seconds.
    within : answered within the target.
    occupancy : share of the agents' time that was busy.
    """

    line: int
    day: date
    start_s: int
    team: str
    channel: str
    offered: int
    answered: int
    abandoned: int
    handle_s: float | None
    staffed: float | None
    wait_s: float | None
    within: int | None
    occupancy: float | None


@dataclass(frozen=True, slots=True)
class History:
    """What a file tells.

    Attributes
    ----------
    file : as messages name it.
    intervals : in the order of the file.
    length_s : of every interval, seconds.
    has : which columns the file has.
    notes : what was taken for granted in reading.
    """

    file: str
    intervals: tuple[Interval, ...]
    length_s: int
    has: frozenset[str]
    notes: tuple[str, ...]

    @property
    def days(self) -> list[date]:
        """The days with a row, in order."""
        return sorted({one.day for one in self.intervals})


def read_intervals(path: Path, dates: Order = "") -> History:
    """Read a table of intervals.

    Parameters
    ----------
    dates : whether day or month comes first, where the file does not tell.

    Raises
    ------
    WrongInput
        With all faults: file, line, column, rule and value.
    """
    sheet = read_sheet(path)
    columns = columns_of(sheet, INTERVALS, _NEEDED)
    body = [row for row in sheet.rows if row.line > columns.row.line]
    kept = [row for row in body if not _is_total(row)]
    reader = _Reader(sheet, columns, dates, kept)
    intervals = tuple(one for one in map(reader.interval, kept) if one)
    reader.faults += _repeated(sheet, columns, intervals)
    if not reader.faults and not intervals:
        reader.faults.append(Fault(sheet.place(columns.row.line, 0), "", "has no row below its headings"))
    if reader.faults:
        raise WrongInput(reader.faults)
    notes = [*sheet.notes, *_notes_on_rows(sheet, columns, body), *reader.notes(intervals)]
    return History(sheet.file, intervals, _length(sheet, intervals), frozenset(columns.at), tuple(notes))


class _Reader(Rows):
    """Reads intervals row by row."""

    def __init__(self, sheet: Sheet, columns: Columns, dates: Order, rows: list[Row]) -> None:
        super().__init__(sheet, columns, rows)
        self.day_column = "date" if "date" in columns.at else "start"
        self.mark = self.settled(
            lambda: cells.decimal_mark(self.of(row, what) for row in rows for what in _NUMBERS), ""
        )
        self.dating = self.settled(
            lambda: dating_of((self.of(row, self.day_column) for row in rows), dates), Dating("day-first"),
            self.day_column,
        )  # fmt: skip

    def interval(self, row: Row) -> Interval | None:
        """What a row says; None where it is at fault."""
        before = len(self.faults)
        day = self.read(row, self.day_column, lambda cell: date_of(cell, self.dating))
        start = self.read(row, "start", lambda cell: cells.time_of_day_s(after_date(cell)))
        found: dict[str, Any] = {what: self._number(row, what) for what in _NUMBERS}
        if len(self.faults) > before:
            return None
        if start == cells.DAY_S:
            self.fault(row, "start", "must begin before 24:00")
            return None
        counted = self._counted(row, found)
        if counted is None:
            return None
        offered, answered, abandoned = counted
        handle = found["handle"]
        if handle is None and found["handle_total"] is not None and answered:
            handle = found["handle_total"] / answered
        if handle is not None and answered and not 0 < handle <= _LONGEST_S:
            self.fault(row, "handle" if "handle" in self.columns.at else "handle_total", _TOO_LONG)
            return None
        team, channel = (str(self.of(row, what) or "").strip() for what in ("team", "channel"))
        return Interval(row.line, day, start, team, channel, offered, answered, abandoned,
                        handle if answered else None, found["staffed"], found["wait"], found["within"],
                        found["occupancy"])  # fmt: skip

    def notes(self, intervals: tuple[Interval, ...]) -> Iterator[str]:
        """What was taken for granted about the columns."""
        at = self.columns.at
        if self.dating.order:
            yield f"dates are read {self.dating.order}" + (f": {self.dating.why}" if self.dating.why else "")
        for what in ("handle", "handle_total", "wait"):
            if any(isinstance(c, int | float) or ":" not in str(c) for c in self.all(what)):
                unit = "minutes" if self.columns.in_minutes(what) else "seconds"
                yield f"'{self.columns.headings[what]}' without a colon is taken as {unit}"
        if "handle" in at or "handle_total" in at:
            yield "handle times are taken to include wrap-up"
        if "offered" not in at:
            yield "offered is taken as answered and abandoned together: there is no column for it"
        if "answered" not in at:
            yield "answered is taken as offered less abandoned: there is no column for it"
        elif "abandoned" not in at:
            yield "abandoned is taken as offered less answered: there is no column for it"
        for what, column in (("handle_s", "handle"), ("staffed", "staffed"), ("wait_s", "wait")):
            holes = sum(one.answered > 0 and getattr(one, what) is None for one in intervals)
            if holes and column in at:
                heading = self.columns.headings[column]
                yield f"'{heading}' is empty in {holes} rows with answered contacts: left out"
        missing = sum(one.offered - one.answered - one.abandoned for one in intervals)
        if missing and "abandoned" in at:
            yield f"{missing} of the offered are neither answered nor abandoned; they count as arrivals"

    def _number(self, row: Row, what: str) -> float | int | None:
        if what not in self.columns.at or blank(self.of(row, what)):
            return None
        readers: dict[str, Callable[[Cell], float]] = {
            "staffed": lambda cell: cells.number(cell, self.mark),
            "occupancy": lambda cell: cells.share(cell, self.mark),
            **{count: lambda cell: cells.whole(cell, self.mark) for count in _COUNTS},
        }
        in_time = self.columns.in_minutes(what)
        found: float | None = self.read(
            row, what, readers.get(what, lambda cell: cells.length_s(cell, self.mark, in_time))
        )
        return found

    def _counted(self, row: Row, found: dict[str, Any]) -> tuple[int, int, int] | None:
        """Offered, answered and abandoned, one of which may follow from the others."""
        offered, answered, abandoned = (found[what] for what in ("offered", "answered", "abandoned"))
        at = self.columns.at
        for what, value in (("offered", offered), ("answered", answered), ("abandoned", abandoned)):
            if what in at and value is None:
                self.fault(row, what, "is empty: write 0, or take the row away")
                return None
        offered = answered + abandoned if offered is None else offered
        answered = offered - abandoned if answered is None else answered
        abandoned = offered - answered if abandoned is None else abandoned
        if answered + abandoned > offered or answered < 0:
            self.fault(row, "offered" if "offered" in at else "answered",
                        f"must be at least answered and abandoned together, {answered + abandoned}")
            return None
        if found["within"] is not None and found["within"] > answered:
            self.fault(row, "within", f"must be at most the answered, {answered}")
            return None
        return offered, answered, abandoned


def _is_total(row: Row) -> bool:
    first = next(cell for cell in row.cells if not blank(cell))
    return isinstance(first, str) and first.strip().casefold().rstrip(":") in TOTALS


def _repeated(sheet: Sheet, columns: Columns, intervals: tuple[Interval, ...]) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], int] = {}
    for one in intervals:
        first = seen.setdefault((one.day, one.start_s, one.team, one.channel), one.line)
        if first != one.line:
            place = sheet.place(one.line, columns.at["start"])
            rule = f"the same interval and queue stand in line {first}"
            yield Fault(place, columns.headings["start"], rule, f"{one.day} {clock(one.start_s)}")


def _length(sheet: Sheet, intervals: tuple[Interval, ...]) -> int:
    """Length of the intervals: the commonest step from one to the next of a day."""
    starts: dict[date, set[int]] = {}
    for one in intervals:
        starts.setdefault(one.day, set()).add(one.start_s)
    steps = Counter(
        after - before
        for of_day in map(sorted, starts.values())
        for before, after in pairwise(of_day)
    )
    if not steps:
        rule = "needs several intervals a day: a row a day tells no hours"
        raise WrongInput([Fault(Place(sheet.file), "", rule)])
    length = steps.most_common(1)[0][0]
    faults = [
        Fault(Place(sheet.file, one.line, 1), "", f"does not begin on a whole interval of {length // 60} min",
              clock(one.start_s))
        for one in intervals if one.start_s % length
    ]  # fmt: skip
    if length not in _LENGTHS:
        rule = "must have intervals of 5, 10, 15, 20, 30 or 60 min"
        faults = [Fault(Place(sheet.file), "", rule, f"{length / 60:g} min")]
    if faults:
        raise WrongInput(faults)
    return length


def _notes_on_rows(sheet: Sheet, columns: Columns, body: list[Row]) -> Iterator[str]:
    above = [row.line for row in sheet.rows if row.line < columns.row.line]
    if above:
        yield f"headings are in line {columns.row.line}; what stands above is not read"
    read = ", ".join(f"{what} = '{heading}'" for what, heading in columns.headings.items())
    yield f"columns: {read}"
    if columns.unused:
        yield f"columns not used: {', '.join(columns.unused)}"
    totals = [str(row.line) for row in body if _is_total(row)]
    if totals:
        yield f"left out as totals: line {', '.join(totals)}"


def clock(seconds: int) -> str:
    """A time of day, 08:30."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
