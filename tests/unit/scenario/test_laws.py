"""Laws of durations: quantiles and means against scipy.stats, and how a draw becomes whole microseconds."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from sim.scenario.laws import (
    Constant,
    Exponential,
    Gamma,
    Law,
    Lognormal,
    Scaled,
    Triangular,
    Uniform,
    Weibull,
)

MINUTE = 60e6

# Each law beside scipy's distribution of the same parameters.
PAIRS: list[tuple[Law, object]] = [
    (Exponential(4 * MINUTE), stats.expon(scale=4 * MINUTE)),
    (Lognormal(math.log(3 * MINUTE), 0.8), stats.lognorm(s=0.8, scale=3 * MINUTE)),
    (Lognormal.of_mean(228e6, 290e6), stats.lognorm(
        s=math.sqrt(math.log(1 + (290 / 228) ** 2)), scale=228e6 / math.sqrt(1 + (290 / 228) ** 2)
    )),
    (Lognormal.of_median(40e6, 48e6), stats.lognorm(s=math.sqrt(2 * math.log(1.2)), scale=40e6)),
    (Gamma(0.3, MINUTE), stats.gamma(0.3, scale=MINUTE)),
    (Gamma(10.0, 0.1), stats.gamma(10.0, scale=0.1)),
    (Gamma.of_mean(7 * MINUTE, 5 * MINUTE), stats.gamma(49 / 25, scale=25 / 7 * MINUTE)),
    (Weibull(0.7, 2 * MINUTE), stats.weibull_min(0.7, scale=2 * MINUTE)),
    (Weibull(2.5, 2 * MINUTE), stats.weibull_min(2.5, scale=2 * MINUTE)),
    (Uniform(MINUTE, 3 * MINUTE), stats.uniform(MINUTE, 2 * MINUTE)),
    (Triangular(5 * MINUTE, 7 * MINUTE, 10 * MINUTE), stats.triang(0.4, 5 * MINUTE, 5 * MINUTE)),
    (Triangular(MINUTE, MINUTE, 3 * MINUTE), stats.triang(0.0, MINUTE, 2 * MINUTE)),
    (Triangular(MINUTE, 3 * MINUTE, 3 * MINUTE), stats.triang(1.0, MINUTE, 2 * MINUTE)),
]
EACH = pytest.mark.parametrize(("law", "reference"), PAIRS, ids=lambda value: repr(value)[:40])
SMALL = np.geomspace(1e-9, 0.01, 20)
SHARES = np.concatenate([SMALL, np.linspace(0.02, 0.98, 97), 1 - SMALL[::-1]])


@EACH
def test_quantiles_are_those_of_scipy(law: Law, reference: stats.rv_frozen) -> None:
    expected = reference.ppf(SHARES)
    assert [law.quantile(float(u)) for u in SHARES] == pytest.approx(expected, rel=1e-12)


@EACH
def test_means_are_the_integral_of_the_quantile(law: Law, reference: stats.rv_frozen) -> None:
    """The mean is the integral of the quantile over (0, 1); split where it bends or grows."""
    edges = [0.0, 1e-6, 1e-3, 0.4, 0.999, 1 - 1e-6, 1.0]
    parts = [integrate.quad(law.quantile, low, high, limit=200)[0] for low, high in pairwise(edges)]
    assert sum(parts) == pytest.approx(law.mean(), rel=1e-6)
    assert law.mean() == pytest.approx(reference.mean(), rel=1e-12)


@EACH
def test_samples_are_whole_and_within_half_of_the_quantile(law: Law, reference: stats.rv_frozen) -> None:
    for u in SHARES.tolist():
        sample = law.sample(u)
        assert type(sample) is int
        assert sample == 1 or abs(sample - reference.ppf(u)) <= 0.5 + 1e-12 * sample


@EACH
def test_longer_for_a_higher_uniform(law: Law, reference: stats.rv_frozen) -> None:
    samples = [law.sample(float(u)) for u in SHARES]
    assert samples == sorted(samples)
    assert reference.cdf(law.quantile(0.5)) == pytest.approx(0.5, rel=1e-12)


@pytest.mark.parametrize(
    ("build", "mean", "sd"),
    [
        (Lognormal.of_mean, 228.0, 290.0),
        (Lognormal.of_mean, 60.0, 0.5),
        (Gamma.of_mean, 7.0, 5.0),
        (Gamma.of_mean, 1.0, 0.1),
    ],
)
def test_laws_given_by_mean_and_sd_have_them(
    build: Callable[[float, float], Law], mean: float, sd: float
) -> None:
    law = build(mean, sd)
    assert law.mean() == pytest.approx(mean, rel=1e-12)
    square = integrate.quad(
        lambda z: law.quantile(stats.norm.cdf(z)) ** 2 * stats.norm.pdf(z), -8, 8, limit=400
    )[0]
    assert math.sqrt(square - mean**2) == pytest.approx(sd, rel=1e-4)


def test_lognormal_by_median_and_mean() -> None:
    law = Lognormal.of_median(40e6, 48e6)
    assert law.quantile(0.5) == pytest.approx(40e6, rel=1e-12)
    assert law.mean() == pytest.approx(48e6, rel=1e-12)
    assert Lognormal.of_median(40e6, 40e6).sample(0.999) == 40_000_000


@pytest.mark.parametrize(
    ("value", "sample"), [(0.5, 0), (1.5, 2), (2.5, 2), (3.5, 4), (2.4999, 2), (0.0, 0), (7.0, 7)]
)
def test_constants_round_half_to_even_and_may_be_zero(value: float, sample: int) -> None:
    assert Constant(value).sample(0.3) == sample
    assert Constant(value).mean() == value


@pytest.mark.parametrize(("u", "sample"), [(0.25, 2), (0.15, 2), (0.35, 4), (0.45, 4), (0.55, 6), (0.05, 1)])
def test_draws_round_half_to_even(u: float, sample: int) -> None:
    """Uniform between 0 and 10: u = .25 lies at 2.5 and .35 at 3.5; no draw is less than 1."""
    assert Uniform(0.0, 10.0).sample(u) == sample


@EACH
def test_a_draw_is_at_least_one_microsecond(law: Law, reference: stats.rv_frozen) -> None:
    short = Scaled(law, 1e-12 / reference.mean())
    assert short.sample(0.5) == 1
    assert Exponential(1e-9).sample(0.5) == 1


def test_a_time_factor_scales_every_draw() -> None:
    law = Lognormal.of_mean(4 * MINUTE, 2 * MINUTE)
    scaled = Scaled(law, 1.3)
    assert scaled.mean() == pytest.approx(1.3 * 4 * MINUTE, rel=1e-12)
    for u in (0.1, 0.9):
        assert scaled.quantile(u) == pytest.approx(1.3 * law.quantile(u), rel=1e-12)
    assert Scaled(Constant(0.0), 1.3).sample(0.5) == 0
    assert Scaled(Constant(10.0), 0.25).sample(0.5) == 2


def test_equal_laws_are_equal() -> None:
    assert Exponential(5.0) == Exponential(5.0)
    assert Triangular(1, 2, 3) == Triangular(1, 2, 3)
    assert Exponential(5.0) != Constant(5.0)
    assert len({Gamma(2.0, 3.0), Gamma(2.0, 3.0), Gamma(3.0, 2.0)}) == 2


def test_a_law_survives_the_most_extreme_uniforms() -> None:
    for law, _ in PAIRS:
        for u in (2.0**-53, 1 - 2.0**-53):
            assert 1 <= law.sample(u) < 2**62
