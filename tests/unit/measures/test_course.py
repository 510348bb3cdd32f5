"""The course of a replication, worked by hand: two hours of a small company in stretches of half an hour."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.course import COURSES, course
from tests.unit.measures.handmade import SECOND, example, plan, window

EDGES = np.arange(5) * 1800 * SECOND


def test_every_stretch_counts_what_begins_in_it_and_the_time_that_passes_in_it() -> None:
    found = course(plan(window=window(0, 7200, 7200)), example(), EDGES)
    assert list(found) == list(COURSES)
    # Two who were let in at first (60 + 90 s and 180 s), one later without a wait; mail does not wait.
    assert found["wait_s"].tolist() == [[330, 0, 0, 0], [2, 0, 1, 0]]
    assert found["handoffs"].tolist() == [[1, 0, 0, 0], [3, 1, 1, 0]]
    assert found["repeats"].tolist() == [[0, 1, 0, 0], [3, 1, 1, 0]]
    seconds = {name: found[name][0] / SECOND for name in ("open_journeys", "busy_agents", "in_queue")}
    assert seconds["open_journeys"] == pytest.approx([
        1800 + 1200 + 60,          # journeys 0, 1 and 5
        1800 + 1800 + 600,         # 0, 1 and, from 3000 s, 3
        678 + 1800 + 1800 + 100,   # 0, 1, 3, 4
        500 + 1800,                # 1 and 3
    ])  # fmt: skip
    assert seconds["busy_agents"] == pytest.approx([60 + 180 + 360, 0, 100, 300 + 40])
    assert seconds["in_queue"] == pytest.approx([60 + 90 + 180, 1600, 1800, 200])   # the letter, from 2000 s
    assert (found["busy_agents"][1] == 1800 * SECOND).all()
