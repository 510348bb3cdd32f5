"""The point that others are measured from: the scenario as it is written, or the middle of a design.

In: a sweep. Out: `Reference`, or None where points are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.errors import Place
from sim.scenario.document import Document, altered
from sim.sweeps.design.designs import Design
from sim.sweeps.design.factors import Factor
from sim.sweeps.design.reading import Sweep, change_of

WITH_REFERENCE = ("grid", "one_at_a_time")
"""Designs that have such a point."""

_MOST_TRIED = 100   # levels of a factor; of a longer one the middle is taken


@dataclass(frozen=True, slots=True)
class Reference:
    """A point of a design.

    Attributes
    ----------
    point : its number.
    as_written : whether it leaves the base as it is.
    """

    point: int
    as_written: bool


def reference_of(sweep: Sweep) -> Reference | None:
    """Where every factor leaves the base as it is, or else the middle of its levels."""
    design = sweep.design
    if design.kind == "one_at_a_time":
        return Reference(0, True)
    if design.kind != "grid":
        return None
    own = [_own_level(factor, sweep.documents[0]) for factor in design.factors]
    levels = [
        factor.levels // 2 if level is None else level
        for factor, level in zip(design.factors, own, strict=True)
    ]
    return Reference(number_of(design, levels), None not in own)


def number_of(design: Design, levels: Sequence[int]) -> int:
    """The number of a grid's point; its last factor moves fastest."""
    number = 0
    for factor, level in zip(design.factors, levels, strict=True):
        number = number * factor.levels + level
    return number


def levels_of(design: Design, number: int) -> tuple[int, ...]:
    """The level of each factor at a point of a grid."""
    levels: list[int] = []
    for factor in reversed(design.factors):
        number, level = divmod(number, factor.levels)
        levels.insert(0, level)
    return tuple(levels)


def _own_level(factor: Factor, document: Document) -> int | None:
    if factor.levels > _MOST_TRIED:
        return None
    written = document.resolved()
    for level in range(factor.levels):
        if altered(document, change_of(factor.at_level(level), Place())).resolved() == written:
            return level
    return None
