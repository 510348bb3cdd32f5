"""What the scenario of a study says of its yardsticks, in the units of their measures, converted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.measures.expectations import Expectation
from sim.measures.experience.file import DEFAULT
from sim.scenario.document import read
from sim.study.entrants import Entrant, entrants_of

DESK = """\
title: Desk
question: Is one agent enough?
currency: DKK
run: {warm_up: 1 d, measure: 14 d, seed: 5}
hours: {open: mon-fri 09:00-17:00}
teams: {desk: {scheduled: 1, hours: open, cost: 250 DKK/h, handles: {question: {}}}}
reasons: {question: {takes: 4 min}}
demand: {calls: {rate: 5/h, contact: question}}
matters: {wait_mean_s: 0.5 min, overtime_h: 30 min, abandonment: 2 %}
goals: {service_level: {at_least: 80 %, within: 0.5 min}, journey_hours_p50: {at_most: 90 min}}
experience: ours.yaml
expectations:
  answer: {touchpoint: phone, measure: wait, minimum: 3 min, benchmark: 30 s, responsible: Head of service}
  talk: {touchpoint: phone, measure: time, minimum: 1 h}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Entrant:
    model = DEFAULT.read_text(encoding="utf-8").replace("title: Default", "title: Our")
    (tmp_path / "ours.yaml").write_text(model, encoding="utf-8")
    (tmp_path / "desk.yaml").write_text(DESK, encoding="utf-8")
    return entrants_of([read(tmp_path / "desk.yaml")], None)[0]


def test_smallest_differences_that_matter(desk: Entrant) -> None:
    assert desk.note.matters == {"wait_mean_s": 30.0, "overtime_h": 0.5, "abandonment": 0.02}


def test_goals_and_the_time_to_answer_within(desk: Entrant) -> None:
    assert desk.note.goals == {"service_level": (0.8, None), "journey_hours_p50": (None, 1.5)}
    assert desk.note.answer_within_s == desk.settings.within_s == 30.0


def test_expectations_are_handed_to_those_who_measure(desk: Entrant) -> None:
    assert desk.note.expectations == desk.settings.expectations == (
        Expectation("answer", "phone", "wait", 180.0, 30.0, "Head of service"),
        Expectation("talk", "phone", "time", 3600.0, None, ""),
    )


def test_the_experience_model_is_that_of_the_file(desk: Entrant) -> None:
    said = "Our experience model (its weights are assumed)"
    assert desk.note.experience == desk.settings.experience.title == said


def test_title_question_and_currency(desk: Entrant) -> None:
    note = desk.note
    assert (note.title, note.question, note.currency) == ("Desk", "Is one agent enough?", "DKK")
    assert (note.measured_weeks, note.warm_up_s, desk.plan.seed) == (2.0, 86400.0, 5)
