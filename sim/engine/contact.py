"""A contact: one attempt of the customer through a channel, from dialling to the last goodbye.

Channel closed? lines full? then the stages of the route, an answer, and legs: the one who answers can
help, or notices that it is another team's and passes the customer on, cold or introduced. `live` is the
only place where time passes; all else decides at once.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.leg import Leg
from sim.engine.line import NEVER, Line, somebody_due, targets
from sim.engine.menu import Visit
from sim.engine.timing import END_OF_SERVICE, END_OF_STEP, Pause, alarm
from sim.plan.model import Again, Goes, Manner, Outcome, Skill, Stage, StageKind, Trigger
from sim.plan.tables import CHANNEL, PREVIOUS_TEAM, REASON, SEGMENT, TRANSFERRED
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.floor import Agent
    from sim.engine.matter import Matter, Sequel
    from sim.engine.world import World

Who = tuple[int, int, int]
"""reason, team, agent"""

Times = tuple[int, int, int, int]
"""queued, started, ended, released"""

FAILED = {
    codes.ABANDONED: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.BALKED: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.HUNG_UP: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.BLOCKED: (Trigger.BLOCKED, Outcome.BLOCKED),
    codes.CLOSED: (Trigger.CLOSED, Outcome.CLOSED),
}

NOTHING_FOLLOWS = codes.LAST_OF_CONTACT | codes.LAST_OF_MATTER


# Looked up once: each look-up of an enumeration's member costs more than a function call.
IVR = StageKind.IVR
RESOLVED, UNRESOLVED = Outcome.RESOLVED, Outcome.UNRESOLVED
AGAIN, TEAM, SAME = Goes.AGAIN, Goes.TEAM, Again.SAME
COLD = Manner.COLD


class Contact:
    """One contact of a matter.

    Attributes
    ----------
    began : when it began, microseconds.
    owner : the customer's own agent; -1 none.
    chosen_team : by the menu; -1 none yet.
    queued : when the present stretch in line began; -1 not in line.
    gone : why the customer is gone without an answer; None as long as he is not.
    marks : flags of the next row.
    transfers : handoffs inside this contact so far.
    sequel : the `after` row that acts once the contact is over, if any.
    """

    __slots__ = (
        "_entered", "_holder", "_leg", "_line", "_menu", "began", "channel", "chosen_team", "gone", "marks",
        "matter", "owner", "queued", "sequel", "transfers", "waits", "world",
    )

    def __init__(self, matter: Matter, channel: int) -> None:
        self.matter = matter
        self.world: World = matter.world
        self.channel: int = channel
        self.waits = self.world.waits[channel]
        self.began = self.world.env.now
        self.owner = matter.journey.owner
        self.chosen_team = -1
        self.transfers = 0
        self.queued = -1
        self.gone: int | None = None
        self.sequel: Sequel | None = None
        self._entered = False              # the last stage, not skipped
        self._line: Line | None = None     # waits, as nobody was free at once
        self._menu: Visit | None = None    # listens to the menu
        self._leg: Leg | None = None       # talks with an agent
        self._holder: Leg | None = None    # an agent who waits with the customer for the next one
        self.marks = codes.FIRST_OF_CONTACT | (codes.REPEAT if matter.contacts else 0)

    def live(self, pause: Pause) -> Generator[Event, Any, Sequel | None]:
        """From the first moment to the last; returns the `after` row that follows."""
        journey = self.matter.journey
        stages = self._begin()
        while stages is not None:
            agent: Agent | None = None
            for number, stage in enumerate(stages):
                if stage.kind is IVR:
                    menu = self._enter_menu()
                    if menu.length:
                        yield pause.of(menu.length, journey.next_place(END_OF_STEP))
                    self._leave_menu(menu)
                else:
                    agent = self._ask(stage)
                    if agent is None and self._entered and stage.limit != 0 and number < len(stages) - 1:
                        turn = self._wait(stage.limit)
                        agent = None if turn is None else self._woken((yield turn))
                if agent is not None or self.gone is not None:
                    break
            else:
                agent = self._ask_again()
                if agent is None:
                    turn = self._wait(NEVER)
                    agent = None if turn is None else self._woken((yield turn))
            if agent is None:
                self._leave_unanswered()
                break
            leg = self._answered(agent)
            if leg.introduced_by is not None:
                briefing = leg.briefing()
                if briefing:
                    yield pause.of(briefing, journey.next_place(END_OF_SERVICE))
                leg.introduced_by.leave()
            length = leg.talk()
            if length:
                yield pause.of(length, journey.next_place(END_OF_SERVICE))
            stages = self._after_talk(leg)
        self._end()
        return self.sequel

    # -- beginning and end -----------------------------------------------------------------------

    def _begin(self) -> Sequence[Stage] | None:
        """The stages of the route, or None if the channel is closed or all lines are taken."""
        world, case, number = self.world, self.matter.case, self.channel
        world.set_clock(case)
        case[CHANNEL], case[TRANSFERRED] = number, 0
        lines = world.plan.channels[number].lines
        world.afoot[self.matter.order] = self
        world.lines[number] += 1
        if world.closes(number) < 0:
            self._turned_away(codes.CLOSED)
            return None
        if 0 <= lines < world.lines[number]:
            self._turned_away(codes.BLOCKED)
            return None
        return world.plan.routes[number].at(case)

    def _end(self) -> None:
        self._line = None   # it knows the contact as well: nothing is left that refers to itself
        del self.world.afoot[self.matter.order]
        self.world.lines[self.channel] -= 1

    def _turned_away(self, outcome: int) -> None:
        """Closed or blocked: no line to stand in."""
        self._fail(outcome)
        now = self.world.env.now
        self.tell(codes.TURNED_AWAY, outcome, self._last(), (self.reason, -1, -1), (now, -1, now, -1))

    def _fail(self, outcome: int) -> None:
        self.sequel = self.matter.after_failure(*FAILED[outcome])

    def _leave_unanswered(self) -> None:
        """The customer is gone without an answer; an agent on hold with him leaves too."""
        assert self.gone is not None
        holder, self._holder = self._holder, None
        if holder is not None:
            holder.leave()
        if self.gone in (codes.HUNG_UP, codes.SELF_SERVED):
            return
        if self.queued < 0:
            self._turned_away(self.gone)
            return
        self._fail(self.gone)
        self._tell_queue(self.gone, self._last())

    # -- looking for an agent --------------------------------------------------------------------

    def _ask(self, stage: Stage) -> Agent | None:
        """Enter a stage, unless nobody of it is on duty or due: whoever is free answers now."""
        world, line, asked = self.world, self._line, targets(self, stage)
        if line is None and not world.keeps_patience:
            agent = world.floor.answer(asked, self.channel)
            if agent is not None:
                self.queued = world.env.now
                self.matter.count_patience(self.waits)
                return agent
        self._entered = somebody_due(self, stage, asked)
        if not self._entered:
            return None
        if line is None:
            self._line = line = Line(self)
        return line.enter(stage, asked)

    def _ask_again(self) -> Agent | None:
        """Behind a menu that led to nobody: those asked before it are still asked."""
        return None if self._line is None else self._line.enter_again()

    def _wait(self, limit: int) -> Event | None:
        """Wait in line, if there is one to stand in."""
        if self._line is not None:
            return self._line.wait(limit)
        self.gone = codes.CLOSED
        return None

    def _woken(self, agent: Agent | None) -> Agent | None:
        """The wait is over: answered, gone, or on to the next stage."""
        assert self._line is not None
        return self._line.woken(agent)

    def _answered(self, agent: Agent) -> Leg:
        self._leg = leg = Leg(self, agent, self.queued, self._holder)
        self._holder = self._line = None
        self.queued = -1
        return leg

    # -- the menu --------------------------------------------------------------------------------

    def _enter_menu(self) -> Visit:
        line = self._line
        if line is not None and line.leave_for_menu():
            self._tell_queue(codes.DONE, 0)
        self.queued = -1
        self._menu = menu = Visit(self, NEVER if line is None else line.deadline)
        return menu

    def _leave_menu(self, menu: Visit) -> None:
        """What the menu decided, and its row."""
        self._menu = None
        outcome = menu.decide()
        self.chosen_team = menu.team
        flags = codes.MISROUTED if menu.misrouted else 0
        if outcome == codes.HUNG_UP:
            self._fail(outcome)
        elif outcome == codes.SELF_SERVED:
            self.matter.outcome = RESOLVED
        if outcome != codes.DONE:
            self.gone = outcome
            flags |= self._last()
        self._tell_menu(menu, outcome, flags)

    # -- after a talk ----------------------------------------------------------------------------

    def _after_talk(self, leg: Leg) -> Sequence[Stage] | None:
        """The stages of a transfer, or None when the contact is over."""
        matter, agent, self._leg = self.matter, leg.agent, None
        matter.last_agent, matter.case[PREVIOUS_TEAM] = agent.index, agent.team.index
        return self._not_mine(leg) if leg.skill is None else self._served(leg, leg.skill)

    def _served(self, leg: Leg, skill: Skill) -> Sequence[Stage] | None:
        """A completed real service: resolved or not, wrapped up, and followed by what `after` says."""
        matter, luck, visit = self.matter, self.world.luck, self.matter.services
        resolved = matter.fate.succeeds(skill.resolves.at(matter.case), luck.resolved, visit)
        leg.wrap_up = matter.fate.duration(skill.wrap_up.at(matter.case), luck.wrap_up, visit)
        matter.services += 1
        sequel = matter.after_service(RESOLVED if resolved else UNRESOLVED)
        if sequel is None or sequel.goes is not TEAM:
            self.sequel = sequel
            self._goodbye(leg, codes.RESOLVED if resolved else codes.UNRESOLVED)
            return None
        if not self._may_transfer():
            return self._unresolved(leg)
        manner = sequel.row.manner.at(matter.case)
        matter.patience, matter.same_work = sequel.row.patience, sequel.row.work is SAME
        if sequel.row.reason >= 0:
            matter.case[REASON] = sequel.row.reason
        return self._pass_on(leg, sequel.row.team, manner)

    def _not_mine(self, leg: Leg) -> Sequence[Stage] | None:
        """The agent has noticed that another team is meant, and passes the customer on."""
        plan, case = self.world.plan, self.matter.case
        right = self.world.right_team[self.channel][case[REASON]][case[SEGMENT]]
        if right >= 0 and self._may_transfer():
            return self._pass_on(leg, right, plan.transfer.manner.at(case))
        return self._unresolved(leg)

    def _unresolved(self, leg: Leg) -> Sequence[Stage] | None:
        """Nobody can help, or there were too many transfers."""
        self.sequel = self.matter.after_failure(Trigger.UNRESOLVED, UNRESOLVED)
        self._goodbye(leg, codes.UNRESOLVED)
        return None

    def _may_transfer(self) -> bool:
        most = self.world.plan.transfer.most
        return most < 0 or self.transfers < most

    def _pass_on(self, leg: Leg, team: int, manner: Manner) -> Sequence[Stage]:
        """Pass the customer on: cold at once, or staying with him for a while to introduce him."""
        matter, world = self.matter, self.world
        self.transfers += 1
        matter.case[TRANSFERRED] = 1
        leg.over(codes.PASSED_ON)
        if manner is COLD:
            leg.leave()
        else:
            self._holder = leg
            law = world.plan.transfer.hold.at(matter.case)
            hold = matter.fate.duration(law, world.luck.holding, leg.number)
            priority = matter.journey.next_place(END_OF_SERVICE)
            alarm(world.env, hold, priority, lambda _: self._hold_is_over(leg))
        return world.transfers_to[team]

    def _hold_is_over(self, leg: Leg) -> None:
        """The agent who waits with the customer leaves; the transfer turns cold."""
        if self._holder is leg:
            self._holder = None
            leg.leave()

    def _goodbye(self, leg: Leg, outcome: int) -> None:
        """The contact is over: goodbye, wrap-up."""
        flags = self._last()
        promise = self.world.plan.channels[self.channel].promise
        if promise >= 0:
            kept = self.world.env.now - self.began <= promise
            flags |= codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED
        leg.over(outcome, flags)
        leg.leave()

    # -- the record ------------------------------------------------------------------------------

    @property
    def reason(self) -> int:
        """What the contact is about now."""
        return self.matter.case[REASON]

    def _last(self) -> int:
        """Flags of the contact's last row."""
        again = self.sequel is not None and self.sequel.goes is AGAIN
        return codes.LAST_OF_CONTACT if again else NOTHING_FOLLOWS

    def _tell_queue(self, outcome: int, flags: int) -> None:
        """Record a stretch in line that no agent ended."""
        assert self._line is not None
        team = self._line.first_team
        now = -1 if outcome == codes.OPEN else self.world.env.now
        self.tell(codes.QUEUE, outcome, flags, (self.reason, team, -1), (self.queued, -1, now, -1))

    def _tell_menu(self, menu: Visit, outcome: int, flags: int) -> None:
        """Record a stretch with the menu."""
        now = -1 if outcome == codes.OPEN else self.world.env.now
        self.tell(codes.MENU, outcome, flags, (self.reason, -1, -1), (-1, menu.since, now, -1))

    def tell(self, kind: int, outcome: int, flags: int, who: Who, times: Times) -> None:
        """Record one row."""
        matter = self.matter
        reason, team, agent = who
        queued, started, ended, released = times
        self.world.tell((
            matter.journey.number, matter.at, matter.order, matter.contacts, matter.legs,
            reason, self.channel, team, agent, kind, outcome, flags | self.marks,
            queued, started, ended, released,
        ))
        matter.legs += 1
        self.marks &= ~codes.FIRST_OF_CONTACT

    def tell_open(self) -> None:
        """Record what is not over when the run ends."""
        holder = self._holder if self._leg is None else self._leg.introduced_by
        if holder is not None and not holder.left:
            holder.tell_open()
        if self._leg is not None:
            self._leg.tell_open()
        elif self._menu is not None:
            self._tell_menu(self._menu, codes.OPEN, 0)
        elif self._line is not None and self.queued >= 0:
            self._tell_queue(codes.OPEN, 0)
