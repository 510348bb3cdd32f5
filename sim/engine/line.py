"""A customer's place in line while looking for an agent: whom the stages asked, patience, the ticket.

Earlier targets stay eligible, and patience and joining time run on through all stages. In the menu a
customer cannot be answered: the stretch in line ends before it and a new one begins after it. Everything
here decides at once; only the contact's process lets time pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from simpy import Event

from sim.engine.floor import Asked
from sim.engine.queueing import Ticket
from sim.engine.rooms import has_room
from sim.engine.timing import END_OF_PATIENCE, STAGE_LIMIT, alarm
from sim.plan.model import Again, Stage, StageKind, Yields
from sim.plan.tables import REASON, SEGMENT
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent

NEVER: Final = -1
NOBODY: Final = Asked((), -1, False)


# Looked up once: each look-up of an enumeration's member costs more than a function call.
CHOSEN_TEAM: Final = StageKind.CHOSEN_TEAM
ANY_SKILLED: Final = StageKind.ANY_SKILLED
TEAMS: Final = StageKind.TEAMS
OWNER: Final = StageKind.OWNER
COLLEAGUE: Final = StageKind.COLLEAGUE
FRESH: Final = Again.FRESH
REST: Final = Again.REST


def targets(contact: Contact, stage: Stage) -> Asked:
    """Whom a stage asks on behalf of a contact."""
    kind, world = stage.kind, contact.world
    if kind is CHOSEN_TEAM:
        return world.asked_team[contact.chosen_team] if contact.chosen_team >= 0 else NOBODY
    if kind is ANY_SKILLED:
        case = contact.matter.case
        return Asked(world.plan.any_skilled[contact.channel][case[REASON]][case[SEGMENT]], -1, False)
    if kind is OWNER:
        return Asked((), contact.owner, False)
    if kind is COLLEAGUE:
        owner = contact.owner
        return world.asked_team[world.plan.agents[owner].team] if owner >= 0 else NOBODY
    return Asked(stage.teams, -1, kind is TEAMS)


def somebody_due(contact: Contact, stage: Stage, asked: Asked) -> bool:
    """Whether a stage is worth entering: somebody on duty, or due within its time. Mail waits."""
    limit, world = stage.limit, contact.world
    if limit < 0 and not contact.waits:
        return bool(asked.teams) or asked.person >= 0
    now = world.env.now
    by = now + limit if limit >= 0 else max(world.closes(contact.channel), now)
    if asked.person >= 0:
        return world.floor.agent_on_duty(asked.person, by)
    return any(world.floor.on_duty(team, by) for team in asked.teams)


class Line:
    """One search for an agent that was not answered at once, until it is answered or given up.

    Attributes
    ----------
    first_team : the first team waited for; -1 none yet.
    deadline : when patience ends; NEVER without.
    asked : whom the stages have asked so far; ticket : the place in line, None without.
    stands : somebody asked has room for who waits.
    """

    __slots__ = (
        "_has_waited", "_joined", "asked", "contact", "deadline", "first_team", "stands", "ticket", "world",
    )

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.world = contact.world
        self.first_team = -1
        self.deadline = NEVER
        self.asked: list[Asked] = []
        self._joined = self.world.env.now
        self._has_waited = False
        self.ticket: Ticket | None = None
        self.stands = False
        self._set_patience()

    def enter(self, stage: Stage, asked: Asked) -> Agent | None:
        """Enter a stage: whoever is free answers now."""
        if self.contact.queued < 0:
            self.contact.queued = self.world.env.now
        if self.first_team < 0:
            self.first_team = asked.teams[0] if asked.teams else self.world.plan.agents[asked.person].team
        if not stage.keep:
            self.asked.clear()
            self._drop_ticket()
        self.asked.append(asked)
        return self._free_now(asked)

    def enter_again(self) -> Agent | None:
        """Stand in line again for those asked before a menu, unless a stage behind it was entered."""
        if self.ticket is not None or not self.asked:
            return None
        self.contact.queued = self.world.env.now
        return self._free_now(self.asked[-1])

    def _free_now(self, asked: Asked) -> Agent | None:
        """Who answers at once: of the stage just entered, or of all stages after a menu."""
        ticket = self.ticket
        stages: tuple[Asked, ...] = (asked,)
        if ticket is None:
            matter = self.contact.matter
            self.ticket = ticket = Ticket(
                matter.order, self.contact.channel, matter.case, self._joined, self.world.plan.rank
            )
            ticket.lot = matter.lot()
            if not self.contact.waits:
                ticket.never_yields = self.world.yields(matter.case) is Yields.NEVER
            stages = tuple(self.asked)
        agent = self._find(ticket, stages)
        if agent is not None:
            self._answered()
        return agent

    def _find(self, ticket: Ticket, stages: Sequence[Asked]) -> Agent | None:
        """Whoever is free of some stages takes a ticket; else it stands in line for all of them."""
        floor = self.world.floor
        for stage in stages:
            agent = floor.free(ticket, stage)
            if agent is not None:
                floor.take(agent, ticket.channel)
                return agent
        for stage in stages:
            if floor.rooms and self.contact.waits and not ticket.at_home:
                roomy = tuple(team for team in stage.teams if has_room(floor, team))
                if not roomy and stage.person < 0:
                    continue
                stage = Asked(roomy, stage.person, stage.in_order)
            floor.line_up(ticket, stage)
            self.stands = True
        return None

    # -- at home ---------------------------------------------------------------------------------

    def go_home(self) -> None:
        """Leave the line; patience ends with it."""
        self._answered()

    def find_for_home(self) -> tuple[Ticket, Agent | None]:
        """The customer's place in line, and who is free to call him now."""
        contact = self.contact
        ticket = Ticket(
            contact.matter.order, contact.channel, contact.matter.case, self._joined, self.world.plan.rank
        )
        ticket.at_home = True
        ticket.lot = contact.matter.lot()
        return ticket, self._find(ticket, self.asked)

    # -- waiting ---------------------------------------------------------------------------------

    def wait(self, limit: int) -> Event | None:
        """Wait in line, for `limit` microseconds or NEVER less than to the end. None if there is no line
        to stand in: nobody was there to be asked, the queue is full, or the customer leaves at once."""
        ticket, env = self.ticket, self.world.env
        if ticket is None:
            self.contact.gone = codes.CLOSED
            return None
        if not ticket.counted and not self._begin_to_wait(ticket):
            return None
        turn = ticket.wait(env)
        if limit >= 0:
            alarm(env, limit, self._place(STAGE_LIMIT), lambda _: ticket.stage_over(turn))
        return turn

    def woken(self, agent: Agent | None) -> Agent | None:
        """The wait is over: answered, gone, or on to the next stage."""
        if agent is not None:
            self._answered()
        elif self.ticket is not None and not self.ticket.waiting:
            left = codes.ABANDONED if self.contact.waits else codes.WITHDRAWN   # nobody hangs up on mail
            self.contact.gone = codes.CLOSED if self.ticket.sent_away else left
            self._keep_what_is_left()
            self._drop_ticket()
        return agent

    def _begin_to_wait(self, ticket: Ticket) -> bool:
        world, channel = self.world, self.contact.channel
        if not self.stands:
            self.contact.gone = codes.BLOCKED
            return False
        if not self._has_waited and not self.contact.transfers:
            most = world.plan.channels[channel].max_queue.at(self.contact.matter.case)
            if 0 <= most <= world.waiting[channel]:
                self.contact.gone = codes.BLOCKED
                return False
            if self.contact.waits and self._balks():
                self.contact.gone = codes.BALKED
                return False
        self._has_waited = True
        self._count(ticket)
        return True

    def _count(self, ticket: Ticket) -> None:
        """Among those waiting, until patience ends."""
        world = self.world
        world.waiting[self.contact.channel] += 1
        ticket.counted = True
        if self.deadline >= 0:
            left = max(self.deadline - world.env.now, 0)
            alarm(world.env, left, self._place(END_OF_PATIENCE), lambda _: ticket.give_up())

    def move(self, team: int) -> None:
        """Wait for one team only from now on, since joining and with the patience there is: whoever of it is
        free answers now."""
        assert self.ticket is not None
        turn, self.ticket.turn = self.ticket.turn, None
        assert turn is not None
        self._drop_ticket()
        self.contact.queued, self.first_team = self.world.env.now, team
        self.asked = [self.world.asked_team[team]]
        agent = self._free_now(self.asked[0])
        if agent is not None:
            turn.succeed(agent)
            return
        assert self.ticket is not None
        self.ticket.waiting, self.ticket.turn = True, turn
        self._count(self.ticket)

    def _balks(self) -> bool:
        matter = self.contact.matter
        share = self.world.plan.balks.at(matter.case)
        return matter.fate.succeeds(share, self.world.luck.balking, matter.contacts)

    def leave(self) -> None:
        """Hang up."""
        if self.ticket is not None:
            self.ticket.give_up()

    def leave_for_menu(self) -> bool:
        """End the stretch in line before a menu; whether it took any time."""
        took = 0 <= self.contact.queued < self.world.env.now
        self._drop_ticket()
        return took

    def end(self) -> None:
        """Out of the line, which the route has ended."""
        self._drop_ticket()

    def _drop_ticket(self) -> None:
        if self.ticket is not None:
            self.world.waiting[self.contact.channel] -= self.ticket.counted
            self.ticket.waiting = False
            self.ticket = None
            self.stands = False

    def _answered(self) -> None:
        self._drop_ticket()
        self._keep_what_is_left()

    def _keep_what_is_left(self) -> None:
        if self.deadline >= 0:
            self.contact.matter.patience_left = max(self.deadline - self.world.env.now, 0)

    # -- patience --------------------------------------------------------------------------------

    def _set_patience(self) -> None:
        """When the customer will hang up, counted from joining; drawn afresh unless said otherwise."""
        matter = self.contact.matter
        law = self.world.plan.patience.at(matter.case)
        matter.count_patience(self.contact.waits)
        if law is None or not self.contact.waits:
            return
        if matter.patience is REST and matter.patience_left is not None:
            patience = matter.patience_left
        else:
            patience = matter.fate.duration(law, self.world.luck.patience, matter.fresh - 1)
        matter.patience = FRESH
        self.deadline = self._joined + patience

    def patience_left(self) -> int:
        """How much longer the customer would wait, microseconds; NEVER without end."""
        return NEVER if self.deadline < 0 else max(self.deadline - self.world.env.now, 0)

    def _place(self, kind: int) -> int:
        return self.contact.matter.journey.next_place(kind)
