"""Reasons that no customer gets in touch about: work comes by no channel, and nothing of it stays unresolved.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.checks.after import works
from sim.scenario.checks.findings import Findings, parts_of, possible
from sim.scenario.schema import Aside, Branch, Goes, Handles, Reason, Step
from sim.scenario.tree import Path


def check_unasked(findings: Findings) -> None:
    """What only contacts of customers have; all names in the scenario exist."""
    scenario = findings.scenario
    asked, called = set(_asked(findings)), set(_called(findings))
    worked = {reason for _, reason in works(findings)}
    for name in scenario.reasons:
        if name in asked:
            continue
        if name in worked - called and scenario.reasons[name].channels is not None:
            findings.wrong(("reasons", name, "channels"), "does not fit back-office work: it has no channel")
        if name in worked | called:
            _check_resolves(findings, name)


def _check_resolves(findings: Findings, name: str) -> None:
    for path, part in _said_of(findings, name):
        if any(share != 1 for _, share in possible(part.resolves)):
            rule = "goes with what customers get in touch about: all else is resolved once it is done"
            findings.wrong((*path, "resolves"), rule)


def _said_of(findings: Findings, name: str) -> Iterator[tuple[Path, Reason | Handles]]:
    yield ("reasons", name), findings.scenario.reasons[name]
    for team, one in findings.scenario.teams.items():
        if name in one.handles:
            yield ("teams", team, "handles", name), one.handles[name]


def _asked(findings: Findings) -> Iterator[str]:
    """The reasons for which customers get in touch, from the start or in the course of a contact."""
    for demand in findings.scenario.demand.values():
        for _, contact in possible(demand.contact):
            yield from [contact] if isinstance(contact, str) else contact
    for row in findings.scenario.after.values():
        yield from (go.reason for _, go in possible(row.go) if isinstance(go, Goes) and go.reason)
    yield from (part.contact for part in _parts(findings) if part.contact)


def _called(findings: Findings) -> Iterator[str]:
    """The reasons for which the company gets in touch."""
    yield from (one.proactive for one in findings.scenario.demand.values() if one.proactive)
    yield from (part.proactive for part in _parts(findings) if part.proactive)


def _parts(findings: Findings) -> Iterator[Step | Branch | Aside]:
    """All steps with their branches, and what runs along with them."""
    for process in findings.scenario.processes.values():
        for step in process.steps.values():
            yield from (part for _, part in parts_of(step))
            yield from (*step.beside.values(), *step.if_late.values())
