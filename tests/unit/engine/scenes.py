"""Plays scenes: a small company, customers who come at given seconds, and what each of them lived through.

In: parts of a scenario and who comes when. Out: legs with names instead of indices, times in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from sim.engine import replicate
from sim.engine.arrivals import Arrivals
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Record
from sim.scenario.schema import Scenario
from sim.streams import mixed_many

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60, 3600, 86400
LAST = Flag.LAST_OF_CONTACT | Flag.LAST_OF_MATTER

DESK: dict[str, Any] = {
    "run": {"warm_up": "0 s", "measure": "1 d", "follow_up": "6 d", "arrivals": "stop"},
    "teams": {"desk": {"hours": "always", "scheduled": 1, "handles": {"question": {}}}},
    "reasons": {"question": {"takes": "100 s"}},
    "demand": {"calls": {"rate": "1/h", "contact": "question"}},
}
"""One agent, day and night, and questions of 100 s. Second 0 is midnight of a Monday."""


class Came(NamedTuple):
    """Somebody who comes."""

    at: float
    demand: str = "calls"
    segment: str = "all"
    customer: int = -1


class Leg(NamedTuple):
    """A row of `legs`: who is `team.number` of an agent, or the team waited for, or nobody."""

    journey: int
    step: str
    contact: int
    reason: str
    channel: str
    who: str
    kind: str
    outcome: str
    flags: Flag
    queued: float
    started: float
    ended: float
    released: float

    @property
    def talk(self) -> tuple[str, float, float, float, float]:
        """Who, and when queued, started, ended, released."""
        return self.who, self.queued, self.started, self.ended, self.released


class Scene(NamedTuple):
    """What was played."""

    plan: Plan
    record: Record
    legs: list[Leg]

    def of(self, journey: int, *kinds: str) -> list[Leg]:
        """The legs of a journey, of some kinds only, in the order in which they were told."""
        return [leg for leg in self.legs if leg.journey == journey and (not kinds or leg.kind in kinds)]

    def talks(self, *journeys: int) -> list[tuple[str, float, float, float, float]]:
        """The talks of some journeys (of all without any): who, queued, started, ended, released."""
        return [
            leg.talk for leg in self.legs if leg.kind == "human" and (not journeys or leg.journey in journeys)
        ]


def play(came: Sequence[float | Came], **parts: Any) -> Scene:
    """Play a scene: the desk, some of its parts replaced; a number is a call at that second."""
    plan = compile_plan(Scenario.model_validate({**DESK, **parts}, context={"currency": "EUR"}))
    who = [one if isinstance(one, Came) else Came(one) for one in came]
    with patch("sim.engine.replication.draw_arrivals", lambda plan, luck: _arrivals(plan, who)):
        record = replicate(plan, 0)
    columns = [column.tolist() for column in record.legs.values()]
    return Scene(plan, record, [_leg(plan, row) for row in zip(*columns, strict=True)])


def _arrivals(plan: Plan, came: list[Came]) -> Arrivals:
    """Their arrivals, numbered within each demand and segment as they come."""
    numbers = {(one.name, plan.segments[one.segment].name): n for n, one in enumerate(plan.demands)}
    rows = []
    seen: dict[int, int] = {}
    for one in sorted(came, key=lambda one: one.at):
        demand = numbers[one.demand, one.segment]
        ordinal = seen[demand] = seen.get(demand, -1) + 1
        rows.append((round(one.at * SECOND), demand, ordinal, one.customer))
    times, demands, ordinals, customers = np.array(sorted(rows), np.int64).reshape(-1, 4).T
    keys = [mixed_many(plan.demands[d].key, np.array([o]))[0] for d, o in zip(demands, ordinals, strict=True)]
    steps = np.array([plan.demands[demand].step for demand in demands], np.int64)
    takes = np.full(len(times), -1)
    return Arrivals(times, demands, ordinals, customers, steps, takes, np.array(keys, np.uint64))


def _leg(plan: Plan, row: tuple[int, ...]) -> Leg:
    journey, step, _, contact, _, reason, channel, team, agent, kind, outcome, flags, *times = row
    who = plan.teams[team].name if team >= 0 else ""
    if agent >= 0:
        who += f".{agent - plan.teams[team].agents.start}"
    return Leg(
        journey,
        plan.places[step],
        contact,
        plan.reasons[reason] if reason >= 0 else "",
        plan.channels[channel].name if channel >= 0 else "",
        who,
        Kind(kind).name.lower(),
        LegOutcome(outcome).name.lower(),
        Flag(flags),
        *(at / SECOND if at >= 0 else -1 for at in times),
    )


def team(scheduled: int, *reasons: str, **more: Any) -> dict[str, Any]:
    """A team at work day and night."""
    return {"hours": "always", "scheduled": scheduled, "handles": {reason: {} for reason in reasons}, **more}


def takes(duration: Any, **more: Any) -> dict[str, Any]:
    """A reason."""
    return {"takes": duration, **more}
