"""Why expected scores differ: each feature's part of the difference between two lives of one journey.

In: what features contribute to the linear predictor of an ordered logit, before and after. Out: parts that
add up to the change of the expected score. This is accounting, not causation: it says through which
features the model sees a difference, not what would happen if only one of them changed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.experience.model import Instrument

Floats = NDArray[np.float64]


def contributions(instrument: Instrument, observed: Floats) -> Floats:
    """What each feature adds to eta: slope x coefficient x feature (after its cap).

    Parameters
    ----------
    observed : shape (n, k), from `sim.measures.experience.model.features`.

    Returns
    -------
    Array of shape (n, k); rows add up to eta.
    """
    found: Floats = instrument.slope * instrument.coefficients * observed
    return found


def expected_score(instrument: Instrument, eta: Floats) -> Floats:
    """The expected score g(eta) = lowest + sum over k of logistic(eta - c_k); shape as `eta`.

    The tail sum of the proportional odds model, E[Y] = lowest + sum of P(Y > k).
    """
    above = _logistic(eta[..., None] - instrument.cutpoints)
    found: Floats = instrument.lowest + above.sum(axis=-1)
    return found


def mean_slope(instrument: Instrument, before: Floats, after: Floats) -> Floats:
    """(g(after) - g(before)) / (after - before), and where both are equal its limit g'; shape as `before`.

    With h and l the higher and the lower of the two and d = h - l,
    logistic(h - c) - logistic(l - c) = logistic(h - c) logistic(c - l) (1 - exp(-d)), so that no digits are
    lost however near the two are, and the same slope is found in either direction.
    """
    high, low = np.maximum(before, after), np.minimum(before, after)
    apart = high - low
    above = _logistic(high[..., None] - instrument.cutpoints)
    level = above * _logistic(instrument.cutpoints - low[..., None])
    shrink = np.divide(-np.expm1(-apart), apart, out=np.ones_like(apart), where=apart > 0)
    found: Floats = level.sum(axis=-1) * shrink
    return found


def drivers(instrument: Instrument, before: Floats, after: Floats) -> Floats:
    """Each feature's part of g(eta after) - g(eta before), by Aumann-Shapley.

    Along the straight line from the contributions before to those after, feature k is given the integral
    of g'(eta) times its own change; as g depends on their sum alone, that is its change times the mean
    slope. The parts add up to the difference, do not depend on the order of features, and change sign when
    before and after change places.

    Parameters
    ----------
    before, after : shape (n, k), from `contributions`, of the same journeys.

    Returns
    -------
    Array of shape (n, k), in points of the score.

    References
    ----------
    Aumann & Shapley 1974, "Values of Non-Atomic Games"; Billera & Heath 1982, "Allocation of shared costs",
    Mathematics of Operations Research 7(1); for any two ends of the path, Friedman 2004, "Paths and
    consistency in additive cost sharing", International Journal of Game Theory 32.
    """
    return (after - before) * mean_slope(instrument, before.sum(axis=1), after.sum(axis=1))[:, None]


def _logistic(x: Floats) -> Floats:
    from scipy.special import expit

    found: Floats = expit(x)
    return found
