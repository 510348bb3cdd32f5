"""Quantiles of the values of all replications together: samples in, a pooled statistic or an estimate out.

Whole replications are left out, so the jackknife deletes many values at a time; with single values
it fails for quantiles (Shao & Wu 1989, "A general theory for jackknife variance estimation", Annals of
Statistics 17, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import CONFIDENCE, Estimate, Pooled
from sim.stats.proportion import clopper_pearson
from sim.stats.ratio import pooled_ratio

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


def quantile_estimate(
    samples: Sequence[Sample], probability: float, confidence: float = CONFIDENCE, comparisons: int = 1
) -> Estimate:
    """The quantile of all samples pooled, between the values whose shares below may be the probability.

    A value belongs to the interval where the interval of the share at or below it, by replications, holds
    the probability. That serves where very many share a value, too, as who does not wait at all: no
    replication that is left out then moves the quantile, and a jackknife says nothing.

    Parameters
    ----------
    samples : one array of values a replication, any lengths, any order.
    probability : between 0 and 1.
    confidence : of the interval, or of all `comparisons` together (Bonferroni).
    comparisons : how many intervals share the confidence.

    References
    ----------
    Woodruff (1952), "Confidence intervals for medians and other position measures", Journal of the American
    Statistical Association 47; here each value has the standard error of its own share, as in Francisco &
    Fuller (1991), "Quantile estimation with a complex survey design", Annals of Statistics 19, section 3.
    """
    value, tail = pooled_quantile(samples, probability).value, (1 - confidence) / (2 * comparisons)
    if isnan(value):
        return Estimate(nan, nan, nan, len(samples), "no events")
    if len(samples) < 2:
        return Estimate(value, nan, nan, len(samples), "one replication")
    ordered = [np.sort(sample) for sample in samples]
    values = np.unique(np.concatenate(ordered))

    def first(end: int) -> float:
        """The least value whose share at or below it may be (end 1), or surely is (0), the probability."""
        low, high = 0, len(values)
        while low < high:
            middle = (low + high) // 2
            if _share_up_to(values[middle], ordered, tail)[end] >= probability:
                high = middle
            else:
                low = middle + 1
        return float(values[low]) if low < len(values) else nan

    ends = first(1), first(0)
    if isnan(ends[1]):
        return Estimate(value, nan, nan, len(samples), "too few values")
    method = "share by replications" + (f", Bonferroni of {comparisons}" if comparisons > 1 else "")
    return Estimate(value, *ends, len(samples), method)


def _share_up_to(value: float, ordered: Sequence[Sample], tail: float) -> tuple[float, float]:
    """The interval of the share of values that are no larger; by single values where all or none are."""
    below = np.array([np.searchsorted(sample, value, side="right") for sample in ordered], float)
    sizes = np.array([len(sample) for sample in ordered], float)
    found = pooled_ratio(below, sizes).estimate(1 - 2 * tail)
    if found.has_interval:
        return found.low, found.high
    return clopper_pearson(float(below.sum()), float(sizes.sum()), tail)


def _of_sorted(values: NDArray[np.float64], probability: float) -> float:
    """The type 1 quantile of sorted values."""
    if not len(values):
        return float("nan")
    # Rounding first: 0.95 x 20 must count as 19 although the product may come out a trace above it.
    place = int(np.ceil(round(probability * len(values), 9))) - 1
    return float(values[max(place, 0)])
