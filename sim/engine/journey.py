"""A customer's walk through a process: step by step, with what runs along beside a step.

A promise that a step breaks starts its `if_late` asides; `beside` asides come at a random moment of the
step, and the step ends only when they have.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from simpy import Event, Process

from sim.engine.errand import proactive_contact, work
from sim.engine.luck import chosen, duration, succeeds
from sim.engine.matter import Matter
from sim.engine.timing import END_OF_STEP, PROMISE_DUE, RETRY, Moment, alarm, matter_order, place
from sim.engine.world import Life, World
from sim.plan.model import Aside, Intervals, Step, StepKind
from sim.plan.tables import DIMENSIONS, PREVIOUS_TEAM, SEGMENT, TEAM
from sim.records import codes
from sim.streams import draw, mixed

BY_PEOPLE = (StepKind.WORK, StepKind.PROACTIVE)

Stay = Generator[Event, Any, int]
"""A stay at a step, which returns the next step."""


@dataclass(slots=True)
class Company:
    """What runs along with one stay at a step."""

    over: bool = False
    prevented: set[int] = field(default_factory=set)
    running: list[Process] = field(default_factory=list)


class Journey:
    """One customer's journey from its first step to its end."""

    __slots__ = (
        "_sequence", "at", "case", "customer", "demand", "entered", "entries", "key", "number", "owner",
        "world",
    )

    def __init__(self, world: World, number: int, demand: int, customer: int, key: int) -> None:
        self.world = world
        self.number = number
        self.demand = world.plan.demands[demand]
        self.customer = customer
        self.key = key
        self.owner = _owner(world, self.demand.segment, customer)
        self.entries: dict[int, int] = {}
        self.case = [0] * len(DIMENSIONS)
        self.case[SEGMENT] = self.demand.segment
        self.case[TEAM] = self.case[PREVIOUS_TEAM] = len(world.plan.teams)
        self._sequence = 0

    @property
    def measured(self) -> bool:
        """Begun by the customer, within the measured window."""
        window = self.world.plan.window
        return not self.demand.proactive and window.begins <= self.entered < window.ends

    def next_place(self, kind: int) -> int:
        """The place of this journey's next event among those at the same time."""
        self._sequence = sequence = self._sequence + 1
        return place(kind, self.number, sequence)

    def live(self) -> Life:
        """Walk from the first step to an end."""
        world, env = self.world, self.world.env
        steps, luck, case = world.plan.steps, world.luck, self.case
        self.at, self.entered = self.demand.step, env.now
        counts = self.measured
        world.followed += counts
        world.journeys[self.number] = self
        while (step := steps[self.at]).kind is not StepKind.END:
            self.entered = env.now
            key = self._enter(self.at, step.key)
            world.set_clock(case)
            if step.promise >= 0 or step.beside or step.kind in BY_PEOPLE:
                self.at = yield from self._accompanied(step, key)
                continue
            if step.kind is StepKind.CONTACT:
                matter = Matter(self, self.at, key, step.reason)
                following = yield from matter.pursue()
                self.at = following if following >= 0 else step.on[matter.outcome]
                continue
            if step.takes is not None:
                length = duration(step.takes.at(case), luck.takes, key)
                if length:
                    yield Moment(env, length, self.next_place(END_OF_STEP))
            if step.touchpoint:
                self._tell_step(0)
            self.at = self._next(step, key)
        self._finish()
        if counts:
            world.follow(-1)

    def _enter(self, at: int, key: int) -> int:
        """The key of the draws of this entry into a step."""
        entry = self.entries.get(at, 0)
        self.entries[at] = entry + 1
        return mixed(self.key ^ key, entry)

    def _next(self, step: Step, key: int) -> int:
        assert step.next is not None
        return chosen(step.next.at(self.case), self.world.luck.next, key)

    def _finish(self) -> None:
        world, now = self.world, self.world.env.now
        world.ended[self.number], world.end[self.number] = now, self.at
        del world.journeys[self.number]
        self.entered = now
        self._tell(codes.END, codes.DONE, 0, now)

    # -- steps with a promise, with people, or with something beside them ------------------------

    def _accompanied(self, step: Step, key: int) -> Stay:
        """A stay at a step that ends only when all that runs along with it has ended."""
        company = Company()
        if step.kind is StepKind.PASS:
            following = yield from self._pass_time(step, key, company)
        elif step.kind is StepKind.CONTACT:
            following = yield from self._get_in_touch(step, key, company)
        else:
            following = yield from self._errand(step, key, company)
        company.over = True
        for process in company.running:
            if process.is_alive:
                yield process
        return following

    def _pass_time(self, step: Step, key: int, company: Company) -> Stay:
        """A step that the customer lives through or waits for, without an agent."""
        env = self.world.env
        length = 0 if step.takes is None else duration(step.takes.at(self.case), self.world.luck.takes, key)
        self._start_beside(step, length, company)
        due = self._due(step)
        if 0 <= due < length:
            self._promise(step, due, company)
        if length:
            yield Moment(env, length, self.next_place(END_OF_STEP))
        if step.touchpoint or due >= 0:
            self._tell_step(_promise_flag(step, due, kept=length <= due))
        return self._next(step, key)

    def _get_in_touch(self, step: Step, key: int, company: Company) -> Stay:
        """A step at which the customer gets in touch about a matter."""
        due = self._due(step)
        if due >= 0:
            self._promise(step, due, company)
        matter = Matter(self, self.at, key, step.reason)
        following = yield from matter.pursue()
        if due >= 0:
            self._tell_step(_promise_flag(step, due, kept=self.world.env.now - self.entered <= due))
        return following if following >= 0 else step.on[matter.outcome]

    def _errand(self, step: Step, key: int, company: Company) -> Stay:
        """A step at which the company works, or gets in touch with the customer."""
        due = self._due(step)
        if due >= 0:
            self._promise(step, due, company)
        matter = Matter(self, self.at, key, step.reason)
        if step.kind is StepKind.WORK:
            yield from work(matter)
        else:
            yield from proactive_contact(matter, step.team, 0, None)
        return self._next(step, key)

    # -- what runs along -------------------------------------------------------------------------

    def _due(self, step: Step) -> int:
        """How long from now the step's promise allows, microseconds; -1 without promise."""
        if step.promise < 0 or step.promise_hours is None:
            return step.promise
        return _business_time(step.promise_hours, self.world.env.now, step.promise)

    def _promise(self, step: Step, due: int, company: Company) -> None:
        """Have the promise looked at when it is due."""
        if step.if_late:
            priority = self.next_place(PROMISE_DUE)
            alarm(self.world.env, due, priority, lambda _: self._start_if_late(step, company))

    def _start_beside(self, step: Step, length: int, company: Company) -> None:
        for number, aside in enumerate(step.beside):
            key = self._happens(aside)
            if key is not None:
                u = draw(self.world.luck.moment, key)
                delay = int(u * length) if aside.after is None else aside.after.sample(u)
                self._start(aside, key, delay, company, -1 - number)

    def _start_if_late(self, step: Step, company: Company) -> None:
        if company.over:
            return
        for number, aside in enumerate(step.if_late):
            key = self._happens(aside)
            if key is not None:
                after = 0 if aside.after is None else duration(aside.after, self.world.luck.moment, key)
                self._start(aside, key, after, company, number)

    def _happens(self, aside: Aside) -> int | None:
        """The key of this entry into an aside, or None if it does not happen."""
        key = self._enter(self.world.aside_places[aside.path], aside.key)
        if not aside.serves[self.case[SEGMENT]]:
            return None
        return key if succeeds(aside.share.at(self.case), self.world.luck.happens, key) else None

    def _start(self, aside: Aside, key: int, delay: int, company: Company, number: int) -> None:
        company.running.append(self.world.env.process(self._live_aside(aside, key, delay, company, number)))

    def _live_aside(self, aside: Aside, key: int, delay: int, company: Company, number: int) -> Life:
        if delay:
            yield Moment(self.world.env, delay, self.next_place(RETRY))
        if company.over or number in company.prevented:
            return
        matter = Matter(self, self.world.aside_places[aside.path], key, aside.reason)
        if aside.kind is StepKind.CONTACT:
            yield from matter.pursue()
        else:
            trouble = codes.TROUBLE if number >= 0 else 0
            yield from proactive_contact(
                matter, aside.team, trouble, lambda: company.prevented.update(aside.prevents)
            )

    # -- the record ------------------------------------------------------------------------------

    def tell_open(self) -> None:
        """Record the step that is not over when the run ends."""
        if self.world.plan.steps[self.at].kind is StepKind.PASS:
            self._tell(codes.STEP, codes.OPEN, 0, -1)

    def _tell_step(self, flags: int) -> None:
        self._tell(codes.STEP, codes.DONE, flags, self.world.env.now)

    def _tell(self, kind: int, outcome: int, flags: int, ended: int) -> None:
        matter = matter_order(self.number, self.at, self.entries.get(self.at, 1) - 1)
        nobody = (-1, -1, -1, -1)   # reason, channel, team, agent
        times = (-1, self.entered, ended, -1)
        self.world.tell((self.number, self.at, matter, 0, 0, *nobody, kind, outcome, flags, *times))


def _owner(world: World, segment: int, customer: int) -> int:
    """The customer's own agent; customers are dealt out in order, those beyond the last book have none."""
    team = world.owners[segment]
    if team is None or customer < 0:
        return -1
    number = customer // team.customers_each
    return team.agents[number] if number < len(team.agents) else -1


def _promise_flag(step: Step, due: int, kept: bool) -> int:
    """Only promises on touchpoints and contacts count."""
    if due < 0 or not (step.touchpoint or step.kind is StepKind.CONTACT):
        return 0
    return codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED


def _business_time(hours: Intervals, now: int, allowed: int) -> int:
    """How long from now until `allowed` microseconds of opening hours have passed."""
    starts = np.maximum(hours[:, 0], now)
    lengths = np.maximum(hours[:, 1] - starts, 0)
    passed = np.cumsum(lengths)
    at = int(np.searchsorted(passed, allowed))
    if at == len(passed):
        return int(hours[-1, 1]) - now + allowed if len(hours) else allowed
    return int(hours[at, 1] - (passed[at] - allowed)) - now
