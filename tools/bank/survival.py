"""Laws of waiting and handling times: Kaplan-Meier, and laws fitted to times some of which are censored.

In: times in seconds and, where callers were answered before they gave up, which ones. Out: survival
curves and fitted laws with their likelihood.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tools.bank.calls import Flags, Floats


@dataclass(frozen=True)
class Survival:
    """A Kaplan-Meier curve: at and after `times_s[i]` the share `shares[i]` has not left."""

    times_s: Floats
    shares: Floats

    def at(self, time_s: float) -> float:
        """The share that has not left by a time (times before the first event: 1)."""
        place = int(np.searchsorted(self.times_s, time_s, side="right"))
        return float(self.shares[place - 1]) if place else 1.0


@dataclass(frozen=True)
class Fit:
    """A law fitted by maximum likelihood: its name, its two parameters (seconds, or none) and its AIC.

    `exponential` has its mean (and 0), `weibull` shape and scale, `lognormal` the mean and standard
    deviation of the logarithm.
    """

    law: str
    first: float
    second: float
    aic: float

    def survives(self, time_s: float) -> float:
        """The share whose time is longer."""
        if self.law == "exponential":
            return math.exp(-time_s / self.first)
        if self.law == "weibull":
            return math.exp(-((time_s / self.second) ** self.first))
        return 0.5 * math.erfc((math.log(time_s) - self.first) / self.second / math.sqrt(2))


def kaplan_meier(times_s: Floats, left: Flags) -> Survival:
    """The product-limit estimate (Kaplan & Meier 1958) of patience; `left` is False for the answered."""
    moments, place = np.unique(times_s, return_inverse=True)
    events = np.bincount(place, weights=left.astype(float))
    at_risk = len(times_s) - np.concatenate(([0], np.cumsum(np.bincount(place))[:-1]))
    return Survival(moments, np.cumprod(1 - events / at_risk))


def fitted(times_s: Floats, left: Flags) -> list[Fit]:
    """Exponential, Weibull and lognormal laws of censored times (all positive), the best AIC first."""
    fits = [_exponential(times_s, left), _weibull(times_s, left), _lognormal(times_s, left)]
    return sorted(fits, key=lambda fit: fit.aic)


def _exponential(times_s: Floats, left: Flags) -> Fit:
    mean = float(times_s.sum() / left.sum())
    return Fit("exponential", mean, 0.0, 2 - 2 * float(-left.sum() * math.log(mean) - left.sum()))


def _weibull(times_s: Floats, left: Flags) -> Fit:
    from scipy.optimize import brentq

    logs, events = np.log(times_s), float(left.sum())

    def score(shape: float) -> float:
        powers = times_s**shape
        return float((powers * logs).sum() / powers.sum() - 1 / shape - logs[left].mean())

    shape = float(brentq(score, 0.05, 20))
    scale = float(((times_s**shape).sum() / events) ** (1 / shape))
    likelihood = events * (math.log(shape) - shape * math.log(scale) - 1) + (shape - 1) * logs[left].sum()
    return Fit("weibull", shape, scale, 4 - 2 * float(likelihood))


def _lognormal(times_s: Floats, left: Flags) -> Fit:
    from scipy.optimize import minimize
    from scipy.stats import norm

    logs = np.log(times_s)

    def lost(parameters: Floats) -> float:
        z = (logs - parameters[0]) / math.exp(parameters[1])
        event = norm.logpdf(z[left]) - parameters[1] - logs[left]
        return -float(event.sum() + norm.logsf(z[~left]).sum())

    start = np.array([logs.mean() + 1, 0.0])
    tight = {"xatol": 1e-7, "fatol": 1e-7, "maxiter": 5000}
    found = minimize(lost, start, method="Nelder-Mead", options=tight)
    return Fit("lognormal", float(found.x[0]), math.exp(float(found.x[1])), 4 + 2 * float(found.fun))
