"""How contacts are passed on: conferences that can come together.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from typing import Any

from sim.scenario.findings import Findings, listed, possible
from sim.scenario.loops import takes_no_time
from sim.scenario.schema import After, Goes
from sim.scenario.tree import Path

_CONFERENCE = "conference"


def check_transfers(findings: Findings) -> None:
    """Manners of transfers, in `transfer` and in the rows of `after`."""
    transfer = findings.scenario.transfer
    _check_hold(findings, ("transfer", "manner"), transfer.manner)
    for name, row in findings.scenario.after.items():
        path = ("after", name)
        _check_hold(findings, (*path, "manner"), row.manner)
        manner = transfer.manner if row.manner is None else row.manner
        _check_others(findings, path, row, {word for _, word in possible(manner)})


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
