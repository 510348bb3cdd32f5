"""What pairing saved: how much more the difference would vary if the alternatives had not shared luck.

In: the same statistic of two alternatives. Out: the ratio of the variances, with its interval and ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import CONFIDENCE, Estimate, Pooled, t_quantile


@dataclass(frozen=True, slots=True)
class Pairing:
    """What pairing saved.

    Attributes
    ----------
    estimate : (Var A + Var B) / Var(B - A): as many times the replications would be needed without.
    ceiling : the most that the ratio could be, for these two spreads; inf where they are equal, nan
        where there is no ratio.
    """

    estimate: Estimate
    ceiling: float


def pairing(base: Pooled, alternative: Pooled, confidence: float = CONFIDENCE) -> Pairing:
    """The variance of an unpaired difference over that of the paired one.

    Variances are those of the jackknife, which for means are those of the replications. With S = A + B
    and D = B - A, Var A + Var B = (Var S + Var D) / 2, so the ratio is (Var S / Var D + 1) / 2. S and D
    are correlated, and the interval is that of a ratio of correlated variances: Pitman (1939), "A note on
    normal correlation", Biometrika 31, 9-12, and Morgan (1939), "A test for the significance of the
    difference between the two variances in a sample from a normal bivariate population", ibid., 13-19.
    It is exact where replications are bivariate normal.

    With r the ratio of the standard deviations, Var D = Var A + Var B - 2 rho sd A sd B is least at
    rho = 1, where it is (sd A - sd B)^2: the ratio cannot exceed (1 + r^2) / (1 - r)^2.

    Parameters
    ----------
    base, alternative : of the same n replications in the same order, n at least 3.
    """
    why_none = _why_none(base, alternative)
    if why_none:
        return Pairing(Estimate(nan, nan, nan, base.n, why_none), nan)
    before, after = (one.without - one.without.mean() for one in (base, alternative))
    together, apart = (_of_size_one(both) for both in (after + before, after - before))
    theta = (together[1] / apart[1]) ** 2
    correlation = float(together[0] @ apart[0])
    ratio = (theta + 1) / 2
    ceiling = _ceiling(_of_size_one(before)[1], _of_size_one(after)[1])
    if base.constant or alternative.constant:
        return Pairing(Estimate(ratio, nan, nan, base.n, "only one of the two varies"), ceiling)
    t = t_quantile((1 + confidence) / 2, base.n - 2)
    k = 1 + 2 * max(1 - correlation**2, 0.0) * t**2 / (base.n - 2)
    low, high = (theta * (k + sign * sqrt(k**2 - 1)) for sign in (-1, 1))
    return Pairing(Estimate(ratio, (low + 1) / 2, (high + 1) / 2, base.n, "Pitman-Morgan"), ceiling)


def _of_size_one(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """A vector of length 1, and its length before; a vector of zeros stays as it is."""
    most = float(np.abs(values).max())
    size = most * float(np.linalg.norm(values / most)) if most else 0.0
    return (values / size if size else values), size


def _ceiling(first: float, second: float) -> float:
    """(1 + r^2) / (1 - r)^2 for the ratio r of two spreads; either way round gives the same."""
    r = min(first, second) / max(first, second)
    return inf if r == 1 else (1 + r**2) / (1 - r) ** 2


def _why_none(base: Pooled, alternative: Pooled) -> str:
    estimates = base.estimate(), alternative.estimate()
    for one in estimates:
        if not one.has_interval and one.method != "no variation":
            return one.method
    if not any(one.has_interval for one in estimates):
        return "no variation"
    if base.n < 3:
        return "fewer than three replications"
    return "the difference never varies" if (alternative - base).constant else ""
