"""Which way goals move with more staff: learned from tries, believed only until a try speaks against it."""

from __future__ import annotations

import numpy as np

from sim.stats.estimate import Pooled
from sim.stats.ratio import pooled_ratio
from sim.sweeps.staffing.goals import Goal, Target
from sim.sweeps.staffing.space import Levels
from sim.sweeps.staffing.ways import Way, Ways

LUCK = np.array([-0.03, 0.01, 0.02, -0.01, 0.03, -0.02])
AT_LEAST = Target(Goal("answered", "service_level", "all", True, 0.8), "all")
AT_MOST = Target(Goal("abandoned", "abandonment", "all", False, 0.05), "all")


def level(mean: float, own: int = 0) -> Pooled:
    """Replications about a mean: luck that all share, and a little of a try's own."""
    mine = np.random.default_rng(own).normal(0, 0.002, len(LUCK)) if own else 0.0
    return pooled_ratio(mean + LUCK + mine, np.ones(len(LUCK)))


def learned(*tries: tuple[Levels, float], target: Target = AT_LEAST, own: bool = True) -> Ways:
    ways = Ways([target])
    for number, (levels, mean) in enumerate(tries, start=1):
        ways.learn(levels, [level(mean, number if own else 0)])
    return ways


def test_where_nothing_is_known_more_is_taken_to_help() -> None:
    assert Ways([AT_LEAST]).way(0, 0) is Way.HELPS


def test_what_tries_show() -> None:
    assert learned(((1, 1), 0.5), ((2, 1), 0.6)).way(0, 0) is Way.HELPS
    assert learned(((2, 1), 0.5), ((1, 1), 0.6)).way(0, 0) is Way.HURTS
    assert learned(((1, 1), 0.5), ((2, 1), 0.6), ((3, 1), 0.55)).way(0, 0) is Way.BOTH
    assert learned(((1, 1), 0.5), ((2, 1), 0.6), ((3, 1), 0.55)).way(1, 0) is Way.HELPS
    assert learned(((1, 1), 0.5), ((2, 1), 0.6), target=AT_MOST).way(0, 0) is Way.HURTS


def test_what_luck_could_have_done_shows_nothing() -> None:
    assert learned(((1, 1), 0.5), ((2, 1), 0.4999)).way(0, 0) is Way.HELPS


def test_the_same_in_every_replication_is_nothing_unless_nothing_could_be_seen() -> None:
    assert learned(((1, 1), 0.5), ((2, 1), 0.5), own=False).way(0, 0) is Way.NOTHING
    ways = learned(((1, 1), 0.5), ((2, 1), 0.5), ((3, 1), 0.6), own=False)
    assert ways.way(0, 0) is Way.HELPS   # a later try shows that it matters
    all_answered = pooled_ratio(np.ones(6), np.ones(6))
    full = Ways([AT_LEAST])
    full.learn((1, 1), [all_answered])
    full.learn((2, 1), [all_answered])
    assert full.way(0, 0) is Way.HELPS


def test_a_difference_without_luck_is_sure() -> None:
    assert learned(((1, 1), 0.5), ((2, 1), 0.4), own=False).way(0, 0) is Way.HURTS


def test_more_of_several_that_is_surely_worse_is_held_against_all_of_them() -> None:
    ways = learned(((1, 1), 0.5), ((2, 1), 0.6), ((3, 3), 0.3))
    assert (ways.way(0, 0), ways.way(1, 0)) == (Way.BOTH, Way.BOTH)
    ways = learned(((2, 1), 0.5), ((1, 1), 0.6), ((1, 2), 0.7), ((2, 2), 0.9))
    assert ways.way(0, 0) is Way.BOTH
    assert ways.way(1, 0) is Way.HELPS
