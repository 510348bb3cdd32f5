"""What the lines of a point say together: each replication once, and a result more than a failure."""

from __future__ import annotations

from typing import Any

import pytest

from sim.sweeps.store.collecting import gathered


def line(first: int, *values: float) -> dict[str, Any]:
    numbers = [list(values), [1.0] * len(values)]
    return {"first": first, "count": len(values), "measures": {"m": {"all": numbers}}}


def failure(first: int, count: int, error: str = "no") -> dict[str, Any]:
    return {"first": first, "count": count, "error": error}


def test_pieces_in_any_order_make_the_same_point() -> None:
    pieces = [line(0, 1.0, 2.0), line(2, 3.0), line(3, 4.0)]
    for order in (pieces, pieces[::-1]):
        found = gathered(order, 4)
        assert found.whole
        assert found.numbers["m", "all"].tolist() == [[1.0, 2.0, 3.0, 4.0], [1.0] * 4]
        assert dict(found.pooled())["m", "all"].value == 2.5


@pytest.mark.parametrize("result_first", [True, False])
def test_a_result_counts_more_than_a_failure(result_first: bool) -> None:
    both = [line(0, 1.0, 2.0), failure(0, 2)]
    assert gathered(both if result_first else both[::-1], 2).whole


def test_what_is_missing_is_told_in_stretches_of_one_reason() -> None:
    found = gathered([line(1, 5.0), failure(2, 2), failure(4, 1, "other")], 7)
    assert found.missing == ((0, 1, ""), (2, 2, "no"), (4, 1, "other"), (5, 2, ""))
    assert not found.whole


def test_fewer_replications_than_there_are_take_the_first() -> None:
    found = gathered([line(0, 1.0, 2.0, 9.0), line(3, 9.0, 9.0, 9.0)], 2)
    assert found.numbers["m", "all"].tolist() == [[1.0, 2.0], [1.0, 1.0]]
