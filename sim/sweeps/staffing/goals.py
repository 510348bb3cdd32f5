"""What a staffing must keep, and how far the replications show that it does.

In: numerators and denominators by replication, of quantiles the values. Out: `Standing`s, each with the
interval it is judged by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf, isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.measures.definitions import MEASURES
from sim.stats.estimate import Estimate, Pooled, t_quantile
from sim.stats.proportion import clopper_pearson
from sim.stats.quantile import quantile_estimate
from sim.stats.ratio import pooled_ratio
from sim.sweeps.store.collecting import Key
from sim.sweeps.store.samples import Sample

Numbers = Mapping[Key, NDArray[np.float64]]
"""Measure and group to numerators and denominators, shape (2, replications)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What replications of a staffing measured.

    Attributes
    ----------
    numbers : of means and shares.
    samples : column and group to the values of each replication, for measures that are quantiles.
    """

    numbers: Numbers
    samples: Mapping[Key, list[Sample]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """One bound.

    Attributes
    ----------
    name : as the file calls it.
    measure : what is bounded.
    group : for whom: all, one group such as team=desk, or a dimension such as hour for each of its groups.
    at_least : whether the measure must be at least the bound; else at most.
    bound : in the unit of the measure.
    weeks : the share of weeks that must keep the bound; 0: the mean over all must.
    """

    name: str
    measure: str
    group: str
    at_least: bool
    bound: float
    weeks: float = 0.0

    @property
    def quantile(self) -> float:
        """The probability of the quantile that is bounded; 0 where it is a mean or a share."""
        return MEASURES[self.measure].quantile

    def targets(self, seen: Seen) -> Iterator[Target]:
        """The goal for each group of its dimension in which anything happened."""
        if self.quantile:
            column = MEASURES[self.measure].numerator
            groups = [group for (name, group), values in seen.samples.items()
                      if name == column and any(map(len, values))]  # fmt: skip
        else:
            groups = [group for (name, group), (_, below) in seen.numbers.items()
                      if name == self.measure and below.any()]  # fmt: skip
        for group in groups:
            if group == self.group or group.partition("=")[0] == self.group:
                yield Target(self, group)


class Verdict(StrEnum):
    """How a goal stands, or all goals of a staffing together."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_SHOWN = "not shown to hold"


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a confidence is shared.

    Attributes
    ----------
    confidence : that all intervals hold their truth together.
    among : how many intervals share it (Bonferroni).
    """

    confidence: float
    among: int

    @property
    def tail(self) -> float:
        """The chance that one interval lies wholly on one side of its truth."""
        return (1 - self.confidence) / (2 * self.among)


@dataclass(frozen=True, slots=True)
class Target:
    """A goal for one group."""

    goal: Goal
    group: str

    @property
    def name(self) -> str:
        """The goal as the file calls it, with its group: `service_level, hour=15`."""
        return self.goal.name if self.group == "all" else f"{self.goal.name}, {self.group}"

    @property
    def way(self) -> int:
        """1 where more is asked for, -1 where less is."""
        return 1 if self.goal.at_least or self.goal.weeks else -1

    @property
    def bound(self) -> float:
        """What is shown must reach: the bound, or the share of weeks that must keep it."""
        return self.goal.weeks or self.goal.bound

    @property
    def edge(self) -> float:
        """What `pooled` must reach: the bound, or a share."""
        return self.goal.weeks or self._limit

    @property
    def _limit(self) -> float:
        """What the ratio of `_columns` must reach."""
        return 1 - self.goal.quantile if self.goal.quantile else self.goal.bound

    def pooled(self, seen: Seen) -> Pooled:
        """The statistic by which the search judges: the measure over all replications; of a quantile the
        share of values beyond its bound; of weeks the share that keep the bound."""
        above, below = self._columns(seen)
        if not self.goal.weeks:
            return pooled_ratio(above, below)
        some = below > 0
        limit = np.round(self._limit * below, 9)
        kept = (above >= limit) if self.goal.at_least else (above <= limit)
        return pooled_ratio((kept & some).astype(float), some.astype(float))

    def spare(self, found: Pooled) -> float:
        """By how much the statistic keeps the bound; negative where it does not, or nothing was seen."""
        return self.way * (found.value - self.edge) if isfinite(found.value) else -inf

    def half_width(self, found: Pooled, replications: int, sharing: Sharing) -> float:
        """How far the bound must be away for so many replications to be likely to show that it is kept."""
        if self.goal.weeks:
            kept = found.value * replications
            return found.value - clopper_pearson(kept, replications, sharing.tail)[0]
        if found.n < 2 or found.constant or not np.isfinite(found.without).all():
            return 0.0
        spread = found.standard_error * sqrt(found.n / replications)
        return t_quantile(1 - sharing.tail, replications - 1) * spread

    def standing(self, seen: Seen, sharing: Sharing) -> Standing:
        """The measure, or the share of weeks, with its interval, one of those that share a confidence."""
        if self.goal.quantile and not self.goal.weeks:
            samples, shared = seen.samples[self._sample], (sharing.confidence, sharing.among)
            return Standing(self, quantile_estimate(samples, self.goal.quantile, *shared))
        found = self.pooled(seen)
        above, below = self._columns(seen)
        if self.goal.weeks and isfinite(found.value):
            weeks = int(np.count_nonzero(below > 0))
            return Standing(self, _of_trials(round(found.value * weeks), weeks, found, sharing))
        if found.n > 1 and found.constant:
            if MEASURES[self.goal.measure].unit == "share":   # never seen otherwise is not never otherwise
                return Standing(self, _of_trials(above.sum(), below.sum(), found, sharing))
            return Standing(self, Estimate(found.value, found.value, found.value, found.n, "no variation"))
        return Standing(self, found.estimate(sharing.confidence, sharing.among))

    @property
    def _sample(self) -> Key:
        return MEASURES[self.goal.measure].numerator, self.group

    def _columns(self, seen: Seen) -> NDArray[np.float64]:
        """Numerators and denominators; of a quantile the values beyond the bound, and all."""
        if not self.goal.quantile:
            return seen.numbers[self.goal.measure, self.group]
        samples = seen.samples[self._sample]
        bound = np.float32(self.goal.bound)   # values are kept so
        beyond = [values >= bound if self.goal.at_least else values > bound for values in samples]
        return np.array([[one.sum() for one in beyond], list(map(len, samples))], float)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a staffing stands to one target."""

    target: Target
    estimate: Estimate

    @property
    def verdict(self) -> Verdict:
        """Holds where the whole interval keeps the bound, fails where none of it does."""
        if not self.estimate.has_interval:
            return Verdict.NOT_SHOWN
        target, interval = self.target, (self.estimate.low, self.estimate.high)
        ends = [target.way * (end - target.bound) for end in interval]
        if min(ends) >= 0:
            return Verdict.HOLDS
        return Verdict.FAILS if max(ends) < 0 else Verdict.NOT_SHOWN

    @property
    def room(self) -> float:
        """The spare in half-widths: who has least of it is nearest to failing."""
        half = (self.estimate.high - self.estimate.low) / 2
        spare = self.target.way * (self.estimate.value - self.target.bound)
        if not isfinite(spare):
            return -inf
        return spare / half if half > 0 else inf * (1 if spare >= 0 else -1)


def together(standings: Sequence[Standing]) -> Verdict:
    """Holds where every target does, fails where one does."""
    verdicts = {one.verdict for one in standings}
    if Verdict.FAILS in verdicts:
        return Verdict.FAILS
    return Verdict.HOLDS if verdicts == {Verdict.HOLDS} else Verdict.NOT_SHOWN


def _of_trials(successes: float, trials: float, found: Pooled, sharing: Sharing) -> Estimate:
    low, high = clopper_pearson(successes, trials, sharing.tail)
    method = "Clopper-Pearson" + (f", Bonferroni of {sharing.among}" if sharing.among > 1 else "")
    return Estimate(found.value, low, high, found.n, method)
