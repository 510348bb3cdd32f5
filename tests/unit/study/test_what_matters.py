"""Guesses moved through their ranges: paired, exact where nothing is touched, told as what could change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.errors import WrongUse
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.study.doubt.what_matters import is_another
from sim.study.result import Result
from tests.unit.study.desks import desks

REDIAL, CALLS = "after.redial.share", "demand.calls.rate.company"
SOLVED = "teams.desk.handles.question.resolves"
REPLICATIONS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desks")


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    return sim.compare(*desks(folder, "run.measure=1 d"), replications=REPLICATIONS, what_matters=True)


def rows(result: Result, **where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.tables.sensitivity.to_pylist()
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def test_every_guess_is_moved_alone_and_along_with_the_others(result: Result) -> None:
    told = [(row["input"], row["kind"], row["setting"])
            for row in rows(result, alternative="better", measure="ces_mean")]
    assert told == [
        (name, kind, setting)
        for name, low, high in ((REDIAL, "10 %", "90 %"), (CALLS, "2/h", "8/h"), (SOLVED, "70 %", "95 %"))
        for kind, setting in (("low", low), ("high", high), ("mu_star", ""), ("sigma", ""))
    ]


def test_a_guess_that_touches_neither_moves_nothing_at_all(result: Result) -> None:
    told = rows(result, alternative="better", input=SOLVED)
    assert told
    for row in told:
        assert (row["value"], row["flips"]) == (0.0, "")


def test_an_end_is_what_the_same_numbers_written_there_give(result: Result, folder: Path) -> None:
    def difference(*sets: str) -> float:
        base, better, _ = desks(folder, "run.measure=1 d", *sets)
        compared = sim.compare(base, better, replications=REPLICATIONS).tables.comparison.to_pylist()
        found = {(row["measure"], row["group"]): row["difference"] for row in compared}
        return float(found["ces_mean", "all"])

    [row] = rows(result, alternative="better", measure="ces_mean", input=REDIAL, kind="high")
    effect = difference(f"{REDIAL}=90 %") - difference()
    assert row["value"] == pytest.approx(effect, rel=0.02)   # the jackknife takes a little bias off
    assert row["n"] == REPLICATIONS
    assert abs(effect) > 0.03


def test_what_decides_is_named(result: Result) -> None:
    # Faster talks, but seven in ten solved instead of 85: no better any more.
    flips = rows(result, alternative="rival", measure="ces_mean", input=SOLVED)
    assert flips[0]["kind"] == "low"
    assert flips[0]["flips"] in ("cannot be told", "no difference that matters")
    size = {row["input"]: row["value"] for row in rows(result, alternative="rival", measure="ces_mean",
                                                        kind="mu_star")}
    assert size[SOLVED] > 0.1
    text = " ".join(sim.findings(result).split())
    told = text[text.index("What matters ---") : text.index("One person more, against")]
    assert f"at {SOLVED} = 70 %:" in told
    assert "What moves the difference of ease: 1. " in told
    assert "wherever the others stand" in told


def test_break_even_is_looked_for_along_each_guess(result: Result) -> None:
    found = {
        (row["alternative"], row["measure"], row["input"]): row["method"]
        for row in result.tables.break_even.to_pylist() if not row["input"].startswith("weight")
    }
    assert ("rival", "ces_mean", SOLVED) in found
    assert all(method.startswith("one at a time") for method in found.values())


def test_any_number_of_workers_gives_the_same_and_the_comparison_stays(result: Result, folder: Path) -> None:
    documents = desks(folder, "run.measure=1 d")
    two = sim.compare(*documents, replications=REPLICATIONS, what_matters=True, workers=2)
    assert two.tables == result.tables
    assert result.manifest["what_matters"] is True
    plain = sim.compare(*documents, replications=REPLICATIONS)
    assert plain.tables.comparison.equals(result.tables.comparison)
    assert plain.tables.sensitivity.num_rows == 0


def test_one_replication_cannot_tell(folder: Path) -> None:
    with pytest.raises(WrongUse, match="two replications"):
        sim.compare(*desks(folder), replications=1, what_matters=True)


@pytest.mark.parametrize(("now", "there", "effect", "expected"), [
    ("better", "worse", (-2.0, -1.0), True),
    ("better", "cannot be told", (-2.0, -1.0), True),
    ("better", "cannot be told", (-2.0, 1.0), False),   # luck may have done that
    # To who decides these are the same.
    ("different, but too little to matter", "no difference that matters", (1.0, 2.0), False),
    ("no difference that matters", "better", (1.0, 2.0), True),
])
def test_an_answer_changes_only_for_who_decides_and_beyond_luck(
    now: str, there: str, effect: tuple[float, float], expected: bool
) -> None:
    low, high = effect
    moved = Estimate((low + high) / 2 + 0.1, low, high, 5, "t")
    assert is_another(Verdict(now), Verdict(there), moved) is expected
