"""How probable it is that a difference has the right sign: a split of its variance in, a number out."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np

from sim.stats.variance_split import Split

SUREST = 0.999


def probability_above(split: Split) -> float:
    """The share of draws whose noise-free difference is above 0, as far as luck and draws let it be told.

    Returns
    -------
    Between 0 and 1, neither included; nan where the difference is 0 in all draws and replications.

    Notes
    -----
    With d the noise-free difference of a draw and s the standard error of the mean, which luck shifts
    for all draws together, P is the mean over the draws of T(d / s), T the distribution of Student's
    t: without luck left it is the share of draws with d > 0. Of m draws that all agree nobody can
    conclude more than m draws can tell: the result is (m P + 1/2) / (m + 1), the mean of a share
    under Jeffreys' prior (Brown, Cai & DasGupta 2001, "Interval estimation for a binomial proportion",
    Statistical Science 16). m is the number of draws of the inputs where they were varied, else of
    the model; without any, P alone, at most 99.9 %.
    """
    from scipy.special import stdtr

    found, error = split.noise_free, sqrt(split.noise)
    if error > 0:
        share = float(np.mean(stdtr(split.degrees, found / error)))
    elif not found.any():
        return nan
    else:
        share = float(np.mean(0.5 * (np.sign(found) + 1)))
    draws: int = found.shape[0] if found.shape[0] > 1 else found.shape[1]
    if draws > 1:
        return (draws * share + 0.5) / (draws + 1.0)
    return float(np.clip(share, 1 - SUREST, SUREST))
