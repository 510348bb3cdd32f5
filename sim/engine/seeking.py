"""Looking for an agent: the stages of a route, one after the other, until somebody answers.

Earlier targets stay eligible, and patience and joining time run on through all stages. In the menu a
customer cannot be answered; the stretch in line before it ends there.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.floor import Agent
from sim.engine.queueing import Ticket
from sim.engine.timing import END_OF_PATIENCE, STAGE_LIMIT, alarm
from sim.plan.model import Again, Stage, StageKind
from sim.plan.tables import REASON, SEGMENT
from sim.records.columns import LegOutcome
from sim.streams import draw

if TYPE_CHECKING:
    from sim.engine.contact import Contact

NEVER = -1
ANSWERED = LegOutcome.DONE


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a stage has asked: teams, or one agent in person (-1: none)."""

    kind: StageKind
    teams: tuple[int, ...]
    person: int


class Search:
    """One search for an agent, from the first stage to an answer or to giving up.

    Attributes
    ----------
    queued : when the present stretch in line began; -1 not in line yet.
    first_team : the first team waited for.
    outcome : why the search ended; ANSWERED when an agent was found.
    in_menu : the search ended in the menu.
    """

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.world = contact.world
        self.queued = -1
        self.first_team = -1
        self.joined = -1
        self.deadline = NEVER
        self.outcome = ANSWERED
        self.in_menu = False
        self.ticket: Ticket | None = None
        self._asked: list[Asked] = []
        self._has_waited = False
        self._waits = self.world.plan.channels[contact.channel].waits

    def go(self, stages: Sequence[Stage]) -> Generator[Event, Any, Agent | None]:
        """Go through the stages; returns the agent who answers, or None with `outcome` saying why not."""
        for number, stage in enumerate(stages):
            if stage.kind is StageKind.IVR:
                if not (yield from self._menu()):
                    return None
                continue
            agent = yield from self._stage(stage, last=number == len(stages) - 1)
            if agent is not None or self.outcome is not ANSWERED:
                return agent
        if self.ticket is None:
            self.outcome = LegOutcome.CLOSED
            return None
        return (yield from self._wait(NEVER))

    # -- the stages ------------------------------------------------------------------------------

    def _stage(self, stage: Stage, last: bool) -> Generator[Event, Any, Agent | None]:
        """One stage: ask whom it names, then wait until it is over."""
        teams, person = self._targets(stage)
        if not self._somebody_due(stage, teams, person):
            return None
        ticket = self._in_line(Asked(stage.kind, teams, person), stage.keep)
        for asked in self._asked:
            agent = self._free_now(ticket, asked)
            if agent is not None:
                self.world.floor.take(agent, ticket.channel)
                self._answered()
                return agent
        if stage.limit == 0 and not last:
            return None
        return (yield from self._wait(NEVER if last else stage.limit))

    def _targets(self, stage: Stage) -> tuple[tuple[int, ...], int]:
        """Teams and agent in person whom a stage adds."""
        plan, case = self.world.plan, self.contact.matter.case
        owner = self.contact.owner
        if stage.kind is StageKind.OWNER:
            return (), owner
        if stage.kind is StageKind.COLLEAGUE:
            return ((), -1) if owner < 0 else ((plan.agents[owner].team,), -1)
        if stage.kind is StageKind.CHOSEN_TEAM:
            return ((), -1) if self.contact.chosen_team < 0 else ((self.contact.chosen_team,), -1)
        if stage.kind is StageKind.ANY_SKILLED:
            return plan.any_skilled[self.contact.channel][case[REASON]][case[SEGMENT]], -1
        return stage.teams, -1

    def _somebody_due(self, stage: Stage, teams: tuple[int, ...], person: int) -> bool:
        """Whether a stage is worth entering: somebody on duty, or due within its time. Mail waits."""
        if stage.limit < 0 and not self._waits:
            return bool(teams) or person >= 0
        now, floor = self.world.env.now, self.world.floor
        by = max(self.world.closes(self.contact.channel), now) if stage.limit < 0 else now + stage.limit
        if person >= 0 and floor.agent_on_duty(person, by):
            return True
        return any(floor.on_duty(team, by) for team in teams)

    def _free_now(self, ticket: Ticket, asked: Asked) -> Agent | None:
        floor = self.world.floor
        if asked.person >= 0:
            return floor.free_person(ticket, asked.person)
        if asked.kind is not StageKind.TEAMS:
            return floor.free_agent(ticket, asked.teams)
        for team in asked.teams:
            agent = floor.free_agent(ticket, (team,))
            if agent is not None:
                return agent
        return None

    # -- in line ---------------------------------------------------------------------------------

    def _in_line(self, asked: Asked, keep: bool) -> Ticket:
        """The ticket that holds the place in line, for everybody asked so far."""
        matter, now = self.contact.matter, self.world.env.now
        if self.joined < 0:
            self.joined = now
            self._set_patience()
        if self.queued < 0:
            self.queued = now
        if self.first_team < 0:
            self.first_team = asked.teams[0] if asked.teams else self.world.plan.agents[asked.person].team
        if not keep:
            self._asked.clear()
            self._leave_line()
        self._asked.append(asked)
        if self.ticket is not None:
            self._join(self.ticket, asked)
            return self.ticket
        self.ticket = Ticket(matter.order, self.contact.channel, matter.case, self.joined)
        self.ticket.stand(self.world.plan.rank)
        for before in self._asked:
            self._join(self.ticket, before)
        return self.ticket

    def _join(self, ticket: Ticket, asked: Asked) -> None:
        floor = self.world.floor
        if asked.person >= 0:
            floor.agents[asked.person].own.join(ticket)
        for team in asked.teams:
            floor.teams[team].queue.join(ticket)

    def _wait(self, limit: int) -> Generator[Event, Any, Agent | None]:
        """Wait until an agent answers, patience ends, or the stage is over."""
        ticket, env = self.ticket, self.world.env
        assert ticket is not None
        if not ticket.counted and not self._begin_to_wait(ticket):
            return None
        turn = ticket.wait(env)
        if limit >= 0:
            priority = self.contact.matter.journey.next_place(STAGE_LIMIT)
            alarm(env, limit, priority, lambda _: ticket.stage_over(turn))
        agent: Agent | None = yield turn
        if agent is not None:
            self._answered()
        elif not ticket.waiting:
            self.outcome = LegOutcome.ABANDONED
            self._leave_line()
        return agent

    def _begin_to_wait(self, ticket: Ticket) -> bool:
        """Stand and wait, unless the queue is full or the customer leaves at once."""
        world, channel = self.world, self.contact.channel
        if not self._has_waited and not self.contact.transfers:
            if 0 <= world.plan.channels[channel].max_queue <= world.waiting[channel]:
                self.outcome = LegOutcome.BLOCKED
                return False
            if self._waits and self._balks():
                self.outcome = LegOutcome.BALKED
                return False
        self._has_waited = True
        world.waiting[channel] += 1
        ticket.counted = True
        if self.deadline >= 0:
            priority = self.contact.matter.journey.next_place(END_OF_PATIENCE)
            alarm(world.env, max(self.deadline - world.env.now, 0), priority, lambda _: ticket.give_up())
        return True

    def _leave_line(self) -> None:
        if self.ticket is not None:
            self.world.waiting[self.contact.channel] -= self.ticket.counted
            self.ticket.waiting = False
            self.ticket = None

    def _answered(self) -> None:
        self._leave_line()
        if self.deadline >= 0:
            self.contact.matter.patience_left = self.deadline - self.world.env.now

    def _balks(self) -> bool:
        matter = self.contact.matter
        share = self.world.plan.balks.at(matter.case)
        return share > 0 and draw(self.world.luck.balking, matter.key, matter.contacts) < share

    # -- patience and menu -----------------------------------------------------------------------

    def _set_patience(self) -> None:
        """When the customer will hang up, counted from joining; drawn afresh unless said otherwise."""
        matter = self.contact.matter
        law = self.world.plan.patience.at(matter.case)
        if not self._waits or law is None:
            return
        if matter.patience is Again.FRESH or matter.fresh == 0:
            matter.fresh += 1
        if matter.patience is Again.REST and matter.patience_left is not None:
            self.deadline = self.joined + matter.patience_left
        else:
            u = draw(self.world.luck.patience, matter.key, matter.fresh - 1)
            self.deadline = self.joined + law.sample(u)
        matter.patience = Again.FRESH

    def _menu(self) -> Generator[Event, Any, bool]:
        """The menu as a stage; whether the search goes on after it."""
        menu = self.world.plan.menu
        assert menu is not None
        if self.ticket is not None:
            if self.queued < self.world.env.now:
                self.contact.tell_queue(self, LegOutcome.DONE)
            self._leave_line()
            self.queued = -1
        self.outcome = yield from self.contact.listen(menu, self.deadline)
        self.in_menu = self.outcome is not LegOutcome.DONE
        return not self.in_menu
