"""The pooled ratio and its jackknife: worked by hand, against a published interval, and by coverage."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.estimate import t_quantile
from sim.stats.ratio import pooled_ratio, sum_of_others


def test_a_ratio_worked_by_hand() -> None:
    # 15 / 6; without each: 13/5 = 2.6, 11/4 = 2.75, 6/3 = 2, mean 2.45, squares 0.0225 + 0.09 + 0.2025
    # = 0.315; variance 2/3 x 0.315 = 0.21; t(0.975, 2) = 4.30265 (Fisher & Yates, table III).
    estimate = pooled_ratio([2, 4, 9], [1, 2, 3]).estimate()
    assert estimate.value == 2.5
    assert estimate.low == pytest.approx(2.5 - 4.30265 * 0.21**0.5, abs=1e-5)
    assert estimate.high == pytest.approx(2.5 + 4.30265 * 0.21**0.5, abs=1e-5)
    assert (estimate.n, estimate.method) == (3, "jackknife t")


def test_equal_denominators_give_students_interval() -> None:
    # Student (1908), "The probable error of a mean", p. 20: ten patients' extra hours of sleep; the 95 %
    # interval of the mean difference is 0.7001142 to 2.4598858 (R manual, `sleep`, paired t-test).
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    estimate = (pooled_ratio(second, np.ones(10)) - pooled_ratio(first, np.ones(10))).estimate()
    assert estimate.value == pytest.approx(1.58)
    assert (estimate.low, estimate.high) == pytest.approx((0.7001142, 2.4598858), abs=1e-6)


@pytest.mark.parametrize(
    ("probability", "degrees", "expected"),
    [(0.975, 1, 12.706), (0.975, 4, 2.776), (0.975, 19, 2.093), (0.95, 10, 1.812), (0.995, 30, 2.750)],
)
def test_students_quantiles_are_those_of_the_tables(
    probability: float, degrees: int, expected: float
) -> None:
    # Fisher & Yates, "Statistical Tables", table III.
    assert t_quantile(probability, degrees) == pytest.approx(expected, abs=6e-4)


def test_replications_without_events_pull_nowhere() -> None:
    with_empty = pooled_ratio([6, 0, 10], [2, 0, 3])
    assert with_empty.value == 3.2
    assert with_empty.without == pytest.approx([10 / 3, 3.2, 3.0])


@pytest.mark.parametrize(
    ("above", "below", "why"),
    [
        ([0, 0, 0], [0, 0, 0], "no events"),
        ([5], [2], "one replication"),
        ([5, 0, 0], [2, 0, 0], "events in one replication only"),
        ([3, 6, 9], [1, 2, 3], "no variation"),
        ([0, 0, 0], [7, 8, 9], "no variation"),
    ],
)
def test_where_no_interval_can_be_given_the_estimate_says_why(
    above: list[float], below: list[float], why: str
) -> None:
    estimate = pooled_ratio(above, below).estimate()
    assert not estimate.has_interval
    assert np.isnan([estimate.low, estimate.high]).all()
    assert estimate.method == why


def test_sums_of_others_lose_nothing_beside_a_large_number() -> None:
    assert sum_of_others(np.array([1e20, 1.0, 2.0])).tolist() == [3.0, 1e20, 1e20]


def _experiments(count: int, replications: int) -> tuple[np.ndarray, np.ndarray]:
    """Events whose number swings by 15 % between replications, and values that grow with the load."""
    rng = np.random.default_rng(20260202)
    events = rng.poisson(40 * rng.gamma(1 / 0.0225, 0.0225, (count, replications))).astype(float)
    values = events * (1 + 0.02 * events) * rng.gamma(400, 1 / 400, events.shape)
    return values, events


def test_the_pooled_ratio_covers_and_the_mean_of_ratios_does_not() -> None:
    # E[values] / E[events] = 1 + 0.02 E[K^2] / E[K], with E[K] = 40, var K = 40 + 0.0225 x 1600 = 76:
    # 1 + 0.02 (40 + 76 / 40) = 1.838. The mean of ratios tends to 1 + 0.02 x 40 = 1.8.
    values, events = _experiments(1500, 40)
    estimates = [pooled_ratio(v, e).estimate() for v, e in zip(values, events, strict=True)]
    covered = np.mean([e.low <= 1.838 <= e.high for e in estimates])
    assert 0.925 <= covered <= 0.97
    ratios = values / events
    half = t_quantile(0.975, 39) * ratios.std(axis=1, ddof=1) / 40**0.5
    assert np.mean(np.abs(ratios.mean(axis=1) - 1.838) <= half) < 0.89
