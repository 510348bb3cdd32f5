"""Which way each goal moves with more of each factor, as far as tries have shown it.

In: tries of staffings in one box, on the same replications. Out: for each factor and goal whether more helps,
hurts, changes nothing, or sometimes the one and sometimes the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from sim.stats.estimate import Pooled
from sim.sweeps.staffing.goals import Target
from sim.sweeps.staffing.space import Levels

SURELY = 0.999
"""Confidence of the interval of a difference that tells a way."""


class Way(Enum):
    """What more of a factor does to a goal."""

    HELPS = 1      # also where nothing else was seen
    HURTS = -1
    NOTHING = 0    # the same in every replication, while replications differ
    BOTH = None


@dataclass(slots=True)
class Ways:
    """What was seen in one box.

    Attributes
    ----------
    targets : the goals for their groups.
    """

    targets: Sequence[Target]
    _tries: list[tuple[Levels, Sequence[Pooled]]] = field(default_factory=list)
    _helps: set[tuple[int, int]] = field(default_factory=set)
    _hurts: set[tuple[int, int]] = field(default_factory=set)
    _nothing: set[tuple[int, int]] = field(default_factory=set)
    _something: set[tuple[int, int]] = field(default_factory=set)

    def learn(self, levels: Levels, found: Sequence[Pooled]) -> None:
        """Compare a try with all before it that differ in one factor, or that should be worse for a goal."""
        for before, seen in self._tries:
            axes = [axis for axis, (a, b) in enumerate(zip(before, levels, strict=True)) if a != b]
            for number, (one, other) in enumerate(zip(found, seen, strict=True)):
                if len(axes) == 1:
                    self._one_factor(axes[0], number, (one, other) if levels > before else (other, one))
                else:
                    self._several(axes, number, ((levels, one), (before, other)))
        self._tries.append((levels, found))

    def way(self, axis: int, target: int) -> Way:
        """What more of a factor does to a target."""
        pair = axis, target
        if pair in self._hurts:
            return Way.BOTH if pair in self._helps else Way.HURTS
        return Way.NOTHING if pair in self._nothing and pair not in self._something else Way.HELPS

    def _one_factor(self, axis: int, target: int, tries: tuple[Pooled, Pooled]) -> None:
        """What a try with more of one factor, given first, tells beside one with less."""
        more, less = tries
        change = more - less
        if change.constant and change.value == 0:
            if not less.constant:
                self._nothing.add((axis, target))
            return
        self._something.add((axis, target))
        if _surely_below_zero(change, -self.targets[target].way):
            self._helps.add((axis, target))
        elif _surely_below_zero(change, self.targets[target].way):
            self._hurts.add((axis, target))

    def _several(
        self, axes: Sequence[int], target: int, tries: tuple[tuple[Levels, Pooled], tuple[Levels, Pooled]]
    ) -> None:
        """Where all factors speak for one of two tries and it is surely worse, none can be trusted."""
        for (better, one), (worse, other) in (tries, tries[::-1]):
            spoken_for = all(self._no_worse(axis, target, better[axis] - worse[axis]) for axis in axes)
            if spoken_for and _surely_below_zero(one - other, self.targets[target].way):
                pairs = {(axis, target) for axis in axes}
                self._helps |= pairs
                self._hurts |= pairs

    def _no_worse(self, axis: int, target: int, step: int) -> bool:
        way = self.way(axis, target)
        return way is Way.NOTHING or (way is not Way.BOTH and way.value * step > 0)


def _surely_below_zero(change: Pooled, way: int) -> bool:
    """Whether a difference is surely for the worse."""
    if not way * change.value < 0:
        return False
    if change.constant:
        return True
    found = change.estimate(SURELY)
    return found.has_interval and max(way * found.low, way * found.high) < 0
