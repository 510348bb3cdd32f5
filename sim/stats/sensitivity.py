"""Sobol' indices of a noisy model: what share of the variance between points each factor brings.

In: numerators and denominators of a ratio, at the points of Saltelli's design, by replication. Out: an
`Index` a factor and kind, each with its interval, and the share of the variance that is noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import Estimate
from sim.stats.ratio import sum_of_others

Array = NDArray[np.float64]

MOST_NOISE = 0.10
"""Where more than this share of the variance is noise, factors are not ranked."""

_DRAWS = 499
_NOTHING = "no variation, or points without events"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What makes the difference between points.

    Attributes
    ----------
    first : for each factor the share of the variance that it brings alone.
    total : for each factor the share that it brings alone or together with others.
    noise : share of the variance that is left from the luck of the replications; nan where it cannot be
        told, as from one replication.
    """

    first: tuple[Estimate, ...]
    total: tuple[Estimate, ...]
    noise: float

    @property
    def ranks(self) -> tuple[int, ...]:
        """The place of each factor by its total index, 1 the largest; empty where noise forbids it."""
        if not self.noise <= MOST_NOISE:
            return ()
        order = np.argsort([-one.value for one in self.total], kind="stable").tolist()
        return tuple(order.index(factor) + 1 for factor in range(len(order)))


def sensitivity(above: Array, below: Array, seed: int, confidence: float = 0.95) -> Sensitivity:
    """First-order and total Sobol' indices of the ratio of sums over replications.

    Parameters
    ----------
    above, below : numerators and denominators, shape (d + 2, n, replications): A, B, and A with each
        column of B in turn (`sim.sweeps.design.designs.saltelli`). All points share their replications.
    seed : of the bootstrap.

    Returns
    -------
    Sensitivity
        Estimators of Saltelli et al. (2010), "Variance based sensitivity analysis of model output",
        Computer Physics Communications 181, table 2 (b) and (f), as in `scipy.stats.sobol_indices`.
        Intervals: percentiles of a bootstrap that draws points (a row with its A, B and mixed points) and
        replications (the same for all points) anew.
    """
    if above.shape[1] < 2:
        nothing = tuple(_estimate(nan, nan, nan, above.shape[2]) for _ in above[2:])
        return Sensitivity(nothing, nothing, nan)
    first, total = _indices(_ratio(above.sum(axis=2), below.sum(axis=2)))
    generator = np.random.default_rng(seed)
    drawn = [_indices(_redrawn(above, below, generator)) for _ in range(_DRAWS)]
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    found = []
    for place, values_of_kind in enumerate((first, total)):
        ends = np.quantile([one[place] for one in drawn], tails, axis=0)
        found.append(tuple(map(_estimate, values_of_kind, *ends, [above.shape[2]] * len(first))))
    return Sensitivity(found[0], found[1], noise_share(above, below))


def noise_share(above: Array, below: Array) -> float:
    """Variance that the replications leave in the differences between points, over that of the points.

    By the jackknife over replications; what moves all points alike, as their common luck does, is no noise
    in a difference and drops out.
    """
    size = above.shape[2]
    if size < 2:
        return nan
    without = _ratio(*(np.apply_along_axis(sum_of_others, 2, each[:2]) for each in (above, below)))
    centred = without - without.mean(axis=(0, 1))
    noise = (size - 1) * centred.var(axis=2).mean()
    spread = _ratio(above[:2].sum(axis=2), below[:2].sum(axis=2)).var()
    return float(noise / spread) if spread > 0 else nan


def _redrawn(above: Array, below: Array, generator: np.random.Generator) -> Array:
    """The values of one bootstrap sample."""
    _, points, size = above.shape
    rows = generator.integers(points, size=points)
    weights = np.bincount(generator.integers(size, size=size), minlength=size).astype(float)
    return _ratio(above[:, rows] @ weights, below[:, rows] @ weights)


def _indices(values: Array) -> tuple[Array, Array]:
    """First-order and total indices of values of shape (d + 2, n); nan where they do not vary."""
    a, b, mixed = values[0], values[1], values[2:]
    variance = values[:2].var()
    if not variance > 0:
        nothing = np.full(len(mixed), np.nan)
        return nothing, nothing
    centre = values[:2].mean()
    first = ((b - centre) * (mixed - a)).mean(axis=1) / variance
    total = ((a - mixed) ** 2).mean(axis=1) / (2 * variance)
    return first, total


def _ratio(above: Array, below: Array) -> Array:
    result = np.full(above.shape, np.nan)
    np.divide(above, below, out=result, where=below > 0)
    return result


def _estimate(value: float, low: float, high: float, n: int) -> Estimate:
    if np.isnan(value):
        return Estimate(nan, nan, nan, n, _NOTHING)
    return Estimate(float(value), float(low), float(high), n, "bootstrap of points and replications")
