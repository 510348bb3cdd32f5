"""The staffings among which the cheapest is sought, and what each is certain to cost.

In: scenarios, factors and choices. Out: `Box`es, one for each way in which the choices can be made, whose
places are staffings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from sim.errors import WrongInput
from sim.measures.agent_time import covered
from sim.measures.replication import WEEK_US
from sim.measures.spending import pay
from sim.measures.staffing import half_hours
from sim.plan.compile import compile_plan
from sim.plan.load import ByHour, planned
from sim.plan.model import Plan, Team
from sim.scenario.document import Document, altered
from sim.scenario.tree import Node
from sim.sweeps.design.designs import Point
from sim.sweeps.design.factors import Factor
from sim.sweeps.design.reading import change_of, fault_at

_CENT = 0.005
_NOBODY = np.empty((0, 2), np.int64)

Levels = tuple[int, ...]
"""The level of each staffing factor, from 0."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """What a staffing is before anything is simulated.

    Attributes
    ----------
    pay : of the shifts, a week.
    present : agents on duty on average by team and hour of the week, shape (teams, 168).
    """

    pay: float
    present: ByHour


@dataclass(frozen=True)
class Box:
    """All staffings of one scenario with its choices made.

    Attributes
    ----------
    scenario : place of the document.
    choices : what is chosen.
    factors : of staffing, in the order of the file.
    lowest : all factors at their first level.
    added : for each factor what its levels add to that, as pay and presence, the first nothing.
    """

    scenario: int
    choices: Point
    factors: tuple[Factor, ...]
    lowest: Staffed
    added: tuple[tuple[Staffed, ...], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Levels of each factor."""
        return tuple(len(one) for one in self.added)

    @cached_property
    def pay(self) -> NDArray[np.float64]:
        """What the shifts of each staffing cost a week; shape as `shape`."""
        total = np.full(self.shape, self.lowest.pay)
        for axis, levels in enumerate(self.added):
            along = [1] * len(self.added)
            along[axis] = len(levels)
            total += np.array([one.pay for one in levels]).reshape(along)
        return total

    def pay_at(self, levels: Levels) -> float:
        """What the shifts of one staffing cost a week."""
        return float(self.pay[levels])

    def nearest(self, levels: Levels, below: float) -> Levels:
        """The place nearest to another whose pay is below an amount; of equals the dearest."""
        away = sum(abs(axis - level) for axis, level in zip(np.indices(self.shape), levels, strict=True))
        most = self.pay.max() + 1
        ranked = np.where(self.pay < below, away - self.pay / most, np.inf)
        return tuple(int(one) for one in np.unravel_index(int(np.argmin(ranked)), self.shape))

    def present(self, levels: Levels) -> ByHour:
        """Agents on duty on average by team and hour of the week."""
        more = (one[level].present for one, level in zip(self.added, levels, strict=True))
        return np.asarray(sum(more, start=self.lowest.present))

    def point(self, levels: Levels) -> Point:
        """The changes that make a staffing of the scenario."""
        return self.choices + _settings(self.factors, levels)

    @property
    def top(self) -> Levels:
        """All factors at their last level."""
        return tuple(size - 1 for size in self.shape)


def boxes_of(
    documents: Sequence[Document], choices: Sequence[Factor], factors: tuple[Factor, ...], tree: Node
) -> Iterator[Box]:
    """A box for each scenario and each way to choose.

    Parameters
    ----------
    tree : of the file in which they are written.

    Raises
    ------
    WrongInput
        Where a level costs no more than the one before, or factors change each other's cost.
    """
    for scenario, document in enumerate(documents):
        for levels in product(*(range(one.levels) for one in choices)):
            yield _box(document, scenario, _settings(choices, levels), (factors, tree))


def _box(
    document: Document, scenario: int, choices: Point, staffing: tuple[tuple[Factor, ...], Node]
) -> Box:
    factors, tree = staffing

    def staffed(levels: Levels) -> Staffed:
        change = change_of(choices + _settings(factors, levels), tree.place)
        return staffed_of(compile_plan(altered(document, change).provisional))

    first = (0,) * len(factors)
    lowest = staffed(first)
    added, faults = [], []
    for axis, factor in enumerate(factors):
        found = [lowest, *(staffed((*first[:axis], n, *first[axis + 1 :])) for n in range(1, factor.levels))]
        if any(after.pay - before.pay < _CENT for before, after in pairwise(found)):
            rule = f"needs levels that each cost more than the one before: in {document.path} they cost"
            told = ", ".join(f"{one.pay:,.2f}" for one in found)
            faults.append(fault_at(tree, ("staffing", factor.name), f"{rule} {told} a week"))
        added.append(tuple(Staffed(o.pay - lowest.pay, o.present - lowest.present) for o in found))
    if faults:
        raise WrongInput(faults)
    box = Box(scenario, choices, factors, lowest, tuple(added))
    if abs(staffed(box.top).pay - box.pay[box.top]) > _CENT * prod(box.shape):
        rule = "holds paths that change each other's cost: give each a team or shift of its own"
        raise WrongInput([fault_at(tree, ("staffing",), rule)])
    return box


def staffed_of(plan: Plan) -> Staffed:
    """What a plan is certain to cost, and whom it has on duty.

    The pay of shifts is known without simulating: absent and away agents are paid, and overtime is extra.
    """
    edges = half_hours(plan.window)
    size, lengths = len(edges) - 1, np.diff(edges)
    shifts, _ = pay(plan, {
        "team": np.repeat(np.arange(len(plan.teams)), size),
        "begins": np.tile(edges[:-1], len(plan.teams)),
        "length_s": np.tile(lengths / 1e6, len(plan.teams)),
        "scheduled": np.concatenate([_on_shift(plan, team, edges) / lengths for team in plan.teams]),
        "overtime": np.zeros(size * len(plan.teams)),
    })
    weeks = (plan.window.ends - plan.window.begins) / WEEK_US
    return Staffed(float(shifts.sum()) / weeks, planned(plan))


def _on_shift(plan: Plan, team: Team, edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Time on shift of all agents of a team between neighbouring edges."""
    duties = np.concatenate([_NOBODY, *(plan.agents[number].duty for number in team.agents)])
    return covered(duties[:, 0], duties[:, 1], edges)


def _settings(factors: Sequence[Factor], levels: Levels) -> Point:
    pairs = zip(factors, levels, strict=True)
    return tuple(setting for factor, level in pairs for setting in factor.at_level(level))
