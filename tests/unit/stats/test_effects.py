"""Effects of inputs: Morris's measures of functions whose own are known, and intervals that cover."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sim.stats.designs import STEP, trajectories
from sim.stats.effects import mean_estimate, screened, shifted

NAMES = ("first", "second", "third")
Function = Callable[[dict[str, float]], float]


def elementary(function: Function, count: int) -> dict[str, np.ndarray]:
    """The elementary effects of each input, one a trajectory."""
    found: dict[str, list[float]] = {name: [] for name in NAMES}
    for walk in trajectories(11, NAMES, count):
        values = [function(point) for point in walk.points]
        for name, sign, before, after in zip(walk.moved, walk.signs, values, values[1:], strict=False):
            found[name].append(sign * (after - before) / STEP)
    return {name: np.array(effects) for name, effects in found.items()}


def test_a_sum_has_its_coefficients_and_no_spread() -> None:
    effects = elementary(lambda at: 2 * at["first"] - 5 * at["second"], 10)
    for name, size in (("first", 2), ("second", 5), ("third", 0)):
        reach, spread = screened(effects[name])
        assert reach.value == pytest.approx(size)
        assert spread.value == pytest.approx(0, abs=1e-12)


def test_a_product_spreads_as_the_other_factor_does() -> None:
    # The effect of one factor is the other, evenly 0, 1/3, 2/3 or 1: mean 1/2, sd sqrt(14/36 - 1/4).
    effects = elementary(lambda at: at["first"] * at["second"], 4000)
    for name in ("first", "second"):
        reach, spread = screened(effects[name])
        assert reach.value == pytest.approx(0.5, abs=0.02)
        assert spread.value == pytest.approx((5 / 36) ** 0.5, abs=0.01)


def test_ups_and_downs_do_not_cancel() -> None:
    # 1.5 (x - 1/2)^2 on the four levels: between 0 and 2/3 the effect is -1/4, between 1/3 and 1 it is +1/4
    # ((1.5 / 36 - 1.5 / 4) / (2 / 3) = -1/2 from 0 to 2/3, and +1/2 from 1/3 to 1).
    effects = elementary(lambda at: 1.5 * (at["first"] - 0.5) ** 2, 2000)["first"]
    reach, spread = screened(effects)
    assert reach.value == pytest.approx(0.5)
    assert abs(effects.mean()) < 0.05
    assert spread.value == pytest.approx(0.5, abs=0.01)


def test_measures_of_four_effects_by_hand() -> None:
    # Sizes 1, 2, 3, 2: mean 2, s = sqrt(2/3), half-width 3.18245 x s / 2. Effects 1, -2, 3, 2: mean 1, s^2 =
    # 14/3; chi-square of 3 degrees: 0.21580 and 9.34840.
    reach, spread = screened(np.array([1.0, -2.0, 3.0, 2.0]))
    assert (reach.value, reach.n) == (2, 4)
    assert reach.high - 2 == pytest.approx(3.18245 * (2 / 3) ** 0.5 / 2, abs=1e-4)
    assert spread.value == pytest.approx((14 / 3) ** 0.5)
    assert spread.low == pytest.approx((14 / 9.34840) ** 0.5, abs=1e-4)
    assert spread.high == pytest.approx((14 / 0.21580) ** 0.5, abs=1e-3)


def test_without_events_there_is_nothing_to_tell() -> None:
    reach, spread = screened(np.array([1.0, np.nan]))
    assert reach.method == spread.method == "no events"
    assert np.isnan(spread.value)


def test_a_mean_of_three_by_hand() -> None:
    found = mean_estimate(np.array([1.0, 2.0, 3.0]))
    assert (found.value, found.low) == (2, pytest.approx(2 - 4.30265 / 3**0.5, abs=1e-4))


def test_an_effect_of_all_replications_is_the_paired_mean() -> None:
    rng = np.random.default_rng(2)
    values, effects = rng.normal(5, 1, 12), rng.normal(1, 2, 12)
    moved, plain = shifted(values, effects), mean_estimate(values + effects)
    assert (moved.value, moved.low, moved.high) == pytest.approx((plain.value, plain.low, plain.high))


@pytest.mark.parametrize("share", [-1.0, 0.0, 1.0])
def test_a_shifted_mean_covers_whatever_value_and_effect_share(share: float) -> None:
    # The effect takes along a share of the replication's own luck; 95 % of 2,000 intervals shall cover 6.
    rng = np.random.default_rng(8)
    covered = 0
    for _ in range(2000):
        values = rng.normal(5, 2, 20)
        effects = 1 + share * (values[:5] - 5) + rng.normal(0, 1, 5)
        found = shifted(values, effects)
        covered += found.low <= 6 <= found.high
    assert 0.93 <= covered / 2000 <= 0.97
