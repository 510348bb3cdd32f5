"""How sure a comparison is: nothing where nothing differs, the doubt of the model where something does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.measures.experience.rescoring import RESCORED
from sim.study.result import Result
from tests.unit.study.desks import desks


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    base, better, _ = desks(tmp_path_factory.mktemp("desks"))
    same = sim.load(base.path, sets=["title=The same"])
    return sim.compare(base, better, same)


def rows(result: Result, **where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.tables.sureness.to_pylist()
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def test_a_scenario_against_itself_differs_by_nothing_under_any_model(result: Result) -> None:
    told = rows(result, alternative="desk-2")
    assert {row["method"] for row in told} == {"no difference in any replication"}
    assert {row["value"] for row in told} == {0.0}
    assert {row["probability"] for row in told} == {None}


def test_more_people_are_surely_better_and_surely_dearer(result: Result) -> None:
    probability = {
        row["measure"]: row["probability"] for row in rows(result, alternative="better", group="all")
    }
    assert probability["wait_mean_s"] > 0.97
    assert probability["ces_mean"] > 0.97
    assert probability["ces_hard"] > 0.97
    assert probability["cost_per_week"] < 0.03


def test_scores_carry_the_doubt_of_their_model_and_counts_do_not(result: Result) -> None:
    for row in rows(result, alternative="better"):
        scored = row["measure"] in RESCORED
        assert (row["model"] is not None) is scored
        assert (row["draws"] == 100) is scored
        assert row["inputs"] is None
        assert row["given"].endswith("with the experience model varied") is scored
    [ces] = rows(result, alternative="better", measure="ces_mean", group="all")
    [compared] = [
        row for row in result.tables.comparison.to_pylist()
        if (row["measure"], row["group"], row["alternative"]) == ("ces_mean", "all", "better")
    ]
    # The model of the comparison is near the mean of the draws, and its interval knows of luck alone.
    assert ces["value"] == pytest.approx(compared["difference"], rel=0.25)
    assert ces["high"] - ces["low"] > compared["high"] - compared["low"]
    assert ces["model"] > ces["noise"]


def test_every_segment_has_its_own(result: Result) -> None:
    groups = [row["group"] for row in rows(result, alternative="better", measure="ces_mean")]
    assert groups == ["all", "segment=company", "segment=private"]


def test_one_replication_tells_nothing(tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path)
    told = rows(sim.compare(base, better, replications=1))
    assert {row["probability"] for row in told} == {None}
    assert {row["method"] for row in told} == {"one replication"}


def test_the_findings_say_it_in_words(result: Result) -> None:
    text = " ".join(sim.findings(result).split())
    told = text[text.index("How sure ---") : text.index("One person more, against")]
    assert "If the scenario's numbers hold:" in told
    assert "Less waiting, probability > 9" in told
    assert "Better ease, probability > 9" in told
    assert "is the experience model" in told
    assert "Fewer handoffs: no difference in any replication." in told
    assert "100 %" not in told
