"""What is said of a fitted experience model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures.experience.file import load
from sim.measures.experience.fit import FittedExperience, fit_experience, if_answering_depends
from sim.report.fitted import fitted_text
from tests.unit.measures.surveys import survey


@pytest.fixture(scope="module")
def found() -> FittedExperience:
    made = survey(load("default"), 1, customers=80, asked=("ces", "nps"))
    scores = {name: np.where(column == 1, 2, column) for name, column in made.scores.items()}
    made = replace(made, scores=scores, unused=("city", "date"), unanswered=3)
    return if_answering_depends(fit_experience(made, load("default"), "march.csv"), 2.0)


def test_everything_left_out_or_assumed_is_said(found: FittedExperience) -> None:
    text = " ".join(fitted_text(found).split())
    for sentence in (
        "Experience model fitted to march.csv", "3 rows without any answer: left out.",
        "Columns that were not used: city and date.",
        "so it stays as it was: Satisfaction (CSAT).",
        "Nobody gave 1: each such score counts as half an answer.",
        "If answering depends on the score, 2 times the odds", "not what causes what",
    ):
        assert sentence in text


def test_pulled_and_uneven_coefficients_are_marked(found: FittedExperience) -> None:
    fit = replace(found.fits[0], penalised=("menu",), proportional={"wait": 0.001, "menu": 0.5})
    text = fitted_text(replace(found, fits=(fit,)))
    assert [line.split()[0] for line in text.splitlines() if line.endswith("*")] == ["menu"]
    assert "! wait: low scores move otherwise than high ones" in text


@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit(found: FittedExperience, width: int) -> None:
    assert max(len(line) for line in fitted_text(found, width).splitlines()) <= width
