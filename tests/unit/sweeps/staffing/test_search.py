"""The search finds what trying everything finds, with far fewer tries, and nothing from what spoils."""

from __future__ import annotations

from math import ceil, inf, log2

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.sweeps.staffing.search import Judge, Tried, cheapest
from sim.sweeps.staffing.space import Levels
from sim.sweeps.staffing.ways import Way


class Known:
    """A judge who knows what each place keeps and costs, and counts who is looked at; one goal."""

    def __init__(self, keeps: NDArray[np.bool_], cost: NDArray[np.float64], *ways: Way) -> None:
        self.keeps, self.cost, self.ways = keeps, cost, ways
        self.tried: dict[Levels, Tried] = {}

    def look(self, levels: Levels) -> Tried:
        found = Tried(() if self.keeps[levels] else (0,), False, float(self.cost[levels]))
        return self.tried.setdefault(levels, found)

    def judge(self) -> Judge:
        return Judge(lambda: list(self.tried), self.look, lambda axis, goal: self.ways[axis], 1)

    def least(self) -> float:
        """By trying everything."""
        return float(self.cost[self.keeps].min(initial=inf))


def pay(*steps: float, size: int) -> NDArray[np.float64]:
    axes = [np.arange(size) * step for step in steps]
    return np.asarray(sum(np.meshgrid(*axes, indexing="ij")), float)


@pytest.mark.parametrize("least", [0, 1, 17, 63, 64])
def test_in_one_dimension_it_is_bisection(least: int) -> None:
    known = Known(np.arange(64) >= least, pay(1, size=64), Way.HELPS)
    found = cheapest(known.cost, known.judge(), inf)
    assert found == ((least,) if least < 64 else None)
    assert len(known.tried) <= log2(64) + 1


@pytest.mark.parametrize("seed", range(20))
def test_in_three_dimensions_it_finds_what_trying_everything_finds(seed: int) -> None:
    luck = np.random.default_rng(seed)
    steps = luck.uniform(1, 3, 3)
    cost = pay(*steps, size=8)
    strength = pay(*luck.uniform(0.5, 2, 3), size=8) + 1.5 * np.sqrt(pay(*luck.uniform(0, 2, 3), size=8))
    known = Known(strength >= luck.uniform(0.2, 0.9) * strength.max(), cost, *(Way.HELPS,) * 3)
    found = cheapest(cost, known.judge(), inf)
    assert found is not None
    assert known.cost[found] == known.least()
    assert len(known.tried) < 8**3 / 4


@pytest.mark.parametrize("seed", range(20))
def test_what_does_not_help_is_concluded_from_in_no_way(seed: int) -> None:
    luck = np.random.default_rng(seed)
    cost = pay(*luck.uniform(1, 3, 2), size=7)
    one_way = np.cumsum(luck.uniform(size=(7, 7)), axis=0) > luck.uniform(1, 3)   # along the first axis alone
    known = Known(one_way, cost, Way.HELPS, Way.BOTH)
    found = cheapest(cost, known.judge(), inf)
    assert (inf if found is None else cost[found]) == known.least()
    anyhow = Known(luck.uniform(size=(7, 7)) < 0.2, cost, Way.BOTH, Way.BOTH)
    found = cheapest(cost, anyhow.judge(), inf)
    assert (inf if found is None else cost[found]) == anyhow.least()


def test_where_nothing_helps_places_are_taken_in_the_order_of_their_pay() -> None:
    cost = pay(2, 3, size=4)
    known = Known(cost >= 9, cost, Way.BOTH, Way.BOTH)
    cheapest(cost, known.judge(), inf)
    paid = [float(cost[one]) for one in known.tried]
    assert paid == sorted(paid)
    assert paid[-1] == 9


def test_a_place_that_pays_less_may_cost_more() -> None:
    """Overtime and channel minutes come on top of pay: the least pay need not be the least cost."""
    cost = np.array([9.0, 6.0, 5.0, 7.0])
    known = Known(np.array([False, True, True, True]), cost, Way.HELPS)
    assert cheapest(np.array([1.0, 2.0, 4.0, 6.0]), known.judge(), inf) == (2,)


def test_the_cheapest_of_what_was_tried_before_is_remembered() -> None:
    known = Known(np.arange(5) >= 1, pay(1, size=5), Way.HELPS)
    for place in (0, 1, 3):
        known.look((place,))
    assert cheapest(known.cost, known.judge(), inf) == (1,)
    assert len(known.tried) == 3


def test_nothing_is_tried_that_cannot_cost_less_than_what_is_known() -> None:
    known = Known(np.ones(5, bool), pay(1, size=5) + 10, Way.HELPS)
    assert cheapest(known.cost, known.judge(), 10.0) is None
    assert not known.tried


def test_what_went_wrong_rules_out_nothing_else() -> None:
    cost = pay(1, size=5)

    class Torn(Known):
        def look(self, levels: Levels) -> Tried:
            if levels == (2,):
                return self.tried.setdefault(levels, Tried((), True, np.nan))
            return super().look(levels)

    torn = Torn(np.arange(5) >= 1, cost, Way.HELPS)
    assert cheapest(cost, torn.judge(), inf) == (1,)
    assert len(torn.tried) <= ceil(log2(5)) + 2


def test_what_changes_nothing_for_a_goal_cannot_make_up_for_what_helps_it() -> None:
    """Two queues that have nothing to do with each other: two bisections, not their product."""
    left, right = np.indices((32, 32))
    cost = pay(1, 1, size=32)

    class Apart(Known):
        def look(self, levels: Levels) -> Tried:
            missed = tuple(goal for goal, least in enumerate((20, 9)) if levels[goal] < least)
            return self.tried.setdefault(levels, Tried(missed, False, float(self.cost[levels])))

        def judge(self) -> Judge:
            own = lambda axis, goal: Way.HELPS if axis == goal else Way.NOTHING  # noqa: E731
            return Judge(lambda: list(self.tried), self.look, own, 2)

    apart = Apart((left >= 20) & (right >= 9), cost)
    assert cheapest(cost, apart.judge(), inf) == (20, 9)
    assert len(apart.tried) < 12


def test_where_more_hurts_less_is_tried() -> None:
    cost = pay(1, 1, size=16)
    left, right = np.indices((16, 16))
    known = Known((left >= 5) & (right <= 3), cost, Way.HELPS, Way.HURTS)
    known.look((8, 8))
    assert cheapest(cost, known.judge(), inf) == (5, 0)
