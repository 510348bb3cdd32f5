"""What each level of a grid's factor does, on average over all that the other factors do.

In: points one after the other. Out: rows of the table `response`; what is held does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import Pooled
from sim.sweeps.design.designs import Design
from sim.sweeps.design.factors import level_in_words
from sim.sweeps.design.reference import levels_of
from sim.sweeps.store.collecting import Key

Row = tuple[Any, ...]


@dataclass(slots=True)
class _Sum:
    """Points of one level: their number, their values, and the same without each replication."""

    count: int = 0
    value: float = 0.0
    without: Any = 0.0

    def add(self, pooled: Pooled) -> None:
        self.count += 1
        self.value += pooled.value
        self.without = self.without + pooled.without

    def mean(self) -> Pooled:
        without: NDArray[np.float64] = np.asarray(self.without) / self.count
        return Pooled(self.value / self.count, without)


@dataclass(slots=True)
class Effects:
    """Sums by scenario, factor and level."""

    design: Design
    _sums: dict[tuple[str, int, int], dict[Key, _Sum]] = field(default_factory=dict)

    def add(self, number: int, scenario: str, found: dict[Key, Pooled]) -> None:
        """Note a point of the grid that one scenario lived through."""
        for place, level in enumerate(levels_of(self.design, number)):
            sums = self._sums.setdefault((scenario, place, level), {})
            for key, pooled in found.items():
                sums.setdefault(key, _Sum()).add(pooled)

    def rows(self) -> Iterator[Row]:
        """Rows of the table `response`, by scenario, factor, level, measure and group."""
        scenarios = list(dict.fromkeys(scenario for scenario, _, _ in self._sums))
        for scenario, place, level in sorted(self._sums, key=lambda at: (scenarios.index(at[0]), *at[1:])):
            factor = self.design.factors[place]
            head = (scenario, factor.name, level, level_in_words(factor.at_level(level)))
            for key, total in self._sums[scenario, place, level].items():
                one = total.mean().estimate()
                yield (*head, *key, one.value, one.low, one.high, one.n, one.method)
