"""One replication's numerators and denominators, for every measure and group.

In: the counted rows of each table. Out: `Cells`, small and cheap to send between processes. Ratios are
pooled over replications as the sum of numerators over the sum of denominators, quantiles over the
values of all replications together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.measures.counted import Counted
from sim.measures.definitions import MEASURES, Measure
from sim.measures.open_journeys import sums_with_open

ALL = "all"
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cells:
    """What a replication contributes to each measure.

    Attributes
    ----------
    ratios : measure to group to (numerator, denominator); groups are `all`, `segment=business` ...
    values : for measures that are quantiles, the column to `segment=...` to the values of the rows.
    with_open : for what is compared first, the numerator of `all` with the journeys that are still open at
        their lowest and at their highest.
    """

    ratios: dict[str, dict[str, tuple[float, float]]]
    values: dict[str, dict[str, Values]]
    with_open: dict[str, tuple[float, float]] = field(default_factory=dict)

    def groups(self, measure: str) -> tuple[str, ...]:
        """The groups that a measure has, `all` first."""
        if MEASURES[measure].quantile:
            return (ALL, *self.values[MEASURES[measure].numerator])
        return tuple(self.ratios[measure])

    def sample(self, measure: str, group: str) -> Values:
        """The values that a quantile is taken of; empty for a group without rows."""
        parts = self.values[MEASURES[measure].numerator]
        if group == ALL:
            return np.concatenate([*parts.values(), np.empty(0, np.float32)])
        return parts.get(group, np.empty(0, np.float32))

    def ratio(self, measure: str, group: str) -> tuple[float, float]:
        """Numerator and denominator; (0, 0) for a group without rows."""
        return self.ratios[measure].get(group, (0.0, 0.0))

    def value(self, measure: str, group: str) -> float:
        """The measure in this replication alone; nan where the denominator is empty."""
        quantile = MEASURES[measure].quantile
        if quantile:
            sample = self.sample(measure, group)
            return float(np.quantile(sample, quantile, method="inverted_cdf")) if len(sample) else np.nan
        above, below = self.ratio(measure, group)
        return above / below if below else np.nan


def cells(tables: dict[str, Counted], constants: dict[str, float]) -> Cells:
    """The cells of a replication.

    Parameters
    ----------
    tables : counted rows by the names of `TABLES`.
    constants : the denominators that are one number, by the names of `CONSTANTS`.
    """
    ratios: dict[str, dict[str, tuple[float, float]]] = {}
    values: dict[str, dict[str, Values]] = {}
    for measure in MEASURES.values():
        table = tables[measure.table]
        if measure.numerator != "rows" and measure.numerator not in table.columns:
            ratios[measure.name] = {}   # nothing of the kind happens in the scenario
        elif measure.quantile:
            values[measure.numerator] = _by_segment(table, measure.numerator)
        else:
            ratios[measure.name] = _ratios(measure, table, constants)
    return Cells(ratios, values, sums_with_open(tables["journeys"]))


def _ratios(measure: Measure, table: Counted, constants: dict[str, float]) -> dict[str, tuple[float, float]]:
    above = _sums(table, measure.numerator)
    if measure.denominator in constants:
        below = dict.fromkeys(above, constants[measure.denominator])
    else:
        below = _sums(table, measure.denominator)
    return {group: (total, below[group]) for group, total in above.items()}


def _sums(table: Counted, column: str) -> dict[str, float]:
    """Sums of a column over all rows and over the rows of each group; "rows" counts them."""
    weights = np.ones(table.size) if column == "rows" else table.columns[column].astype(float)
    sums = {ALL: float(weights.sum())}
    for dimension, (names, codes) in table.groups.items():
        totals = np.bincount(codes + 1, weights, len(names) + 1)
        named = zip(names, totals[1:], strict=True)
        sums |= {f"{dimension}={name}": float(total) for name, total in named if name}
    return sums


def _by_segment(table: Counted, column: str) -> dict[str, Values]:
    names, codes = table.groups["segment"]
    values = table.columns[column].astype(np.float32)
    return {f"segment={name}": values[codes == index] for index, name in enumerate(names)}
