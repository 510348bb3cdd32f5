"""A search is read whole or refused with all its faults, each with its place, path, rule and value."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.errors import WrongInput
from sim.sweeps.staffing.reading import read_problem
from sim.sweeps.staffing.schema import optimise_schema
from sim.sweeps.staffing.space import boxes_of

from .centres import CENTRE, SEARCH, Reckoned, optimised, written


def faults(folder: Path, search: str, centre: str = CENTRE) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        problem = read_problem(written(folder, search, centre))
        list(boxes_of(problem.sweep.documents, problem.choices, problem.staffing, problem.tree))
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_what_is_not_written_has_its_default(tmp_path: Path) -> None:
    short = SEARCH.replace("replications: {search: 6, verification: 12}\n", "")
    found = read_problem(written(tmp_path, short))
    assert (found.search, found.verification, found.confidence) == (20, 60, 0.95)
    assert found.sweep.seed == 5
    assert found.sweep.measures == ("service_level", "budget_per_week")


def test_all_faults_of_the_grammar_are_told_at_once(tmp_path: Path) -> None:
    search = """\
base: centre.yaml
staffing: {teams.left.scheduled: 8..4}
goals:
  service_level: {at_least: many, for: hour}
  answered: {weeks: 900 %}
replications: {searching: 5}
confidence: sure
"""
    assert faults(tmp_path, search) == [
        "search.yaml:2:12 staffing.teams.left.scheduled: needs two ends with units that fit, the lower one "
        "first, such as 4..8, got 8..4",
        "search.yaml:4:19 goals.service_level.at_least: must begin with a number, got many",
        "search.yaml:4:35 goals.service_level.for: unknown key; known: measure, at_least, at_most, group, "
        "weeks",
        "search.yaml:5:14 goals.answered.weeks: must be from 0 to 1, or from 0 % to 100 %, got 900 %",
        "search.yaml:6:16 replications.searching: unknown key; did you mean 'search'?",
        "search.yaml:7:1 confidence: must be a share such as 85 % or 0.85, got sure",
    ]


def test_all_faults_of_meaning_are_told_at_once(tmp_path: Path) -> None:
    search = """\
base: centre.yaml
staffing:
  teams.left.scheduled: {uniform: {low: 1, high: 4}}
  teams.rihgt.scheduled: 1..3
choices: {teams.rihgt.scheduled: [1]}
goals:
  service_level: {at_least: 80 %, group: weekday}
  ces_mean: {at_least: 5 min}
  wait_p95_s: {at_most: 2 min, group: hour}
  soon: {measure: asa, at_most: 20 s}
  abandonment: {group: hour, weeks: 100 %}
  fcr: {at_least: 80}
  answered: {measure: fcr_of_answered, at_least: 80 %}
  and_not: {measure: fcr_of_answered, at_most: 70 %}
  occupancy: {at_least: 90 %, at_most: 80 %}
