"""Opening hours as people write them: "mon-fri 08:00-20:00, sat 10:00-16:00".

In: text. Out: `WeekHours`, intervals of each day of the week in microseconds since midnight.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sim.units import MICROSECONDS

WeekHours = tuple[tuple[tuple[int, int], ...], ...]
"""Monday to Sunday: the half-open (start, end) of each day, microseconds since its midnight, ascending."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * MICROSECONDS["h"]
ALWAYS: WeekHours = (((0, _DAY),),) * 7
_DAYS_PATTERN = rf"(?:{'|'.join(DAYS)})(?:-(?:{'|'.join(DAYS)}))?"
_TIME = r"\d{1,2}:\d{2}"
PATTERN = rf"{_DAYS_PATTERN} +{_TIME}-{_TIME}(?:\s*,\s*{_DAYS_PATTERN} +{_TIME}-{_TIME})*"
_PART = re.compile(rf"({_DAYS_PATTERN}) +({_TIME})-({_TIME})")
_LOOKS_LIKE_HOURS = re.compile(rf"(?:{'|'.join(DAYS)})\b.*\d|.*\d:\d", re.IGNORECASE)
_RULE = 'must be opening hours such as "mon-fri 08:00-17:00, sat 10:00-16:00", or always'


def looks_like_hours(text: str) -> bool:
    """Whether a text is meant as hours rather than as the name of some."""
    return text == "always" or _LOOKS_LIKE_HOURS.match(text) is not None


def opening(text: object) -> WeekHours:
    """The hours of a week.

    Hours that end at or before their start run past midnight into the next day.

    Raises
    ------
    ValueError
        With the rule that the text breaks.
    """
    if not isinstance(text, str):
        raise ValueError(_RULE)
    if text == "always":
        return ALWAYS
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise ValueError(_RULE)
        for day in day_range(match.group(1)):
            _add(week, day, _time(match.group(2)), _time(match.group(3)))
    return tuple(_tidy(day, intervals) for day, intervals in enumerate(week))


def day_range(text: str) -> list[int]:
    """The days of "sat" or of "mon-fri" (past Sunday too), Monday 0; none where a name is unknown."""
    first, _, last = text.partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        return []
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return [(begin + i) % 7 for i in range((end - begin) % 7 + 1)]


def _time(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    if minutes > 59 or hours > 24 or (hours == 24 and minutes):
        raise ValueError(f"{text} is not a time of day; days end at 24:00")
    return hours * MICROSECONDS["h"] + minutes * MICROSECONDS["min"]


def _add(week: list[list[tuple[int, int]]], day: int, start: int, end: int) -> None:
    if start == end:
        raise ValueError("hours must not end when they begin; a whole day is 00:00-24:00")
    if start < end:
        week[day].append((start, end))
        return
    if start < _DAY:
        week[day].append((start, _DAY))
    if end > 0:
        week[(day + 1) % 7].append((0, end))


def _tidy(day: int, intervals: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(intervals)
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise ValueError(f"hours overlap on {DAYS[day]}")
    return tuple(ordered)
