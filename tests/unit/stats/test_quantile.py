"""Pooled quantiles: the definition worked by hand, and coverage with whole replications left out."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.quantile import pooled_quantile, quantile_estimate


def test_the_quantile_is_a_value_that_occurs() -> None:
    # Hyndman & Fan (1996), type 1: the ceil(n p)-th smallest. 1..20: p95 is the 19th, p50 the 10th.
    numbers = [np.arange(1, 21)]
    assert pooled_quantile(numbers, 0.95).value == 19
    assert pooled_quantile(numbers, 0.5).value == 10
    assert pooled_quantile([np.arange(1, 22)], 0.95).value == 20
    assert pooled_quantile(numbers, 0.0).value == 1


def test_leaving_out_means_leaving_out_whole_replications() -> None:
    # Pooled 1 2 3 4 5 9: median the 3rd. Without the first {1, 9}: 2 3 4 5 -> 3; without {2, 4}:
    # 1 3 5 9 -> 3; without {3, 5}: 1 2 4 9 -> 2.
    pooled = pooled_quantile([np.array([9, 1]), np.array([2, 4]), np.array([5, 3])], 0.5)
    assert pooled.value == 3
    assert pooled.without.tolist() == [3, 3, 2]


def test_a_value_that_many_share_is_no_sign_that_replications_are_alike() -> None:
    # Two of three replications have a median of 0, the third one of 7; without any of them it is 0 still.
    samples = [np.array([0, 0, 0, 9]), np.array([0, 0, 0, 8]), np.array([7, 7, 0])]
    pooled = pooled_quantile(samples, 0.5)
    assert (pooled.value, pooled.without.tolist()) == (0, [0, 0, 0])
    assert not pooled.constant
    assert pooled.estimate().method == "leaving out a replication changes nothing"
    assert (pooled - pooled).constant   # against itself it differs by nothing in any replication
    other = pooled_quantile([*samples[:2], np.array([6, 6, 0])], 0.5)
    assert (pooled - other).value == 0
    assert not (pooled - other).constant
    assert pooled_quantile([np.array([0, 0, 5])] * 3, 0.5).constant


@pytest.mark.parametrize("samples", [[], [np.empty(0), np.empty(0)]])
def test_no_values_give_no_quantile(samples: list[np.ndarray]) -> None:
    assert pooled_quantile(samples, 0.5).estimate().method == "no events"


def test_intervals_of_the_95th_percentile_cover() -> None:
    # Exponential waits whose mean swings from replication to replication as Gamma(10, 1/10): the mixture
    # is a Lomax law with P(wait > t) = (1 + t / 9)^-10 for an inverse-gamma mean of 1.
    # shape 10, scale 9: p95 = 9 (0.05^-0.1 - 1).
    truth = 9 * (0.05**-0.1 - 1)
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(600):
        means = 9 / rng.gamma(10.0, 1.0, 20)
        samples = [rng.exponential(mean, rng.poisson(150)) for mean in means]
        estimate = pooled_quantile(samples, 0.95).estimate()
        covered += estimate.low <= truth <= estimate.high
    assert 0.90 <= covered / 600 <= 0.975


def test_an_interval_reaches_as_far_as_the_share_may_be_the_probability() -> None:
    """Three replications of 1 to 100: each share is the same in all, so single values tell. Of 300 values,
    Clopper and Pearson let the share be a half where 44.2 to 55.8 % of the values are at or below."""
    found = quantile_estimate([np.arange(1, 101)] * 3, 0.5)
    assert (found.value, found.low, found.high) == (50, 45, 56)
    joint = quantile_estimate([np.arange(1, 101)] * 3, 0.5, 0.95, 20)
    assert joint.low < found.low < found.high < joint.high


def test_where_most_share_a_value_there_is_an_interval() -> None:
    """Six of ten never wait: the median is 0 whichever replication is left out, and surely so."""
    found = quantile_estimate([np.array([0.0] * 60 + [5.0] * 40)] * 4, 0.5)
    assert (found.value, found.low, found.high) == (0, 0, 0)
    assert not pooled_quantile([np.array([0.0] * 60 + [5.0] * 40)] * 4, 0.5).estimate().has_interval


def test_too_few_values_give_no_interval() -> None:
    assert quantile_estimate([np.arange(3), np.arange(3)], 0.95).method == "too few values"
    assert quantile_estimate([np.arange(3)], 0.5).method == "one replication"
    assert quantile_estimate([np.empty(0), np.empty(0)], 0.5).method == "no events"


@pytest.mark.parametrize("probability", [0.69, 0.75, 0.95])
def test_intervals_hold_the_truth_where_replications_differ_and_most_do_not_wait(probability: float) -> None:
    """About 30 % wait, longer in busy replications; the truth is that of 20,000 replications."""
    rng = np.random.default_rng(7)

    def replication() -> np.ndarray:
        busy = np.exp(0.25 * rng.normal())
        calls = rng.poisson(60)
        waits = rng.random(calls) < min(0.3 * busy, 1.0)
        return np.where(waits, rng.exponential(60 * busy, calls), 0.0)

    truth = float(np.quantile(np.concatenate([replication() for _ in range(20_000)]), probability))
    found = [quantile_estimate([replication() for _ in range(24)], probability) for _ in range(300)]
    held = sum(one.low <= truth <= one.high for one in found)
    assert held >= 0.92 * 300   # 95 % less two and a half standard deviations
