"""Verdicts: every position of an interval to zero and to the smallest difference that matters."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from sim.stats.estimate import Estimate
from sim.stats.paired import Difference, paired_difference
from sim.stats.ratio import pooled_ratio
from sim.stats.verdict import Verdict, verdict

LOWER_IS_BETTER, HIGHER_IS_BETTER, NEITHER = -1, 1, 0


def _difference(low: float, high: float) -> Difference:
    return Difference(Estimate((low + high) / 2, low, high, 20, "jackknife t"), "individual", False)


@pytest.mark.parametrize(
    ("low", "high", "better", "expected"),
    [
        (-30, -20, LOWER_IS_BETTER, Verdict.BETTER),
        (20, 30, LOWER_IS_BETTER, Verdict.WORSE),
        (20, 30, HIGHER_IS_BETTER, Verdict.BETTER),
        (-30, -5, HIGHER_IS_BETTER, Verdict.WORSE),
        (20, 30, NEITHER, Verdict.HIGHER),
        (-30, -20, NEITHER, Verdict.LOWER),
        (2, 9, HIGHER_IS_BETTER, Verdict.TOO_LITTLE),
        (-9, -2, HIGHER_IS_BETTER, Verdict.TOO_LITTLE),
        (2, 15, HIGHER_IS_BETTER, Verdict.BETTER),
        (-4, 9, LOWER_IS_BETTER, Verdict.NO_DIFFERENCE),
        (-4, 15, LOWER_IS_BETTER, Verdict.CANNOT_BE_TOLD),
        (-11, 4, LOWER_IS_BETTER, Verdict.CANNOT_BE_TOLD),
    ],
)
def test_verdicts_with_ten_as_the_smallest_difference_that_matters(
    low: float, high: float, better: int, expected: Verdict
) -> None:
    assert verdict(_difference(low, high), better, matters=10) == expected


@pytest.mark.parametrize(("low", "high"), [(-4, 9), (-0.001, 0.001)])
def test_nobody_can_say_it_is_too_little_where_nobody_said_what_matters(low: float, high: float) -> None:
    assert verdict(_difference(low, high), LOWER_IS_BETTER, matters=None) == Verdict.CANNOT_BE_TOLD


def test_a_difference_that_never_varies_is_judged_by_its_value() -> None:
    ten_more = paired_difference(pooled_ratio([5, 7, 6], [1, 1, 1]), pooled_ratio([15, 17, 16], [1, 1, 1]))
    assert not ten_more.estimate.has_interval
    assert verdict(ten_more, LOWER_IS_BETTER, matters=3) == Verdict.WORSE
    assert verdict(ten_more, LOWER_IS_BETTER, matters=30) == Verdict.TOO_LITTLE


def test_the_same_in_every_replication_is_said_so() -> None:
    same = paired_difference(pooled_ratio([5, 7, 6], [1, 1, 1]), pooled_ratio([5, 7, 6], [1, 1, 1]))
    assert verdict(same, LOWER_IS_BETTER, matters=3) == Verdict.THE_SAME


def test_one_replication_tells_nothing() -> None:
    one = paired_difference(pooled_ratio([5], [1]), pooled_ratio([50], [1]))
    assert verdict(one, LOWER_IS_BETTER, matters=3) == Verdict.CANNOT_BE_TOLD


def test_without_events_there_is_nothing_to_compare() -> None:
    none = Difference(Estimate(nan, nan, nan, 20, "no events"), "individual", False)
    assert verdict(none, LOWER_IS_BETTER, matters=3) == Verdict.NOTHING_SEEN


def _with_ends(found: Difference, low: Difference, high: Difference) -> Difference:
    return replace(found, ends=(low, high))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ((-35, -25), (-25, -15), Verdict.BETTER),           # better at both ends
        ((-60, -50), (-4, 6), Verdict.CANNOT_BE_TOLD),      # nothing left at one
        ((-35, -25), (20, 30), Verdict.CANNOT_BE_TOLD),     # the other way round
        ((-35, -25), (-9, -2), Verdict.CANNOT_BE_TOLD),     # too little at one
    ],
)
def test_what_is_not_known_must_not_change_the_verdict(
    low: tuple[float, float], high: tuple[float, float], expected: Verdict
) -> None:
    found = _with_ends(_difference(-30, -20), _difference(*low), _difference(*high))
    assert verdict(found, LOWER_IS_BETTER, matters=10) == expected


def test_what_is_negligible_whatever_is_not_known_does_not_matter() -> None:
    found = _with_ends(_difference(2, 6), _difference(-3, 1), _difference(4, 8))
    assert verdict(found, LOWER_IS_BETTER, matters=10) == Verdict.NO_DIFFERENCE


def test_where_both_are_the_same_so_is_what_is_not_known() -> None:
    waits = pooled_ratio([5, 7, 6], [1, 1, 1])
    ends = pooled_ratio([4, 7, 6], [1, 1, 1]), pooled_ratio([9, 9, 6], [1, 1, 1])
    once = replace(waits, ends=ends)
    found = paired_difference(once, once)
    assert verdict(found, LOWER_IS_BETTER, matters=1) == Verdict.THE_SAME
    assert found.ends is not None
    assert found.ends[0].estimate.value == pytest.approx((17 - 24) / 3)
    assert found.ends[1].estimate.value == pytest.approx((24 - 17) / 3)
