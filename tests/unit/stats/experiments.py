"""Experiments on synthetic replications of known truth: does the interval hold the true value?

Each takes a generator and gives whether it did. The data look like replications of a study: means that
are skewed as means of few customers are, luck that alternatives share, numerators and denominators that
swing together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.scenario.checks.goals import PILOT
from sim.stats.estimate import Estimate
from sim.stats.paired import paired_difference
from sim.stats.precision import Pilot
from sim.stats.quantile import pooled_quantile
from sim.stats.ratio import pooled_ratio
from sim.stats.selection import select

Experiment = Callable[[np.random.Generator], bool]
Floats = NDArray[np.float64]
CHANCE = 0.0005
"""How often a correct program may fall below, and how often it may rise above, what a test allows."""


def share(experiment: Experiment, count: int, seed: int) -> float:
    """In which share of `count` experiments it came out well."""
    rng = np.random.default_rng(seed)
    return float(np.mean([experiment(rng) for _ in range(count)]))


def allowed(count: int, least: float, most: float = 1.0) -> tuple[float, float]:
    """The shares between which a program stays whose true share is between `least` and `most`."""
    low, high = stats.binom.ppf(CHANCE, count, least), stats.binom.ppf(1 - CHANCE, count, most)
    return float(low / count), float(high / count)


def values(rng: np.random.Generator, count: int, law: str, skew: float) -> Floats:
    """Values of mean 0 and standard deviation 1: `normal`, or `gamma` or `lognormal` of some skewness."""
    if law == "normal":
        return rng.normal(size=count)
    if law == "gamma":
        shape = 4 / skew**2
        return (rng.gamma(shape, 1, count) - shape) / shape**0.5
    sigma = _sigma(skew)
    spread = np.exp(sigma**2 / 2) * np.expm1(sigma**2) ** 0.5
    return (rng.lognormal(0, sigma, count) - np.exp(sigma**2 / 2)) / spread


def _sigma(skew: float) -> float:
    """Of the lognormal law with that skewness (w + 2) sqrt(w - 1), w = exp(sigma^2): by bisection."""
    low, high = 0.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        w = np.exp(middle**2)
        low, high = (middle, high) if (w + 2) * (w - 1) ** 0.5 < skew else (low, middle)
    return low


def _holds(estimate: Estimate, truth: float) -> bool:
    return estimate.low <= truth <= estimate.high


@dataclass(frozen=True)
class OfMeans:
    """Replication means of one law and skewness, `n` of them (the pilot comes on top where it decides)."""

    law: str
    skew: float
    n: int

    def fixed(self, rng: np.random.Generator) -> bool:
        """A number of replications that was fixed before."""
        found = 50 + 10 * values(rng, self.n, self.law, self.skew)
        return _holds(pooled_ratio(found, np.ones(self.n)).estimate(), 50)

    def paired(self, rng: np.random.Generator) -> bool:
        """A difference of 5 beside luck that both alternatives share, and that the second feels more."""
        shared = values(rng, self.n, self.law, self.skew)
        base = 50 + 10 * shared + 3 * rng.normal(size=self.n)
        other = 55 + 13 * shared + 3 * rng.normal(size=self.n)
        ones = np.ones(self.n)
        found = paired_difference(pooled_ratio(base, ones), pooled_ratio(other, ones))
        return _holds(found.estimate, 5)

    def family(self, rng: np.random.Generator) -> bool:
        """Three measures of two alternatives, all six differences at once; their luck goes together."""
        common, ones = values(rng, self.n, self.law, self.skew), np.ones(self.n)
        for _ in range(6):
            shared = 0.6 * common + 0.8 * values(rng, self.n, self.law, self.skew)
            base = 50 + 10 * shared + 3 * rng.normal(size=self.n)
            other = 55 + 13 * shared + 3 * rng.normal(size=self.n)
            found = paired_difference(pooled_ratio(base, ones), pooled_ratio(other, ones), 6)
            if not _holds(found.estimate, 5):
                return False
        return True

    def sequential(self, rng: np.random.Generator) -> bool:
        """As many replications as Stein's rule asks for, about `n` of them."""
        half = 10 * stats.t.ppf(0.975, PILOT - 1) / self.n**0.5
        first = 50 + 10 * values(rng, PILOT, self.law, self.skew)
        pilot = Pilot.of(pooled_ratio(first, np.ones(PILOT)))
        further = 50 + 10 * values(rng, pilot.needed(half) - PILOT, self.law, self.skew)
        found = np.concatenate([first, further])
        return _holds(pilot.estimate(pooled_ratio(found, np.ones(len(found)))), 50)


