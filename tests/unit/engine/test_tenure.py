"""Agents who learn and leave: by hand, and in the long run against closed forms."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.engine.luck import Luck
from sim.engine.roster import draw_roster
from sim.engine.tenure import career, factors
from sim.errors import WrongInput
from sim.plan.compile import compile_plan
from sim.plan.load import planned, vacant
from sim.plan.model import MONTH, Plan
from sim.records.columns import Flag
from sim.report.explanation.explain import explained
from sim.scenario.document import read
from tests.unit.engine.scenes import DAY, HOUR, Came, play

YEAR = {"warm_up": "0 s", "measure": "365 d", "follow_up": "1 d", "arrivals": "stop"}
DAILY = "mon-sun 08:00-18:00"
NINE = 9 * HOUR
LEARNING = {"months": [0, 1, 3], "time_factor": [1.5, 1.2, 1.0], "resolves_factor": [0.5, 0.8, 1.0]}


def crew(**more: Any) -> dict[str, Any]:
    """One agent, every day."""
    return {"desk": {"hours": DAILY, "scheduled": 1, "handles": {"question": {}}, **more}}


def talks(came: list[float], **more: Any) -> list[float]:
    """Seconds of each talk, of 100 s for who has learned all."""
    scene = play([Came(at) for at in came], run=YEAR, teams=crew(**more))
    return [leg.ended - leg.started for leg in scene.legs if leg.kind == "human"]


def test_beginners_are_slow_until_the_months_are_over() -> None:
    """A month is 365 / 12 days: at 8:00 of day 30 still the first (until 10:00), on day 31 the second; three
    are over at 6:00 of day 91."""
    days = [0, 30, 31, 90, 91]
    assert talks([day * DAY + NINE for day in days], learning=LEARNING, tenure="new") == [
        150, 150, 120, 120, 100,
    ]  # fmt: skip


def test_a_month_is_a_twelfth_of_365_days() -> None:
    """730 hours: over at 10:00 of day 30, so for a shift that begins then and not for one a minute before."""
    for opens, seconds in (("10:00", 120), ("09:59", 150)):
        hours = {"hours": f"mon-sun {opens}-18:00"}
        assert talks([30 * DAY + 11 * HOUR], **hours, learning=LEARNING, tenure="new") == [seconds]


def test_without_turnover_all_are_experienced() -> None:
    assert talks([NINE], learning=LEARNING) == [100]


def test_beginners_resolve_less() -> None:
    """The share resolved is 1: halved for beginners, so half of their calls are unresolved."""
    many = [day * DAY + NINE + n * 200 for day in range(20) for n in range(50)]
    scene = play([Came(at) for at in many], run=YEAR, teams=crew(learning=LEARNING, tenure="new"))
    solved = np.array([leg.outcome == "resolved" for leg in scene.legs if leg.kind == "human"])
    assert abs(solved.mean() - 0.5) < 4 * 0.5 / math.sqrt(len(solved))


def test_a_successor_is_another_person(tmp_path: Path) -> None:
    """The same place on the roster: a repeat with a successor is a handoff, one with the same agent none."""
    again = {"again": {"on": "served", "go": "again", "delay": "30 d", "max": 11}}
    scene = play([Came(NINE)], run=YEAR, teams=crew(turnover={"monthly": 0.5, "hiring": "0 s"}), after=again)
    legs = [leg for leg in scene.legs if leg.kind == "human"]
    roster = draw_roster(scene.plan, Luck(scene.plan, 0))
    people = [max(shift for shift in roster.careers[0] if shift[0] <= leg.started * 1e6)[1] for leg in legs]
    changed = [before != after for before, after in pairwise(people)]
    assert [Flag.HANDOFF in leg.flags for leg in legs[1:]] == changed
    assert 0 < sum(changed) < len(changed)
    assert {leg.who for leg in legs} == {"desk.0"}


def test_a_place_is_vacant_until_somebody_is_hired() -> None:
    """Shifts that begin while the place is vacant are not worked and not paid; a shift in hand is ended."""
    scene = play([], run=YEAR, teams=crew(turnover={"monthly": 0.3, "hiring": "20 d"}, tenure="new"))
    agent, team = scene.plan.agents[0], scene.plan.teams[0]
    spells = career(agent, team, scene.plan.window.horizon, Luck(scene.plan, 0))
    assert [spell.person for spell in spells] == list(range(len(spells)))
    vacancies = [after.comes - before.leaves for before, after in pairwise(spells)]
    assert set(vacancies) == {20 * DAY * 10**6}
    rows = scene.record.roster
    expected = [
        start for start, _ in agent.duty.tolist() if any(one.comes <= start < one.leaves for one in spells)
    ]
    assert rows["starts"].tolist() == expected
    assert set((rows["ends"] - rows["starts"]).tolist()) == {10 * HOUR * 10**6}
    assert len(expected) < len(agent.duty)


# -- in the long run ---------------------------------------------------------------------------

MANY = """
run: {{warm_up: 0 d, measure: 1 d, follow_up: 1 d, arrivals: stop, replications: 2}}
teams:
  desk:
    hours: "mon-sun 08:00-18:00"
    scheduled: 2000
    handles: {{help: {{}}}}
    {more}
