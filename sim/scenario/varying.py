"""Values by dimension: wherever a T stands, `{by: KEY, name: value, ..., rest: value}` may stand, nested.

In: the plain value. Out: a T, or a `By` of T.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from sim.scenario.hours import DAYS, day_range
from sim.scenario.kinds import Json, custom_error, moved

T = TypeVar("T")

EVERYWHERE = (
    "segment", "reason", "channel", "team", "previous_team", "attempt", "transferred", "hour", "day",
)
"""The dimensions by which a value can vary, wherever they are known."""

OF_A_JOURNEY = ("lived", "handoffs", "hard_journeys")
"""What a customer has lived through when a journey is over: by these, whether and when he comes again."""

KEYS = (*EVERYWHERE, *OF_A_JOURNEY)
"""All dimensions."""

CASES: dict[str, tuple[str, ...]] = {
    "attempt": ("first", "further"),
    "transferred": ("yes", "no"),
    "hour": tuple(str(hour) for hour in range(24)),
    "day": DAYS,
    "lived": ("easy", "hard"),
    "handoffs": tuple(str(number) for number in range(11)),
    "hard_journeys": tuple(str(number) for number in range(11)),
}
"""The cases of the dimensions whose cases are not names of the scenario."""


@dataclass(frozen=True, slots=True)
class By(Generic[T]):
    """A value that varies.

    Attributes
    ----------
    key : the dimension, one of `KEYS`.
    cases : the value of each case that has its own, in file order; ranges of days are spelt out.
    rest : the value of all other cases; None where every case has its own.
    """

    key: str
    cases: dict[str, T | By[T]]
    rest: T | By[T] | None


class _VaryingKind:
    """Tells a by-map from a plain value by its key `by`, so that a fault is reported once."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = next(get_args(arg)[0] for arg in get_args(source) if get_origin(arg) is By)
        return core_schema.no_info_wrap_validator_function(read_varying, handler.generate_schema(plain))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Json:
        plain = handler(schema)
        nested = {"type": "object", "required": ["by"], "properties": {"by": {"enum": list(KEYS)}}}
        by = {
            "type": "object",
            "description": "A value for each case of a dimension; `rest` for all others.",
            "required": ["by"],
            "properties": {"by": {"enum": list(KEYS)}},
            "additionalProperties": {"anyOf": [plain, nested]},
        }
        return {"anyOf": [plain, by]}


Varying = Annotated[T | By[T], _VaryingKind()]
"""A T, or a by-map of T."""


def read_varying(value: object, handler: core_schema.ValidatorFunctionWrapHandler) -> object:
    """A plain value as `handler` reads it, or a by-map of such values."""
    if not (isinstance(value, dict) and "by" in value):
        return handler(value)
    errors = _key_errors(value)
    cases: dict[str, Any] = {}
    for name, case in value.items():
        if name == "by":
            continue
        try:
            read = read_varying(case, handler)
        except ValidationError as error:
            errors += moved(error, name)
            continue
        cases.update(dict.fromkeys(_spelt_out(value["by"], name), read))
    if errors:
        raise ValidationError.from_exception_data("by", errors)
    rest = cases.pop("rest", None)
    return By(value["by"], cases, rest)


def _spelt_out(key: object, name: str) -> list[str]:
    if key == "day" and "-" in name:
        return [DAYS[day] for day in day_range(name)]
    return [name]


def _key_errors(value: dict[str, Any]) -> list[InitErrorDetails]:
    key = value["by"]
    if not isinstance(key, str) or key not in KEYS:
        return [_error(f"must be one of {', '.join(EVERYWHERE)}{_suggestion(key)}", key, "by")]
    if len(value) == 1:
        return [_error("has no case: name at least one, or rest", value)]
    known = CASES.get(key)
    found: list[InitErrorDetails] = []
    seen: set[str] = set()
    for name in value:
        if known is None or name in ("by", "rest"):
            continue
        spelt = _spelt_out(key, name)
        if not spelt or not set(spelt) <= set(known):
            found.append(_error(f"is not a case of {key}; use {_listed(known)}", name, name))
        elif seen & set(spelt):
            found.append(_error("repeats a day that another case already covers", name, name))
        seen.update(spelt)
    return found


def _error(rule: str, value: object, *at: str) -> InitErrorDetails:
    return InitErrorDetails(type=custom_error(rule), loc=at, input=value)


def _listed(names: tuple[str, ...]) -> str:
    return f"{names[0]} to {names[-1]}" if len(names) > 4 else " or ".join(names)


def _suggestion(key: object) -> str:
    close = get_close_matches(key, KEYS, n=1) if isinstance(key, str) else []
    return f"; did you mean '{close[0]}'?" if close else ""
