"""Rosters become shifts: equal ones gathered, days grouped, everything rounded or assumed said."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.errors import WrongInput
from sim.imports.roster import Shift, read_roster, weekdays_of
from sim.scenario.hours import opening
from tests.unit.imports.test_round_trip import DESK

WEEK = (
    "Medarbejder;Hold;Ugedag;Fra;Til\n"
    "Ann;Questions;man-fre;08:00;16:00\n"
    "Bo;Questions;man-fre;8.00;16.00\n"
    "Eva;Questions;mandag;10:00;18:00\n"
    "Ida;Questions;ons;10:00;18:00\n"
    "Nils;Faktura Nord;lør;22:00;06:00\n"
)


def read(folder: Path, text: str) -> dict[str, list[Shift]]:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    return read_roster(folder / "roster.csv").shifts


def test_equal_shifts_are_gathered_and_days_grouped(tmp_path: Path) -> None:
    assert read(tmp_path, WEEK) == {
        "Questions": [
            Shift("mon-fri_0800-1600", "mon-fri 08:00-16:00", 2),
            Shift("mon_wed_1000-1800", "mon 10:00-18:00, wed 10:00-18:00", 1),
        ],
        "Faktura Nord": [Shift("sat_2200-0600", "sat 22:00-06:00", 1)],
    }


def test_dated_rows_become_the_mean_week_and_rounding_is_said(tmp_path: Path) -> None:
    # Mondays 2 and 9 March: 4 and 5 heads, 4.5 on average; Tuesday 3 March: 3.
    text = "date,team,count,from,to\n2026-03-02,A,4,08:00,16:00\n2026-03-09,A,5,08:00,16:00\n"
    (tmp_path / "roster.csv").write_text(text + "2026-03-03,A,3,08:00,16:00\n")
    found = read_roster(tmp_path / "roster.csv")
    assert [(one.hours, one.heads) for one in found.shifts["A"]] == [
        ("mon 08:00-16:00", 5), ("tue 08:00-16:00", 3)
    ]  # fmt: skip
    assert "A mon 08:00-16:00: 4.5 on average, rounded to 5" in found.notes
    said = "a week is made of 3 days, 2026-03-02 to 2026-03-09: the mean of each day of the week"
    assert said in found.notes


@pytest.mark.parametrize(
    ("text", "days"),
    [("Mon", (0,)), ("fre.", (4,)), ("Montag", (0,)), ("lör", (5,)), ("fri-mon", (4, 5, 6, 0))],
)
def test_days_of_the_week(text: str, days: tuple[int, ...]) -> None:
    assert weekdays_of(text) == days


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "agent,team,weekday,from,to\n"
        "Ann,A,mon,08:00,16:00\n"
        "Ann,A,mon-tue,15:00,18:00\n"   # at work already on Monday
        "Bo,A,someday,08:00,16:00\n"
        "Eva,,mon,08:00,8:00\n"
        "Ida,,mon,08:00,9:00\n"
        "Kim,A,mon,x,9:00\n"
        "Nils,A,sat,20:00,4:00\n"
        "Nils,A,sat,23:00,24:00\n"     # in the midst of the night before
    )
    with pytest.raises(WrongInput) as error:
        read(tmp_path, text)
    said = [str(fault).removeprefix(f"{tmp_path}/roster.csv:") for fault in error.value.faults]
    assert said == [
        "3:1 agent: works already in line 2, got Ann",
        "4:3 weekday: must be a day of the week such as mon, mandag or Montag, or some: mon-fri, got someday",
        "5:5 to: must not be when it begins; a whole day is 00:00 to 24:00, got 8:00",
        "6:2 team: is empty, got ",
        "7:4 from: must be a time of day such as 08:30, got x",
        "9:1 agent: works already in line 8, got Nils",
    ]


def test_an_alternative_works_as_the_roster_says(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(DESK)
    (tmp_path / "roster.csv").write_text(WEEK, encoding="utf-8")
    file = tmp_path / "roster.yaml"
    file.write_text(sim.import_roster(tmp_path / "roster.csv", tmp_path / "desk.yaml", file).text)
    teams = sim.load(file).scenario.teams
    shifts = {name: (one.hours, one.scheduled) for name, one in teams["Questions"].shifts.items()}
    assert shifts == {
        "mon-fri_0800-1600": (opening("mon-fri 08:00-16:00"), 2),
        "mon_wed_1000-1800": (opening("mon 10:00-18:00, wed 10:00-18:00"), 1),
    }
    assert teams["Questions"].scheduled is None
    assert teams["Questions"].at_closing == "work_off"   # all else is the base's


def test_the_part_to_paste_makes_a_scenario_that_loads(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("count,weekday,from,to\n3,mon-fri,08:00,16:00\n")
    text = sim.import_roster(tmp_path / "roster.csv").text
    rest = "    handles: {call: {}}\nreasons: {call: {takes: 4 min}}\n"
    rest += "demand: {calls: {rate: 9/h, contact: call}}\n"
    (tmp_path / "whole.yaml").write_text(text + rest)
    (shift,) = sim.load(tmp_path / "whole.yaml").scenario.teams["desk"].shifts.values()
    assert (shift.hours, shift.scheduled) == (opening("mon-fri 08:00-16:00"), 3)


def test_a_team_that_the_base_has_not_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(DESK)
    (tmp_path / "roster.csv").write_text(WEEK.replace("Questions", "Question"), encoding="utf-8")
    with pytest.raises(WrongInput, match=r"'Question' is no team of .*desk.yaml; did you mean 'Questions'"):
        sim.import_roster(tmp_path / "roster.csv", tmp_path / "desk.yaml")
