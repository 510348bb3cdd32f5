"""Goals: what is asked of means and of weeks, by which interval it is judged, what is joint."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from sim.sweeps.staffing.goals import Goal, Seen, Sharing, Standing, Target, Verdict, together

ALONE = Sharing(0.95, 1)


def goal(**changes: object) -> Goal:
    asked = {"name": "answered", "measure": "service_level", "group": "all", "at_least": True, "bound": 0.8}
    return Goal(**{**asked, **changes})  # type: ignore[arg-type]


def numbers(*shares: float, group: str = "all", of: float = 100.0) -> Seen:
    return Seen({("service_level", group): np.array([[share * of for share in shares], [of] * len(shares)])})


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
    some = Seen({("service_level", "all"): np.array([[9.0, 0.0, 5.0], [10.0, 0.0, 10.0]])})
    found = Target(goal(weeks=0.5), "all").standing(some, ALONE)
    assert found.estimate.value == 0.5
    assert found.estimate.low == pytest.approx(1 - (1 - 0.025) ** (1 / 2))   # one of two


def test_what_was_never_seen_otherwise_may_still_be_otherwise() -> None:
    """All of 3 x 100 answered in time: at least 0.025^(1/300) = 98.8 % are, not surely all."""
    found = standing(goal(bound=0.99), 1.0, 1.0, 1.0)
    assert found.estimate.low == pytest.approx(0.025 ** (1 / 300))
    assert found.verdict is Verdict.NOT_SHOWN


def test_nothing_seen_is_not_shown() -> None:
    nothing = Seen({("service_level", "all"): np.zeros((2, 3))})
    target = Target(goal(), "all")
    assert target.standing(nothing, ALONE).verdict is Verdict.NOT_SHOWN
    assert target.spare(target.pooled(nothing)) == -inf


def test_one_replication_shows_nothing() -> None:
    assert standing(goal(), 0.9).verdict is Verdict.NOT_SHOWN


def test_a_goal_for_a_dimension_is_one_for_each_group_with_events() -> None:
    seen = Seen({
        **numbers(0.9, group="hour=8").numbers, **numbers(0.9, group="hour=9").numbers,
        **numbers(0.9).numbers, ("service_level", "hour=10"): np.zeros((2, 1)),
        ("abandonment", "hour=8"): np.ones((2, 1)),
    })  # fmt: skip
    assert [one.group for one in goal(group="hour").targets(seen)] == ["hour=8", "hour=9"]
    assert [one.group for one in goal(group="hour=9").targets(seen)] == ["hour=9"]
    assert [one.group for one in goal().targets(seen)] == ["all"]


def test_half_widths_foretell_those_of_other_replications() -> None:
    target, four = Target(goal(), "all"), numbers(0.79, 0.85, 0.91, 0.85)
    found = target.pooled(four)
    same = target.standing(four, ALONE).estimate
    assert target.half_width(found, 4, ALONE) == pytest.approx((same.high - same.low) / 2)
    assert target.half_width(found, 400, ALONE) < target.half_width(found, 4, ALONE) / 10


def waits(*weeks: list[float]) -> Seen:
    """The waits of the journeys of several weeks."""
    return Seen({}, {("wait_s", "all"): [np.array(week, np.float32) for week in weeks]})


def test_a_quantile_is_judged_by_the_values_between_which_it_surely_lies() -> None:
    """Four weeks of waits of 1 to 100 s, each an even second longer than the last: 95 % wait at most 97 s."""
    weeks = waits(*([second + later for second in range(1, 101)] for later in (0.0, 1.0, 2.0, 3.0)))
    asked = goal(measure="wait_p95_s", at_least=False, bound=100.0)
    found = Target(asked, "all").standing(weeks, ALONE)
    assert found.estimate.value == 97.0   # 380 of 400 waits are no longer
    assert found.estimate.low < 97.0 < found.estimate.high < 100.0
    assert found.verdict is Verdict.HOLDS
    assert Target(goal(measure="wait_p95_s", at_least=False, bound=90.0), "all").standing(
        weeks, ALONE).verdict is Verdict.FAILS  # fmt: skip
    near = Target(goal(measure="wait_p95_s", at_least=False, bound=97.0), "all")
    assert near.standing(weeks, ALONE).verdict is Verdict.NOT_SHOWN
    joint = Target(asked, "all").standing(weeks, Sharing(0.95, 20)).estimate
    assert joint.low < found.estimate.low
    assert joint.high > found.estimate.high
    assert joint.method.endswith("Bonferroni of 20")


def test_the_search_judges_a_quantile_by_the_share_beyond_its_bound() -> None:
    """Of 20 waits one is beyond 18 s, just what a 95th percentile lets be, and two are beyond 17 s."""
    week = [float(second) for second in range(1, 20)]
    seen = waits([0.0, *week], [0.0, *week])
    for bound, spare in ((18.0, 0.0), (17.0, -0.05), (19.0, 0.05)):
        target = Target(goal(measure="wait_p95_s", at_least=False, bound=bound), "all")
        assert target.spare(target.pooled(seen)) == pytest.approx(spare)


def test_weeks_whose_quantile_keeps_its_bound_are_counted() -> None:
    """The medians of four weeks are 1, 2, 3 and 4 s; the 5 s beside the third are beyond."""
    seen = waits([1.0, 1.0, 9.0], [2.0], [3.0, 3.0, 5.0, 5.0], [4.0, 4.0], [])
    for bound, kept in ((1.0, 1), (2.0, 2), (3.0, 3), (4.0, 4)):
        asked = goal(measure="wait_p50_s", at_least=False, bound=bound, weeks=0.5)
        found = Target(asked, "all").standing(seen, ALONE)
        assert found.estimate.value == kept / 4
        low = Target(goal(measure="wait_p50_s", at_least=False, bound=2.0), "all").pooled(seen)
    assert low.value == pytest.approx(7 / 10)   # of ten waits, those beyond 2 s


def test_a_quantile_is_asked_of_each_segment_that_waits() -> None:
    seen = Seen({}, {("wait_s", "all"): [np.ones(2, np.float32)], ("hours", "all"): [np.ones(2, np.float32)],
                     ("wait_s", "segment=firm"): [np.ones(1, np.float32)],
                     ("wait_s", "segment=home"): [np.empty(0, np.float32)]})  # fmt: skip
    asked = goal(measure="wait_p95_s", group="segment")
    assert [one.group for one in asked.targets(seen)] == ["segment=firm"]
    assert [one.group for one in goal(measure="wait_p95_s").targets(seen)] == ["all"]


def test_all_must_hold_and_one_that_fails_fails_all() -> None:
    holds, open_, fails = (standing(goal(bound=bound), 0.84, 0.85, 0.86) for bound in (0.8, 0.85, 0.9))
    assert together([holds, holds]) is Verdict.HOLDS
    assert together([holds, open_]) is Verdict.NOT_SHOWN
    assert together([holds, open_, fails]) is Verdict.FAILS
    assert together([]) is Verdict.NOT_SHOWN
