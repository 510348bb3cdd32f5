"""Why ease differs, and what customers expect, in words: made-up figures, told as a board would hear them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import nan

from sim.report.reading import Findings
from sim.report.sections.expected import expected_lines
from sim.report.sections.single import single_lines
from sim.report.sections.why import why_lines
from sim.study.tables import table
from tests.unit.study.test_drivers import company

Figures = tuple[float, float, float]
BASE, OTHER = "ivr_transfers", "account_managers"


def told(lines: Iterator[str]) -> str:
    return " ".join(" ".join(lines).split())


def explained(drivers: dict[tuple[str, str], Figures]) -> str:
    """What is said of drivers by (place, name)."""
    rows = [(BASE, OTHER, "all", *key, *found, 20, "jackknife t") for key, found in drivers.items()]
    result = company()
    return told(why_lines(Findings(replace(result, tables=replace(
        result.tables, drivers=table("drivers", rows)
    ))), 200))   # fmt: skip


WAITING = {
    ("", "menu"): (-0.05, -0.08, -0.02), ("", "wait"): (0.20, 0.15, 0.25),
    ("", "transfers"): (0.12, -0.01, 0.25), ("", "re_explanations"): (0.04, 0.03, 0.05),
    ("", "unmatched"): (0.0, nan, nan), ("", "total"): (0.31, 0.28, 0.34),
}  # fmt: skip


def test_drivers_are_told_from_the_largest_with_their_intervals() -> None:
    text = explained(WAITING)
    said = ("0.31 easier (0.28 to 0.34):", "Waiting: 0.20 easier (0.15 to 0.25)",
            "Being passed on: 0.12 easier (-0.01 to +0.25)", "Time in the menu: 0.05 harder (0.02 to 0.08)",
            "Explaining it again: 0.04 easier (0.03 to 0.05)")
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "smaller" not in text
    assert "only" not in text   # nobody is unmatched
    assert "not proof of causes" in text


def test_a_driver_without_an_interval_says_why() -> None:
    only = {("", "wait"): (0.1, nan, nan), ("", "total"): (0.1, 0.05, 0.15)}
    assert "Waiting: 0.10 easier (no interval: jackknife t)" in explained(only)


def test_small_drivers_are_counted_and_not_told() -> None:
    text = explained(WAITING | {("", "unresolved"): (0.01, 0.0, 0.02)})
    assert "1 more, smaller" in text
    assert "unresolved" not in text
    assert "2 more, each smaller" in explained(WAITING | {
        ("", name): (0.01, 0.0, 0.02) for name in ("unresolved", "abandonments")
    })   # fmt: skip


def test_a_driver_names_the_touchpoints_that_hold_most_of_it() -> None:
    places = {("touchpoint=chat", "wait"): (0.06, 0, 1), ("touchpoint=email", "wait"): (-0.01, 0, 1),
              ("touchpoint=phone", "wait"): (0.15, 0, 1), ("process=order", "wait"): (0.2, 0, 1)}
    assert "Waiting: 0.20 easier (0.15 to 0.25), at phone and chat" in explained(WAITING | places)


def test_where_nothing_differs_nothing_is_explained() -> None:
    assert explained({("", "wait"): (0.0, nan, nan), ("", "total"): (0.0, nan, nan)}) == ""


def expected(*rows: tuple[str, str, str, str, Figures]) -> str:
    found = [(*row[:-1], *row[-1], 20, "jackknife t") for row in rows]
    result = company()
    tables = replace(result.tables, touchpoints=table("touchpoints", found))
    return told(expected_lines(Findings(replace(result, tables=tables)), 200))


WAIT = ("phone", "phone_wait")
REFUND = ("pay_back", "refund_time")


def test_expectations_are_told_with_who_must_act_the_most_pressing_first() -> None:
    day = 86400.0
    text = expected(
        (BASE, *WAIT, "wait_s", (62.0, 50.0, 74.0)), (BASE, *WAIT, "below_minimum", (0.05, 0.04, 0.06)),
        (BASE, *WAIT, "from_benchmark_s", (32.0, 20.0, 44.0)),
        (BASE, *WAIT, "weighted_gap", (0.01, 0.0, 0.02)),
        (BASE, *REFUND, "time_s", (6 * day, 5.5 * day, 6.5 * day)),
        (BASE, *REFUND, "below_minimum", (0.25, 0.2, 0.3)),
        (BASE, *REFUND, "from_benchmark_s", (4 * day, 3.5 * day, 4.5 * day)),
        (OTHER, *REFUND, "weighted_gap", (0.02, 0.0, 0.04)),
    )
    refund = text.index("Refund time: at most 1 w, the best take 2 d (Finance)")
    assert refund < text.index("Phone wait: at most 3 min, the best take 30 s (Head of service)")
    assert "25.0 % (20.0 to 30.0) take longer; mean 6.0 d (5.5 to 6.5), 4.0 d above the best." in text
    assert "5.0 % (4.0 to 6.0) wait longer; mean 62 s (50 to 74), 32 s above the best." in text
    assert text.count("none seen") == 2   # the alternative's


def test_a_share_that_takes_too_long_has_no_interval_below_nought() -> None:
    text = expected(
        (BASE, *WAIT, "wait_s", (62.0, 50.0, 74.0)), (BASE, *WAIT, "below_minimum", (0.04, -0.04, 0.12)),
    )
    assert "4.0 % (0.0 to 12.0) wait longer; mean 62 s (50 to 74)" in text


def test_a_single_scenario_is_held_against_its_expectations_too() -> None:
    alone = replace(company(), scenarios=company().scenarios[:1])
    assert "What customers expect" in told(single_lines(Findings(alone), 80))


def test_without_expectations_nothing_is_said() -> None:
    result = company()
    notes = tuple(replace(note, expectations=()) for note in result.scenarios)
    assert told(expected_lines(Findings(replace(result, scenarios=notes)), 80)) == ""
