"""What is said of precision: what was asked for, how many replications it took, what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[3]
SHORT = ["run.measure=1 d", "run.warm_up=1 d", "run.follow_up=0 d"]


@pytest.fixture(scope="module")
def text() -> str:
    base = sim.load(ROOT / "scenarios" / "front_desk.yaml", SHORT)
    wanted = {"wait_mean_s": "1 s", "ces_mean": 2, "blocked": "1 %"}
    return sim.findings(sim.simulate(base, precision=wanted, at_most=22))


def test_a_goal_that_was_missed_says_what_was_reached_instead(text: str) -> None:
    said = " ".join(text.split())
    assert "more than the 22 replications allowed would be needed." in said
    assert "Mean wait a journey: ±1.0 s asked for, ±" in said
    assert "is all that was reached." in said


def test_a_goal_that_was_reached_says_so(text: str) -> None:
    assert "Ease (CES 1-7, 7 is easy): ±2.00 asked for, ±0" in text
    assert " reached.\n" in text


def test_what_never_varied_is_said_in_words_and_not_as_an_interval_of_no_width(text: str) -> None:
    said = " ".join(text.split())
    assert "Found all lines engaged: ±1.0 points asked for; the same in every replication." in said
