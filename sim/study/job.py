"""One replication of all alternatives: what a worker does, and the little that it sends back.

The journeys of all alternatives are in one place only here, so customers are matched here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.measures.attribution import Attribution, Felt, attribution
from sim.measures.cells import Cells
from sim.measures.change import Change, Matchable, changes, matchable
from sim.measures.distributions import Distribution
from sim.measures.flows.counting import Flow
from sim.measures.journeys import journeys
from sim.measures.replication import ReplicationMeasures, Settings, measure
from sim.measures.visits import Visited
from sim.plan.model import Plan
from sim.records.log import Columns
from sim.study.doubt.sureness import Doubted, doubted


@dataclass(frozen=True, slots=True)
class Seen:
    """What one replication of one scenario told."""

    cells: Cells
    distributions: tuple[Distribution, ...]
    flows: tuple[Flow, ...]
    staffing: Columns
    weekly: dict[str, float]
    visited: Visited
    doubted: Doubted | None = None


def seen_of(found: ReplicationMeasures) -> Seen:
    """What is kept of the measures of a replication."""
    doubt = None if found.rescored is None else doubted(found.cells, found.rescored)
    return Seen(
        found.cells, found.distributions, found.flows, found.staffing, found.weekly, found.visited, doubt
    )


def doubted_of(parts: Sequence[Seen]) -> list[Doubted]:
    """What the replications of a scenario tell about doubt; nothing where it was not asked."""
    return [one.doubted for one in parts if one.doubted is not None]


@dataclass(frozen=True, slots=True)
class Replication:
    """One replication of all scenarios.

    Attributes
    ----------
    seen : the base, then the alternatives.
    changes : for each alternative, what changed for the customers who are in both.
    drivers : for each alternative, why it is easier or harder.
    by_luck : what changes for the base's customers with other luck alone; empty where it was not tried.
    """

    seen: tuple[Seen, ...]
    changes: tuple[tuple[Change, ...], ...]
    drivers: tuple[Attribution, ...]
    by_luck: tuple[Change, ...] = ()


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
        lived: list[tuple[Matchable, Felt]] = []
        for place in range(len(self.plans)):
            one, matched = self._live(place, replication)
            seen.append(one)
            lived.append(matched)
        base, *others = lived
        changed = tuple(changes(base[0], other[0], self.smallest) for other in others)
        drivers = tuple(attribution(base, other) for other in others)
        by_luck = self._by_luck(base[0], replication) if others and _tries_other_luck(replication) else ()
        return Replication(tuple(seen), changed, drivers, by_luck)

    def _by_luck(self, base: Matchable, replication: int) -> tuple[Change, ...]:
        """The base once more: the same customers, with other luck."""
        from sim.engine.replication import replicate

        plan = self.plans[0]
        record = replicate(plan, replication, redrawn=1)
        lived = journeys(plan, record, self.settings[0].experience)
        return changes(base, matchable(plan, lived), self.smallest)

    def _live(self, place: int, replication: int) -> tuple[Seen, tuple[Matchable, Felt]]:
        from sim.engine.replication import replicate

        plan = self.plans[place]
        record = replicate(plan, replication)
        found = measure(plan, record, self.settings[place])
        if self.rows_to is not None and found.journeys is not None:
            from sim.study.rows import write_rows

            write_rows(self.rows_to, (self.names[place], place, replication), plan, (record, found.journeys))
        return seen_of(found), (found.matchable, found.felt)


def _tries_other_luck(replication: int) -> bool:
    """Whether the base is lived through once more: in the first two replications, then in every fourth,
    as it costs a simulation more. It does not depend on how many replications there are, so that the
    first ones of a longer study are those of a shorter one."""
    return replication < 2 or replication % 4 == 0
