"""Work and mail that make way: put down at once for what ranks before it, and taken up again.

The agent who has put something down takes it up before other work of its class. When he leaves, it stands
at the head of the queue. What is left of the work stays the same, whoever goes on with it.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.queueing import RankKey, Ticket
from sim.engine.timing import END_OF_SERVICE, Clock, alarm

if TYPE_CHECKING:
    from sim.engine.errand import Job
    from sim.engine.floor import Agent, Asked, Floor
    from sim.engine.leg import Leg


class Stretch:
    """A stretch of work that an agent puts down for what ranks before it.

    Attributes
    ----------
    ticket : its place in line once it is put down.
    asked : who may go on with it when the agent has left.
    over : happens when the stretch ends; its value tells whether the work is done.
    again : happens when somebody takes the work up again, whom its value tells.
    """

    __slots__ = ("again", "agent", "asked", "over", "ticket")

    def __init__(self, env: Clock, agent: Agent, ticket: Ticket, asked: Asked) -> None:
        self.agent = agent
        self.ticket = ticket
        self.asked = asked
        self.over = Event(env)
        self.again = Event(env)

    def finish(self, _: Event) -> None:
        """The work is done, unless it was put down meanwhile."""
        if not self.over.triggered:
            self.over.succeed(True)

    def put_down(self, env: Clock) -> None:
        """Empty hands, and the work on the desk."""
        agent = self.agent
        self.again = self.ticket.wait(env)
        agent.own.join(self.ticket)
        agent.hands = 0
        agent.desk = [*(other for other in agent.desk if other.ticket.waiting), self]
        self.over.succeed(False)


def in_stretches(
    task: Job | Leg, agent: Agent, length: int, asked: Asked
) -> Generator[Event, Any, Agent]:
    """Work `length` microseconds at a task, stretch by stretch; returns the agent of the last one.

    Parameters
    ----------
    asked : who may go on with it when the agent who put it down has left.
    """
    matter = task.matter
    world = matter.world
    env, floor = world.env, world.floor
    while length:
        began = env.now
        ticket = Ticket(matter.order, task.ranked_as, matter.case, task.joined, world.plan.rank)
        ticket.go_ahead()
        stretch = Stretch(env, agent, ticket, asked)
        alarm(env, length, matter.journey.next_place(END_OF_SERVICE), stretch.finish)
        floor.yielding[agent.index] = stretch
        floor.make_way(agent, ticket.band)   # for what has come since the agent took the work
        if (yield stretch.over):
            del floor.yielding[agent.index]
            break
        length -= env.now - began
        task.put_down()
        agent = yield stretch.again
        task.take_up(agent)
    return agent


def who_yields(floor: Floor, ticket: Ticket, asked: Asked) -> Agent | None:
    """Of those asked, the agent who puts down work of a later class for a ticket: by order of preference or
    skill, as among free agents, then the work that ranks last."""
    now, teams = floor.env.now, asked.teams

    def preferred(stretch: Stretch) -> tuple[float, RankKey]:
        agent = stretch.agent
        place = teams.index(agent.team.index) if asked.in_order else floor.factor(agent, ticket)
        return -place, stretch.ticket.rank_at(now)

    found = (
        stretch
        for stretch in floor.yielding.values()
        if (stretch.agent.team.index in teams or stretch.agent.index == asked.person)
        and now < stretch.agent.until
        and ticket.band < stretch.ticket.band
    )
    last = max(found, key=preferred, default=None)
    return None if last is None else last.agent


def hand_on(floor: Floor, agent: Agent) -> None:
    """On leaving: what was put down goes to whoever is free for it, or to the head of the queue."""
    left, agent.desk = agent.desk, []
    for stretch in left:
        ticket = stretch.ticket
        if ticket.waiting:
            other = floor.free(ticket, stretch.asked)
            if other is None:
                ticket.start -= 1   # behind what its next agent has put down himself
                floor.line_up(ticket, stretch.asked)
            else:
                floor.take(other, ticket.channel)
                ticket.call_up(other)
