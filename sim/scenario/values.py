"""The kinds of value that the grammar knows: each checks what stands in the file and converts it once.

In: plain values of a file. Out: what the models of `sim.scenario.schema` hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator

from sim import units
from sim.scenario import hours, lawtext
from sim.scenario.hours import WeekHours
from sim.scenario.kinds import Json, Kind, OrMap, RuleError, TextOr, Word, custom_error
from sim.scenario.laws import Constant, Law
from sim.scenario.varying import By, Varying

__all__ = ["Amount", "By", "NumberLaw", "Varying", "WeekHours"]

T = TypeVar("T")

CURRENCY = "currency"
"""The key of the reading context that holds the scenario's currency."""

RESERVED = ("by", "rest", "remove", "unchanged", "extends", "change", "times", "add", "replace")
_NAME = re.compile(r"\w[\w -]*")
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Amount:
    """A value of some measure, in seconds where it is a time.

    Attributes
    ----------
    value : seconds, a share from 0 to 1, or a plain number.
    is_time : whether it was written with a unit of time.
    """

    value: float
    is_time: bool

    def in_unit_of(self, measure: str) -> float:
        """The value in the unit of a measure: hours for `overtime_h` and `journey_hours_p50`."""
        hourly = measure.endswith("_h") or "_hours" in measure
        return self.value / 3600 if self.is_time and hourly else self.value


def name(value: object) -> str:
    """A name: letters, digits, `_`, `-` and blanks, not a word of the grammar."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or _NAME.fullmatch(text) is None:
        raise ValueError("must be a name: letters, digits, _ and - (a dot separates names in a path)")
    return text


def new_name(value: object) -> str:
    """A name that a map of names gives to something."""
    text = name(value)
    if text in RESERVED:
        raise ValueError("is a word of the language; choose another name")
    return text


def names(value: object) -> str | list[str]:
    """A name or a list of names."""
    return [name(one) for one in value] if isinstance(value, list) else name(value)


def text(value: object) -> str:
    """One text; numbers are taken as written. A terminal must not obey what a file says."""
    found = str(scalar(value))
    if any(unicodedata.category(one) == "Cc" and one not in "\t\n" for one in found):
        raise ValueError("must not hold control characters")
    if any(unicodedata.category(one) == "Cs" for one in found):
        raise ValueError("must not hold half a character (a surrogate)")
    return found


def filled_text(value: object) -> str:
    """A text that holds something, such as the name of a file or of its column."""
    found = text(value)
    if not found.strip():
        raise ValueError("must not be empty")
    return found


def scalar(value: object) -> str | int | float:
    """A text or a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("must be a text or a number, not a map or a list")
    return value


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def day(value: object) -> date:
    """A date, year first: 2026-02-02."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> date:
    raise ValueError("must be a date such as 2026-02-02")


def count(value: object) -> int:
    """A whole number of at least 0."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ValueError("must be a whole number of at least 0")
    return value


def signed_number(value: object) -> float:
    """Any finite number."""
    if not units.is_number(value) or abs(value) > _MOST:
        raise ValueError("must be a number")
    return value


def positive_number(value: object) -> float:
    """A number above 0."""
    number = signed_number(value)
    if number <= 0:
        raise ValueError("must be a number above 0")
    return float(number)


def share_or_rest(value: object) -> float | str:
    """A share, or the word rest."""
    return "rest" if value == "rest" else units.share(value)


def amount(value: object) -> Amount:
    """A value of a measure: a duration, a share in per cent, or a plain number."""
    if units.is_number(value):
        return Amount(float(value), False)
    if not isinstance(value, str):
        raise ValueError("must be a number, a share such as 80 %, or a duration such as 15 s")
    number, unit = units.split(value)
    if unit == "%":
        return Amount(float(number) / 100, False)
    return Amount(units.duration_us(value) / units.MICROSECONDS["s"], True)


def hours_or_name(value: object) -> WeekHours | str:
    """Opening hours, or the name of some."""
    if isinstance(value, str) and not hours.looks_like_hours(value):
        return name(value)
    return hours.opening(value)


def split(value: object) -> object:
    """A split before its shares are read: one name alone takes everything."""
    if isinstance(value, str):
        return {value: 1.0}
    if not isinstance(value, dict) or not value:
        raise custom_error("must be a name, or a map of names to shares")
    return value


def target(value: object) -> str | list[str] | dict[str, list[str]]:
    """Whom a stage asks: a name or word, teams in order of preference, or `{any_of: [...]}`."""
    if isinstance(value, dict):
        if set(value) != {"any_of"} or not isinstance(value["any_of"], list) or not value["any_of"]:
            raise RuleError("must be a team, a list of teams in order of preference, or {any_of: [teams]}")
        return {"any_of": [name(one) for one in value["any_of"]]}
    if isinstance(value, list) and not value:
        raise RuleError("names no team")
    return names(value)


def _money(value: object, context: Mapping[str, Any], per: str = "") -> float:
    return units.money(value, context.get(CURRENCY, "EUR"), per)


def _per_hour(value: object, context: Mapping[str, Any]) -> float:
    return _money(value, context, "h")


