"""Single cells: numbers with either decimal mark, times of day, lengths of time and shares.

In: a cell as a spreadsheet or a text file holds it. Out: plain numbers; what does not fit raises ValueError
with the rule in plain words. Nothing is guessed that the other cells of the file do not settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sim.imports.sheet import Cell

DAY_S = 86_400
_MARKED = re.compile(r"[+-]?\d+([.,])\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+(?!\1)([.,])\d+")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*(am|pm)?", re.IGNORECASE)
_LENGTH = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")


def decimal_mark(cells: Iterable[Cell]) -> str:
    """What sets decimals apart in a file, "." or ","; "" where no number tells.

    Raises
    ------
    ValueError
        Where some numbers say one and some the other.
    """
    marks = set()
    for cell in cells:
        text = _bare(cell) if isinstance(cell, str) else ""
        if both := _BOTH.fullmatch(text):
            marks.add(both[2])
        elif (one := _MARKED.fullmatch(text)) and not _GROUPED.fullmatch(text):
            marks.add(one[1])
        elif (grouped := _GROUPED.fullmatch(text)) and text.count(grouped[1]) > 1:
            marks.add("." if grouped[1] == "," else ",")
    if len(marks) > 1:
        raise ValueError("has numbers with decimal points and numbers with decimal commas: write all one way")
    return marks.pop() if marks else ""


def number(cell: Cell, mark: str) -> float:
    """A number of at least 0; `mark` is the file's decimal mark, "" where it is not known."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise ValueError("must be a number")
    found = _number(_bare(cell), mark) if isinstance(cell, str) else float(cell)
    if not 0 <= found < float("inf"):
        raise ValueError("must be a number of at least 0")
    return found


def whole(cell: Cell, mark: str) -> int:
    """A count."""
    found = number(cell, mark)
    if found != int(found):
        raise ValueError("must be a whole number")
    return int(found)


def share(cell: Cell, mark: str) -> float:
    """A share from 0 to 1: 85 %, or 0.85; 85 alone is not taken."""
    percent = isinstance(cell, str) and cell.strip().endswith("%")
    found = number(cell.strip()[:-1] if percent else cell, mark) / (100 if percent else 1)
    if found > 1:
        raise ValueError("must be a share such as 85 % or 0.85")
    return found


def length_s(cell: Cell, mark: str, in_minutes: bool = False) -> float:
    """A length of time in seconds: 182, 3:02, 0:03:02, or a time of a spreadsheet."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, time):
        if cell.hour and not cell.second:   # a spreadsheet takes 3:02 for hours and minutes
            raise ValueError("is hours and minutes in the spreadsheet: write 0:03:02 or seconds")
        return _of_clock(cell)
    if isinstance(cell, datetime):
        raise ValueError("must be a length of time, and is a date")
    if isinstance(cell, str) and (found := _LENGTH.fullmatch(cell.strip())):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        if seconds > 59 or (found[1] and minutes > 59):
            raise ValueError("must be a length of time such as 182, 3:02 or 0:03:02")
        return 3600 * hours + 60 * minutes + seconds
    try:
        return number(cell, mark) * (60 if in_minutes else 1)
    except ValueError as error:
        raise ValueError(f"{error}, or a length of time such as 3:02 or 0:03:02") from None


def time_of_day_s(cell: Cell) -> int:
    """Seconds since midnight of 08:00, 8.00, 8:00 AM, of the beginning of 08:00-08:30, or of an hour."""
    if isinstance(cell, datetime):
        return round(_of_clock(cell.time()))
    if isinstance(cell, time):
        return round(_of_clock(cell))
    if isinstance(cell, timedelta):
        return _within_day(round(cell.total_seconds()))
    text = str(cell).strip() if isinstance(cell, str | int) and not isinstance(cell, bool) else ""
    first = re.split(r"\s*(?:-|–|to|til|till|bis)\s*", text, maxsplit=1)[0]
    if first.isdigit() and int(first) <= 24:
        return _within_day(3600 * int(first))
    found = _CLOCK.fullmatch(first)
    if found is None:
        raise ValueError("must be a time of day such as 08:30")
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if half := (found[4] or "").lower():
        if not 1 <= hours <= 12:
            raise ValueError("must be a time of day such as 8:30 AM")
        hours = hours % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or seconds > 59:
        raise ValueError("must be a time of day such as 08:30")
    return _within_day(3600 * hours + 60 * minutes + seconds)


def _within_day(seconds: int) -> int:
    if not 0 <= seconds <= DAY_S:
        raise ValueError("must be a time of day from 00:00 to 24:00")
    return seconds


def _of_clock(at: time) -> float:
    return 3600 * at.hour + 60 * at.minute + at.second + at.microsecond / 1e6


def _bare(cell: str) -> str:
    """A number without what sets thousands apart beside marks: blanks of any kind and apostrophes."""
    return re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", cell.strip())


def _number(text: str, mark: str) -> float:
    if both := _BOTH.fullmatch(text):
        if mark and both[2] != mark:
            raise ValueError("must have the decimal mark of the other numbers")
        return float(text.replace(both[1], "").replace(both[2], "."))
    if grouped := _GROUPED.fullmatch(text):
        several = text.count(grouped[1]) > 1
        if not mark and not several:
            raise ValueError(f"could be a thousand or have decimals: write {text.replace(grouped[1], '')}")
        if several or grouped[1] != mark:
            return float(text.replace(grouped[1], ""))
    try:
        return float(text.replace(",", ".") if mark != "." else text)
    except ValueError:
        raise ValueError("must be a number") from None
