"""What `explain` says of small scenarios: their sense in sentences, their defaults, their differences."""

import numpy as np
import pytest

from sim.plan.compile import compile_plan
from sim.report.explanation.explain import explained, load_text
from sim.report.explanation.phrases import phrase
from sim.scenario.document import read
from tests.unit.report.explaining import FRONT_DESK, told, told_of

BUSIER = """\
extends: base.yaml
title: Busier
change:
  demand.calls.rate: {times: 1.1}
  teams.*.scheduled: {add: -1}
  ivr: {right_team: 90 %}
"""


@pytest.fixture
def front_desk(tmp_path):
    path = tmp_path / "base.yaml"
    path.write_text(FRONT_DESK, encoding="utf-8")
    return read(path)


@pytest.fixture
def busier(front_desk):
    path = front_desk.path.with_name("busier.yaml")
    path.write_text(BUSIER, encoding="utf-8")
    return read(path)


def test_demand_is_told_with_its_hours_and_its_weekly_total(front_desk):
    text = told(front_desk)
    assert (
        "calls: contacts (70 % question and 30 % invoice), 2,000 a week, spread evenly over the hours" in text
    )
    assert "That makes 2,000 in an average measured week." in text


def test_the_question_stands_below_the_title(tmp_path):
    path = tmp_path / "base.yaml"
    path.write_text(FRONT_DESK + "question: Are five enough?\n", encoding="utf-8")
    assert explained(read(path)).splitlines()[:3] == ["Front desk", "==========", "Are five enough?"]


def test_people_and_skills_are_told(front_desk):
    text = told(front_desk)
    assert "desk: 5 agents, mon-fri 08:00-16:00 (hours open); 12 % of the half-hours away; 34 EUR/h." in text
    assert "Handles question (85 % resolved), answers phone." in text
    assert "Handles invoice (takes 1.2 times as long), answers phone." in text


def test_rows_after_a_contact_are_told(front_desk):
    assert (
        "redial: After hanging up, some (50 % the first time, 30 % later on) try again, after 20 min, "
        "at most 5 times for one matter."
    ) in told(front_desk)


def test_assumed_numbers_come_with_range_and_source(front_desk):
    expected = "teams.desk.handles.question.resolves: 85 %; plausible from 80 % to 90 %. Source: a survey."
    assert expected in told(front_desk)


def test_every_default_is_told_and_nothing_that_is_written(front_desk):
    text = told(front_desk).partition("Defaults used")[2]
    for default in (
        "run.warm_up: 1 w.",
        "run.measure: 4 w.",
        "run.replications: 20.",
        "transfer.manner: cold.",
        "channels: One channel, phone, open while one of its teams is on duty.",
        "ivr: There is no menu (IVR).",
        "segments: One segment, all;",
        "balks: 0 %.",
        "reasons.*.wrap_up: 0 s.",
        "teams.*.at_closing: go_home.",
        "teams.*.shrinkage (billing): 0 %.",
        "after.*.same_channel: 100 %.",
        "rank.per_second: 1.",
    ):
        assert default in text, default
    for written in ("patience", "teams.*.cost", "after.*.max", "teams.*.scheduled", "demand.", "title"):
        assert f"- {written}" not in text, written


def test_alternative_says_what_differs_and_what_a_star_hit(busier):
    text = told(busier).partition("When")[0]
    assert "3 values differ from base.yaml" in text
    assert "demand.calls.rate: now 2,200 a week; was 2,000 a week." in text
    assert "teams.*.scheduled hits teams.desk.scheduled and teams.billing.scheduled:" in text
    assert "teams.desk.scheduled: now 4; was 5." in text
    assert "teams.billing.scheduled: now 2; was 3." in text
    assert "ivr: new, {right_team: 90 %}." in text


def test_base_says_nothing_of_differences(front_desk):
    assert "differ" not in told(front_desk).partition("When")[0]


def test_menu_by_default_stands_before_the_phone(busier):
    text = told(busier)
    assert "phone: the menu (IVR); then the team that the menu chose." in text
    assert (
        "It chooses the right team for: 90 %; the others reach another team on that channel, evenly." in text
    )


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_longer_than_a_terminal(busier, width):
    assert max(map(len, explained(busier, width).splitlines())) <= width


def test_the_load_stands_before_the_defaults(front_desk):
    lines = explained(front_desk, load="\nLoad\n----\nmuch\n").splitlines()
    assert lines.index("much") < lines.index("Defaults used (not written in the file)") < len(lines) - 10


