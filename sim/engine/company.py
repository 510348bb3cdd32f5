"""What runs along with one stay at a step: asides, a broken promise, and an end before its time.

`beside` asides come at a random moment of the step, `if_late` asides when its promise is broken; the step
ends only when they have. A step that is left waits for nothing more: what nobody has begun is withdrawn,
and what an agent has begun is finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simpy import Event, Process

from sim.engine.errand import proactive_contact
from sim.engine.luck import Fate
from sim.engine.matter import Matter
from sim.engine.overdue import pursued, step_is_late
from sim.engine.timing import END_OF_PATIENCE, PROMISE_DUE, RETRY, Breakable, Pause, alarm
from sim.engine.world import Life
from sim.plan.model import Aside, Step, StepKind
from sim.plan.tables import SEGMENT
from sim.records import codes
from sim.scenario.laws import Law

if TYPE_CHECKING:
    from sim.engine.fork import Fork
    from sim.engine.journey import Journey

CONTACT: Final = StepKind.CONTACT


class Company:
    """What runs along with one stay at a step.

    Attributes
    ----------
    pause : what the stay itself waits with.
    matter, fork : what the stay is about, if it is about a matter or branches.
    running : asides that have begun; matters : what they are about.
    prevented : numbers of `if_late` asides that need not come any more.
    over : the stay itself is over; left : nobody waits for it any more; gave_up : the customer had enough.
    """

    __slots__ = (
        "fork", "gave_up", "journey", "left", "matter", "matters", "over", "pause", "prevented", "running",
        "step",
    )

    def __init__(self, journey: Journey, step: Step, pause: Pause) -> None:
        self.journey = journey
        self.step = step
        self.pause = pause
        self.matter: Matter | None = None
        self.fork: Fork | None = None
        self.over = False
        self.left = self.gave_up = False
        self.prevented: set[int] = set()
        self.running: list[Process] = []
        self.matters: list[Matter] = []

    def leave(self) -> None:
        """Wait for nothing more."""
        self.left = True
        for matter in self.matters:
            matter.leave()
        if self.over:
            return
        if self.matter is not None:
            self.matter.leave()
        elif self.fork is not None:
            self.fork.leave()
        elif isinstance(self.pause, Breakable):
            self.pause.cut()

    def bear(self, patience: int) -> None:
        """Have the customer give up after so long, microseconds, unless the stay is over by then."""
        alarm(self.journey.world.env, patience, self.journey.next_place(END_OF_PATIENCE), self._give_up)

    def _give_up(self, _: Event) -> None:
        if not self.over and not self.left:
            self.gave_up = True
            self.leave()

    # -- asides ----------------------------------------------------------------------------------

    def start_beside(self, length: int) -> None:
        """Have the `beside` asides come during a step of this length, microseconds (0: not known yet)."""
        journey, moment = self.journey, self.journey.world.luck.moment
        for number, aside in _in_order(self.step.beside):
            fate = self._happens(aside)
            if fate is not None:
                u, law = fate.uniform(moment), aside.after or aside.every
                delay = int(u * length) if law is None else law.at(journey.case).sample(u)
                self._start(aside, fate, delay, -1 - number)

    def watch_promise(self, due: int) -> None:
        """Have the promise looked at when it is due, in `due` microseconds."""
        if self.step.if_late or (self.journey.world.reads_late and self.step.kind is CONTACT):
            place = self.journey.next_place(PROMISE_DUE)
            alarm(self.journey.world.env, due, place, lambda _: self._is_late())

    def _is_late(self) -> None:
        """The promise is broken, unless the stay is over."""
        if self.over:
            return
        if self.step.if_late:
            self._start_if_late()
        if self.matter is not None and self.journey.world.reads_late:
            step_is_late(self.matter)

    def _start_if_late(self) -> None:
        journey, moment = self.journey, self.journey.world.luck.moment
        for number, aside in _in_order(self.step.if_late):
            fate = self._happens(aside)
            if fate is not None:
                after = 0 if aside.after is None else fate.duration(aside.after.at(journey.case), moment)
                self._start(aside, fate, after, number)

    def _happens(self, aside: Aside) -> Fate | None:
        """The fate of this entry into an aside, or None if it does not happen."""
        journey = self.journey
        fate = journey.enter(journey.world.aside_places[aside.path], aside.key)
        if not aside.serves[journey.case[SEGMENT]]:
            return None
        return fate if fate.succeeds(aside.share.at(journey.case), journey.world.luck.happens) else None

    def _start(self, aside: Aside, fate: Fate, delay: int, number: int) -> None:
        self.journey.world.env.process(self._live(aside, fate, delay, number))

    def _start_again(self, aside: Aside, every: Law, number: int) -> None:
        """Have an aside come once more, after the next interval."""
        fate = self.journey.enter(self.journey.world.aside_places[aside.path], aside.key)
        self._start(aside, fate, fate.duration(every, self.journey.world.luck.moment), number)

    def _live(self, aside: Aside, fate: Fate, delay: int, number: int) -> Life:
        journey = self.journey
        env = journey.world.env
        pause = Breakable(env) if self.step.leavable else Pause(env)
        if delay:
            yield pause.of(delay, journey.next_place(RETRY))
        process = env.active_process
        if process is None or self.over or self.left or number in self.prevented:
            return
        if aside.every is not None:
            self._start_again(aside, aside.every.at(journey.case), number)
        self.running.append(process)
        matter = Matter(journey, journey.world.aside_places[aside.path], fate, aside.reason)
        if self.step.leavable:
            self.matters.append(matter)
        if aside.kind is CONTACT:
            yield from pursued(matter, pause)
        else:
            trouble = codes.TROUBLE if number >= 0 else 0
            yield from proactive_contact(
                matter, aside.team, trouble, lambda: self.prevented.update(aside.prevents)
            )


def _in_order(asides: tuple[Aside, ...]) -> list[tuple[int, Aside]]:
    """Numbered asides as they act at one moment: what prevents others first, then by name."""
    return sorted(enumerate(asides), key=lambda one: (not one[1].prevents, one[0]))
