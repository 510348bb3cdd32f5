"""What moving an input does: elementary effects and shifted differences in, estimates out."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import CONFIDENCE, Estimate, t_quantile

Floats = NDArray[np.float64]


def mean_estimate(values: Floats) -> Estimate:
    """The mean of independent values with Student's interval; shape (n,)."""
    value, n = float(values.mean()), len(values)
    if not np.isfinite(values).all():
        return Estimate(nan, nan, nan, n, "no events")
    if n < 2:
        return Estimate(value, nan, nan, n, "one value")
    if not np.ptp(values):
        return Estimate(value, nan, nan, n, "no variation")
    half = _t(n - 1) * float(values.std(ddof=1)) / sqrt(n)
    return Estimate(value, value - half, value + half, n, "t")


def screened(effects: Floats) -> tuple[Estimate, Estimate]:
    """mu* and sigma of elementary effects: how far an input moves the result, and how unevenly.

    Parameters
    ----------
    effects : shape (r,), one of each trajectory: the change of the result over the change of the input.

    Returns
    -------
    The mean of the effects' sizes, with Student's interval over trajectories (Campolongo, Cariboni &
    Saltelli 2007, "An effective screening design for sensitivity analysis of large models",
    Environmental Modelling & Software 22); and their standard deviation (Morris 1991, Technometrics 33),
    with the chi-square interval of a normal sample. Luck that common random numbers do not
    cancel is in both.
    """
    from scipy.special import chdtri

    reach = mean_estimate(np.abs(effects))
    if np.isnan(reach.value) or len(effects) < 2 or not np.ptp(effects):
        sigma = 0.0 if reach.method == "no variation" else nan
        return reach, Estimate(sigma, nan, nan, reach.n, reach.method)
    n, sigma = len(effects), float(effects.std(ddof=1))
    tails = chdtri(n - 1, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    low, high = (sigma * sqrt((n - 1) / float(tail)) for tail in tails)
    return reach, Estimate(sigma, low, high, n, "chi-square")


def shifted(values: Floats, effects: Floats) -> Estimate:
    """A mean known from many replications, moved by an effect that was seen in the first few of them.

    Parameters
    ----------
    values : shape (n,), n >= 2, pseudo-values of the mean as things are.
    effects : shape (m,), 2 <= m <= n, what moving an input adds in the first m of the same replications.

    Returns
    -------
    The sum of both means. Its variance counts what the two share: in the first m replications of
    values / n + effects / m, in the others of values / n; degrees by Satterthwaite (1946).
    """
    n, m = len(values), len(effects)
    both = m * float(np.var(values[:m] / n + effects / m, ddof=1))
    rest = (n - m) * float(np.var(values, ddof=1)) / n**2
    value = float(values.mean() + effects.mean())
    if both + rest == 0:
        return Estimate(value, nan, nan, n, "no variation")
    degrees = (both + rest) ** 2 / (both**2 / (m - 1) + rest**2 / (n - 1))
    half = _t(degrees) * sqrt(both + rest)
    return Estimate(value, value - half, value + half, n, "t, moved by the effect")


def _t(degrees: float) -> float:
    return t_quantile(0.5 + CONFIDENCE / 2, degrees)
