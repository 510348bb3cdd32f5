"""A leg: one agent's part in a contact, from the answer until the agent is free again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.bounds import MOST_CONTACTS, too_many_contacts
from sim.engine.timing import END_OF_SERVICE, alarm
from sim.plan.model import Yields
from sim.plan.tables import REASON, TEAM
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent
    from sim.engine.matter import Matter


class Leg:
    """One agent's part in a contact: talk, perhaps hold for an introduction, then wrap-up.

    Attributes
    ----------
    skill : how the agent's team handles the reason; None if it does not.
    number : number of this human leg within the matter; the visit of what is drawn for it.
    introduced_by : the leg of the agent who waited with the customer, if he still does.
    wrap_up : microseconds from leaving the conversation to being free.
    left : the agent has left the conversation.
    """

    __slots__ = (
        "agent", "contact", "ended", "flags", "introduced_by", "left", "number", "outcome", "queued",
        "reason", "skill", "started", "wrap_up",
    )

    def __init__(self, contact: Contact, agent: Agent, queued: int, introduced_by: Leg | None) -> None:
        matter = contact.matter
        self.contact = contact
        self.agent = agent
        self.introduced_by = introduced_by
        self.reason = matter.case[REASON]
        self.skill = contact.world.plan.teams[agent.team.index].skills[self.reason]
        self.number = matter.human_legs
        self.queued = queued
        self.started = contact.world.env.now
        self.ended = -1
        self.outcome = codes.OPEN
        self.wrap_up = 0
        self.left = False
        self.flags = self._marks(contact, matter)
        matter.human_legs += 1
        if matter.human_legs == MOST_CONTACTS:
            raise too_many_contacts(contact.world.plan.places[matter.at])
        matter.case[TEAM] = agent.team.index

    def _marks(self, contact: Contact, matter: Matter) -> int:
        """What is true from the start: handoff, transfer, introduced, told again, owner, wrong team."""
        agent, last = self.agent.person, matter.last_agent
        flags = codes.OWNER if self.agent.index == contact.owner else 0
        if self.skill is None:
            flags |= codes.WRONG_TEAM
        if last in (-1, agent):
            return flags
        flags |= codes.HANDOFF | codes.TRANSFER if contact.transfers else codes.HANDOFF
        if self.introduced_by is not None:
            return flags | codes.WARM
        if contact.conference is not None:
            return flags | codes.CONFERENCE
        passed = contact.world.plan.transfer.history_passed.at(matter.case)
        known = matter.fate.succeeds(passed, contact.world.luck.history_passed, self.number)
        return flags if known else flags | codes.RE_EXPLAINED

    def briefing(self) -> int:
        """How long both agents are with the customer, microseconds."""
        world, matter = self.contact.world, self.contact.matter
        law = world.plan.transfer.brief_takes.at(matter.case)
        return matter.fate.duration(law, world.luck.briefing, self.number)

    def talk(self) -> int:
        """How long the agent hears it again, if need be, and helps - or takes to notice that it is
        another team's; microseconds."""
        matter, luck = self.contact.matter, self.contact.world.luck
        case, transfer = matter.case, self.contact.world.plan.transfer
        length = 0
        if self.flags & codes.RE_EXPLAINED:
            length = matter.fate.duration(transfer.explain_again_takes.at(case), luck.explaining, self.number)
        if self.skill is None:
            length += matter.fate.duration(transfer.noticed_after.at(case), luck.noticing, self.number)
        else:
            length += self.service()
        return length

    def service(self) -> int:
        """How long the real service takes, microseconds."""
        assert self.skill is not None
        return self.agent.length(self.contact.matter.service(self.skill))

    # -- mail that makes way ---------------------------------------------------------------------

    def makes_way(self) -> bool:
        """Whether the agent puts the mail down for what ranks before it; else he may stay with such mail."""
        yields = self.contact.world.yields(self.contact.matter.case)
        self.agent.at_pile = yields is Yields.NEVER
        alone = self.contact.conference is None
        return self.skill is not None and yields is Yields.BY_INTERRUPTION and alone

    @property
    def matter(self) -> Matter:
        """The matter that the contact is about."""
        return self.contact.matter

    @property
    def ranked_as(self) -> int:
        """By which channel it ranks."""
        return self.contact.channel

    @property
    def joined(self) -> int:
        """When the contact began, microseconds."""
        return self.contact.began

    def put_down(self) -> None:
        """Record a stretch of the work at it, and wait."""
        now = self.contact.world.env.now
        self.ended, self.outcome = now, codes.INTERRUPTED
        self._tell(now)
        self.queued, self.started, self.ended, self.outcome = now, -1, -1, codes.OPEN
        self.flags = codes.RESUMED

    def take_up(self, agent: Agent) -> None:
        """Begin another stretch; the customer has nothing to tell, whoever it is."""
        if agent.index == self.contact.owner:
            self.flags |= codes.OWNER
        if agent is not self.agent:
            self.flags |= codes.HANDOFF | codes.TRANSFER
        self.agent, self.started = agent, self.contact.world.env.now
        self.contact.matter.case[TEAM] = agent.team.index

    # -- the end ---------------------------------------------------------------------------------

    def over(self, outcome: int, flags: int = 0) -> None:
        """The talk is over."""
        self.ended = self.contact.world.env.now
        self.outcome = outcome
        self.flags |= flags

    def leave(self) -> None:
        """The agent leaves the conversation: wrap-up starts, then he is free."""
        env, floor = self.contact.world.env, self.contact.world.floor
        self.left = True
        self._tell(env.now + self.wrap_up)
        if self.wrap_up:
            priority = self.contact.matter.journey.next_place(END_OF_SERVICE)
            alarm(env, self.wrap_up, priority, lambda _: floor.let_go(self.agent))
        else:
            floor.let_go(self.agent)

    def tell_open(self) -> None:
        """Record a leg that is not over when the run ends."""
        self._tell(-1)

    def _tell(self, released: int) -> None:
        contact, matter, agent = self.contact, self.contact.matter, self.agent
        whole = matter if matter.attempts is None else matter.attempts.first
        kind, who = (codes.HUMAN, agent.index) if self.started >= 0 else (codes.QUEUE, -1)
        contact.world.tell((
            matter.journey.number, matter.at, matter.order, matter.contacts, whole.legs,
            self.reason, contact.channel, agent.team.index, who,
            kind, self.outcome, self.flags | contact.marks,
            self.queued, self.started, self.ended, released,
        ))
        whole.legs += 1
        contact.marks &= ~codes.FIRST_OF_CONTACT
