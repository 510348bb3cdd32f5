"""What a staffing must keep, and how far the replications show that it does.

In: numerators and denominators by replication. Out: `Standing`s, each with the interval it is judged by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from sim.measures.definitions import MEASURES
from sim.stats.estimate import Estimate, Pooled, t_quantile
from sim.stats.proportion import clopper_pearson
from sim.stats.ratio import pooled_ratio
from sim.sweeps.store.collecting import Key

Numbers = Mapping[Key, NDArray[np.float64]]
"""Measure and group to numerators and denominators, shape (2, replications)."""


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

    def targets(self, seen: Numbers) -> Iterator[Target]:
        """The goal for each group of its dimension in which anything happened."""
        for (measure, group), (_, below) in seen.items():
            meant = group == self.group or group.partition("=")[0] == self.group
            if measure == self.measure and meant and below.any():
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
        """What the statistic must reach: the bound, or the share of weeks that must keep it."""
        return self.goal.weeks or self.goal.bound

    def pooled(self, numbers: Numbers) -> Pooled:
        """The statistic: the measure over all replications, or the share of them that keep the bound."""
        above, below = self._columns(numbers)
        if not self.goal.weeks:
            return pooled_ratio(above, below)
        seen = below > 0
        edge = self.goal.bound * below
        kept = (above >= edge) if self.goal.at_least else (above <= edge)
        return pooled_ratio((kept & seen).astype(float), seen.astype(float))

    def spare(self, found: Pooled) -> float:
        """By how much the statistic keeps the bound; negative where it does not, or nothing was seen."""
        return self.way * (found.value - self.bound) if isfinite(found.value) else -inf

    def half_width(self, found: Pooled, replications: int, sharing: Sharing) -> float:
        """How far the bound must be away for so many replications to be likely to show that it is kept."""
        if self.goal.weeks:
            kept = found.value * replications
            return found.value - clopper_pearson(kept, replications, sharing.tail)[0]
        if found.n < 2 or found.constant or not np.isfinite(found.without).all():
            return 0.0
        spread = found.standard_error * sqrt(found.n / replications)
        return t_quantile(1 - sharing.tail, replications - 1) * spread

    def standing(self, numbers: Numbers, sharing: Sharing) -> Standing:
        """The statistic with its interval, one of those that share a confidence."""
        found = self.pooled(numbers)
        above, below = self._columns(numbers)
        if self.goal.weeks and isfinite(found.value):
            weeks = int(np.count_nonzero(below > 0))
            return Standing(self, _of_trials(round(found.value * weeks), weeks, found, sharing))
        if found.n > 1 and found.constant:
            if MEASURES[self.goal.measure].unit == "share":   # never seen otherwise is not never otherwise
                return Standing(self, _of_trials(above.sum(), below.sum(), found, sharing))
            return Standing(self, Estimate(found.value, found.value, found.value, found.n, "no variation"))
        return Standing(self, found.estimate(sharing.confidence, sharing.among))

    def _columns(self, numbers: Numbers) -> NDArray[np.float64]:
        return numbers[self.goal.measure, self.group]


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
