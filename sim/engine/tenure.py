"""Agents' time in the job: who holds each place when, drawn before the replication starts.

Leaving has a constant hazard, so the time until it is exponential whatever the experience; a place is then
vacant for the time that hiring takes, and a beginner comes. In: agents and their team. Out: careers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import Final

from sim.engine.luck import Luck
from sim.plan.model import MONTH, Agent, Team, Tenure
from sim.streams import draw

FIRST: Final = 1_000_000
"""Visits of the draws about who is there at the beginning start here, behind those of all successors."""


@dataclass(frozen=True)
class Spell:
    """One person in a place.

    Attributes
    ----------
    person : 0 for the first whom the run sees in the place, then 1, 2 ...
    hired : when the job began, microseconds; before 0 for who is experienced.
    comes, leaves : from and until when the place is held in the run.
    """

    person: int
    hired: int
    comes: int
    leaves: int


def career(agent: Agent, team: Team, horizon: int, luck: Luck) -> list[Spell]:
    """Who holds a place from time 0 to the horizon, one after the other; between them it is vacant."""
    turnover = team.turnover
    oldest = team.learning.from_month[-1] * MONTH if team.learning else 0
    if turnover is None:
        hired = 0 if team.tenure is Tenure.NEW else -oldest
        return [Spell(0, hired, 0, horizon)]
    hazard = -log1p(-turnover.monthly) / MONTH
    comes, hired = _first(agent, team, oldest, hazard, luck)
    found: list[Spell] = []
    while comes < horizon:
        stay = round(-log(1 - draw(luck.leaving, agent.key, len(found))) / hazard)
        found.append(Spell(len(found), hired, comes, min(comes + stay, horizon)))
        comes = hired = comes + stay + turnover.hiring
    return found


def _first(agent: Agent, team: Team, oldest: int, hazard: float, luck: Luck) -> tuple[int, int]:
    """When the first person of the run comes, and was hired.

    In the long run a place is vacant for the share hiring / (hiring + 1 / hazard) of the time; a vacancy
    has a uniform part of its length to go, and who is there has an exponential time behind him.
    """
    assert team.turnover is not None
    if team.tenure is Tenure.NEW:
        return 0, 0
    if team.tenure is Tenure.EXPERIENCED:
        return 0, -oldest
    hiring = team.turnover.hiring
    u = draw(luck.vacant, agent.key, FIRST)
    vacant = hiring / (hiring + 1 / hazard)
    if u < vacant:
        left = round(hiring * u / vacant)
        return left, left
    return 0, -round(-log(1 - draw(luck.leaving, agent.key, FIRST)) / hazard)


Shift = tuple[int, int, int]
"""When a shift begins, who works it (0 for the first person in the place), and when he was hired."""


def worked(shifts: Sequence[int], spells: Sequence[Spell]) -> list[Shift]:
    """Who works each of the shifts that begin at some moments; none for those of a vacant place."""
    return [
        (starts, spell.person, spell.hired)
        for starts in shifts
        for spell in spells
        if spell.comes <= starts < spell.leaves
    ]


def factors(team: Team, since: int) -> tuple[float, float]:
    """What an agent's handle times and share resolved are multiplied by, so long after being hired."""
    learning = team.learning
    if learning is None:
        return 1.0, 1.0
    place = sum(month * MONTH <= since for month in learning.from_month) - 1
    return learning.time_factor[place], learning.resolves_factor[place]
