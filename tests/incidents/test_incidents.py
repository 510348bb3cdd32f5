"""A manufacturer's service desk in three lines (BPI Challenge 2013, incidents): what its log says.

7,554 incidents with 65,533 events, W. Steeman (2013), doi 10.4121/500573e6-accc-4b0c-9576-aa5468b10cee.
Expected figures were counted over events in order of time, apart from this program. Collected only where
INCIDENT_LOG names the file.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sim
from sim.library.logs import MeasuredLogs


@pytest.fixture(scope="module")
def found() -> MeasuredLogs:
    return sim.measure_logs(Path(os.environ["INCIDENT_LOG"]))


def test_the_log_is_read_whole(found: MeasuredLogs) -> None:
    (log,) = found.summaries
    assert (log.cases, log.events) == (7_554, 65_533)


def test_changes_of_person_and_of_team(found: MeasuredLogs) -> None:
    (log,) = found.summaries
    assert log.person.mean == pytest.approx(2.7335, abs=5e-5)
    assert 1 - log.person.shares[0] == pytest.approx(0.7416, abs=5e-5)
    assert log.team.mean == pytest.approx(1.2515, abs=5e-5)
    assert log.team.shares[:4] == pytest.approx((0.494, 0.234, 0.129, 0.047), abs=5e-4)


def test_how_long_cases_take(found: MeasuredLogs) -> None:
    (log,) = found.summaries
    assert log.hours == pytest.approx((181.2, 541.4), abs=0.1)
    assert log.hours_by_team[0] == pytest.approx(7.06, abs=0.01)
    assert log.hours_by_team[1] == pytest.approx(202.3, abs=0.1)


def test_the_measures_of_simulated_journeys_say_the_same(found: MeasuredLogs) -> None:
    rows = [row for row in found.result.tables.estimates.to_pylist() if row["group"] == "all"]
    estimates = {row["measure"]: row for row in rows}
    handoffs = estimates["handoffs_mean"]
    assert handoffs["value"] == pytest.approx(2.7335, abs=5e-5)
    assert handoffs["low"] < handoffs["value"] < handoffs["high"]
    assert estimates["journey_hours_p50"]["value"] == pytest.approx(181.2, abs=0.1)


def test_the_map_tells_from_team_to_team(found: MeasuredLogs) -> None:
    legs = [row for row in found.result.tables.flows.to_pylist() if row["level"] == "legs"]
    ends = {"start", "door", "resolved"}
    between = [row for row in legs if not {row["source"], row["target"]} & ends]
    moved = [row for row in between if row["source"] != row["target"]]
    cases = sum(row["count"] for row in legs if row["source"] == "start")
    assert sum(row["count"] for row in moved) / cases == pytest.approx(1.2515, abs=5e-5)
