"""What is found in a sweep: every sentence follows from a formula, worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.sweeps.finding import findings_of
from sim.report.sweeps.frontier import frontier_of
from sim.report.sweeps.moving import flat_from
from sim.report.sweeps.reading import Swept
from sim.sweeps.storage import load_sweep

from .swept import ALONE, DRAWN, GRID, ONE, PLAIN, SENSITIVE, Formula, swept


def told(folder: Path, sweep: str = GRID, formula: Formula = PLAIN) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings_of(Swept(swept(folder, sweep, formula))):
        found.setdefault(one.kind, []).append(one.sentence)
    return found


def test_the_best_point_is_looked_for_among_what_one_can_choose(tmp_path: Path) -> None:
    # Fewer calls would be better still, but nobody chooses those: 60 / 6 s at 40/h, and t(5) 1.87 / sqrt(6).
    [best, *_] = told(tmp_path)["best"]
    assert best == ("Mean wait of a journey: best at An hour at a desk, teams.desk.scheduled 6, with 10.0 s "
                    "(8.0 to 12.0).")  # fmt: skip


def test_an_alternative_that_turns_is_told_with_what_it_hangs_on(tmp_path: Path) -> None:
    wait, hangs, *others = told(tmp_path, formula=Formula(aside=5.0))["alternative"]
    assert wait == (
        "Another hour at a desk, beside An hour at a desk: mean wait of a journey better at 6 of 18 points, "
        "worse at 6, the same or too little to matter at 6; at 0 it cannot be told."
    )
    assert hangs == "It hangs on demand.calls.rate: better at 50/h, worse at 30/h."
    assert all("no difference in" in one for one in others)


def test_what_moves_a_measure_and_where_it_flattens(tmp_path: Path) -> None:
    found = told(tmp_path, ALONE)
    assert found["moves"][0] == (
        "Mean wait of a journey: down from 60.0 s to 10.0 s as teams.desk.scheduled goes from 1 to 6."
    )
    assert "Agents busy: the same at every point." in found["moves"]
    # Hard journeys: 0.2 / d^2 falls from 0.2 to 0.0056; at 3 desks 0.0167 of that is left, at 2 0.0444.
    assert ("Number of hard journeys: flat from teams.desk.scheduled 3 on, with 17 of 1,000 left of "
            "194 of 1,000.") in found["flattens"]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "level"),
    [([10, 1, 0.5, 0], 1), ([10, 5, 2, 0], None), ([0, 0.5, 9, 10], 2), ([1, 1, 1, 1], None),
     ([3, 1, 0], None)],
)  # fmt: skip
def test_a_curve_is_flat_where_a_tenth_of_its_way_is_left(numbers: list[float], level: int | None) -> None:
    assert flat_from(numbers) == level


def test_the_frontier_and_its_knee_by_hand(tmp_path: Path) -> None:
    found = frontier_of(Swept(swept(tmp_path, ALONE)))
    assert found is not None
    assert [one.cost.value for one in found.best] == [1000, 2000, 3000, 4000, 5000, 6000]
    # Of the way between the ends: 0, .771, .914, .964, .987, 1 of ease for 0, .2, .4, .6, .8, 1 of cost.
    assert found.knee is not None
    assert found.knee.cost.value == 2000


def test_what_cannot_be_told_is_said(tmp_path: Path) -> None:
    found = told(tmp_path, ALONE, Formula(own_luck=400.0))
    assert any(one.startswith("Mean wait of a journey: not to be told from the base as it is written at")
               for one in found["doubt"])  # fmt: skip
    single = told(tmp_path / "single", ALONE.replace("replications: 6", "replications: 1"))
    assert single["doubt"] == ["With one replication of each point no difference can be told from luck."]


def test_luck_that_all_points_share_blurs_no_difference(tmp_path: Path) -> None:
    assert "doubt" not in told(tmp_path, ALONE, Formula(luck=400.0))


def test_nobody_chooses_what_is_drawn_by_a_law(tmp_path: Path) -> None:
    found = told(tmp_path, DRAWN)
    assert "frontier" not in found
    assert "best" not in found


def test_sobol_indices_are_told_only_where_luck_lets_them(tmp_path: Path) -> None:
    [wait, *_] = told(tmp_path, SENSITIVE)["moves"]
    assert "come with teams.desk.scheduled, alone or together with others" in wait
    [noisy, *_] = told(tmp_path / "noisy", SENSITIVE, Formula(own_luck=100.0))["moves"]
    assert "what moves it cannot be ranked" in noisy


def test_a_smooth_model_is_used_where_it_foretells_and_else_is_not(tmp_path: Path) -> None:
    fine = ALONE.replace("1..6", "4..9")
    wait, region, *_ = told(tmp_path, fine)["model"]
    assert "a smooth model foretells" in wait
    assert region == "By that model it is best with teams.desk.scheduled 9."   # more desks, less waiting
    noisy = told(tmp_path / "noisy", fine, Formula(own_luck=400.0))["model"]
    assert noisy[0].endswith("too little to be used.")


def test_a_stored_sweep_tells_the_same(tmp_path: Path) -> None:
    for sweep in (GRID, ONE, DRAWN):
        result = swept(tmp_path, sweep)
        assert result.folder is not None
        again = load_sweep(result.folder)
        assert findings_of(Swept(again)) == findings_of(Swept(result))
        assert (again.asked, again.failed, again.notes) == (result.asked, 0, result.notes)


def test_a_folder_without_a_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sim.WrongUse, match="is no folder of a finished sweep"):
        sim.load_sweep(tmp_path)
