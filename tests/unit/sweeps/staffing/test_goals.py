"""Goals: what is asked of means and of weeks, by which interval it is judged, what is joint."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from sim.sweeps.staffing.goals import Goal, Numbers, Sharing, Standing, Target, Verdict, together

ALONE = Sharing(0.95, 1)


def goal(**changes: object) -> Goal:
    asked = {"name": "answered", "measure": "service_level", "group": "all", "at_least": True, "bound": 0.8}
    return Goal(**{**asked, **changes})  # type: ignore[arg-type]


def numbers(*shares: float, group: str = "all", of: float = 100.0) -> Numbers:
    return {("service_level", group): np.array([[share * of for share in shares], [of] * len(shares)])}


def standing(asked: Goal, *shares: float, sharing: Sharing = ALONE) -> Standing:
    return Target(asked, "all").standing(numbers(*shares), sharing)


def test_a_mean_is_judged_by_its_whole_interval() -> None:
    """Mean 0.85, sd 0.05, n = 4: 0.85 -+ 3.182 x 0.025, from 0.770 to 0.930."""
    four = (0.79, 0.85 - 0.0, 0.91, 0.85)
    found = standing(goal(), *four)
    half = 3.182446 * np.std(four, ddof=1) / 2
    assert found.estimate.low == pytest.approx(0.85 - half, abs=1e-6)
    assert found.verdict is Verdict.NOT_SHOWN
    assert standing(goal(bound=0.7), *four).verdict is Verdict.HOLDS
    assert standing(goal(bound=0.95), *four).verdict is Verdict.FAILS
    assert standing(goal(bound=0.95, at_least=False), *four).verdict is Verdict.HOLDS
    assert standing(goal(bound=0.7, at_least=False), *four).verdict is Verdict.FAILS


def test_joint_intervals_are_wider() -> None:
    """Bonferroni of 20: each tail has 0.05 / 40, and t with 3 degrees is 9.465 instead of 3.182 there."""
    four = (0.79, 0.85, 0.91, 0.85)
    alone, joint = (standing(goal(), *four, sharing=one) for one in (ALONE, Sharing(0.95, 20)))
    widths = [one.estimate.high - one.estimate.low for one in (alone, joint)]
    assert widths[1] / widths[0] == pytest.approx(9.4649 / 3.1824, rel=1e-3)
    assert joint.estimate.method.endswith("Bonferroni of 20")


def test_a_share_of_weeks_counts_weeks() -> None:
    """Nine of ten weeks reach 80 %: Clopper-Pearson 0.555 to 0.997."""
    weeks = (0.9,) * 8 + (0.8, 0.7)
    found = standing(goal(weeks=0.5), *weeks)
    assert found.estimate.value == pytest.approx(0.9)
    assert (round(found.estimate.low, 3), round(found.estimate.high, 4)) == (0.555, 0.9975)
    assert found.verdict is Verdict.HOLDS
    assert standing(goal(weeks=0.6), *weeks).verdict is Verdict.NOT_SHOWN
    assert standing(goal(weeks=0.9), *(0.5,) * 9, 0.9).verdict is Verdict.FAILS
    at_most = standing(goal(weeks=0.5, at_least=False, bound=0.75), *weeks)
    assert at_most.estimate.value == pytest.approx(0.1)
    assert at_most.verdict is Verdict.FAILS


def test_weeks_without_events_do_not_count() -> None:
    some: Numbers = {("service_level", "all"): np.array([[9.0, 0.0, 5.0], [10.0, 0.0, 10.0]])}
    found = Target(goal(weeks=0.5), "all").standing(some, ALONE)
    assert found.estimate.value == 0.5
    assert found.estimate.low == pytest.approx(1 - (1 - 0.025) ** (1 / 2))   # one of two


def test_what_was_never_seen_otherwise_may_still_be_otherwise() -> None:
    """All of 3 x 100 answered in time: at least 0.025^(1/300) = 98.8 % are, not surely all."""
    found = standing(goal(bound=0.99), 1.0, 1.0, 1.0)
    assert found.estimate.low == pytest.approx(0.025 ** (1 / 300))
    assert found.verdict is Verdict.NOT_SHOWN


def test_nothing_seen_is_not_shown() -> None:
    nothing: Numbers = {("service_level", "all"): np.zeros((2, 3))}
    target = Target(goal(), "all")
    assert target.standing(nothing, ALONE).verdict is Verdict.NOT_SHOWN
    assert target.spare(target.pooled(nothing)) == -inf


def test_one_replication_shows_nothing() -> None:
    assert standing(goal(), 0.9).verdict is Verdict.NOT_SHOWN


def test_a_goal_for_a_dimension_is_one_for_each_group_with_events() -> None:
    seen = {
        **numbers(0.9, group="hour=8"), **numbers(0.9, group="hour=9"), **numbers(0.9),
        ("service_level", "hour=10"): np.zeros((2, 1)), ("abandonment", "hour=8"): np.ones((2, 1)),
    }  # fmt: skip
    assert [one.group for one in goal(group="hour").targets(seen)] == ["hour=8", "hour=9"]
    assert [one.group for one in goal(group="hour=9").targets(seen)] == ["hour=9"]
    assert [one.group for one in goal().targets(seen)] == ["all"]


def test_half_widths_foretell_those_of_other_replications() -> None:
    target, four = Target(goal(), "all"), numbers(0.79, 0.85, 0.91, 0.85)
    found = target.pooled(four)
    same = target.standing(four, ALONE).estimate
    assert target.half_width(found, 4, ALONE) == pytest.approx((same.high - same.low) / 2)
    assert target.half_width(found, 400, ALONE) < target.half_width(found, 4, ALONE) / 10


def test_all_must_hold_and_one_that_fails_fails_all() -> None:
    holds, open_, fails = (standing(goal(bound=bound), 0.84, 0.85, 0.86) for bound in (0.8, 0.85, 0.9))
    assert together([holds, holds]) is Verdict.HOLDS
    assert together([holds, open_]) is Verdict.NOT_SHOWN
    assert together([holds, open_, fails]) is Verdict.FAILS
    assert together([]) is Verdict.NOT_SHOWN
