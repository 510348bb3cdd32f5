"""Where a curve is nought: lines worked by hand, none where there is none, ends that say so."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.break_even import turn


def line(root: float, slope: float, half: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    places = np.linspace(0.0, 1.0, 5)
    return places, slope * (places - root), np.full(5, half)


def test_a_straight_line_by_hand() -> None:
    # 2 (x - 0.6), give or take 0.2: not ruled out from 0.5 to 0.7.
    found = turn(*line(0.6, 2.0, 0.2), start=0.0)
    assert found is not None
    assert found.value == pytest.approx(0.6, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.5, 0.7), abs=0.002)


@pytest.mark.parametrize("root", [-0.3, 1.4])
def test_no_root_inside(root: float) -> None:
    assert turn(*line(root, 2.0, 0.2), start=0.5) is None


def test_nothing_turns_where_nothing_differs() -> None:
    assert turn(np.array([0.0, 1.0]), np.zeros(2), np.zeros(2), start=0.5) is None


def test_what_is_not_ruled_out_ends_at_the_range() -> None:
    found = turn(*line(0.9, 1.0, 0.5), start=0.0)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.4, 1.0), abs=0.002)


def test_of_two_roots_the_one_nearer_to_how_things_are() -> None:
    places = np.linspace(0.0, 1.0, 21)
    values = (places - 0.2) * (places - 0.8)
    for start, root in ((0.0, 0.2), (0.9, 0.8)):
        found = turn(places, values, np.zeros(21), start)
        assert found is not None
        assert found.value == pytest.approx(root, abs=0.002)


def test_a_curve_is_followed_between_its_points() -> None:
    # log(1 + x) - log(2.7) from seven points: nought at 1.7.
    places = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0])
    found = turn(places, np.log1p(places) - np.log(2.7), np.zeros(7), start=1.0)
    assert found is not None
    assert found.value == pytest.approx(1.7, abs=0.005)
