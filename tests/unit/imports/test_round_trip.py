"""A desk is simulated, its intervals are written as a table, and the import finds the desk again."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest

import sim
from sim.imports.estimates import Queue, mean_patience_s, queues_of, whole_heads
from sim.imports.intervals import History, read_intervals
from sim.imports.naming import names_of
from sim.scenario.document import Document
from sim.scenario.hours import opening
from tests.unit.imports.made import write_record

DESK = """\
run: {starts: 2026-02-02, warm_up: 1 w, measure: 4 w, replications: 20, seed: 11}
hours: {open: mon-fri 08:00-16:00}
teams:
  Questions: {scheduled: 4, hours: open, at_closing: work_off, handles: {question: {}}}
  Faktura Nord: {scheduled: 3, hours: open, at_closing: work_off, handles: {invoice: {}}}
reasons: {question: {takes: {exponential: 4 min}}, invoice: {takes: {exponential: 5 min}}}
demand: {calls: {rate: {by: day, mon-fri: 500/d, rest: 0/d}, contact: {question: 70 %, invoice: 30 %}}}
patience: {exponential: 6 min}
"""
STAFFED = {"Questions": 4, "Faktura Nord": 3}
RATES = {"Questions": 500 * 0.7 / 8, "Faktura Nord": 500 * 0.3 / 8}   # a half-open day of eight hours
HANDLE_S = {"Questions": 240.0, "Faktura Nord": 300.0}
Z_999 = 3.29   # two-sided 99.9 %


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Document:
    (folder / "desk.yaml").write_text(DESK)
    return sim.load(folder / "desk.yaml")


@pytest.fixture(scope="module")
def history(desk: Document, folder: Path) -> History:
    write_record(desk, folder / "record.csv", 0, STAFFED)
    return read_intervals(folder / "record.csv")


@pytest.fixture(scope="module")
def found(history: History) -> dict[str, Queue]:
    return {queue.team: queue for queue in queues_of(history)}


def test_the_rates_come_back_within_poisson_noise(found: dict[str, Queue]) -> None:
    for team, queue in found.items():
        assert set(queue.rates) == {0, 1, 2, 3, 4}
        cells = [rate for hours in queue.rates.values() for rate in hours.values()]
        assert len(cells) == 40
        # Each is a mean of four Poisson counts; 80 cells together hold at 99.9 % with 4.5 deviations.
        assert all(abs(rate - RATES[team]) < 4.5 * sqrt(RATES[team] / 4) for rate in cells)
        assert abs(sum(cells) / 40 - RATES[team]) < Z_999 * sqrt(RATES[team] / 160)


def test_the_handle_times_come_back_within_their_spread(found: dict[str, Queue], history: History) -> None:
    for team, queue in found.items():
        answered = sum(one.answered for one in history.intervals if one.team == team)
        mean = HANDLE_S[team]
        assert abs(queue.handle_s - mean) < Z_999 * mean / sqrt(answered)   # exponential: the sd is the mean


def test_staff_and_hours_come_back_exactly(found: dict[str, Queue]) -> None:
    for team, queue in found.items():
        for blocks in queue.blocks.values():
            (block,) = blocks
            assert block.hours == "08:00-16:00"
            assert block.heads == (STAFFED[team],) * 16


def test_patience_comes_back_roughly(found: dict[str, Queue]) -> None:
    # The waits of the answered stand for those of all, a small bias; the few hundred who hung up add noise.
    for queue in found.values():
        assert queue.patience_s is not None
        assert 0.75 < queue.patience_s / 360 < 1.35


def test_the_file_runs_and_gives_the_desk(history: History, folder: Path) -> None:
    made = sim.import_intervals(folder / "record.csv")
    file = folder / "imported.yaml"
    file.write_text(made.text)
    document = sim.load(file)
    assert document.scenario.run.starts.isoformat() == "2026-02-02"   # a week before the first recorded day
    shift = document.scenario.teams["Questions"].shifts["mon-fri"]
    assert shift.hours == opening("mon-fri 08:00-16:00")
    assert shift.agents == [4] * 16
    assert all(f"# - {note}"[:60] in made.text for note in made.notes)
    result = sim.simulate(document, replications=1)
    groups = {row["group"] for row in result.tables.estimates.to_pylist()}
    assert {"team=Questions", "team=Faktura Nord"} <= groups


def test_patience_by_hand(history: History) -> None:
    one = replace(history.intervals[0], offered=100, answered=95, abandoned=5, wait_s=30.0)
    assert mean_patience_s([one]) == 600   # 30 s / 5 %
    assert mean_patience_s([replace(one, wait_s=None)]) is None


def test_heads_are_rounded_so_that_sums_stay() -> None:
    assert whole_heads([4.5, 4.5, 4.5, 4.5], [0] * 4) == (5, 4, 5, 4)
    assert whole_heads([0.2, 0.2, 2.0], [1, 1, 1]) == (1, 1, 1)


def test_without_staff_waits_and_queues_the_guesses_are_said(tmp_path: Path) -> None:
    table = tmp_path / "plain.csv"
    rows = "".join(f"2026-03-0{d},{h:02d}:00,40,38,2,180\n" for d in (2, 3) for h in (8, 9))
    table.write_text("date,time,offered,answered,abandoned,aht\n" + rows)
    made = sim.import_intervals(table)
    said = "\n".join(made.notes)
    assert "staff is not recorded: assumed as many as the work needs if they are busy 80 % of it" in said
    assert "no waits are recorded: a mean patience of 5 min is assumed" in said
    # 38 calls of 180 s an hour are 1.9 agents' work; busy 80 % of the time these are 2.4, so 3.
    assert "agents: [3, 3]" in made.text
    assert "patience: {exponential: 300 s}   # assumed" in made.text


def test_a_table_without_handle_times_makes_no_scenario(tmp_path: Path) -> None:
    table = tmp_path / "plain.csv"
    table.write_text("date,time,offered,answered\n2026-03-02,08:00,4,4\n2026-03-02,09:00,4,4\n")
    with pytest.raises(sim.WrongInput, match="needs the handle time of some answered contacts"):
        sim.import_intervals(table)


def test_an_hour_that_is_open_in_part_has_the_rate_of_that_part_and_is_told(tmp_path: Path) -> None:
    table = tmp_path / "half.csv"
    rows = "".join(f"2026-03-0{d},{at},12,12,180,3\n" for d in (2, 3) for at in ("8:30", "9:00", "9:30"))
    table.write_text("date,time,offered,answered,aht,agents\n" + rows)
    made = sim.import_intervals(table)
    assert "mon-tue: {by: hour, 8: 24/h, 9: 24/h, rest: 0/h}" in made.text
    assert 'hours: "mon-tue 08:30-10:00"' in made.text
    assert any(note.startswith("open in part: hour 8. ") for note in made.notes)
    (tmp_path / "half.yaml").write_text(made.text)
    found = sim.actuals(tmp_path / "half.yaml", table, replications=10)
    (offered,) = (one for one in found.figures if (one.measure, one.group) == ("joined_contacts", "all"))
    # 72 recorded; who found it closed is not among the simulated: the mean of ten Poisson counts, 99.9 %.
    assert abs(offered.simulated - 72) < Z_999 * sqrt(72 / 10)


def test_unlike_queues_never_share_a_name() -> None:
    assert names_of(["A/B", "A:B", "A_B", "rest", "!"]) == ["A_B", "A_B_2", "A_B_3", "rest_", "team"]


def test_names_of_any_letters_and_channels(tmp_path: Path) -> None:
    table = tmp_path / "plain.csv"
    queues = ("Kø: Ændring/新規,phone", "rest,chat", "on,phone")
    rows = "".join(f"2026-03-02,{h:02d}:00,{queue},4,4,180,2\n" for h in (8, 9) for queue in queues)
    table.write_text("date,time,queue,channel,offered,answered,aht,agents\n" + rows, encoding="utf-8")
    file = tmp_path / "made.yaml"
    file.write_text(sim.import_intervals(table).text, encoding="utf-8")
    teams = sim.load(file).scenario.teams
    assert list(teams) == ["Kø_ Ændring_新規 phone", "rest chat", "on phone"]
