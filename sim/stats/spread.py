"""How much of a quantity's spread one of its parts makes: sums in, pooled statistics out.

For a whole that is a sum of parts it is the part's covariance with the whole over the whole's variance; over
all parts these add up to 1 (Shorrocks 1982, "Inequality decomposition by factor components", Econometrica 50:
the natural decomposition of the variance).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.estimate import Pooled
from sim.stats.ratio import sum_of_others

Floats = NDArray[np.float64]
_ROUNDING = 1e-12   # a variance below this part of the mean square is rounding


@dataclass(frozen=True, slots=True)
class Whole:
    """Sums of a whole, each of shape (n,), one a replication: how many, the values, their squares."""

    count: Floats
    total: Floats
    squares: Floats


def spread_share(whole: Whole, part: ArrayLike, product: ArrayLike) -> Pooled:
    """The share of the whole's variance that a part makes, over all replications together.

    Parameters
    ----------
    part, product : shape (n,): the part's sum in each replication, and that of part times whole.

    Returns
    -------
    Pooled
        nan where the whole does not vary.
    """
    sums = [np.asarray(one, float) for one in (whole.count, whole.total, whole.squares, part, product)]
    value = _share([one.sum(keepdims=True) for one in sums])[0]
    return Pooled(float(value), _share([sum_of_others(one) for one in sums]))


def times(one: Pooled, other: Pooled) -> Pooled:
    """The product of two statistics of the same replications."""
    return Pooled(one.value * other.value, one.without * other.without)


def _share(sums: list[Floats]) -> Floats:
    count, total, squares, part, product = sums
    variance = squares * count - total**2
    found = np.full(len(count), np.nan)
    varies = variance > _ROUNDING * squares * count
    np.divide(product * count - part * total, variance, out=found, where=varies)
    return found