reasons: {{help: {{takes: 100 s}}}}
demand: {{calls: {{contact: help, counts: {{hours: "mon 08:00-09:00", every: 1 h, each: [2000]}}}}}}
"""
TURNOVER = "turnover: {monthly: 5 %, hiring: 6 w}"
LEARNS = "learning: {months: [0, 3, 12], time_factor: [1.4, 1.1, 1]}"


def many(folder: Path, more: str) -> Plan:
    """Two thousand agents."""
    (folder / "many.yaml").write_text(MANY.format(more=more), encoding="utf-8")
    return compile_plan(read(folder / "many.yaml"))


def test_settled_agents_are_geometric_in_months_and_their_mean_time_factor_follows(tmp_path: Path) -> None:
    """With a share q who leave a month, k months have passed for a share q (1 - q)^k of those who are there;
    so the mean factor is the factors weighed by 1 - .95^3, .95^3 - .95^12 and .95^12."""
    plan = many(tmp_path, f"{TURNOVER}\n    {LEARNS}")
    team, luck = plan.teams[0], Luck(plan, 0)
    spells = [career(plan.agents[number], team, plan.window.horizon, luck) for number in team.agents]
    there = [found[0] for found in spells if found and found[0].comes == 0]
    months = np.array([-spell.hired // MONTH for spell in there])
    size = len(months)
    for k in (0, 1, 2, 6, 12):
        expected = 0.05 * 0.95**k
        assert abs((months == k).mean() - expected) < 4 * math.sqrt(expected * (1 - expected) / size)
    weights = np.array([1 - 0.95**3, 0.95**3 - 0.95**12, 0.95**12])
    values = np.array([1.4, 1.1, 1.0])
    mean, square = weights @ values, weights @ values**2
    found = np.mean([factors(team, -spell.hired)[0] for spell in there])
    assert abs(found - mean) < 4 * math.sqrt((square - mean**2) / size)


def test_places_are_vacant_for_the_share_that_hiring_takes(tmp_path: Path) -> None:
    """Six weeks of every six weeks and 1 / hazard = -1 / ln .95 = 19.5 months: 6.6 % of the places."""
    plan = many(tmp_path, TURNOVER)
    team, luck = plan.teams[0], Luck(plan, 1)
    weeks = 6 * 7 / (365 / 12)
    expected = weeks / (weeks + 1 / -math.log(0.95))
    assert vacant(team) == pytest.approx(expected)
    assert expected == pytest.approx(0.066, abs=5e-4)
    careers = [career(plan.agents[n], team, 10**3 * MONTH, luck) for n in team.agents]
    for moment in (0, 60 * MONTH):   # of those who were there first, and of their successors
        nobody = [not any(one.comes <= moment < one.leaves for one in spells) for spells in careers]
        assert abs(np.mean(nobody) - expected) < 4 * math.sqrt(expected / 2000)
    assert planned(plan)[0].max() == pytest.approx(2000 * (1 - expected))


def test_leaving_has_a_constant_hazard(tmp_path: Path) -> None:
    """Of 2,000 who are there, two fifths have left after a month, and 1 - .6^3 after three."""
    plan = many(tmp_path, "turnover: {monthly: 40 %, hiring: 6 w}\n    tenure: experienced")
    team, luck = plan.teams[0], Luck(plan, 2)
    leaves = np.array([career(plan.agents[n], team, 10**3 * MONTH, luck)[0].leaves for n in team.agents])
    for month in (1, 3, 6):
        expected = 1 - 0.6**month
        gone = (leaves <= month * MONTH).mean()
        assert abs(gone - expected) < 4 * math.sqrt(expected * (1 - expected) / 2000)


# -- what is said and refused --------------------------------------------------------------------


def test_it_is_explained(tmp_path: Path) -> None:
    many(tmp_path, f"{TURNOVER}\n    {LEARNS}")
    told = " ".join(explained(read(tmp_path / "many.yaml")).split())
    assert "5 % of its people leave within a month, and a place is vacant for 6 weeks" in told
    assert "Handle times are multiplied from month 0 on by 1.4, from month 3 on by 1.1, from month 12" in told


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("learning: {months: [1, 3], time_factor: [2, 1]}", "must ascend from 0"),
        ("learning: {months: [0, 3]}", "needs time_factor or resolves_factor"),
        ("learning: {months: [0, 3], time_factor: [1]}", "must have 2 values"),
        ("turnover: {monthly: 100 %}", "above 0 % and below 100 %"),
        ("tenure: new", "goes with `learning` or `turnover`"),
        ("learning: {months: [0], time_factor: [1]}\n    tenure: settled", "settled needs `turnover`"),
    ],
)
def test_what_cannot_be_meant_is_refused(more: str, rule: str, tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match=rule):
        many(tmp_path, more)


def test_who_never_goes_home_cannot_learn_or_leave(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(MANY.format(more=TURNOVER), encoding="utf-8")
    with pytest.raises(WrongInput, match="needs shifts of at most a day"):
        compile_plan(read(tmp_path / "many.yaml", ["teams.desk.hours=always"]))
