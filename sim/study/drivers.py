"""Why ease differs: from sums of replications to the drivers of a difference, each with its interval.

In: for each replication the `Attribution` of an alternative. Out: rows of the table `drivers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sim.measures.attribution import Attribution, Sums
from sim.stats.estimate import Estimate, Pooled
from sim.stats.paired import family_size
from sim.stats.ratio import pooled_ratio

Row = tuple[Any, ...]
UNMATCHED, TOTAL = "unmatched", "total"


def driver_rows(names: Sequence[str], replications: Sequence[tuple[Attribution, ...]]) -> Iterator[Row]:
    """Rows of `drivers`; `names` are the base, then the alternatives."""
    for place, name in enumerate(names[1:]):
        series = [one[place] for one in replications]
        for key, found in _statistics(series, len(names) - 1):
            yield names[0], name, *key, found.value, found.low, found.high, found.n, found.method


def _statistics(
    series: Sequence[Attribution], alternatives: int
) -> Iterator[tuple[tuple[str, str, str], Estimate]]:
    """(group, place, driver) and what it adds to the mean ease of a journey."""
    first = series[0]
    for group in first.groups:
        sums = [one.groups[group] for one in series]
        parts = np.array([one.drivers for one in sums])
        matched = [one.matched for one in sums]
        for number, feature in enumerate(first.features):
            yield (group, "", feature), pooled_ratio(parts[:, number], matched).estimate()
        total, unmatched = _total(sums)
        yield (group, "", UNMATCHED), unmatched.estimate()
        shared = family_size("ces_mean", group, alternatives)
        yield (group, "", TOTAL), total.estimate(comparisons=shared)
    yield from _placed(series)


def _placed(series: Sequence[Attribution]) -> Iterator[tuple[tuple[str, str, str], Estimate]]:
    """Of each driver, what came about at each place where it occurred at all."""
    first = series[0]
    placed = np.array([one.placed for one in series])
    seen = np.any([one.seen for one in series], axis=0)
    matched = [one.groups["all"].matched for one in series]
    for where, place in enumerate(first.places):
        for number in np.flatnonzero(seen[where]):
            part = pooled_ratio(placed[:, where, number], matched)
            yield ("all", place, first.features[number]), part.estimate()


def _total(sums: Sequence[Sums]) -> tuple[Pooled, Pooled]:
    """The difference of the two means, and what the unmatched pull them apart beyond the matched."""
    matched = [one.matched for one in sums]
    base, other = (
        pooled_ratio([one.score[side] for one in sums], [one.journeys[side] for one in sums])
        for side in (0, 1)
    )
    if not any(matched):
        return other - base, other - base
    before, after = (pooled_ratio([one.matched_score[side] for one in sums], matched) for side in (0, 1))
    return other - base, (other - after) - (base - before)
