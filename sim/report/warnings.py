"""What a reader must know before any figure: closed doors, overload, open journeys, unequal budgets.

In: the findings of a result. Out: sentences, the gravest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sim.report.reading import Findings
from sim.study.result import ScenarioNote

TOO_BUSY, TOO_IDLE = 0.95, 0.20
MOST_OPEN = 0.01
MOST_MISSED = 0.5
MOST_TURNED_AWAY = 0.20
BUDGETS_APART = 0.10


def warnings_of(findings: Findings) -> list[str]:
    """All warnings of a result, scenario by scenario, budgets last."""
    found: list[str] = []
    for scenario in findings.result.scenarios:
        prefix = f"{scenario.title}: " if findings.result.alternatives else ""
        subjects = (_nobody, _turned_away, _busy, _open, _missed)
        sentences = [sentence for subject in subjects for sentence in subject(findings, scenario)]
        found += [prefix + sentence for sentence in sentences]
    found += _budgets(findings)
    if findings.result.replications == 1:
        found.append("one replication gives no intervals; run more, with --replications.")
    return found


def _nobody(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    if not findings.value(scenario, "journeys").value:
        yield "no customer came: no journey began in the measured window."


def _turned_away(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    """Who is turned away waits for nothing and hangs up on nobody: waiting looks good without them."""
    for measure, found in (("closed", "it closed"), ("blocked", "all lines engaged")):
        share = findings.value(scenario, measure).value
        if share > MOST_TURNED_AWAY:
            yield (
                f"{100 * share:.0f} % of the contacts where one waits found {found}; being turned away "
                "counts as no wait."
            )


def _busy(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    for team in scenario.teams:
        share = findings.value(scenario, "occupancy", f"team={team}").value
        if isnan(share):
            yield f"team {team} was never at work in the measured window."
        elif share > TOO_BUSY:
            yield (
                f"team {team} is busy {100 * share:.0f} % of its time: it cannot keep up, so customers "
                "wait long or give up."
            )
        elif share < TOO_IDLE:
            yield f"team {team} is busy only {100 * share:.0f} % of its time."


def _open(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    share = findings.value(scenario, "open_share").value
    if share > MOST_OPEN:
        yield f"{100 * share:.1f} % of the journeys were still open at the end; try a longer run.follow_up."


def _missed(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    everywhere = findings.value(scenario, "promise_missed").value
    if everywhere > MOST_MISSED:
        yield f"{100 * everywhere:.0f} % of all promises were missed."
        return
    for group in findings.groups(scenario, "promise_missed", "touchpoint"):
        share = findings.value(scenario, "promise_missed", group).value
        if share > MOST_MISSED:
            yield f"{100 * share:.0f} % of the promises at {group.partition('=')[2]} were missed."


def _budgets(findings: Findings) -> Iterator[str]:
    base = findings.result.base
    before = findings.value(base, "budget_per_week").value
    for alternative in findings.result.alternatives:
        after = findings.value(alternative, "budget_per_week").value
        if before > 0 and abs(after - before) > BUDGETS_APART * before:
            way = "more" if after > before else "less"
            apart = 100 * abs(after / before - 1)
            yield (
                f"{alternative.title} costs {apart:.0f} % {way} for staff and channels than {base.title}: "
                "money alone may explain a difference; compare with the same money spent otherwise."
            )
