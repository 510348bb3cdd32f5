"""The ordered logit: a published fit, derivatives, robust errors by hand, penalties, proportional odds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from sim.errors import RunFailed
from sim.measures.experience.ordered_logit import (
    Answers,
    Floats,
    Penalty,
    fit,
    hessian,
    log_likelihoods,
    proportional_odds,
    scores,
)

# Mental impairment, by socio-economic status (1 high) and number of life events: 40 people from Alachua
# County, Florida (Agresti 2002, "Categorical Data Analysis", 2nd ed., table 7.5).
WELL = [(1, 1), (1, 9), (1, 4), (1, 3), (0, 2), (1, 0), (0, 1), (1, 3), (1, 3), (1, 7), (0, 1), (0, 2)]
MILD = [(1, 5), (0, 6), (1, 3), (0, 1), (1, 8), (1, 2), (0, 5), (1, 5), (1, 9), (0, 3), (1, 3), (1, 1)]
MODERATE = [(0, 0), (1, 4), (0, 3), (0, 9), (1, 6), (0, 4), (0, 3)]
IMPAIRED = [(1, 8), (1, 2), (1, 7), (0, 5), (0, 4), (0, 4), (1, 8), (0, 8), (0, 9)]
LEVELS = (WELL, MILD, MODERATE, IMPAIRED)


def answers(category: list[int], observed: Floats, cutpoints: int, weights: Floats | None = None) -> Answers:
    size = len(category)
    counts = np.ones(size) if weights is None else weights
    return Answers(np.array(category), observed.reshape(size, -1), cutpoints, counts, np.arange(size))


def none(parameters: int) -> Penalty:
    return Penalty(np.zeros(parameters), np.zeros(parameters))


AGRESTI = answers(
    [level for level, people in enumerate(LEVELS) for _ in people],
    np.array([person for people in LEVELS for person in people], float), 3,
)


def test_a_published_fit() -> None:
    # Agresti 2002, table 7.6: cutpoints -0.2819, 1.2128, 2.2094; status 1.1112 (0.6109), life events -0.3189
    # (0.1210). There logit P(Y <= k) = c + x b, here c - x b, so the coefficients change their sign.
    found = fit(AGRESTI, none(5))
    assert found.parameters == pytest.approx([-0.2819, 1.2128, 2.2094, -1.1112, 0.3189], abs=1e-4)
    classical = np.sqrt(np.diag(np.linalg.inv(-hessian(AGRESTI, found.parameters))))
    assert classical[3:] == pytest.approx([0.6109, 0.1210], abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_derivatives_are_those_of_the_likelihood(seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = answers(rng.integers(0, 5, 60).tolist(), rng.normal(0, 3, (60, 3)), 4, rng.uniform(0.2, 3, 60))
    at = np.concatenate([np.sort(rng.normal(0, 2, 4)), rng.normal(0, 1, 3)])
    gradient = approx_fprime(at, lambda p: made.weights @ log_likelihoods(made, p))
    assert made.weights @ scores(made, at) == pytest.approx(gradient, rel=1e-4, abs=1e-4)
    curve = approx_fprime(at, lambda p: made.weights @ scores(made, p))
    assert hessian(made, at) == pytest.approx(curve, rel=1e-3, abs=1e-3)


def test_probabilities_stay_exact_far_out() -> None:
    # P(Y = 1) between cutpoints 40 and 41 without features: exp(-40) - exp(-41), to first order.
    made = answers([1, 1], np.zeros((2, 1)), 2)
    found = log_likelihoods(made, np.array([40.0, 41.0, 0.0]))
    assert found == pytest.approx(np.log(np.exp(-40) - np.exp(-41)), rel=1e-9)


def test_robust_errors_by_hand() -> None:
    # Two customers: yes, yes; no, yes. P(no) = 1/4, so a no has the gradient 3/4 and a yes -1/4: customers'
    # sums are -1/2 and 1/2, M = 1/2 x 2/1 x 3/3 = 1; H = 4 x 1/4 x 3/4 = 3/4; variance 1 / (9/16) = 16/9.
    made = Answers(np.array([1, 1, 0, 1]), np.zeros((4, 0)), 1, np.ones(4), np.array([7, 7, 3, 3]))
    found = fit(made, none(1))
    assert found.parameters == pytest.approx([np.log(1 / 3)])
    assert found.covariance == pytest.approx(np.array([[16 / 9]]))
    assert found.log_likelihood == pytest.approx(3 * np.log(3 / 4) + np.log(1 / 4))


def test_a_weight_counts_as_so_many_answers() -> None:
    twice = Answers(
        np.repeat(AGRESTI.category, 2), np.repeat(AGRESTI.observed, 2, axis=0), 3, np.ones(80), np.arange(80)
    )
    weighted = answers(AGRESTI.category.tolist(), AGRESTI.observed, 3, np.full(40, 2.0))
    assert fit(weighted, none(5)).parameters == pytest.approx(fit(twice, none(5)).parameters, abs=1e-6)


def test_what_no_answer_tells_about_stays_as_it_was_believed() -> None:
    observed = np.hstack([AGRESTI.observed, np.zeros((40, 1))])
    penalty = Penalty(np.array([0.0] * 5 + [-1.45]), np.array([0.0] * 5 + [1 / 0.55**2]))
    found = fit(answers(AGRESTI.category.tolist(), observed, 3), penalty)
    assert found.parameters[5] == pytest.approx(-1.45)
    assert found.standard_errors[5] == pytest.approx(0.55)
    assert found.parameters[:5] == pytest.approx(fit(AGRESTI, none(5)).parameters, abs=1e-5)


def test_a_belief_pulls_and_a_sure_one_holds() -> None:
    free = fit(AGRESTI, none(5)).parameters[4]
    pulled, held = (
        fit(AGRESTI, Penalty(np.array([0, 0, 0, 0, -0.5]), np.array([0, 0, 0, 0, 1 / sd**2]))).parameters[4]
        for sd in (0.2, 1e-3)
    )
    assert -0.5 < pulled < free
    assert held == pytest.approx(-0.5, abs=1e-3)


def test_answers_that_something_separates_are_refused() -> None:
    made = replace(answers([0, 0, 0, 1, 1, 1], np.array([0.0, 0, 0, 1, 1, 1]), 1), names=("wait",))
    with pytest.raises(RunFailed, match="of wait: either they foretell an answer without exception"):
        fit(made, none(2))


def test_features_that_always_go_together_are_named() -> None:
    observed = np.hstack([AGRESTI.observed, AGRESTI.observed[:, :1]])
    made = replace(answers(AGRESTI.category.tolist(), observed, 3), names=("status", "events", "copy"))
    with pytest.raises(RunFailed, match=r"status and copy: .* or they always go together"):
        fit(made, none(6))


def _tested(seed: int, tilt: float) -> Floats:
    """p-values for two features of 1,500 answers, the first of which may move low scores more."""
    rng = np.random.default_rng(seed)
    observed = rng.normal(0, 1, (1500, 2))
    argument = np.array([-1.0, 0.0, 1.0]) - (observed @ np.array([0.5, -0.3]))[:, None]
    argument = argument - tilt * observed[:, :1] * np.array([-1.0, 0.0, 1.0])
    below = 1 / (1 + np.exp(-argument))
    category = (rng.random((1500, 1)) > below).sum(axis=1)
    made = answers(category.tolist(), observed, 3)
    return proportional_odds(made, none(5), fit(made, none(5)))


def test_unlike_odds_are_noticed_where_they_are() -> None:
    assert np.mean([_tested(seed, 0.3)[0] < 0.01 for seed in range(20)]) > 0.9


def test_like_odds_are_rejected_as_often_as_the_level_says() -> None:
    # 400 p-values: a share of 5 % +- 3.3 standard errors of 1.1 %.
    found = np.array([_tested(seed, 0.0) for seed in range(200)])
    assert 0.015 <= (found < 0.05).mean() <= 0.086
