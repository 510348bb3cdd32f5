"""Arrivals alone, without anybody to answer: Poisson by the hour, and swung by a factor a day.

Arrivals are drawn before a replication starts, so thousands of days take seconds: 1,000 days have 60,000
calls even in the quietest hour, whose rate would show an error of 2 % at almost five standard errors.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim.engine.arrivals import draw_arrivals
from sim.engine.luck import Luck
from tests.theory.observed import plan_of

DAYS = 1_000
HOUR = 3600e6
RATES = np.array([100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60], float)
ODDS = 1e-3


def times_by_day(name: str) -> list[NDArray[np.int64]]:
    plan = plan_of(name)
    return [draw_arrivals(plan, Luck(plan, day)).times for day in range(DAYS)]


def by_hour(days: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Calls of each day and hour, shape (days, 13)."""
    return np.array([np.bincount((times // HOUR).astype(int), minlength=13) for times in days])


def test_calls_follow_the_rates_of_each_hour() -> None:
    counts = by_hour(times_by_day("call_center_usual_day"))
    assert counts.shape[1] == 13   # nobody after the last
    z = (counts.sum(axis=0) - DAYS * RATES) / np.sqrt(DAYS * RATES)
    assert abs(z).max() < 4
    assert (0.02 * DAYS * RATES / np.sqrt(DAYS * RATES)).min() > 4.8
    # Poisson: the variance between days is the mean, and hours know nothing of each other.
    dispersion = ((counts - RATES) ** 2 / RATES).sum()
    assert abs(dispersion - counts.size) < 4 * np.sqrt(2 * counts.size)
    correlations = np.corrcoef(counts.T)[np.triu_indices(13, 1)]
    assert stats.kstest(correlations * np.sqrt(DAYS), "norm").pvalue > ODDS


def test_moments_of_calls_are_uniform_within_an_hour_and_gaps_exponential() -> None:
    days = times_by_day("call_center_usual_day")[:200]
    moments = np.concatenate(days) % HOUR / HOUR
    assert stats.kstest(moments, "uniform").pvalue > ODDS
    gaps = np.concatenate([np.diff(times[times // HOUR == 4]) for times in days])
    # Gaps within an hour are cut off at its end; 200 calls an hour leave a bias of half a per cent.
    assert stats.kstest(gaps, "expon", args=(0, HOUR / 200 * 0.995)).pvalue > ODDS


@pytest.mark.parametrize(("name", "shape"), [("call_center_day", 10.0), ("call_center_steady_day", 400.0)])
def test_a_days_factor_swings_all_its_hours_together(name: str, shape: float) -> None:
    """Given a Gamma factor with this shape, a day's calls are negative binomial."""
    counts = by_hour(times_by_day(name))
    total, mean = counts.sum(axis=1), RATES.sum()
    law = stats.nbinom(shape, shape / (shape + mean))
    z = (total.mean() - mean) / np.sqrt(law.var() / DAYS)
    assert abs(z) < 4
    # Randomised within the steps of a whole-number law, the probability transform is uniform.
    steps = law.cdf(total - 1) + law.pmf(total) * np.random.default_rng(1).random(DAYS)
    assert stats.kstest(steps, "uniform").pvalue > ODDS
    given = stats.chi2_contingency(counts).pvalue   # given the factor, hours are independent
    assert given > ODDS


def test_demands_share_the_factor_they_name() -> None:
    """Three types of call with one factor of shape 28.7: types correlate as a shared factor makes them."""
    plan = plan_of("three_types_two_groups")
    drawn = [draw_arrivals(plan, Luck(plan, day)) for day in range(DAYS)]
    counts = np.array([np.bincount(arrivals.demands, minlength=3) for arrivals in drawn])
    means = 120 * np.array([4.2 + 5.3 + 3.2, 5.1 + 4.3 + 4.8, 6.3 + 5.2 + 4.8])
    variances = means + means**2 / 28.7
    assert abs((counts.mean(axis=0) - means) / np.sqrt(variances / DAYS)).max() < 4
    expected = np.outer(means, means)[np.triu_indices(3, 1)] / 28.7
    expected /= np.sqrt(np.outer(variances, variances)[np.triu_indices(3, 1)])
    found = np.corrcoef(counts.T)[np.triu_indices(3, 1)]
    # Fisher's transform: its standard error is 1 / sqrt(n - 3).
    assert abs(np.arctanh(found) - np.arctanh(expected)).max() < 4 / np.sqrt(DAYS - 3)
