"""Journeys that would go round for ever at one moment: loops without time, processes inside themselves.

In: the findings so far. Out: more of them. A contact that is turned away, blocked or closed, takes no time.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings, possible
from sim.scenario.laws import Constant
from sim.scenario.schema import After, Branch, Goes, Process, Scenario, Step
from sim.scenario.tree import Path
from sim.scenario.varying import By

_TURNED_AWAY = ("blocked", "closed")


def processes_inside(scenario: Scenario, name: str) -> list[str]:
    """The chain by which a process contains itself; empty where it does not."""
    chains = [[name]]
    seen: set[str] = set()
    while chains:
        chain = chains.pop()
        process = scenario.processes.get(chain[-1])
        for step in process.steps.values() if process else ():
            for inner in step.processes():
                if inner == name:
                    return [*chain, name]
                if inner not in seen:
                    seen.add(inner)
                    chains.append([*chain, inner])
    return []


def check_loops(findings: Findings) -> None:
    """Steps that lead back to themselves at once, and contacts tried again at once without end."""
    if any(processes_inside(findings.scenario, name) for name in findings.scenario.processes):
        return
    for name, process in findings.scenario.processes.items():
        edges = {step_name: _at_once(findings, step) for step_name, step in process.steps.items()}
        loop = _loop(edges)
        if loop:
            path = ("processes", name, "steps", loop[0])
            findings.wrong(path, f"a loop that takes no time: {' -> '.join(loop)}")


def check_retries(findings: Findings, path: Path, row: After) -> None:
    """A row that tries again at once, for ever, after a contact that took no time."""
    again = any(go == "again" for _, go in possible(row.go))
    waits = row.delay == "next_opening" or (row.delay is not None and not takes_no_time(row.delay))
    if again and not waits and row.max is None and row.on in ("blocked", "closed", "abandoned"):
        findings.wrong(path, "a loop that takes no time: needs `delay` or `max`")


def takes_no_time(value: object) -> bool:
    """Whether a duration can be 0."""
    if isinstance(value, By):
        return any(takes_no_time(one) for _, one in possible(value))
    return value is None or (isinstance(value, Constant) and value.value == 0)


def named_steps(step: Step) -> list[str]:
    """The steps that a step names as the next."""
    found = list((step.on or {}).values())
    for _, shares in possible(step.next):
        found += [shares] if isinstance(shares, str) else shares
    return found


def _at_once(findings: Findings, step: Step) -> list[str]:
    """The steps that can follow a step at the same moment."""
    given_up: list[str] = []
    if step.gives_up_after is not None and takes_no_time(step.gives_up_after):
        given_up = [name for name in ((step.on or {}).get("gave_up"),) if name]
    return given_up + _done_at_once(findings, step)


def _done_at_once(findings: Findings, step: Step) -> list[str]:
    """The steps that follow where a step is done at the moment when it begins."""
    if step.contact:
        return _after_turning_away(step) + _led_elsewhere(findings)
    if step.work or step.proactive or step.end:
        return []
    if step.process:
        return _through(findings, step)
    if step.together:
        crossed = all if step.together.joins == "all" else any
        over = crossed(_crossed(findings, branch) for branch in step.branches().values())
        return named_steps(step) if over else []
    if not takes_no_time(step.takes):
        return []
    return named_steps(step)


def _crossed(findings: Findings, branch: Branch) -> bool:
    """Whether a branch can be over at the moment when it begins."""
    if branch.process:
        return bool(_ends_at_once(findings, branch.process))
    return bool(branch.contact) or (not (branch.work or branch.proactive) and takes_no_time(branch.takes))


def _after_turning_away(step: Step) -> list[str]:
    if step.on is None:
        return [step.next] if isinstance(step.next, str) else []
    found = (step.on.get(outcome) or step.on.get("rest") for outcome in _TURNED_AWAY)
    return list(dict.fromkeys(name for name in found if name))


def _led_elsewhere(findings: Findings) -> list[str]:
    """The steps to which `after` rows can lead after a contact that took no time; a new entry into a step is
    a new matter, so that `max` does not end a loop."""
    rows = (row for row in findings.scenario.after.values() if row.on in (*_TURNED_AWAY, "abandoned"))
    goes = [go for row in rows for _, go in possible(row.go)]
    return [go.step for go in goes if isinstance(go, Goes) and go.step]


def _through(findings: Findings, step: Step) -> list[str]:
    """Where a nested process leads if it can be crossed at one moment."""
    on = step.on or {}
    found = (on.get(end) or on.get("rest") for end in _ends_at_once(findings, step.process or ""))
    return list(dict.fromkeys(name for name in found if name))


def _ends_at_once(findings: Findings, name: str) -> list[str]:
    """The ends of a process that can be reached at the moment when it begins. Found once: of processes
    that each hold the next one twice, thirty would be walked through a billion times."""
    known = findings.ends_at_once
    if name not in known:
        known[name] = _reached_ends(findings, findings.scenario.processes[name])
    return known[name]


def _reached_ends(findings: Findings, process: Process) -> list[str]:
    """The ends that can be reached at once, looked for."""
    reached: set[str] = set()
    waiting = [process.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += _at_once(findings, process.steps[name])
    ends = (process.steps[name].end for name in sorted(reached))
    return [end for end in ends if end]


def _loop(edges: dict[str, list[str]]) -> list[str]:
    """A way from a step back to itself; empty where there is none."""
    for start in edges:
        before: dict[str, str] = {}
        waiting = [start]
        while waiting:
            name = waiting.pop()
            for target in edges.get(name, ()):
                if target == start:
                    return _way(before, start, name)
                if target not in before:
                    before[target] = name
                    waiting.append(target)
    return []


def _way(before: dict[str, str], start: str, last: str) -> list[str]:
    way = [start]
    while last != start:
        way.insert(0, last)
        last = before[last]
    return [start, *way]
