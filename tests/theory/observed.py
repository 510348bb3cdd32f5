"""Textbook scenarios simulated: the contacts of each replication as arrays, and estimates from them.

In: the name of a file in scenarios/textbook. Out: pooled ratios with Student intervals over replications.
Times are minutes from the beginning of the measured window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.records.columns import Kind, LegOutcome
from sim.records.log import Record
from sim.scenario.document import read
from sim.streams import key

TEXTBOOK = Path(__file__).parents[2] / "scenarios" / "textbook"
MINUTE = 60e6
LEVEL = 0.999
"""Confidence of every interval here: hundreds of them are checked, and all must hold."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ANSWERED = (Kind.HUMAN, Kind.WORK)
CONTACTS = (*ANSWERED, Kind.QUEUE, Kind.TURNED_AWAY)


@dataclass(frozen=True)
class Contacts:
    """The contacts (or pieces of work) of one replication, each of one leg; all arrays of shape (n,).

    Attributes
    ----------
    queued, started, ended, released : minutes; `started` is meant for the answered only; what had not
        ended when the run stopped (nothing of the window) ends never.
    answered, abandoned, blocked : how it ended; balking is abandoning after no wait.
    segment, reason, team : indices of the plan.
    duty : (m, 3): team, from, until of each agent's stretches on duty.
    length : of the measured window, which begins at 0.
    """

    queued: Floats
    started: Floats
    ended: Floats
    released: Floats
    answered: NDArray[np.bool_]
    abandoned: NDArray[np.bool_]
    blocked: NDArray[np.bool_]
    segment: Ints
    reason: Ints
    team: Ints
    duty: Floats
    length: float

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Those that began in the window."""
        return (self.queued >= 0) & (self.queued < self.length)

    @property
    def wait(self) -> Floats:
        """Until answered or gone."""
        return np.where(self.answered, self.started, self.ended) - self.queued


def contacts_of(plan: Plan, record: Record) -> Contacts:
    """The contacts of a record, times counted from the beginning of the measured window."""
    legs = record.legs
    keep = np.isin(legs["kind"], CONTACTS)
    kind, outcome = legs["kind"][keep], legs["outcome"][keep]
    demands = record.trips["demand"][legs["journey"][keep]]
    roster = {name: column[record.roster["kind"] == 0] for name, column in record.roster.items()}
    teams = np.array([agent.team for agent in plan.agents])
    times = {name: minutes(plan, legs[name][keep]) for name in ("queued", "started", "ended", "released")}
    ended, released = (np.where(legs[name][keep] < 0, np.inf, times[name]) for name in ("ended", "released"))
    return Contacts(
        queued=times["queued"],
        started=times["started"],
        ended=ended,
        released=released,
        answered=np.isin(kind, ANSWERED) & (legs["started"][keep] >= 0),
        abandoned=np.isin(outcome, (LegOutcome.ABANDONED, LegOutcome.BALKED)),
        blocked=outcome == LegOutcome.BLOCKED,
        segment=np.array([demand.segment for demand in plan.demands])[demands],
        reason=legs["reason"][keep].astype(np.int64),
        team=legs["team"][keep].astype(np.int64),
        duty=np.column_stack([
            teams[roster["agent"]], minutes(plan, roster["starts"]), minutes(plan, roster["ends"])
        ]),
        length=(plan.window.ends - plan.window.begins) / MINUTE,
    )


def minutes(plan: Plan, times: NDArray[np.generic]) -> Floats:
    """Microseconds of the run as minutes from the beginning of the window."""
    return (times.astype(np.int64) - plan.window.begins) / MINUTE


Part = tuple[float, float]
"""Numerator and denominator of one replication."""

Measure = Callable[[Contacts], Part]


@dataclass(frozen=True)
class Estimate:
    """A ratio of sums over replications, with its standard error (Cochran 1977, eq. 6.13)."""

    value: float
    error: float
    n: int

    def half_width(self, level: float = LEVEL) -> float:
        """Of the Student interval with n - 1 degrees of freedom."""
        return float(stats.t.ppf((1 + level) / 2, self.n - 1)) * self.error


def pooled(parts: list[Part]) -> Estimate:
    """The ratio of sums of numerators and denominators, one pair a replication."""
    above, below = np.array(parts, float).T
    value = above.sum() / below.sum()
    residual = above - value * below
    error = residual.std(ddof=1) / np.sqrt(len(parts)) / below.mean()
    return Estimate(float(value), float(error), len(parts))


def plan_of(name: str, sets: Sequence[str] = ()) -> Plan:
    """The plan of a textbook scenario, with settings such as "teams.desk.scheduled=3".

    Each file has a seed of its own here: else all would share the luck of their arrivals.
    """
    path = TEXTBOOK / f"{name}.yaml"
    return replace(compile_plan(read(path, sets).scenario, path.parent), seed=key(name))


def replications(plan: Plan, count: int) -> Iterator[Contacts]:
    """The first replications of a plan."""
    for replication in range(count):
        yield contacts_of(plan, replicate(plan, replication))


def observe(plan: Plan, measures: Mapping[str, Measure], count: int) -> dict[str, Estimate]:
    """Estimates of some measures from the first replications of a plan."""
    parts: dict[str, list[Part]] = {measure: [] for measure in measures}
    for contacts in replications(plan, count):
        for measure, part in parts.items():
            part.append(measures[measure](contacts))
    return {measure: pooled(part) for measure, part in parts.items()}
