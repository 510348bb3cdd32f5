"""Which of several scenarios is best: Kim and Nelson's fully sequential procedure on paired replications.

In: numerators and denominators of a measure by scenario and replication, and the smallest difference that
matters. Out: who dropped out after how many replications, and whether the choice is made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.estimate import CONFIDENCE
from sim.stats.ratio import pooled_ratio

FIRST = 10
"""Replications from which the variances of the differences are taken (Kim & Nelson: at least ten)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a race has shown so far.

    Attributes
    ----------
    left_at : by scenario, the number of replications after which it was out; None: it was not.
    decided_at : after how many the choice was made; None: several are still in the race.
    """

    left_at: tuple[int | None, ...]
    decided_at: int | None


def select(
    above: ArrayLike, below: ArrayLike, matters: float, first: int = FIRST, confidence: float = CONFIDENCE
) -> Selection:
    """The largest of k ratios of sums, with replications taken one after the other.

    Parameters
    ----------
    above, below : shape (k, n): numerators and denominators, replications in order and shared by all
        scenarios. For the smallest ratio turn the numerators' signs; for means the denominators are 1.
    matters : the indifference zone, above 0: a scenario this close to the best is as good.
    first : replications that the variances are taken from.
    confidence : that the one left is the best, where all others are at least `matters` behind.

    Returns
    -------
    Selection
        Decided where one is left, or several that are equal beyond any doubt.

    References
    ----------
    Kim & Nelson (2001), "A fully sequential procedure for indifference-zone selection in simulation",
    ACM Transactions on Modeling and Computer Simulation 11, section 3 with c = 1 (valid under common
    random numbers). The mean of r replications is the ratio of their sums, and the variance of a
    difference the first replications' jackknife variance of it, times their number.
    """
    numerators, denominators = np.asarray(above, float), np.asarray(below, float)
    systems, count = numerators.shape
    sums = np.cumsum(denominators, axis=1)
    if count < first or not (sums[:, first - 1] > 0).all():
        return Selection((None,) * systems, None)
    means = np.cumsum(numerators, axis=1)[:, first - 1 :] / sums[:, first - 1 :]
    spread = _variances(numerators[:, :first], denominators[:, :first])
    return _race(means, first, matters, spread * _constant(systems, first, 1 - confidence))


def _constant(systems: int, first: int, error: float) -> float:
    """h^2 = 2 eta (n0 - 1), with eta = ((2 error / (k - 1))^(-2 / (n0 - 1)) - 1) / 2."""
    return float((first - 1) * ((2 * error / (systems - 1)) ** (-2 / (first - 1)) - 1))


def _variances(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """S^2 of the difference of each two scenarios; shape (k, k)."""
    pooled = [pooled_ratio(a, b) for a, b in zip(above, below, strict=True)]
    differences = [[one - other for other in pooled] for one in pooled]
    size = above.shape[1]
    return np.array([[0.0 if d.constant else size * d.standard_error**2 for d in row] for row in differences])


def _race(
    means: NDArray[np.float64], first: int, matters: float, spread: NDArray[np.float64]
) -> Selection:
    """Screens after each replication from `first` on; `spread` is h^2 S^2."""
    left: list[int | None] = [None] * len(means)
    racing = np.arange(len(means))
    for replications, found in enumerate(means.T, start=first):
        between = spread[np.ix_(racing, racing)]
        room = np.maximum(matters / (2 * replications) * (between / matters**2 - replications), 0.0)
        behind = found[racing][:, None] < found[racing][None, :] - room
        for system in racing[behind.any(axis=1)]:
            left[int(system)] = replications
        racing = racing[~behind.any(axis=1)]
        if len(racing) == 1 or not room.any():
            return Selection(tuple(left), replications)
    return Selection(tuple(left), None)
