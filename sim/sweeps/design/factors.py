"""A factor of a sweep: the paths that it moves and the changes that its levels make.

In: a name and its values. Out: `Factor`, by level or by quantile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.sweeps.design.values import Levels, Together, Uncertain, Values

Setting = tuple[str, Any]
"""A path and the change made there, as plain values."""


@dataclass(frozen=True, slots=True)
class Factor:
    """What is varied.

    Attributes
    ----------
    name : its path, or the name given to paths that move together.
    parts : path to values; levels for all paths, as many each, or laws for all.
    """

    name: str
    parts: dict[str, Levels | Uncertain]

    @property
    def levels(self) -> int:
        """Number of levels; 0 where a law stands instead of levels."""
        first = next(iter(self.parts.values()))
        return len(first) if isinstance(first, Levels) else 0

    def at_level(self, place: int) -> tuple[Setting, ...]:
        """The changes of one level."""
        return tuple((path, one.change(place)) for path, one in self.parts.items() if isinstance(one, Levels))

    def at(self, u: float) -> tuple[Setting, ...]:
        """The changes at a quantile: of levels, each is as likely as the others."""
        if self.levels:
            return self.at_level(min(int(u * self.levels), self.levels - 1))
        return tuple((path, one.change(u)) for path, one in self.parts.items() if isinstance(one, Uncertain))


def factor_of(name: str, values: Values) -> Factor:
    """The factor that a sweep file names."""
    return Factor(name, values.parts if isinstance(values, Together) else {name: values})


def level_in_words(settings: Sequence[Setting]) -> str:
    """What a level sets: `6`, `x 1.1`, `+2`; of several paths each with its name."""
    if len(settings) == 1:
        return change_in_words(settings[0][1])
    return ", ".join(f"{path} {change_in_words(value)}" for path, value in settings)


def change_in_words(change: Any) -> str:
    """A change of one value: `6`, `x 1.1`, `+2`."""
    if isinstance(change, dict) and len(change) == 1:
        operator, inner = next(iter(change.items()))
        if operator == "times":
            return f"x {inner}"
        if operator == "add":
            return str(inner) if str(inner).startswith("-") else f"+{inner}"
    return _as_written(change)


def _as_written(value: Any) -> str:
    """A value as a scenario writes it in a line: `{exponential: 2 min}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_as_written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_written, value)) + "]"
    return str(value)
