"""Touchpoints and expectations of the small company's day, counted by hand."""

from __future__ import annotations

from math import exp

import pytest

from sim.measures.contacts import contacts
from sim.measures.counted import counted_touchpoints
from sim.measures.expectations import Expectation
from sim.measures.experience.file import load
from sim.measures.places import places_of
from sim.measures.replication import Settings, measure
from sim.measures.spans import bounded
from sim.measures.touchpoints import touchpoints
from sim.measures.visits import Visited
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Record
from tests.unit.measures import handmade as company
from tests.unit.measures.handmade import (
    ASK,
    BEN,
    BUSINESS_ORDERS,
    EMAIL,
    GONE,
    LAST,
    SALES,
    SHIP,
    leg,
    record,
    silent,
    trip,
)

MODEL = load("default")


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def expected(touchpoint: str, measure: str, minimum_s: float, best_s: float | None = None) -> Expectation:
    return Expectation("asked", touchpoint, measure, minimum_s, best_s, "")


def visited(lived: Record, *expectations: Expectation) -> Visited:
    return measure(company.plan(), lived, Settings(MODEL, expectations=expectations)).visited


def mean(found: Visited, touchpoint: str, quantity: str, expectation: str = "") -> float:
    above, below = found.ratios[touchpoint, expectation][quantity]
    return above / below


def test_touchpoints_of_the_window_are_counted_by_hand() -> None:
    # Four journeys. By phone: consumer 0 (678 s, one handoff, waits 60 + 90 s), business 1 (200 s, waits
    # 180 s), consumer 2, turned away; the company's own round and the late call after the window do not
    # count. Mail: one of 3900 s. Parcels: one of 3600 s, one under way from 3000 s until the run ends at
    # 36000 s.
    found = visited(company.example())
    assert list(found.ratios) == [("phone", ""), ("email", ""), ("parcel", "")]
    assert [mean(found, name, "visits") for name, _ in found.ratios] == [0.75, 0.25, 0.5]
    assert mean(found, "phone", "time_s") == pytest.approx((678 + 200 + 0) / 3)
    assert mean(found, "phone", "wait_s") == 165
    assert mean(found, "phone", "handoffs") == mean(found, "phone", "re_explanations") == pytest.approx(1 / 3)
    assert mean(found, "email", "time_s") == 3900
    assert found.ratios["email", ""]["wait_s"] == (0, 0)
    assert mean(found, "parcel", "time_s") == pytest.approx((3600 + 33000) / 2)
    # The promise that the mail broke is all that happened at it.
    assert mean(found, "email", "csat_top2") == pytest.approx(logistic(2.70 - 2.30))
    assert mean(found, "parcel", "csat_top2") == pytest.approx(logistic(2.70))


def test_the_customers_time_in_a_call_of_the_companys_begins_with_the_answer() -> None:
    # Ann wants to call customer 3 at 7000 s, reaches him at 7060 s and talks 40 s.
    plan = company.plan()
    found = contacts(plan, bounded(plan, company.example()), places_of(plan))
    assert found["time_s"].tolist() == [678, 200, 3900, 0, 40, 100, 60]


@pytest.mark.parametrize(
    ("expectation", "seconds", "below"),
    [
        (expected("phone", "wait", 160, 30), 165, 0.5),        # 150 and 180 s
        (expected("phone", "wait", 180, 30), 165, 0.0),        # at most as long as accepted
        (expected("phone", "time", 200), 878 / 3, 1 / 3),
        (expected("parcel", "time", 3600, 86400), 18300, 0.5),
        (expected("ship", "time", 3600, 86400), 18300, 0.5),
        (expected("ask", "time", 600), 5978 / 3, 2 / 3),       # 678, 5300 (both contacts of a matter) and 0 s
    ],
)
def test_expectations_are_held_against_waits_and_times(
    expectation: Expectation, seconds: float, below: float
) -> None:
    found = visited(company.example(), expectation)
    key = expectation.touchpoint, f"{expectation.measure}_s", "asked"
    assert mean(found, *key) == pytest.approx(seconds)
    assert mean(found, expectation.touchpoint, "below_minimum", "asked") == pytest.approx(below)
    if expectation.benchmark_s is None:
        assert "from_benchmark_s" not in found.ratios[expectation.touchpoint, "asked"]
    else:
        gap = mean(found, expectation.touchpoint, "from_benchmark_s", "asked")
        assert gap == pytest.approx(seconds - expectation.benchmark_s)


