"""A contact: one attempt of the customer through a channel, from dialling to the last goodbye.

Channel closed? lines full? then the stages of the route, an answer, and legs: the one who answers can
help, or notices that it is not for his team and passes the customer on, cold or introduced.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.floor import Agent
from sim.engine.leg import Leg
from sim.engine.menu import listen
from sim.engine.seeking import NEVER, Search
from sim.engine.timing import END_OF_SERVICE, alarm
from sim.plan.model import Goes, Manner, Menu, Outcome, Skill, Stage, StageKind, Trigger
from sim.plan.tables import CHANNEL, REASON, SEGMENT, TRANSFERRED
from sim.records.columns import Flag, Kind, LegOutcome
from sim.streams import draw

if TYPE_CHECKING:
    from sim.engine.matter import Matter, Sequel
    from sim.engine.world import World

Who = tuple[int, int, int]
"""reason, team, agent"""

Times = tuple[int, int, int, int]
"""queued, started, ended, released"""

FAILED = {
    LegOutcome.ABANDONED: (Trigger.ABANDONED, Outcome.ABANDONED),
    LegOutcome.BALKED: (Trigger.ABANDONED, Outcome.ABANDONED),
    LegOutcome.HUNG_UP: (Trigger.ABANDONED, Outcome.ABANDONED),
    LegOutcome.BLOCKED: (Trigger.BLOCKED, Outcome.BLOCKED),
    LegOutcome.CLOSED: (Trigger.CLOSED, Outcome.CLOSED),
}


class Contact:
    """One contact of a matter.

    Attributes
    ----------
    began : when it began, microseconds.
    owner : the customer's own agent; -1 none.
    chosen_team : by the menu; -1 none yet.
    transfers : handoffs inside this contact so far.
    sequel : the `after` row that acts once the contact is over, if any.
    """

    def __init__(self, matter: Matter, channel: int) -> None:
        self.matter = matter
        self.world: World = matter.world
        self.channel: int = channel
        self.began = self.world.env.now
        self.owner = matter.journey.owner()
        self.chosen_team = -1
        self.transfers = 0
        self.sequel: Sequel | None = None
        self._holder: Leg | None = None   # waits with the customer for the next agent
        self._leg: Leg | None = None      # talks with the customer
        self._search: Search | None = None
        self._menu_since = -1
        self._marks = int(Flag.FIRST_OF_CONTACT) | (Flag.REPEAT if matter.contacts else 0)

    def live(self) -> Generator[Event, Any, Sequel | None]:
        """From the first moment to the last; returns the `after` row that follows."""
        world, matter = self.world, self.matter
        world.set_clock(matter.case)
        matter.case[CHANNEL] = self.channel
        matter.case[TRANSFERRED] = 0
        channel = world.plan.channels[self.channel]
        if world.closes(self.channel) < 0:
            return self._turned_away(LegOutcome.CLOSED)
        if 0 <= channel.lines <= world.lines[self.channel]:
            return self._turned_away(LegOutcome.BLOCKED)
        world.lines[self.channel] += 1
        world.afoot[matter.order] = self
        yield from self._through(world.plan.routes[self.channel].at(matter.case))
        del world.afoot[matter.order]
        world.lines[self.channel] -= 1
        return self.sequel

    def _through(self, stages: Sequence[Stage] | None) -> Generator[Event, Any, None]:
        """Search for an agent, talk, and search again as long as the contact is passed on."""
        while stages is not None:
            self._search = search = Search(self)
            agent = yield from search.go(stages)
            self._search = None
            if agent is None:
                return self._gone(search)
            stages = yield from self._talk(agent, search)
        return None

    # -- no answer -------------------------------------------------------------------------------

    def _turned_away(self, outcome: LegOutcome) -> Sequel | None:
        """Closed or blocked: no line to stand in."""
        self._fail(outcome)
        now = self.world.env.now
        self.tell(Kind.TURNED_AWAY, outcome, self._last(), (self.reason, -1, -1), (now, -1, now, -1))
        return self.sequel

    def _fail(self, outcome: LegOutcome) -> None:
        self.sequel = self.matter.after_failure(*FAILED[outcome])

    def _gone(self, search: Search) -> None:
        """The customer is gone without an answer; an agent on hold with him leaves too."""
        if self._holder is not None:
            self._holder.leave()
        if search.in_menu:
            return
        if search.queued < 0:
            self._turned_away(search.outcome)
            return
        self._fail(search.outcome)
        self.tell_queue(search, search.outcome, self._last())

    def listen(self, menu: Menu, deadline: int) -> Generator[Event, Any, LegOutcome]:
        """A stretch with the menu: what it decided, and its row."""
        self._menu_since = since = self.world.env.now
        heard = yield from listen(self, menu, deadline)
        self._menu_since = -1
        self.chosen_team = heard.team
        flags = int(Flag.MISROUTED) if heard.misrouted else 0
        if heard.outcome is LegOutcome.HUNG_UP:
            self._fail(heard.outcome)
            flags |= self._last()
        elif heard.outcome is LegOutcome.SELF_SERVED:
            self.matter.outcome = Outcome.RESOLVED
            flags |= self._last()
        self.tell_menu(heard.outcome, flags, since)
        return heard.outcome

    # -- an answer -------------------------------------------------------------------------------

    def _talk(self, agent: Agent, search: Search) -> Generator[Event, Any, Sequence[Stage] | None]:
        """Talk with one agent; returns the stages of a transfer, or None when the contact is over."""
        self._leg = leg = Leg(self, agent, search, introduced_by=self._holder)
        self._holder = None
        yield from leg.talk()
        self._leg = None
        return self._not_mine(leg) if leg.skill is None else self._served(leg, leg.skill)

    def _served(self, leg: Leg, skill: Skill) -> Sequence[Stage] | None:
        """A completed real service: resolved or not, wrapped up, and followed by what `after` says."""
        matter, luck, visit = self.matter, self.world.luck, self.matter.services
        share = skill.resolves.at(matter.case)
        resolved = share >= 1 or draw(luck.resolved, matter.key, visit) < share
        leg.wrap_up = skill.wrap_up.at(matter.case).sample(draw(luck.wrap_up, matter.key, visit))
        matter.services += 1
        sequel = matter.after_service(Outcome.RESOLVED if resolved else Outcome.UNRESOLVED)
        if sequel is None or sequel.goes is not Goes.TEAM:
            self.sequel = sequel
            self._end(leg, LegOutcome.RESOLVED if resolved else LegOutcome.UNRESOLVED)
            return None
        if not self._may_transfer():
            matter.outcome = Outcome.UNRESOLVED
            self._end(leg, LegOutcome.UNRESOLVED)
            return None
        manner = sequel.row.manner.at(matter.case)
        matter.patience = sequel.row.patience
        if sequel.row.reason >= 0:
            matter.case[REASON] = sequel.row.reason
        return self._pass_on(leg, sequel.row.team, manner)

    def _not_mine(self, leg: Leg) -> Sequence[Stage] | None:
        """The agent has noticed that another team is meant, and passes the customer on."""
        plan, case = self.world.plan, self.matter.case
        right = int(plan.right_team[self.channel, case[REASON], case[SEGMENT]])
        if right >= 0 and self._may_transfer():
            return self._pass_on(leg, right, plan.transfer.manner.at(case))
        self.sequel = self.matter.after_failure(Trigger.UNRESOLVED, Outcome.UNRESOLVED)
        self._end(leg, LegOutcome.UNRESOLVED)
        return None

    def _may_transfer(self) -> bool:
        most = self.world.plan.transfer.most
        return most < 0 or self.transfers < most

    def _pass_on(self, leg: Leg, team: int, manner: Manner) -> Sequence[Stage]:
        """Pass the customer on: cold at once, or staying with him for a while to introduce him."""
        matter, world = self.matter, self.world
        self.transfers += 1
        matter.case[TRANSFERRED] = 1
        leg.over(LegOutcome.PASSED_ON)
        if manner is Manner.COLD:
            leg.leave()
        else:
            self._holder = leg
            law = world.plan.transfer.hold.at(matter.case)
            hold = law.sample(draw(world.luck.holding, matter.key, leg.number))
            priority = matter.journey.next_place(END_OF_SERVICE)
            alarm(world.env, hold, priority, lambda _: self._hold_is_over(leg))
        return (Stage(StageKind.ANY_OF, (team,), NEVER, keep=True),)

    def _hold_is_over(self, leg: Leg) -> None:
        """The agent who waits with the customer leaves; the transfer turns cold."""
        if self._holder is leg:
            self._holder = None
            leg.leave()

    def _end(self, leg: Leg, outcome: LegOutcome) -> None:
        """The contact is over: goodbye, wrap-up."""
        flags = self._last()
        promise = self.world.plan.channels[self.channel].promise
        if promise >= 0:
            kept = self.world.env.now - self.began <= promise
            flags |= Flag.PROMISE_KEPT if kept else Flag.PROMISE_MISSED
        leg.over(outcome, flags)
        leg.leave()

    # -- the record ------------------------------------------------------------------------------

    def _last(self) -> int:
        """Flags of the contact's last row."""
        if self.sequel is not None and self.sequel.goes is Goes.AGAIN:
            return int(Flag.LAST_OF_CONTACT)
        return Flag.LAST_OF_CONTACT | Flag.LAST_OF_MATTER

    def tell_queue(self, search: Search, outcome: LegOutcome, flags: int = 0) -> None:
        """Record a stretch in line that no agent ended."""
        now = -1 if outcome is LegOutcome.OPEN else self.world.env.now
        who = (self.reason, search.first_team, -1)
        self.tell(Kind.QUEUE, outcome, flags, who, (search.queued, -1, now, -1))

    def tell_menu(self, outcome: LegOutcome, flags: int, since: int) -> None:
        """Record a stretch with the menu."""
        now = -1 if outcome is LegOutcome.OPEN else self.world.env.now
        self.tell(Kind.MENU, outcome, flags, (self.reason, -1, -1), (-1, since, now, -1))

    def tell(self, kind: Kind, outcome: LegOutcome, flags: int, who: Who, times: Times) -> None:
        """Record one row."""
        matter = self.matter
        reason, team, agent = who
        number = (matter.journey.number, matter.at, matter.order, matter.contacts, matter.legs)
        marks = flags | self._marks
        self.world.tell((*number, reason, self.channel, team, agent, kind, outcome, marks, *times))
        matter.legs += 1
        self._marks &= ~Flag.FIRST_OF_CONTACT

    @property
    def reason(self) -> int:
        """What the contact is about now."""
        return self.matter.case[REASON]

    def tell_open(self) -> None:
        """Record what is not over when the run ends."""
        if self._holder is not None:
            self._holder.tell_open()
        if self._leg is not None:
            self._leg.tell_open()
        elif self._menu_since >= 0:
            self.tell_menu(LegOutcome.OPEN, 0, self._menu_since)
        elif self._search is not None and self._search.queued >= 0:
            self.tell_queue(self._search, LegOutcome.OPEN)
