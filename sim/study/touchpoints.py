"""Each touchpoint with its intervals, and how it stands to what customers expect of it.

In: for each replication the `Visited` of a scenario. Out: rows of the table `touchpoints`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sim.measures.visits import Key, Visited
from sim.stats.estimate import Pooled
from sim.stats.ratio import pooled_ratio
from sim.stats.spread import Whole, spread_share, times

Row = tuple[Any, ...]


def touchpoint_rows(scenario: str, replications: Sequence[Visited]) -> Iterator[Row]:
    """Rows of `touchpoints` for one scenario."""
    whole = Whole(*np.array([one.whole for one in replications]).T)
    keys = dict.fromkeys(key for one in replications for key in (*one.ratios, *one.parts))
    for key in sorted(keys, key=lambda key: bool(key[1])):   # expectations after all touchpoints
        for quantity, pooled in _statistics(key, whole, replications):
            found = pooled.estimate()
            yield scenario, *key, quantity, found.value, found.low, found.high, found.n, found.method


def _statistics(key: Key, whole: Whole, replications: Sequence[Visited]) -> Iterator[tuple[str, Pooled]]:
    found: dict[str, Pooled] = {}
    for quantity in replications[0].ratios.get(key, ()):
        sums = (one.ratios[key][quantity] for one in replications)
        found[quantity] = pooled_ratio(*zip(*sums, strict=True))
    parts = zip(*(one.parts.get(key, (0.0, 0.0)) for one in replications), strict=True)
    found["importance"] = spread_share(whole, *parts)
    if "below_minimum" in found:
        found["weighted_gap"] = times(found["importance"], found["below_minimum"])
    yield from found.items()
