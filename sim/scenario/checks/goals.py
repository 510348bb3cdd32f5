"""Goals, smallest differences, assumptions and expectations: they name what exists, in its unit.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.amounts import same_unit
from sim.scenario.checks.findings import Findings
from sim.scenario.measure_names import MEASURES, SHARES, is_time
from sim.scenario.schema import Assumption, Goal, Replications, Step
from sim.scenario.tree import Path, find, split_path
from sim.scenario.values import Amount

PILOT = 20
"""Fewest replications that precision is judged by."""
MOST_REPLICATIONS = 100_000


def check_goals(findings: Findings) -> None:
    """Everything that reports compare results with."""
    scenario = findings.scenario
    for measure, amount in scenario.matters.items():
        path = ("matters", measure)
        if findings.expect(path, measure, MEASURES, "measure"):
            _check_amount(findings, path, measure, amount)
    for measure, goal in scenario.goals.items():
        path = ("goals", measure)
        if findings.expect(path, measure, MEASURES, "measure"):
            _check_goal(findings, path, measure, goal)
    for name, assumption in scenario.assumed.items():
        _check_assumption(findings, name, assumption)
    _check_run(findings)
    _check_expectations(findings)


def _check_amount(findings: Findings, path: Path, measure: str, amount: Amount | None) -> None:
    rule = None if amount is None else broken_unit(measure, amount)
    if rule:
        findings.wrong(path, rule)


def broken_unit(measure: str, amount: Amount) -> str | None:
    """The rule that an amount of a measure breaks by its unit, None where it fits."""
    if is_time(measure) and not amount.is_time:
        return "needs a unit: write for example 15 s or 2 h"
    if amount.is_time and not is_time(measure):
        return f"{measure} is not a time: write a number or a share"
    if measure in SHARES and abs(amount.value) > 1:
        return f"{measure} is a share, which is never above 100 %: write 80 % or 0.8"
    return None


def contradiction(at_least: Amount | None, at_most: Amount | None) -> str | None:
    """The rule that two bounds of one measure break together, None where both can hold."""
    if at_least is None or at_most is None or at_least.value <= at_most.value:
        return None
    return "asks for at least more than at most: no value keeps both"


def _check_goal(findings: Findings, path: Path, measure: str, goal: Goal) -> None:
    if goal.at_least is None and goal.at_most is None:
        findings.wrong(path, "needs at_least or at_most")
    _check_amount(findings, (*path, "at_least"), measure, goal.at_least)
    _check_amount(findings, (*path, "at_most"), measure, goal.at_most)
    if rule := contradiction(goal.at_least, goal.at_most):
        findings.wrong(path, rule)
    if goal.within is not None and measure != "service_level":
        findings.wrong((*path, "within"), "goes with service_level")


def _check_run(findings: Findings) -> None:
    run = findings.scenario.run
    if run.measure == 0:
        findings.wrong(("run", "measure"), "must be longer than 0")
    if isinstance(run.replications, Replications):
        _check_precision(findings, run.replications)
    elif run.replications < 1:
        findings.wrong(("run", "replications"), "must be at least 1", run.replications)
    elif run.replications > MOST_REPLICATIONS:
        findings.wrong(("run", "replications"), f"must be at most {MOST_REPLICATIONS:,}", run.replications)


def _check_precision(findings: Findings, wanted: Replications) -> None:
    path = ("run", "replications", "precision")
    if not wanted.precision:
        findings.wrong(path, "names no measure: write for example {wait_mean_s: 2 s}")
    for measure, amount in wanted.precision.items():
        if findings.expect((*path, measure), measure, MEASURES, "measure"):
            _check_amount(findings, (*path, measure), measure, amount)
            if amount.value <= 0:
                findings.wrong((*path, measure), "must be above 0")
    if wanted.at_most < PILOT:
        rule = f"must be at least {PILOT}, the pilot that the number is worked out from"
        findings.wrong(("run", "replications", "at_most"), rule, wanted.at_most)
    if wanted.at_most > MOST_REPLICATIONS:
        rule = f"must be at most {MOST_REPLICATIONS:,}"
        findings.wrong(("run", "replications", "at_most"), rule, wanted.at_most)


def _check_assumption(findings: Findings, name: str, assumption: Assumption) -> None:
    path = ("assumed", name)
    node = find(findings.tree, split_path(name))
    if node is None:
        findings.wrong(path, "there is no such value in the scenario")
        return
    if node.scalar is None:
        findings.wrong(path, "is not one value: name the number that is a guess")
        return
    for end in ("low", "high"):
        bound = getattr(assumption, end)
        if not same_unit(node.scalar, bound):
            findings.wrong((*path, end), f"must be written like the value itself, {node.scalar}", bound)
            return
    if same_unit(assumption.low, assumption.high, ordered=True):
        return
    findings.wrong(path, "needs low below high")


def _check_expectations(findings: Findings) -> None:
    scenario = findings.scenario
    steps = {n: s for process in scenario.processes.values() for n, s in process.steps.items()}
    parts = [part for step in steps.values() for part in step.parts()]
    seen = (*scenario.channels, *(part.touchpoint for part in parts if part.touchpoint))
    for name, expectation in scenario.expectations.items():
        path = ("expectations", name, "touchpoint")
        if not findings.expect(path, expectation.touchpoint, (*seen, *steps), "channel, step or touchpoint"):
            continue
        if expectation.measure == "wait":
            _check_waits(findings, ("expectations", name, "measure"), expectation.touchpoint)
        elif expectation.touchpoint not in seen:
            _check_takes_time(findings, path, steps[expectation.touchpoint])


def _check_waits(findings: Findings, path: Path, channel: str) -> None:
    if channel not in findings.staffed_channels:
        findings.wrong(path, "there is a wait only in a channel with agents")
    elif not findings.scenario.channels[channel].waits:
        findings.wrong(path, f"nobody waits on {channel}: write time")


def _check_takes_time(findings: Findings, path: Path, step: Step) -> None:
    """The time of a step must be told by the record."""
    if step.process or step.end:
        findings.wrong(path, "must be a step that takes time itself: name one inside the process")
        return
    told = ("touchpoint", "promise", "together", "contact", "work", "proactive")
    if not any(getattr(step, key) for key in told):
        findings.wrong(path, "is a step that no customer sees: give it a `touchpoint`")
