"""What a staffing is certain to cost: the pay of its shifts, as the program measures it."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.plan.compile import compile_plan
from sim.sweeps.staffing.reading import read_problem
from sim.sweeps.staffing.space import boxes_of, staffed_of

from .centres import written

SHIFTS = """\
title: Shifts
run: {starts: 2026-03-04, warm_up: 1 d, measure: 10 d, follow_up: 1 h, arrivals: stop, seed: 5}
teams:
  desk:
    cost: 30 EUR/h
    shrinkage: 10 %
    absent: 5 %
    overtime_factor: 1.5
    handles: {question: {}}
    shifts:
      early: {scheduled: 3, hours: mon-fri 07:00-15:00}
      late: {scheduled: 2, hours: mon-sat 13:30-21:00}
reasons: {question: {takes: {exponential: 6 min}}}
demand: {calls: {rate: 12/h, contact: question}}
"""
SEARCH = """\
base: centre.yaml
staffing: {teams.desk.shifts.early.scheduled: 1..4, teams.desk.shifts.late.scheduled: {add: -1..2}}
choices: {reasons.question.takes.exponential: [5 min, 6 min]}
goals: {service_level: {at_least: 80 %}}
"""


def test_pay_is_what_the_program_measures_as_the_cost_of_staff(tmp_path: Path) -> None:
    wages = "cost: {by: day, sat: 45 EUR/h, rest: 30 EUR/h}"
    written(tmp_path, SEARCH, SHIFTS.replace("cost: 30 EUR/h", wages))
    document = sim.load(tmp_path / "centre.yaml")
    costs = sim.simulate(document, replications=2).tables.costs.to_pylist()
    [staff] = [row["value"] for row in costs if row["item"] == "staff"]
    assert staffed_of(compile_plan(document)).pay == pytest.approx(staff, rel=1e-9)


def test_pay_by_hand(tmp_path: Path) -> None:
    """Ten days from Thursday 5 March to Saturday 14 March: seven weekdays, two Saturdays."""
    written(tmp_path, SEARCH, SHIFTS)
    expected = 30 * (3 * 8 * 7 + 2 * 7.5 * 9) * 7 / 10
    assert staffed_of(compile_plan(sim.load(tmp_path / "centre.yaml"))).pay == pytest.approx(expected)


def test_a_box_knows_the_pay_and_the_people_of_all_its_staffings(tmp_path: Path) -> None:
    problem = read_problem(written(tmp_path, SEARCH, SHIFTS))
    boxes = list(boxes_of(problem.sweep.documents, problem.choices, problem.staffing, problem.tree))
    assert [(box.shape, box.choices) for box in boxes] == [
        ((4, 4), (("reasons.question.takes.exponential", length),)) for length in ("5 min", "6 min")
    ]
    sets = ["teams.desk.shifts.early.scheduled=4", "teams.desk.shifts.late.scheduled=1"]
    alone = staffed_of(compile_plan(sim.load(tmp_path / "centre.yaml", sets=sets)))
    assert boxes[0].pay_at((3, 0)) == pytest.approx(alone.pay)
    assert boxes[0].present((3, 0)) == pytest.approx(alone.present)
    assert dict(boxes[0].point((3, 0))) == {
        "reasons.question.takes.exponential": "5 min",
        "teams.desk.shifts.early.scheduled": 4,
        "teams.desk.shifts.late.scheduled": {"add": -1},
    }
