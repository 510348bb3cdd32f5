"""A customer's walk through a process: step by step, and in branches where a step forks."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final

from simpy import Event

from sim.engine.bounds import MOST_ENTRIES, too_many_entries
from sim.engine.company import Company
from sim.engine.errand import proactive_contact, work
from sim.engine.fork import Fork
from sim.engine.luck import Fate
from sim.engine.matter import Matter
from sim.engine.overdue import pursued
from sim.engine.timing import END_OF_STEP, Breakable, Pause, matter_order, place
from sim.engine.world import Life, World
from sim.plan.model import Outcome, Step, StepKind
from sim.plan.tables import DIMENSIONS, PREVIOUS_TEAM, SEGMENT, TEAM
from sim.records import codes
from sim.scenario import calendar
from sim.streams import mixed

Stay = Generator[Event, Any, int]
"""A stay at a step, which returns the next step."""


# Looked up once: each look-up of an enumeration's member costs more than a function call.
PASS: Final = StepKind.PASS
CONTACT: Final = StepKind.CONTACT
TOGETHER: Final = StepKind.TOGETHER
END: Final = StepKind.END
RESOLVED: Final = Outcome.RESOLVED

GONE: Final = -1
"""In place of the next step: the present one was left before its end."""


class Journey:
    """One customer's journey from its first step to its end.

    Attributes
    ----------
    left_behind : a branch beside which another decided: how it ends counts for nothing.
    takes : how long the first service of its first matter takes as recorded, microseconds; -1 it is drawn.
    """

    __slots__ = (
        "_base", "_company", "_counts", "_key", "_sequence", "_told", "at", "case", "demand", "entered",
        "entries", "left_behind", "number", "owner", "takes", "world",
    )

    def __init__(self, world: World, number: int, who: tuple[int, int, int, int], takes: int = -1) -> None:
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
        self.entered = 0
        self._sequence = 0
        self._told = False   # the row of the present step
        self._counts = False
        self._company: Company | None = None
        self.left_behind = False
        self.takes = takes
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
        self._begin()
        while (step := steps[self.at]).kind is not END:
            self.entered, self._told = env.now, False
            fate = self.enter(self.at, step.key)
            world.set_clock(case)
            if step.accompanied:
                self.at = yield from self._accompanied(step, fate, pause)
                continue
            if step.kind is CONTACT:
                matter = Matter(self, self.at, fate, step.reason)
                following = yield from pursued(matter, pause)
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

    def _begin(self) -> None:
        world = self.world
        self.entered = world.env.now
        self._counts = self.measured
        world.followed += self._counts
        world.journeys[self.number] = self

    def enter(self, at: int, key: int) -> Fate:
        """The fate of this entry into a step."""
        entry = self.entries.get(at, 0)
        if entry == MOST_ENTRIES:
            raise too_many_entries(self.world.plan.places[at])
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
        if self._counts:
            world.follow(-1)

    # -- steps with a promise, with people, with branches, or with something beside them ------------

    def _accompanied(self, step: Step, fate: Fate, pause: Pause) -> Stay:
        """A stay at a step that ends only when all that runs along with it has ended."""
        if step.leavable:
            pause = Breakable(self.world.env)
        company = self._company = Company(self, step, pause)
        if step.gives_up is not None:
            company.bear(fate.duration(step.gives_up.at(self.case), self.world.luck.gives_up))
        if step.kind is PASS:
            following = yield from self._pass_time(company, fate)
        elif step.kind is CONTACT:
            following = yield from self._get_in_touch(company, fate)
        elif step.kind is TOGETHER:
            following = yield from self._fork(company, fate)
        else:
            following = yield from self._errand(company, fate)
        company.over = True
        for process in company.running:
            if process.is_alive:
                yield process
        self._company = None
        return self._onward(following)

    def _onward(self, following: int) -> int:
        """Where a stay leads in the end, if its step leads to `following` (GONE: left before its end)."""
        return following

    def _pass_time(self, company: Company, fate: Fate) -> Stay:
        """A step that the customer lives through or waits for, without an agent."""
        step = company.step
        length = 0 if step.takes is None else fate.duration(step.takes.at(self.case), self.world.luck.takes)
        company.start_beside(length)
        due = self._due(step)
        if 0 <= due < length:
            company.watch_promise(due)
        if length:
            yield company.pause.of(length, self.next_place(END_OF_STEP))
        if company.left:
            return self._gone(company, due)
        if step.touchpoint or due >= 0:
            self._tell_step(_promise_flag(step, due, kept=length <= due))
        return self._next(step, fate)

    def _get_in_touch(self, company: Company, fate: Fate) -> Stay:
        """A step at which the customer gets in touch about a matter."""
        step = company.step
        due = self._watch(company)
        company.matter = matter = Matter(self, self.at, fate, step.reason)
        following = yield from pursued(matter, company.pause)
        if company.left and matter.outcome is not RESOLVED:
            return self._gone(company, due)
        if due >= 0:
            kept = self.world.env.now - self.entered <= due and not matter.late
            self._tell_step(_promise_flag(step, due, kept))
        return following if following >= 0 else step.on[matter.outcome]

    def _errand(self, company: Company, fate: Fate) -> Stay:
        """A step at which the company works, or gets in touch with the customer."""
        step = company.step
        due = self._watch(company)
        company.matter = matter = Matter(self, self.at, fate, step.reason)
        if step.kind is StepKind.WORK:
            yield from work(matter)
        else:
            yield from proactive_contact(matter, step.team, 0, None)
        if matter.outcome is not RESOLVED:
            return self._gone(company, due)
        if step.touchpoint:
            self._tell_step(_promise_flag(step, due, kept=self.world.env.now - self.entered <= due))
        return self._next(step, fate)

    def _fork(self, company: Company, fate: Fate) -> Stay:
        """A step with branches side by side."""
        step, env = company.step, self.world.env
        due = self._watch(company)
        company.fork = fork = Fork(env)
        branches = [Branch(self, fork, step.joined, first) for first in step.branches]
        fork.wait_for(branches, 1 if step.joins_first else len(branches))
        for branch in branches:
            env.process(branch.live(Pause(env)))
        yield fork.joined
        if company.left and fork.broken_off:
            return self._gone(company, due)
        self._tell_step(_promise_flag(step, due, kept=env.now - self.entered <= due))
        return fork.elsewhere if fork.elsewhere >= 0 else self._next(step, fate)

    def _watch(self, company: Company) -> int:
        """When the step's promise is due; what comes beside the step, and what then starts, is expected."""
        if company.step.beside:
            company.start_beside(0)
        due = self._due(company.step)
        if due >= 0:
            company.watch_promise(due)
        return due

    def _gone(self, company: Company, due: int) -> int:
        """The step was left before its end."""
        step = company.step
        late = 0 <= due < self.world.env.now - self.entered
        flags = _promise_flag(step, due, kept=False) if late else 0
        if company.gave_up:
            self._tell_step(flags, codes.ABANDONED)
            return step.gave_up
        if step.touchpoint or due >= 0:
            self._tell_step(flags, codes.WITHDRAWN)
        return GONE

    def _due(self, step: Step) -> int:
        """How long from now the step's promise allows, microseconds; -1 without promise."""
        promise = None if step.promise is None else step.promise.at(self.case)
        if promise is None or promise.hours is None:
            return -1 if promise is None else promise.within
        now = self.world.env.now
        moment = calendar.due(promise.hours, now, promise.within)
        return (moment if moment >= 0 else self.world.plan.window.horizon) - now

    # -- the record ------------------------------------------------------------------------------

    def tell_open(self) -> None:
        """Record the step that is not over when the run ends; it may be over but for what runs beside it."""
        if self.world.plan.steps[self.at].kind in (PASS, TOGETHER) and not self._told:
            self._tell(codes.STEP, codes.OPEN, 0, -1)
        if self._company is not None and self._company.fork is not None:
            self._company.fork.tell_open()

    def _tell_step(self, flags: int, outcome: int = codes.DONE) -> None:
        self._told = True
        self._tell(codes.STEP, outcome, flags, self.world.env.now)

    def _tell(self, kind: int, outcome: int, flags: int, ended: int) -> None:
        matter = matter_order(self.number, self.at, self.entries.get(self.at, 1) - 1)
        nobody = (-1, -1, -1, -1)   # reason, channel, team, agent
        times = (-1, self.entered, ended, -1)
        self.world.tell((self.number, self.at, matter, 0, 0, *nobody, kind, outcome, flags, *times))


