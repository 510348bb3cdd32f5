"""A customer's walk through a process: step by step, and in branches where a step forks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sim.engine.bounds import MOST_ENTRIES, too_many_entries
from sim.engine.luck import Fate
from sim.engine.matter import Matter
from sim.engine.overdue import pursued
from sim.engine.stay import GONE, stay
from sim.engine.timing import END_OF_STEP, Pause, matter_order, place
from sim.engine.world import Life, World
from sim.plan.model import Step, StepKind
from sim.plan.tables import DIMENSIONS, PREVIOUS_TEAM, SEGMENT, TEAM
from sim.records import codes
from sim.streams import mixed

if TYPE_CHECKING:
    from sim.engine.company import Company
    from sim.engine.fork import Fork

# Looked up once: each look-up of an enumeration's member costs more than a function call.
PASS: Final = StepKind.PASS
CONTACT: Final = StepKind.CONTACT
TOGETHER: Final = StepKind.TOGETHER
END: Final = StepKind.END


class Journey:
    """One customer's journey from its first step to its end.

    Attributes
    ----------
    company : what runs along with the present step; None if nothing can.
    left_behind : a branch beside which another decided: how it ends counts for nothing.
    takes : how long the first service of its first matter takes as recorded, microseconds; -1 it is drawn.
    """

    __slots__ = (
        "_base", "_counts", "_key", "_sequence", "_told", "at", "case", "company", "demand", "entered",
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
        self.company: Company | None = None
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
                self.at = yield from stay(self, step, fate, pause)
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
                self.tell_step(0)
            self.at = self.next_step(step, fate)
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

    def next_step(self, step: Step, fate: Fate) -> int:
        """Where a step leads by itself."""
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

    def branch(self, fork: Fork, joined: int, first: int) -> Branch:
        """A branch of the present step, from its first step to where they join."""
        return Branch(self, fork, joined, first)

    def onward(self, following: int) -> int:
        """Where a stay leads in the end, if its step leads to `following` (GONE: left before its end)."""
        return following

    # -- the record ------------------------------------------------------------------------------

    def tell_open(self) -> None:
        """Record the step that is not over when the run ends; it may be over but for what runs beside it."""
        if self.world.plan.steps[self.at].kind in (PASS, TOGETHER) and not self._told:
            self._tell(codes.STEP, codes.OPEN, 0, -1)
        if self.company is not None and self.company.fork is not None:
            self.company.fork.tell_open()

    def tell_step(self, flags: int, outcome: int = codes.DONE) -> None:
        """Record that the step is over."""
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
        self.company = None
        self._within, self._branches_of = within, fork
        self._first, self._joined = first, joined

    def next_place(self, kind: int) -> int:
        """The place of the journey's next event among those at the same time."""
        return self._within.next_place(kind)

    def leave(self) -> None:
        """Wait for nothing more."""
        self._left = True
        if self.company is not None:
            self.company.leave()

    def _begin(self) -> None:
        if self._left:
            self.at, self.broken_off = self._joined, True

    def onward(self, following: int) -> int:
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
