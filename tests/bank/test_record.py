"""What the fourteen days of call records say; collected only where CALL_RECORDS names them."""

import os
from pathlib import Path

import numpy as np
import pytest

from tools.bank import calls as records
from tools.bank import outcomes, scenario
from tools.bank.arrivals import fault_hours
from tools.bank.calls import Calls
from tools.bank.comparison import measure, verdict
from tools.bank.figures import handling, measured
from tools.bank.replay import Way
from tools.bank.survival import kaplan_meier
from tools.compare_bank import simulate
from tools.measure_bank import SCENARIO
from tools.replay_bank import run


@pytest.fixture(scope="module")
def read() -> Calls:
    return records.read(Path(os.environ["CALL_RECORDS"]))


def test_calls_and_hang_ups_are_those_published_for_these_days(read: Calls) -> None:
    assert len(read) == 17_313
    assert read.hung_up.mean() == pytest.approx(0.168, abs=5e-4)
    assert read.hung_up[read.queued].mean() == pytest.approx(0.211, abs=5e-4)
    by_day = np.bincount(read.day)
    assert (by_day.min(), by_day.max()) == (209, 1_939)


def test_waits_of_the_queued_are_those_published(read: Calls) -> None:
    assert read.wait_s[read.queued & ~read.hung_up].mean() == pytest.approx(70.9, abs=0.05)
    assert read.wait_s[read.queued & read.hung_up].mean() == pytest.approx(57.9, abs=0.05)


def test_service_times_are_those_published(read: Calls) -> None:
    all_types = handling(read)
    assert (all_types.mean_s, all_types.sd_s) == pytest.approx((167.3, 205.1), abs=0.05)
    assert all_types.median_s == 102
    assert all_types.short == pytest.approx(0.064, abs=5e-4)


def test_patience_of_the_queued_is_that_published(read: Calls) -> None:
    curve = kaplan_meier(read.wait_s[read.queued], read.hung_up[read.queued])
    survival = [curve.at(time_s) for time_s in (30, 60, 120, 180, 300)]
    assert survival == pytest.approx([0.893, 0.809, 0.693, 0.595, 0.500], abs=6e-4)


def test_the_committed_scenario_is_what_the_record_gives(read: Calls) -> None:
    assert SCENARIO.read_text(encoding="utf-8") == scenario.text(measured(read))


def test_on_the_weeks_days_as_many_call_queue_and_hang_up_as_in_the_record(read: Calls) -> None:
    # Six replications of fourteen days take some ten seconds.
    simulated = simulate(6).outcomes()
    recorded = outcomes.recorded(read, fault_hours(read))
    for name in ("calls", "queued", "hung_up"):
        ours, theirs = (measure(found, name, ("week", -1)) for found in (simulated, recorded))
        assert verdict(ours, theirs) == "yes", (name, ours, theirs)


def test_replayed_calls_are_the_recorded_ones_and_hang_up_and_wait_in_every_hour_as_they_did(
    read: Calls,
) -> None:
    # Three replications of fourteen days take some thirteen seconds.
    replayed = run(read, Way(), 3)
    recorded = outcomes.recorded(read, fault_hours(read))
    assert len(replayed.unit) == 3 * len(recorded.unit)
    for name, off in {"queued": 0, "hung_up": 0, "wait_all": 0, "wait_served": 2}.items():
        hours = [("", -1), *(("week", hour) for hour in range(7, 24))]
        pairs = [[measure(found, name, hour) for found in (replayed, recorded)] for hour in hours]
        assert sum(verdict(*pair) != "yes" for pair in pairs[1:]) <= off, (name, pairs)
        assert verdict(*pairs[0]) == "yes" or off, (name, pairs[0])
