"""The fitted experience model: it finds the truth, says how surely, and falls back on what was believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.errors import RunFailed, WrongInput, WrongUse
from sim.measures.experience.draws import drawn_model
from sim.measures.experience.file import load
from sim.measures.experience.fit import (
    FEWEST,
    FittedExperience,
    fit_experience,
    if_answering_depends,
    reweighted,
)
from sim.measures.experience.model import ExperienceModel, features, probabilities
from sim.measures.experience.ordered_logit import Floats
from sim.measures.experience.survey import Survey
from sim.measures.experience.writing import write_model
from tests.unit.measures.surveys import survey

DEFAULT = load("default")
NAMES = [one.name for one in DEFAULT.features]


def some(made: Survey, rows: Sequence[int] | Floats) -> Survey:
    """Some rows of a survey."""
    return replace(
        made, customers=made.customers[rows], weights=made.weights[rows],
        lived={name: column[rows] for name, column in made.lived.items()},
        scores={name: column[rows] for name, column in made.scores.items()},
    )


def truth(model: ExperienceModel, name: str = "ces") -> Floats:
    """The parameters that a fit of a question looks for."""
    instrument = model.instruments[name]
    return np.concatenate([instrument.cutpoints, instrument.slope * instrument.coefficients])


def covered(seeds: Sequence[int], customers: int) -> Floats:
    """For each survey and parameter whether the 95 % interval holds the true value; shape (surveys, 17)."""
    found = []
    for seed in seeds:
        fitted = fit_experience(survey(DEFAULT, seed, customers), DEFAULT).fits[0].fitted
        found.append(np.abs(fitted.parameters - truth(DEFAULT)) <= 1.959964 * fitted.standard_errors)
    return np.array(found)


@pytest.fixture(scope="module")
def fitted() -> FittedExperience:
    return fit_experience(survey(DEFAULT, 1, asked=("ces", "csat")), DEFAULT, "made.csv")


def test_intervals_cover_the_truth() -> None:
    # A tenth of what tests/prove runs. 50 surveys x 17 parameters: were they independent, three standard
    # errors of the share would be 2.2 points; those of one survey are alike, so that 3.5 are allowed.
    assert 0.915 <= covered(range(50), customers=300).mean() <= 0.985


def test_errors_by_customer_are_larger_where_a_customers_answers_are_alike() -> None:
    made = survey(DEFAULT, 2, customers=400)
    alone = replace(made, customers=np.arange(len(made.customers)))
    together, apart = (fit_experience(one, DEFAULT).fits[0].fitted for one in (made, alone))
    assert together.parameters == pytest.approx(apart.parameters)
    assert (together.standard_errors / apart.standard_errors).mean() > 1.08


def test_a_large_survey_finds_what_was_not_believed() -> None:
    changed = {"promise_missed": -0.4, "known_agent": 1.2}
    coefficients = DEFAULT.instruments["ces"].coefficients.copy()
    for name, value in changed.items():
        coefficients[NAMES.index(name)] = value
    instruments = {name: replace(one, coefficients=coefficients) for name, one in DEFAULT.instruments.items()}
    found = fit_experience(survey(replace(DEFAULT, instruments=instruments), 4, 3000), DEFAULT).fits[0]
    for name, value in changed.items():
        place = NAMES.index(name)
        assert found.coefficients[place] == pytest.approx(value, abs=4 * found.standard_errors[place])
        assert found.standard_errors[place] < 0.15


def test_what_few_answers_show_is_pulled_to_what_was_believed() -> None:
    made = survey(DEFAULT, 5, customers=200)
    showing = np.flatnonzero(made.lived["told_of_trouble"] > 0)
    for kept, pulled in ((0, True), (FEWEST - 1, True), (FEWEST, False)):
        rows = np.setdiff1d(np.arange(len(made.customers)), showing[kept:])
        found = fit_experience(some(made, rows), DEFAULT).fits[0]
        place = NAMES.index("proactive")
        assert (found.seen["proactive"], "proactive" in found.penalised) == (kept, pulled)
        if not kept:
            assert found.coefficients[place] == pytest.approx(0.60)
            assert found.standard_errors[place] == pytest.approx(0.30)


def test_questions_hardly_answered_stay_as_they_were() -> None:
    made = survey(DEFAULT, 6, asked=("ces", "nps"))
    seldom = made.scores["nps"].copy()
    seldom[FEWEST - 1 :] = np.nan
    found = fit_experience(replace(made, scores=made.scores | {"nps": seldom}), DEFAULT)
    assert [fit.name for fit in found.fits] == ["ces"]
    before, after = DEFAULT.instruments["nps"], found.model.instruments["nps"]
    assert after.cutpoints.tolist() == before.cutpoints.tolist()
    assert (after.slope, after.slope_sd, after.covariance) == (before.slope, before.slope_sd, None)
    # It follows the shared coefficients, which are those of CES; satisfaction keeps its own for promises.
    assert after.coefficients == pytest.approx(found.fits[0].coefficients)
    assert found.model.instruments["csat"].coefficients[NAMES.index("promise_missed")] == -2.30


def test_a_score_that_nobody_gave_has_a_small_place() -> None:
    made = survey(DEFAULT, 7)
    found = fit_experience(some(made, np.flatnonzero(~np.isin(made.scores["ces"], (1, 4)))), DEFAULT)
    assert found.fits[0].unseen == (1, 4)
    observed = features(found.model, made.lived)
    shares = probabilities(found.model.instruments["ces"], observed).mean(axis=0)
    assert (np.diff(found.model.instruments["ces"].cutpoints) > 0).all()
    assert 0 < shares[0] < 0.003
    assert 0 < shares[3] < 0.003


def test_a_survey_of_nothing_is_refused() -> None:
    made = survey(DEFAULT, 8, customers=30)
    with pytest.raises(WrongInput, match=r"few\.csv: needs at least 20 answers to one of ces, csat, nps"):
        fit_experience(some(made, np.arange(FEWEST - 1)), DEFAULT, "few.csv")
    with pytest.raises(WrongInput, match="two customers"):
        fit_experience(replace(made, customers=np.zeros(len(made.customers), np.int64)), DEFAULT)


def test_weighting_by_the_chance_of_answering_finds_the_truth_again() -> None:
    # Who gives a 7 answers in 30 %, who gives a 1 in 10 % of the cases, in equal factors between: 3 times.
    made = survey(DEFAULT, 9, customers=8000)
    along = (made.scores["ces"] - 1) / 6
    answered = np.flatnonzero(np.random.default_rng(9).random(len(along)) < 0.1 * 3**along)
    kept = some(made, answered)
    plain = fit_experience(kept, DEFAULT).fits[0].fitted
    mended = fit_experience(reweighted(kept, "ces", 3.0), DEFAULT).fits[0].fitted
    apart = [np.abs((one.parameters - truth(DEFAULT)) / one.standard_errors) for one in (plain, mended)]
    assert apart[0][:6].max() > 6
    assert apart[1].max() < 3.5


def test_a_fit_can_be_repeated_as_if_answering_depended_on_the_score(fitted: FittedExperience) -> None:
    found = if_answering_depends(fitted, 3.0)
    assert list(found.moved) == ["ces", "csat"]
    for fit in found.fits:
        for by, moved in zip((3.0, 1 / 3), found.moved[fit.name], strict=True):
            again = fit_experience(reweighted(fitted.survey, fit.name, by), DEFAULT)
            expected = next(one for one in again.fits if one.name == fit.name)
            assert moved == pytest.approx(expected.coefficients)
    with pytest.raises(WrongUse, match="above 1"):
        if_answering_depends(fitted, 1.0)


def test_the_file_of_a_fitted_model_is_that_model(fitted: FittedExperience, tmp_path: Path) -> None:
    write_model(fitted, tmp_path / "own.yaml")
    found = load("own.yaml", tmp_path)
    assert found.title == "Experience model fitted to made.csv"
    for name, one in fitted.model.instruments.items():
        read = found.instruments[name]
        assert read.cutpoints == pytest.approx(one.cutpoints)
        assert read.coefficients == pytest.approx(one.coefficients)
        assert read.coefficient_sds == pytest.approx(one.coefficient_sds)
        assert (read.slope, read.slope_sd, read.shift_sd) == (one.slope, one.slope_sd, one.shift_sd)
    for name in ("ces", "csat"):
        assert found.instruments[name].covariance == pytest.approx(fitted.model.instruments[name].covariance)
    assert found.local == DEFAULT.local
    assert found.perceived == DEFAULT.perceived
    observed = features(found, fitted.survey.lived)
    for name in ("ces", "csat", "nps"):
        assert probabilities(found.instruments[name], observed) == pytest.approx(
            probabilities(fitted.model.instruments[name], observed)
        )


def test_a_model_is_never_overwritten(fitted: FittedExperience, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("mine")
    with pytest.raises(WrongUse, match="exists already"):
        write_model(fitted, tmp_path / "own.yaml")
    with pytest.raises(RunFailed, match="cannot be written"):
        write_model(fitted, tmp_path / "absent" / "own.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]
    assert (tmp_path / "own.yaml").read_text() == "mine"


def test_draws_of_a_fitted_model_spread_as_its_covariance_says(fitted: FittedExperience) -> None:
    # 600 draws: a variance has a standard error of sqrt(2 / 600) = 5.8 %, a correlation of at most 4 %.
    drawn = [drawn_model(fitted.model, 1, number) for number in range(600)]
    for name in ("ces", "csat"):
        found = np.array([truth(one, name) for one in drawn])
        covariance = fitted.model.instruments[name].covariance
        assert covariance is not None
        sds = np.sqrt(np.diag(covariance))
        apart = (found.mean(axis=0) - truth(fitted.model, name)) / sds
        assert np.abs(apart).max() < 4 / 600**0.5
        scale = np.outer(sds, sds)
        assert np.cov(found.T) / scale == pytest.approx(covariance / scale, abs=0.25)
        assert (np.diff(found[:, : len(sds) - len(NAMES)], axis=1) > 0).all()


def test_questions_that_share_a_coefficient_share_its_draw(fitted: FittedExperience) -> None:
    for number in range(20):
        drawn = drawn_model(fitted.model, 1, number).instruments
        assert drawn["nps"].coefficients.tolist() == drawn["ces"].coefficients.tolist()
        assert drawn["csat"].coefficients.tolist() != drawn["ces"].coefficients.tolist()
