"""Values that vary become dense tables; shares become splits.

In: a value or nested `By` maps, and the names of each dimension in the order of their indices.
Out: `Table`s over the dimensions that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any, TypeVar

from sim.plan.model import Split
from sim.plan.tables import DIMENSIONS, Table
from sim.scenario.varying import By

T = TypeVar("T")

Names = Mapping[str, tuple[str, ...]]
"""The names of each dimension, in the order of their indices; "" stands for no team."""

NamedCase = Mapping[str, str]
"""One name for each dimension that matters."""

_NONE = object()


def keys_of(*values: Any) -> set[str]:
    """The dimensions by which the values vary, nested maps and the shares of a split included."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, By):
            found |= {value.key} | keys_of(value.rest, *value.cases.values())
        elif isinstance(value, Mapping):
            found |= keys_of(*value.values())
    return found


def value_at(value: Any, case: NamedCase) -> Any:
    """What holds for a case: the deepest map that names it, else the nearest `rest`.

    Raises
    ------
    LookupError
        Where nothing is said about the case.
    """
    found = _deepest(value, case)
    if found is _NONE:
        raise LookupError(", ".join(f"{key} {name or 'none'}" for key, name in case.items()))
    return found


def _deepest(value: Any, case: NamedCase) -> Any:
    if not isinstance(value, By):
        return value
    named = value.cases.get(case[value.key], _NONE)
    found = _NONE if named is _NONE else _deepest(named, case)
    if found is _NONE and value.rest is not None:
        return _deepest(value.rest, case)
    return found


def tabulate(names: Names, keys: Iterable[str], value: Callable[[NamedCase], T]) -> Table[T]:
    """A table over some dimensions, filled case by case; a constant where all cases agree."""
    used = set(keys)
    dimensions = [(number, key) for number, key in enumerate(DIMENSIONS) if key in used]
    cases = product(*(names[key] for _, key in dimensions))
    values = tuple(value(dict(zip((key for _, key in dimensions), case, strict=True))) for case in cases)
    if all(other == values[0] for other in values):
        return Table((), values[:1])
    return Table(_strides(names, dimensions), values)


def _strides(names: Names, dimensions: list[tuple[int, str]]) -> tuple[tuple[int, int], ...]:
    steps: list[tuple[int, int]] = []
    stride = 1
    for number, key in reversed(dimensions):
        steps.append((number, stride))
        stride *= len(names[key])
    return tuple(reversed(steps))


def table(names: Names, value: Any, convert: Callable[[Any], T]) -> Table[T]:
    """The table of a varying value, each entry converted."""
    return tabulate(names, keys_of(value), lambda case: convert(value_at(value, case)))


def split_table(names: Names, shares: Any, target: Callable[[str], int]) -> Table[Split]:
    """The table of a choice by shares, each of which may vary too; a bare name has the whole share."""

    def at(case: NamedCase) -> Split:
        chosen = value_at(shares, case)
        return split({chosen: 1.0} if isinstance(chosen, str) else chosen, case, target)

    return tabulate(names, keys_of(shares), at)


def split(shares: Mapping[str, Any], case: NamedCase, target: Callable[[str], int]) -> Split:
    """The choice that holds for a case: cumulative shares in file order, `rest` what remains."""
    values = {name: value_at(value, case) for name, value in shares.items()}
    remains = max(1 - sum(value for value in values.values() if value != "rest"), 0.0)
    upto: list[float] = []
    total = 0.0
    for value in values.values():
        total += remains if value == "rest" else value
        upto.append(1.0 if total > 1 - 1e-9 else total)
    return Split((*upto[:-1], 1.0), tuple(target(name) for name in values))


def targets_of(value: Any) -> tuple[Any, ...]:
    """Everything that a varying value can be, in file order; of shares, the names."""
    if value is None:
        return ()
    if isinstance(value, By):
        parts = (*value.cases.values(), value.rest)
        return tuple(target for part in parts for target in targets_of(part))
    if isinstance(value, Mapping):
        return tuple(value)
    return (value,)
