"""What changed for the customers who are in both alternatives: from counts of replications to rows.

In: for each replication the `Change` of every quantity and group. Out: rows of the table `changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf, nan
from typing import Any

from sim.measures.change import EDGES, Change
from sim.stats.estimate import Pooled
from sim.stats.ratio import pooled_ratio

Row = tuple[Any, ...]


def change_rows(
    baseline: str, alternative: str, replications: Sequence[tuple[Change, ...]]
) -> Iterator[Row]:
    """Rows of `changes` for one alternative; customers are summed, replications give the interval."""
    for series in zip(*replications, strict=True):
        head = (baseline, alternative, series[0].quantity, series[0].group)
        for change, least, below, pooled in _statistics(series):
            found = pooled.estimate()
            tail = (found.value, found.low, found.high, found.n, found.method)
            yield (*head, change, _finite(least), _finite(below), *tail)


def _statistics(series: Sequence[Change]) -> Iterator[tuple[str, float, float, Pooled]]:
    matched = [one.better + one.worse + one.unchanged for one in series]
    each = [1] * len(series)
    for name, counts in (
        ("matched", matched),
        ("avoided", [one.avoided for one in series]),
        ("new", [one.new for one in series]),
    ):
        yield name, nan, nan, pooled_ratio(counts, each)
    for name, values in (
        ("better", [one.better for one in series]),
        ("worse", [one.worse for one in series]),
        ("unchanged", [one.unchanged for one in series]),
        ("mean", [one.total for one in series]),
    ):
        yield name, nan, nan, pooled_ratio(values, matched)
    ends = (-inf, *EDGES[series[0].quantity], inf)
    for place, (least, below) in enumerate(pairwise(ends)):
        yield "between", least, below, pooled_ratio([one.histogram[place] for one in series], matched)


def _finite(end: float) -> float:
    return nan if abs(end) == inf else end
