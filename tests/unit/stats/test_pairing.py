"""What pairing saved: ratios worked by hand, laws, and the coverage of the interval."""

from __future__ import annotations

from math import inf, isnan, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.stats.estimate import Pooled
from sim.stats.pairing import pairing
from sim.stats.ratio import pooled_ratio


def mean_of(values: list[float]) -> Pooled:
    return pooled_ratio(values, [1] * len(values))


def test_the_ratio_of_variances_by_hand() -> None:
    # A: 1, 2, 3, 4 has squares 5; B: 2, 5, 4, 9 has squares 26; B - A: 1, 3, 1, 5 has 11. (5 + 26) / 11.
    found = pairing(mean_of([1, 2, 3, 4]), mean_of([2, 5, 4, 9]))
    assert found.estimate.value == pytest.approx(31 / 11)
    r = sqrt(5 / 26)
    assert found.ceiling == pytest.approx((1 + r**2) / (1 - r) ** 2)
    # S = A + B: 3, 7, 7, 13, squares 51; theta = 51/11. S and D: products 4.5 x 1.5 + .5 x -.5 + .5 x 1.5
    # + 5.5 x 2.5 = 21, so 1 - r^2 = 1 - 441 / 561. t at .975 with 2 degrees: 4.3027; K = 1 + 2 x 120/561
    # x t^2 / 2.
    k = 1 + 120 / 561 * 4.302653**2
    ends = [(51 / 11 * (k + sign * sqrt(k**2 - 1)) + 1) / 2 for sign in (-1, 1)]
    assert [found.estimate.low, found.estimate.high] == pytest.approx(ends)


def test_with_perfect_correlation_the_ratio_is_its_ceiling() -> None:
    found = pairing(mean_of([1, 2, 4]), mean_of([2, 4, 8]))   # r = 1/2: 1.25 / .25
    assert found.estimate.value == pytest.approx(5)
    assert found.ceiling == pytest.approx(5)


def test_equal_spreads_have_no_ceiling() -> None:
    assert pairing(mean_of([1, 2, 3]), mean_of([2, 1, 3])).ceiling == inf


@pytest.mark.parametrize(("base", "other", "why"), [
    ([1, 2, 3], [2, 3, 4], "the difference never varies"),
    ([1, 1, 1], [2, 2, 2], "no variation"),
    ([1, 2], [2, 4], "fewer than three replications"),
    ([1], [2], "one replication"),
])
def test_where_there_is_no_ratio_it_says_why(base: list[float], other: list[float], why: str) -> None:
    found = pairing(mean_of(base), mean_of(other))
    assert isnan(found.estimate.value)
    assert found.estimate.method == why


def test_where_one_never_varies_nothing_can_be_saved() -> None:
    found = pairing(mean_of([1, 1, 1]), mean_of([2, 3, 5]))
    assert (found.estimate.value, found.ceiling) == pytest.approx((1, 1))
    assert not found.estimate.has_interval


VALUES = st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=3, max_size=12)


@given(VALUES)
def test_the_ratio_lies_within_its_interval_and_below_its_ceiling(values: list[tuple[float, float]]) -> None:
    base, other = (mean_of(list(column)) for column in zip(*values, strict=True))
    found, turned = pairing(base, other), pairing(other, base)
    assume(found.estimate.has_interval)
    assert 0.5 <= found.estimate.low <= found.estimate.value <= found.estimate.high
    assert found.estimate.value <= found.ceiling * (1 + 1e-6)
    assert turned.estimate.value == pytest.approx(found.estimate.value)


def test_the_interval_covers_the_true_ratio() -> None:
    """2,000 pairs of 10 normal replications, correlation .8, spreads 1 and 2: the ratio is 5 / 1.8."""
    luck = np.random.default_rng(4)
    hits = 0
    for _ in range(2000):
        a, e = luck.standard_normal((2, 10))
        found = pairing(mean_of(a.tolist()), mean_of((2 * (0.8 * a + 0.6 * e)).tolist())).estimate
        hits += found.low <= 5 / 1.8 <= found.high
    assert 0.935 < hits / 2000 < 0.965   # 95 %, +- 3 standard errors
