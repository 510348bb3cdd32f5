"""Ratios of two differences, such as money for each hard journey avoided: pooled statistics in, estimate out.

The jackknife's interval of a ratio fails where the denominator may be 0; Fieller's then says so, by being
unbounded.
"""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import CONFIDENCE, Estimate, Pooled, t_quantile

MAY_BE_NONE = "Fieller: unbounded, the denominator may be 0"
NO_VARIATION = "no variation"
NOT_ABOVE_0 = "the denominator is not above 0"


def fieller_ratio(above: Pooled, below: Pooled, confidence: float = CONFIDENCE) -> Estimate:
    """above / below with the interval of Fieller (1954), "Some problems in interval estimation", JRSS B 16.

    The interval holds every ratio r for which `above - r x below` cannot be told from 0 by Student's t,
    with the jackknife's variances and covariance (n - 1 degrees). It is bounded exactly where the
    interval of `below` leaves out 0.

    Parameters
    ----------
    above, below : differences of the same replications in the same order; `above` may be constant.

    Returns
    -------
    Estimate
        In units of `above` for each of `below`. Without numbers, and with the reason as its method,
        where `below` may be 0, or is not above 0 (a ratio of two losses would read as one of gains).
    """
    size = below.n
    if size < 2:
        return _nothing(size, "one replication")
    if not np.isfinite([above.value, below.value, *above.without, *below.without]).all():
        return _nothing(size, "no events")
    t = t_quantile(1 - (1 - confidence) / 2, size - 1)
    variances = t**2 * _covariance(above, below)
    leading = below.value**2 - variances[1, 1]
    if leading <= 0 and not below.constant:
        return _nothing(size, MAY_BE_NONE)
    if below.value <= 0:
        return _nothing(size, NOT_ABOVE_0)
    middle = above.value * below.value - variances[0, 1]
    last = above.value**2 - variances[0, 0]
    half = sqrt(max(middle**2 - leading * last, 0.0))
    value = above.value / below.value
    if above.constant and below.constant:
        return Estimate(value, nan, nan, size, NO_VARIATION)
    return Estimate(value, (middle - half) / leading, (middle + half) / leading, size, "Fieller t")


def _covariance(above: Pooled, below: Pooled) -> NDArray[np.float64]:
    """The jackknife's covariance matrix: (n - 1) / n times the sums of products about the means."""
    both = np.vstack([above.without, below.without])
    spread = both - both.mean(axis=1, keepdims=True)
    found: NDArray[np.float64] = (below.n - 1) / below.n * (spread @ spread.T)
    return found


def _nothing(size: int, why: str) -> Estimate:
    return Estimate(nan, nan, nan, size, why)
