"""Guesses drawn together: shared by all scenarios, reproducible, and told as what they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.errors import WrongInput, WrongUse
from sim.study.doubt.inputs import Supposable, supposable
from sim.study.doubt.uncertain import REPLICATIONS, outer_sample
from sim.study.entrants import entrants_of
from sim.study.result import Result
from tests.unit.study.desks import desks

DRAWS = 6
REDIAL, CALLS = "after.redial.share", "demand.calls.rate.company"
SOLVED = "teams.desk.handles.question.resolves"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    base, better, _ = desks(tmp_path_factory.mktemp("desks"))
    return sim.compare(base, better, base, replications=2, uncertain=DRAWS)


def prepared(folder: Path, *sets: str) -> Supposable:
    return supposable(entrants_of(desks(folder, *sets), None))


def rows(result: Result, **where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.tables.sureness.to_pylist()
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def test_what_each_guess_touches(tmp_path: Path) -> None:
    of = prepared(tmp_path)
    assert {one.path: one.touches for one in of.inputs} == {
        REDIAL: (True, True, True),       # the rival halves it
        CALLS: (True, True, False),       # the rival sets its own
        SOLVED: (False, False, True),     # only the rival guesses it
    }
    assert {one.path: round(one.written, 3) for one in of.inputs} == {REDIAL: 0.5, CALLS: 0.5, SOLVED: 0.6}


def test_a_guess_that_touches_nobody_is_left_out(tmp_path: Path) -> None:
    of = prepared(tmp_path, f"{CALLS}=5/h")
    assert [one.path for one in of.inputs] == [REDIAL, SOLVED]


def test_all_scenarios_share_the_draws_and_their_luck(tmp_path: Path) -> None:
    sample = outer_sample(prepared(tmp_path), DRAWS)
    by_place = [[one for one in sample.trials() if one.place == place] for place in range(3)]
    assert by_place[0] == [type(one)(0, one.shares, one.replication) for one in by_place[1]]
    for ours, rivals in zip(by_place[0], by_place[2], strict=True):
        assert ours.replication == rivals.replication
        assert dict(ours.shares)[REDIAL] == dict(rivals.shares)[REDIAL]
        assert CALLS not in dict(rivals.shares)
    assert sorted(one.replication for one in by_place[0]) == list(range(DRAWS * REPLICATIONS))


def test_a_guess_fewer_keeps_the_draws_of_the_others(tmp_path: Path) -> None:
    all_of_them, fewer = (
        outer_sample(prepared(tmp_path, *sets), DRAWS).shares[REDIAL] for sets in ((), (f"{CALLS}=5/h",))
    )
    assert all_of_them.tolist() == fewer.tolist()


def test_doubt_is_split_and_says_what_was_varied(result: Result) -> None:
    [wait] = rows(result, alternative="better", measure="wait_mean_s", group="all",
                  given="with the assumed numbers varied")
    assert (wait["draws"], wait["n"], wait["model"]) == (DRAWS, DRAWS * REPLICATIONS, None)
    assert wait["inputs"] is not None
    [ces] = rows(result, alternative="better", measure="ces_mean", group="all",
                 given="with the assumed numbers varied; with the experience model varied")
    assert None not in (ces["noise"], ces["inputs"], ces["model"])
    assert 0.9 < ces["probability"] < 1


def test_a_scenario_against_itself_differs_by_nothing_whatever_is_guessed(result: Result) -> None:
    told = rows(result, alternative="desk-2")
    assert {row["given"][:4] for row in told} == {"if t", "with"}
    assert {row["value"] for row in told} == {0.0}
    assert {row["method"] for row in told} == {"no difference in any replication"}


def test_the_comparison_itself_stays_as_it_was(result: Result, tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path)
    plain = sim.compare(base, better, base, replications=2)
    assert plain.tables.comparison.equals(result.tables.comparison)
    assert result.manifest["uncertain"] == DRAWS
    assert "uncertain" not in plain.manifest


def test_any_number_of_workers_gives_the_same(tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path)
    one, two = (sim.compare(base, better, replications=1, uncertain=5, workers=n) for n in (1, 2))
    assert one.tables == two.tables


def test_progress_counts_everything_and_ctrl_c_keeps_the_comparison(tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path)
    seen: list[tuple[int, int]] = []

    def stop(finished: int, total: int) -> None:
        seen.append((finished, total))
        if finished == 5:
            raise KeyboardInterrupt

    result = sim.compare(base, better, replications=2, uncertain=5, progress=stop, out=tmp_path / "out")
    assert seen == [(done, 2 + 5 * REPLICATIONS * 2) for done in (1, 2, 3, 4, 5)]
    assert "is lost" in result.lost
    assert "uncertain" not in result.manifest
    assert result.replications == result.asked == 2
    assert not rows(result, given="with the assumed numbers varied")
    again = sim.compare(base, better, replications=2, out=tmp_path / "out")
    assert again.from_disk


def test_nothing_to_vary_is_said(tmp_path: Path) -> None:
    base, better, _ = desks(tmp_path)
    with pytest.raises(WrongUse, match="give an alternative"):
        sim.simulate(base, uncertain=20)
    with pytest.raises(WrongUse, match="at least 5 draws, got 4"):
        sim.compare(base, better, uncertain=4)
    nothing = [sim.load(one.path, sets=["assumed=remove"]) for one in (base, better)]
    with pytest.raises(WrongUse, match="no number is marked as a guess"):
        sim.compare(*nothing, uncertain=20)
    pinned = [sim.load(one.path, sets=[f"{REDIAL}=50 %", f"{CALLS}=5/h"]) for one in (base, better)]
    with pytest.raises(WrongUse, match="replace every number"):
        sim.compare(*pinned, uncertain=20)


def test_ranges_that_cannot_be_are_all_told_at_once(tmp_path: Path) -> None:
    wrong = (
        "assumed={after.redial.share: {low: 50 %, high: 120 %}, run.measure: {low: 1 d, high: 3 d}, "
        "teams.desk.handles.question.resolves: {low: 80 %, high: 101 %}}",
    )
    base, better, _ = desks(tmp_path)
    documents = [sim.load(one.path, sets=wrong) for one in (base, better)]
    with pytest.raises(WrongInput) as faults:
        sim.compare(*documents, uncertain=20)
    told = [str(fault) for fault in faults.value.faults]
    assert len(told) == 3   # each once, though both scenarios have it
    assert any("after.redial.share: must be from 0 to 1" in one and "got 120 %" in one for one in told)
    assert any("resolves: must be from 0 to 1" in one and "got 101 %" in one for one in told)
    assert any("run.measure: cannot be varied: it moves the window" in one for one in told)


def test_the_findings_say_it_in_words(result: Result) -> None:
    text = " ".join(sim.findings(result).split())
    told = text[text.index("With the assumed numbers varied:") : text.index("One person more, against")]
    assert "Less waiting, probability 9" in told
    assert "is the assumed numbers" in told
    assert "What would turn these differences:" in told
    assert "100 %" not in told
    assert np.all([len(line) <= 80 for line in sim.findings(result).splitlines()])
