"""Arrivals and staff as given: by interval, or recorded in a file; worked by hand, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim.engine.arrivals import Arrivals, draw_arrivals
from sim.engine.luck import Luck
from sim.errors import WrongInput
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.plan.warnings import warnings_of
from sim.report.explanation.explain import explained
from sim.scenario.calendar import DAY, HOUR
from sim.scenario.document import Document, read
from sim.study.entrants import file_digests

MINUTE = HOUR // 60
SECOND = 1_000_000

BASE = """
run: {warm_up: 0 d, measure: 2 d, follow_up: 1 d, arrivals: stop}   # begins on Monday, 2 February 2026
segments: {private: {}, business: {}}
teams: {desk: {scheduled: 1, hours: always, handles: {question: {}, invoice: {}}}}
reasons: {question: {takes: 1 min}, invoice: {takes: 1 min}}
demand:
  calls: {contact: {question: 50 %, invoice: 50 %}, where: {segment: private}, """


def document(folder: Path, given: str, **files: str) -> Document:
    """A desk with calls as given, and the CSV files that it names."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "desk.yaml").write_text(f"{BASE}{given}}}\n", encoding="utf-8")
    return read(folder / "desk.yaml")


def plan(folder: Path, given: str, **files: str) -> Plan:
    """Its plan."""
    return compile_plan(document(folder, given, **files))


def come(plan: Plan, replication: int = 0) -> Arrivals:
    """Who comes in a replication."""
    return draw_arrivals(plan, Luck(plan, replication))


# -- by interval -------------------------------------------------------------------------------


def test_rates_hold_for_intervals_of_any_length_from_each_opening(tmp_path: Path) -> None:
    """From 8:00 to 8:40 on Mondays: 20 minutes, 20 minutes."""
    given = 'rates: {hours: "mon 08:00-08:40", every: 20 min, each: [30/h, 60/h]}'
    (demand,) = plan(tmp_path, given).demands
    edges = [0, 8 * HOUR, 8 * HOUR + 20 * MINUTE, 8 * HOUR + 40 * MINUTE, 2 * DAY]
    assert demand.edges.tolist() == edges
    assert (demand.rates * HOUR).tolist() == pytest.approx([0, 30, 60, 0])


def test_counts_are_exact_and_vary_by_day(tmp_path: Path) -> None:
    given = (
        'counts: {hours: "mon-tue 08:00-08:50", every: 30 min, each: {by: day, mon: [4, 0], rest: [2, 1]}}'
    )
    made = plan(tmp_path, given)
    for replication in range(20):
        times = come(made, replication).times
        found, _ = np.histogram(times, [8 * HOUR, 8.5 * HOUR, 8 * HOUR + 50 * MINUTE, 32 * HOUR, 32.5 * HOUR,
                                        32 * HOUR + 50 * MINUTE, 2 * DAY])  # fmt: skip
        assert found.tolist() == [4, 0, 0, 2, 1, 0]
    demand = made.demands[0]
    assert (demand.rates * HOUR)[demand.edges[:-1] == 32.5 * HOUR].tolist() == [3.0]


def test_moments_within_a_counted_interval_are_uniform(tmp_path: Path) -> None:
    made = plan(tmp_path, "counts: {hours: always, every: 12 h, each: [500, 0]}")
    times = np.concatenate([come(made, replication).times for replication in range(20)])
    assert len(times) == 20 * 2 * 500
    assert stats.kstest(times % DAY / (12 * HOUR), "uniform").pvalue > 1e-3


def test_the_last_count_is_cut_by_the_end_of_arrivals_as_chance_has_it(tmp_path: Path) -> None:
    """An interval that the end of the window cuts keeps those of its arrivals that come before."""
    made = plan(tmp_path, 'counts: {hours: "tue 22:00-02:00", every: 4 h, each: [1000]}')
    times = come(made).times
    assert times.min() >= 46 * HOUR
    assert times.max() < 48 * HOUR
    assert abs(len(times) - 500) < 5 * np.sqrt(250)


