"""The values of a factor as people write them: `4..8`, `3 min..5 min by 30 s`, a list, or a law.

In: the plain value of a sweep file. Out: `Levels`, `Uncertain` or `Together`, whose values are written as
in a scenario.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sim.errors import Place
from sim.scenario.amounts import plus, same_unit
from sim.scenario.kinds import Json, RuleError
from sim.scenario.laws import Law
from sim.scenario.lawtext import FORMS, number_law
from sim.scenario.reading import resolved
from sim.scenario.tree import Node, Scalar
from sim.units import is_number, number_text, split

OPERATORS = ("times", "add")
MOST_LEVELS = 100_000

_RANGE = re.compile(r"(?P<first>.+?)\s*\.\.\s*(?P<last>.+?)(?:\s+by\s+(?P<step>.+))?")
_NO_VALUES = "needs several values: a list such as [4, 5, 6], a range such as 4..8, or a law"


@dataclass(frozen=True, slots=True)
class Levels:
    """Values that are tried one by one.

    Attributes
    ----------
    values : as a scenario writes them; those of an operator without it.
    operator : times or add; empty where they replace the base's value.
    """

    values: tuple[Any, ...]
    operator: str = ""

    def __len__(self) -> int:
        return len(self.values)

    def change(self, place: int) -> Any:
        """The change that one level makes."""
        return _operated(self.operator, self.values[place])


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A value known only by its law.

    Attributes
    ----------
    law : of the number.
    unit : written behind the number; empty for a plain number.
    operator : times or add; empty where it replaces the base's value.
    """

    law: Law
    unit: str
    operator: str = ""

    def value(self, u: float) -> Scalar:
        """The value below which a share `u` of the law lies, as a scenario writes it."""
        number = self.law.quantile(u)
        if not self.unit:
            return number
        blank = "" if self.unit.startswith(("/", "%")) else " "
        return f"{number_text(Decimal(repr(number)))}{blank}{self.unit}"

    def change(self, u: float) -> Any:
        """The change that the value makes."""
        return _operated(self.operator, self.value(u))


@dataclass(frozen=True, slots=True)
class Together:
    """Several paths that move as one: all by levels, as many each, or all by laws, at the same quantile."""

    parts: dict[str, Levels | Uncertain]


Values = Levels | Uncertain | Together


def values_of(value: object) -> Values:
    """The values of a factor.

    Raises
    ------
    RuleError
        With every rule that is broken.
    """
    if isinstance(value, dict) and set(value) == {"together"}:
        return _together(value["together"])
    return _one(value)


def _one(value: object) -> Levels | Uncertain:
    operator = next(iter(value), "") if isinstance(value, dict) and len(value) == 1 else ""
    if isinstance(value, dict) and operator in OPERATORS:
        try:
            found = _plain(value[operator])
        except RuleError as wrong:
            raise RuleError.several([((operator, *at), rule) for at, rule in wrong.found]) from None
        if isinstance(found, Levels):
            return Levels(found.values, operator)
        return Uncertain(found.law, found.unit, operator)
    return _plain(value)


def _plain(value: object) -> Levels | Uncertain:
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, dict):
        return _uncertain(value)
    match = _RANGE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise RuleError(_NO_VALUES)
    return _range(*(None if part is None else resolved(part) for part in match.groups()))


def _listed(values: list[Any]) -> Levels:
    if not values:
        raise RuleError(_NO_VALUES)
    again = [place for place, one in enumerate(values) if one in values[:place]]
    if again:
        raise RuleError.several([((place,), "stands twice in the list") for place in again])
    return Levels(tuple(values))


def _range(first: Scalar, last: Scalar, step: Scalar) -> Levels:
    if step is None:
        if not (isinstance(first, int) and isinstance(last, int)):
            raise RuleError("needs a step, such as 3 min..5 min by 30 s")
        step = 1
    if not same_unit(first, last, ordered=True):
        raise RuleError("needs two ends with units that fit, the lower one first, such as 4..8")
    try:
        after = _added(first, step)
    except ValueError as error:
        raise RuleError(f"has a step that does not fit: {error}") from None
    if same_unit(after, first, ordered=True):
        raise RuleError("needs a step above 0")
    values: list[Any] = []
    while same_unit(first, last, ordered=True):
        if len(values) == MOST_LEVELS:
            raise RuleError(f"has more than {MOST_LEVELS} values")
        values.append(first)
        first = _added(first, step)
    return Levels(tuple(values))


def _added(value: Scalar, step: Scalar) -> Scalar:
    return plus(Node(value, Place()), step, Place()).scalar


def _uncertain(value: dict[str, Any]) -> Uncertain:
    law = next(iter(value), "")
    if len(value) != 1 or law not in FORMS:
        raise RuleError(f"must be values, or one law of {', '.join(FORMS)}")
    given = value[law]
    parameters = given if isinstance(given, dict) else {FORMS[law][0][0]: given}
    units: dict[str, str] = {}
    numbers: dict[str, Any] = {}
    for name, written in parameters.items():
        relative = name == "sd" and isinstance(written, str) and written.rstrip().endswith("%")
        numbers[name], unit = (written, None) if relative else _quantity(written, (law, name))
        if unit is not None and name != "shape":
            units[name] = unit
    if len(set(units.values())) > 1:
        raise RuleError("needs the same unit for all its numbers", law)
    return Uncertain(number_law({law: numbers}), next(iter(units.values()), ""))


def _quantity(written: object, at: tuple[str, ...]) -> tuple[float, str]:
    if is_number(written):
        return float(written), ""
    if not isinstance(written, str):
        raise RuleError("must be a number, with a unit where the scenario has one", *at)
    try:
        number, unit = split(written)
    except ValueError as error:
        raise RuleError(str(error), *at) from None
    return float(number), unit


def _together(value: object) -> Together:
    if not isinstance(value, dict) or len(value) < 2:
        raise RuleError("must be a map of two or more paths to their values", "together")
    parts: dict[str, Levels | Uncertain] = {}
    faults: list[tuple[tuple[str | int, ...], str]] = []
    for path, written in value.items():
        try:
            parts[path] = _one(written)
        except RuleError as wrong:
            faults += [(("together", path, *at), rule) for at, rule in wrong.found]
    if faults:
        raise RuleError.several(faults)
    if len({len(part) if isinstance(part, Levels) else 0 for part in parts.values()}) > 1:
        raise RuleError("needs as many values for each path, or a law for each", "together")
    return Together(parts)


def _operated(operator: str, value: Any) -> Any:
    return {operator: value} if operator else value


def values_json() -> Json:
    """The JSON Schema of a factor's values."""
    levels: list[Json] = [
        {"type": "string", "pattern": r"\.\.", "examples": ["4..8", "3 min..5 min by 30 s"]},
        {"type": "array", "minItems": 1},
    ]
    return {"anyOf": [*levels, {"type": "object", "description": "A law, {times: ...}, {add: ...}, "
                                "or {together: {path: values, path: values}}."}]}  # fmt: skip
