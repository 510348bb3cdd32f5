"""A customer's walk through a process: step by step, with what runs along beside a step.

A promise that a step breaks starts its `if_late` asides; `beside` asides come at a random moment of the
step, and the step ends only when they have.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final

from simpy import Event, Process

from sim.engine.errand import proactive_contact, work
from sim.engine.luck import Fate
from sim.engine.matter import Matter
from sim.engine.timing import END_OF_STEP, PROMISE_DUE, RETRY, Pause, alarm, matter_order, place
from sim.engine.world import Life, World
from sim.plan.model import Aside, Step, StepKind
from sim.plan.tables import DIMENSIONS, PREVIOUS_TEAM, SEGMENT, TEAM
from sim.records import codes
from sim.scenario import calendar
from sim.streams import mixed

BY_PEOPLE: Final = (StepKind.WORK, StepKind.PROACTIVE)

Stay = Generator[Event, Any, int]
"""A stay at a step, which returns the next step."""


# Looked up once: each look-up of an enumeration's member costs more than a function call.
PASS: Final = StepKind.PASS
CONTACT: Final = StepKind.CONTACT
END: Final = StepKind.END


@dataclass
class Company:
    """What runs along with one stay at a step; `running` are those that have begun."""

    over: bool = False
    prevented: set[int] = field(default_factory=set)
    running: list[Process] = field(default_factory=list)


class Journey:
    """One customer's journey from its first step to its end."""

    __slots__ = (
        "_base", "_key", "_sequence", "_told", "at", "case", "demand", "entered", "entries",
        "number", "owner", "world",
    )

    def __init__(self, world: World, number: int, who: tuple[int, int, int, int]) -> None:
        """`who` is demand, customer, first step and key of draws."""
        demand, customer, self.at, self._key = who
        self.world = world
        self.number = number
        self.demand = world.plan.demands[demand]
        self.owner = _owner(world, self.demand.segment, customer)
        self.entries: dict[int, int] = {}
        self.case = [0] * len(DIMENSIONS)
        self.case[SEGMENT] = self.demand.segment
        self.case[TEAM] = self.case[PREVIOUS_TEAM] = len(world.plan.teams)
        self._sequence = 0
        self._told = False   # the row of the present step
        self._base = place(0, number, 0)

    @property
    def measured(self) -> bool:
        """Begun by the customer, within the measured window."""
        window = self.world.plan.window
        return not self.demand.proactive and window.begins <= self.entered < window.ends

    def next_place(self, kind: int) -> int:
        """The place of this journey's next event among those at the same time."""
        self._sequence = sequence = self._sequence + 1
        return kind + self._base + sequence

    def live(self, pause: Pause) -> Life:
        """Walk from the first step to an end."""
        world, env = self.world, self.world.env
        steps, luck, case = world.plan.steps, world.luck, self.case
        self.entered = env.now
        counts = self.measured
        world.followed += counts
        world.journeys[self.number] = self
        while (step := steps[self.at]).kind is not END:
            self.entered, self._told = env.now, False
            fate = self._enter(self.at, step.key)
            world.set_clock(case)
            if step.promise is not None or step.beside or step.kind in BY_PEOPLE:
                self.at = yield from self._accompanied(step, fate, pause)
                continue
            if step.kind is CONTACT:
                matter = Matter(self, self.at, fate, step.reason)
                following = yield from matter.pursue(pause)
                self.at = following if following >= 0 else step.on[matter.outcome]
                continue
            if step.takes is not None:
                length = fate.duration(step.takes.at(case), luck.takes)
                if length:
                    yield pause.of(length, self.next_place(END_OF_STEP))
            if step.touchpoint:
                self._tell_step(0)
            self.at = self._next(step, fate)
        self._finish()
        if counts:
            world.follow(-1)

    def _enter(self, at: int, key: int) -> Fate:
        """The fate of this entry into a step."""
        entry = self.entries.get(at, 0)
        self.entries[at] = entry + 1
        return Fate(mixed(self._key ^ key, entry))

    def _next(self, step: Step, fate: Fate) -> int:
        assert step.next is not None
        return fate.chosen(step.next.at(self.case), self.world.luck.next)

    def _finish(self) -> None:
        world, now = self.world, self.world.env.now
        world.ended[self.number], world.end[self.number] = now, self.at
        del world.journeys[self.number]
        self.entered = now
        self._tell(codes.END, codes.DONE, 0, now)

    # -- steps with a promise, with people, or with something beside them ------------------------

    def _accompanied(self, step: Step, fate: Fate, pause: Pause) -> Stay:
        """A stay at a step that ends only when all that runs along with it has ended."""
        company = Company()
        if step.kind is PASS:
            following = yield from self._pass_time(step, fate, company, pause)
        elif step.kind is CONTACT:
            following = yield from self._get_in_touch(step, fate, company, pause)
        else:
            following = yield from self._errand(step, fate, company, pause)
        company.over = True
        for process in company.running:
            if process.is_alive:
                yield process
        return following

    def _pass_time(self, step: Step, fate: Fate, company: Company, pause: Pause) -> Stay:
        """A step that the customer lives through or waits for, without an agent."""
        length = 0 if step.takes is None else fate.duration(step.takes.at(self.case), self.world.luck.takes)
        self._start_beside(step, length, company)
        due = self._due(step)
        if 0 <= due < length:
            self._promise(step, due, company)
        if length:
            yield pause.of(length, self.next_place(END_OF_STEP))
        if step.touchpoint or due >= 0:
            self._tell_step(_promise_flag(step, due, kept=length <= due))
        return self._next(step, fate)

    def _get_in_touch(self, step: Step, fate: Fate, company: Company, pause: Pause) -> Stay:
        """A step at which the customer gets in touch about a matter."""
        due = self._due(step)
        if due >= 0:
            self._promise(step, due, company)
        matter = Matter(self, self.at, fate, step.reason)
        following = yield from matter.pursue(pause)
        if due >= 0:
            self._tell_step(_promise_flag(step, due, kept=self.world.env.now - self.entered <= due))
        return following if following >= 0 else step.on[matter.outcome]

    def _errand(self, step: Step, fate: Fate, company: Company, pause: Pause) -> Stay:
        """A step at which the company works, or gets in touch with the customer."""
        due = self._due(step)
        if due >= 0:
            self._promise(step, due, company)
        matter = Matter(self, self.at, fate, step.reason)
        if step.kind is StepKind.WORK:
            yield from work(matter)
        else:
            yield from proactive_contact(matter, step.team, 0, None)
        if step.touchpoint:
            self._tell_step(_promise_flag(step, due, kept=self.world.env.now - self.entered <= due))
        return self._next(step, fate)

    # -- what runs along -------------------------------------------------------------------------

    def _due(self, step: Step) -> int:
        """How long from now the step's promise allows, microseconds; -1 without promise."""
        promise = None if step.promise is None else step.promise.at(self.case)
        if promise is None or promise.hours is None:
            return -1 if promise is None else promise.within
        now = self.world.env.now
        moment = calendar.due(promise.hours, now, promise.within)
        return (moment if moment >= 0 else self.world.plan.window.horizon) - now

    def _promise(self, step: Step, due: int, company: Company) -> None:
        """Have the promise looked at when it is due."""
        if step.if_late:
            priority = self.next_place(PROMISE_DUE)
            alarm(self.world.env, due, priority, lambda _: self._start_if_late(step, company))

    def _start_beside(self, step: Step, length: int, company: Company) -> None:
        for number, aside in _in_order(step.beside):
            fate = self._happens(aside)
            if fate is not None:
                u = fate.uniform(self.world.luck.moment)
                delay = int(u * length) if aside.after is None else aside.after.at(self.case).sample(u)
                self._start(aside, fate, delay, company, -1 - number)

    def _start_if_late(self, step: Step, company: Company) -> None:
        if company.over:
            return
        for number, aside in _in_order(step.if_late):
            fate = self._happens(aside)
            if fate is not None:
                law, luck = aside.after, self.world.luck
                after = 0 if law is None else fate.duration(law.at(self.case), luck.moment)
                self._start(aside, fate, after, company, number)

    def _happens(self, aside: Aside) -> Fate | None:
        """The fate of this entry into an aside, or None if it does not happen."""
        fate = self._enter(self.world.aside_places[aside.path], aside.key)
        if not aside.serves[self.case[SEGMENT]]:
            return None
        return fate if fate.succeeds(aside.share.at(self.case), self.world.luck.happens) else None

    def _start(self, aside: Aside, fate: Fate, delay: int, company: Company, number: int) -> None:
        self.world.env.process(self._live_aside(aside, fate, delay, company, number))

    def _live_aside(self, aside: Aside, fate: Fate, delay: int, company: Company, number: int) -> Life:
        pause = Pause(self.world.env)
        if delay:
            yield pause.of(delay, self.next_place(RETRY))
        process = self.world.env.active_process
        if process is None or company.over or number in company.prevented:
            return
        company.running.append(process)
        matter = Matter(self, self.world.aside_places[aside.path], fate, aside.reason)
        if aside.kind is CONTACT:
            yield from matter.pursue(pause)
        else:
            trouble = codes.TROUBLE if number >= 0 else 0
            yield from proactive_contact(
                matter, aside.team, trouble, lambda: company.prevented.update(aside.prevents)
            )

    # -- the record ------------------------------------------------------------------------------

    def tell_open(self) -> None:
        """Record the step that is not over when the run ends; it may be over but for what runs beside it."""
        if self.world.plan.steps[self.at].kind is PASS and not self._told:
            self._tell(codes.STEP, codes.OPEN, 0, -1)

    def _tell_step(self, flags: int) -> None:
        self._told = True
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


def _in_order(asides: tuple[Aside, ...]) -> list[tuple[int, Aside]]:
    """Numbered asides as they act at one moment: what prevents others first, then by name."""
    return sorted(enumerate(asides), key=lambda one: (not one[1].prevents, one[1].path))


def _promise_flag(step: Step, due: int, kept: bool) -> int:
    """Only promises on touchpoints and contacts count."""
    if due < 0 or not (step.touchpoint or step.kind is CONTACT):
        return 0
    return codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED
