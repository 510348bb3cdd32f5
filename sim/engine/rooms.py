"""Waiting rooms of teams: limited ones, and those that are cleared at closing.

Only customers who wait on the line take room and are sent away; mail, work and callbacks stay.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy import Event

from sim.engine.queueing import Ticket
from sim.engine.timing import CHANGE_OF_HOURS, Moment, place

if TYPE_CHECKING:
    from sim.engine.floor import Floor, Team


def has_room(floor: Floor, team: int) -> bool:
    """Whether one more customer may wait for a team."""
    if team not in floor.rooms:
        return True
    waiting = sum(_on_the_line(floor, ticket) for ticket in floor.teams[team].queue.tickets())
    return waiting < floor.rooms[team]


def clear_at_closing(floor: Floor, team: Team, closings: list[int]) -> Generator[Event, None, None]:
    """The closings of a team, one after the other; each comes after its agents have left."""
    env, entity = floor.env, len(floor.agents) + team.index
    for sequence, closes in enumerate(closings):
        yield Moment(env, closes - env.now, place(CHANGE_OF_HOURS, entity, sequence))
        own = [floor.agents[number].own for number in floor.plan.teams[team.index].agents]
        waiting = [ticket for queue in (team.queue, *own) for ticket in queue.tickets()]
        for ticket in sorted(waiting, key=lambda one: one.rank_at(env.now)):
            in_line = ticket.waiting and _on_the_line(floor, ticket)
            if in_line and not _expected_elsewhere(floor, team, ticket):
                ticket.send_away()


def _on_the_line(floor: Floor, ticket: Ticket) -> bool:
    return ticket.counted and floor.plan.channels[ticket.channel].waits


def _expected_elsewhere(floor: Floor, team: Team, ticket: Ticket) -> bool:
    """Whether somebody of another team, who is at work, may still answer."""
    now = floor.env.now
    others = (other for other in floor.teams if other is not team and floor.on_duty(other.index, now))
    if any(ticket in other.queue.tickets() for other in others):
        return True
    agents = (agent for agent in floor.agents if agent.team is not team and agent.own.heaps)
    return any(floor.agent_on_duty(agent.index, now) and ticket in agent.own.tickets() for agent in agents)
