"""The variance of a difference split by where it comes from: luck, guessed inputs, the scoring model.

In: differences by draw of the inputs, replication and draw of the model. Out: `Split`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.stats.estimate import CONFIDENCE, t_quantile

Floats = NDArray[np.float64]


_FEWEST_DEGREES = 3.0
"""Satterthwaite's degrees fall towards 0, and the interval grows beyond sense, where a component is barely
told from luck (Gaylor & Hopper 1969, Technometrics 11); with 3 it covered as it should in trials."""


@dataclass(frozen=True, slots=True)
class Split:
    """A difference with all its doubt.

    Attributes
    ----------
    value : mean over everything that was varied.
    low, high : interval with the doubt of all three; nan where there is no variation.
    noise : variance of `value` through luck, which more replications would lessen.
    inputs, model : variance of the noise-free difference over the draws of the inputs and of the
        model, which replications do not lessen. An estimate below 0 means: too small to be told from
        luck. 0 where not varied.
    degrees : of freedom of `noise`.
    noise_free : shape (draws of the inputs, draws of the model): the difference of each, shrunk to its mean
        so far that the spread is that of the noise-free differences.
    """

    value: float
    low: float
    high: float
    noise: float
    inputs: float
    model: float
    degrees: int
    noise_free: Floats


def variance_split(values: Floats, confidence: float = CONFIDENCE) -> Split:
    """Split the variance of a difference by the analysis of variance of random effects.

    Parameters
    ----------
    values : shape (K, R, J): K draws of the inputs, R >= 2 replications of each, every replication
        scored under the same J draws of the model. K or J of 1: not varied.
    confidence : of the interval.

    Notes
    -----
    y[k, r, j] = mean + a[k] + m[j] + am[k, j] + n[k, r] + e[k, r, j], all effects independent. With the
    mean squares MS of inputs (A), luck within inputs (N), model (M), inputs by model (AM) and luck by
    model (NM):

        E MS_A = e + J n + R am + R J a,   E MS_N = e + J n,   E MS_M = e + R am + K R m,
        E MS_AM = e + R am,                E MS_NM = e

    (e, n, ... for their variances), solved for the components. Half of what inputs and model do only
    together is counted to either, which is its Shapley effect. The interval is Student's t on the
    variance of one more noise-free difference about the mean, degrees by Satterthwaite.

    References
    ----------
    Searle, Casella & McCulloch (1992), "Variance components", chapters 3 and 4; Song, Nelson & Pegden
    (2014), "Advanced tutorial: input uncertainty quantification", Winter Simulation Conference; Barton,
    Nelson & Xie (2014), "Quantifying input uncertainty via simulation confidence intervals", INFORMS J.
    Computing 26; Song, Nelson & Staum (2016), "Shapley effects", SIAM/ASA J. UQ 4, for the halves;
    Satterthwaite (1946), Biometrics Bulletin 2.
    """
    draws, replications, models = values.shape
    if replications < 2:
        raise ValueError("luck shows only in two replications or more")
    means = _Means(values)
    solved = _components(draws, replications, models)
    a, m, am, noise = (means.of(solved[name]) for name in ("a", "m", "am", "noise"))
    doubt = solved["noise"].copy()
    for name, found, levels in (("a", a, draws), ("m", m, models), ("am", am, draws * models)):
        if found > 0:
            doubt += (1 + 1 / levels) * solved[name]
    half = means.half_width(doubt, confidence)
    return Split(
        means.value, means.value - half, means.value + half, noise, a + am / 2, m + am / 2,
        draws * (replications - 1), means.noise_free(a, m, am),
    )  # fmt: skip


def _components(draws: int, replications: int, models: int) -> dict[str, Floats]:
    """Each component as a sum of the mean squares A, N, M, AM, NM, by their factors; 0 if not varied."""
    A, N, M, AM, NM = np.eye(5)   # noqa: N806 - as in the formulas
    nothing = np.zeros(5)
    together = (AM - NM) if min(draws, models) > 1 else nothing
    return {
        "noise": N / (draws * replications * models),
        "a": (A - N - together) / (replications * models) if draws > 1 else nothing,
        "m": (M - (AM if draws > 1 else NM)) / (draws * replications) if models > 1 else nothing,
        "am": together / replications,
    }


class _Means:
    """The mean squares of the effects; 0 for an effect that was not varied."""

    def __init__(self, values: Floats) -> None:
        draws, replications, models = values.shape
        by_both = values.mean(axis=1)
        by_luck = values.mean(axis=2)
        by_input, by_model = by_both.mean(axis=1), by_both.mean(axis=0)
        self.value = float(by_both.mean())
        self._a = by_input - self.value
        self._m = by_model - self.value
        self._am = by_both - by_input[:, None] - by_model + self.value
        luck = by_luck - by_input[:, None]
        together = values - by_both[:, None] - luck[:, :, None]
        within = draws * (replications - 1)
        self._degrees = np.array([
            draws - 1, within, models - 1, (draws - 1) * (models - 1), within * (models - 1),
        ])
        self._squares = np.array([
            replications * models * (self._a**2).sum(), models * (luck**2).sum(),
            draws * replications * (self._m**2).sum(), replications * (self._am**2).sum(),
            (together**2).sum(),
        ]) / np.maximum(self._degrees, 1)

    def of(self, factors: Floats) -> float:
        """A variance that is a sum of mean squares."""
        return float(factors @ self._squares)

    def half_width(self, factors: Floats, confidence: float) -> float:
        """Half the interval by a variance that is a sum of mean squares; nan where it is 0."""
        variance, parts = self.of(factors), factors * self._squares
        if not variance > 0:
            return nan
        degrees = variance**2 / float((parts**2 / np.maximum(self._degrees, 1)).sum())
        return t_quantile(0.5 + confidence / 2, max(degrees, _FEWEST_DEGREES)) * sqrt(variance)

    def noise_free(self, a: float, m: float, am: float) -> Floats:
        """The mean with each effect shrunk to the spread of its component (Louis 1984, "Estimating a
        population of parameter values using Bayes and empirical Bayes methods", JASA 79)."""
        draws, models = self._am.shape
        effects = ((self._a[:, None], a, draws - 1), (self._m, m, models - 1),
                   (self._am, am, (draws - 1) * (models - 1)))
        found = np.full((draws, models), self.value)
        for effect, component, degrees in effects:
            seen = _mean_square(effect, degrees)
            if component > 0 and seen > 0:
                found += effect * sqrt(component / seen)
        return found


def _mean_square(effect: Floats, degrees: int) -> float:
    return float((effect**2).sum()) / degrees if degrees else 0.0
