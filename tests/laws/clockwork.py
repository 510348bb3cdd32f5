"""What made-up companies are made of: coins, shares, and durations.

In: Hypothesis. Out: values as a scenario file writes them.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Plain = dict[str, Any]
Draw = Any

CHOICE = st.sampled_from
COIN = st.booleans()
SHARE = CHOICE(["0 %", "10 %", "30 %", "60 %", "100 %"])
CALLS, ORDERS, ROUND = "calls", "orders", "round"
QUESTIONS = ("question", "invoice", "fault")
"""Reasons of contacts; team k can always deal with reason k."""


class Clockwork:
    """Durations: whole minutes in a coarse company, else laws of every kind with means of minutes."""

    def __init__(self, draw: Draw, coarse: bool) -> None:
        self._draw = draw
        self._coarse = coarse

    def minutes(self, low: int, high: int) -> Any:
        """A law of a duration whose mean lies between whole minutes."""
        mean = self._draw(st.integers(low, high))
        constant = f"{mean} min"
        if self._coarse or mean == 0:
            return constant
        return self._draw(
            CHOICE(
                [
                    constant,
                    {"exponential": constant},
                    {"lognormal": {"mean": constant, "sd": "80 %"}},
                    {"uniform": {"low": "10 s", "high": f"{2 * mean} min"}},
                ]
            )
        )

    def limit(self, low: int, high: int) -> str:
        """A fixed duration of whole minutes."""
        return f"{self._draw(st.integers(low, high))} min"
