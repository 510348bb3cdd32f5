"""How a quantity spreads over journeys or contacts, with intervals from the replications.

In: the table `distributions`. Out: estimates of shares by category, and of shares beyond each end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.report.reading import Findings
from sim.stats.estimate import Estimate
from sim.stats.ratio import pooled_ratio
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Spread:
    """Counts by category.

    Attributes
    ----------
    uppers : upper end of each category, included; nan for the open one. Shape (categories,).
    counts : shape (replications, categories).
    """

    uppers: NDArray[np.float64]
    counts: NDArray[np.float64]

    @property
    def seen(self) -> bool:
        """Whether anything was counted at all."""
        return bool(self.counts.sum() > 0)

    def share(self, categories: slice) -> Estimate:
        """Share of what was counted in these categories."""
        return pooled_ratio(self.counts[:, categories].sum(axis=1), self.counts.sum(axis=1)).estimate()

    def beyond(self) -> list[Estimate]:
        """Share above each upper end but the open one."""
        return [self.share(slice(place + 1, None)) for place in range(self.counts.shape[1] - 1)]

    def __add__(self, other: Spread) -> Spread:
        """Both together, category by category."""
        return Spread(self.uppers, self.counts + other.counts)


def spread(findings: Findings, scenario: ScenarioNote, quantity: str, group: str = "all") -> Spread:
    """One quantity of one scenario and group, as its replications counted it."""
    table = findings.result.tables.distributions
    rows = _where(table, {"scenario": scenario.name, "quantity": quantity, "group": group})
    replications = _numbers(rows["replication"])
    single = ~np.isnan(replications)
    counts, uppers = _numbers(rows["count"])[single], _numbers(rows["upper"])[single]
    times = len(set(replications[single].tolist())) or 1
    return Spread(uppers[: len(uppers) // times], counts.reshape(times, -1))


def _where(table: pa.Table, equal: dict[str, str]) -> pa.Table:
    import pyarrow.compute as pc

    for column, value in equal.items():
        table = table.filter(pc.equal(table[column], value))
    return table


def _numbers(column: Any) -> NDArray[np.float64]:
    values: Sequence[float | None] = column.to_pylist()
    return np.array([np.nan if value is None else value for value in values], float)
