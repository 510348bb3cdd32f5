"""How many replications a point takes: the same number for all, or as many as its own precision needs.

In: what the sweep file and its base say. Out: `Enough`, or faults. The number of a point follows from its
first replications alone, so that it is the same on any engine and however the work is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sim.errors import Fault
from sim.measures.cells import ALL
from sim.scenario.checks.goals import MOST_REPLICATIONS, PILOT, broken_unit
from sim.scenario.schema import Replications
from sim.scenario.tree import Node, find, nearest
from sim.stats.estimate import Estimate, Pooled
from sim.stats.precision import Pilot
from sim.study.wanted import Wanted
from sim.sweeps.store.collecting import Gathered, Key

_KEY = "replications"


@dataclass(frozen=True, slots=True)
class Enough(Wanted):
    """How many replications there shall be of each point; a half-width is that of all its journeys."""

    def needed(self, scenarios: Iterable[Gathered], measures: Sequence[str]) -> int:
        """The replications of a point that bring all its scenarios to every half-width, at most `most`.

        All scenarios of a point get the same number, so that their differences stay paired. A point of which
        a first replication failed gets no more.
        """
        found = list(scenarios)
        if not all(one.up_to(self.first).whole for one in found):
            return self.first
        pilots = (self._pilots(one, measures) for one in found)
        most = (pilot.needed(self.half_widths[name]) for one in pilots for name, pilot in one.items())
        return min(max(most, default=self.first), self.most)

    def estimates(
        self, found: Gathered, measures: Sequence[str], pooled: dict[Key, Pooled]
    ) -> dict[Key, Estimate]:
        """The estimates of a point, those of wanted precision by the variance of the first replications."""
        pilots = self._pilots(found, measures)
        return {
            key: pilots[key[0]].estimate(one) if key[1] == ALL and key[0] in pilots else one.estimate()
            for key, one in pooled.items()
        }

    def _pilots(self, found: Gathered, measures: Sequence[str]) -> dict[str, Pilot]:
        if not self.half_widths:
            return {}
        pooled = dict(found.up_to(self.first).pooled(measures))
        return {name: Pilot.of(pooled[name, ALL]) for name in self.half_widths if (name, ALL) in pooled}


def faults_of(
    wanted: int | Replications, sweep: tuple[Sequence[str], Sequence[str], str], tree: Node
) -> Iterator[Fault]:
    """What is wrong with how many replications are wanted.

    Parameters
    ----------
    sweep : its measures, its groups, and the kind of its design.
    """
    measures, groups, design = sweep

    def fault(rule: str, *value: object, at: tuple[str, ...] = ()) -> Fault:
        path = (_KEY, *at)
        node = find(tree, path)
        return Fault(node.place if node else nearest(tree, path), ".".join(path), rule, *value)

    if isinstance(wanted, int):
        if wanted < 1:
            yield fault("must be at least 1", wanted)
        if wanted > MOST_REPLICATIONS:
            yield fault(f"must be at most {MOST_REPLICATIONS:,}", wanted)
        return
    if design == "sensitivity":
        yield fault("say how many: the points of a sensitivity design need the same number")
    if not wanted.precision or ALL not in groups:
        yield fault("names no measure that is kept for all journeys", at=("precision",))
    for name, amount in wanted.precision.items():
        at = ("precision", name)
        if name not in measures:
            yield fault("is not among the `measures` of the sweep", at=at)
        elif broken_unit(name, amount) or amount.value <= 0:
            yield fault(broken_unit(name, amount) or "must be above 0", at=at)
    if wanted.at_most < PILOT:
        rule = f"must be at least {PILOT}, the pilot that the number is worked out from"
        yield fault(rule, wanted.at_most, at=("at_most",))