class Branch(Journey):
    """One of the branches of a step, walked from its first step to where they join.

    Attributes
    ----------
    over : it has ended; broken_off : before its end.
    """

    __slots__ = ("_branches_of", "_first", "_joined", "_left", "_within", "broken_off", "over")

    def __init__(self, within: Journey, fork: Fork, joined: int, first: int) -> None:
        self.world = within.world
        self.number, self.demand, self.owner = within.number, within.demand, within.owner
        self.entries, self.case = within.entries, within.case.copy()
        self.left_behind, self.takes = within.left_behind, -1
        self.at, self.entered = first, within.world.env.now
        self.over = self.broken_off = self._left = self._told = self._counts = False
        self._key, self._base, self._sequence = within._key, 0, 0
        self._company = None
        self._within, self._branches_of = within, fork
        self._first, self._joined = first, joined

    def next_place(self, kind: int) -> int:
        """The place of the journey's next event among those at the same time."""
        return self._within.next_place(kind)

    def leave(self) -> None:
        """Wait for nothing more."""
        self._left = True
        if self._company is not None:
            self._company.leave()

    def _begin(self) -> None:
        if self._left:
            self.at, self.broken_off = self._joined, True

    def _onward(self, following: int) -> int:
        """Not further than the branch goes, nor on at all once it is left."""
        if self._left:
            self.broken_off = following == GONE or not self._is_the_end(following)
            return self._joined
        if following != self._joined and self.world.plan.steps[following].branch != self._first:
            self._branches_of.elsewhere = following
            return self._joined
        return following

    def _is_the_end(self, at: int) -> bool:
        """Whether a step is where the branches join, or leads there at once as the end of a process."""
        step = self.world.plan.steps[at]
        while step.kind is PASS and step.takes is None and step.next is not None:
            at = step.next.at(self.case).targets[0]
            step = self.world.plan.steps[at]
        return at == self._joined

    def _finish(self) -> None:
        self.over = True
        self._branches_of.ended(self)


def _owner(world: World, segment: int, customer: int) -> int:
    """The customer's own agent; customers are dealt out in order, those beyond the last book have none."""
    team = world.owners[segment]
    if team is None or customer < 0:
        return -1
    number = customer // team.customers_each
    return team.agents[number] if number < len(team.agents) else -1


def _promise_flag(step: Step, due: int, kept: bool) -> int:
    """Only promises on touchpoints and contacts count."""
    if due < 0 or not (step.touchpoint or step.kind is CONTACT):
        return 0
    return codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED
