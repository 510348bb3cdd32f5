"""How many replications a wanted half-width takes: Stein's two-stage rule, and the interval at its end.

In: a pooled statistic of the pilot's replications, later of all. Out: their number, and an `Estimate`. The
rule looks at how much the pilot varied, never at a sign or a verdict, so that stopping favours nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite, sqrt

from sim.stats.estimate import CONFIDENCE, Estimate, Pooled, t_quantile


@dataclass(frozen=True, slots=True)
class Pilot:
    """What the first replications tell of how much a statistic varies.

    Attributes
    ----------
    n : how many they were; with fewer than some twenty the number needed grows for nothing.
    spread : standard deviation S of what one replication adds, in the unit of the statistic; 0 where it
        was the same in every one, nan where it was not seen often enough to say.
    comparisons : how many intervals share the confidence (Bonferroni).

    References
    ----------
    Stein (1945), "A two-sample test for a linear hypothesis whose power is independent of the variance",
    Annals of Mathematical Statistics 16, section 2; Law (2015), "Simulation Modeling and Analysis",
    5th ed., 9.4.1.
    """

    n: int
    spread: float
    comparisons: int = 1

    @staticmethod
    def of(pooled: Pooled, comparisons: int = 1) -> Pilot:
        """The pilot of a pooled statistic: S^2 is n times the square of the jackknife's standard error."""
        found = pooled.estimate()
        if found.has_interval:
            return Pilot(pooled.n, sqrt(pooled.n) * pooled.standard_error, comparisons)
        return Pilot(pooled.n, 0.0 if pooled.constant and pooled.n > 1 else float("nan"), comparisons)

    @property
    def can_tell(self) -> bool:
        """Whether the statistic varied from one replication to the next, so that a number follows."""
        return isfinite(self.spread) and self.spread > 0

    def needed(self, half_width: float, confidence: float = CONFIDENCE) -> int:
        """Replications for an interval of at most this half-width: (t S / h)^2, rounded up.

        At least those of the pilot; just those where nothing varied or was seen, and nothing follows.
        """
        if not self.can_tell:
            return self.n
        return max(self.n, ceil((self._t(confidence) * self.spread / half_width) ** 2))

    def estimate(self, pooled: Pooled, confidence: float = CONFIDENCE) -> Estimate:
        """The statistic of all replications, with an interval from the pilot's variance.

        Student's t has the pilot's n - 1 degrees, however many replications followed: that keeps the
        confidence although their number depends on the data. Where the pilot saw no variation the
        interval is the usual one of all replications.
        """
        usual = pooled.estimate(confidence, self.comparisons)
        if not (self.can_tell and usual.has_interval):
            return usual
        half = self._t(confidence) * self.spread / sqrt(pooled.n)
        method = f"Stein t, pilot of {self.n}"
        if self.comparisons > 1:
            method += f", Bonferroni of {self.comparisons}"
        return Estimate(pooled.value, pooled.value - half, pooled.value + half, pooled.n, method)

    def _t(self, confidence: float) -> float:
        return t_quantile(1 - (1 - confidence) / (2 * self.comparisons), self.n - 1)
