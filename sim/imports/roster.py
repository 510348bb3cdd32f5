"""Who works when: a roster as a table, read into the shifts of teams.

In: a table, a row a person (or so many) and shift. Out: a `Roster`; every fault of the file at once, and a
note of everything that was taken for granted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import floor
from pathlib import Path

from sim.errors import Fault, WrongInput
from sim.imports import cells
from sim.imports.dates import Dating, Order, date_of, dating_of
from sim.imports.headings import INTERVALS, columns_of
from sim.imports.intervals import clock
from sim.imports.rows import Rows
from sim.imports.sheet import Cell, Row, read_sheet
from sim.scenario.hours import DAYS

ROSTER: Mapping[str, tuple[str, ...]] = {
    "agent": ("agent", "name", "employee", "person", "medarbejder", "navn", "medarbetare", "namn",
              "mitarbeiter"),
    "count": ("count", "heads", "headcount", "agents", "number", "antal", "antal agenter",
              "antal medarbejdere", "anzahl", "anzahl agenten"),
    "team": INTERVALS["team"],
    "date": INTERVALS["date"],
    "weekday": ("weekday", "day", "day of week", "ugedag", "dag", "veckodag", "wochentag", "tag"),
    "start": ("start", "from", "begin", "begins", "starts", "start time", "fra", "mødetid", "starttid",
              "från", "börjar", "von", "beginn", "startzeit"),
    "end": ("to", "end", "until", "ends", "end time", "til", "slut", "sluttid", "till", "slutar", "bis",
            "ende", "endzeit"),
}  # fmt: skip
"""What a roster may hold, and what it is called."""

_NEEDED = (("date", "weekday"), ("start",), ("end",), ("agent", "count"))
_WEEKDAYS = {
    word: day
    for day, words in enumerate((
        "mon monday man mandag mån måndag mo montag", "tue tuesday tir tirsdag tis tisdag di dienstag",
        "wed wednesday ons onsdag mi mittwoch", "thu thursday tor torsdag do donnerstag",
        "fri friday fre fredag fr freitag", "sat saturday lør lørdag lör lördag sa samstag sonnabend",
        "sun sunday søn søndag sön söndag so sonntag",
    ))
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: so many of a team, on a day or some days of the week, from and to (seconds since midnight)."""

    line: int
    team: str
    agent: str
    heads: int
    day: date | None
    weekdays: tuple[int, ...]
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Heads that work the same hours: `hours` as the language writes them."""

    name: str
    hours: str
    heads: int


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file tells.

    Attributes
    ----------
    file : as messages name it.
    shifts : team, as the file calls it ("" where it does not say), to its shifts.
    notes : what was taken for granted.
    """

    file: str
    shifts: dict[str, list[Shift]]
    notes: tuple[str, ...]


def read_roster(path: Path, dates: Order = "") -> Roster:
    """Read a roster.

    Raises
    ------
    WrongInput
        With all faults: file, line, column, rule and value.
    """
    sheet = read_sheet(path)
    columns = columns_of(sheet, ROSTER, _NEEDED)
    rows = [row for row in sheet.rows if row.line > columns.row.line]
    reader = _Reader(sheet, columns, rows)
    dating = Dating("day-first")
    if "date" in columns.at:
        found = [reader.of(row, "date") for row in rows]
        dating = reader.settled(lambda: dating_of(found, dates), dating, "date")
    duties = [one for one in (reader.duty(row, dating) for row in rows) if one]
    reader.overlaps(duties)
    if not reader.faults and not duties:
        reader.faults.append(Fault(sheet.place(columns.row.line, 0), "", "has no row below its headings"))
    if reader.faults:
        raise WrongInput(reader.faults)
    notes = [*sheet.notes, *_notes(duties, dating, columns.unused)]
    if {"date", "weekday"} <= set(columns.at):
        notes.append("days of the week are told by the dates, not by their column")
    shifts = {team: _shifts([one for one in duties if one.team == team], notes) for team in _teams(duties)}
    return Roster(sheet.file, shifts, tuple(notes))


def weekdays_of(cell: Cell) -> tuple[int, ...]:
    """Days of the week, Monday 0, of a name or of a range such as mon-fri."""
    words = [word.casefold().strip(". ") for word in re.split(r"[-–]", str(cell))]
    if not 1 <= len(words) <= 2 or any(word not in _WEEKDAYS for word in words):
        raise ValueError("must be a day of the week such as mon, mandag or Montag, or some: mon-fri")
    first, last = _WEEKDAYS[words[0]], _WEEKDAYS[words[-1]]
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


