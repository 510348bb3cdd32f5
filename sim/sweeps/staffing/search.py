"""The cheapest place of a box at which all goals are kept, by bisection in several dimensions.

In: what each place is certain to cost, and a judge who tries one and knows which way goals move. Out: the
cheapest place that keeps all goals. Nothing is concluded where a factor moves a goal now up, now down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.sweeps.staffing.space import Levels
from sim.sweeps.staffing.ways import Way

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try.

    Attributes
    ----------
    missed : numbers of the goals that are not kept.
    torn : whether it went wrong, so that nothing is known.
    cost : of the place, as simulated: never below its pay.
    """

    missed: tuple[int, ...]
    torn: bool
    cost: float


@dataclass(frozen=True, slots=True)
class Judge:
    """Who knows the places.

    Attributes
    ----------
    tried : the places tried so far.
    look : tries a place, or remembers.
    way : what more of a factor does to a goal, by their numbers.
    goals : how many there are.
    """

    tried: Callable[[], Iterable[Levels]]
    look: Callable[[Levels], Tried]
    way: Callable[[int, int], Way]
    goals: int

    def helps(self, axis: int) -> bool:
        """Whether more of a factor hurts no goal."""
        return all(self.way(axis, goal) in (Way.HELPS, Way.NOTHING) for goal in range(self.goals))


def cheapest(pay: NDArray[np.float64], judge: Judge, below: float) -> Levels | None:
    """The place that costs least of those that keep all goals; None where none costs less than `below`.

    A place is out whose pay alone is no less than a known answer's cost, or that has nothing which helps a
    goal more than a place that misses it. What is left is halved: the next place is one that rules out much
    whichever way it goes. In one dimension this is bisection; where no factor's way is known it takes the
    places in the order of their pay.
    """
    best: Levels | None = None
    done = np.zeros(pay.shape, bool)
    while True:
        done[:] = False
        for levels in judge.tried():
            done[levels] = True
            found = judge.look(levels)
            for region in _no_better(levels, found.missed, judge.way):
                done[region] = True
            if not found.missed and not found.torn and found.cost < below:
                best, below = levels, found.cost
        left = ~done & (pay < below)
        if not left.any():
            return best
        judge.look(_next(left, pay, [judge.helps(axis) for axis in range(pay.ndim)]))


def _no_better(
    levels: Levels, missed: Iterable[int], way: Callable[[int, int], Way]
) -> Iterator[tuple[slice, ...]]:
    """For each goal that a place misses, all places that have no more of what helps it."""
    for goal in missed:
        yield tuple(_side(way(axis, goal), level) for axis, level in enumerate(levels))


def _side(way: Way, level: int) -> slice:
    """The levels that are no better."""
    if way is Way.NOTHING:
        return slice(None)
    if way is Way.BOTH:
        return slice(level, level + 1)
    return slice(level + 1) if way is Way.HELPS else slice(level, None)


def _next(left: Mask, pay: NDArray[np.float64], helps: Sequence[bool]) -> Levels:
    """The place that rules out most of what is left in the worse of the two cases; of equals the cheapest.

    If all goals are kept, whatever pays as much is out; if one is missed, at least what has less of all is.
    """
    if_it_fails = left.astype(np.int64)
    for axis in np.flatnonzero(helps):
        if_it_fails = np.cumsum(if_it_fails, axis=axis)
    costs = np.sort(pay[left])
    if_it_keeps = len(costs) - np.searchsorted(costs, pay)
    gain = np.where(left, np.minimum(if_it_fails, if_it_keeps), -1)
    equals = np.where(gain == gain.max(), pay, np.inf)
    found = np.unravel_index(int(np.argmin(equals)), pay.shape)
    return tuple(int(place) for place in found)
