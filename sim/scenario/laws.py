"""Laws of durations: one uniform in, one whole number of microseconds out (inverse-CDF sampling only).

Every law is a frozen record with its parameters in microseconds, so that two equal laws are equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from sim.scenario.frozen import Frozen

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Law(Frozen):
    """A distribution of non-negative durations in microseconds."""

    def quantile(self, u: float) -> float:
        """The duration below which a share `u` (0 < u < 1) of draws fall, in microseconds."""
        raise AssertionError("each law has its own quantile")

    def sample(self, u: float) -> int:
        """The duration of a uniform: rounded half to even, at least 1 microsecond."""
        return max(round(self.quantile(u)), 1)

    def mean(self) -> float:
        """The expected duration in microseconds."""
        raise AssertionError("each law has its own mean")

    def variance(self) -> float:
        """The variance in square microseconds."""
        raise AssertionError("each law has its own variance")

    def sd(self) -> float:
        """The standard deviation in microseconds."""
        return math.sqrt(max(self.variance(), 0.0))

    def share_upto(self, duration: float) -> float:
        """The share of draws of at most `duration` microseconds (the distribution function)."""
        raise AssertionError("each law has its own distribution function")

    def can_be_zero(self) -> bool:
        """Whether some draws take no time at all."""
        return False


@dataclass(frozen=True)
class Constant(Law):
    """Always the same duration, 0 included."""

    value: float

    def quantile(self, u: float) -> float:
        return self.value

    def sample(self, u: float) -> int:
        return round(self.value)

    def mean(self) -> float:
        return self.value

    def variance(self) -> float:
        return 0.0

    def share_upto(self, duration: float) -> float:
        return 1.0 if duration >= self.value else 0.0

    def can_be_zero(self) -> bool:
        return self.value == 0


@dataclass(frozen=True)
class Exponential(Law):
    """Memoryless, by its mean."""

    scale: float

    def quantile(self, u: float) -> float:
        return -self.scale * math.log1p(-u)

    def sample(self, u: float) -> int:
        return round(-self.scale * math.log1p(-u)) or 1

    def mean(self) -> float:
        return self.scale

    def variance(self) -> float:
        return self.scale**2

    def share_upto(self, duration: float) -> float:
        return -math.expm1(-duration / self.scale) if duration > 0 else 0.0


@dataclass(frozen=True)
class Lognormal(Law):
    """exp(mu + sigma Z); mu is the logarithm of the median in microseconds."""

    mu: float
    sigma: float

    @staticmethod
    def of_mean(mean: float, sd: float) -> Lognormal:
        """The lognormal law with this mean and standard deviation."""
        variance = math.log1p((sd / mean) ** 2)
        return Lognormal(math.log(mean) - variance / 2, math.sqrt(variance))

    @staticmethod
    def of_median(median: float, mean: float) -> Lognormal:
        """The lognormal law with this median and mean (mean at least the median)."""
        return Lognormal(math.log(median), math.sqrt(2 * math.log(mean / median)))

    def quantile(self, u: float) -> float:
        return math.exp(self.mu + self.sigma * _NORMAL.inv_cdf(u))

    def sample(self, u: float) -> int:
        return round(math.exp(self.mu + self.sigma * _NORMAL.inv_cdf(u))) or 1

    def mean(self) -> float:
        return math.exp(self.mu + self.sigma**2 / 2)

    def variance(self) -> float:
        return math.expm1(self.sigma**2) * self.mean() ** 2

    def share_upto(self, duration: float) -> float:
        if duration <= 0:
            return 0.0
        if self.sigma == 0:
            return 1.0 if math.log(duration) >= self.mu else 0.0
        return _NORMAL.cdf((math.log(duration) - self.mu) / self.sigma)


@dataclass(frozen=True)
class Gamma(Law):
    """Gamma law with shape (no unit) and scale (microseconds)."""

    shape: float
    scale: float

    @staticmethod
    def of_mean(mean: float, sd: float) -> Gamma:
        """The gamma law with this mean and standard deviation."""
        return Gamma((mean / sd) ** 2, sd**2 / mean)

    def quantile(self, u: float) -> float:
        from scipy.special import gammaincinv

        return self.scale * float(gammaincinv(self.shape, u))

    def mean(self) -> float:
        return self.shape * self.scale

    def variance(self) -> float:
        return self.shape * self.scale**2

    def share_upto(self, duration: float) -> float:
        from scipy.special import gammainc

        return float(gammainc(self.shape, duration / self.scale)) if duration > 0 else 0.0


@dataclass(frozen=True)
class Weibull(Law):
    """Weibull law with shape (no unit) and scale (microseconds)."""

    shape: float
    scale: float

    def quantile(self, u: float) -> float:
        return self.scale * math.pow(-math.log1p(-u), 1 / self.shape)

    def mean(self) -> float:
        return self.scale * math.gamma(1 + 1 / self.shape)

    def variance(self) -> float:
        return self.scale**2 * math.gamma(1 + 2 / self.shape) - self.mean() ** 2

    def share_upto(self, duration: float) -> float:
        return -math.expm1(-math.pow(duration / self.scale, self.shape)) if duration > 0 else 0.0


@dataclass(frozen=True)
class Uniform(Law):
    """Evenly between low and high."""

    low: float
    high: float

    def quantile(self, u: float) -> float:
        return self.low + (self.high - self.low) * u

    def mean(self) -> float:
        return (self.low + self.high) / 2

    def variance(self) -> float:
        return (self.high - self.low) ** 2 / 12

    def share_upto(self, duration: float) -> float:
        return min(max((duration - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True)
class Triangular(Law):
    """Between low and high, most often near mode."""

    low: float
    mode: float
    high: float

    def quantile(self, u: float) -> float:
        width = self.high - self.low
        if u < (self.mode - self.low) / width:
            return self.low + math.sqrt(u * width * (self.mode - self.low))
        return self.high - math.sqrt((1 - u) * width * (self.high - self.mode))

    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    def variance(self) -> float:
        a, b, c = self.low, self.mode, self.high
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18

    def share_upto(self, duration: float) -> float:
        if duration <= self.low or duration >= self.high:
            return 0.0 if duration <= self.low else 1.0
        width = self.high - self.low
        if duration < self.mode:
            return (duration - self.low) ** 2 / (width * (self.mode - self.low))
        return 1 - (self.high - duration) ** 2 / (width * (self.high - self.mode))


@dataclass(frozen=True)
class Scaled(Law):
    """Another law, every duration times a factor (an agent's `time_factor`)."""

    law: Law
    factor: float

    def quantile(self, u: float) -> float:
        return self.law.quantile(u) * self.factor

    def sample(self, u: float) -> int:
        if isinstance(self.law, Constant):
            return round(self.law.value * self.factor)
        length = self.quantile(u)
        return 0 if length == 0 and self.law.can_be_zero() else max(round(length), 1)

    def mean(self) -> float:
        return self.law.mean() * self.factor

    def variance(self) -> float:
        return self.law.variance() * self.factor**2

    def share_upto(self, duration: float) -> float:
        return self.law.share_upto(duration / self.factor)

    def can_be_zero(self) -> bool:
        return self.law.can_be_zero()
