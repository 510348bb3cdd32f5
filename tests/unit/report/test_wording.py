"""Numbers and verdicts as sentences: every shape that an estimate can have."""

from __future__ import annotations

from math import nan

import pytest

from sim.report.numbers import Form
from sim.report.wording import difference_in_words, open_in_words, value_in_words, verdict_in_words
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict

SECONDS, SHARE, SCORE, EURO, THOUSANDS = (
    Form("s", 1), Form("share", 3), Form("", 2), Form("EUR", 0), Form("of 1,000", 3),
)  # fmt: skip


def _estimate(value: float, low: float = nan, high: float = nan, method: str = "jackknife t") -> Estimate:
    return Estimate(value, low, high, 20, method)


@pytest.mark.parametrize(
    ("estimate", "form", "text"),
    [
        (_estimate(104.2, 98.4, 110.0), SECONDS, "104 s (98 to 110)"),
        (_estimate(16.31, 12.8, 19.82), SECONDS, "16.3 s (12.8 to 19.8)"),
        (_estimate(0.8504, 0.8011, 0.8997), SHARE, "85.0 % (80.1 to 90.0)"),
        (_estimate(0.1094, 0.1072, 0.1116), THOUSANDS, "109 of 1,000 (107 to 112)"),
        (_estimate(12345.6, 12000.2, 12691.0), EURO, "12,346 EUR (12,000 to 12,691)"),
        (_estimate(5.6512, 5.6486, 5.6538), SCORE, "5.651 (5.649 to 5.654)"),
        (_estimate(0.0, method="no variation"), SCORE, "0.00 (the same in every replication)"),
        (_estimate(0.3, method="one replication"), SHARE, "30.0 % (no interval: one replication)"),
        (_estimate(nan, method="no events"), SHARE, "none seen"),
    ],
)
def test_a_value_is_said_with_its_doubt(estimate: Estimate, form: Form, text: str) -> None:
    assert value_in_words(estimate, form) == text


@pytest.mark.parametrize(
    ("estimate", "form", "text"),
    [
        (_estimate(-43.2, -50.1, -36.9), SECONDS, "43.2 s less (36.9 to 50.1)"),
        (_estimate(43.2, 36.9, 50.1), SECONDS, "43.2 s more (36.9 to 50.1)"),
        (_estimate(2.0, -5.0, 9.0), SECONDS, "2.0 s more (-5.0 to +9.0)"),
        (_estimate(-0.07, -0.09, -0.05), SHARE, "7.0 points less (5.0 to 9.0)"),
        (_estimate(0.0, method="no variation"), SECONDS, "no difference at all"),
        (_estimate(-475.0, method="no variation"), EURO, "475 EUR less (the same in every replication)"),
        (_estimate(nan, method="no events"), SECONDS, "no events to compare"),
        # A sure difference must not read as if it might be none: 0 to 9 becomes 0.4 to 8.6.
        (_estimate(-0.0045, -0.0086, -0.0004), THOUSANDS, "4.5 of 1,000 less (0.4 to 8.6)"),
    ],
)
def test_a_difference_is_said_without_arithmetic(estimate: Estimate, form: Form, text: str) -> None:
    assert difference_in_words(estimate, form) == text


@pytest.mark.parametrize(
    ("verdict", "estimate", "text"),
    [
        (Verdict.BETTER, _estimate(-43, -50, -37), "better, by more than the 15.0 s that matter"),
        (Verdict.WORSE, _estimate(20, 10, 30), "worse, though perhaps by less than the 15.0 s that matter"),
        (Verdict.TOO_LITTLE, _estimate(5, 2, 8), "different, but too little to matter (less than 15.0 s)"),
        (Verdict.NO_DIFFERENCE, _estimate(1, -2, 4),
         "no difference that matters (less than 15.0 s either way)"),
        (Verdict.CANNOT_BE_TOLD, _estimate(1, -20, 22), "cannot be told"),
    ],
)
def test_a_verdict_says_how_it_stands_to_what_counts(verdict: Verdict, estimate: Estimate, text: str) -> None:
    assert verdict_in_words(verdict, estimate, SECONDS, 15.0) == text


def test_where_nobody_said_what_matters_the_verdict_stands_alone() -> None:
    assert verdict_in_words(Verdict.BETTER, _estimate(-43, -50, -37), SECONDS, None) == "better"


@pytest.mark.parametrize(
    ("estimate", "signed", "text"),
    [
        (_estimate(104.2, 98.2, 110.2), False, "104 ±6"),
        (_estimate(-43.2, -50.2, -36.2), True, "-43.2 ±7.0"),
        (_estimate(0.93493, 0.93463, 0.93523), False, "93.49 ±0.03"),
        (_estimate(0.0, method="no variation"), True, "0.0 always"),
        (_estimate(3.0, method="events in one replication only"), False, "3.0 once"),
        (_estimate(3.0, method="one replication"), False, "3.0"),
        (_estimate(nan, method="no events"), False, "-"),
    ],
)
def test_narrow_columns_hold_value_and_half_width(estimate: Estimate, signed: bool, text: str) -> None:
    form = SHARE if 0.5 < abs(estimate.value) < 1 else SECONDS
    assert form.give_or_take(estimate, signed) == text


@pytest.mark.parametrize(("ends", "text"), [
    ((-5.0, 2.0), " Journeys still open could make it anything from 5.0 s less to 2.0 s more."),
    ((-3.5, -2.5), ""),            # chance alone could do more
    ((nan, nan), ""),
])  # fmt: skip
def test_open_journeys_are_told_where_they_could_do_more_than_chance(
    ends: tuple[float, float], text: str
) -> None:
    assert open_in_words(_estimate(-3.0, -4.0, -2.0), ends, SECONDS) == text


def test_no_difference_in_one_replication_is_no_finding() -> None:
    once = Estimate(0.0, nan, nan, 1, "one replication")
    assert difference_in_words(once, SECONDS) == "no difference (no interval: one replication)"
