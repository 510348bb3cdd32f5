"""What those who tell of a sweep share: the form of what they tell, and when a difference can be told."""

from __future__ import annotations

from collections.abc import Iterator

from sim.stats.estimate import Estimate

Told = Iterator[tuple[str, str]]
"""Measure and sentence."""


def is_clear(difference: Estimate) -> bool:
    """Whether a difference's interval leaves out 0, or it is the same in every replication, and not 0."""
    if difference.has_interval:
        return not difference.low <= 0 <= difference.high
    return difference.method == "no variation" and difference.value != 0
