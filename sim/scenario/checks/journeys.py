"""Demand, processes and their steps: every step has one kind, leads on, and can be reached.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.checks.branches import check_branches, check_caller
from sim.scenario.checks.findings import OUTCOMES, Findings, listed, possible
from sim.scenario.checks.given import GIVEN, check_given
from sim.scenario.checks.giving_up import GAVE_UP, check_giving_up
from sim.scenario.checks.loops import check_loops, named_steps, processes_inside, takes_no_time
from sim.scenario.schema import Aside, Demand, Goes, Process, Step
from sim.scenario.tree import Path

Where = dict[str, str | list[str]]
_KINDS = ("contact", "work", "proactive", "process", "together", "end")


def check_journeys(findings: Findings) -> None:
    """Where journeys come from and how they run."""
    for name, demand in findings.scenario.demand.items():
        _check_demand(findings, ("demand", name), demand)
    faults_before = len(findings.faults)
    for name, process in findings.scenario.processes.items():
        _check_process(findings, name, process)
    if len(findings.faults) == faults_before:
        check_loops(findings)


def _check_demand(findings: Findings, path: Path, demand: Demand) -> None:
    scenario = findings.scenario
    sources = [key for key in ("process", "contact", "proactive") if getattr(demand, key) is not None]
    if len(sources) != 1:
        findings.wrong(path, "needs exactly one of process, contact and proactive")
    findings.expect((*path, "process"), demand.process, scenario.processes, "process")
    findings.expect((*path, "proactive"), demand.proactive, scenario.reasons, "reason")
    for at, factor in possible(demand.factor):
        findings.expect((*path, "factor", *at), factor, scenario.factors, "factor")
    for at, contact in possible(demand.contact):
        for reason in [contact] if isinstance(contact, str) else contact:
            findings.expect((*path, "contact", *at), reason, scenario.reasons, "reason")
    check_where(findings, path, demand.where, ("segment",))
    _check_rhythm(findings, path, demand)
    if demand.proactive:
        check_caller(findings, path, demand.from_, demand.proactive)
    elif demand.from_ is not None:
        findings.wrong((*path, "from"), "goes with `proactive`")
    if not demand.process and path[1] in scenario.processes:
        findings.wrong(path, "has the name of a process; choose another name")


def _check_rhythm(findings: Findings, path: Path, demand: Demand) -> None:
    given = [key for key in GIVEN if getattr(demand, key) is not None]
    check_given(findings, path, demand)
    if demand.every is not None and not demand.proactive:
        findings.wrong((*path, "every"), "goes with `proactive`; others need `rate`")
    elif not given and demand.every is None:
        findings.wrong(path, "needs `rate`, such as 2000/w" + (", or `every`" if demand.proactive else ""))
    elif given and demand.every is not None:
        findings.wrong((*path, "every"), f"goes without `{given[0]}`")
    elif len(given) > 1:
        findings.wrong((*path, given[1]), f"goes without `{given[0]}`: one of them says who comes when")
    elif given and given[0] != "rate" and demand.proactive:
        findings.wrong((*path, given[0]), "goes without `proactive`: give `rate` or `every`")
    elif demand.every is not None:
        _check_round(findings, path, demand)
    for at, every in possible(demand.every):
        if every == 0:
            findings.wrong((*path, "every", *at), "must be longer than 0")


def _check_round(findings: Findings, path: Path, demand: Demand) -> None:
    """The company calls every customer once in a while: there must be customers to call."""
    segments = findings.scenario.segments
    for name in listed(demand.where.get("segment")) or list(segments):
        if name in segments and not segments[name].customers:
            findings.wrong((*path, "every"), f"segment {name} needs `customers`, the number to call")


def check_where(findings: Findings, path: Path, where: Where, keys: Iterable[str]) -> None:
    """The keys and names of a `where`."""
    scenario = findings.scenario
    known: dict[str, Iterable[str]] = {
        "segment": scenario.segments,
        "reason": scenario.reasons,
        "channel": scenario.channels,
        "team": scenario.teams,
    }
    for key, wanted in where.items():
        here = (*path, "where", key)
        if not listed(wanted):
            findings.wrong(here, "names nothing: leave it out, or name at least one")
        if findings.expect(here, key, keys, "`where` by"):
            for name in listed(wanted):
                findings.expect(here, name, known[key], key)


def _check_process(findings: Findings, name: str, process: Process) -> None:
    path = ("processes", name)
    steps = process.steps
    if not steps:
        findings.wrong((*path, "steps"), "needs at least one step")
        return
    findings.expect((*path, "start"), process.start, steps, "step")
    inside = processes_inside(findings.scenario, name)
    if inside:
        findings.wrong(path, f"contains itself: {' -> '.join(inside)}")
    faults_before = len(findings.faults)
    for step_name, step in steps.items():
        _check_step(findings, (*path, "steps", step_name), step, steps)
    if len(findings.faults) == faults_before:
        _check_reached(findings, path, process)


def _check_reached(findings: Findings, path: Path, process: Process) -> None:
    """A step that nothing names is a slip of the pen; one behind it only deserves a warning."""
    entered = {process.start, *_steps_of_after(findings)}
    named = {target for name, step in process.steps.items() for target in named_steps(step) if target != name}
    reached: set[str] = set()
    waiting = sorted(entered)
    while waiting:
        name = waiting.pop()
        if name in process.steps and name not in reached:
            reached.add(name)
            waiting += targets(process.steps[name])
    for name in process.steps:
        if name not in named | entered:
            findings.wrong((*path, "steps", name), "cannot be reached: no step leads to it")
        elif name not in reached:
            findings.doubtful((*path, "steps", name), "cannot be reached from the start")


def _steps_of_after(findings: Findings) -> list[str]:
    """The steps to which `after` rows lead."""
    goes = [go for row in findings.scenario.after.values() for _, go in possible(row.go)]
    return [go.step for go in goes if isinstance(go, Goes) and go.step]


def targets(step: Step) -> list[str]:
    """The steps to which a step can lead: those that it names, without shares that are always 0."""
    never = {
        name
        for _, shares in possible(step.next)
        if not isinstance(shares, str)
        for name, share in shares.items()
        if all(value == 0 for _, value in possible(share))
    }
    return [name for name in named_steps(step) if name not in never]


def _check_step(findings: Findings, path: Path, step: Step, steps: dict[str, Step]) -> None:
    scenario = findings.scenario
    kinds = [key for key in _KINDS if getattr(step, key) is not None]
    if len(kinds) > 1:
        findings.wrong(path, f"is both {' and '.join(kinds)}: a step is one of them")
        return
    kind = kinds[0] if kinds else "touchpoint"
    for key in ("contact", "work", "proactive"):
        findings.expect((*path, key), getattr(step, key), scenario.reasons, "reason")
    findings.expect((*path, "process"), step.process, scenario.processes, "process")
    _check_fitting_keys(findings, path, step, kind)
    if step.proactive:
        check_caller(findings, path, step.from_, step.proactive)
    for at, shares in possible(step.next):
        for target in [shares] if isinstance(shares, str) else shares:
            findings.expect((*path, "next", *at), target, steps, "step")
    for outcome, target in (step.on or {}).items():
        findings.expect((*path, "on", outcome), target, steps, "step")
    if kind in ("contact", "process"):
        _check_outcomes(findings, path, step)
    check_giving_up(findings, path, step, kind)
    check_branches(findings, path, step)
    _check_asides(findings, path, step)


_FITTING = {
    "touchpoint": ("touchpoint", "takes", "promise", "next", "on", "gives_up_after", "beside", "if_late"),
    "contact": ("promise", "next", "on", "gives_up_after", "beside", "if_late"),
    "work": ("touchpoint", "promise", "next", "on", "gives_up_after", "beside", "if_late"),
    "proactive": ("touchpoint", "from", "promise", "next", "on", "gives_up_after", "beside", "if_late"),
    "process": ("on",),
    "together": ("touchpoint", "promise", "next", "on", "gives_up_after", "beside", "if_late"),
    "end": (),
}
"""What each kind of step may say besides its kind."""


_WHY_NOT = {
    "contact touchpoint": ": a contact is a touchpoint by its channel",
    "takes": ": the reason says how long it takes",
    "gives_up_after": ": state it at its steps, or make the process a branch of `together`",
}
"""Why a key does not fit a step at which people are at work, by key or by kind and key."""


def _check_fitting_keys(findings: Findings, path: Path, step: Step, kind: str) -> None:
    for name in sorted(step.model_fields_set):
        key = "from" if name == "from_" else name
        if key != kind and key not in _FITTING[kind]:
            reason = _WHY_NOT.get(f"{kind} {key}", _WHY_NOT.get(key, ""))
            what = "without contact, work or process" if kind == "touchpoint" else f"with `{kind}`"
            findings.wrong((*path, key), f"does not fit a step {what}{reason}")
    if kind in ("touchpoint", "work", "proactive", "together") and step.next is None:
        findings.wrong(path, "leads nowhere: needs `next`, or `end` if the journey ends here")
    if kind == "contact" and step.on is None and not isinstance(step.next, str):
        findings.wrong(path, "leads nowhere: needs `on`, such as {resolved: STEP, rest: STEP}")
    if kind == "contact" and step.on is not None and step.next is not None:
        findings.wrong((*path, "next"), "goes without `on`")


def _check_outcomes(findings: Findings, path: Path, step: Step) -> None:
    if step.on is None:
        if step.process:
            findings.wrong(path, "leads nowhere: needs `on`, which maps the ends of the process to steps")
        return
    if step.process:
        inner = findings.scenario.processes.get(step.process)
        outcomes = list(dict.fromkeys(one.end for one in inner.steps.values() if one.end)) if inner else []
    else:
        outcomes = [*OUTCOMES, *([GAVE_UP] if step.gives_up_after is not None else [])]
    for outcome in step.on:
        if outcome != "rest":
            findings.expect((*path, "on", outcome), outcome, outcomes, "outcome")
    missing = [outcome for outcome in outcomes if outcome not in step.on]
    if not findings.leaves_messages and not step.process:
        missing = [outcome for outcome in missing if outcome != "message"]
    if missing and "rest" not in step.on:
        findings.wrong((*path, "on"), f"does not say where {', '.join(missing)} leads: add it, or rest")


def _check_asides(findings: Findings, path: Path, step: Step) -> None:
    if step.if_late and step.promise is None:
        findings.wrong((*path, "if_late"), "needs `promise`, the time after which it is late")
    instant = step.takes is None and not (step.contact or step.work or step.proactive or step.together)
    if step.beside and instant:
        findings.wrong((*path, "beside"), "needs `takes`: nothing can happen beside a step without length")
    if step.promise is not None and instant:
        findings.wrong((*path, "promise"), "needs `takes`: a step without length keeps every promise")
    for at, promise in possible(step.promise):
        hours = None if isinstance(promise, int) else promise.hours
        if isinstance(hours, str):
            here = (*path, "promise", *at, "hours")
            findings.expect(here, hours, findings.scenario.hours, "entry in `hours` named")
    for where, asides in (("beside", step.beside), ("if_late", step.if_late)):
        for name, aside in asides.items():
            _check_aside(findings, (*path, where, name), aside, step)


def _check_aside(findings: Findings, path: Path, aside: Aside, step: Step) -> None:
    reasons = findings.scenario.reasons
    if (aside.contact is None) == (aside.proactive is None):
        findings.wrong(path, "needs exactly one of contact and proactive")
    findings.expect((*path, "contact"), aside.contact, reasons, "reason")
    if findings.expect((*path, "proactive"), aside.proactive, reasons, "reason") and aside.proactive:
        check_caller(findings, path, aside.from_, aside.proactive)
    if aside.from_ is not None and not aside.proactive:
        findings.wrong((*path, "from"), "goes with `proactive`")
    check_where(findings, path, aside.where, ("segment",))
    if path[-2] == "beside" and step.takes is None and aside.after is None and aside.every is None:
        findings.wrong(path, "needs `after` or `every`: nobody knows beforehand how long the step lasts")
    if aside.every is not None and takes_no_time(aside.every):
        findings.wrong((*path, "every"), "must be longer than 0")
    if aside.prevents is not None and not aside.proactive:
        findings.wrong((*path, "prevents"), "goes with `proactive`: it acts when the customer was reached")
    others = [name for name in step.if_late if name != path[-1]]
    for name in listed(aside.prevents):
        findings.expect((*path, "prevents"), name, others, "other `if_late` row")
