"""`warm_up: auto` from end to end: what is found is used, told, kept, and the same for any workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.measures.course import COURSES
from sim.plan.compile import compile_plan
from sim.study.execution import Interrupted
from sim.study.warming import REPLICATIONS, find_warm_up
from sim.units import MICROSECONDS

HOUR_S = 3600
LINE = """\
title: Line
run: {warm_up: auto, measure: 3 h, follow_up: 1 h, arrivals: stop, replications: 2, seed: 3}
teams: {desk: {scheduled: 2, hours: always, handles: {question: {}}}}
reasons: {question: {takes: {exponential: 1 min}}}
demand: {calls: {rate: 100/h, contact: question}}
"""
OFFICE = """\
title: Office
run: {warm_up: auto, measure: 1 w, follow_up: 1 d, replications: 2}
hours: {open: mon-fri 08:00-16:00}
teams: {desk: {scheduled: 2, hours: open, handles: {question: {resolves: 70 %}}}}
reasons: {question: {takes: {exponential: 6 min}}}
demand: {calls: {rate: 120/w, contact: question}}
"""


@pytest.fixture
def line(tmp_path: Path) -> Path:
    return _written(tmp_path, "line", LINE)


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _found(path: Path, *sets: str) -> int:
    return find_warm_up([sim.load(path, sets)], 0, 1, lambda done: None).warm_up


def _cuts(result: Any) -> dict[str, float]:
    rows = result.tables.warm_up.to_pylist()
    return {row["measure"]: row["cut_s"] for row in rows}


def test_what_is_found_is_the_longest_cut_and_the_window_begins_after_it(line: Path) -> None:
    result = sim.simulate(line)
    cuts = _cuts(result)
    assert set(cuts) <= set(COURSES)
    assert {"wait_s", "open_journeys", "busy_agents", "in_queue"} <= set(cuts)
    assert result.base.warm_up_s == max(cuts.values()) <= 6 * HOUR_S
    given = sim.simulate(sim.load(line, [f"run.warm_up={result.base.warm_up_s:g} s"]))
    assert given.tables.measures.equals(result.tables.measures)
    assert given.tables.warm_up.num_rows == 0


def test_the_findings_say_how_long_and_why(line: Path) -> None:
    text = " ".join(sim.findings(sim.simulate(line, replications=1)).split())
    assert "Warm-up found: " in text
    assert "In a pilot that began empty, " in text
    assert "(MSER-5)" in text


def test_any_number_of_workers_finds_the_same_and_it_is_found_once(line: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    first = sim.simulate(line, out=tmp_path / "out", progress=lambda *one: told.append(one))
    assert told[:REPLICATIONS] == [(number, None) for number in range(1, REPLICATIONS + 1)]
    assert told[-2:] == [(1, 2), (2, 2)]
    again = sim.simulate(line, out=tmp_path / "out")
    assert again.from_disk
    assert (again.scenarios, again.replications) == (first.scenarios, 2)
    assert again.tables.warm_up.equals(first.tables.warm_up)
    side_by_side = sim.simulate(line, workers=2)
    assert side_by_side.manifest == first.manifest
    assert side_by_side.tables == first.tables


def test_alternatives_share_the_longest_warm_up(line: Path) -> None:
    base, busier = sim.load(line), sim.load(line, ["demand.calls.rate=115/h"])
    alone = [find_warm_up([one], 3, 1, lambda done: None).warm_up for one in (base, busier)]
    together = find_warm_up([base, busier], 3, 1, lambda done: None)
    assert together.warm_up == max(alone)


def test_with_opening_hours_whole_weeks_are_left_out(tmp_path: Path) -> None:
    assert _found(_written(tmp_path, "office", OFFICE)) % MICROSECONDS["w"] == 0


def test_it_is_not_shorter_than_repeat_contacts_take_to_come(tmp_path: Path) -> None:
    # 95 % of an exponential delay of 11 days come within 11 ln 20 = 32.95 days: five weeks.
    after = "after: {ask_again: {on: unresolved, share: 1 %, go: again, delay: {exponential: 11 d}}}\n"
    office = sim.load(_written(tmp_path, "office", OFFICE + after))
    found = find_warm_up([office], 2, 1, lambda done: None)
    assert max(one.cut for one in found.series.values()) < 4 * MICROSECONDS["w"]
    assert found.warm_up == 5 * MICROSECONDS["w"]


def test_what_never_settles_is_refused(line: Path) -> None:
    with pytest.raises(sim.WrongInput) as caught:
        _found(line, "demand.calls.rate=200/h")
    text = str(caught.value)
    assert text.startswith(f"{line}:2:7 run.warm_up: no warm-up was found: in 12 h this has not settled: ")
    assert "the number of journeys under way" in text
    assert "the length of the queues" in text
    assert "the number of agents busy" not in text   # busy all the time, they have settled


def test_overload_is_no_instability_where_customers_give_up(line: Path) -> None:
    assert _found(line, "demand.calls.rate=200/h", "patience={exponential: 2 min}") <= 6 * HOUR_S * 1e6


def test_where_too_little_happens_nothing_is_made_up(line: Path) -> None:
    with pytest.raises(sim.WrongInput, match="in 12 h this has shown too little to tell"):
        _found(line, "demand.calls.rate=0.05/h")


def test_a_comparison_of_a_found_and_a_given_warm_up_is_refused(line: Path) -> None:
    given = sim.load(line, ["run.warm_up=1 h"])
    with pytest.raises(sim.WrongUse, match="must be auto in all scenarios of a comparison, or in none"):
        sim.compare(line, given)


def test_ctrl_c_in_the_pilot_leaves_nothing(line: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        find_warm_up([sim.load(line)], 0, 1, stop)
    assert caught.value.finished == []


def test_whoever_only_looks_at_a_scenario_takes_a_week_and_nobody_simulates_by_accident(line: Path) -> None:
    assert "After as much warm-up as it takes to settle, found in a pilot" in " ".join(
        sim.explain(line).split()
    )
    assert sim.check(line) == ()
    with pytest.raises(sim.WrongInput, match="auto is found by a run or a comparison of its own"):
        compile_plan(sim.load(line))
