"""A smooth model says how well it foretells what it has not seen: known functions, with and without noise."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.stats.metamodel import FEWEST, Metamodel, _left_out, _spline, metamodel

Array = NDArray[np.float64]
FRESH = np.random.default_rng(99).random((4000, 2))


def wave(places: Array) -> Array:
    """Smooth, bent in one factor and growing in the other; its variance over the square is about 0.17."""
    found: Array = np.sin(3 * places[:, 0]) + places[:, 1] ** 2
    return found


def fitted(size: int, sd: float, seed: int) -> Metamodel:
    generator = np.random.default_rng(seed)
    places = generator.random((size, 2))
    values = wave(places) + sd * generator.normal(size=size)
    return metamodel(places, values, np.full(size, sd**2))


def really_explained(model: Metamodel, sd: float) -> float:
    """The share of the variance of fresh noisy points that the model foretells."""
    errors = wave(FRESH) - model.at(FRESH)
    return float(1 - (np.mean(errors**2) + sd**2) / (wave(FRESH).var() + sd**2))


def test_the_error_at_a_point_left_out_is_that_of_a_model_without_it() -> None:
    generator = np.random.default_rng(3)
    places, noise = generator.random((20, 2)), generator.uniform(0.5, 2.0, 20)
    values = wave(places) + 0.1 * generator.normal(size=20)
    for smoothing in (1e-5, 1e-2, 1.0):
        found = _left_out(places, values, noise, smoothing)
        for out in range(20):
            rest = np.arange(20) != out
            weights = smoothing * values.var() * noise[rest]
            foretold = _spline(places[rest], values[rest], weights, places[[out]])
            assert found[out] == pytest.approx(values[out] - foretold[0], abs=1e-7)


@pytest.mark.parametrize(("size", "sd"), [(24, 0.02), (24, 0.3), (48, 0.1)])
def test_what_it_says_to_explain_is_what_it_explains(size: int, sd: float) -> None:
    models = [fitted(size, sd, seed) for seed in range(40)]
    said = np.array([one.explained.value for one in models])
    real = np.array([really_explained(one, sd) for one in models])
    # The error of the difference of means over 40 trials; leaving out neither flatters nor belittles.
    error = (said - real).std(ddof=1) / np.sqrt(len(models))
    assert abs(said.mean() - real.mean()) < 3 * error + 0.01


def test_luck_alone_is_never_taken_for_a_response() -> None:
    generator = np.random.default_rng(7)
    for size in (12, 30, 60):
        for _ in range(30):
            found = metamodel(generator.random((size, 2)), generator.normal(size=size), np.ones(size))
            assert not found.good


def test_a_clear_response_is_used_and_foretells_between_points() -> None:
    found = fitted(60, 0.02, 1)
    assert found.good
    assert found.explained.low <= found.explained.value <= found.explained.high <= 1
    assert np.abs(found.at(FRESH) - wave(FRESH)).mean() < 0.05
    assert found.error == pytest.approx(np.sqrt(np.mean((found.values - found.foretold) ** 2)))


def test_a_noisy_point_pulls_less() -> None:
    places = np.linspace(0, 1, 12)[:, None]
    values = places[:, 0].copy()
    values[6] += 1.0
    trusting, doubting = (
        metamodel(places, values, noise) for noise in (np.ones(12), np.where(np.arange(12) == 6, 1000.0, 1.0))
    )
    there = places[[6]]
    assert abs(doubting.at(there)[0] - places[6, 0]) < abs(trusting.at(there)[0] - places[6, 0])


@pytest.mark.parametrize(("values", "why"), [
    (np.arange(float(FEWEST - 1)), "too few points"), (np.ones(20), "no variation"),
])  # fmt: skip
def test_where_there_is_no_model_it_says_why(values: Array, why: str) -> None:
    places = np.linspace(0, 1, len(values))[:, None]
    found = metamodel(places, values, np.ones(len(values)))
    assert found.explained.method == why
    assert not found.good
