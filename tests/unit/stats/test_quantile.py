"""Pooled quantiles: the definition worked by hand, and coverage with whole replications left out."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.quantile import pooled_quantile


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
