"""Parts of a variance, worked by hand, and the law that they add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.stats.estimate import Pooled
from sim.stats.spread import Whole, spread_share, times


def whole(values: list[list[float]]) -> Whole:
    """Replications of values."""
    return Whole(*(np.array([f(np.array(one)) for one in values], float) for f in (
        len, np.sum, lambda one: (one**2).sum()
    )))   # fmt: skip


def share(parts: list[list[float]], values: list[list[float]]) -> Pooled:
    pairs = [(np.array(part), np.array(one)) for part, one in zip(parts, values, strict=True)]
    return spread_share(whole(values), [part.sum() for part, _ in pairs], [float(p @ v) for p, v in pairs])


def test_a_part_is_its_covariance_with_the_whole() -> None:
    # Whole -1, -3, 0 with variance (10 - 16/3) / 3; the first part is -1, 0, 0: covariance (1 - 4/3) / 3.
    values = [[-1.0, -3.0], [0.0]]
    assert share([[-1.0, 0.0], [0.0]], values).value == pytest.approx(-1 / 14)
    assert share([[0.0, -3.0], [0.0]], values).value == pytest.approx(15 / 14)


def test_each_replication_is_left_out_in_turn() -> None:
    found = share([[1.0, 0.0], [2.0, 0.0]], [[1.0, 2.0], [2.0, 1.0]])
    # Without the first: (4 - 2 x 3/2) / (5 - 9/2); without the second: (1 - 1 x 3/2) / (5 - 9/2).
    assert found.without == pytest.approx([2.0, -1.0])


def test_a_whole_that_does_not_vary_has_no_parts() -> None:
    found = share([[0.1] * 3, [0.1] * 4], [[0.3] * 3, [0.3] * 4])
    assert np.isnan(found.value)
    assert found.estimate().method == "no events"


@given(st.lists(st.tuples(*[st.floats(-10, 10)] * 3), min_size=2, max_size=20))
def test_parts_add_up_to_one(rows: list[tuple[float, float, float]]) -> None:
    parts = np.array(rows).T
    values = parts.sum(axis=0)
    if np.var(values) > 1e-3:
        shares = [share([part.tolist()], [values.tolist()]).value for part in parts]
        assert sum(shares) == pytest.approx(1.0, abs=1e-9)


def test_a_product_is_left_out_in_both() -> None:
    found = times(Pooled(2.0, np.array([1.0, 3.0])), Pooled(5.0, np.array([4.0, 6.0])))
    assert (found.value, found.without.tolist()) == (10.0, [4.0, 18.0])
