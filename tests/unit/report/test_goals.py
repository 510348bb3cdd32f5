"""Goals against intervals: reached, not reached, cannot be told."""

import pytest

import sim
from sim.report.sections.goals import standing
from sim.stats.estimate import Estimate


def between(low, high):
    return Estimate((low + high) / 2, low, high, 20, "jackknife")


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        (between(0.81, 0.85), (0.8, None), "reached"),
        (between(0.70, 0.79), (0.8, None), "not reached"),
        (between(0.78, 0.83), (0.8, None), "cannot be told"),
        (between(20, 29), (None, 30), "reached"),
        (between(31, 40), (None, 30), "not reached"),
        (between(29, 31), (None, 30), "cannot be told"),
        (between(5.0, 5.5), (4.0, 6.0), "reached"),
    ],
)
def test_a_goal_is_judged_by_the_whole_interval(value, bounds, expected):
    assert standing(value, *bounds) == expected


def test_goals_stand_in_the_findings_of_every_scenario(tmp_path):
    path = tmp_path / "desk.yaml"
    path.write_text(
        "title: Desk\n"
        "run: {warm_up: 0 d, measure: 1 d, follow_up: 1 d}\n"
        "hours: {open: mon-fri 08:00-16:00}\n"
        "teams: {desk: {scheduled: 60, hours: open, handles: {question: {}}}}\n"
        "reasons: {question: {takes: 1 min}}\n"
        "demand: {calls: {rate: 40/h, contact: question}}\n"
        "goals: {service_level: {at_least: 80 %, within: 30 s}, wait_mean_s: {at_most: 1 min}}\n",
        encoding="utf-8",
    )
    more = sim.load(path, sets=["title=More"])
    text = " ".join(sim.findings(sim.compare(sim.load(path), more, replications=3)).split())
    assert "Answered within 30 s: at least 80.0 %" in text
    assert "Mean wait a journey: at most 60.0 s" in text
    goals = text[text.index("Goals ---") : text.index("More, against Desk")]
    assert goals.count(": reached.") == 4
