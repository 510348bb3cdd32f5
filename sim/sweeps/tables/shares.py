"""Which factor makes the difference: the points of a sensitivity design gathered for their Sobol' indices.

In: points one after the other. Out: rows of the table `indices`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.stats.sensitivity import sensitivity
from sim.sweeps.design.designs import Design
from sim.sweeps.store.collecting import Key

Row = tuple[Any, ...]


@dataclass(slots=True)
class Shares:
    """Numbers of all points, by scenario, measure and group."""

    design: Design
    _numbers: dict[tuple[str, Key], NDArray[np.float64]] = field(default_factory=dict)

    def add(self, number: int, scenario: str, numbers: dict[Key, NDArray[np.float64]]) -> None:
        """Note a whole point that one scenario lived through."""
        for key, both in numbers.items():
            shape = (len(self.design), *both.shape)
            self._numbers.setdefault((scenario, key), np.full(shape, np.nan))[number] = both

    def rows(self) -> Iterator[Row]:
        """Rows of the table `indices`; a row of the design with a failed point is left out."""
        factors = self.design.factors
        for (scenario, key), numbers in self._numbers.items():
            shape = (len(factors) + 2, self.design.size, 2, -1)
            arranged = numbers.reshape(shape)
            whole = np.isfinite(arranged).all(axis=(0, 2, 3))
            above, below = arranged[:, whole, 0], arranged[:, whole, 1]
            found = sensitivity(above, below, self.design.seed)
            ranks = found.ranks or (None,) * len(factors)
            for place, factor in enumerate(factors):
                for kind, one in (("first", found.first[place]), ("total", found.total[place])):
                    yield (
                        scenario, *key, factor.name, kind, one.value, one.low, one.high, one.n,
                        int(whole.sum()), found.noise, ranks[place], one.method,
                    )  # fmt: skip
