"""A look at a replication under way: clock, teams, queues, what was told last. It changes nothing.

In: a `Replication`. Out: a `View` of plain values.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.floor import Team
from sim.engine.replication import Replication

Row = tuple[int, ...]
"""A row of `legs`, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team at one moment.

    Attributes
    ----------
    present : agents at work, or still with something in hand; busy : those with something in hand.
    queued : contacts and work in line for the team.
    """

    present: int
    busy: int
    queued: int


@dataclass(frozen=True, slots=True)
class View:
    """A replication at one moment.

    Attributes
    ----------
    now : microseconds since the scenario's start.
    journeys : journeys under way, those begun by the company included.
    teams : in the plan's order.
    latest : the rows told last, in order.
    """

    now: int
    journeys: int
    teams: tuple[TeamView, ...]
    latest: list[Row]


def look(replication: Replication, rows: int) -> View:
    """How a replication stands, with at most so many of the rows told last."""
    world = replication.world
    agents: list[list[tuple[bool, bool]]] = [[] for _ in world.floor.teams]
    for agent in world.floor.agents:
        busy = agent.hands > 0
        agents[agent.team.index].append((busy or world.env.now < agent.until, busy))
    teams = tuple(_team(team, agents[team.index]) for team in world.floor.teams)
    return View(world.env.now, len(world.journeys), teams, world.recorder.latest(rows))


def _team(team: Team, agents: list[tuple[bool, bool]]) -> TeamView:
    present, busy = (sum(one[place] for one in agents) for place in (0, 1))
    return TeamView(present, busy, len(team.queue.tickets()))
