"""The same customers in two alternatives, matched by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.change import EDGES, Change, Matchable, changes, matchable, matched_rows
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from tests.unit.measures import handmade as company

BUSINESS, CONSUMER = 0, 1


def lived(rows: list[tuple[int, int, int, float, int, float]], reason: int = 0) -> Matchable:
    """Journeys as (demand, ordinal, segment, wait in seconds, handoffs, CES)."""
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Matchable(
        demands=(("orders", "business"), ("orders", "consumer")),
        segments=("business", "consumer"),
        reasons=("question", "refund"),
        demand=columns[0].astype(np.int16),
        ordinal=columns[1].astype(np.int32),
        segment=columns[2].astype(np.int8),
        reason=np.full(len(rows), reason, np.int16),
        values={"wait_s": columns[3].astype(np.float32), "handoffs": columns[4].astype(np.float32),
                "ces": columns[5].astype(np.float32)},
    )


# Orders 0, 1 and 2 of consumers and order 0 of business customers are in both; consumer 3 is only in the
# base, business 1 and 2 only in the alternative.
BASE = lived([(1, 0, 1, 100, 1, 4.0), (1, 1, 1, 50, 0, 5.0), (1, 2, 1, 0, 0, 6.0), (0, 0, 0, 30, 2, 3.0),
              (1, 3, 1, 10, 0, 5.0)])
OTHER = lived([(0, 2, 0, 5, 0, 5.0), (0, 1, 0, 5, 0, 5.0), (0, 0, 0, 10, 0, 5.5), (1, 2, 1, 0, 0, 6.0),
               (1, 1, 1, 60, 1, 4.5), (1, 0, 1, 40, 0, 5.0)])


def of(found: tuple[Change, ...], quantity: str, group: str) -> Change:
    (one,) = [change for change in found if (change.quantity, change.group) == (quantity, group)]
    return one


def counts(one: Change) -> tuple[int, int, int, int, int]:
    return one.better, one.worse, one.unchanged, one.avoided, one.new


def test_matched_journeys_are_compared_one_by_one() -> None:
    # Waits change by -60, +10, 0 and -20 s; two of the four get shorter.
    found = of(changes(BASE, OTHER, {}), "wait_s", "all")
    assert counts(found) == (2, 1, 1, 1, 2)
    assert (found.before, found.after) == pytest.approx((180, 110))
    assert (found.gained, found.lost) == pytest.approx((60 + 20, 10))


def test_only_a_change_of_at_least_the_smallest_difference_counts() -> None:
    assert counts(of(changes(BASE, OTHER, {"wait_s": 20}), "wait_s", "all"))[:3] == (2, 0, 2)
    assert counts(of(changes(BASE, OTHER, {"wait_s": 21}), "wait_s", "all"))[:3] == (1, 0, 3)


def test_more_ease_is_better_and_more_handoffs_are_worse() -> None:
    assert counts(of(changes(BASE, OTHER, {}), "ces", "all"))[:3] == (2, 1, 1)        # +1, -.5, 0, +2.5
    assert counts(of(changes(BASE, OTHER, {}), "handoffs", "all"))[:3] == (2, 1, 1)   # -1, +1, 0, -2


def test_groups_follow_the_base() -> None:
    found = changes(BASE, OTHER, {})
    assert counts(of(found, "wait_s", "segment=business")) == (1, 0, 0, 0, 2)
    assert counts(of(found, "wait_s", "segment=consumer")) == (1, 1, 1, 1, 0)
    assert counts(of(found, "wait_s", "reason=question")) == (2, 1, 1, 1, 2)
    assert counts(of(found, "wait_s", "reason=refund")) == (0, 0, 0, 0, 0)


def test_those_with_a_contact_in_either_are_a_group() -> None:
    # In the base consumers 0 and 3 got in touch, in the alternative consumers 0 and 2: of the matched, 0
    # and 2 count; consumer 3 is avoided; of the new, none got in touch.
    base = replace(BASE, reason=np.array([0, -1, -1, -1, 0], np.int16))
    other = replace(OTHER, reason=np.array([-1, -1, -1, 1, -1, 0], np.int16))
    found = of(changes(base, other, {}), "wait_s", "contact")
    assert counts(found) == (1, 0, 1, 1, 0)
    assert (found.before, found.after) == (100, 40)


JOURNEYS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(-1, 1), st.floats(0, 900, width=32),
              st.integers(0, 4), st.floats(1, 7, width=32)),
    unique_by=lambda row: row[:2], min_size=1,
)  # fmt: skip


@given(JOURNEYS, JOURNEYS, st.floats(0, 100))
def test_everybody_is_counted_once(base: list[Any], other: list[Any], least: float) -> None:
    one, two = ([(d, n, d, *rest) for d, n, _, *rest in rows] for rows in (base, other))
    left, right = (
        replace(lived(rows), reason=np.array([row[2] for row in told], np.int16))
        for rows, told in ((one, base), (two, other))
    )
    there, back = changes(left, right, {"wait_s": least}), changes(right, left, {"wait_s": least})
    for change in there:
        assert change.matched == change.histogram.sum()
        if change.quantity == "ces":   # any change counts
            assert change.after - change.before == pytest.approx(change.gained - change.lost, abs=1e-3)
        if change.group == "all":
            assert change.matched + change.avoided == len(base)
            assert change.matched + change.new == len(other)
        if change.group in ("all", "contact"):
            turned = of(back, change.quantity, change.group)
            assert (turned.better, turned.worse, turned.avoided) == (change.worse, change.better, change.new)
            assert (turned.gained, turned.lost) == (change.lost, change.gained)


def test_the_histogram_holds_every_matched_journey() -> None:
    found = of(changes(BASE, OTHER, {}), "wait_s", "all")
    edges = EDGES["wait_s"]
    assert found.histogram.sum() == 4
    # -60 opens the bin from -60 to -30; -20 lies from -30 to -10; 0 in the middle; +10 opens 10 to 30.
    held = {edges[place - 1]: int(n) for place, n in enumerate(found.histogram) if n}
    assert held == {-60: 1, -30: 1, -1: 1, 10: 1}


def test_demands_are_matched_by_name_not_by_position() -> None:
    swapped = replace(OTHER, demands=(("orders", "consumer"), ("orders", "business")),
                      demand=(1 - OTHER.demand).astype(np.int16))
    assert counts(of(changes(BASE, swapped, {}), "wait_s", "all")) == (2, 1, 1, 1, 2)
    renamed = replace(OTHER, demands=(("calls", "business"), ("orders", "consumer")))
    assert counts(of(changes(BASE, renamed, {}), "wait_s", "all")) == (1, 1, 1, 2, 3)


def test_nothing_changes_against_oneself() -> None:
    for one in changes(BASE, BASE, {}):
        assert (one.better, one.worse, one.avoided, one.new, one.after - one.before) == (0, 0, 0, 0, 0.0)


def test_measured_journeys_alone_can_be_matched() -> None:
    made = matchable(company.plan(), journeys(company.plan(), company.example(), load("default")))
    assert made.ordinal.tolist() == [0, 0, 1, 2]
    assert made.values["wait_s"].tolist() == [150, 180, 0, 0]
    assert made.demands[made.demand[1]] == ("orders", "business")


def test_who_is_matched_and_in_which_order_does_not_depend_on_the_base() -> None:
    left, right = matched_rows(BASE, OTHER)
    assert (left.tolist(), right.tolist()) == ([3, 0, 1, 2], [2, 5, 4, 3])
    swapped = replace(OTHER, demands=OTHER.demands[::-1], demand=(1 - OTHER.demand).astype(np.int16))
    assert [rows.tolist() for rows in matched_rows(swapped, BASE)] == [right.tolist(), left.tolist()]
