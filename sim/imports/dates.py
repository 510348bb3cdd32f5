"""Dates as people write them, the order of day and month told by all dates of the file together.

In: the cells of a column. Out: dates; an order that cannot be told is said, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sim.imports.sheet import Cell

Order = Literal["day-first", "month-first", ""]

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})")
_OTHER = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?")
_RULE = "must be a date such as 2026-03-31 or 31-03-2026"
_NEAR, _SCATTERED = 3, 10   # days of span a date, of a period in a row and of one torn apart


@dataclass(frozen=True, slots=True)
class Dating:
    """How the dates of a file are read: order of day and month, "" where no date needs one, and why."""

    order: Order
    why: str = ""


def dating_of(cells: Iterable[Cell], given: Order = "") -> Dating:
    """The order of day and month in a column.

    Dots mean day first. Elsewhere a first or second number above 12 tells; if none does, the order in
    which the dates lie close together, where they would be scattered over the year in the other.

    Raises
    ------
    ValueError
        Where the dates do not tell, or tell both.
    """
    parts = {(int(m[1]), int(m[3]), m[4], m[2]) for m in map(_matched, cells) if m}
    if given or not parts:
        return Dating(given)
    days = any(first > 12 for first, *_ in parts)
    months = any(second > 12 for _, second, *_ in parts)
    if days and months:
        raise ValueError("has dates with the day first and dates with the month first: write all one way")
    if days or months:
        return Dating("day-first" if days else "month-first", "a number above 12 tells")
    if all(mark == "." for *_, mark in parts):
        return Dating("day-first", "dates with dots begin with the day")
    return _closer([(first, second, _year(year)) for first, second, year, _ in parts])


def date_of(cell: Cell, dating: Dating) -> date:
    """The date that a cell begins with."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _first_word(cell)
    try:
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[3]), int(iso[4]))
        if other := _OTHER.fullmatch(text):
            first, second = int(other[1]), int(other[3])
            day, month = (second, first) if dating.order == "month-first" else (first, second)
            return date(_year(other[4]), month, day)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    raise ValueError(_RULE)


def after_date(cell: Cell) -> Cell:
    """What follows a date in the same cell: a time, or nothing; a cell without a date as it is."""
    if not isinstance(cell, str) or not (_ISO.fullmatch(_first_word(cell)) or _matched(cell)):
        return cell
    return cell.strip()[len(_first_word(cell)):].lstrip(" T\t\N{NO-BREAK SPACE}")


def _closer(parts: Sequence[tuple[int, int, int]]) -> Dating:
    orders: tuple[Order, Order] = ("day-first", "month-first")
    spans: dict[Order, float] = {}
    for order in orders:
        found = sorted(date(y, b, a) if order == "day-first" else date(y, a, b) for a, b, y in parts)
        spans[order] = ((found[-1] - found[0]).days + 1) / len(found)
    tight = [order for order, span in spans.items() if span <= _NEAR]
    loose = [order for order, span in spans.items() if span >= _SCATTERED]
    if len(parts) >= 3 and len(tight) == 1 and len(loose) == 1:
        return Dating(tight[0], "so the days follow each other")
    raise ValueError("could have the day or the month first: say --dates day-first or --dates month-first")


def _matched(cell: Cell) -> re.Match[str] | None:
    return _OTHER.fullmatch(_first_word(cell)) if isinstance(cell, str) else None


def _first_word(cell: Cell) -> str:
    return re.split(r"(?<=\d)[\sT]+", str(cell).strip(), maxsplit=1)[0]


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
