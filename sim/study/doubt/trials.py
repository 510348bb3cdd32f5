"""Single replications of single scenarios with other numbers for what is assumed, each run once.

In: trials, wanted by several questions and in any order. Out: what each told, by trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sim.errors import Fault, WrongInput
from sim.measures.replication import Settings, measure
from sim.plan.model import Plan
from sim.study.doubt.inputs import Supposable, once
from sim.study.doubt.sureness import Doubted, doubted
from sim.study.execution import run_all

Shares = tuple[tuple[str, float], ...]
"""Inputs that differ from what is written: path, and place between low (0) and high (1)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One replication of one scenario; `shares` holds the inputs that touch it, no others."""

    place: int
    shares: Shares
    replication: int


@dataclass(frozen=True, slots=True)
class TrialJob:
    """What a worker does for each trial; called with its number."""

    plans: tuple[Plan, ...]
    replications: tuple[int, ...]
    settings: Settings

    def __call__(self, number: int) -> Doubted:
        """Simulate, measure, and keep what doubt needs."""
        from sim.engine.replication import replicate

        plan = self.plans[number]
        found = measure(plan, replicate(plan, self.replications[number]), self.settings)
        assert found.rescored is not None
        return doubted(found.cells, found.rescored)


def trial(of: Supposable, place: int, shares: Mapping[str, float], replication: int) -> Trial:
    """The trial of a scenario with some inputs moved; what does not touch it is left out."""
    own = ((one.path, shares[one.path]) for one in of.inputs if one.touches[place] and one.path in shares)
    return Trial(place, tuple(own), replication)


def plans_of(of: Supposable, trials: Iterable[Trial]) -> dict[Trial, Plan]:
    """The plan of each trial; trials of the same numbers share one.

    Raises
    ------
    WrongInput
        With all faults, where numbers do not fit each other.
    """
    made: dict[tuple[int, Shares], Plan] = {}
    faults: list[Fault] = []
    found = {}
    for one in trials:
        if (one.place, one.shares) not in made:
            try:
                made[one.place, one.shares] = of.plan(one.place, dict(one.shares))
            except WrongInput as wrong:
                faults += wrong.faults
                continue
        found[one] = made[one.place, one.shares]
    if faults:
        raise WrongInput(once(faults))
    return found


def run_trials(
    plans: Mapping[Trial, Plan], settings: Settings, workers: int, done: Callable[[int], None]
) -> dict[Trial, Doubted]:
    """Run each trial once; results do not depend on the number of workers.

    Raises
    ------
    Interrupted
        On Ctrl-C: what was finished of the trials is lost with it.
    """
    trials = list(plans)
    job = TrialJob(tuple(plans.values()), tuple(one.replication for one in trials), settings)
    return dict(zip(trials, run_all(job, len(trials), workers, done), strict=True))
