"""A conference: agents who stay in a conversation beside the one who leads it, each until he leaves.

Who passes the customer on stays and waits with him; colleagues of further teams are called at the same
time and are held as they join. The talk begins when all are there, or when the hold is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simpy import Event

from sim.engine.queueing import Ticket
from sim.engine.timing import END_OF_SERVICE, alarm
from sim.plan.tables import REASON
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent
    from sim.engine.leg import Leg


class Colleague:
    """An agent asked to join a conversation that another leads, and his stretch in it.

    Attributes
    ----------
    agent : who has joined; None as long as nobody has.
    """

    __slots__ = ("_asked", "_came", "_contact", "_started", "_team", "_ticket", "agent")

    def __init__(self, contact: Contact, team: int, came: Callable[[], object]) -> None:
        """Ask whoever is free of a team, else stand in its line; `came` acts when somebody joins later."""
        world, matter = contact.world, contact.matter
        self._contact = contact
        self._team = team
        self._came = came
        self._asked = self._started = world.env.now
        self.agent: Agent | None = None
        self._ticket = ticket = Ticket(
            matter.order, contact.channel, matter.case, self._asked, world.plan.rank
        )
        ticket.lot = matter.lot()
        asked = world.asked_team[team]
        agent = world.floor.free(ticket, asked)
        if agent is not None:
            world.floor.take(agent, ticket.channel)
            self.agent = agent
            return
        world.floor.line_up(ticket, asked)
        ticket.wait(world.env).callbacks.append(self._called_up)

    def _called_up(self, turn: Event) -> None:
        self.agent = turn.value
        self._started = self._contact.world.env.now
        self._came()

    def stop_asking(self) -> None:
        """Out of the line, if nobody has joined."""
        self._ticket.waiting = False

    def leave(self) -> None:
        """Leave the conversation."""
        if self.agent is not None:
            now = self._contact.world.env.now
            self._tell(self.agent, codes.DONE, now)
            self._contact.world.floor.let_go(self.agent)

    def tell_open(self) -> None:
        """Record a stretch that is not over when the run ends."""
        if self.agent is not None:
            self._tell(self.agent, codes.OPEN, -1)

    def _tell(self, agent: Agent, outcome: int, until: int) -> None:
        contact = self._contact
        who = (contact.matter.case[REASON], self._team, agent.index)
        contact.tell_beside(codes.JOINED, outcome, who, (self._asked, self._started, until, until))


class Conference:
    """Those who are in a contact's conversation, or called into it, beside who leads it."""

    __slots__ = ("_agents", "_called", "_complete", "_contact", "_round")

    def __init__(self, contact: Contact) -> None:
        self._contact = contact
        self._agents: list[Leg] = []
        self._called: list[Colleague] = []
        self._complete: Event | None = None   # what the lead waits for
        self._round = 0

    def go_on(self, leg: Leg, hold: int, others: tuple[int, ...]) -> None:
        """The lead stays while the next is looked for, and colleagues of other teams are called."""
        contact = self._contact
        self._agents.append(leg)
        self._round = number = self._round + 1
        place = contact.matter.journey.next_place(END_OF_SERVICE)
        alarm(contact.world.env, hold, place, lambda _: self._hold_is_over(number))
        self._called += [Colleague(contact, team, self._somebody_came) for team in others]

    def gathering(self) -> Event | None:
        """What who leads from now on waits for: that all who were called have come, or the hold is over."""
        if all(colleague.agent is not None for colleague in self._called):
            return None
        self._complete = Event(self._contact.world.env)
        return self._complete

    def dissolve(self) -> None:
        """All leave but the lead: those who led before in their order, then who was called."""
        self._contact.conference = None
        for colleague in self._called:
            colleague.stop_asking()   # before anybody is free, who could be called to what is over
        for leg in self._agents:
            leg.leave()
        for colleague in self._called:
            colleague.leave()

    def tell_open(self) -> None:
        """Record the stretches that are not over when the run ends."""
        for leg in self._agents:
            leg.tell_open()
        for colleague in self._called:
            colleague.tell_open()

    def _somebody_came(self) -> None:
        if self._complete is not None and all(one.agent is not None for one in self._called):
            self._begin()

    def _begin(self) -> None:
        complete, self._complete = self._complete, None
        if complete is not None:
            complete.succeed()

    def _hold_is_over(self, number: int) -> None:
        """Without a lead all leave, and the transfer turns cold; else the talk begins without who lacks."""
        contact = self._contact
        if contact.conference is not self or number != self._round:
            return
        if contact.leg is None:
            self.dissolve()
        elif self._complete is not None:
            for colleague in self._called:
                colleague.stop_asking()
            self._called = [colleague for colleague in self._called if colleague.agent is not None]
            self._begin()
