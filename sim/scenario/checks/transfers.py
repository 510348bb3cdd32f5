"""How contacts are passed on: conferences that can come together.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from typing import Any

from sim.scenario.checks.findings import Findings, listed, possible
from sim.scenario.checks.loops import takes_no_time
from sim.scenario.schema import After, Goes
from sim.scenario.tree import Path

_CONFERENCE, _CONSULT = "conference", "consult"


def check_transfers(findings: Findings) -> None:
    """Manners of transfers, in `transfer` and in the rows of `after`."""
    transfer = findings.scenario.transfer
    _check_hold(findings, ("transfer", "manner"), transfer.manner)
    for name, row in findings.scenario.after.items():
        path = ("after", name)
        _check_hold(findings, (*path, "manner"), row.manner)
        manner = transfer.manner if row.manner is None else row.manner
        _check_others(findings, path, row, {word for _, word in possible(manner)})
        _check_consulting(findings, path, row)
    _check_consult_takes(findings)


def _check_hold(findings: Findings, path: Path, manner: Any) -> None:
    """Agents who wait for each other without limit would wait for ever."""
    conference = any(word == _CONFERENCE for _, word in possible(manner))
    if conference and takes_no_time(findings.scenario.transfer.hold):
        findings.wrong(path, "conference needs `transfer.hold`: how long agents wait for the next at most")


def _check_others(findings: Findings, path: Path, row: After, manners: set[str]) -> None:
    for at, go in possible(row.go):
        if not isinstance(go, Goes) or go.with_ is None:
            continue
        here = (*path, "go", *at, "with")
        if manners != {_CONFERENCE} or not go.team:
            findings.wrong(here, "goes with `team` and `manner: conference`")
        for team in listed(go.with_):
            if findings.expect(here, team, findings.scenario.teams, "team") and team == go.team:
                findings.wrong(here, f"names {team}, which leads the conference already")


def _check_consulting(findings: Findings, path: Path, row: After) -> None:
    """A row that consults passes nobody on: it has a team and a share, and nothing of a transfer."""
    words = {word for _, word in possible(row.manner)}
    consults = _CONSULT in words
    if "solves" in row.model_fields_set and not consults:
        findings.wrong((*path, "solves"), "goes with `manner: consult`")
    if row.manner is None and row.on != "late" and _passes_on(row) and _may_consult(findings):
        findings.wrong(path, "needs a `manner` of its own, as `transfer.manner` may be consult")
    if not consults:
        return
    if len(words) > 1:
        findings.wrong((*path, "manner"), "consult goes alone: write a row of its own for other manners")
    if _passes_on(row) and any(isinstance(go, str) or not go.team for _, go in possible(row.go)):
        findings.wrong((*path, "go"), "consult needs `go: {team: NAME}`: whose colleague is asked")
    for at, go in possible(row.go):
        if isinstance(go, Goes) and go.reason:
            findings.wrong((*path, "go", *at, "reason"), "consult changes no reason")
    for key in ("patience", "work"):
        if key in row.model_fields_set:
            findings.wrong((*path, key), "goes with a customer who waits or comes again, not with consult")


def _passes_on(row: After) -> bool:
    return any(isinstance(go, Goes) and (go.team or go.reason) for _, go in possible(row.go))


def _may_consult(findings: Findings) -> bool:
    return any(word == _CONSULT for _, word in possible(findings.scenario.transfer.manner))


def _check_consult_takes(findings: Findings) -> None:
    """Consulting takes time."""
    transfer, rows = findings.scenario.transfer, findings.scenario.after.values()
    consults = _may_consult(findings) or any(
        word == _CONSULT for row in rows for _, word in possible(row.manner)
    )
    if consults and takes_no_time(transfer.consult_takes):
        findings.wrong(("transfer",), "needs `consult_takes`: how long a colleague joins")
