"""Fitting the experience model from the command line: from a survey to a scenario that uses the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.measures.experience.file import load
from tests.cli.conftest import Run, fine
from tests.unit.measures import surveys


@pytest.fixture
def answers(folder: Path) -> Path:
    made = surveys.survey(load("default"), 1, customers=60, asked=("ces", "csat"))
    return surveys.write(made, folder / "survey.csv")


def test_a_survey_becomes_a_model_that_a_scenario_uses(run: Run, folder: Path, answers: Path) -> None:
    ended = fine(run("fit-experience", "survey.csv", "--out", "own.yaml", "--answering-depends", "3"))
    assert "Ease (CES): " in ended.stdout
    assert "Fewer than 20 answers, so it stays as it was: Recommendation (NPS)." in ended.stdout
    assert "3 times the odds" in ended.stdout
    assert max(len(line) for line in ended.stdout.splitlines()) <= 80
    assert ended.stderr == "Model: own.yaml\n"
    used = fine(run("tiny.yaml", "--set", "experience=own.yaml", "--replications", "1", "--quiet"))
    assert "Experience model fitted to survey.csv" in used.stdout.replace("\n", " ")


def test_the_same_survey_gives_the_same_bytes(run: Run, folder: Path, answers: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        fine(run("fit-experience", "survey.csv", "--out", name))
    assert (folder / "one.yaml").read_bytes() == (folder / "two.yaml").read_bytes()


def test_without_out_nothing_is_written(run: Run, folder: Path, answers: Path) -> None:
    before = sorted(folder.iterdir())
    fine(run("fit-experience", "survey.csv"))
    assert sorted(folder.iterdir()) == before


def test_wrong_use_is_told_in_a_line(run: Run, folder: Path, answers: Path) -> None:
    (folder / "own.yaml").write_text("mine")
    head, first, second, *_ = answers.read_text().splitlines()
    (folder / "wrong.csv").write_text("\n".join([head, first.replace("c0,", "c0,9", 1), second, "x"]))
    for arguments, says in (
        (("survey.csv", "--out", "own.yaml"), "own.yaml: exists already"),
        (("survey.csv", "--answering-depends", "0.5"), "must be above 1, got 0.5"),
        (("survey.csv", "--before", "absent.yaml"), "absent.yaml: there is no such file"),
        (("wrong.csv",), "wrong.csv:2:2 ces: must be a whole number from 1 to 7, or empty, got 9"),
        (("wrong.csv",), "wrong.csv:4:1: has 1 fields, the header 15"),
    ):
        ended = run("fit-experience", *arguments)
        assert ended.returncode == 2
        assert says in ended.stderr
        assert "Traceback" not in ended.stderr
