"""What changed for the customers who are in both alternatives: from counts of replications to rows.

In: for each replication the `Change` of every quantity and group, and those by other luck alone. Out: rows
of the table `changes`.
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
Replications = Sequence[tuple[Change, ...]]


def change_rows(names: tuple[str, str], replications: Replications, by_luck: Replications) -> Iterator[Row]:
    """Rows of `changes` for one alternative; customers are summed, replications give the interval.

    Parameters
    ----------
    names : of the base and the alternative.
    by_luck : the base against itself with other luck, of those replications in which that was tried.
    """
    lucky = {_key(series): series for series in zip(*by_luck, strict=True)}
    for series in zip(*replications, strict=True):
        found = [*_statistics(series), *_shares(lucky.get(_key(series), ()), "_by_luck"), *_spread(series)]
        for change, least, below, pooled in found:
            told = pooled.estimate()
            tail = (told.value, told.low, told.high, told.n, told.method)
            yield (*names, *_key(series), change, _finite(least), _finite(below), *tail)


Statistic = tuple[str, float, float, Pooled]
"""Name, the ends of a bin (nan without), and the statistic."""


def _key(series: Sequence[Change]) -> tuple[str, str]:
    return series[0].quantity, series[0].group


def _statistics(series: Sequence[Change]) -> Iterator[Statistic]:
    each = [1] * len(series)
    for name in ("matched", "avoided", "new"):
        yield name, nan, nan, pooled_ratio([getattr(one, name) for one in series], each)
    yield from _shares(series)
    matched = [one.matched for one in series]
    before, after = ([getattr(one, name) for one in series] for name in ("before", "after"))
    means = pooled_ratio(before, matched), pooled_ratio(after, matched)
    yield "mean", nan, nan, means[1] - means[0]
    yield "base_mean", nan, nan, means[0]
    yield "alternative_mean", nan, nan, means[1]
    for name, sizes, who in (("gain_mean", "gained", "better"), ("loss_mean", "lost", "worse")):
        above, below = ([getattr(one, what) for one in series] for what in (sizes, who))
        yield name, nan, nan, pooled_ratio(above, below)


def _shares(series: Sequence[Change], ending: str = "") -> Iterator[Statistic]:
    matched = [one.matched for one in series]
    for name in ("better", "worse", "unchanged") if series else ():
        yield name + ending, nan, nan, pooled_ratio([getattr(one, name) for one in series], matched)


def _spread(series: Sequence[Change]) -> Iterator[Statistic]:
    matched = [one.matched for one in series]
    ends = (-inf, *EDGES[series[0].quantity], inf)
    for place, (least, below) in enumerate(pairwise(ends)):
        yield "between", least, below, pooled_ratio([one.histogram[place] for one in series], matched)


def _finite(end: float) -> float:
    return nan if abs(end) == inf else end
