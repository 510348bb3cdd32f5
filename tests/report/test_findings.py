"""Findings: ranked statements with numbers, doubt, direction, verdict, and what they rest on."""

from __future__ import annotations

import pytest

from sim.report.findings.found import difference_of, findings_of, headline, value_of
from sim.report.findings.phrases import heading_of_several
from sim.report.reading import Findings
from sim.stats.verdict import Verdict
from tests.report.made import Shape, result


@pytest.fixture
def findings():
    return Findings(result())


def test_a_difference_carries_its_words_numbers_doubt_and_verdict(findings):
    alternative = findings.result.alternatives[0]
    found = difference_of(findings, alternative, "wait_mean_s")
    assert found.title == "Other 1 lowers the mean wait of a journey by 12.0 s: better"
    assert found.sentence == (
        "Other 1: mean wait of a journey, 12.0 s less (9.0 to 15.0): better, though perhaps by less than the "
        "15.0 s that matter."
    )
    assert (found.verdict, found.better, found.matters) == (Verdict.BETTER, "lower", 15.0)
    assert found.difference.value == pytest.approx(-12)
    assert found.primary
    assert found.signal == pytest.approx(4)


def test_simulated_and_predicted_numbers_are_told_apart(findings):
    base = findings.result.base
    assert value_of(findings, base, "wait_mean_s").source == "simulated"
    assert value_of(findings, base, "wait_mean_s").caveat == ""
    ease = value_of(findings, base, "ces_mean")
    assert ease.source == "predicted"
    assert ease.caveat == "follows from the assumptions of the default experience model"


def test_the_primary_family_comes_first_then_what_is_decided(findings):
    told = findings_of(findings)
    assert {one.measure for one in told[:3]} == {"wait_mean_s", "handoffs_mean", "ces_mean"}
    rest = [one.decided for one in told[3:]]
    assert rest == sorted(rest, reverse=True)


def test_one_scenario_gives_values_without_verdicts():
    told = findings_of(Findings(result(Shape(alternatives=0))))
    assert all(one.verdict is None and one.difference is None for one in told)
    assert told[0].title == "Mean wait of a journey: 60.0 s"


@pytest.mark.parametrize(("difference", "title"), [
    (0.0, "Other 1 leaves the mean wait of a journey exactly as it is"),
    (0.01, "It cannot be told whether Other 1 changes the mean wait of a journey"),
    (0.2, "Other 1 raises the mean wait of a journey by 12.0 s: worse"),
])  # fmt: skip
def test_a_headline_says_no_more_than_the_verdict(difference, title):
    assert headline(Findings(result(Shape(difference=difference))), "wait_mean_s") == title


def test_two_alternatives_are_named_and_many_are_counted():
    two = Findings(result(Shape(alternatives=2)))
    assert headline(two, "wait_mean_s") == "Mean wait of a journey: better with Other 1 and Other 2"
    four = Findings(result(Shape(alternatives=4, difference=-0.01)))
    told = headline(four, "ces_hard")
    assert told == "Number of hard journeys: cannot be told for any of the 4 alternatives"


def test_two_alternatives_are_both_or_either() -> None:
    titles = "An alternative with a rather long name", "Another alternative with a name as long"
    for verdict, words in ((Verdict.BETTER, "with both"), (Verdict.CANNOT_BE_TOLD, "for either")):
        found = [(title * 2, verdict) for title in titles]
        assert words in heading_of_several("mean wait of a journey", found)


WAIT = {"baseline": "today", "alternative": "other_1", "measure": "wait_mean_s", "n": 5, "method": "made"}


def moved(name, flips, kind="high"):
    """A row of an input at an end of its range, and the verdict there where it is another."""
    return {**WAIT, "input": name, "kind": kind, "setting": "9 %", "value": 1.0, "flips": flips}


def even(name, inside):
    """A row of a number at which the difference changes its sign, inside its range or not."""
    return {**WAIT, "input": name, "value": 1.0, "unit": "", "range_low": 0.5, "range_high": 2.0,
            "inside": inside}  # fmt: skip


def sure(inputs):
    """A row of where doubt comes from: luck has a variance of 1, the experience model of 2."""
    return {**WAIT, "group": "all", "noise": 1.0, "inputs": inputs, "model": 2.0, "draws": 9}


def caveat_of(measure="wait_mean_s", group="all", **tables):
    made = Findings(result(**tables))
    return difference_of(made, made.result.alternatives[0], measure, group).caveat


def test_a_verdict_that_an_assumed_input_turns_follows_from_the_assumptions():
    rows = [moved("patience", ""), moved("a.share", "worse"), moved("a.share", "worse", "low")]
    told = caveat_of(sensitivity=rows, break_even=[even("b.rate", True), even("c.rate", False)])
    assert told == ("follows from the assumptions: the verdict is another within the range of a.share and "
                    "b.rate")
    assert caveat_of(sensitivity=rows[:1], break_even=[even("c.rate", False)]) == ""


def test_what_was_tried_for_all_journeys_is_said_of_no_segment_and_no_other_measure():
    rows = [moved("a.share", "worse")]
    assert caveat_of(group="segment=business", sensitivity=rows) == ""
    assert "a.share" not in caveat_of("ces_mean", sensitivity=rows)


def test_many_inputs_are_counted_and_weights_of_the_model_are_told_apart():
    rows = [moved(name, "worse") for name in "abcde"]
    assert caveat_of(sensitivity=rows).endswith("the range of a, b, c and 2 more")
    assert caveat_of(break_even=[even("weight of channel_switches", True)]) == (
        "follows from the assumptions: it changes its sign with another weight of changing the channel"
    )


@pytest.mark.parametrize(("inputs", "told"), [(3.1, True), (2.9, False), (None, False), (-0.5, False)])
def test_doubt_that_is_chiefly_the_assumed_numbers_is_said(inputs, told):
    assert ("most of its doubt comes from the assumed numbers" in caveat_of(sureness=[sure(inputs)])) is told
