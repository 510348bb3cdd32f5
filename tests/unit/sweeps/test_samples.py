"""Values survive the store to the bit, in little room."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.sweeps.store.samples import packed, unpacked

WAITS = arrays(np.float32, st.integers(0, 60), elements=st.floats(0, float(np.float32(3e38)), width=32))


@given(WAITS)
def test_values_come_back_sorted_to_the_bit(values: np.ndarray) -> None:   # type: ignore[type-arg]
    assert unpacked(packed(values)).tobytes() == np.sort(values).tobytes()


def test_what_is_not_known_stands_last_and_infinity_before_it() -> None:
    values = np.array([np.nan, 2.5, np.inf, 0.0], np.float32)
    assert unpacked(packed(values)).tobytes() == np.array([0.0, 2.5, np.inf, np.nan], np.float32).tobytes()


def test_equal_values_cost_next_to_nothing_and_others_less_than_three_bytes() -> None:
    assert len(packed(np.zeros(10_000, np.float32))) < 100
    waits = np.random.default_rng(1).exponential(100.0, 10_000).astype(np.float32)
    assert len(packed(waits)) < 3 * len(waits)
