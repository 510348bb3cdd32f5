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
        "Other 1: mean wait of a journey 12.0 s less (9.0 to 15.0): better, though perhaps by less than the "
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
    assert ease.caveat == "follows from the assumptions of the default experience model (assumed)"


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
