"""The exact interval of a share: limits that can be worked out by hand, and published ones."""

from __future__ import annotations

import pytest

from sim.stats.proportion import clopper_pearson


def test_none_and_all_of_them_have_limits_in_closed_form() -> None:
    low, high = clopper_pearson(0, 10, 0.025)
    assert (low, high) == (0.0, pytest.approx(1 - 0.025**0.1))
    low, high = clopper_pearson(10, 10, 0.025)
    assert (low, high) == (pytest.approx(0.025**0.1), 1.0)


def test_a_published_interval() -> None:
    """81 of 263: 0.253 to 0.368 (Newcombe 1998, Statistics in Medicine 17, table I, method 5)."""
    low, high = clopper_pearson(81, 263, 0.025)
    assert (round(low, 4), round(high, 4)) == (0.2527, 0.3676)


def test_limits_leave_each_tail_its_chance() -> None:
    from scipy.stats import binom

    low, high = clopper_pearson(7, 20, 0.01)
    assert binom.sf(6, 20, low) == pytest.approx(0.01)
    assert binom.cdf(7, 20, high) == pytest.approx(0.01)
