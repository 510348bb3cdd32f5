"""A leg: one agent's part in a contact, from the answer until the agent is free again."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.floor import Agent
from sim.engine.seeking import Search
from sim.engine.timing import END_OF_SERVICE, Moment, alarm
from sim.plan.tables import PREVIOUS_TEAM, REASON, TEAM
from sim.records.columns import Flag, Kind, LegOutcome
from sim.streams import draw

if TYPE_CHECKING:
    from sim.engine.contact import Contact


class Leg:
    """One agent's part in a contact: talk, perhaps hold for an introduction, then wrap-up.

    Attributes
    ----------
    skill : how the agent's team handles the reason; None if it does not.
    number : number of this human leg within the matter; the visit of what is drawn for it.
    wrap_up : microseconds from leaving the conversation to being free.
    """

    def __init__(self, contact: Contact, agent: Agent, search: Search, introduced_by: Leg | None) -> None:
        matter = contact.matter
        self.contact = contact
        self.agent = agent
        self.introduced_by = introduced_by
        self.reason = matter.case[REASON]
        self.skill = contact.world.plan.teams[agent.team.index].skills[self.reason]
        self.number = matter.human_legs
        self.queued = search.queued
        self.started = contact.world.env.now
        self.ended = -1
        self.outcome = LegOutcome.OPEN
        self.wrap_up = 0
        self.flags = self._marks()
        matter.human_legs += 1

    def _marks(self) -> int:
        """What is true from the start: handoff, transfer, introduced, told again, owner, wrong team."""
        contact, matter = self.contact, self.contact.matter
        flags = int(Flag.OWNER) if self.agent.index == contact.owner else 0
        if self.skill is None:
            flags |= Flag.WRONG_TEAM
        if matter.last_agent in (-1, self.agent.index):
            return flags
        flags |= Flag.HANDOFF | (Flag.TRANSFER if contact.transfers else 0)
        if self.introduced_by is not None:
            return flags | Flag.WARM
        passed = contact.world.plan.transfer.history_passed.at(matter.case)
        if passed > 0 and draw(contact.world.luck.history_passed, matter.key, self.number) < passed:
            return flags
        return flags | Flag.RE_EXPLAINED

    def talk(self) -> Generator[Event, Any, None]:
        """Be introduced, hear it again if need be, then help - or notice that it is another team's."""
        contact, matter = self.contact, self.contact.matter
        luck, case, transfer = contact.world.luck, matter.case, contact.world.plan.transfer
        case[TEAM] = self.agent.team.index
        if self.introduced_by is not None:
            briefing = transfer.brief_takes.at(case)
            yield from self._pass(briefing.sample(draw(luck.briefing, matter.key, self.number)))
            self.introduced_by.leave()
        length = 0
        if self.flags & Flag.RE_EXPLAINED:
            telling = transfer.explain_again_takes.at(case)
            length += telling.sample(draw(luck.explaining, matter.key, self.number))
        if self.skill is None:
            noticing = transfer.noticed_after.at(case)
            length += noticing.sample(draw(luck.noticing, matter.key, self.number))
        else:
            length += self.skill.takes.at(case).sample(draw(luck.takes, matter.key, matter.services))
        yield from self._pass(length)
        matter.last_agent, case[PREVIOUS_TEAM] = self.agent.index, self.agent.team.index

    def _pass(self, length: int) -> Generator[Event, Any, None]:
        if length:
            yield Moment(self.contact.world.env, length, self._place())

    def over(self, outcome: LegOutcome, flags: int = 0) -> None:
        """The talk is over."""
        self.ended = self.contact.world.env.now
        self.outcome = outcome
        self.flags |= flags

    def leave(self) -> None:
        """The agent leaves the conversation: wrap-up starts, then he is free."""
        env, floor = self.contact.world.env, self.contact.world.floor
        self._tell(env.now + self.wrap_up)
        if self.wrap_up:
            alarm(env, self.wrap_up, self._place(), lambda _: floor.let_go(self.agent))
        else:
            floor.let_go(self.agent)

    def tell_open(self) -> None:
        """Record a leg that is not over when the run ends."""
        self._tell(-1)

    def _tell(self, released: int) -> None:
        who = (self.reason, self.agent.team.index, self.agent.index)
        times = (self.queued, self.started, self.ended, released)
        self.contact.tell(Kind.HUMAN, self.outcome, self.flags, who, times)

    def _place(self) -> int:
        return self.contact.matter.journey.next_place(END_OF_SERVICE)
