"""Choosing among free agents otherwise than by who is idle the longest: at random, or the least occupied.

Preference of the route, then of skill, then the emptiest hands come first; ties go to the lower index.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from sim.plan.model import Choice

if TYPE_CHECKING:
    from sim.engine.floor import Agent, Asked, Floor, Team
    from sim.engine.queueing import Ticket


def chosen(floor: Floor, ticket: Ticket, asked: Asked) -> Agent | None:
    """Who of the teams asked takes a ticket now; None if nobody is free."""
    for teams in ((team,) for team in asked.teams) if asked.in_order else (asked.teams,):
        free = [agent for team in teams for agent in _free(floor, floor.teams[team], ticket)]
        if free:
            return _one_of(floor, ticket, _best(floor, ticket, free))
    return None


def _free(floor: Floor, team: Team, ticket: Ticket) -> Iterator[Agent]:
    ready = (floor.agents[index] for _, index in (*team.idle, *team.partly))
    return (agent for agent in ready if floor.may_take(agent, ticket))


def _best(floor: Floor, ticket: Ticket, free: list[Agent]) -> list[Agent]:
    """The most skilled and of these those with the emptiest hands, by index."""
    keys = [(floor.factor(agent, ticket), agent.hands) for agent in free]
    least = min(keys)
    equal = (agent for key, agent in zip(keys, free, strict=True) if key == least)
    return sorted(equal, key=lambda agent: agent.index)


def _one_of(floor: Floor, ticket: Ticket, equal: list[Agent]) -> Agent:
    if floor.plan.rank.choice is Choice.RANDOM:
        return equal[int(ticket.lot * len(equal))]
    return min(equal, key=lambda agent: occupancy(agent, floor.env.now))


def occupancy(agent: Agent, now: int) -> Fraction:
    """The share of the present stretch at work in which an agent has had something in hand."""
    idle = agent.idle + (now - agent.idle_since if agent.hands == 0 else 0)
    here = now - agent.began
    return Fraction(here - idle, here) if here else Fraction(0)
