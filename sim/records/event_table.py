"""Event logs as tables, a row for each thing that was done, such as ticket systems and exchanges export.

In: a spreadsheet or text with columns, and which column holds what. Out: cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sim.errors import WrongInput, WrongUse
from sim.imports.cells import time_of_day_s
from sim.imports.dates import Dating, Order, after_date, date_of, dating_of
from sim.imports.headings import Columns, columns_of
from sim.imports.rows import Rows
from sim.imports.sheet import Cell, Row, Sheet, blank, read_sheet
from sim.records.events import COMPLETE, SCHEDULE, START, Case, Event, Value

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "case": ("case", "case id", "case concept name", "ticket", "ticket id", "incident", "call id", "order id",
             "sag", "sagsnummer", "sagsnr", "ärende", "ärendenummer", "vorgang", "fall", "fallnummer"),
    "activity": ("activity", "event", "action", "concept name", "task", "status", "aktivitet", "hændelse",
                 "händelse", "åtgärd", "aktivität", "ereignis", "tätigkeit"),
    "queued": ("queued", "schedule", "scheduled", "joined", "queue entry", "i kø", "sat i kø", "köad",
               "eingereiht"),
    "start": ("start", "started", "start time", "start timestamp", "answered", "begin", "starttid",
              "besvaret", "besvarad", "beginn", "startzeit", "angenommen"),
    "time": ("time", "timestamp", "time timestamp", "end", "ended", "end time", "complete", "completed",
             "complete timestamp", "date time", "tid", "tidspunkt", "slut", "sluttid", "zeit", "zeitpunkt",
             "zeitstempel", "ende", "endzeit"),
    "person": ("person", "resource", "org resource", "agent", "user", "owner", "employee", "medarbejder",
               "agentnavn", "medarbetare", "handläggare", "mitarbeiter", "bearbeiter"),
    "team": ("team", "group", "org group", "support team", "queue", "department", "gruppe", "hold",
             "afdeling", "grupp", "avdelning", "abteilung"),
}  # fmt: skip
"""What a table of events may hold, and what it is called."""

_ZONE = re.compile(r"\d:\d\d.*(Z|[+-]\d\d(:?\d\d)?)$")
_MOMENTS = {"queued": SCHEDULE, "start": START, "time": COMPLETE}


def read_table(file: Path, given: Mapping[str, str], order: Order = "") -> Iterator[Case]:
    """The cases of a table, in the order in which they first appear.

    A row with a start or the moment of joining a queue is a doing with a length; one with a time alone is
    something that happened then. Columns that are not named hold attributes.

    Parameters
    ----------
    given : what a column holds (a key of `HEADINGS`) to its heading, where the heading does not tell.
    order : whether dates begin with the day or the month, where they do not tell.

    Raises
    ------
    WrongInput
        Where the file is no table, a column is missing, or a cell cannot be read: all of them at once.
    WrongUse
        Where `given` names what no column can hold.
    """
    if unknown := sorted(set(given) - set(HEADINGS)):
        raise WrongUse(f"a column holds {', '.join(HEADINGS)}; not {unknown[0]}")
    sheet = read_sheet(file)
    words = {**HEADINGS, **{what: (heading,) for what, heading in given.items()}}
    needed = [["case"], ["activity"], ["time", "start"], *([what] for what in given)]
    return iter(_cases(sheet, columns_of(sheet, words, needed), order))


def _cases(sheet: Sheet, columns: Columns, order: Order) -> list[Case]:
    rows = Rows(sheet, columns, [row for row in sheet.rows if row.line > columns.row.line])
    moments = [what for what in _MOMENTS if what in columns.at]
    cells = [cell for what in moments for cell in rows.all(what)]
    dating = rows.settled(partial(dating_of, cells, order), Dating("day-first"), moments[0])
    rows.settled(partial(_one_kind_of_clock, cells), None, moments[0])
    others = {
        str(heading).strip(): place for place, heading in enumerate(columns.row.cells)
        if place not in columns.at.values() and not blank(heading)
    }  # fmt: skip
    found: dict[str, list[Event]] = {}
    for row in rows.rows:
        name = rows.read(row, "case", _text)
        told = list(_events(rows, row, moments, dating))
        attributes: dict[str, Value] = {
            key: _text(row.cells[at]) for key, at in others.items() if _filled(row, at)
        }
        found.setdefault(str(name), []).extend(_with(event, attributes) for event in told)
    if rows.faults:
        raise WrongInput(rows.faults)
    return [
        Case(name, {}, tuple(sorted(events, key=lambda event: event.at))) for name, events in found.items()
    ]


def _events(rows: Rows, row: Row, moments: list[str], dating: Dating) -> Iterator[Event]:
    """The events that a row tells."""
    activity = rows.read(row, "activity", _text)
    cells = (rows.of(row, what) for what in ("person", "team"))
    person, team = ("" if blank(cell) else _text(cell) for cell in cells)
    told = [what for what in moments if not blank(rows.of(row, what))]
    if not told:
        rows.read(row, moments[-1], _text)
    before: tuple[str, datetime] | None = None
    for what in told:
        at = rows.read(row, what, partial(_moment, dating=dating))
        lifecycle = _MOMENTS[what] if told != ["time"] else ""
        if isinstance(at, datetime):
            if before and at < before[1]:
                rows.fault(row, what, f"is before {rows.columns.headings[before[0]]}, {before[1]}")
            before = what, at
            yield Event(str(activity), at, lifecycle, str(row.line), person, team)


def _one_kind_of_clock(cells: list[Cell]) -> None:
    """Refuse moments of which some have a zone and some none: nobody knows what lies between them."""
    zoned = [bool(_ZONE.search(str(cell).strip())) for cell in cells]
    if any(zoned) and not all(zoned):
        with_zone, without = (str(cells[zoned.index(one)]).strip() for one in (True, False))
        raise ValueError(f"has moments with a time zone ({with_zone}) and without ({without})")


def _with(event: Event, attributes: dict[str, Value]) -> Event:
    return replace(event, attributes=attributes)


def _filled(row: Row, place: int) -> bool:
    return place < len(row.cells) and not blank(row.cells[place])


def _text(cell: Cell) -> str:
    return str(cell).strip()


def _moment(cell: Cell, dating: Dating) -> datetime:
    """A date with a time of day; seconds may have decimals. A zone is left out: the clock is the wall's."""
    if isinstance(cell, datetime):
        return cell
    text = _text(cell)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        midnight = datetime.combine(date_of(text, dating), datetime.min.time())
        return midnight + timedelta(seconds=time_of_day_s(after_date(text)))
