"""Laws put together of pieces, as people write them.

`{mixture: {short: {share: 30 %, law: 1 min}, long: {share: rest, law: {exponential: 9 min}}}}` or
`{empirical: {file: calls.csv, column: talk, unit: s}}`. In: the plain value. Out: a law, or the broken rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sim.scenario.kinds import Json, RuleError
from sim.scenario.laws import Constant, Law
from sim.scenario.pieced_laws import Mixture, Recorded
from sim.units import MICROSECONDS, share

MIXTURE, EMPIRICAL = "mixture", "empirical"
PIECED = (MIXTURE, EMPIRICAL)

_PART = ("share", "law")
_COLUMN = ("file", "column", "unit", "weights")
_NEAR = 1e-9
T = TypeVar("T")
Place = tuple[str | int, ...]


def pieced(
    value: dict[str, object], read: Callable[[object], Law], plain_numbers: bool = False
) -> Law | None:
    """The law of a map that begins with `mixture` or `empirical`; None for any other.

    Parameters
    ----------
    read : reads the laws of a mixture's parts.
    plain_numbers : the law is of numbers without unit.

    Raises
    ------
    RuleError
        With every rule that the value breaks.
    """
    name = next(iter(value), "")
    if len(value) != 1 or name not in PIECED:
        return None
    given = value[name]
    if name == EMPIRICAL:
        return _recorded(given, plain_numbers)
    return _mixture(given, read)


def _recorded(given: object, plain_numbers: bool) -> Recorded:
    if not isinstance(given, dict) or not {"file", "column"} <= set(given):
        raise RuleError("needs file and column, such as {file: calls.csv, column: talk, unit: s}", EMPIRICAL)
    found: list[tuple[Place, str]] = []
    for key, text in given.items():
        if key not in _COLUMN:
            found.append(((EMPIRICAL, key), f"unknown key; known: {', '.join(_COLUMN)}"))
        elif not isinstance(text, str) or not text.strip():
            found.append(((EMPIRICAL, key), "must be a text"))
        elif key == "unit" and plain_numbers:
            found.append(((EMPIRICAL, key), "does not fit here: these are numbers without unit"))
        elif key == "unit" and text not in MICROSECONDS:
            found.append(((EMPIRICAL, key), f"must be one of {', '.join(MICROSECONDS)}"))
    if found:
        raise RuleError.several(found)
    unit = -1 if plain_numbers else MICROSECONDS.get(given.get("unit", ""), 0)
    return Recorded(given["file"], given["column"], given.get("weights", ""), unit)


def _mixture(given: object, read: Callable[[object], Law]) -> Mixture:
    if not isinstance(given, dict) or len(given) < 2:
        example = "{short: {share: 30 %, law: 1 min}, long: {share: rest, law: 9 min}}"
        raise RuleError(f"needs at least two named parts, such as {example}", MIXTURE)
    found: list[tuple[Place, str]] = []
    shares: list[float | None] = []
    parts: list[Law] = []
    for name, part in given.items():
        if not isinstance(part, dict) or set(part) != set(_PART):
            found.append(((MIXTURE, name), "needs share and law, such as {share: 30 %, law: 1 min}"))
            continue
        shares.append(_checked(_share, part["share"], (MIXTURE, name, "share"), found))
        law = _checked(read, part["law"], (MIXTURE, name, "law"), found)
        if isinstance(law, Mixture):
            found.append(((MIXTURE, name, "law"), "is a mixture itself: write its parts here"))
        elif law is not None:
            parts.append(law)
    if found:
        raise RuleError.several(found)
    if all(part == Constant(0) for part in parts):
        raise RuleError("needs a part above 0", MIXTURE)
    return Mixture(_adding_up(shares), tuple(parts))


def _share(value: object) -> float | None:
    return None if value == "rest" else share(value)


def _checked(
    read: Callable[[object], T], value: object, at: Place, found: list[tuple[Place, str]]
) -> T | None:
    """What `read` makes of a value; None where that breaks a rule, which is noted."""
    try:
        return read(value)
    except RuleError as error:
        found += [((*at, *inner), rule) for inner, rule in error.found]
    except ValueError as error:
        found.append((at, str(error)))
    return None


def _adding_up(shares: list[float | None]) -> tuple[float, ...]:
    total = sum(one for one in shares if one is not None)
    rests = shares.count(None)
    if rests > 1:
        raise RuleError("has more than one rest", MIXTURE)
    if total > 1 + _NEAR or (not rests and total < 1 - _NEAR):
        sign = "at most 100 % beside rest" if rests else "100 %"
        raise RuleError(f"shares must add up to {sign}, not {total * 100:.6g} %", MIXTURE)
    whole = [max(1 - total, 0.0) if one is None else one for one in shares]
    return tuple(one / sum(whole) for one in whole)


def pieced_json(simple: Json, plain_numbers: bool) -> list[Json]:
    """The JSON Schemas of laws put together of pieces.

    Parameters
    ----------
    simple : of a part of a mixture.
    """
    text = {"type": "string"}
    percent = {"type": "string", "pattern": r"^(\d+(\.\d+)?\s*%|rest)$"}
    rest = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, percent]}
    unit = {} if plain_numbers else {"unit": {"enum": list(MICROSECONDS)}}
    columns = {"file": text, "column": text, "weights": text, **unit}
    part = _map({"share": rest, "law": {"anyOf": [*simple["anyOf"], _of(EMPIRICAL, columns)]}}, _PART)
    parts = {"type": "object", "minProperties": 2, "additionalProperties": part}
    return [_map({MIXTURE: parts}, (MIXTURE,)), _of(EMPIRICAL, columns)]


def _of(name: str, columns: Json) -> Json:
    return _map({name: _map(columns, ("file", "column"))}, (name,))


def _map(properties: Json, required: tuple[str, ...]) -> Json:
    return {
        "type": "object", "required": list(required), "properties": properties, "additionalProperties": False,
    }  # fmt: skip
