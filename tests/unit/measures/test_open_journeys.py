"""What open journeys could still come to, worked by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.counted import Counted
from sim.measures.open_journeys import sums_with_open


def journeys(rows: list[tuple[bool, float, int, float]]) -> Counted:
    """Journeys as (open, wait in seconds, handoffs, CES)."""
    columns = zip(*rows, strict=True)
    names = ("open", "wait_s", "handoffs", "ces")
    return Counted(len(rows), {name: np.array(c) for name, c in zip(names, columns, strict=True)}, {})


def test_open_journeys_lie_between_what_was_lived_and_the_largest_of_the_closed() -> None:
    # Closed: waits 100 and 0 s, 2 and 0 handoffs, CES 5 and 6. Open: 30 and 250 s, 0 and 3 handoffs.
    rows = [(False, 100, 2, 5), (False, 0, 0, 6), (True, 30, 0, 4), (True, 250, 3, 2)]
    found = sums_with_open(journeys(rows))
    assert found == {
        "wait_mean_s": (380, 100 + 0 + 100 + 250),   # who waited longer than any stays where he is
        "handoffs_mean": (5, 2 + 0 + 2 + 3),
        "ces_mean": (5 + 6 + 1 + 1, 5 + 6 + 7 + 7),
    }


def test_where_all_are_open_waits_are_at_least_what_was_lived() -> None:
    assert sums_with_open(journeys([(True, 30, 1, 4)]))["wait_mean_s"] == (30, 30)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1e4), st.integers(0, 5), st.floats(1, 7)), min_size=1))
def test_what_is_lived_lies_between_the_ends(rows: list[tuple[bool, float, int, float]]) -> None:
    table = journeys(rows)
    ends = zip(sums_with_open(table).values(), ("wait_s", "handoffs", "ces"), strict=True)
    for (low, high), column in ends:
        lived = float(table.columns[column].astype(float).sum())
        assert low <= lived * (1 + 1e-12)
        assert lived <= high * (1 + 1e-12)
        if not table.columns["open"].any():
            assert low == lived == high
