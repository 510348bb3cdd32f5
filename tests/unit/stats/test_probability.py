"""The probability of being better: known cases, never nought or one, and not blurred by luck."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from scipy.stats import norm

from sim.stats.probability import probability_above
from sim.stats.variance_split import variance_split


def test_without_luck_it_is_the_share_of_draws() -> None:
    # Three draws of four above 0, no luck: (4 x 3/4 + 1/2) / 5.
    split = variance_split(np.array([[[1.0, 2.0, 3.0, -1.0]] * 2]))
    assert probability_above(split) == pytest.approx(0.7)


def test_without_draws_it_is_students() -> None:
    # Six replications: 5 degrees; the mean 2.015 standard errors above 0 has 95 %.
    values = np.array([-1.0, -1, -1, 1, 1, 1])
    values += 2.015 * values.std(ddof=1) / 6**0.5
    assert probability_above(variance_split(values.reshape(1, 6, 1))) == pytest.approx(0.95, abs=1e-4)


@pytest.mark.parametrize("sign", [1, -1])
def test_it_is_never_nought_or_one(sign: int) -> None:
    certain = 1000.0 * sign
    for values in (
        certain + np.arange(20.0).reshape(1, 20, 1), np.full((1, 5, 1), certain),
        certain + np.arange(40.0).reshape(20, 2, 1), certain + np.arange(200.0).reshape(1, 2, 100),
    ):
        found = probability_above(variance_split(values))
        assert 0 < found < 1
        assert (found > 0.97) is (sign > 0)


def test_twenty_draws_that_agree_cannot_tell_more_than_twenty_draws() -> None:
    assert probability_above(variance_split(1000 + np.arange(40.0).reshape(20, 2, 1))) == pytest.approx(
        20.5 / 21
    )


def test_where_nothing_differs_nothing_is_probable() -> None:
    assert isnan(probability_above(variance_split(np.zeros((1, 5, 3)))))


def test_luck_does_not_blur_it() -> None:
    # Noise-free differences are normal(1, 1): 84.1 % above 0. Luck as large as they are would make it
    # appear as Phi(1 / sqrt(1 + 1 / 2)) = 79 %; shrunk it is found again, on average over experiments,
    # but for Jeffreys' half draw: (40 x 0.841 + 0.5) / 41.
    rng = np.random.default_rng(3)
    found = []
    for _ in range(600):
        values = rng.normal(1, 1, (40, 1, 1)) + rng.normal(0, 1, (40, 2, 1))
        found.append(probability_above(variance_split(values)))
    expected = (40 * norm.cdf(1) + 0.5) / 41
    assert np.mean(found) == pytest.approx(expected, abs=4 * np.std(found) / 600**0.5 + 0.005)
