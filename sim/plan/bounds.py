"""How large a plan may be: what no machine can simulate is refused before it is tried.

In: parts of a plan. Out: nothing, or `WrongInput` with the part that is the largest. What only a run can
show, as customers who go round and round, `sim.engine.bounds` stops.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from sim.plan.index import refuse

if TYPE_CHECKING:
    from sim.plan.model import Demand, Plan

T = TypeVar("T")

MOST_JOURNEYS = 10_000_000
"""In one replication: they need some gigabytes. For more precision there are more replications."""
MOST_SHIFTS = 5_000_000
"""In one replication: what 10,000 people work in two years."""
MOST_STEPS = 1 << 14
"""The number of a step takes so many bits in that of a matter (`sim.engine.timing.matter_order`)."""


def refuse_too_many_journeys(plan: Plan) -> None:
    """Stop where one replication would bring more journeys than fit."""
    expected = [_expected(plan, demand) for demand in plan.demands]
    total = sum(expected)
    if total > MOST_JOURNEYS:
        largest = plan.demands[int(np.argmax(expected))]
        brought = f"{max(expected):,.0f}" if total < 1e12 else f"{max(expected):.1e}"
        rule = f"brings about {brought} journeys a replication; at most {MOST_JOURNEYS:,} fit in all"
        refuse(f"demand.{largest.name}", f"{rule}: lower it, or shorten the run")


def _expected(plan: Plan, demand: Demand) -> float:
    """How many journeys a demand and segment brings on average in one replication."""
    if demand.every:
        return plan.segments[demand.segment].customers * float(-(-plan.window.last_arrival // demand.every))
    if demand.counts is not None:
        return float(demand.counts.sum())
    swing = plan.factors[demand.factor].law.mean() if demand.factor >= 0 else 1.0
    return float((demand.rates * np.diff(demand.edges)).sum()) * swing


def refuse_too_many_shifts(planned: Mapping[str, int]) -> None:
    """Stop where one replication would plan more shifts than fit; `planned` has those of each team."""
    if sum(planned.values()) > MOST_SHIFTS:
        largest = max(planned, key=lambda team: planned[team])
        rule = f"plans {planned[largest]:,} shifts a replication; at most {MOST_SHIFTS:,} fit in all"
        refuse(f"teams.{largest}", f"{rule}: plan fewer agents, or shorten the run")


def within_bounds(steps: Iterable[T]) -> list[T]:
    """The steps of all processes laid flat, unless there are too many."""
    found = list(islice(steps, MOST_STEPS + 1))
    if len(found) > MOST_STEPS:
        refuse("processes", f"nested processes come to more than {MOST_STEPS:,} steps in all")
    return found
