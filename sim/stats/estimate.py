"""An estimate with its doubt: value and interval from what each replication adds to a pooled statistic.

In: a statistic of all replications and the same statistic with each one left out. Out: `Estimate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan, sqrt

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
_ROUNDING = 1e-11   # spread below this part of the value is rounding, not variation


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval.

    Attributes
    ----------
    value : the estimate, in the unit of its measure; nan where nothing was seen.
    low, high : ends of the interval; nan where none can be given, and `method` says why.
    n : replications that it rests on.
    method : how the interval was made, or why there is none.
    """

    value: float
    low: float
    high: float
    n: int
    method: str

    @property
    def has_interval(self) -> bool:
        """Whether low and high are numbers."""
        return isfinite(self.low) and isfinite(self.high)


@dataclass(frozen=True, slots=True)
class Pooled:
    """A statistic of all replications together, and without each of them in turn.

    Attributes
    ----------
    value : the statistic of all replications; nan where they hold no events.
    without : shape (n,), float64: the statistic of the n - 1 others; nan where those hold no events.
    scale : size of what was subtracted to get here, so that rounding is told from variation.
    ends : the same statistic with all that is not known at its lowest, and at its highest; None where
        everything is known.
    alone : shape (n,), float64: the statistic of each replication by itself, nan where it holds no events;
        None where `without` tells whether they differ. A quantile at a value that very many share stays
        whichever replication is left out, though they differ.
    """

    value: float
    without: NDArray[np.float64]
    scale: float = 0.0
    ends: tuple[Pooled, Pooled] | None = None
    alone: NDArray[np.float64] | None = None

    @property
    def n(self) -> int:
        """Number of replications."""
        return len(self.without)

    def __sub__(self, other: Pooled) -> Pooled:
        """The difference, replication by replication: what alternatives share cancels out."""
        if self.n != other.n:
            raise ValueError(f"paired statistics need the same replications, got {self.n} and {other.n}")
        scale = max(self.scale, other.scale, abs(self.value), abs(other.value))
        value = self.value - other.value
        if abs(value) <= _ROUNDING * scale:
            value = 0.0
        alone = None if self.alone is None or other.alone is None else self.alone - other.alone
        return Pooled(value, self.without - other.without, scale, self._ends_less(other), alone)

    def _ends_less(self, other: Pooled) -> tuple[Pooled, Pooled] | None:
        """The lowest and the highest difference: what is not known of one says nothing of the other."""
        if self.ends is None and other.ends is None:
            return None
        (low, high), (less, more) = (one.ends or (one, one) for one in (self, other))
        return low - more, high - less

    def estimate(self, confidence: float = CONFIDENCE, comparisons: int = 1) -> Estimate:
        """The value with its interval: Student's t on the delete-one jackknife's standard error.

        Parameters
        ----------
        confidence : of the interval, or of all `comparisons` together (Bonferroni).
        comparisons : how many intervals share the confidence.

        References
        ----------
        Efron & Stein (1981), "The jackknife estimate of variance", Annals of Statistics 9, eq. 1.4;
        Miller (1974), "The jackknife: a review", Biometrika 61, for the t with n - 1 degrees.
        """
        why_none = self._why_no_interval()
        if why_none:
            return Estimate(self.value, nan, nan, self.n, why_none)
        half = t_quantile(1 - (1 - confidence) / (2 * comparisons), self.n - 1) * self.standard_error
        method = "jackknife t" if comparisons == 1 else f"jackknife t, Bonferroni of {comparisons}"
        return Estimate(self.value, self.value - half, self.value + half, self.n, method)

    @property
    def standard_error(self) -> float:
        """The jackknife's: sqrt((n - 1) / n times the sum of squares about the mean of `without`)."""
        spread = self.without - self.without.mean()
        return sqrt((self.n - 1) / self.n * float(spread @ spread))

    @property
    def constant(self) -> bool:
        """Whether the statistic is the same in every replication, but for rounding."""
        return self._unmoved and (self.alone is None or bool(np.ptp(self._seen) <= _ROUNDING * self.scale))

    @property
    def _seen(self) -> NDArray[np.float64]:
        """The statistic of single replications, where they hold events; the pooled one besides."""
        alone = np.empty(0) if self.alone is None else self.alone
        return np.append(alone[~np.isnan(alone)], self.value)

    @property
    def _unmoved(self) -> bool:
        """Whether leaving out a replication never changes the statistic beyond rounding."""
        scale = max(self.scale, abs(self.value), float(np.abs(self.without).max(initial=0.0)))
        return self.n > 0 and bool(np.ptp(self.without) <= _ROUNDING * scale)

    def _why_no_interval(self) -> str:
        if not isfinite(self.value):
            return "no events"
        if self.n < 2:
            return "one replication"
        if not np.isfinite(self.without).all():
            return "events in one replication only"
        if self._unmoved:
            return "no variation" if self.constant else "leaving out a replication changes nothing"
        return ""


def t_quantile(probability: float, degrees: float) -> float:
    """The quantile of Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))
