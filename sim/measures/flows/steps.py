"""Moves between the steps of a process, its branches, and what ran beside them.

In: rows of the measured journeys. Out: flows of the levels "steps" and "beside".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measures.flows.counting import Flow, Known, Visits, counted, new
from sim.measures.spans import begins_of, waited
from sim.plan.model import Plan, StepKind
from sim.records.columns import Kind
from sim.records.log import Columns

BESIDE = "beside"
_PASSED = (StepKind.PASS, StepKind.TOGETHER, StepKind.END)


def step_flows(plan: Plan, legs: Columns, matters: Columns, known: Known) -> list[Flow]:
    """The process map, and what ran beside its steps."""
    passing = np.array([step.kind in _PASSED for step in plan.steps])
    alone = np.flatnonzero(np.isin(legs["kind"], (Kind.STEP, Kind.END)))
    alone = alone[passing[legs["step"][alone]]]   # the other steps are told by their matters
    none = np.zeros(len(alone), np.int64)
    names = ("journey", "step", "started", "ended", "row")
    parts = [(*(legs[name][alone] for name in names), none)]
    if len(matters["matter"]):
        # A simulated matter stays at its step; one of an event log goes from activity to activity.
        first = np.flatnonzero(new(matters["matter"], matters["step"]))
        reached = np.minimum.reduceat(begins_of(matters), first)
        left, told = (np.maximum.reduceat(matters[name], first) for name in ("ended", "row"))
        wait = np.add.reduceat(waited(plan, matters), first)
        parts.append((matters["journey"][first], matters["step"][first], reached, left, told, wait))
    journey, step, reached, left, told, wait = (
        np.concatenate(column).astype(np.int64) for column in zip(*parts, strict=True)
    )
    main = np.flatnonzero(step < len(plan.steps))
    # Of what begins at one moment, what takes no time comes first; of that, what was told first.
    main = main[np.lexsort((told[main], left[main], reached[main], journey[main]))]
    visits = _in_branches(plan, Visits(journey[main], journey[main], step[main], reached[main], wait[main]))
    aside = step >= len(plan.steps)
    beside = _asides(plan, journey[aside], step[aside], known)
    return counted("steps", visits, (plan.places, ()), known) + beside


def _in_branches(plan: Plan, visits: Visits) -> Visits:
    """Visits with a thread for each branch, which sets out from the stay at the step that forks."""
    forks = np.array([step.fork for step in plan.steps])
    fork = forks[visits.node]
    inside = np.flatnonzero(fork >= 0)
    if not len(inside):
        return visits
    moments, at = np.unique(visits.reached, return_inverse=True)

    def key(rows: NDArray[np.int64], node: NDArray[np.int64]) -> NDArray[np.int64]:
        return (visits.journey[rows] * len(forks) + node) * len(moments) + at[rows]

    stays = np.flatnonzero(np.isin(visits.node, np.unique(forks)))
    begun = np.sort(key(stays, visits.node[stays]))
    stay = np.searchsorted(begun, key(inside, fork[inside]), side="right")
    branches = np.array([step.branch for step in plan.steps])
    thread = visits.thread.copy()
    thread[inside] = thread.max() + stay * len(forks) + branches[visits.node[inside]]
    order = np.argsort(thread, kind="stable")
    columns = (visits.journey, thread, visits.node, visits.reached, visits.wait, fork)
    return Visits(*(column[order] for column in columns))


def _asides(plan: Plan, journey: NDArray[np.int64], step: NDArray[np.int64], known: Known) -> list[Flow]:
    """How often each aside came about."""
    parents = [step.path for step in plan.steps for _ in (*step.beside, *step.if_late)]
    found = []
    for place in np.unique(step):
        for code, name in enumerate(known[0]):
            who = journey[(step == place) & (known[1][journey] == code)]
            if len(who):
                parent = parents[place - len(plan.steps)]
                found.append(Flow(BESIDE, name, parent, plan.places[place], len(who),
                                  len(np.unique(who)), 0.0, 0.0))
    return found
