"""Ratios of differences: worked by hand, against the definition of the interval, and by coverage."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.estimate import Pooled
from sim.stats.fieller import MAY_BE_NONE, NOT_ABOVE_0, fieller_ratio
from sim.stats.ratio import pooled_ratio


def mean(values: object) -> Pooled:
    found = np.asarray(values, float)
    return pooled_ratio(found, np.ones(len(found)))


def test_a_ratio_worked_by_hand() -> None:
    # Means 2 and 14; variances of the means 1/3 and 7/3, covariance 5/6; t(0.975, 2)^2 = 18.5128.
    # 152.803 r^2 - 2 x 12.5727 r - 2.1709 = 0 has the roots -0.06255 and 0.22711.
    found = fieller_ratio(mean([1, 2, 3]), mean([12, 13, 17]))
    assert found.value == pytest.approx(1 / 7)
    assert (found.low, found.high) == pytest.approx((-0.06255, 0.22711), abs=2e-5)
    assert (found.n, found.method) == (3, "Fieller t")


def test_the_interval_holds_the_ratios_that_a_t_test_does_not_reject() -> None:
    rng = np.random.default_rng(5)
    below = rng.normal(10, 8, 12)
    above = 3 * below + rng.normal(20, 15, 12)
    found = fieller_ratio(mean(above), mean(below))
    for end in (found.low, found.high):
        residual = mean(above - end * below).estimate()
        assert min(abs(residual.low), abs(residual.high)) == pytest.approx(0.0, abs=1e-9)
    inside = mean(above - found.value * below).estimate()
    assert inside.low < 0 < inside.high


def test_a_constant_above_gives_the_reverse_of_the_interval_below() -> None:
    # 600 once, saved a week 10, 14, 12: the ends of the weeks are 600 over the ends of what is saved.
    saved = mean([10, 14, 12])
    found, week = fieller_ratio(mean([600, 600, 600]), saved), saved.estimate()
    assert (found.low, found.value, found.high) == pytest.approx((600 / week.high, 50, 600 / week.low))


@pytest.mark.parametrize(("below", "why"), [
    ([2, 3, 7], MAY_BE_NONE),                # 4 with a standard error of 1.53: may be 0 at t = 4.30
    ([-2, -3, -7], MAY_BE_NONE),
    ([-12, -13, -17], NOT_ABOVE_0),
    ([0, 0, 0], NOT_ABOVE_0),
    ([5], "one replication"),
    ([np.nan, 1, 2], "no events"),
])
def test_where_a_ratio_would_mean_nothing_no_number_is_given(below: list[float], why: str) -> None:
    found = fieller_ratio(mean(range(1, len(below) + 1)), mean(below))
    assert np.isnan([found.value, found.low, found.high]).all()
    assert found.method == why


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.8])
def test_it_is_bounded_exactly_where_the_interval_below_leaves_out_0(correlation: float) -> None:
    rng = np.random.default_rng(11)
    for below, noise in zip(rng.normal(1.0, 2.0, (200, 15)), rng.normal(0, 1, (200, 15)), strict=True):
        found = fieller_ratio(mean(correlation * below + noise), mean(below))
        own = mean(below).estimate()
        assert (found.method == MAY_BE_NONE) == (own.low <= 0 <= own.high)


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.8])
def test_intervals_cover_the_true_ratio(correlation: float) -> None:
    # Skewed money (mean 300) for journeys avoided (mean 6, at about four of their standard errors); truth
    # 50. Two thousand experiments of 20 replications: 95 % +- 3 standard errors is 93.5 to 96.5 %.
    rng = np.random.default_rng(20260202)
    size = (2000, 20)
    shared, own = rng.standard_gamma(4, size) / 2 - 2, rng.standard_gamma(4, size) / 2 - 2
    below = 6 + 6.5 * shared
    above = 300 + 200 * (correlation * shared + np.sqrt(1 - correlation**2) * own)
    found = [fieller_ratio(mean(a), mean(b)) for a, b in zip(above, below, strict=True)]
    told = [one for one in found if one.has_interval]
    assert len(told) > 0.9 * len(found)
    covered = np.mean([one.low <= 50 <= one.high for one in told])
    assert 0.935 <= covered <= 0.965
