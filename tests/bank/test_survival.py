"""Kaplan-Meier and laws of censored times, against values worked by hand and other formulas."""

import math

import numpy as np
import pytest

from tools.bank.survival import Fit, fitted, kaplan_meier


def test_kaplan_meier_of_six_times_worked_by_hand() -> None:
    # At 1 s one of 6 leaves: 5/6. At 3 s two of the 4 still there leave (one was answered at 2 s):
    # 5/6 * 1/2 = 5/12. At 6 s the last one leaves (one was answered at 5 s): 0.
    times = np.array([3.0, 1.0, 2.0, 6.0, 3.0, 5.0])
    left = np.array([True, True, False, True, True, False])
    curve = kaplan_meier(times, left)
    survival = [curve.at(time_s) for time_s in (0.5, 1, 2.9, 3, 5.9, 6)]
    assert survival == pytest.approx([1, 5 / 6, 5 / 6, 5 / 12, 5 / 12, 0])


def test_an_answer_in_the_second_of_a_hang_up_still_counts_at_risk() -> None:
    curve = kaplan_meier(np.array([4.0, 4.0]), np.array([True, False]))
    assert curve.at(4) == pytest.approx(1 / 2)


def fit_of(law: str, times: np.ndarray, left: np.ndarray) -> Fit:
    return next(fit for fit in fitted(times, left) if fit.law == law)


def test_the_exponential_mean_is_all_time_over_those_who_left() -> None:
    fit = fit_of("exponential", np.array([10.0, 20.0, 30.0]), np.array([True, False, True]))
    assert fit.first == pytest.approx(60 / 2)
    assert fit.aic == pytest.approx(2 + 2 * (2 * math.log(30) + 60 / 30))


def test_without_censoring_the_lognormal_is_the_mean_and_deviation_of_the_logarithms() -> None:
    times = np.exp([1.0, 2.0, 4.0, 5.0])
    fit = fit_of("lognormal", times, np.full(4, True))
    assert (fit.first, fit.second) == pytest.approx((3.0, math.sqrt(10 / 4)), abs=1e-4)


@pytest.mark.parametrize("law", ["weibull", "lognormal"])
def test_no_law_nearby_is_more_likely(law: str) -> None:
    from scipy import stats

    rng = np.random.default_rng(4)
    patience, wait = 100 * rng.weibull(0.7, 400), rng.exponential(120, 400)
    times, left = np.minimum(patience, wait), patience <= wait
    fit = fit_of(law, times, left)

    def likelihood(first: float, second: float) -> float:
        law_of = {
            "weibull": lambda: stats.weibull_min(first, scale=second),
            "lognormal": lambda: stats.lognorm(second, scale=math.exp(first)),
        }[law]()
        return float(law_of.logpdf(times[left]).sum() + law_of.logsf(times[~left]).sum())

    best = likelihood(fit.first, fit.second)
    assert fit.aic == pytest.approx(4 - 2 * best)
    for first, second in ((0.98, 1), (1.02, 1), (1, 0.98), (1, 1.02), (1.01, 1.01), (0.99, 0.99)):
        assert likelihood(fit.first * first, fit.second * second) < best


def test_a_law_survives_as_its_formula_says() -> None:
    assert Fit("exponential", 50, 0, 0).survives(50) == pytest.approx(math.exp(-1))
    assert Fit("weibull", 2, 50, 0).survives(100) == pytest.approx(math.exp(-4))
    assert Fit("lognormal", math.log(50), 3, 0).survives(50) == pytest.approx(0.5)
