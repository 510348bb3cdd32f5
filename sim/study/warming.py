"""How long to warm up: a pilot of every scenario from an empty start, until all it shows has settled.

In: documents whose warm-up is `auto`. Out: the warm-up that all of them need, and what it was found by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import Fault, WrongInput, WrongUse
from sim.measures.course import COURSES, Course, course
from sim.plan.compile import compile_plan
from sim.plan.model import Goes, Plan
from sim.scenario.document import Document
from sim.study.execution import Interrupted, run_all
from sim.study.settling import DAY_US, Settling, settlings
from sim.units import MICROSECONDS, duration_text

Row = tuple[Any, ...]
REPLICATIONS = 5
FIRST = 1_000_000
"""The pilot's replications have numbers, and so luck, that no measured one has."""
WEEK_US = MICROSECONDS["w"]
WEEKS = 12
DOUBLINGS = 2
STRETCHES = 200
"""Of a pilot without a weekly rhythm."""
MOST_DELAYS = 0.95
"""This part of all repeat contacts has come before measuring begins."""

Settled = dict[tuple[int, str], Settling]
"""Place of a scenario and measure to its series."""


@dataclass(frozen=True, slots=True)
class Found:
    """The warm-up that was found.

    Attributes
    ----------
    warm_up : microseconds.
    series : what it was found by.
    """

    warm_up: int
    series: Settled

    def rows(self, names: Sequence[str]) -> Iterator[Row]:
        """Rows of `warm_up`."""
        for (place, measure), one in self.series.items():
            for begins, value in zip(one.begins.tolist(), one.values.tolist(), strict=True):
                yield names[place], measure, begins / 1e6, value, one.cut / 1e6


@dataclass(frozen=True, slots=True)
class Pilot:
    """What is done for each replication of the pilot: the courses of all its plans."""

    plans: tuple[Plan, ...]
    edges: NDArray[np.int64]

    def __call__(self, number: int) -> tuple[Course, ...]:
        """Simulate and follow one replication of every plan."""
        from sim.engine.replication import replicate

        return tuple(course(plan, replicate(plan, number), self.edges) for plan in self.plans)


def warm_up_open(documents: Sequence[Document]) -> bool:
    """Whether the warm-up is to be found.

    Raises
    ------
    WrongUse
        Where only some of the scenarios leave it open.
    """
    open_ones = [document.scenario.run.warm_up == "auto" for document in documents]
    if any(open_ones) != all(open_ones):
        other = documents[open_ones.index(not open_ones[0])].path
        raise WrongUse(f"{other}: run.warm_up: must be auto in all scenarios of a comparison, or in none")
    return all(open_ones)


def find_warm_up(
    documents: Sequence[Document], seed: int, workers: int, done: Callable[[int], None]
) -> Found:
    """The warm-up after which nothing in any scenario still shows that it began empty.

    The longest cut counts, in whole weeks where there is a weekly rhythm, and not less than repeat contacts
    take to come. A measure that still moves in the second half of the pilot is looked at in a longer one.

    Parameters
    ----------
    done : told how many replications of the pilot are finished.

    Raises
    ------
    WrongInput
        Where something never settles.
    Interrupted
        On Ctrl-C; nothing is kept.
    """
    plans = [_from_empty(document, WEEK_US, seed) for document in documents]
    weekly, least = not all(map(_steady, plans)), max(map(_longest_delay, plans))
    search = _Search(documents, seed, workers, done, weekly)
    length = _first_length(documents[0].scenario.run.measure, weekly, least)
    series: Settled = {}
    for doubled in range(1 + DOUBLINGS):
        found = search.look_at(_open_ones(series, len(documents)), length << doubled)
        # What had settled in a shorter pilot has settled: only what had not is looked at again.
        series |= {key: one for key, one in found.items() if key not in series or not series[key].settled}
        if not _open_ones(series, len(documents)):
            longest = max(least, *(one.cut for one in series.values()))
            return Found(ceil(longest / WEEK_US) * WEEK_US if weekly else longest, series)
    raise WrongInput([_never(documents, series, length << DOUBLINGS)])


@dataclass(frozen=True, slots=True)
class _Search:
    """Pilots of the same scenarios, one longer than the other."""

    documents: Sequence[Document]
    seed: int
    workers: int
    done: Callable[[int], None]
    weekly: bool

    def look_at(self, places: Sequence[int], length: int) -> Settled:
        """The series of some of the scenarios in a pilot of that length."""
        plans = tuple(_from_empty(self.documents[place], length, self.seed) for place in places)
        edges = np.arange(0, length + 1, DAY_US) if self.weekly else _stretches(length)
        try:
            courses = run_all(Pilot(plans, edges), REPLICATIONS, self.workers, self.done, FIRST)
        except Interrupted:
            raise Interrupted([]) from None
        return {
            (place, measure): one
            for number, place in enumerate(places)
            for measure, one in settlings([each[number] for each in courses], edges, self.weekly).items()
        }


def _first_length(measure: int, weekly: bool, least: int) -> int:
    """How long the first pilot is: some weeks, or as long as is measured; at least twice `least`."""
    length = WEEKS * WEEK_US if weekly else measure
    return max(length, 2 * ceil(least / WEEK_US) * WEEK_US if weekly else 2 * least)


def _open_ones(series: Settled, scenarios: int) -> list[int]:
    """Scenarios of which nothing has been seen yet, or something has not settled."""
    seen = {place for place, _ in series}
    unsettled = {place for (place, _), one in series.items() if not one.settled}
    return [place for place in range(scenarios) if place not in seen or place in unsettled]


def _from_empty(document: Document, length: int, seed: int) -> Plan:
    """The plan of a run that is looked at from its first moment."""
    return replace(compile_plan(document.in_window(warm_up=0, measure=length, follow_up=0)), seed=seed)


def _stretches(length: int) -> NDArray[np.int64]:
    return np.arange(STRETCHES + 1, dtype=np.int64) * length // STRETCHES


def _steady(plan: Plan) -> bool:
    """Whether every hour is like every other: the same rates, and everybody always there."""
    horizon = plan.window.horizon
    even = all(
        not (one.every or one.moments or one.counts is not None) and one.factor < 0
        and np.ptp(one.rates) == 0 and one.edges[-1] >= horizon
        for one in plan.demands
    )
    return even and all(
        len(one.duty) and one.duty[0, 0] <= 0 and one.duty[-1, 1] >= horizon
        and (one.duty[1:, 0] == one.duty[:-1, 1]).all()
        for one in plan.agents
    )  # fmt: skip


def _longest_delay(plan: Plan) -> int:
    """The longest time until nearly all repeat contacts of a kind have come, microseconds."""
    again = [row.delay for row in plan.after if row.delay is not None and Goes.AGAIN in row.goes.values]
    return max((round(law.quantile(MOST_DELAYS)) for delay in again for law in delay.values), default=0)


def _never(documents: Sequence[Document], series: Settled, length: int) -> Fault:
    """What has not settled, in words."""
    place = _open_ones(series, len(documents))[0]
    open_ones = [COURSES[name] for (of, name), one in series.items() if of == place and not one.settled]
    what = f"not settled: {', '.join(open_ones)}" if open_ones else "shown too little to tell"
    rule = (
        f"no warm-up was found: in {duration_text(length)} this has {what}. Where more work comes than can "
        "be done and nobody gives up, nothing settles (see `check`); else give a warm-up, such as 2 w"
    )
    return Fault(documents[place].place("run.warm_up"), "run.warm_up", rule)
