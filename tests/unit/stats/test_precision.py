"""Stein's two-stage rule, worked by hand: how many replications, and the interval at the end."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.precision import Pilot
from sim.stats.ratio import pooled_ratio

FIVE = pooled_ratio([1, 2, 3, 4, 5], np.ones(5))   # S^2 = 2.5; t(.975, 4) = 2.776 (Fisher & Yates, table III)


@pytest.mark.parametrize(
    ("half_width", "needed"),
    [(0.5, 78),    # 2.776^2 x 2.5 / .25 = 77.1
     (1.0, 20),    # 19.3
     (2.0, 5),     # 4.8
     (50.0, 5)],   # never fewer than the pilot
)
def test_the_number_follows_from_the_pilots_variance(half_width: float, needed: int) -> None:
    assert Pilot.of(FIVE).needed(half_width) == needed


def test_the_interval_has_the_pilots_variance_and_degrees() -> None:
    # 2.776 x 1.5811 / sqrt(78) = .497 about the mean of all, whatever the further ones vary by.
    rng = np.random.default_rng(1)
    everything = pooled_ratio([1, 2, 3, 4, 5, *rng.normal(3, 40, 73)], np.ones(78))
    found = Pilot.of(FIVE).estimate(everything)
    assert found.value == everything.value
    assert (found.high - found.low) / 2 == pytest.approx(0.497, abs=5e-4)
    assert (found.n, found.method) == (78, "Stein t, pilot of 5")


def test_a_family_takes_more_replications_and_says_so() -> None:
    # t(1 - .05 / 6, 4) = 3.961: 3.961^2 x 2.5 / 1 = 39.2.
    pilot = Pilot.of(FIVE, comparisons=3)
    assert pilot.needed(1.0) == 40
    assert pilot.estimate(FIVE).method == "Stein t, pilot of 5, Bonferroni of 3"


def test_of_a_pooled_ratio_the_jackknife_tells_the_variance() -> None:
    # 15 / 6 with jackknife variance .21 (worked in test_ratio): S^2 = 3 x .21; t(.975, 2) = 4.303.
    pilot = Pilot.of(pooled_ratio([2, 4, 9], [1, 2, 3]))
    assert pilot.spread == pytest.approx(0.63**0.5)
    assert pilot.needed(0.2) == 292   # 18.51 x .63 / .04 = 291.6


def test_the_sign_of_the_data_and_their_level_mean_nothing() -> None:
    rng = np.random.default_rng(3)
    data = rng.normal(0, 4, 20)
    needed = {Pilot.of(pooled_ratio(one, np.ones(20))).needed(1.0) for one in (data, -data, data + 1000)}
    assert len(needed) == 1


@pytest.mark.parametrize(
    ("above", "below"),
    [([3, 3, 3], [1, 1, 1]), ([0, 0, 0], [0, 0, 0]), ([5, 0, 0], [1, 0, 0])],
    ids=["never varied", "never seen", "seen once"],
)
def test_where_the_pilot_cannot_tell_nothing_follows_and_no_interval_is_made_up(
    above: list[float], below: list[float]
) -> None:
    pilot = Pilot.of(pooled_ratio(above, below))
    assert not pilot.can_tell
    assert pilot.needed(0.001) == 3
    later = pooled_ratio([*above, 4, 9, 2], [*below, 1, 1, 1])
    assert pilot.estimate(later) == later.estimate()   # the usual interval, of all replications
