"""The interval of a share of independent trials."""

from __future__ import annotations


def clopper_pearson(successes: float, trials: float, tail: float) -> tuple[float, float]:
    """Exact limits of a binomial share.

    Parameters
    ----------
    successes, trials : numbers, at least one trial; need not be whole where a share is only planned for.
    tail : the chance that the truth lies above the interval at most, and as much below.

    Returns
    -------
    The lower and the upper limit, between 0 and 1.

    References
    ----------
    Clopper & Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
    binomial", Biometrika 26, by quantiles of the beta distribution.
    """
    from scipy.special import betaincinv

    failures = trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes > 0 else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures > 0 else 1.0
    return low, high