def test_an_expectation_that_nothing_met_is_empty() -> None:
    found = visited(company.example(), expected("pack", "time", 60))
    assert found.ratios["pack", "asked"] == {"time_s": (0, 0), "below_minimum": (0, 0)}


def test_parts_of_eta_belong_to_the_touchpoint_or_step_where_they_came_about() -> None:
    found = visited(company.example(), expected("ship", "time", 60), expected("ask", "time", 60))
    # Journey 3 was told of trouble beside the shipping, by phone: +0.6; it is still open, and so unresolved,
    # at the parcel: -1.45. Nothing else happened to it.
    assert found.parts["ship", "asked"] == pytest.approx((-0.85, 0.85**2))
    total, squares = found.whole[1:]
    touchpoints = [found.parts[name, ""] for name in ("phone", "email", "parcel")]
    assert sum(part for part, _ in touchpoints) == pytest.approx(total)
    assert sum(product for _, product in touchpoints) == pytest.approx(squares)
    assert found.parts["ask", "asked"] == pytest.approx((total + 0.85, squares - 0.85**2))


def late_mail() -> Record:
    """A business customer's mail is answered late and in vain; the parcel comes in time."""
    legs = [
        leg(0, Kind.HUMAN, LegOutcome.UNRESOLVED, channel=EMAIL, team=SALES, agent=BEN, queued=0, started=500,
            ended=600, released=600, flags=LAST | Flag.PROMISE_MISSED),
        silent(0, SHIP, Kind.STEP, 600, 900, flags=Flag.PROMISE_KEPT),
        silent(0, GONE, Kind.END, 900, 900),
    ]
    return record(legs, [trip(BUSINESS_ORDERS, 0, 0, 900, GONE), trip(BUSINESS_ORDERS, 1, 10, 20, GONE)])


def test_the_gap_is_of_touchpoints_over_the_journey() -> None:
    # The mail alone: 2.70 - 2.30; the parcel: 2.70; the journey: 2.70 - 2.30 - 1.45. The second journey has
    # no touchpoint and does not count.
    cells = measure(company.plan(), late_mail(), Settings(MODEL)).cells
    gap = (logistic(0.4) + logistic(2.7)) / 2 - logistic(-1.05)
    assert cells.ratio("csat_gap", "all") == pytest.approx((gap, 1))
    assert cells.ratio("csat_gap", "segment=consumer") == (0, 0)


def test_a_promise_of_asking_is_counted_once() -> None:
    talk = leg(0, Kind.HUMAN, LegOutcome.RESOLVED, team=SALES, agent=BEN, queued=0, started=0, ended=300,
               released=300, flags=LAST)
    late = silent(0, ASK, Kind.STEP, 0, 300, matter=0, flags=Flag.PROMISE_MISSED)
    plan = company.plan()
    ask = company.step("ask", plan.steps[ASK].kind, touchpoint="counter")
    plan = company.plan(steps=(ask, *plan.steps[1:]))
    lived = bounded(plan, record([talk, late], [trip(BUSINESS_ORDERS, 0, 0, 300, GONE)]))
    places = places_of(plan)
    table = touchpoints(plan, lived, contacts(plan, lived, places), (places, MODEL))
    assert counted_touchpoints(plan, places, table).columns["promises_missed"].tolist() == [1]
