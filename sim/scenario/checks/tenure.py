"""Learning and turnover: as many factors as months, and somebody who stays.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import Findings
from sim.scenario.schema import Team
from sim.scenario.tree import Path


def check_tenure(findings: Findings) -> None:
    """`learning`, `turnover` and `tenure` of the teams."""
    for name, team in findings.scenario.teams.items():
        path = ("teams", name)
        if team.learning is not None:
            _check_learning(findings, (*path, "learning"), team)
        if team.turnover is not None and not 0 < team.turnover.monthly < 1:
            findings.wrong((*path, "turnover", "monthly"), "must be above 0 % and below 100 %")
        if team.tenure is not None and team.learning is None and team.turnover is None:
            findings.wrong((*path, "tenure"), "goes with `learning` or `turnover`")
        if team.tenure == "settled" and team.turnover is None:
            findings.wrong((*path, "tenure"), "settled needs `turnover`: without it nobody is ever replaced")


def _check_learning(findings: Findings, path: Path, team: Team) -> None:
    part = team.learning
    assert part is not None
    months = part.months
    if not months or months[0] != 0 or sorted(set(months)) != months:
        findings.wrong((*path, "months"), "must ascend from 0, such as [0, 3, 6]")
    if part.time_factor is None and part.resolves_factor is None:
        findings.wrong(path, "needs time_factor or resolves_factor, one for each of the months")
    for key in ("time_factor", "resolves_factor"):
        factors = getattr(part, key)
        if factors is not None and len(factors) != len(months):
            findings.wrong((*path, key), f"must have {len(months)} values, one for each of the months")
