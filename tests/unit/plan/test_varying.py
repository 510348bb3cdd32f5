"""By-maps become dense tables: the deepest map that names a case wins, `rest` fills what is left."""

import pytest

from sim.plan.model import Split
from sim.plan.tables import REASON, SEGMENT
from sim.plan.varying import split_table, table
from sim.scenario.varying import By

NAMES = {
    "segment": ("business", "consumer"),
    "reason": ("invoice", "order", "refund"),
    "previous_team": ("desk", ""),
    "transferred": ("no", "yes"),
}
TARGETS = {"a": 0, "b": 1, "c": 2}.__getitem__


def case(segment: int = 0, reason: int = 0, previous_team: int = 0) -> list[int]:
    return [segment, reason, 0, 0, previous_team, 0, 0, 0, 0]


def test_plain_value_is_a_constant():
    assert table(NAMES, 3, float).steps == ()
    assert table(NAMES, 3, float).at(case(1, 2)) == 3.0


def test_equal_cases_are_a_constant_too():
    assert table(NAMES, By("segment", {"consumer": 1}, 1), int).steps == ()


def test_strides_are_row_major_in_the_order_of_the_dimensions():
    nested = By("reason", {"order": By("segment", {"business": 1}, 2)}, 3)
    built = table(NAMES, nested, int)
    assert built.steps == ((SEGMENT, 3), (REASON, 1))
    assert built.values == (3, 1, 3, 3, 2, 3)


def test_deepest_match_wins_and_an_inner_gap_falls_to_the_outer_rest():
    nested = By("segment", {"business": By("reason", {"invoice": 10}, None)}, 20)
    built = table(NAMES, nested, int)
    assert [built.at(case(0, reason)) for reason in range(3)] == [10, 20, 20]
    assert [built.at(case(1, reason)) for reason in range(3)] == [20, 20, 20]


def test_nobody_before_takes_the_rest():
    built = table(NAMES, By("previous_team", {"desk": 0.9}, 0.0), float)
    assert built.at(case(previous_team=0)) == 0.9
    assert built.at(case(previous_team=1)) == 0.0


def test_case_without_a_value_is_refused():
    with pytest.raises(LookupError, match="consumer"):
        table(NAMES, By("segment", {"business": 1}, None), int)


def test_split_keeps_file_order_and_rest_takes_what_remains():
    assert split_table(NAMES, {"c": 0.2, "a": "rest", "b": 0.3}, TARGETS).values == (
        Split((0.2, 0.7, 1.0), (2, 0, 1)),
    )


def test_shares_that_vary_each_make_a_split_by_case():
    shares = {"a": By("segment", {"consumer": 0.95, "business": 0.5}, None), "b": "rest"}
    built = split_table(NAMES, shares, TARGETS)
    assert built.at(case(0)) == Split((0.5, 1.0), (0, 1))
    assert built.at(case(1)) == Split((0.95, 1.0), (0, 1))


def test_whole_splits_may_vary():
    built = split_table(NAMES, By("segment", {"business": {"a": 1.0}}, {"b": 0.4, "c": 0.6}), TARGETS)
    assert built.at(case(0)) == Split((1.0,), (0,))
    assert built.at(case(1)) == Split((0.4, 1.0), (1, 2))


def test_last_share_reaches_one_however_the_sum_is_rounded():
    rounded = split_table(NAMES, {"a": 0.7, "b": 0.2, "c": 0.1}, TARGETS).values[0]
    assert 0.7 + 0.2 + 0.1 < 1  # floating point
    assert rounded.upto[-1] == 1.0


def test_last_share_reaches_one_even_where_the_shares_as_written_fall_short():
    assert split_table(NAMES, {"a": 0.3, "b": 0.69999}, TARGETS).values[0].upto == (0.3, 1.0)


def test_target_with_share_zero_is_never_reached_at_the_end():
    upto = split_table(NAMES, {"a": 0.1, "b": 0.7 + 0.2, "c": 0.0}, TARGETS).values[0].upto
    assert upto == (0.1, 1.0, 1.0)


def test_bare_name_takes_everything():
    assert split_table(NAMES, "b", TARGETS).values == (Split((1.0,), (1,)),)
