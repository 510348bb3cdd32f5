"""What the handmade company spends, item by item, each counted by hand (see `handmade.example`)."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.replication import ReplicationMeasures, Settings, measure
from sim.measures.spending import ITEMS
from sim.plan.model import Plan
from tests.unit.measures import handmade as company

WEEK = 3600 / 604800   # of the measured hour


def measured(plan: Plan) -> ReplicationMeasures:
    return measure(plan, company.example(), Settings(load("default"), keep_journeys=True))


def test_each_item_of_the_cost() -> None:
    # No shifts, so all time is overtime: Ann and Ben 240 s at 60/h, Cat 360 s at 30/h and factor 1.5.
    # The phone 938 s at 0.60 a minute, a mail 0.50, one lost sale 25.
    found = measured(company.plan()).weekly
    assert {item: found[item] * WEEK for item in ITEMS} == pytest.approx({
        "staff": 0.0, "overtime": 8.5, "channels": 9.38, "contacts": 0.5, "lost_sales": 25.0,
        "defection": 0.0,
    })


def test_time_on_shift_is_staff_and_time_beyond_it_overtime() -> None:
    # Cat on shift from 0 to 600 s: 300 s of hers (378 to 678, wrap-up to 738) are split at 600.
    record = company.example()
    on_shift = company.record([], [], [company.shift(company.CAT, 0, 600)]).roster
    record = company.Record(record.legs, record.trips, on_shift)
    found = measure(company.plan(), record, Settings(load("default"))).weekly
    assert found["staff"] * WEEK == pytest.approx(600 / 3600 * 30)
    assert found["overtime"] * WEEK == pytest.approx(4.0 + 138 / 3600 * 45)


def test_the_cost_is_the_sum_of_its_items() -> None:
    found = measured(company.plan(defection=((0.1, 900.0), (0.02, 50.0))))
    spent, weeks = found.cells.ratio("cost_per_week", "all")
    assert found.weekly["defection"] > 0
    assert spent / weeks == pytest.approx(sum(found.weekly[item] for item in ITEMS), rel=1e-12)


def test_hard_journeys_cost_customers_as_the_scenario_states() -> None:
    # Journey 1 is a business customer's, 0, 2 and 3 are consumers'; 4 starts after the window.
    found = measured(company.plan(defection=((0.1, 900.0), (0.02, 50.0))))
    assert found.journeys is not None
    hard = found.journeys["ces_hard"]
    business, consumers = hard[1], hard[0] + hard[2] + hard[3]
    assert found.weekly["hard_journeys"] * WEEK == pytest.approx(business + consumers)
    assert found.weekly["customers_lost"] * WEEK == pytest.approx(0.1 * business + 0.02 * consumers)
    assert found.weekly["defection"] * WEEK == pytest.approx(90 * business + 1 * consumers)


def test_value_at_risk_is_no_part_of_the_budget() -> None:
    stated = measured(company.plan(defection=((1.0, 900.0), (1.0, 900.0)))).cells
    assert stated.ratio("budget_per_week", "all")[0] == pytest.approx(8.5 + 9.38)
