"""The race for the best, worked by hand: who is out when, and when the choice is made."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.selection import Selection, select


def _two(differences: list[float], matters: float = 2.0) -> Selection:
    """A race of two whose replications differ so, its variance from the first three."""
    first = np.linspace(7, 9, len(differences))
    found = np.array([first, first - differences])
    return select(found, np.ones_like(found), matters, first=3)


def test_a_clear_leader_is_chosen_at_the_first_look() -> None:
    # h^2 = 2 ((2 x .05 / 1)^(-2 / 2) - 1) = 18; S^2(4, 5, 6) = 1; W(3) = 2 / 6 x (18 / 4 - 3) = .5 < 5.
    assert _two([4, 5, 6, 0, 0]) == Selection((None, 3), decided_at=3)


def test_a_narrow_race_goes_on_until_the_room_is_used_up() -> None:
    # S^2 = 1 again, mean 0: W(3) = .5, W(4) = 2 / 8 x .5 = .125. The fourth difference .6 makes the mean
    # .15 > .125: out at 4. With .4 the mean is .1: on; W(5) = 0, and .1 x 4 / 5 = .08 > 0: out at 5.
    assert _two([0, 1, -1, 0.6, 0]) == Selection((None, 4), decided_at=4)
    assert _two([0, 1, -1, 0.4, 0]) == Selection((None, 5), decided_at=5)
    assert _two([0, 1, -1, 0.4]) == Selection((None, None), decided_at=None)


def test_who_leads_later_counts_and_not_who_led_first() -> None:
    assert _two([0, 1, -1, -0.6]) == Selection((4, None), decided_at=4)


def test_a_larger_difference_that_matters_ends_the_race_sooner() -> None:
    assert _two([0, 1, -1, 0.2, 0, 0], matters=1.0).decided_at is None    # W(6) = 1 / 12 x (18 - 6) = 1
    assert _two([0, 1, -1, 0.2, 0, 0], matters=2.0).decided_at == 5


def test_equal_scenarios_are_both_chosen() -> None:
    same = np.array([[1.0, 4.0, 2.0]] * 2 + [[0.0, 3.0, 1.0]])
    assert select(same, np.ones_like(same), 0.5, first=3) == Selection((None, None, 3), decided_at=3)


def test_more_scenarios_take_a_wider_room() -> None:
    # k = 3: h^2 = 2 ((2 x .05 / 2)^-1 - 1) = 38; S^2 = 1, W(3) = 1 / 3 x (38 / 4 - 3) = 2.17 against 2 of
    # two scenarios further apart than the .5 that two alone would need.
    first = np.array([7.0, 8.0, 9.0])
    found = np.array([first, first - [1, 2, 3], first - [1, 2, 3]])
    assert select(found[:2], np.ones((2, 3)), 2.0, first=3).decided_at == 3
    assert select(found, np.ones((3, 3)), 2.0, first=3).decided_at is None


def test_replications_are_pooled_as_ratios() -> None:
    # Ratios 2 / 1, 20 / 10 ... are 2 whatever the denominators; 1.5 likewise.
    below = np.array([[1.0, 10.0, 4.0]] * 2)
    above = below * [[2.0], [1.5]]
    assert select(above, below, 0.1, first=3) == Selection((None, 3), decided_at=3)


@pytest.mark.parametrize("count", [1, 9])
def test_fewer_than_ten_replications_decide_nothing(count: int) -> None:
    found = np.array([[5.0], [1.0]]) * np.ones(count)
    assert select(found, np.ones_like(found), 1.0) == Selection((None, None), decided_at=None)


def test_where_one_has_no_events_nothing_is_decided() -> None:
    found = np.array([[5.0], [0.0]]) * np.ones(12)
    assert select(found, np.array([[1.0], [0.0]]) * np.ones(12), 1.0).decided_at is None
