"""The split of a variance: worked by hand, unbiased for known components, with intervals that cover."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.variance_split import Floats, variance_split

SD = {"a": 3.0, "m": 2.0, "am": 1.0, "n": 4.0, "e": 1.0}
MEAN = 5.0


def made(rng: np.random.Generator, draws: int, replications: int, models: int, **sd: float) -> Floats:
    """Differences of a crossed and nested design whose components are known."""
    given = {**SD, **sd}

    def effect(name: str, *shape: int) -> Floats:
        return rng.normal(0, given[name], shape) if given[name] else np.zeros(shape)

    return (
        MEAN + effect("a", draws, 1, 1) + effect("m", 1, 1, models) + effect("am", draws, 1, models)
        + effect("n", draws, replications, 1) + effect("e", draws, replications, models)
    )


def test_draws_of_the_inputs_by_hand() -> None:
    # Draws (1, 3), (5, 7), (9, 11): means 2, 6, 10, mean 6. Within: each 2, so MS 2; between: 2 x 32 / 2
    # = 32. Inputs (32 - 2) / 2 = 15, noise of the mean 2 / 6.
    split = variance_split(np.array([[[1.0], [3.0]], [[5.0], [7.0]], [[9.0], [11.0]]]))
    assert split.value == pytest.approx(6)
    assert split.inputs == pytest.approx(15)
    assert split.noise == pytest.approx(1 / 3)
    assert split.model == 0
    # Noise-free draws: spread sqrt(15 / 16) of 4 about the mean.
    assert split.noise_free[:, 0] == pytest.approx([6 - 4 * (15 / 16) ** 0.5, 6, 6 + 4 * (15 / 16) ** 0.5])


def test_draws_of_the_model_by_hand() -> None:
    # Replications (1, 4, 7) and (3, 4, 5) under three models: means 2, 4, 6 and 4, 4. Models: 2 x 8 / 2 = 8.
    # Left over: -1, 0, 1 and 1, 0, -1: 4 / 2 = 2. Model (8 - 2) / 2 = 3. Replications do not differ: noise 0.
    split = variance_split(np.array([[[1.0, 4.0, 7.0], [3.0, 4.0, 5.0]]]))
    assert (split.value, split.inputs) == (4, 0)
    assert split.model == pytest.approx(3)
    assert split.noise == pytest.approx(0)


def test_what_luck_explains_is_no_doubt_about_inputs() -> None:
    # Draws (0, 10) and (1, 9): means 5 and 5, less apart than luck would make them: (0 - 41) / 2.
    split = variance_split(np.array([[[0.0], [10.0]], [[1.0], [9.0]]]))
    assert split.inputs == pytest.approx(-41 / 2)
    assert np.ptp(split.noise_free) == 0


def test_one_replication_shows_no_luck() -> None:
    with pytest.raises(ValueError, match="two replications"):
        variance_split(np.ones((3, 1, 1)))


@pytest.mark.parametrize(("shape", "expected"), [
    # Half of what inputs and model do together (1) goes to either; noise: n / KR + e / KRJ.
    ((8, 2, 6), {"inputs": 9.5, "model": 4.5, "noise": 16 / 16 + 1 / 96}),
    ((1, 10, 6), {"inputs": 0.0, "model": 5.0, "noise": 16 / 10 + 1 / 60}),   # one draw: m and am look alike
    ((8, 2, 1), {"inputs": 10.0, "model": 0.0, "noise": 17 / 16}),            # one model: a and am do
], ids=["inputs and model", "model alone", "inputs alone"])
def test_components_are_found_without_bias(shape: tuple[int, int, int], expected: dict[str, float]) -> None:
    rng = np.random.default_rng(4)
    splits = [variance_split(made(rng, *shape)) for _ in range(3000)]
    for name, value in expected.items():
        found = np.array([getattr(split, name) for split in splits])
        error = found.std(ddof=1) / len(found) ** 0.5
        assert abs(found.mean() - value) <= 4 * error, name


@pytest.mark.parametrize(("shape", "sd"), [
    ((20, 2, 30), {}), ((20, 2, 1), {"m": 0, "am": 0, "e": 0}), ((1, 20, 100), {"a": 0, "am": 0}),
    ((1, 20, 1), {"a": 0, "m": 0, "am": 0, "e": 0}),
], ids=["all", "inputs", "model", "luck alone"])
def test_the_interval_holds_the_difference_of_one_more_draw(
    shape: tuple[int, int, int], sd: dict[str, float]
) -> None:
    # The truth is one draw of inputs and model; 2,000 experiments, of which 95 % shall cover it.
    rng = np.random.default_rng(9)
    known = {**SD, **sd}
    spread = sum(known[name] ** 2 for name in ("a", "m", "am")) ** 0.5
    covered = 0
    for _ in range(2000):
        split = variance_split(made(rng, *shape, **sd))
        covered += split.low <= rng.normal(MEAN, spread) <= split.high
    assert 0.93 <= covered / 2000 <= 0.97


def test_without_any_variation_there_is_no_interval() -> None:
    split = variance_split(np.full((3, 2, 4), 2.0))
    assert (split.value, split.noise, split.inputs, split.model) == (2, 0, 0, 0)
    assert np.isnan(split.low)
