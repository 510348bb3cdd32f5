"""The ratio of sums over replications: numerators and denominators in, a pooled statistic out.

The mean of per-replication ratios is biased where denominators vary (Cochran 1977, "Sampling
Techniques", 3rd ed., section 6.8); the ratio of sums is not, to first order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.estimate import Pooled


def pooled_ratio(numerators: ArrayLike, denominators: ArrayLike) -> Pooled:
    """Sum of numerators over sum of denominators, with each replication left out in turn.

    Parameters
    ----------
    numerators, denominators : shape (n,), one entry a replication; denominators at least 0. A
        replication without events has 0 and 0 and pulls in no direction.

    Returns
    -------
    Pooled
        nan where a sum of denominators is 0: an empty denominator is neither an error nor a zero.
    """
    above = np.asarray(numerators, float)
    below = np.asarray(denominators, float)
    if above.shape != below.shape or above.ndim != 1:
        raise ValueError(f"one numerator and denominator a replication, got {above.shape}, {below.shape}")
    value = _quotient(above.sum(keepdims=True), below.sum(keepdims=True))[0]
    return Pooled(float(value), _quotient(sum_of_others(above), sum_of_others(below)))


def pseudo_ratios(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """The jackknife's pseudo-values of ratios of sums: what each replication says of the ratio.

    Their mean is the ratio less its bias to first order, and they can be analysed as independent
    observations (Tukey 1958; Miller 1974, "The jackknife: a review", Biometrika 61, section 1).

    Parameters
    ----------
    above : shape (n, ...), several numerators of each replication.
    below : shape (n, ...) or one that broadcasts to it, their denominators.

    Returns
    -------
    Shape (n, ...); nan where a sum of denominators is 0.
    """
    n = len(above)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = above.sum(axis=0) / below.sum(axis=0)
        without = (above.sum(axis=0) - above) / (below.sum(axis=0) - below)
    found: NDArray[np.float64] = n * pooled - (n - 1) * without
    return found


def sum_of_others(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum without each entry; shape (n,). From both ends, so that nothing is subtracted."""
    before = np.concatenate(([0.0], np.cumsum(values)[:-1]))
    after = np.concatenate((np.cumsum(values[::-1])[::-1][1:], [0.0]))
    return (before + after)[: len(values)]


def _quotient(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    result = np.full(len(above), np.nan)
    np.divide(above, below, out=result, where=below > 0)
    return result
