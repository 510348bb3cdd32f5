"""Plans too large for any machine are refused before they are tried, with the part that is too large."""

from __future__ import annotations

import pytest

from sim.errors import WrongInput
from sim.library.scenarios import check
from sim.plan.bounds import MOST_JOURNEYS

from .writing import plan


def refused(**parts):
    """What is said of a plan that is too large."""
    with pytest.raises(WrongInput) as wrong:
        plan(**parts)
    return str(wrong.value)


@pytest.mark.parametrize(
    ("demand", "journeys"),
    [
        ({"rate": "1e15/s", "contact": "question"}, "8.6e+20"),
        ({"rates": {"hours": "open", "every": "8 h", "each": ["1e15/s"]}, "contact": "question"}, "8.6e+20"),
        ({"counts": {"hours": "open", "every": "8 h", "each": [10**9]}, "contact": "question"},
         "30,000,000,000"),
    ],
    ids=["rate", "rates", "counts"],
)
def test_more_journeys_than_fit_are_refused(demand, journeys):
    """Six weeks of five days of eight hours: 30 openings of 28,800 s."""
    rule = f"demand.calls: brings about {journeys} journeys a replication; at most 10,000,000 fit in all"
    assert refused(demand={"calls": demand}).startswith(rule)


def test_the_companys_own_calls_count_as_well():
    """A million customers, each once a minute for six weeks: 60,480 rounds."""
    said = refused(
        segments={"all": {"customers": 1_000_000}},
        demand={"calls": {"every": "1 min", "proactive": "question"}},
    )
    assert said.startswith("demand.calls: brings about 60,480,000,000 journeys")


def test_the_largest_demand_is_named_and_all_count_together():
    some = {"rate": "900000/w", "contact": "question"}
    many = {"rate": "1000000/w", "contact": "invoice"}
    assert "demand.more: brings about 6,000,000" in refused(demand={"some": some, "more": many})
    assert plan(demand={"calls": some}).demands   # 5,400,000: a load test of millions is welcome
    assert MOST_JOURNEYS > 5_400_000


def test_a_swing_counts_with_its_mean():
    swing = {"demand": {"calls": {"rate": "2000/w", "contact": "question", "factor": "mood"}}}
    assert plan(**swing, factors={"mood": {"exponential": 10}}).demands
    assert "120,000,000" in refused(**swing, factors={"mood": {"exponential": 10_000}})


def test_more_shifts_than_fit_are_refused():
    """20,000 agents for 104 weeks and five of warm-up and follow-up, of five shifts each."""
    desk = {"scheduled": 20_000, "hours": "open", "handles": {"question": {}, "invoice": {}}}
    said = refused(teams={"desk": desk}, run={"measure": "104 w"})
    assert said.startswith("teams.desk: plans 10,600,000 shifts a replication; at most 5,000,000 fit in all")


def test_processes_nested_twice_in_each_other_come_to_an_end(tmp_path):
    """Thirty processes that each hold the next one twice are a billion steps laid flat."""
    held = "start: a, steps: {{a: {{process: p{0}, on: {{done: b}}}}, b: {{process: p{0}, on: {{done: c}}}}, "
    inner = [f"  p{n}: {{{held.format(n + 1)}c: {{end: done}}}}}}" for n in range(30)]
    lines = (
        "demand: {d: {rate: 10/d, process: p0}}",
        "reasons: {question: {takes: 1 min}}",
        "teams: {desk: {scheduled: 1, hours: always, handles: {question: {}}}}",
        "processes:",
        *inner,
        "  p30: {start: c, steps: {c: {end: done}}}",
    )
    (tmp_path / "nested.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(WrongInput, match="4:1 processes: nested processes come to more than 16,384 steps"):
        check(tmp_path / "nested.yaml")
