"""Real event logs measured: a handful of cases by hand, batches, segments, and two logs compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import isnan
from pathlib import Path

import pytest

import sim
from sim.errors import WrongUse
from sim.records.events import Case, Event
from sim.study.logs.log import batches, log_of
from sim.study.logs.measuring import measured
from sim.study.logs.summary import summary
from sim.study.result import Result

EIGHT = datetime(2026, 2, 2, 8)


def at(minute: float) -> datetime:
    return EIGHT + timedelta(minutes=minute)


def moments(name: str, *who: str, kind: str = "x", every: float = 60) -> Case:
    """Events an hour apart, each by a person "team/name", or by nobody."""
    events = []
    for number, one in enumerate(who):
        team, _, person = one.partition("/")
        events.append(Event("step", at(number * every), "", "", person, team))
    return Case(name, {"kind": kind}, tuple(events))


def value(result: Result, measure: str, group: str = "all", scenario: str = "log") -> float:
    for row in result.tables.estimates.to_pylist():
        if (row["scenario"], row["measure"], row["group"]) == (scenario, measure, group):
            return float(row["value"])
    raise AssertionError(f"no {measure} of {group}")


def flows(result: Result, level: str) -> dict[tuple[str, str], float]:
    rows = (row for row in result.tables.flows.to_pylist() if row["level"] == level)
    return {(row["source"], row["target"]): row["count"] for row in rows}


THREE = [
    moments("1", "a/Anna", "a/Anna", "b/Bo", "b/Carl", "a/Anna"),   # three changes of person, two of team
    moments("2", "a/Anna"),
    moments("3", "a/Anna", "", "a/Dora"),                           # nobody named in between: one change
]


def test_changes_of_person_are_handoffs_and_all_is_resolved() -> None:
    result = measured([log_of("log", THREE)], {})
    assert value(result, "handoffs_mean") == pytest.approx(4 / 3)
    assert value(result, "transfers_mean") == pytest.approx(4 / 3)
    assert value(result, "handoffs_2plus") == pytest.approx(1 / 3)
    assert value(result, "wait_mean_s") == 0.0
    assert value(result, "completed_share") == 1.0
    assert value(result, "journey_hours_p50") == pytest.approx(2.0)


def test_the_summary_counts_from_one_event_to_the_next() -> None:
    found = summary(log_of("log", THREE))
    assert (found.cases, found.events, found.people, found.teams) == (3, 9, 4, 2)
    assert found.person.mean == pytest.approx(4 / 3)
    assert found.person.shares == pytest.approx((1 / 3, 1 / 3, 0, 1 / 3, 0))
    assert found.team.mean == pytest.approx(2 / 3)
    assert found.team.shares == pytest.approx((2 / 3, 0, 1 / 3, 0, 0))
    assert found.hours == pytest.approx((2.0, 3.6))   # of 0, 2 and 4 hours
    assert found.hours_by_team[0] == pytest.approx(1.0)
    assert found.hours_by_team[2] == pytest.approx(4.0)
    assert isnan(found.hours_by_team[1])


def test_maps_tell_from_team_to_team_and_from_activity_to_activity() -> None:
    cases = [Case("1", {}, (
        Event("open", at(0), "", "", "Anna", "a"), Event("look", at(1), "", "", "Bo", "b"),
        Event("wait for part", at(2)), Event("close", at(5), "", "", "Bo", "b"),
    ))]  # fmt: skip
    result = measured([log_of("log", cases)], {})
    assert flows(result, "legs") == {
        ("start", "door"): 1, ("door", "a"): 1, ("a", "b"): 1, ("b", "b"): 1, ("b", "resolved"): 1,
    }  # fmt: skip
    assert flows(result, "steps") == {
        ("start", "open"): 1, ("open", "look"): 1, ("look", "wait for part"): 1,
        ("wait for part", "close"): 1, ("close", "cases.over"): 1,
    }  # fmt: skip


def test_waits_are_measured_where_the_log_tells_when_somebody_queued() -> None:
    cases = [
        Case("1", {}, (Event("talk", at(0), "schedule", "7"), Event("talk", at(2), "start", "7", "Anna", "a"),
                       Event("talk", at(5), "complete", "7", "Anna", "a"))),
        Case("2", {}, (Event("talk", at(0), "schedule", "7", "", "a"),
                       Event("talk", at(4), "withdraw", "7"))),
    ]  # fmt: skip
    result = measured([log_of("log", cases)], {})
    assert value(result, "wait_mean_s") == pytest.approx((120 + 240) / 2)
    assert value(result, "abandonment") == pytest.approx(0.5)


def test_what_nobody_is_named_for_and_nobody_began_is_a_step_from_its_first_moment() -> None:
    cases = [Case("1", {}, (
        Event("open", at(0)), Event("check", at(1), "schedule", "7"), Event("check", at(4), "withdraw", "7"),
    ))]  # fmt: skip
    assert flows(measured([log_of("log", cases)], {}), "steps") == {
        ("start", "open"): 1, ("open", "check"): 1, ("check", "cases.over"): 1,
    }  # fmt: skip


def test_batches_hold_every_case_once_in_order_of_their_beginnings() -> None:
    cases = [moments(str(n), "a/Anna", every=1) for n in range(130)]
    cases = [Case(c.name, {}, (Event("step", at(7 * (n % 13) + n)),)) for n, c in enumerate(cases)]
    (found,) = batches([log_of("log", cases)])
    assert [len(batch) for batch in found] == [26] * 5
    begun = [case.begins for batch in found for case in batch]
    assert begun == sorted(begun)
    assert len({case.name for batch in found for case in batch}) == 130


def test_a_short_log_is_one_batch_and_has_no_interval() -> None:
    (row,) = [
        row for row in measured([log_of("log", THREE)], {}).tables.estimates.to_pylist()
        if (row["measure"], row["group"]) == ("handoffs_mean", "all")
    ]  # fmt: skip
    assert row["low"] is None


def test_segments_are_told_apart_by_an_attribute() -> None:
    cases = [moments("1", "a/Anna", kind="gold"), moments("2", "a/Anna", "b/Bo", kind="silver")]
    result = measured([log_of("log", cases, "kind")], {})
    assert value(result, "handoffs_mean", "segment=gold") == 0.0
    assert value(result, "handoffs_mean", "segment=silver") == 1.0
    with pytest.raises(WrongUse, match="not every case has colour"):
        log_of("log", cases, "colour")
    with pytest.raises(WrongUse, match="101 kinds"):
        log_of("log", [moments(str(n), "a/Anna", kind=str(n)) for n in range(101)], "kind")


def test_a_log_without_events_is_refused() -> None:
    with pytest.raises(WrongUse, match="holds no event"):
        log_of("log", [Case("1", {}, ())])


def compared(ours: Sequence[Case], theirs: Sequence[Case]) -> Result:
    return measured([log_of("log", ours), log_of("other", theirs)], {})


def test_two_logs_are_compared_and_only_cases_of_one_name_are_matched() -> None:
    ours = [moments(f"a{n}", "a/Anna", "b/Bo") for n in range(60)]
    theirs = [moments(f"b{n}", "a/Anna") for n in range(50)] + [moments("a0", "a/Anna")]
    result = compared(ours, theirs)
    (row,) = [r for r in result.tables.comparison.to_pylist()
              if (r["measure"], r["group"]) == ("handoffs_mean", "all")]  # fmt: skip
    assert row["difference"] == pytest.approx(-1.0)
    changes = {
        row["change"]: row["value"] for row in result.tables.changes.to_pylist()
        if (row["quantity"], row["group"]) == ("handoffs", "all")
    }  # fmt: skip
    assert changes["better"] == pytest.approx(1.0)   # of the one case that is in both: a0
    assert changes["new"] == pytest.approx(25.0)


def test_people_of_one_name_in_two_teams_are_one_person() -> None:
    found = summary(log_of("log", [moments("1", "a/Anna", "b/Anna")]))
    assert (found.people, found.person.mean, found.team.mean) == (1, 0.0, 1.0)
    assert value(measured([log_of("log", [moments("1", "a/Anna", "b/Anna")])], {}), "handoffs_mean") == 0.0


def test_a_stored_measurement_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    rows = ("case,activity,time,person,team", "1,a,2026-02-02 08:00,Anna,x", "1,b,2026-02-02 09:00,Bo,x")
    file.write_text("".join(f"{row}\n" for row in rows))
    first = sim.measure_logs(file, out=tmp_path / "results")
    again = sim.measure_logs(file, out=tmp_path / "results")
    assert again.result.from_disk
    assert again.result.folder == first.result.folder
    assert again.result.folder is not None
    assert "Changes of" in (again.result.folder / "findings.txt").read_text(encoding="utf-8")
    file.write_text(file.read_text() + "2,a,2026-02-02 08:00,Anna,x\n")
    assert sim.measure_logs(file, out=tmp_path / "results").result.folder != first.result.folder
