"""The numbers that scenarios mark as guesses: which there are, what each touches, scenarios with others.

In: the scenarios of a study. Out: `Supposable`, which gives plans with other numbers in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.errors import Fault, WrongInput, WrongUse
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.scenario.amounts import number_like
from sim.scenario.document import supposed
from sim.scenario.tree import Scalar, find, plain, split_path
from sim.study.entrants import Entrant

ENDS = (0.0, 1.0)
"""Where on its way from low to high an input stands at its ends."""


@dataclass(frozen=True, slots=True)
class Input:
    """A number that one or more scenarios assume.

    Attributes
    ----------
    path : where it stands.
    low, high : its range, as written in the first scenario that assumes it.
    written : how far the number that is written is on its way from low (0) to high (1).
    touches : for each scenario, whether the number says anything there: where a later change or setting
        puts another value in its place, it does not.
    """

    path: str
    low: Scalar
    high: Scalar
    written: float
    touches: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Supposable:
    """The scenarios of a study, ready to be run with other numbers in the place of guesses."""

    entrants: tuple[Entrant, ...]
    inputs: tuple[Input, ...]

    def plan(self, place: int, shares: Mapping[str, float]) -> Plan:
        """A scenario with some inputs so far on their way from low (0) to high (1).

        Raises
        ------
        WrongInput
            Where the numbers do not fit where they stand, or each other.
        """
        entrant = self.entrants[place]
        return _plan(entrant, shares) if shares else entrant.plan


def supposable(entrants: Sequence[Entrant]) -> Supposable:
    """Find the inputs of a study, and see that both ends of each can be simulated.

    Raises
    ------
    WrongUse
        Where there is nothing to compare, or to vary.
    WrongInput
        With the faults of all ends that do not fit where they stand.
    """
    files = ", ".join(str(one.document.path) for one in entrants)
    if len(entrants) < 2:
        raise WrongUse(f"{files}: give an alternative: guesses are varied for what they do to a comparison")
    paths = dict.fromkeys(path for one in entrants for path in one.document.scenario.assumed)
    if not paths:
        raise WrongUse(f"{files}: no number is marked as a guess; write the guesses under `assumed`")
    faults: list[Fault] = []
    inputs = [_input(path, entrants, faults) for path in paths]
    if faults:
        raise WrongInput(once(faults))
    moved = tuple(one for one in inputs if any(one.touches))
    if not moved:
        raise WrongUse(f"{files}: changes or settings replace every number that is marked under `assumed`")
    return Supposable(tuple(entrants), moved)


def once(faults: Sequence[Fault]) -> list[Fault]:
    """Each fault once, however many scenarios share it."""
    return list({(one.place, one.path, str(one)): one for one in faults}.values())


def _input(path: str, entrants: Sequence[Entrant], faults: list[Fault]) -> Input:
    touches = []
    for entrant in entrants:
        ends = []
        for share in ENDS if path in entrant.document.scenario.assumed else ():
            try:
                _plan(entrant, {path: share})
                ends.append(plain(supposed(entrant.document, {path: share}).tree))
            except WrongInput as wrong:
                faults += wrong.faults
        touches.append(len(ends) == len(ENDS) and ends[0] != ends[1])
    stating = next(one.document for one in entrants if path in one.document.scenario.assumed)
    assumption = stating.scenario.assumed[path]
    low, high = (number_like(end, assumption.low)[0] for end in (assumption.low, assumption.high))
    node = find(stating.tree, split_path(path))
    now = low if node is None else number_like(node.scalar, assumption.low)[0]
    written = (now - low) / (high - low) if high > low else 0.0
    return Input(path, assumption.low, assumption.high, written, tuple(touches))


def _plan(entrant: Entrant, shares: Mapping[str, float]) -> Plan:
    document = supposed(entrant.document, shares)
    if document.scenario.run.warm_up == "auto":   # it was found for the scenario as it is written
        document = document.in_window(warm_up=entrant.plan.window.begins)
    plan = replace(compile_plan(document), seed=entrant.plan.seed)
    if plan.window != entrant.plan.window:
        rule = "cannot be varied: it moves the window that is measured"
        raise WrongInput([Fault(document.place(f"assumed.{path}"), path, rule) for path in shares])
    return plan
