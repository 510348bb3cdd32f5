"""One replication of all alternatives: what a worker does, and the little that it sends back.

The journeys of all alternatives are in one place only here, so customers are matched here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.measures.cells import Cells
from sim.measures.change import Change, Matchable, changes
from sim.measures.distributions import Distribution
from sim.measures.flows import Flow
from sim.measures.replication import Settings, measure
from sim.plan.model import Plan
from sim.records.log import Columns


@dataclass(frozen=True, slots=True)
class Seen:
    """What one replication of one scenario told."""

    cells: Cells
    distributions: tuple[Distribution, ...]
    flows: tuple[Flow, ...]
    staffing: Columns


@dataclass(frozen=True, slots=True)
class Replication:
    """One replication of all scenarios.

    Attributes
    ----------
    seen : the base, then the alternatives.
    changes : for each alternative, what changed for the customers who are in both.
    """

    seen: tuple[Seen, ...]
    changes: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What is done for each replication; called with its number.

    Attributes
    ----------
    names, plans, settings : the base, then the alternatives.
    smallest : the smallest change of one customer that counts, by quantity.
    rows_to : where rows of legs and journeys are written, if they are to be kept.
    """

    names: tuple[str, ...]
    plans: tuple[Plan, ...]
    settings: tuple[Settings, ...]
    smallest: dict[str, float]
    rows_to: Path | None = None

    def __call__(self, replication: int) -> Replication:
        """Simulate and measure one replication of every scenario, and match its customers."""
        seen: list[Seen] = []
        lived: list[Matchable] = []
        for place in range(len(self.plans)):
            one, journeys = self._live(place, replication)
            seen.append(one)
            lived.append(journeys)
        changed = tuple(changes(lived[0], other, self.smallest) for other in lived[1:])
        return Replication(tuple(seen), changed)

    def _live(self, place: int, replication: int) -> tuple[Seen, Matchable]:
        from sim.engine.replication import replicate

        plan = self.plans[place]
        record = replicate(plan, replication)
        found = measure(plan, record, self.settings[place])
        if self.rows_to is not None and found.journeys is not None:
            from sim.study.rows import write_rows

            write_rows(self.rows_to, (self.names[place], place, replication), plan, (record, found.journeys))
        return Seen(found.cells, found.distributions, found.flows, found.staffing), found.matchable
