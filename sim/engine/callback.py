"""Callbacks: who would have to wait long goes home, keeps the place in line, and is called.

Predicted wait: (those ahead in line + 1) x the mean handle time of what the customer needs / the contacts
that those on duty can hold at once. An agent who is free for the customer calls; after attempts in vain the
customer is in line again, until there have been as many as are made.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.bounds import MOST_CONTACTS, too_many_contacts
from sim.engine.ringing import Ringing
from sim.engine.timing import END_OF_SERVICE, RETRY, Pause
from sim.plan.model import Callback
from sim.plan.tables import REASON, TEAM
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent, Asked, Floor
    from sim.engine.line import Line
    from sim.engine.queueing import Queue, Ticket


class AtHome:
    """A customer who waits at home for the company's call.

    Attributes
    ----------
    reached : he has answered the call, or was called for the last time in vain.
    """

    __slots__ = ("_contact", "_line", "_since", "_ticket", "reached")

    def __init__(self, contact: Contact, line: Line) -> None:
        self._contact = contact
        self._line = line
        self._since = contact.world.env.now
        self._ticket: Ticket | None = None
        self.reached = False

    def be_called(self, callback: Callback, pause: Pause) -> Generator[Event, Any, Agent | None]:
        """Wait, and be called; returns the agent who has reached the customer, or None."""
        contact, matter = self._contact, self._contact.matter
        world, luck, fate = contact.world, contact.world.luck, contact.matter.fate
        self._line.go_home()
        for attempt in range(callback.attempts):
            if attempt:
                pauses = fate.duration(callback.every.at(matter.case), luck.calls_again, matter.rings)
                if pauses:
                    yield pause.of(pauses, matter.journey.next_place(RETRY))
            if contact.left:
                break
            ticket, agent = self._line.find_for_home()
            if agent is None:
                self._ticket = ticket
                agent = yield ticket.wait(world.env)
            if agent is None:
                break
            visit, matter.rings = matter.rings, matter.rings + 1
            if visit == MOST_CONTACTS:
                raise too_many_contacts(world.plan.places[matter.at])
            length = fate.duration(callback.rings.at(matter.case), luck.rings, visit)
            yield from Ringing(contact, agent).last(length, END_OF_SERVICE, pause)
            if fate.succeeds(callback.answers.at(matter.case), luck.answers_call, visit):
                self._is_over(codes.DONE, 0)
                return agent
            world.floor.let_go(agent)
        contact.gone = codes.NOT_REACHED
        contact.fail(codes.NOT_REACHED)
        self._is_over(codes.WITHDRAWN if contact.left else codes.NOT_REACHED, contact.last_marks())
        return None

    def leave(self) -> None:
        """Want no call any more."""
        self._contact.matter.stop_pausing()
        if self._ticket is not None:
            self._ticket.give_up()

    def tell_open(self) -> None:
        """Record what is not over when the run ends."""
        if not self.reached:
            self._tell(codes.OPEN, 0, -1)

    def _is_over(self, outcome: int, flags: int) -> None:
        self.reached = True
        self._tell(outcome, flags, self._contact.world.env.now)

    def _tell(self, outcome: int, flags: int, until: int) -> None:
        contact = self._contact
        who = (contact.reason, self._line.first_team, -1)
        contact.tell(codes.AT_HOME, outcome, flags, who, (self._since, -1, until, -1))


def called_back(contact: Contact, pause: Pause) -> Generator[Event, Any, Agent | None]:
    """Who calls a customer back, who has gone home at once; None if that is not offered or accepted."""
    callback, line, world = contact.world.plan.callback, contact.line, contact.world
    assert callback is not None
    if line is None or line.ticket is None or not _accepts(contact, line, line.ticket, callback):
        return None
    contact.tell_queue(codes.DONE, 0)
    contact.queued = -1
    world.lines[contact.channel] -= 1
    contact.home = AtHome(contact, line)
    agent = yield from contact.home.be_called(callback, pause)
    contact.queued = world.env.now
    return agent


def _accepts(contact: Contact, line: Line, ticket: Ticket, callback: Callback) -> bool:
    """Whether a customer in line is offered a callback, as the predicted wait is too long, and takes it."""
    if predicted_wait(contact, line, ticket) <= callback.above:
        return False
    share = callback.accepts.at(contact.matter.case)
    return contact.matter.fate.succeeds(share, contact.world.luck.accepts_callback, contact.matter.contacts)


def predicted_wait(contact: Contact, line: Line, ticket: Ticket) -> float:
    """What the customer would be told: (those ahead in line + 1) x mean handle time / hands on duty, in
    microseconds; endless where nobody is on duty."""
    floor, now = contact.world.floor, contact.world.env.now
    agents = [agent for asked in line.asked for agent in _whoever(floor, asked)]
    on_duty = {agent.index for agent in agents if now < agent.until}
    hands = len(on_duty) * floor.at_once[contact.channel]
    if not hands:
        return math.inf
    queues = [queue for asked in line.asked for queue in _queues(floor, asked)]
    mine = ticket.rank_at(now)
    ahead = {one.order for queue in queues for one in queue.tickets() if one.rank_at(now) < mine}
    return (len(ahead) + 1) * _mean_handle_time(contact, line.asked) / hands


def _mean_handle_time(contact: Contact, asked: list[Asked]) -> float:
    """Of the first team asked that deals with the reason, by the laws of its takes and wrap-up; where nobody
    asked does, and who answers will pass it on, of the first that does."""
    plan, case = contact.world.plan, contact.matter.case.copy()
    theirs = [agent.team.index for one in asked for agent in _whoever(contact.world.floor, one)]
    for team in (*theirs, *range(len(plan.teams))):
        skill = plan.teams[team].skills[case[REASON]]
        if skill is not None:
            case[TEAM] = team
            mean: float = skill.takes.at(case).mean() + skill.wrap_up.at(case).mean()
            return mean
    return 0.0


def _whoever(floor: Floor, asked: Asked) -> list[Agent]:
    """All who may answer, at work or not."""
    if asked.person >= 0:
        return [floor.agents[asked.person]]
    return [floor.agents[agent] for team in asked.teams for agent in floor.plan.teams[team].agents]


def _queues(floor: Floor, asked: Asked) -> list[Queue]:
    """Where those asked find who waits for them."""
    if asked.person < 0:
        return [floor.teams[team].queue for team in asked.teams]
    agent = floor.agents[asked.person]
    return [agent.own, agent.team.queue]