replications: {search: 1, verification: 0}
confidence: 10 %
"""
    assert faults(tmp_path, search, CENTRE.replace("measure: 1 d", "measure: 2w")) == [
        "search.yaml:3:3 staffing.teams.left.scheduled: is a law: write the values to choose from",
        "search.yaml:4:3 teams.rihgt.scheduled: there is no rihgt in teams; did you mean 'right'?",
        "search.yaml:5:11 choices.teams.rihgt.scheduled: is moved by teams.rihgt.scheduled already",
        "search.yaml:5:35 teams.rihgt.scheduled: there is no rihgt in teams; did you mean 'right'?",
        "search.yaml:7:35 goals.service_level.group: must be all, or one of segment, channel, reason, "
        "process, team, hour, week_hour for service_level, got weekday",
        "search.yaml:8:14 goals.ces_mean.at_least: ces_mean is not a time: write a number or a share",
        "search.yaml:9:32 goals.wait_p95_s.group: must be all, or one of segment for wait_p95_s, got hour",
        "search.yaml:10:10 goals.soon.measure: there is no such measure, got asa; did you mean 'asa_s'?",
        "search.yaml:11:3 goals.abandonment: needs at_least or at_most",
        "search.yaml:11:30 goals.abandonment.weeks: counts each replication as a week, so the base needs "
        "`run: {measure: 1w}`",
        "search.yaml:11:30 goals.abandonment.weeks: must be above 0 and below 100 %: nothing shows what "
        "always holds",
        "search.yaml:12:9 goals.fcr.at_least: fcr is a share, which is never above 100 %: write 80 % or 0.8",
        "search.yaml:14:3 goals.and_not: contradicts answered: no value keeps both",
        "search.yaml:15:3 goals.occupancy: asks for at least more than at most: no value keeps both",
        "search.yaml:16:16 replications.search: must be at least 2: one replication tells nothing of luck, "
        "got 1",
        "search.yaml:16:27 replications.verification: must be at least 2: one replication tells nothing of "
        "luck, got 0",
        "search.yaml:17:1 confidence: must be at least 50 % and below 100 %",
    ]


ONLY_LEFT = "base: centre.yaml\nstaffing: {teams.left.scheduled: 1..3}\n"
NOT_DEARER = "needs levels that each cost more than the one before: in centre.yaml they cost"


@pytest.mark.parametrize(
    ("search", "centre", "fault"),
    [
        ("base: centre.yaml\nstaffing: {}\ngoals: {fcr: {at_least: 0.5}}", CENTRE,
         "2:1 staffing: needs a path with its values: teams.desk.scheduled: 4..9"),
        (SEARCH.replace("1..9, teams.right", "1..1001, teams.right"), CENTRE,
         "2:12 staffing.teams.left.scheduled: has 1,001 values; at most 1,000, as each is planned once"),
        (SEARCH.replace("search: 6", "search: 1000000"), CENTRE,
         "4:16 replications.search: must be at most 100,000, got 1000000"),
        (ONLY_LEFT, CENTRE, "1:1 goals: must say what has to hold, here or in the base"),
        (SEARCH.replace("1..9, teams.right", "[2, 3], teams.right"), CENTRE.replace(", cost: 30 EUR/h", ""),
         f"2:12 staffing.teams.left.scheduled: {NOT_DEARER} 6,720.00, 6,720.00 a week"),
        (SEARCH.replace("1..9, teams.right", "[3, 2], teams.right"), CENTRE,
         f"2:12 staffing.teams.left.scheduled: {NOT_DEARER} 21,840.00, 16,800.00 a week"),
        (SEARCH.replace("teams.right.scheduled: 1..9", "teams.left.cost: [30 EUR/h, 35 EUR/h]"), CENTRE,
         "2:1 staffing: holds paths that change each other's cost: give each a team or shift of its own"),
    ],
)  # fmt: skip
def test_wrong_searches_are_refused(tmp_path: Path, search: str, centre: str, fault: str) -> None:
    assert faults(tmp_path, search, centre) == [f"search.yaml:{fault}"]


def test_a_goal_for_what_does_not_occur_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, SEARCH.replace("at_least: 79 %", "at_least: 79 %, group: team=middle"))
    with pytest.raises(WrongInput, match="finds nothing of service_level for team=middle"):
        optimised(path, Reckoned())


def test_check_knows_searches_and_other_commands_say_what_they_are(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert sim.check(path) == ()
    free = CENTRE.replace(", cost: 30 EUR/h", "").replace(", cost: 40 EUR/h", "")
    with pytest.raises(WrongInput) as wrong:
        sim.check(written(tmp_path, SEARCH, free))
    assert [fault.path for fault in wrong.value.faults] == [
        "staffing.teams.left.scheduled", "staffing.teams.right.scheduled",
    ]
    path = written(tmp_path)
    with pytest.raises(WrongInput, match="is a search for staffing: run it with the command optimise"):
        sim.load(path)
    written(tmp_path, SEARCH.replace("scheduled", "sheduled"))
    with pytest.raises(WrongInput, match="there is no sheduled in"):
        sim.check(path)


def test_editors_get_a_schema(tmp_path: Path) -> None:
    found = sim.schema("optimise")
    assert found == optimise_schema()
    assert found["required"] == ["base", "staffing"]
    assert set(found["properties"]["goals"]["patternProperties"]) != set()


def test_dimensions_are_those_that_measures_have(tmp_path: Path) -> None:
    from sim.engine.replication import replicate
    from sim.measures.definitions import MEASURES
    from sim.measures.replication import measure
    from sim.study.entrants import entrants_of
    from sim.sweeps.staffing.reading import GROUPS

    short = CENTRE.replace("measure: 1 d", "measure: 1 h")
    written(tmp_path, SEARCH, short)
    [entrant] = entrants_of([sim.load(tmp_path / "centre.yaml")], 1)
    cells = measure(entrant.plan, replicate(entrant.plan, 0), entrant.settings).cells
    for name, definition in MEASURES.items():
        if not definition.quantile:
            seen = {group.partition("=")[0] for group in cells.groups(name)} - {"all"}
            assert seen <= set(GROUPS[definition.table]), name
            assert "hour" not in GROUPS[definition.table] or "hour" in seen, name
