"""Quantities as people write them: "4 min", "85 %", "12000/w", "34 EUR/h".

In: text, or a bare number where one is allowed. Out: plain numbers in one unit each: durations in whole
microseconds, shares from 0 to 1. What does not fit raises ValueError with the rule in plain words.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

MICROSECONDS = {
    "ms": 1_000,
    "s": 1_000_000,
    "min": 60_000_000,
    "h": 3_600_000_000,
    "d": 86_400_000_000,
    "w": 604_800_000_000,
}
"""Length of each unit of time."""

LONGEST = 5_200 * MICROSECONDS["w"]
"""No duration of a scenario is longer: a hundred years keep every sum within 64 bits."""

NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
UNIT = "|".join(sorted(MICROSECONDS, key=len, reverse=True))
_QUANTITY = re.compile(rf"({NUMBER})\s*(.*)", re.DOTALL)
_NO_UNIT = "needs a unit: write for example 4 min, 90 s or 2 d"
_NO_DURATION = "must be a duration such as 4 min, 90 s or 2 d"
_DECIMAL = "a decimal comma"
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


@dataclass(frozen=True, slots=True)
class RateValue:
    """So many arrivals in one unit of time."""

    count: float
    per_us: int

    @property
    def per_microsecond(self) -> float:
        """Arrivals a microsecond."""
        return self.count / self.per_us


def split(text: str) -> tuple[Decimal, str]:
    """A quantity's number and what follows it: "4 min" is (4, "min").

    Raises
    ------
    ValueError
        Where no number begins the text, with advice on decimal commas.
    """
    if comma := _DECIMAL_COMMA.match(text.strip()):
        right = comma.group().replace(",", ".")
        raise ValueError(f"has {_DECIMAL}: write {right}, or a percentage such as 85 %")
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise ValueError("must begin with a number")
    return Decimal(match.group(1)), match.group(2).strip()


def duration_us(value: object) -> int:
    """A duration in whole microseconds (rounded half to even): "90 s", "4 min", "2 h", "3 d", "4 w"."""
    if is_number(value):
        raise ValueError(_NO_UNIT)
    number, unit = split_duration(value)
    if number < 0:
        raise ValueError("must not be negative")
    if number * MICROSECONDS[unit] > LONGEST:
        raise ValueError("is longer than 5200 w, the longest duration there is")
    return round(number * MICROSECONDS[unit])


def split_duration(text: object) -> tuple[Decimal, str]:
    """Number and unit of a duration, as written."""
    number, unit = _split(text, _NO_DURATION)
    if not unit:
        raise ValueError(_NO_UNIT)
    if unit not in MICROSECONDS:
        raise ValueError(f"has an unknown unit of time; use {', '.join(MICROSECONDS)}")
    return number, unit


def share(value: object) -> float:
    """A share from 0 to 1: "85 %" or 0.85."""
    number = _share_number(value)
    if not 0 <= number <= 1:
        raise ValueError("must be from 0 to 1, or from 0 % to 100 %")
    return float(number)


def _share_number(value: object) -> Decimal:
    rule = "must be a share such as 85 % or 0.85"
    if is_number(value):
        return Decimal(str(value))
    number, unit = _split(value, rule)
    if unit not in ("%", ""):
        raise ValueError(rule)
    return number / 100 if unit else number


def rate(value: object) -> RateValue:
    """Arrivals in a unit of time: "12000/w", "100/h", "4.2/min"."""
    rule = "must be a rate such as 12000/w, 100/h or 4.2/min"
    number, rest = _split(value, rule)
    unit = rest.removeprefix("/").strip()
    if not rest.startswith("/") or unit not in MICROSECONDS:
        raise ValueError(rule)
    if number < 0:
        raise ValueError("must not be negative")
    return RateValue(float(number), MICROSECONDS[unit])


def money(value: object, currency: str, per: str = "") -> float:
    """An amount of money ("25 EUR"), or of money a unit of time (`per` "h": "34 EUR/h")."""
    unit_wanted = f"{currency}/{per}" if per else currency
    rule = f"must be an amount such as 25 {unit_wanted}"
    number, unit = _split(value, rule)
    written, _, time = unit.replace(" ", "").partition("/")
    if time == per and written and written != currency:
        raise ValueError(f"must be in the scenario's currency, {currency}")
    if (written, time) != (currency, per):
        raise ValueError(rule)
    if number < 0:
        raise ValueError("must not be negative")
    return float(number)


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a finite number (true and false are not numbers)."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def number_text(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing: "13200", "0.85"."""
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text


def duration_text(us: int) -> str:
    """A duration in the largest unit that keeps it whole, for messages and reports: "90 s", "1 w"."""
    for unit, length in sorted(MICROSECONDS.items(), key=lambda item: -item[1]):
        if us % length == 0 and us:
            return f"{us // length} {unit}"
    return f"{us / MICROSECONDS['s']:g} s"


def _split(value: object, rule: str) -> tuple[Decimal, str]:
    """Number and unit of what must be a text; a decimal comma gets its own advice, all else the rule."""
    if not isinstance(value, str):
        raise ValueError(rule)
    try:
        return split(value)
    except ValueError as error:
        raise ValueError(str(error) if _DECIMAL in str(error) else rule) from None
