"""A customer's place in line while looking for an agent: whom the stages asked, patience, the ticket.

Earlier targets stay eligible, and patience and joining time run on through all stages. In the menu a
customer cannot be answered: the stretch in line ends before it and a new one begins after it. Everything
here decides at once; only the contact's process lets time pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simpy import Event

from sim.engine.floor import Asked
from sim.engine.queueing import Ticket
from sim.engine.timing import END_OF_PATIENCE, STAGE_LIMIT, alarm
from sim.plan.model import Again, Stage, StageKind
from sim.plan.tables import REASON, SEGMENT
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent

NEVER = -1
NOBODY = Asked((), -1, False)


class Line:
    """One search for an agent, from the first stage to an answer or to giving up.

    Attributes
    ----------
    queued : when the present stretch in line began; -1 not in line.
    first_team : the first team waited for.
    deadline : when patience ends; NEVER without.
    entered : the last stage asked was entered, not skipped.
    gone : why the search ended without an agent; None while it goes on.
    """

    __slots__ = (
        "_asked", "_has_waited", "_joined", "_ticket", "_waits", "contact", "deadline", "entered",
        "first_team", "gone", "queued", "world",
    )

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.world = contact.world
        self.queued = -1
        self.first_team = -1
        self.deadline = NEVER
        self.entered = False
        self.gone: int | None = None
        self._asked: list[Asked] = []
        self._joined = -1
        self._has_waited = False
        self._ticket: Ticket | None = None
        self._waits = self.world.plan.channels[contact.channel].waits

    # -- asking ----------------------------------------------------------------------------------

    def ask(self, stage: Stage) -> Agent | None:
        """Enter a stage, unless nobody of it is on duty or due: whoever is free answers now."""
        asked = self._targets(stage)
        if self._joined < 0 and not self.world.keeps_patience:
            agent = self.world.floor.answer(asked, self.contact.channel)
            if agent is not None:
                self.queued = self.world.env.now
                self._count_patience()
                return agent
        self.entered = self._somebody_due(stage, asked)
        if not self.entered:
            return None
        if self._joined < 0:
            self._joined = self.world.env.now
            self._set_patience()
        if self.queued < 0:
            self.queued = self.world.env.now
        if self.first_team < 0:
            self.first_team = asked.teams[0] if asked.teams else self.world.plan.agents[asked.person].team
        if not stage.keep:
            self._asked.clear()
            self._drop_ticket()
        self._asked.append(asked)
        return self._free_now(asked)

    def _targets(self, stage: Stage) -> Asked:
        kind, contact = stage.kind, self.contact
        if kind is StageKind.CHOSEN_TEAM:
            return self.world.asked_team[contact.chosen_team] if contact.chosen_team >= 0 else NOBODY
        if kind is StageKind.ANY_SKILLED:
            case = contact.matter.case
            return Asked(self.world.plan.any_skilled[contact.channel][case[REASON]][case[SEGMENT]], -1, False)
        if kind is StageKind.OWNER:
            return Asked((), contact.owner, False)
        if kind is StageKind.COLLEAGUE:
            owner = contact.owner
            return self.world.asked_team[self.world.plan.agents[owner].team] if owner >= 0 else NOBODY
        return Asked(stage.teams, -1, kind is StageKind.TEAMS)

    def _somebody_due(self, stage: Stage, asked: Asked) -> bool:
        """Whether a stage is worth entering: somebody on duty, or due within its time. Mail waits."""
        limit, floor = stage.limit, self.world.floor
        if limit < 0 and not self._waits:
            return bool(asked.teams) or asked.person >= 0
        now = self.world.env.now
        by = now + limit if limit >= 0 else max(self.world.closes(self.contact.channel), now)
        if asked.person >= 0:
            return floor.agent_on_duty(asked.person, by)
        return any(floor.on_duty(team, by) for team in asked.teams)

    def _free_now(self, asked: Asked) -> Agent | None:
        """Who answers at once: of the stage just entered, or of all stages after a menu."""
        ticket = self._ticket
        stages: tuple[Asked, ...] = (asked,)
        if ticket is None:
            matter = self.contact.matter
            self._ticket = ticket = Ticket(
                matter.order, self.contact.channel, matter.case, self._joined, self.world.plan.rank
            )
            stages = tuple(self._asked)
        floor = self.world.floor
        for stage in stages:
            agent = floor.free(ticket, stage)
            if agent is not None:
                floor.take(agent, ticket.channel)
                self._answered()
                return agent
        for stage in stages:
            floor.line_up(ticket, stage)
        return None

    # -- waiting ---------------------------------------------------------------------------------

    def wait(self, limit: int) -> Event | None:
        """Wait in line, for `limit` microseconds or NEVER less than to the end. None if there is no line
        to stand in: nobody was there to be asked, the queue is full, or the customer leaves at once."""
        ticket, env = self._ticket, self.world.env
        if ticket is None:
            self.gone = codes.CLOSED
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
        elif self._ticket is not None and not self._ticket.waiting:
            self.gone = codes.ABANDONED
            self._drop_ticket()
        return agent

    def _begin_to_wait(self, ticket: Ticket) -> bool:
        world, channel = self.world, self.contact.channel
        if not self._has_waited and not self.contact.transfers:
            if 0 <= world.plan.channels[channel].max_queue <= world.waiting[channel]:
                self.gone = codes.BLOCKED
                return False
            if self._waits and self._balks():
                self.gone = codes.BALKED
                return False
        self._has_waited = True
        world.waiting[channel] += 1
        ticket.counted = True
        if self.deadline >= 0:
            left = max(self.deadline - world.env.now, 0)
            alarm(world.env, left, self._place(END_OF_PATIENCE), lambda _: ticket.give_up())
        return True

    def _balks(self) -> bool:
        matter = self.contact.matter
        share = self.world.plan.balks.at(matter.case)
        return matter.fate.succeeds(share, self.world.luck.balking, matter.contacts)

    def leave_for_menu(self) -> bool:
        """End the stretch in line before a menu; whether it took any time."""
        took = 0 <= self.queued < self.world.env.now
        self._drop_ticket()
        return took

    def _drop_ticket(self) -> None:
        if self._ticket is not None:
            self.world.waiting[self.contact.channel] -= self._ticket.counted
            self._ticket.waiting = False
            self._ticket = None

    def _answered(self) -> None:
        self._drop_ticket()
        if self.deadline >= 0:
            self.contact.matter.patience_left = self.deadline - self.world.env.now

    # -- patience --------------------------------------------------------------------------------

    def _set_patience(self) -> None:
        """When the customer will hang up, counted from joining; drawn afresh unless said otherwise."""
        matter = self.contact.matter
        law = self.world.plan.patience.at(matter.case)
        self._count_patience()
        if law is None or not self._waits:
            return
        if matter.patience is Again.REST and matter.patience_left is not None:
            patience = matter.patience_left
        else:
            patience = matter.fate.duration(law, self.world.luck.patience, matter.fresh - 1)
        matter.patience = Again.FRESH
        self.deadline = self._joined + patience

    def _count_patience(self) -> None:
        """Joining uses up a draw of patience, waited or not, so that luck stays with the contact."""
        matter = self.contact.matter
        if self._waits and (matter.patience is Again.FRESH or matter.fresh == 0):
            matter.fresh += 1

    def _place(self, kind: int) -> int:
        return self.contact.matter.journey.next_place(kind)
