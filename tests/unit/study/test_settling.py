"""Where series have settled: weekdays compared with their like, and what tells nothing left out."""

from __future__ import annotations

import numpy as np
import pytest

from sim.study.settling import DAY_US, settlings

WEEKS = 12
DAYS = 7 * WEEKS
EDGES = np.arange(DAYS + 1) * DAY_US
DAY = np.arange(DAYS)
OPEN = DAY % 7 < 5
RHYTHM = np.array([50.0, 20, 20, 20, 30, 0, 0])[DAY % 7]   # Mondays are busy


def _courses(values: np.ndarray, count: np.ndarray | float = 1.0) -> list[dict[str, np.ndarray]]:
    """Five replications with noise of their own."""
    below = np.broadcast_to(np.asarray(count, float), values.shape)
    rng = np.random.default_rng(5)
    return [
        {"wait_s": np.array([(values + rng.normal(0, 0.5, len(values))) * below, below])} for _ in range(5)
    ]


def test_a_week_that_repeats_itself_needs_no_warm_up() -> None:
    found = settlings(_courses(RHYTHM, OPEN), EDGES, weekly=True)["wait_s"]
    assert found.settled
    assert found.cut <= 5 * DAY_US
    assert np.isnan(found.values[5:7]).all()   # closed at weekends


def test_what_builds_up_over_two_weeks_is_cut_off() -> None:
    found = settlings(_courses(RHYTHM + 40 * (1 - np.exp(-DAY / 4))), EDGES, weekly=True)["wait_s"]
    assert found.settled
    assert 10 <= found.cut / DAY_US <= 28


def test_what_grows_on_has_not_settled() -> None:
    assert not settlings(_courses(RHYTHM + DAY), EDGES, weekly=True)["wait_s"].settled


def test_rare_and_skewed_values_are_not_taken_for_what_never_settles() -> None:
    # Queues of a quiet office: nothing on most days, now and then a lot. MSER alone finds more
    # than a third of them unsettled; chance makes a slope in one of a hundred of these.
    rng = np.random.default_rng(7)
    unsettled = 0
    for _ in range(200):
        queue = np.where(OPEN, rng.lognormal(0, 1.5, DAYS), 0.0)
        [found] = settlings([{"in_queue": np.array([queue, np.ones(DAYS)])}], EDGES, weekly=True).values()
        unsettled += not found.settled
    assert unsettled <= 8   # of 200 x .37 x .01 expected


def test_weekdays_on_which_nothing_ever_is_are_left_out_and_not_taken_for_quiet_ones() -> None:
    # A count is 0, not missing, at weekends; a cut may fall on any open day only.
    values = np.where(OPEN, RHYTHM + 100 * (DAY < 14), 0.0)
    courses = [{"busy_agents": np.array([values + OPEN * swing, np.ones(DAYS)])} for swing in (-1, 0, 1)]
    assert settlings(courses, EDGES, weekly=True)["busy_agents"].cut == 14 * DAY_US


@pytest.mark.parametrize("values", [np.where(DAY % 9 == 0, 1.0, 0.0), np.zeros(DAYS), np.full(DAYS, np.nan)])
def test_what_is_rare_tells_nothing(values: np.ndarray) -> None:
    below = np.where(np.isnan(values), 0.0, 1.0)
    above = np.nan_to_num(values)
    assert settlings([{"handoffs": np.array([above, below])}] * 5, EDGES, weekly=True) == {}


def test_without_a_rhythm_every_stretch_is_like_every_other() -> None:
    time = np.arange(200)
    edges = np.arange(201) * 1_000_000
    found = settlings(_courses(10 + 50 * np.exp(-time / 5)), edges, weekly=False)["wait_s"]
    assert found.settled
    assert 10_000_000 <= found.cut <= 60_000_000
    assert found.cut % 5_000_000 == 0   # batches of five
