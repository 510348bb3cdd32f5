"""Quantiles of the values of all replications together: samples in, a pooled statistic out.

Whole replications are left out, so the jackknife deletes many values at a time; with single values
it fails for quantiles (Shao & Wu 1989, "A general theory for jackknife variance estimation", Annals of
Statistics 17, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import Pooled

Sample = NDArray[np.generic]


def pooled_quantile(samples: Sequence[Sample], probability: float) -> Pooled:
    """The quantile of all samples pooled, with each replication left out in turn.

    Parameters
    ----------
    samples : one array of values a replication, any lengths, any order.
    probability : between 0 and 1.

    Returns
    -------
    Pooled
        The smallest value below or at which at least that share of the values lies (type 1 of
        Hyndman & Fan 1996, "Sample quantiles in statistical packages"); nan where there are no values.
    """
    lengths = [len(sample) for sample in samples]
    values = np.concatenate([np.asarray(s, float) for s in samples]) if samples else np.empty(0)
    owner = np.repeat(np.arange(len(samples)), lengths)
    order = np.argsort(values, kind="stable")
    values, owner = values[order], owner[order]
    without = [_of_sorted(values[owner != i], probability) for i in range(len(samples))]
    alone = [_of_sorted(values[owner == i], probability) for i in range(len(samples))]
    value = _of_sorted(values, probability)
    return Pooled(value, np.array(without, float), scale=abs(value), alone=np.array(alone, float))


def _of_sorted(values: NDArray[np.float64], probability: float) -> float:
    """The type 1 quantile of sorted values."""
    if not len(values):
        return float("nan")
    # Rounding first: 0.95 x 20 must count as 19 although the product may come out a trace above it.
    place = int(np.ceil(round(probability * len(values), 9))) - 1
    return float(values[max(place, 0)])
