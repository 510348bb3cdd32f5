"""Processes laid flat: every step of every journey in its place, nested processes included.

In: the processes and demands of a scenario. Out: `Placed` steps by path. A demand for contacts, or of
the company's own calls, is a small process of its own, named like the demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.plan.bounds import within_bounds
from sim.plan.index import Index, refuse
from sim.scenario import schema
from sim.scenario.schema import Step
from sim.scenario.values import Shares

if TYPE_CHECKING:
    from sim.plan.usage import Usage

START, RESOLVED, GIVEN_UP, REACHED = "start", "resolved", "given_up", "reached"
"""Names of steps that the processes of single contacts have besides one step a reason."""

JOINED = "joined"
"""The name of the step at which the branches of a step end."""


@dataclass(frozen=True)
class Placed:
    """A step in its place.

    Attributes
    ----------
    path : names from the top process down to the step: "order.send_back.post".
    siblings : the path of what the step belongs to; with a name behind it, the path of a sibling.
    process : the innermost process.
    name, step : as written.
    exits : inside a nested process, where each end leads (`rest` for the others); None at the top.
    fork, branch : inside a branch, the paths of the step that forks and of the branch's first step.
    """

    path: str
    siblings: str
    process: str
    name: str
    step: Step
    exits: Mapping[str, str] | None
    fork: str = ""
    branch: str = ""

    def beside(self, name: str) -> str:
        """The path of the sibling with this name."""
        return f"{self.siblings}.{name}"


def lay_flat(index: Index, usage: Usage) -> dict[str, Placed]:
    """All steps that a journey can reach a process of, by path, sorted."""
    scenario = index.scenario
    tops = {demand.process for demand in scenario.demand.values() if demand.process}
    found = within_bounds(
        placed for top in tops for placed in _placed(scenario.processes, top, Room(top))
    )
    for name, demand in scenario.demand.items():
        if not demand.process:
            if name in tops:
                refuse(f"demand.{name}", "has the name of a process; call it something else")
            found += _placed({name: process_of(demand)}, name, Room(name))
    return {placed.path: placed for placed in sorted(found, key=lambda placed: placed.path)}


def first_step(scenario: schema.Scenario, name: str) -> str:
    """The path of the step at which journeys of a demand begin."""
    demand = scenario.demand[name]
    if demand.process:
        return f"{demand.process}.{scenario.processes[demand.process].start}"
    return f"{name}.{process_of(demand).start}"


def process_of(demand: schema.Demand) -> schema.Process:
    """The process that a demand for contacts, or of the company's calls, stands for."""
    if demand.proactive:
        step = Step.model_construct(proactive=demand.proactive, from_=demand.from_, next=REACHED)
        return _process(demand.proactive, {demand.proactive: step, REACHED: _end(REACHED)})
    shares: Shares = {demand.contact: 1.0} if isinstance(demand.contact, str) else demand.contact or {}
    on = {RESOLVED: RESOLVED, "rest": GIVEN_UP}
    steps = {reason: Step.model_construct(contact=reason, on=on) for reason in shares}
    steps |= {RESOLVED: _end(RESOLVED), GIVEN_UP: _end(GIVEN_UP)}
    if len(shares) == 1:
        return _process(next(iter(shares)), steps)
    return _process(START, {START: Step.model_construct(next=shares), **steps})


def _end(name: str) -> Step:
    return Step.model_construct(end=name)


def _process(start: str, steps: dict[str, Step]) -> schema.Process:
    return schema.Process.model_construct(start=start, steps=steps)


@dataclass(frozen=True)
class Room:
    """Where the steps of a process are placed: a path, where ends lead, and the branch it lies in."""

    path: str
    exits: Mapping[str, str] | None = None
    fork: str = ""
    branch: str = ""

    def step(self, process: str, name: str, step: Step) -> Placed:
        """A step in this room."""
        path = f"{self.path}.{name}"
        return Placed(path, self.path, process, name, step, self.exits, self.fork, self.branch)


def _placed(
    processes: Mapping[str, schema.Process], process: str, room: Room, inside: tuple[str, ...] = ()
) -> Iterator[Placed]:
    if process in inside:
        refuse(f"processes.{process}", f"contains itself ({' > '.join((*inside, process))})")
    for name, step in processes[process].steps.items():
        yield from _whole(processes, room.step(process, name, step), (*inside, process))


def _whole(
    processes: Mapping[str, schema.Process], place: Placed, inside: tuple[str, ...]
) -> Iterator[Placed]:
    """A step with what is nested in it."""
    yield place
    step = place.step
    if step.process:
        onward = {end: place.beside(target) for end, target in (step.on or {}).items()}
        room = Room(place.path, onward, place.fork, place.branch)
        yield from _placed(processes, step.process, room, inside)
    for name, branch in step.branches().items():
        room = Room(place.path, None, place.path, f"{place.path}.{name}")
        yield from _whole(processes, room.step(place.process, name, _step_of(branch)), inside)
    if step.together:
        yield Room(place.path, None, place.path).step(place.process, JOINED, _end(JOINED))


def _step_of(branch: schema.Branch) -> Step:
    """A branch as a step that leads to where the branches join."""
    stated = {key: getattr(branch, key) for key in branch.model_fields_set}
    if branch.contact or branch.process:
        return Step.model_construct(**stated, on={"rest": JOINED})
    return Step.model_construct(**stated, next=JOINED)
