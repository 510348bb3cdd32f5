"""Three journeys in each of two alternatives, two of them the same, attributed by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest

from sim.measures.attribution import Attribution, Felt, attribution
from sim.measures.change import Matchable
from sim.records.log import Columns
from tests.unit.measures.test_change import lived
from tests.unit.measures.test_drivers import rows, yes_or_no

LN3 = log(3)   # a score is 1 + logistic(sum): 1.25, 1.5 and 1.75 at -ln 3, 0 and ln 3
PHONE, EMAIL, NONE = 0, 1, -1


def happened(*events: tuple[int, int, int, int, float]) -> Columns:
    """Row, feature, step, touchpoint, share."""
    names = ("row", "feature", "step", "touchpoint", "share")
    table = np.array(events, float).reshape(-1, 5)
    return {name: table[:, k].astype(float if name == "share" else int) for k, name in enumerate(names)}


def felt(contributions: list[tuple[float, float]], *events: tuple[int, int, int, int, float]) -> Felt:
    """Wait and transfers; step 0 belongs to the order, step 1 to the return."""
    return Felt(
        features=("wait", "transfers"), instrument=yes_or_no(), contributions=rows(*contributions),
        happened=happened(*events), process=np.array([0, 1], np.int16), processes=("order", "return"),
        touchpoints=("phone", "email"),
    )


def who(*ordinals: int) -> Matchable:
    """Consumers by number; a negative one is of a business customer."""
    return lived([(int(n >= 0), abs(n), int(n >= 0), 0.0, 0, 0.0) for n in ordinals])


# Consumer 0 goes from 0 to ln 3 by waiting less, business customer 1 from -ln 3 by ln 3 of waiting and ln 3
# of transfers. Consumer 2 is in the base alone, consumer 3 in the alternative alone.
BASE = who(0, -1, 2), felt([(0, 0), (-LN3, 0), (LN3, 0)], (1, 0, 0, PHONE, 0.75), (1, 0, 1, EMAIL, 0.25),
                           (2, 0, 0, PHONE, 1.0))
OTHER = who(3, -1, 0), felt([(0, 0), (0, LN3), (LN3, 0)], (1, 1, 1, EMAIL, 1.0), (2, 0, 0, NONE, 1.0))


def test_matched_journeys_give_each_feature_its_part() -> None:
    found = attribution(BASE, OTHER).groups["all"]
    assert (found.journeys, found.matched) == ((3, 3), 2)
    assert found.score == pytest.approx((4.5, 5.0))
    assert found.matched_score == pytest.approx((2.75, 3.5))
    assert found.drivers == pytest.approx([0.5, 0.25])


def test_each_segment_has_its_own_sums() -> None:
    groups = attribution(BASE, OTHER).groups
    assert list(groups) == ["all", "segment=business", "segment=consumer"]
    business, consumer = groups["segment=business"], groups["segment=consumer"]
    assert (business.journeys, business.matched) == ((1, 1), 1)
    assert (consumer.journeys, consumer.matched) == ((2, 2), 1)
    assert business.drivers == pytest.approx([0.25, 0.25])
    assert consumer.drivers == pytest.approx([0.25, 0])
    assert consumer.score == pytest.approx((3.25, 3.25))


def by_place(found: Attribution) -> dict[tuple[str, str], float]:
    return {
        (found.places[place], found.features[feature]): float(found.placed[place, feature])
        for place, feature in np.argwhere(found.seen)
    }


def test_each_contribution_is_split_by_where_it_came_about() -> None:
    # Both mean slopes are 0.25 / ln 3. Business 1 waited ln 3 worth in the base, three quarters of it on the
    # phone in the order; his transfers are new. What eases consumer 0 has no touchpoint.
    assert by_place(attribution(BASE, OTHER)) == pytest.approx({
        ("process=order", "wait"): 0.25 + 0.1875, ("process=return", "wait"): 0.0625,
        ("process=return", "transfers"): 0.25,
        ("touchpoint=phone", "wait"): 0.1875, ("touchpoint=email", "wait"): 0.0625,
        ("touchpoint=email", "transfers"): 0.25, ("touchpoint=(no place)", "wait"): 0.25,
    })


def test_places_are_told_apart_by_name_not_by_position() -> None:
    turned = replace(OTHER[1], processes=("return", "order"), process=np.array([1, 0], np.int16),
                     touchpoints=("chat", "email", "phone"))
    found = by_place(attribution(BASE, (OTHER[0], turned)))
    assert found == pytest.approx(by_place(attribution(BASE, OTHER)))


def test_reversing_the_alternatives_reverses_everything_exactly() -> None:
    there, back = attribution(BASE, OTHER), attribution(OTHER, BASE)
    assert {key: -part for key, part in by_place(there).items()} == by_place(back)
    for group, sums in there.groups.items():
        turned = back.groups[group]
        assert (sums.drivers == -turned.drivers).all()
        assert (sums.score, sums.matched_score) == (turned.score[::-1], turned.matched_score[::-1])


def test_against_oneself_nothing_is_attributed() -> None:
    found = attribution(BASE, BASE)
    assert not found.placed.any()
    assert not found.groups["all"].drivers.any()