def test_once_twice_and_nobody_are_said_in_words(tmp_path):
    text = FRONT_DESK.replace("first: 50 %", "first: 0 %").replace("max: 5", "max: 1")
    said = told_of(tmp_path, text + "run: {replications: 1}\n")
    assert "some (none the first time, 30 % later on) try again, after 20 min, at most once for one" in said
    assert "It is simulated once; the random draws start from seed 0." in said
    assert "at most twice for one matter." in told_of(tmp_path, text.replace("max: 1", "max: 2"))


def test_a_route_of_stages_is_told_apart_from_what_it_was(front_desk):
    path = front_desk.path.with_name("route.yaml")
    path.write_text("extends: base.yaml\ntitle: Route\nchange:\n  routing.phone:\n"
                    "    - {to: desk, for: 1 min}\n    - {to: billing}\n", encoding="utf-8")  # fmt: skip
    assert "routing.phone: new, team desk for up to 1 min; then team billing." in told(read(path))
    other = front_desk.path.with_name("other.yaml")
    other.write_text("extends: route.yaml\ntitle: Other\nchange:\n  routing.phone: [{to: any_skilled}]\n",
                     encoding="utf-8")  # fmt: skip
    expected = "now any team that can help. Before: team desk for up to 1 min; then team billing."
    assert f"routing.phone: {expected}" in told(read(other))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"exponential": "4 min"}, "4 min on average (exponential)"),
        ({"lognormal": {"median": "40 s", "mean": "48 s"}}, "48 s on average (lognormal, median 40 s)"),
        ({"uniform": {"low": "1 min", "high": "3 min"}}, "uniform with low 1 min and high 3 min"),
        ({"by": "segment", "vip": "5 %", "rest": "1 %"}, "5 % for vip, 1 % otherwise"),
        ({"by": "previous_team", "desk": "warm", "rest": "cold"}, "warm from desk, cold otherwise"),
        ({"by": "hour", **{str(hour): "1/h" for hour in range(24)}}, "different by hour"),
        ("2 d", "2 days"),
        ("1 w", "1 week"),
        ("12000/w", "12,000 a week"),
        ("4.2/h", "4.2 an hour"),
        ("90 s", "90 s"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_values_in_words(value, words):
    assert phrase(value) == words


def test_offered_load_stands_beside_the_staff_by_hour(front_desk):
    plan = compile_plan(front_desk)
    loads, staff = np.zeros((2, 168)), np.zeros((2, 168))
    for day in range(5):
        loads[0, day * 24 + 8], staff[0, day * 24 + 8] = 4.4, 4.0
        loads[0, day * 24 + 9], staff[0, day * 24 + 9] = 2.0, 4.0
        loads[0, day * 24 + 20], loads[0, day * 24 + 21] = 1.5, 0.4
    lines = load_text(plan, loads, staff).splitlines()
    assert "desk: 42 h of work a week for 40 h of staff (104 %)" in lines
    assert [line.split() for line in lines if line[:2].isdigit()] == [
        ["08-09", "!", "4.4", "|", "4.0"],
        ["09-10", "2.0", "|", "4.0"],
        ["20-21", "1.5", "|", "-"],
    ]
    assert not any("billing" in line for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("measure", "words"), [("1 w", "1 week is"), ("3 d", "3 days are")])
def test_the_window_is_told_in_good_grammar(front_desk, measure, words):
    document = read(front_desk.path, sets=[f"run.measure={measure}"])
    assert f"{words} measured;" in told(document)


def test_costs_besides_staff_are_told_and_a_stated_defection_is_called_weak(front_desk):
    path = front_desk.path.with_name("dearer.yaml")
    path.write_text(
        "extends: base.yaml\nchange:\n  costs.one_off: {training: 20000 EUR, software: 5000 EUR}\n"
        "  costs.defection: {share: 2 %, worth: 300 EUR}\n",
        encoding="utf-8",
    )
    text = told(read(path))
    assert "Once: 20000 EUR for training and 5000 EUR for software." in text
    assert "of hard journeys (CES 1 to 3) 2 % cost the company the customer, who is worth 300 EUR" in text
    assert "evidence that hard journeys drive customers away is weak" in text
    assert "costs.defection: not said." in told(front_desk).lower()


def test_customers_who_come_again_are_not_said_to_come_once(tmp_path):
    said = told_of(tmp_path, FRONT_DESK + "segments: {all: {returns: {after: 1w, stays: 80 %}}}\n")
    assert "all: every journey has a customer of its own, but for those who come again." in said
    assert "That makes 2,000 in an average measured week, those who come again not counted." in said