class _Reader(Rows):
    """Reads duties row by row."""

    def duty(self, row: Row, dating: Dating) -> Duty | None:
        """What a row says; None where it is at fault."""
        before = len(self.faults)
        day: date | None = None
        weekdays: tuple[int, ...] = ()
        if "date" in self.columns.at:
            day = self.read(row, "date", lambda cell: date_of(cell, dating))
            weekdays = (day.weekday(),) if day else ()
        else:
            weekdays = self.read(row, "weekday", weekdays_of)
        start, end = (self.read(row, what, cells.time_of_day_s) for what in ("start", "end"))
        counted = "count" in self.columns.at
        heads = self.read(row, "count", lambda cell: cells.whole(cell, "")) if counted else 1
        if len(self.faults) == before and (start == end or start == cells.DAY_S):
            self.fault(row, "end", "must not be when it begins; a whole day is 00:00 to 24:00")
        if len(self.faults) > before:
            return None
        team, agent = (str(self.of(row, what) or "").strip() for what in ("team", "agent"))
        if "team" in self.columns.at and not team:
            self.fault(row, "team", "is empty")
            return None
        return Duty(row.line, team, agent, heads, day, weekdays, start, end)

    def overlaps(self, duties: list[Duty]) -> None:
        """Nobody works twice at once."""
        seen: dict[tuple[object, ...], list[Duty]] = {}
        for one in duties:
            for weekday in one.weekdays if one.agent else ():
                for other in seen.setdefault((one.agent, one.day or weekday), []):
                    if _end(one) > other.start_s and _end(other) > one.start_s:
                        place = self.sheet.place(one.line, self.columns.at["agent"])
                        rule = f"works already in line {other.line}"
                        self.faults.append(Fault(place, self.columns.headings["agent"], rule, one.agent))
                seen[one.agent, one.day or weekday].append(one)


def _end(duty: Duty) -> int:
    return duty.end_s + (cells.DAY_S if duty.end_s <= duty.start_s else 0)


def _teams(duties: list[Duty]) -> list[str]:
    return list(dict.fromkeys(one.team for one in duties))


def _notes(duties: list[Duty], dating: Dating, unused: tuple[str, ...]) -> Iterator[str]:
    if dating.why:
        yield f"dates are read {dating.order}: {dating.why}"
    if unused:
        yield f"columns not used: {', '.join(unused)}"
    if any(one.day for one in duties):
        days = sorted({one.day for one in duties if one.day})
        yield f"a week is made of {len(days)} days, {days[0]} to {days[-1]}: the mean of each day of the week"
    turns = Counter((one.agent, one.day, one.weekdays) for one in duties if one.agent)
    if any(count > 1 for count in turns.values()):
        yield "who works twice a day counts in two shifts, as two agents"
    yield "heads are as in the roster: shrinkage and absence are not taken off"


def _shifts(duties: list[Duty], notes: list[str]) -> list[Shift]:
    """The shifts of a team: those of equal hours and heads on several days are one."""
    spans = sorted({(one.start_s, one.end_s) for one in duties})
    return [shift for span in spans for shift in _of_span(duties, span, notes)]


def _of_span(duties: list[Duty], span: tuple[int, int], notes: list[str]) -> Iterator[Shift]:
    by_heads: dict[int, list[int]] = {}
    text = "-".join(map(clock, span))
    for weekday in range(7):
        mean = _mean_heads(duties, span, weekday)
        heads = floor(mean + 0.5)
        if mean != heads:
            name = f"{duties[0].team} " if duties[0].team else ""
            notes.append(f"{name}{DAYS[weekday]} {text}: {mean:.3g} on average, rounded to {heads}")
        if heads:
            by_heads.setdefault(heads, []).append(weekday)
    for heads, weekdays in by_heads.items():
        runs = _runs(weekdays)
        name = f"{'_'.join(runs)}_{text.replace(':', '')}"
        yield Shift(name, ", ".join(f"{run} {text}" for run in runs), heads)


def _mean_heads(duties: list[Duty], span: tuple[int, int], weekday: int) -> float:
    """Heads on a day of the week; of dated rows the mean over its dates on which the team works."""
    of_day = [one for one in duties if weekday in one.weekdays]
    heads = sum(one.heads for one in of_day if (one.start_s, one.end_s) == span)
    return heads / max(1, len({one.day for one in of_day}))


def _runs(weekdays: list[int]) -> list[str]:
    """Days of the week, those in a row as a range: mon-wed, fri."""
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [DAYS[run[0]] + (f"-{DAYS[run[-1]]}" if len(run) > 1 else "") for run in runs]
