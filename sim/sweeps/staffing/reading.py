"""Reads and checks a file that asks for the cheapest staffing.

In: a path. Out: a `Problem`, or `WrongInput` with all faults at once, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path

from sim.errors import Fault, WrongInput
from sim.measures.definitions import MEASURES
from sim.scenario.checks.goals import MOST_REPLICATIONS, broken_unit, contradiction
from sim.scenario.document import Document, is_search, is_sweep
from sim.scenario.faults import validate_as
from sim.scenario.grammar import did_you_mean
from sim.scenario.reading import read_file
from sim.scenario.schema import Goal as OfScenario
from sim.scenario.tree import Node, plain
from sim.scenario.values import WEEK
from sim.sweeps.design.designs import Design
from sim.sweeps.design.factors import Factor, factor_of
from sim.sweeps.design.groups import GROUPS
from sim.sweeps.design.reading import (
    MOST_POINTS,
    Sweep,
    documents_named,
    fault_at,
    faults_of_factors,
    faults_of_scenarios,
)
from sim.sweeps.enough import Enough
from sim.sweeps.staffing.goals import Goal
from sim.sweeps.staffing.schema import OptimiseFile, StaffingGoal

BUDGET = "budget_per_week"
"""What is made least: staff and channel cost."""

_FEWEST = 2
_MOST_LEVELS = 1_000

@dataclass(frozen=True, slots=True)
class Problem:
    """What is sought.

    Attributes
    ----------
    sweep : scenarios, the first of them today's, with all that may change.
    staffing, choices : the factors.
    goals : what must hold.
    search, verification : replications by which the search judges, and fresh ones for the answer.
    confidence : that all that is said of them is true.
    tree : of the file, for the places of faults.
    """

    sweep: Sweep
    staffing: tuple[Factor, ...]
    choices: tuple[Factor, ...]
    goals: tuple[Goal, ...]
    search: int
    verification: int
    confidence: float
    tree: Node


def names_a_search(path: str | Path) -> bool:
    """Whether a file asks for the cheapest staffing; one that cannot be read does not."""
    try:
        return is_search(read_file(Path(path)))
    except WrongInput:
        return False


def read_problem(path: str | Path) -> Problem:
    """Read a file, and try each value of each factor on each of its scenarios.

    Raises
    ------
    WrongInput
        With all faults, each with its place.
    """
    tree = read_file(Path(path))
    if is_sweep(tree):
        raise WrongInput([Fault(tree.place, "", "is a sweep: run it with the command sweep")])
    written, faults = validate_as(OptimiseFile, tree, {})
    if written is None or faults:
        raise WrongInput(faults + faults_of_scenarios(Path(path), tree))
    documents, faults = documents_named(Path(path), (written.base, written.alternatives), tree)
    staffing = tuple(factor_of(name, values) for name, values in written.staffing.items())
    choices = tuple(factor_of(name, values) for name, values in written.choices.items())
    placed = [("staffing", one) for one in staffing] + [("choices", one) for one in choices]
    faults += _of_levels(placed, tree)
    faults += faults_of_factors([one for one in placed if one[1].levels], documents, tree)
    faults += _of_goals(written, documents[:1], tree)
    faults += _of_effort(written, tree)
    if faults:
        raise WrongInput(faults)
    goals = tuple(_goals(written, documents[0]))
    sweep = Sweep(
        path=Path(path),
        written=plain(tree),
        title=written.title or Path(path).stem,
        documents=documents,
        design=Design("grid", (*choices, *staffing)),
        enough=Enough(written.replications.search, {}),
        seed=documents[0].scenario.run.seed if written.seed is None else written.seed,
        measures=tuple(dict.fromkeys([*(goal.measure for goal in goals), BUDGET])),
        groups=tuple(dict.fromkeys(["all", *(goal.group for goal in goals)])),
    )
    effort = written.replications
    return Problem(
        sweep, staffing, choices, goals, effort.search, effort.verification, written.confidence, tree
    )


def _of_levels(placed: Sequence[tuple[str, Factor]], tree: Node) -> Iterator[Fault]:
    if not any(under == "staffing" for under, _ in placed):
        yield fault_at(tree, ("staffing",), "needs a path with its values: teams.desk.scheduled: 4..9")
    staffings = prod(max(factor.levels, 1) for _, factor in placed)
    if staffings > MOST_POINTS:
        yield fault_at(tree, ("staffing",), f"comes to {staffings:,} staffings; at most {MOST_POINTS:,} fit")
    for under, factor in placed:
        if factor.levels > _MOST_LEVELS:
            rule = f"has {factor.levels:,} values; at most {_MOST_LEVELS:,}, as each is planned once"
            yield fault_at(tree, (under, factor.name), rule)
        if not factor.levels:
            yield fault_at(tree, (under, factor.name), "is a law: write the values to choose from")


def _of_goals(written: OptimiseFile, base: Sequence[Document], tree: Node) -> Iterator[Fault]:
    for document in base:
        if written.goals:
            weekly = document.scenario.run.measure == WEEK
            for name, goal in written.goals.items():
                yield from _of_goal(name, goal, weekly, tree)
            yield from _contradictions(written.goals, tree)
        elif not document.scenario.goals:
            yield fault_at(tree, ("goals",), "must say what has to hold, here or in the base")


def _of_goal(name: str, goal: StaffingGoal, weekly: bool, tree: Node) -> Iterator[Fault]:
    at, measure = ("goals", name), goal.measure or name
    if measure not in MEASURES:
        rule = f"there is no such measure{did_you_mean(measure, MEASURES)}"
        yield fault_at(tree, (*at, "measure") if goal.measure else at, rule, measure)
        return
    if goal.at_least is None and goal.at_most is None:
        yield fault_at(tree, at, "needs at_least or at_most")
    for key, amount in (("at_least", goal.at_least), ("at_most", goal.at_most)):
        broken = None if amount is None else broken_unit(measure, amount)
        if broken:
            yield fault_at(tree, (*at, key), broken)
    if against := contradiction(goal.at_least, goal.at_most):
        yield fault_at(tree, at, against)
    dimensions = ("segment",) if MEASURES[measure].quantile else GROUPS[MEASURES[measure].table]
    if goal.group.partition("=")[0] not in ("all", *dimensions):
        rule = f"must be all, or one of {', '.join(dimensions)} for {measure}"
        yield fault_at(tree, (*at, "group"), rule, goal.group)
    if goal.weeks is not None and not weekly:
        rule = "counts each replication as a week, so the base needs `run: {measure: 1w}`"
        yield fault_at(tree, (*at, "weeks"), rule)
    if goal.weeks is not None and not 0 < goal.weeks < 1:
        rule = "must be above 0 and below 100 %: nothing shows what always holds"
        yield fault_at(tree, (*at, "weeks"), rule)


def _contradictions(goals: Mapping[str, StaffingGoal], tree: Node) -> Iterator[Fault]:
    """Goals of one measure and group, on average or in as many weeks, that no staffing can keep together."""
    for place, (name, goal) in enumerate(goals.items()):
        for other, before in list(goals.items())[:place]:
            same = (goal.measure or name, goal.group, goal.weeks) == (
                before.measure or other, before.group, before.weeks
            )
            if same and (
                contradiction(goal.at_least, before.at_most) or contradiction(before.at_least, goal.at_most)
            ):
                yield fault_at(tree, ("goals", name), f"contradicts {other}: no value keeps both")


def _of_effort(written: OptimiseFile, tree: Node) -> Iterator[Fault]:
    for key in ("search", "verification"):
        if getattr(written.replications, key) < _FEWEST:
            rule = f"must be at least {_FEWEST}: one replication tells nothing of luck"
            yield fault_at(tree, ("replications", key), rule, getattr(written.replications, key))
        if getattr(written.replications, key) > MOST_REPLICATIONS:
            rule = f"must be at most {MOST_REPLICATIONS:,}"
            yield fault_at(tree, ("replications", key), rule, getattr(written.replications, key))
    if not 0.5 <= written.confidence < 1:
        yield fault_at(tree, ("confidence",), "must be at least 50 % and below 100 %")


def _goals(written: OptimiseFile, base: Document) -> Iterator[Goal]:
    """The goals of the file, or else of the base; one with two bounds is two goals."""
    goals: Iterable[tuple[str, StaffingGoal | OfScenario]] = (written.goals or base.scenario.goals).items()
    for name, one in goals:
        own = one if isinstance(one, StaffingGoal) else StaffingGoal()
        measure = own.measure or name
        for amount, at_least in ((one.at_least, True), (one.at_most, False)):
            if amount is not None:
                bound = amount.in_unit_of(measure)
                yield Goal(name, measure, own.group, at_least, bound, own.weeks or 0.0)
