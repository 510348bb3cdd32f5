"""The replay's files, made of a few calls: who comes when, who serves, and what a report would say."""

from pathlib import Path

import numpy as np

from sim.engine.arrivals import draw_arrivals
from sim.engine.luck import Luck
from sim.imports.intervals import read_intervals
from sim.plan.compile import compile_plan
from sim.scenario import read
from tests.bank.rows import calls, queued, row
from tools.bank import replay
from tools.bank.staff import by_interval
from tools.measure_bank import SCENARIO

HOUR_US = 3_600_000_000


def some() -> replay.Calls:
    """Two types; of three that queued two have priority; one comes too early, one in an hour of faults."""
    others = [row(f"11:0{n}:00", type=kind) for n, kind in enumerate(("NE", "NE", "IN", "TT", "PE"))]
    return calls(
        row("6:00:00"),
        queued("9:00:00", 20, priority=2, server="A"),
        queued("9:05:00", 30, "HANG", priority=2),
        queued("9:06:00", 40, priority=1, server="B"),
        row("10:00:00", server="B"),
        row("10:20:00", "HANG"),
        row("10:30:00", type="NW"),
        row("12:00:00"),
        *others,
    )


def test_of_those_whose_priority_is_unknown_every_so_many_have_it() -> None:
    """Two thirds of the type: the first of four not, then two, and so on."""
    kept = replay.replayed(some(), {(0, 12)})
    found = replay.segments(kept).tolist()
    assert found[:3] == ["priority", "priority", "ordinary"]
    regular = [one for one, kind in zip(found[3:], kept.type[3:], strict=True) if kind == "PS"]
    assert regular == ["ordinary", "priority"]
    assert found[5] == "prospective"


def test_heads_are_means_of_each_interval() -> None:
    """A serves from 9:00:20 to 9:01:20, B from 9:06:40 to 10:01:00, longer away in between than allowed."""
    heads = by_interval(some(), 300)[0]
    nine = 9 * 12
    assert heads[nine] == 60 / 300
    assert heads[nine + 1] == 60 / 300


def test_the_replayed_scenario_brings_the_recorded_calls(tmp_path: Path) -> None:
    record = some()
    plan = compile_plan(read(replay.write(tmp_path, record, {(0, 12)}, SCENARIO, replay.Way())))
    arrivals = draw_arrivals(plan, Luck(plan, 7))
    expected = [9, 9 + 5 / 60, 9.1, 10, 10 + 1 / 3, 10.5, *(11 + n / 60 for n in range(5))]
    np.testing.assert_allclose(arrivals.times / HOUR_US, expected)
    reasons = [plan.steps[step].name for step in arrivals.steps.tolist()]
    assert reasons[:3] == ["regular"] * 3
    assert reasons[5:] == ["prospective_enquiry", "stock_exchange", "stock_exchange", "internet_help",
                           "called_back", "regular_english"]  # fmt: skip
    assert plan.after == ()


def test_the_table_of_hours_is_one_that_actuals_reads(tmp_path: Path) -> None:
    replay.write_hours(tmp_path / "hours.csv", some(), {(0, 12)})
    rows = read_intervals(tmp_path / "hours.csv").intervals
    assert [(one.start_s // 3600, one.offered, one.answered, one.abandoned, one.wait_s) for one in rows] == [
        (9, 3, 2, 1, 30.0), (10, 2, 2, 0, 0.0), (11, 5, 5, 0, 0.0),
    ]  # fmt: skip


def test_each_call_takes_its_own_time_and_who_hung_up_a_drawn_one() -> None:
    record = calls(row("9:00:00", ser_time=60), row("9:01:00", "HANG"), row("9:02:00", ser_time=70))
    np.testing.assert_array_equal(replay.times_with_agent(record, replay.Way()), [60, np.nan, 70])
    drawn = replay.times_with_agent(record, replay.Way(mixed_s=np.inf))
    assert np.isnan(drawn).all()


def test_times_are_exchanged_within_their_stretch_only() -> None:
    times = ((hour, minute) for hour in (9, 10) for minute in range(30))
    record = calls(*(row(f"{hour}:{minute:02}:00", ser_time=hour * 100 + minute) for hour, minute in times))
    found = [replay.times_with_agent(record, replay.Way(mixed_s=3_600, seed=seed)) for seed in (1, 2)]
    for one in found:
        assert sorted(one[:30]) == [*range(900, 930)]
        assert sorted(one[30:]) == [*range(1_000, 1_030)]
    assert found[0].tolist() != found[1].tolist() != record.service_s.tolist()