def test_closed_days_bring_nobody(tmp_path: Path) -> None:
    given = 'counts: {hours: "mon-tue 08:00-09:00", every: 1 h, each: [3]}'
    (tmp_path / "x.yaml").write_text(f"closed_days: [2026-02-03]\n{BASE}{given}}}\n", encoding="utf-8")
    assert (come(compile_plan(read(tmp_path / "x.yaml"))).times // DAY).tolist() == [0, 0, 0]


# -- recorded ----------------------------------------------------------------------------------

CALLS = """at,kind,who,what
2026-02-02 08:00:10,private,ann,invoice
2026-02-01 23:59:59,private,bob,question
2026-02-03T09:30,private,ann,question
2026-02-02 08:00:05.25,business,cid,question
2026-02-03 10:00,private,,
2026-02-07 10:00,private,dan,invoice
"""
MAPPED = "recorded: {file: calls.csv, moment: at, segment: kind, reason: what, customer: who}"


def test_recorded_arrivals_come_as_they_came_in_every_replication(tmp_path: Path) -> None:
    made = plan(tmp_path, MAPPED, calls=CALLS)
    path = {number: step.path for number, step in enumerate(made.steps)}
    first, second = come(made, 0), come(made, 1)
    assert first.times.tolist() == [8 * HOUR + 10 * SECOND, 33.5 * HOUR, 34 * HOUR]
    assert [path[step] for step in first.steps.tolist()] == ["calls.invoice", "calls.question", "calls.start"]
    assert first.customers.tolist() == [1, 1, -1]   # ann is the second customer after bob, who came before
    assert first.ordinals.tolist() == [0, 1, 2]
    for column in ("times", "steps", "customers", "keys"):
        assert getattr(first, column).tolist() == getattr(second, column).tolist()


def test_of_two_who_arrive_at_one_moment_the_demand_first_by_name_comes_first(tmp_path: Path) -> None:
    """At 8:01 the second of the calls comes before the first of the orders."""
    orders = "orders: {contact: question, where: {segment: private}, recorded: {file: orders.csv, moment: at}"
    made = plan(
        tmp_path,
        f"recorded: {{file: calls.csv, moment: at}}}}\n  {orders}",
        calls="at\n2026-02-02 08:00\n2026-02-02 08:01\n",
        orders="at\n2026-02-02 08:01\n",
    )
    found = come(made)
    assert [made.demands[number].name for number in found.demands.tolist()] == ["calls", "calls", "orders"]
    assert found.ordinals.tolist() == [0, 1, 0]
    assert found.times.tolist() == [8 * HOUR, 8 * HOUR + MINUTE, 8 * HOUR + MINUTE]


def test_what_lies_outside_the_run_is_said(tmp_path: Path) -> None:
    found = document(tmp_path, MAPPED, calls=CALLS)
    told = [str(one) for one in warnings_of(found, compile_plan(found))]
    assert any("2 recorded arrivals lie outside the run and do not come" in one for one in told)
    said = " ".join(explained(found).split())
    assert "at the moments recorded in calls.csv, the same in every repetition" in said
    assert set(file_digests(found)) == {"calls.csv"}


WEEK = "at\n" + "".join(
    f"2026-01-{5 + day:02} {8 + day // 7:02}:{minute:02}:00\n" for day in range(14) for minute in (10, 20)
)
"""Two weeks: twice a day at eight in the first, at nine in the second."""


def test_each_day_is_of_its_weekday_on_whatever_day_the_run_begins(tmp_path: Path) -> None:
    """Recorded from Monday, 5 January on at midnight, at one, two ... in the run from Wednesday at two."""
    calls = "at\n" + "".join(f"2026-01-{5 + day:02} {day:02}:00\n" for day in range(7))
    document(tmp_path, "recorded: {file: calls.csv, moment: at, days: resampled}", calls=calls)
    made = compile_plan(read(tmp_path / "desk.yaml", ["run.starts=2026-02-04"]))
    assert (come(made).times // HOUR).tolist() == [2, 24 + 3]


def test_resampled_days_are_whole_recorded_days_of_their_weekday(tmp_path: Path) -> None:
    made = plan(tmp_path, "recorded: {file: calls.csv, moment: at, days: resampled}", calls=WEEK)
    seen = set()
    for replication in range(40):
        times = come(made, replication).times
        hours = (times // HOUR).tolist()
        assert hours in [[a, a, 24 + b, 24 + b] for a in (8, 9) for b in (8, 9)]
        assert (times % HOUR).tolist() == [10 * MINUTE, 20 * MINUTE] * 2
        seen.add(tuple(hours))
    assert len(seen) == 4
    (demand,) = made.demands
    assert (demand.rates * HOUR)[demand.edges[:-1] == 8 * HOUR].tolist() == [1.0]


def test_counts_of_a_file(tmp_path: Path) -> None:
    rows = "start,n\n2026-02-02 08:00,3\n2026-02-02 08:30,0\n2026-02-03 08:00,2\n2026-01-30 08:00,5\n"
    made = plan(tmp_path, "recorded: {file: c.csv, moment: start, count: n, every: 30 min}", c=rows)
    for replication in range(5):
        times = come(made, replication).times
        assert (times // (30 * MINUTE)).tolist() == [16, 16, 16, 64, 64]
    assert made.demands[0].outside == 5


def test_recorded_staff_is_on_duty_by_interval(tmp_path: Path) -> None:
    rows = "start,heads\n2026-02-02 08:00,2\n2026-02-02 08:30,1\n2026-02-03 08:00,1\n"
    (tmp_path / "staff.csv").write_text(rows, encoding="utf-8")
    staff = "recorded: {file: staff.csv, moment: start, agents: heads, every: 30 min}"
    text = f"{BASE}rate: 1/h}}\n".replace("scheduled: 1, hours: always", staff)
    (tmp_path / "desk.yaml").write_text(text, encoding="utf-8")
    agents = compile_plan(read(tmp_path / "desk.yaml")).agents
    assert [(agent.duty / HOUR).tolist() for agent in agents] == [[[8, 9], [32, 32.5]], [[8, 8.5]]]


# -- what is refused ---------------------------------------------------------------------------

RECORDED = "recorded: {file: calls.csv, moment: at"


@pytest.mark.parametrize(
    ("given", "rows", "rule"),
    [
        (f"{RECORDED}}}", "at\n2026-02-02 08:00\n8 o'clock\n", r"calls\.csv:3:1: must be a moment such as"),
        (f"{RECORDED}}}", "at\n2026-02-02T08:00+01:00\n", "without a time zone"),
        (f"{RECORDED}, segment: of}}", "at,of\n2026-02-02,privat\n", "must be a segment of the scenario"),
        (f"{RECORDED}, reason: why}}", "at,why\n2026-02-02,order\n", "must be one of the demand's reasons"),
        (f"{RECORDED}, count: n, every: 1 h}}", "at,n\n2026-02-02,2.5\n", "whole number of .*, got 2.5"),
        (f"{RECORDED}, count: n, every: 1 h}}", f"at,n\n2026-02-02,{10**19}\n", "at most 999999, got"),
        ("recorded: {file: calls.csv, moment: ''}", "at\n2026-02-02\n", "must not be empty"),
        (f"{RECORDED}, customer: ''}}", "at\n2026-02-02\n", "must not be empty"),
        (f"{RECORDED}}}", "at,n\n2026-02-02,1,2\n", r"calls\.csv:2:1: has 3 cells under 2 headings"),
        (f"{RECORDED}}}", 'at,n\n2026-02-02,"1\n2026-02-03,2\n', r"calls\.csv:2:1: a quote is never closed"),
        (f"{RECORDED}}}", 'at,n\n2026-02-02,"1"2\n', r"calls\.csv:2:1: a quote ends inside a cell"),
        (f"{RECORDED}}}", "at,at\n2026-02-02,2026-02-03\n", r"calls\.csv:1:1: the headings .*, got at"),
        (f"{RECORDED}}}", 'at,n\n2026-02-02,"1\n2"\nx,2\n', r"calls\.csv:4:1: must be a moment"),
        (
            f"{RECORDED}, count: n, every: 1 h}}",
            "at,n\n2026-02-02 08:00,2\n2026-02-02 08:30,2\n",
            r"calls\.csv:3:1: overlaps the interval in line 2",
        ),
        (f"{RECORDED}, days: resampled}}", "at\n2026-02-02 08:00\n", "has no recorded tue, wed"),
        (f"{RECORDED}, count: n}}", "at,n\n", "needs both `count` and `every`"),
        (f"{RECORDED}, customer: c, count: n, every: 1 h}}", "at\n", "goes without `count`"),
        (f"{RECORDED}, takes: {{column: t}}}}", "at,t\n2026-02-02,40\n", "or give the column a `unit`"),
        (f"{RECORDED}, takes: {{column: t, unit: s}}}}", "at,t\n2026-02-02,-1\n", "at least 0, got -1"),
        (f"{RECORDED}, takes: {{column: t}}, count: n, every: 1 h}}", "at\n", "goes without `count`"),
        (f"{RECORDED}}}, rate: 3/h", "at\n", "goes without `rate`"),
        (f"{RECORDED}}}, factor: swing", "at\n", "goes with `rate`"),
        (f"{RECORDED}}}, where: {{}}", "at\n", "duplicate key"),
        ("counts: {hours: always, every: 1 h, each: [3]}", "", "must cover the longest opening, 24"),
        ("counts: {hours: mon 08:00-09:00, every: 30 min, each: [5, 5, 5]}", "",
         "has 3 intervals, and the longest opening 2"),
        ("counts: {hours: always, every: 1 d, each: [2.5]}", "", "must be a whole number"),
        ("rates: {hours: always, every: 1 d, each: {by: hour, rest: [1/h]}}", "", "segment, day only"),
    ],
)
def test_what_cannot_be_meant_is_refused(given: str, rows: str, rule: str, tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match=rule):
        plan(tmp_path, given, calls=rows)


def test_recorded_arrivals_cannot_be_multiplied_and_counts_only_to_whole_numbers(tmp_path: Path) -> None:
    document(tmp_path, MAPPED, calls=CALLS)
    with pytest.raises(WrongInput, match="stands for a whole map"):
        read(tmp_path / "desk.yaml", ["demand.calls.recorded={times: 1.1}"])
    document(tmp_path, "counts: {hours: always, every: 12 h, each: [10, 20]}")
    more = compile_plan(read(tmp_path / "desk.yaml", ["demand.calls.counts.each={times: 1.1}"]))
    assert more.demands[0].counts.tolist() == [11, 22] * 3
    with pytest.raises(WrongInput, match="must be a whole number"):
        read(tmp_path / "desk.yaml", ["demand.calls.counts.each={times: 1.15}"])


def test_several_segments_need_a_column(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="needs `segment`, a column, or one segment in `where`"):
        document(tmp_path, f"{RECORDED}}}", calls=CALLS)
        text = (tmp_path / "desk.yaml").read_text(encoding="utf-8")
        (tmp_path / "desk.yaml").write_text(text.replace("where: {segment: private}, ", ""), encoding="utf-8")
        read(tmp_path / "desk.yaml")


def test_more_customers_than_the_segment_has_are_refused(tmp_path: Path) -> None:
    document(tmp_path, MAPPED, calls=CALLS)
    with pytest.raises(WrongInput, match="has 3 customers of segment private, which has 2"):
        compile_plan(read(tmp_path / "desk.yaml", ["segments.private.customers=2"]))
