"""What would turn an answer, in words: numbers as scenarios write them, the most decisive ones first."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.report.reading import Findings
from sim.report.sections.sureness import probability_in_words
from sim.report.sections.turning import number_in_words, turning_lines
from sim.study.result import Result
from sim.study.tables import table
from tests.unit.study.desks import desks

FOUND = (True, 40, "straight line through the draws")
NOWHERE = (False, 40, "straight line through the draws: no change of sign inside the range")
ROWS = [
    ("desk", "better", "ces_mean", "weight of wait", 1.7, 1.2, 2.1, "times", 0.0, 5.0, *FOUND),
    ("desk", "better", "ces_mean", "weight of menu", nan, nan, nan, "times", 0.0, 5.0, *NOWHERE),
    ("desk", "better", "wait_mean_s", "after.redial.share", 72.34, 61.0, 80.0, "%", 60.0, 90.0, *FOUND),
    ("desk", "better", "wait_mean_s", "demand.calls.rate", 1980.4, 1800.0, 2200.0, "/w", 1500.0, 2500.0,
     *FOUND),
    ("desk", "better", "wait_mean_s", "balks", 3.0, 2.0, 4.0, "%", 1.0, 5.0, *FOUND),
]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    base, better, _ = desks(tmp_path_factory.mktemp("desks"), "run.measure=1 d")
    return sim.compare(base, better, replications=2)


def told(result: Result, rows: list[Any]) -> str:
    made = replace(result, tables=replace(result.tables, break_even=table("break_even", rows)))
    return " ".join(" ".join(turning_lines(Findings(made), made.alternatives[0], 80)).split())


def test_the_two_most_decisive_numbers_are_told(result: Result) -> None:
    text = told(result, ROWS)
    assert "Waiting would be equal at after.redial.share = 72.3 % (somewhere from 61 % to 80 %)." in text
    assert "equal at demand.calls.rate = 1,980/w (somewhere from 1,800/w to 2,200/w)." in text
    assert "balks" not in text
    assert "Ease would be equal if the experience model counted waiting 1.7 times as much." in text
    assert "menu" not in text


def test_where_nothing_turns_that_is_told(result: Result) -> None:
    nowhere = [(*row[:4], nan, nan, nan, *row[7:10], *NOWHERE) for row in ROWS]
    text = told(result, nowhere)
    assert "No assumed number alone, within its range, turns the difference of waiting." in text
    assert "No single weight of the experience model, from 0 to 5 times its value, turns" in text


@pytest.mark.parametrize(("value", "unit", "expected"), [
    (72.34, "%", "72.3 %"), (4.0, "min", "4 min"), (1980.4, "/w", "1,980/w"), (0.125, "", "0.125"),
    (34.56, "EUR/h", "34.6 EUR/h"),
])
def test_numbers_are_told_as_scenarios_write_them(value: float, unit: str, expected: str) -> None:
    assert number_in_words(value, unit) == expected


@pytest.mark.parametrize(("probability", "expected"), [
    (0.999, "> 99 %"), (0.99, "99 %"), (0.5, "50 %"), (0.01, "1 %"), (0.004, "< 1 %"),
])
def test_probabilities_are_never_nought_or_all(probability: float, expected: str) -> None:
    assert probability_in_words(probability) == expected


def test_guesses_that_were_not_varied_are_mentioned(result: Result, tmp_path: Path) -> None:
    assert "(2 numbers are guesses in these scenarios; --uncertain varies them.)" in sim.findings(result)
    base, better, _ = desks(tmp_path, "run.measure=1 d", "assumed=remove")
    assert "--uncertain" not in sim.findings(sim.compare(base, better, replications=2))
