"""From the cells of replications to rows of tables: measures, estimates and comparisons.

In: for each scenario the `Cells` of its replications. Out: rows as `sim.study.columns` describes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any

from sim.measures.cells import ALL, Cells
from sim.measures.definitions import MEASURES, Measure
from sim.stats.estimate import Pooled
from sim.stats.paired import Difference, family_size, paired_difference
from sim.stats.pairing import pairing
from sim.stats.precision import Pilot
from sim.stats.quantile import pooled_quantile
from sim.stats.ratio import pooled_ratio
from sim.stats.verdict import verdict

Row = tuple[Any, ...]
WAYS = {"higher": 1, "lower": -1, "": 0}


@dataclass(frozen=True, slots=True)
class Observed:
    """A scenario and what its replications gave, in their order."""

    name: str
    cells: Sequence[Cells]

    def pooled(self, measure: Measure, group: str) -> Pooled:
        """A measure over all replications, and without each of them."""
        if measure.quantile:
            return pooled_quantile([one.sample(measure.name, group) for one in self.cells], measure.quantile)
        above, below = zip(*(one.ratio(measure.name, group) for one in self.cells), strict=True)
        found = pooled_ratio(above, below)
        if group != ALL or measure.name not in self.cells[0].with_open:
            return found
        ends = zip(*(one.with_open[measure.name] for one in self.cells), strict=True)
        low, high = (pooled_ratio(end, below) for end in ends)
        return replace(found, ends=(low, high))

    def groups(self, measure: Measure) -> tuple[str, ...]:
        """The groups that a measure has."""
        return self.cells[0].groups(measure.name)


Statistics = dict[tuple[str, str], Pooled]
"""Measure and group to the pooled statistic of one scenario."""


Pilots = dict[tuple[str, str], Pilot]
"""Scenario (in a comparison the alternative) and measure to the pilot that its interval rests on."""


def statistics(observed: Observed) -> Statistics:
    """Every measure and group of a scenario, computed once for all tables."""
    return {
        (measure.name, group): observed.pooled(measure, group)
        for measure in MEASURES.values()
        for group in observed.groups(measure)
    }


def measure_rows(observed: Observed) -> Iterator[Row]:
    """Rows of `measures`: each replication for itself."""
    for replication, cells in enumerate(observed.cells):
        for measure in MEASURES.values():
            for group in observed.groups(measure):
                value = cells.value(measure.name, group)
                above, below = _parts(cells, measure, group)
                yield observed.name, replication, measure.name, group, value, above, below


def estimate_rows(name: str, pooled: Statistics, pilots: Pilots | None = None) -> Iterator[Row]:
    """Rows of `estimates`: pooled over the replications, each with its interval."""
    for (measure, group), statistic in pooled.items():
        pilot = pilots.get((name, measure)) if pilots and group == ALL else None
        estimate = pilot.estimate(statistic) if pilot else statistic.estimate()
        yield (name, measure, group, estimate.value, estimate.low, estimate.high, estimate.n, estimate.method)


def comparison_rows(
    base: tuple[str, Statistics],
    alternatives: Sequence[tuple[str, Statistics]],
    matters: dict[str, float],
    pilots: Pilots | None = None,
) -> Iterator[Row]:
    """Rows of `comparison`: for each alternative every measure and group that the base has, too."""
    base_name, ours = base
    for name, theirs in alternatives:
        for (measure, group), before in ours.items():
            after = theirs.get((measure, group))
            if after is None:
                continue
            pilot = pilots.get((name, measure)) if pilots and group == ALL else None
            size = family_size(measure, group, len(alternatives))
            found = paired_difference(before, after, size, pilot=pilot)
            yield comparison_row((measure, group), (base_name, name), (before, after), found, matters)


def comparison_row(
    what: tuple[str, str], names: tuple[str, str], pair: tuple[Pooled, Pooled], found: Difference,
    matters: dict[str, float],
) -> Row:
    """A row of `comparison`: the second of a pair less the first, in one measure and group."""
    measure, group = what
    before, after = pair
    words = verdict(found, WAYS[MEASURES[measure].better], matters.get(measure))
    estimate = found.estimate
    return (
        measure, group, *names, before.value, after.value,
        estimate.value, estimate.low, estimate.high, estimate.n,
        found.family, str(words), estimate.method, *_ends(found),
    )  # fmt: skip


def _ends(difference: Difference) -> tuple[float, float]:
    if difference.ends is None:
        return nan, nan
    low, high = difference.ends
    return low.estimate.value, high.estimate.value


def pairing_rows(
    base: tuple[str, Statistics], alternatives: Sequence[tuple[str, Statistics]]
) -> Iterator[Row]:
    """Rows of `pairing`: for each alternative every measure of all."""
    base_name, ours = base
    for name, theirs in alternatives:
        for measure in MEASURES:
            if (measure, ALL) not in ours or (measure, ALL) not in theirs:
                continue
            found = pairing(ours[measure, ALL], theirs[measure, ALL])
            ratio = found.estimate
            ceiling = found.ceiling if isfinite(found.ceiling) else nan
            interval = (ratio.value, ratio.low, ratio.high)
            yield (base_name, name, measure, *interval, ceiling, ratio.n, ratio.method)


def _parts(cells: Cells, measure: Measure, group: str) -> tuple[float, float]:
    if measure.quantile:
        return nan, float(len(cells.sample(measure.name, group)))
    return cells.ratio(measure.name, group)
