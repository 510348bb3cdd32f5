"""Branches that go on side by side: each is one thing, and takes some time.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings, possible
from sim.scenario.schema import Branch, Step
from sim.scenario.tree import Path

JOINED = "joined"
"""Stands for where branches end."""
_KINDS = ("contact", "work", "proactive", "process")
_WHAT = ", ".join((*_KINDS, "takes"))


def check_branches(findings: Findings, path: Path, step: Step) -> None:
    """The branches of a step."""
    if step.together is not None and not step.branches():
        findings.wrong((*path, "together", "branches"), "needs at least one branch")
    for name, branch in step.branches().items():
        here = (*path, "together", "branches", name)
        if name == JOINED:
            findings.wrong(here, "is a word of the language; choose another name")
        _check_branch(findings, here, branch)


def _check_branch(findings: Findings, path: Path, branch: Branch) -> None:
    scenario = findings.scenario
    kinds = [key for key in _KINDS if getattr(branch, key) is not None]
    if len(kinds) > 1:
        findings.wrong(path, f"is both {' and '.join(kinds)}: a branch is one of them")
    if not kinds and branch.takes is None:
        findings.wrong(path, f"says nothing that takes time: needs one of {_WHAT}")
    for key in ("contact", "work", "proactive"):
        findings.expect((*path, key), getattr(branch, key), scenario.reasons, "reason")
    findings.expect((*path, "process"), branch.process, scenario.processes, "process")
    if kinds and branch.takes is not None:
        findings.wrong((*path, "takes"), f"does not fit a branch with `{kinds[0]}`")
    for key in ("touchpoint", "promise"):
        if branch.process and getattr(branch, key) is not None:
            findings.wrong((*path, key), "does not fit a branch with `process`: state it at its steps")
    if branch.contact and branch.touchpoint is not None:
        rule = "does not fit a branch with `contact`: a contact is a touchpoint by its channel"
        findings.wrong((*path, "touchpoint"), rule)
    for at, promise in possible(branch.promise):
        if not isinstance(promise, int) and isinstance(promise.hours, str):
            here = (*path, "promise", *at, "hours")
            findings.expect(here, promise.hours, scenario.hours, "entry in `hours` named")
    if branch.from_ is not None and not branch.proactive:
        findings.wrong((*path, "from"), "goes with `proactive`")
    if branch.proactive:
        check_caller(findings, path, branch.from_, branch.proactive)


def check_caller(findings: Findings, path: Path, team: str | None, reason: str) -> None:
    """The team that gets in touch exists and handles the reason."""
    teams = findings.scenario.teams
    if team is None:
        if not any(reason in one.handles for one in teams.values()):
            findings.wrong(path, f"no team handles {reason}: add it to the `handles` of one")
    elif findings.expect((*path, "from"), team, teams, "team") and reason not in teams[team].handles:
        findings.wrong((*path, "from"), f"team {team} does not handle {reason}")