@dataclass(frozen=True)
class OfEvents:
    """Replications with events whose number swings by 15 %, and that last longer on busy days."""

    n: int

    def _drawn(self, rng: np.random.Generator, count: int) -> tuple[Floats, Floats]:
        events = rng.poisson(40 * rng.gamma(1 / 0.0225, 0.0225, count)).astype(float)
        return events * (1 + 0.02 * events) * rng.gamma(25, 1 / 25, count), events

    TRUE_RATIO = 1.838
    """E[sum] / E[events] = 1 + 0.02 E[K^2] / E[K], with E[K] = 40 and var K = 40 + 0.0225 x 1600 = 76."""

    SPREAD = 0.43
    """What one replication adds to it: sd[sum - ratio x events] / E[events], simulated."""

    def ratio(self, rng: np.random.Generator) -> bool:
        """The pooled ratio of a fixed number of replications."""
        return _holds(pooled_ratio(*self._drawn(rng, self.n)).estimate(), self.TRUE_RATIO)

    def sequential(self, rng: np.random.Generator) -> bool:
        """The pooled ratio of as many replications as Stein's rule asks for, about `n` of them."""
        first = self._drawn(rng, PILOT)
        pilot = Pilot.of(pooled_ratio(*first))
        half = 2.093 * self.SPREAD / self.n**0.5
        further = self._drawn(rng, pilot.needed(half) - PILOT)
        above, below = (np.concatenate(pair) for pair in zip(first, further, strict=True))
        return _holds(pilot.estimate(pooled_ratio(above, below)), self.TRUE_RATIO)


@dataclass(frozen=True)
class OfWaits:
    """Replications of some 150 exponential waits whose mean is (shape - 1) / Gamma(shape).

    Its coefficient of variation is 1 / sqrt(shape - 2), and a wait has P(wait > t) = (1 + t / (shape -
    1))^-shape (Lomax).
    """

    n: int
    shape: float

    def quantile(self, rng: np.random.Generator) -> bool:
        """The pooled 95th percentile of a fixed number of replications."""
        means = (self.shape - 1) / rng.gamma(self.shape, 1.0, self.n)
        samples = [rng.exponential(mean, rng.poisson(150)) for mean in means]
        truth = (self.shape - 1) * (0.05 ** (-1 / self.shape) - 1)
        return _holds(pooled_quantile(samples, 0.95).estimate(), truth)


@dataclass(frozen=True)
class Race:
    """Scenarios of which the best leads all others by exactly the smallest difference that matters."""

    scenarios: int
    correlation: float
    MOST = 400

    def picks_the_best(self, rng: np.random.Generator) -> bool:
        """Whether the best is chosen, and chosen at all."""
        shared = rng.normal(size=self.MOST) * self.correlation**0.5
        own = rng.normal(size=(self.scenarios, self.MOST)) * (1 - self.correlation) ** 0.5
        found = 20 + 6 * (shared + own)
        found[1] += 3
        selection = select(found, np.ones_like(found), 3.0)
        return selection.decided_at is not None and selection.left_at[1] is None


def backlogged_waits(rng: np.random.Generator, replications: int, customers: int) -> Floats:
    """Waits in M/M/1 at .9 that starts with work for 100 mean service times; shape (replications, customers).

    Lindley's recursion W' = max(W + S - A, 0) in closed form: the larger of what the backlog and the walk
    of S - A leave, and of that walk above its lowest point so far. The mean wait is 9 in the long run.
    """
    shape = (replications, customers)
    walk = np.cumsum(rng.exponential(1, shape) - rng.exponential(1 / 0.9, shape), axis=1)
    lowest = np.minimum(np.minimum.accumulate(walk, axis=1), 0)
    return np.maximum(100 + walk, walk - lowest)


def interval_holds(means: Floats, truth: float) -> bool:
    """Whether the interval of replication means holds the truth."""
    return _holds(pooled_ratio(means, np.ones(len(means))).estimate(), truth)