def _per_minute(value: object, context: Mapping[str, Any]) -> float:
    return _money(value, context, "min")


_NUMBER = r"\d+(\.\d+)?"
DURATION_JSON: Json = {"type": "string", "pattern": rf"^{_NUMBER}\s*({units.UNIT})$", "examples": ["4 min"]}
SHARE_JSON: Json = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": rf"^{_NUMBER}\s*%$"},
    ],
    "examples": ["85 %"],
}
_NAME_JSON: Json = {"type": "string", "pattern": rf"^{_NAME.pattern}$"}


def _text_json(pattern: str, example: str) -> Json:
    return {"type": "string", "pattern": pattern, "examples": [example]}


def _either(*options: Json) -> Json:
    return {"anyOf": list(options)}


_HOURS_JSON = _text_json(rf"^(always|{hours.PATTERN})$", "mon-fri 08:00-17:00")
_PER_HOUR_JSON = _text_json(rf"^{_NUMBER}\s*\w+/h$", "34 EUR/h")
_LIST_JSON: Json = {"type": "array", "items": _NAME_JSON, "minItems": 1}
_ANY_OF_JSON: Json = {"type": "object", "required": ["any_of"], "properties": {"any_of": _LIST_JSON}}

Name = Annotated[str, Kind(name, _NAME_JSON)]
NewName = Annotated[str, Kind(new_name, _NAME_JSON)]
Names = Annotated[str | list[str], Kind(names, _either(_NAME_JSON, _LIST_JSON))]
Text = Annotated[str, Kind(text, {"type": ["string", "number"]})]
FilledText = Annotated[str, Kind(filled_text, {"type": ["string", "number"]})]
Scalar = Annotated[str | int | float, Kind(scalar, {"type": ["string", "number"]})]
Flag = Annotated[bool, Kind(flag, {"type": "boolean"})]
Date = Annotated[date, Kind(day, _text_json(r"^\d{4}-\d{2}-\d{2}$", "2026-02-02"))]
Count = Annotated[int, Kind(count, {"type": "integer", "minimum": 0})]
SignedNumber = Annotated[float, Kind(signed_number, {"type": "number"})]
PositiveNumber = Annotated[float, Kind(positive_number, {"type": "number", "exclusiveMinimum": 0})]
Duration = Annotated[int, Kind(units.duration_us, DURATION_JSON)]
Share = Annotated[float, Kind(units.share, SHARE_JSON)]
ShareOrRest = Annotated[float | Literal["rest"], Kind(share_or_rest, _either(SHARE_JSON, {"const": "rest"}))]
Rate = Annotated[
    units.RateValue, Kind(units.rate, _text_json(rf"^{_NUMBER}\s*/\s*({units.UNIT})$", "12000/w"))
]
Money = Annotated[float, Kind(_money, _text_json(rf"^{_NUMBER}\s*\w+$", "25 EUR"), context=True)]
MoneyPerHour = Annotated[float, Kind(_per_hour, _PER_HOUR_JSON, context=True)]
MoneyPerMinute = Annotated[
    float, Kind(_per_minute, _text_json(rf"^{_NUMBER}\s*\w+/min$", "0.04 EUR/min"), context=True)
]
LawOrDuration = Annotated[Law, Kind(lawtext.duration_law, lawtext.law_json(DURATION_JSON))]
NumberLaw = Annotated[Law, Kind(lawtext.number_law, lawtext.law_json({"type": "number", "minimum": 0}))]
MeasureAmount = Annotated[
    Amount, Kind(amount, _either({"type": "number"}, SHARE_JSON["anyOf"][1], DURATION_JSON))
]
Opening = Annotated[WeekHours, Kind(hours.opening, _HOURS_JSON)]
OpeningOrName = Annotated[WeekHours | str, Kind(hours_or_name, _either(_HOURS_JSON, _NAME_JSON))]
Target = Annotated[
    str | list[str] | dict[str, list[str]], Kind(target, _either(_NAME_JSON, _LIST_JSON, _ANY_OF_JSON))
]
Shares = Annotated[dict[Name, Varying[ShareOrRest]], BeforeValidator(split)]
"""Targets to shares; they add up to 100 %, `rest` takes what remains; in file order."""
NameOr = Annotated[Annotated[str, Kind(name, _NAME_JSON)] | T, TextOr()]
"""A name, or a T."""
DurationOr = Annotated[Annotated[int, Kind(units.duration_us, DURATION_JSON)] | T, TextOr()]
"""A duration, or a T."""
DurationOrAuto = Annotated[Literal["auto"] | Duration, Word("auto")]
"""A duration, or the word auto: to be found."""
CountOr = Annotated[Annotated[int, Kind(count, {"type": "integer", "minimum": 0})] | T, OrMap()]
"""A whole number, or a T."""
NextOpeningOr = Annotated[Literal["next_opening"] | T, Word("next_opening")]
"""The word next_opening, or a T."""

AT_ONCE = Constant(0)
"""The law of what takes no time."""
WEEK = units.MICROSECONDS["w"]
