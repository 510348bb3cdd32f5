"""A record told in names instead of indices, so that records of differently written scenarios compare.

In: a plan and its record. Out: rows of plain values; names that mean nothing may be translated first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sim.plan.model import Plan

from .lived import Lived

Told = list[tuple[Any, ...]]


def told(lived: Lived, names: Mapping[str, str] | None = None) -> Told:
    """All rows of legs, trips and roster; `names` translates names of teams."""
    plan, names = lived.plan, names or {}
    agents = {agent: _agent(plan, agent, names) for agent in range(-1, len(plan.agents))}
    teams = {-1: "", **{number: names.get(team.name, team.name) for number, team in enumerate(plan.teams)}}
    legs: Told = [
        (
            row.journey, plan.places[row.step], row.contact, row.leg, _named(plan.reasons, row.reason),
            _named([channel.name for channel in plan.channels], row.channel), teams[row.team],
            agents[row.agent], int(row.kind), int(row.outcome), int(row.flags), *row[-4:],
        )
        for row in lived.rows
    ]  # fmt: skip
    columns = [column.tolist() for column in lived.record.trips.values()]
    trips: Told = [
        (plan.demands[demand].name, plan.segments[plan.demands[demand].segment].name, *rest[:-1],
         _named([step.path for step in plan.steps], rest[-1]))
        for demand, *rest in zip(*columns, strict=True)
    ]  # fmt: skip
    shifts: Told = [(agents[agent], *rest) for agent, *rest in lived.roster]
    return [*legs, *trips, *shifts]


def of_customers(rows: Told) -> Told:
    """The rows that tell of customers, not of the people of a team that nobody reaches."""
    return [row for row in rows if not (isinstance(row[0], tuple) and row[0][0] == "idlers")]


def digest(lived: Lived) -> str:
    """A digest of the bytes of a record: names, types and values of all columns."""
    hashed = hashlib.sha256()
    for table in (lived.record.legs, lived.record.trips, lived.record.roster):
        for name, column in table.items():
            hashed.update(f"{name} {column.dtype}".encode() + column.tobytes())
    return hashed.hexdigest()


def _named(names: Any, index: int) -> str:
    return "" if index < 0 else str(names[index])


def _agent(plan: Plan, agent: int, names: Mapping[str, str]) -> tuple[str, int]:
    if agent < 0:
        return ("", -1)
    team = plan.teams[plan.agents[agent].team]
    return names.get(team.name, team.name), agent - team.agents.start
