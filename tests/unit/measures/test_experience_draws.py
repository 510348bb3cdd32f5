"""Draws of the experience model spread as its evidence states."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from sim.measures.experience.draws import drawn_model
from sim.measures.experience.file import load
from sim.measures.experience.model import ExperienceModel, expected_scores, features
from tests.unit.measures.test_experience import CHANGES, journey

MODEL = load("default")
NAMES = [feature.name for feature in MODEL.features]


@pytest.fixture(scope="module")
def draws() -> list[ExperienceModel]:
    return [drawn_model(MODEL, seed=1, number=number) for number in range(1500)]


def ces(model: ExperienceModel, **changed: float) -> float:
    return float(expected_scores(model, features(model, journey(**changed)))["ces"][0])


@pytest.mark.parametrize(("name", "low", "high"), [
    ("a cold transfer", -0.79, -0.18), ("a repeat contact", -1.29, -0.55),
    ("five minutes more", -0.45, -0.07), ("a promise missed", -2.48, -1.17), ("told in advance", 0.19, 0.69),
])
def test_published_intervals_of_the_changes(
    draws: list[ExperienceModel], name: str, low: float, high: float
) -> None:
    # 80 % intervals published with the model. Draws from its rounded means and SDs, each coefficient for
    # itself, come within a tenth of a score of them.
    changed = CHANGES[name][0]
    found = np.quantile([ces(model, **changed) - ces(model) for model in draws], [0.1, 0.9])
    assert found == pytest.approx([low, high], abs=0.11)


def test_coefficients_keep_their_sign_but_that_of_ones_own_agent(draws: list[ExperienceModel]) -> None:
    drawn = np.array([model.instruments["ces"].coefficients for model in draws])
    for place, feature in enumerate(MODEL.features):
        same = drawn[:, place] * feature.mean >= 0
        # Own agent: 0.10 with SD 0.20 is below 0 with probability Phi(-0.5) = 0.309.
        expected = 1 - 0.309 if feature.name == "known_agent" else 1.0
        assert same.mean() == pytest.approx(expected, abs=0.04), feature.name


def test_redrawing_gives_the_truncated_normal_law(draws: list[ExperienceModel]) -> None:
    # Transfers: -0.20 with SD 0.20, below 0: mean -(0.20 + 0.20 phi(1) / Phi(1)) = -0.2575.
    drawn = [model.instruments["ces"].coefficients[NAMES.index("transfers")] for model in draws]
    law = NormalDist()
    assert np.mean(drawn) == pytest.approx(-(0.20 + 0.20 * law.pdf(1) / law.cdf(1)), abs=0.012)


def test_instruments_share_a_coefficient_unless_one_has_its_own(draws: list[ExperienceModel]) -> None:
    own, shared = NAMES.index("promise_missed"), NAMES.index("repeat_contacts")
    for model in draws[:50]:
        ces_model, csat, nps = (model.instruments[name].coefficients for name in ("ces", "csat", "nps"))
        assert ces_model[shared] == csat[shared] == nps[shared]
        assert ces_model[own] == nps[own] != csat[own]


def test_cutpoints_shift_together(draws: list[ExperienceModel]) -> None:
    shifts = [model.instruments["ces"].cutpoints - MODEL.instruments["ces"].cutpoints for model in draws]
    assert np.ptp(shifts, axis=1).max() < 1e-12
    assert np.std([shift[0] for shift in shifts]) == pytest.approx(0.6, abs=0.04)


def test_a_draw_belongs_to_its_seed_and_number_alone() -> None:
    assert ces(drawn_model(MODEL, 1, 7)) == ces(drawn_model(MODEL, 1, 7))
    assert ces(drawn_model(MODEL, 1, 7)) != ces(drawn_model(MODEL, 2, 7)) != ces(drawn_model(MODEL, 2, 8))


def test_without_doubt_a_draw_is_the_model_itself() -> None:
    sure = replace(MODEL, perceived_sd=0.0, instruments={
        name: replace(one, coefficient_sds=np.zeros(len(NAMES)), slope_sd=0.0, shift_sd=0.0)
        for name, one in MODEL.instruments.items()
    })
    drawn = drawn_model(sure, 1, 0)
    assert drawn.perceived == MODEL.perceived
    for name, one in drawn.instruments.items():
        assert one.coefficients.tolist() == MODEL.instruments[name].coefficients.tolist()
        assert one.cutpoints.tolist() == MODEL.instruments[name].cutpoints.tolist()
