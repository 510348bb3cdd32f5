"""A smooth model of each measure over the factors, where their values are numbers.

In: points one after the other. Out: rows of the tables `metamodel` and `foretold`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import Pooled
from sim.stats.metamodel import FEWEST, Metamodel, metamodel
from sim.sweeps.design.designs import Design
from sim.sweeps.store.collecting import Key
from sim.sweeps.tables.columns import number_at

Row = tuple[Any, ...]
Array = NDArray[np.float64]

MOST_POINTS = 300
"""A model takes the cube of the points in time."""

_SPREAD = ("grid", "latin_hypercube", "sobol")
"""Designs whose points fill the space; those of the others lie on lines in it."""

GROUP = "all"


@dataclass(frozen=True, slots=True)
class Space:
    """Where the points of a design lie.

    Attributes
    ----------
    low, high : shape (factors,): the range of each factor's numbers over the design.
    numbers : shape (points, factors).
    """

    low: Array
    high: Array
    numbers: Array

    def places(self, numbers: Array) -> Array:
        """Numbers of the factors, shape (m, factors), each between 0 and 1."""
        placed: Array = (numbers - self.low) / (self.high - self.low)
        return placed


def space_of(design: Design) -> Space | None:
    """The space that a design fills, whose factors all have numbers and vary; None where there is none, and
    for very few or very many points."""
    if design.kind not in _SPREAD or not design.factors or not FEWEST <= len(design) <= MOST_POINTS:
        return None
    numbers = np.array([[number_at(factor, point) for factor in design.factors] for point in design.points()])
    low, high = numbers.min(axis=0), numbers.max(axis=0)
    return Space(low, high, numbers) if np.isfinite(numbers).all() and (high > low).all() else None


def model_of(space: Space, values: Array, noise: Array) -> tuple[Metamodel, NDArray[np.intp]]:
    """The model of the values at all points (nan: failed), and which points it rests on.

    A place that was drawn twice counts once.
    """
    seen = np.flatnonzero(np.isfinite(values))
    _, first = np.unique(space.numbers[seen], axis=0, return_index=True)
    kept = seen[np.sort(first)]
    return metamodel(space.places(space.numbers[kept]), values[kept], noise[kept]), kept


@dataclass(slots=True)
class Smooth:
    """Values of all points, by scenario and measure."""

    design: Design
    space: Space | None
    _values: dict[tuple[str, str], Array] = field(default_factory=dict)

    def add(self, number: int, scenario: str, found: dict[Key, Pooled]) -> None:
        """Note a whole point that one scenario lived through."""
        if self.space is None:
            return
        for (measure, group), pooled in found.items():
            if group == GROUP and isfinite(pooled.value):
                both = self._values.setdefault((scenario, measure), np.full((2, len(self.design)), nan))
                both[:, number] = pooled.value, pooled.standard_error**2 if pooled.n > 1 else nan

    def rows(self) -> tuple[list[Row], list[Row]]:
        """Rows of `metamodel` and of `foretold`."""
        models: list[Row] = []
        points: list[Row] = []
        for (scenario, measure), (values, noise) in self._values.items():
            assert self.space is not None
            found, kept = model_of(self.space, values, noise)
            head, one = (scenario, measure, GROUP), found.explained
            told = (one.value, one.low, one.high, one.n, found.smoothing, found.good, one.method)
            models.append((*head, *told))
            points += _foretold(head, found, kept)
        return models, points


def _foretold(head: Row, found: Metamodel, kept: NDArray[np.intp]) -> Iterator[Row]:
    for number, value, foretold in zip(kept.tolist(), found.values, found.foretold, strict=True):
        yield (*head, number, float(value), float(foretold))
