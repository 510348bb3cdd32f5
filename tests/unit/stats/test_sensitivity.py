"""Sobol' indices: as scipy reckons them, with noise told from what factors do."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import sobol_indices

from sim.stats.sensitivity import noise_share, sensitivity

GENERATOR = np.random.default_rng(4)
BOTH = GENERATOR.random((2, 64, 2))


def points(weights: tuple[float, float] = (3.0, 1.0)) -> NDArray[np.float64]:
    """A weighted sum of two factors and their product, at A, B, and the mixed points; shape (4, 64)."""
    a, b = BOTH
    mixed = [np.column_stack([b[:, 0], a[:, 1]]), np.column_stack([a[:, 0], b[:, 1]])]
    return np.array([one @ weights + one.prod(axis=1) for one in (a, b, *mixed)])


def with_replications(values: NDArray[np.float64], *shifts: float) -> NDArray[np.float64]:
    return values[..., None] + np.array(shifts)


def test_the_indices_are_those_of_scipy() -> None:
    values = points()
    found = sensitivity(with_replications(values, 0.0, 0.0), np.ones((4, 64, 2)), seed=1)
    func = {"f_A": values[:1], "f_B": values[1:2], "f_AB": values[2:, None]}
    theirs = sobol_indices(func=func, n=64)
    assert [one.value for one in found.first] == pytest.approx(theirs.first_order)
    assert [one.value for one in found.total] == pytest.approx(theirs.total_order)
    assert found.ranks == (1, 2)


def test_a_ratio_is_one_of_sums() -> None:
    values = points()
    below = np.arange(1.0, 5.0) * np.ones((4, 64, 4))
    above = values[..., None] * below
    plain = sensitivity(with_replications(values, 0.0), np.ones((4, 64, 1)), seed=1)
    assert [one.value for one in sensitivity(above, below, seed=1).total] == pytest.approx(
        [one.value for one in plain.total]
    )


def test_luck_that_all_points_share_is_no_noise() -> None:
    assert noise_share(with_replications(points(), -1.0, 0.0, 5.0), np.ones((4, 64, 3))) == pytest.approx(0)


def test_luck_of_single_points_is_noise_and_forbids_a_ranking() -> None:
    values = points()
    luck = np.random.default_rng(2).normal(0, 3, (4, 64, 8))
    above = values[..., None] + luck
    found = sensitivity(above, np.ones_like(above), seed=1)
    means = above[:2].mean(axis=2)
    assert found.noise == pytest.approx(9 / 8 / means.var(), rel=0.15)
    assert found.ranks == ()


def test_one_replication_tells_no_noise_and_ranks_nothing() -> None:
    found = sensitivity(with_replications(points(), 0.0), np.ones((4, 64, 1)), seed=1)
    assert np.isnan(found.noise)
    assert found.ranks == ()


@pytest.mark.parametrize("values", [np.ones((4, 64)), points()[:, :1], points()[:, :0]])
def test_what_does_not_vary_has_no_indices(values: NDArray[np.float64]) -> None:
    above = with_replications(values, 0.0, 0.0)
    found = sensitivity(above, np.ones_like(above), seed=1)
    assert all(np.isnan(one.value) for one in (*found.first, *found.total))
    assert {one.method for one in found.total} == {"no variation, or points without events"}


def test_an_interval_depends_on_its_seed_alone() -> None:
    above = with_replications(points(), 0.0, 0.5)
    first, again = (sensitivity(above, np.ones_like(above), seed=7) for _ in range(2))
    assert first == again
    assert sensitivity(above, np.ones_like(above), seed=8) != first
