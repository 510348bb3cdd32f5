"""Values by dimension of who is on duty, of what the company starts itself, and of what it pays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.measures.costs import leg_cost
from sim.measures.spending import pay
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.records.columns import Kind
from sim.scenario.laws import Constant, Gamma
from sim.scenario.schema import Scenario
from tests.unit.engine.scenes import DAY, HOUR, Came, play
from tests.unit.engine.varying import COMPANY, LATER, TEAM, by


def roster(**team: Any) -> list[tuple[int, int, float, float]]:
    """Agent, kind, from, until (hours) of the roster of a desk, Monday to Wednesday."""
    desk = {**TEAM, "hours": "mon-sun 08:00-10:00", "scheduled": None, **team}
    run = {"warm_up": "0 s", "measure": "3 d", "follow_up": "0 s", "arrivals": "stop"}
    rows = play([], **{**COMPANY, "run": run, "routing": {}, "teams": {"desk": desk}}).record.roster
    hours = [(rows[name] / (HOUR * 1e6)).tolist() for name in ("starts", "ends")]
    return sorted(zip(rows["agent"].tolist(), rows["kind"].tolist(), *hours, strict=True))


def test_heads_vary_by_day() -> None:
    """One agent on Monday and Wednesday, two on Tuesday."""
    expected = [(0, 0, 8, 10), (0, 0, 32, 34), (0, 0, 56, 58), (1, 0, 32, 34)]
    assert roster(scheduled=by("day", 2, 1)) == expected
    counts = by("day", [2, 1], [1, 1])
    expected[-1] = (1, 0, 32, 33)
    assert roster(agents=counts, every="1 h") == expected


def test_shrinkage_and_absence_vary_by_time() -> None:
    away = [row for row in roster(scheduled=1, shrinkage={"by": "hour", "9": 1, "rest": 0}) if row[1] == 2]
    assert away == [(0, 2, day * 24 + at, day * 24 + at + 0.5) for day in range(3) for at in (9, 9.5)]
    absent = [row for row in roster(scheduled=1, absent=by("day", 1, 0)) if row[1] == 1]
    assert absent == [(0, 1, 32, 34)]


def test_rounds_and_swings_vary_by_segment() -> None:
    """The company calls each of ten customers of segment a every day, of b every half day."""
    segments = {"a": {"customers": 10}, "b": {"customers": 10}}
    rounds = {"check": {"proactive": "q", "every": by("segment", "12 h", "1 d")}}
    made = compiled(segments=segments, demand=rounds)
    assert [demand.every for demand in made.demands] == [DAY * 1_000_000, DAY * 500_000]
    swings = {"calls": {"rate": "1/h", "contact": "q", "factor": by("segment", "wild", "calm")}}
    made = compiled(demand=swings, factors={"calm": 1, "wild": {"gamma": {"mean": 1, "sd": 0.5}}})
    assert [made.factors[demand.factor].law for demand in made.demands] == [Constant(1.0), Gamma(4.0, 0.25)]


def test_prices_vary_by_time_and_segment() -> None:
    """Nights are paid double, Tuesdays' overtime three times; a sale lost with b costs more."""
    wage = {"by": "hour", "0": "40 EUR/h", "rest": "20 EUR/h"}
    teams = {**COMPANY["teams"], "desk": {**TEAM, "cost": wage, "overtime_factor": by("day", 3, 2)}}
    scene = play([Came(0, segment="a"), Came(LATER, segment="a")], **{**COMPANY, "teams": teams})
    assert leg_cost(scene.plan, scene.record.legs)[scene.record.legs["kind"] == Kind.HUMAN] == pytest.approx(
        [40 * 100 / HOUR, 20 * 100 / HOUR]
    )
    half_hours = np.arange(0, 2 * DAY, 1800) * 1_000_000
    columns = {"team": 0 * half_hours, "begins": half_hours, "length_s": 1800.0 + 0 * half_hours,
               "scheduled": 1.0 + 0 * half_hours, "overtime": 1.0 + 0 * half_hours}  # fmt: skip
    shifts, overtime = pay(scene.plan, columns)
    assert shifts[0] == pytest.approx(2 * (40 + 23 * 20))
    assert overtime[0] == pytest.approx((2 + 3) * (40 + 23 * 20))
    made = compiled(costs={"lost_sale": by("segment", "30 EUR", "10 EUR")})
    assert made.lost_sale.values == (10.0, 30.0)


def compiled(**parts: Any) -> Plan:
    """The plan of the company, some of its parts replaced."""
    return compile_plan(Scenario.model_validate({**COMPANY, **parts}, context={"currency": "EUR"}))
