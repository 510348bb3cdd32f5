"""Scenarios ranked in each measure that matters, worked by hand, and what is said of the race."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.report.terminal import findings_text
from sim.study.estimation import Observed
from sim.study.result import Result
from sim.study.selection import selection_rows

from .test_enough import _cells

ROOT = Path(__file__).parents[3]
TURNS = np.arange(20) % 2 * 2 - 1.0   # -1, 1, -1 ...


def _waits(name: str, *waits: float) -> Observed:
    return Observed(name, [_cells(wait) for wait in waits])


def _rows(scenarios: list[Observed], matters: float = 4.0) -> list[tuple[object, ...]]:
    return list(selection_rows(scenarios, {"wait_mean_s": matters, "contacts": 1.0}))


def test_the_shortest_wait_ranks_first_and_who_is_far_behind_is_out_at_the_first_look() -> None:
    long, short = _waits("long", *(60 + TURNS)), _waits("short", *(40 - TURNS))
    rows = _rows([long, short, _waits("longer", *[90] * 20)])
    assert [(row[1], row[2], row[3], row[6], row[7]) for row in rows] == [
        ("short", 1, 40.0, "best within d", None),
        ("long", 2, 60.0, "out", 10),
        ("longer", 3, 90.0, "out", 10),
    ]
    assert {row[0] for row in rows} == {"wait_mean_s"}   # the only one of the family that matters


def test_close_ones_are_still_in_the_race() -> None:
    # k = 3: h^2 = 9 ((2 x .05 / 2)^(-2 / 9) - 1) = 8.51; the differences' S^2 is 400 x 10 / 9 = 444; with d
    # = 4 the room at 20 is 4 / 40 x (8.51 x 444 / 16 - 20) = 21.6 s.
    rows = _rows([_waits("a", *(50 + 10 * TURNS)), _waits("b", *(45 - 10 * TURNS)), _waits("c", *[90] * 20)])
    assert [(row[1], row[6]) for row in rows] == [
        ("b", "still in the race"), ("a", "still in the race"), ("c", "out"),
    ]  # fmt: skip


def test_equal_ones_share_their_rank() -> None:
    same = [_waits(name, *(50 + TURNS)) for name in ("a", "b")]
    rows = _rows([_waits("late", *(80 + TURNS)), *same])
    assert [(row[1], row[2], row[6]) for row in rows] == [
        ("a", 1, "best within d"), ("b", 1, "best within d"), ("late", 3, "out"),
    ]  # fmt: skip


def test_two_scenarios_are_no_race_and_a_measure_that_does_not_matter_is_not_ranked() -> None:
    two = [_waits("a", *[50] * 20), _waits("b", *[40] * 20)]
    assert _rows(two) == []
    assert list(selection_rows([*two, _waits("c", *[60] * 20)], {})) == []


def compared(replications: int) -> Result:
    """The front desk and its two alternatives on one day."""
    short = ["run.measure=1 d", "run.warm_up=1 d", "run.follow_up=0 d"]
    short += ["matters={wait_mean_s: 5 s, handoffs_mean: 0.1, ces_mean: 0.01}"]
    names = ("front_desk", "front_desk_busier", "front_desk_pooled")
    documents = [sim.load(ROOT / "scenarios" / f"{name}.yaml", short) for name in names]
    return sim.compare(*documents, replications=replications)


@pytest.fixture(scope="module")
def result() -> Result:
    return compared(10)


def test_the_ranking_is_told_in_words(result: Result) -> None:
    text = " ".join(sim.findings(result).split())
    assert "1. One pool for everything: " in text
    assert ", the best, or less than 5.0 s from it" in text
    assert "3. Ten per cent more calls, one person short: " in text
    assert ", out after 10 replications" in text
    assert "still in the race: more replications would decide" in text


def test_below_ten_replications_the_race_has_not_begun() -> None:
    """Three of them: the verdicts may be clear, but the variances of the race are taken from ten."""
    few = compared(3)
    for details in (False, True):
        text = " ".join(findings_text(few, details=details).split())
        assert text.count("Which is best can be told from 10 replications on.") == 1
        assert "which is best is still open" not in text
        assert "still in the race" not in text


def test_the_short_findings_say_who_is_best(result: Result) -> None:
    text = " ".join(findings_text(result, details=False).split())
    assert "Mean wait a journey: the best is One pool for everything, or less than 5.0 s from it." in text
    assert (
        "Handoffs a journey: equally best are “Front desk, March”, “Ten per cent more calls, one person "
        "short” and “One pool for everything”." in text
    )
    assert "Ease (CES 1-7, 7 is easy): which is best is still open between " in text
