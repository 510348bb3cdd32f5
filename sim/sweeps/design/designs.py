"""Designs: which points of the factors' space are tried.

In: factors and the kind of design. Out: points in an order that never changes, made as they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from sim.sweeps.design.factors import Factor, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[Setting, ...]
"""The changes that make a point of the base, factor by factor."""


@dataclass(frozen=True, slots=True)
class Design:
    """A design laid over factors.

    Attributes
    ----------
    kind : grid, one_at_a_time, latin_hypercube, sobol or sensitivity.
    factors : in the order of the file.
    size : n of a sampled design; 0 for the others.
    seed : of the scrambling of a sampled design.
    """

    kind: str
    factors: tuple[Factor, ...]
    size: int = 0
    seed: int = 0

    def __len__(self) -> int:
        levels = [factor.levels for factor in self.factors]
        if self.kind == "grid":
            return prod(levels)
        if self.kind == "one_at_a_time":
            return 1 + sum(levels)
        return self.size * (len(self.factors) + 2 if self.kind == "sensitivity" else 1)

    def points(self) -> Iterator[Point]:
        """The points, the last factor of a grid moving fastest; one at a time begins with the base."""
        if self.kind == "grid":
            for places in product(*(range(factor.levels) for factor in self.factors)):
                yield _joined(one.at_level(place) for one, place in zip(self.factors, places, strict=True))
        elif self.kind == "one_at_a_time":
            yield ()
            for factor in self.factors:
                yield from (factor.at_level(place) for place in range(factor.levels))
        else:
            for row in self.quantiles():
                yield _joined(one.at(float(u)) for one, u in zip(self.factors, row, strict=True))

    def quantiles(self) -> NDArray[np.float64]:
        """Where a sampled design lies in the unit cube; shape (points, factors).

        A sensitivity design holds A, then B, then for each factor A with that factor's column of B
        (Saltelli et al. 2010, "Variance based sensitivity analysis of model output", Computer Physics
        Communications 181, table 2), as `scipy.stats.sobol_indices` takes them.
        """
        import numpy as np
        from scipy.stats import qmc

        count, luck = len(self.factors), np.random.default_rng(self.seed)
        if self.kind == "latin_hypercube":
            return _inside(qmc.LatinHypercube(count, seed=luck).random(self.size))
        if self.kind == "sobol":
            return _inside(qmc.Sobol(count, bits=_BITS, seed=luck).random(self.size))
        both = _inside(qmc.Sobol(2 * count, bits=_BITS, seed=luck).random(self.size))
        return saltelli(both[:, :count], both[:, count:])


_BITS = 52


def saltelli(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """A, B, and for each column A with that column of B; shapes (n, d) and (n, d) to (n (d + 2), d)."""
    import numpy as np

    mixed = []
    for column in range(a.shape[1]):
        one = a.copy()
        one[:, column] = b[:, column]
        mixed.append(one)
    return np.concatenate([a, b, *mixed])


def _inside(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantiles strictly between 0 and 1, where every law has a value."""
    import numpy as np

    return np.clip(u, 2.0**-53, 1 - 2.0**-53)


def _joined(settings: Iterator[tuple[Setting, ...]] | Sequence[tuple[Setting, ...]]) -> Point:
    return tuple(one for some in settings for one in some)
