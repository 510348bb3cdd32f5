"""A replication told as an event log: every leg with its moments, and the same handoffs when read back."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.errors import RunFailed, WrongUse
from sim.records.events import Case
from sim.records.xes import read_xes
from sim.study.logs.log import log_of
from sim.study.logs.summary import summary
from sim.study.logs.telling import told
from sim.study.result import Result

SCENARIO = """
title: Passed on
run: {warm_up: 0 s, measure: 1 w, follow_up: 1 d, replications: 2}
hours: {open: mon-fri 08:00-16:00}
teams:
  desk: {scheduled: 2, hours: open, handles: {question: {resolves: 50 %}}}
  back: {scheduled: 1, hours: open, handles: {invoice: {}}}
reasons:
  question: {takes: {exponential: 4 min}}
  invoice: {takes: {exponential: 6 min}}
routing: {phone: [{to: [desk, back]}]}
transfer: {noticed_after: 1 min}
segments: {all: {customers: 20}}
demand: {calls: {rate: 400/w, contact: {question: 70 %, invoice: 30 %}}}
patience: {exponential: 5 min}
after: {again: {on: unresolved, share: 60 %, go: again, delay: 2 h, max: 2}}
"""
MIDNIGHT = datetime(2026, 2, 2)
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("log")
    (folder / "passed_on.yaml").write_text(SCENARIO, encoding="utf-8")
    return sim.simulate(folder / "passed_on.yaml", records=True, out=folder / "results")


def rows(result: Result, table: str, replication: int) -> Rows:
    import pyarrow.parquet as pq

    assert result.folder is not None
    filters = [("replication", "=", replication)]
    found: Rows = pq.read_table(result.folder / f"{table}.parquet", filters=filters).to_pylist()
    return found


def moments(cases: list[Case]) -> dict[str, dict[str, datetime]]:
    """By doing: lifecycle to moment; no doing tells one of them twice."""
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    for case in cases:
        for event in case.events:
            assert event.lifecycle not in found[event.instance]
            found[event.instance][event.lifecycle] = event.at
    return found


def test_every_row_is_told_with_each_of_its_moments(result: Result) -> None:
    found = moments(list(told(result, None, 1)()))
    legs = rows(result, "legs", 1)
    assert {row["kind"] for row in legs} >= {"human", "queue", "end"}
    for row in legs:
        wanted = {"schedule": row["queued"], "start": row["started"]}
        wanted["withdraw" if row["kind"] == "queue" else "complete"] = row["ended"]
        if row["kind"] in ("end", "turned_away"):
            wanted = {"complete": row["ended"]}
        told_of = found.pop(f"{row['matter']}.{row['leg']}")
        assert told_of == {
            what: MIDNIGHT + timedelta(microseconds=at) for what, at in wanted.items() if at >= 0
        }
    assert not found


def test_nobody_is_named_before_he_answers(result: Result) -> None:
    events = [event for case in told(result, None, 0)() for event in case.events]
    assert {bool(event.person) for event in events if event.lifecycle == "schedule"} == {False}
    started = [event for event in events if event.lifecycle == "start"]
    answered = [event for event in started if event.attributes["kind"] == "human"]
    assert answered
    assert all(event.person and event.team for event in answered)


def test_cases_carry_handoffs_waits_and_effort(result: Result) -> None:
    cases = {case.name: case for case in told(result, None, 0)()}
    journeys = rows(result, "journeys", 0)
    assert len(cases) == len(journeys)
    for journey in journeys:
        case = cases[f"calls/all/{journey['ordinal']}@0"]
        for name in ("handoffs", "wait_s", "ces", "resolved", "segment"):
            assert case.attributes[name] == journey[name]
        assert case.attributes["customer"] == f"all/{journey['customer']}"
        flagged = sum(event.attributes.get("handoff", False) for event in case.events)
        assert flagged == journey["handoffs"]


def test_warm_up_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "warm.yaml").write_text(SCENARIO.replace("warm_up: 0 s", "warm_up: 2 d"), encoding="utf-8")
    result = sim.simulate(tmp_path / "warm.yaml", replications=1, records=True, out=tmp_path)
    journeys = rows(result, "journeys", 0)
    wanted = [journey["started"] >= 2 * 86_400 * 1_000_000 for journey in journeys]
    whole, kept = (list(told(result, None, 0, measured)()) for measured in (False, True))
    assert 0 < len(kept) < len(whole) == len(journeys)
    assert kept == [case for case, one in zip(whole, wanted, strict=True) if one]


def test_read_back_changes_of_person_are_the_handoffs(result: Result, tmp_path: Path) -> None:
    """Each of these journeys is about one matter, so that a change of person is a handoff."""
    sim.write_log(result, tmp_path / "log.xes.gz")
    back = summary(log_of("log", read_xes(tmp_path / "log.xes.gz")))
    journeys = rows(result, "journeys", 0)
    handoffs = sum(journey["handoffs"] for journey in journeys)
    assert handoffs > 20
    assert back.person.mean * back.cases == pytest.approx(handoffs)
    measured = sim.measure_logs(tmp_path / "log.xes.gz").result.tables.estimates.to_pylist()
    found = {row["measure"]: row["value"] for row in measured if row["group"] == "all"}
    assert found["handoffs_mean"] == pytest.approx(handoffs / len(journeys))
    assert found["wait_mean_s"] == pytest.approx(sum(one["wait_s"] for one in journeys) / len(journeys))


def test_wrong_use_is_said(result: Result, tmp_path: Path) -> None:
    for said, arguments in (
        ("has no replication 7; it has 0 to 1", {"replication": 7}),
        ("has no scenario other; it has passed_on", {"scenario": "other"}),
    ):
        with pytest.raises(WrongUse, match=said):
            sim.write_log(result, tmp_path / "log.xes", **arguments)   # type: ignore[arg-type]
    with pytest.raises(WrongUse, match=r"must end with \.xes"):
        sim.write_log(result, tmp_path / "log.txt")
    for form in ("log.xes", "log.json", "log.sqlite"):   # written aside: whole, or not at all
        (tmp_path / form).mkdir()
        with pytest.raises(RunFailed, match=f"{form}: cannot be written: Is a directory"):
            sim.write_log(result, tmp_path / form)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.json", "log.sqlite", "log.xes"]
    bare = sim.simulate(Path(__file__).parents[4] / "scenarios" / "front_desk.yaml", replications=1)
    with pytest.raises(WrongUse, match="keeps no single journeys"):
        sim.write_log(bare, tmp_path / "log.xes")
