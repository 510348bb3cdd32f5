"""Paired differences: what alternatives share cancels; the primary family shares one confidence."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.estimate import t_quantile
from sim.stats.paired import PRIMARY, family_size, paired_difference
from sim.stats.ratio import pooled_ratio


def test_a_difference_worked_by_hand() -> None:
    # Means 4, 6, 8 and 5, 8, 11: differences 1, 2, 3, mean 2, s = 1, standard error 1 / sqrt(3);
    # 2 -+ 4.30265 x 0.57735.
    difference = paired_difference(pooled_ratio([4, 6, 8], [1, 1, 1]), pooled_ratio([5, 8, 11], [1, 1, 1]))
    assert difference.estimate.value == pytest.approx(2)
    assert difference.estimate.low == pytest.approx(2 - 4.30265 / 3**0.5, abs=1e-5)
    assert difference.family == "individual"


def test_pairing_counts() -> None:
    # Days swing by 10, the alternative takes 1 off each day: unpaired this would be hidden.
    rng = np.random.default_rng(1)
    days = rng.normal(100, 10, 20)
    ones = np.ones(20)
    base, alternative = pooled_ratio(days, ones), pooled_ratio(days - 1 + rng.normal(0, 0.1, 20), ones)
    estimate = paired_difference(base, alternative).estimate
    assert -1.2 < estimate.low < estimate.high < -0.8


def test_the_primary_family_is_wait_handoffs_and_ease_for_every_alternative() -> None:
    assert PRIMARY == ("wait_mean_s", "handoffs_mean", "ces_mean")
    assert family_size("ces_mean", "all", alternatives=2) == 6
    assert family_size("ces_mean", "segment=business", alternatives=2) == 1
    assert family_size("nps", "all", alternatives=2) == 1


def test_a_family_of_six_widens_to_its_share_of_the_error() -> None:
    # Bonferroni: 1 - 0.05 / 12 instead of 1 - 0.05 / 2.
    base, alternative = pooled_ratio([4, 6, 8], [1, 1, 1]), pooled_ratio([5, 8, 11], [1, 1, 1])
    alone = paired_difference(base, alternative).estimate
    shared = paired_difference(base, alternative, comparisons=6)
    widened = (shared.estimate.high - shared.estimate.low) / (alone.high - alone.low)
    assert widened == pytest.approx(t_quantile(1 - 0.05 / 12, 2) / t_quantile(0.975, 2))
    assert shared.family == "primary of 6"
    assert shared.estimate.method == "jackknife t, Bonferroni of 6"


def test_a_family_of_three_covers_all_at_once() -> None:
    rng = np.random.default_rng(11)
    ones = np.ones(10)
    all_covered = 0
    for _ in range(1000):
        shared = rng.normal(0, 5, (3, 10))
        intervals = [
            paired_difference(pooled_ratio(s, ones), pooled_ratio(s + rng.normal(1, 1, 10), ones), 3).estimate
            for s in shared
        ]
        all_covered += all(i.low <= 1 <= i.high for i in intervals)
    assert 0.93 <= all_covered / 1000 <= 0.975


def test_a_difference_of_large_equal_sums_is_no_difference() -> None:
    cost = pooled_ratio([1e7 / 3, 1e7 / 7], [1, 1])
    again = pooled_ratio([1e7 / 3 + 1e-9, 1e7 / 7 - 1e-9], [1, 1])
    difference = paired_difference(cost, again)
    assert difference.constant
    assert difference.estimate.value == 0


def test_different_replications_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="same replications"):
        paired_difference(pooled_ratio([1, 2], [1, 1]), pooled_ratio([1, 2, 3], [1, 1, 1]))
