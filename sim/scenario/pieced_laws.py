"""Laws put together of pieces: mixtures of other laws, and durations as they were recorded.

In and out as in `sim.scenario.laws`: one uniform a draw, through the inverse of the distribution function,
so that a customer keeps his place among all others whatever the law.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from sim.scenario.laws import Law

_NEAR_ENOUGH: Final = 1e-12
"""The quantile of a mixture is found to this share of itself: far less than a microsecond of an hour."""


@dataclass(frozen=True)
class Mixture(Law):
    """One of several laws, each with its share of the draws.

    Attributes
    ----------
    shares : of the parts, adding up to 1.
    parts : the laws, in the order of the file, which means nothing.
    """

    shares: tuple[float, ...]
    parts: tuple[Law, ...]

    def quantile(self, u: float) -> float:
        """The shortest duration that a share `u` of all draws do not exceed, by bisection: it lies between
        the least and the greatest quantile of the parts."""
        ends = [part.quantile(u) for part in self.parts]
        low, high = min(ends), max(ends)
        if self.share_upto(low) >= u:
            return low
        while high - low > _NEAR_ENOUGH * high:
            middle = (low + high) / 2
            if middle in (low, high):
                break
            if self.share_upto(middle) >= u:
                high = middle
            else:
                low = middle
        return high

    def sample(self, u: float) -> int:
        length = self.quantile(u)
        return 0 if length == 0 and self.can_be_zero() else max(round(length), 1)

    def mean(self) -> float:
        return sum(share * part.mean() for share, part in zip(self.shares, self.parts, strict=True))

    def variance(self) -> float:
        mean = self.mean()
        both = zip(self.shares, self.parts, strict=True)
        return sum(share * (part.variance() + (part.mean() - mean) ** 2) for share, part in both)

    def share_upto(self, duration: float) -> float:
        both = zip(self.shares, self.parts, strict=True)
        return sum(share * part.share_upto(duration) for share, part in both)

    def can_be_zero(self) -> bool:
        return any(part.can_be_zero() for part in self.parts)


@dataclass(frozen=True)
class Empirical(Law):
    """Durations as recorded, each drawn by its weight; nothing between two recorded ones ever occurs.

    Attributes
    ----------
    values : the different durations, ascending, microseconds.
    upto : the share of the weight up to each of them; the last is 1.
    """

    values: tuple[float, ...]
    upto: tuple[float, ...]

    def quantile(self, u: float) -> float:
        """The first duration whose cumulative share exceeds `u`."""
        return self.values[bisect_right(self.upto, u)]

    def sample(self, u: float) -> int:
        return round(self.quantile(u))

    def mean(self) -> float:
        return sum(value * share for value, share in self._weighted())

    def variance(self) -> float:
        mean = self.mean()
        return sum((value - mean) ** 2 * share for value, share in self._weighted())

    def share_upto(self, duration: float) -> float:
        place = bisect_right(self.values, duration)
        return self.upto[place - 1] if place else 0.0

    def can_be_zero(self) -> bool:
        return self.values[0] == 0

    def _weighted(self) -> list[tuple[float, float]]:
        before = (0.0, *self.upto)
        shares = [upto - at for upto, at in zip(self.upto, before, strict=False)]
        return list(zip(self.values, shares, strict=True))


@dataclass(frozen=True)
class Recorded(Law):
    """An empirical law as a scenario names it: a column of a file, not read yet; it can draw nothing.

    Attributes
    ----------
    file : relative to the scenario.
    column, weights : headings of the file; without `weights` all rows weigh the same.
    unit : microseconds of a bare number; 0: every cell says its own unit; -1: numbers without unit.
    """

    file: str
    column: str
    weights: str
    unit: int
