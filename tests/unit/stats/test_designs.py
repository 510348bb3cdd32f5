"""Samples that cover their ranges evenly, whose columns belong to their names."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sim.stats.designs import STEP, latin_hypercube, trajectories

NAMES = ["first", "second", "third"]


def test_every_part_of_the_range_is_drawn_once() -> None:
    for drawn in latin_hypercube(7, NAMES, 20).values():
        assert sorted(int(place * 20) for place in drawn) == list(range(20))
        assert ((drawn > 0) & (drawn < 1)).all()


def test_inputs_are_drawn_independently() -> None:
    # The correlation of two random orders of 200 has the standard deviation 1 / sqrt(199).
    drawn = latin_hypercube(1, NAMES, 200)
    correlations = np.corrcoef([drawn[name] for name in NAMES])[np.triu_indices(3, 1)]
    assert np.abs(correlations).max() < 3 / 199**0.5


def test_another_input_changes_no_draw() -> None:
    few, many = latin_hypercube(7, NAMES[:1], 20), latin_hypercube(7, NAMES, 20)
    assert few["first"].tolist() == many["first"].tolist()
    assert few["first"].tolist() != latin_hypercube(8, NAMES[:1], 20)["first"].tolist()


def test_a_trajectory_moves_every_input_once_by_the_step() -> None:
    for walk in trajectories(3, NAMES, 50):
        assert sorted(walk.moved) == sorted(NAMES)
        assert len(walk.points) == len(NAMES) + 1
        steps = zip(pairwise(walk.points), walk.moved, walk.signs, strict=True)
        for (before, after), name, sign in steps:
            assert after[name] - before[name] == pytest.approx(sign * STEP)
            assert all(after[other] == before[other] for other in NAMES if other != name)
            # Four levels: 0, 1/3, 2/3, 1.
            assert (3 * after[name]) == pytest.approx(round(3 * after[name]))
            assert 0 <= after[name] <= 1


def test_trajectories_start_everywhere_go_both_ways_and_turn_in_any_order() -> None:
    walks = trajectories(3, NAMES, 200)
    assert {round(3 * walk.points[0]["second"]) for walk in walks} == {0, 1, 2, 3}
    assert 70 <= sum(walk.signs[0] > 0 for walk in walks) <= 130
    assert len({walk.moved for walk in walks}) == 6
