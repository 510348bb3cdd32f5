"""What a reader must know before any figure: closed doors, overload, open journeys, unequal budgets.

In: the findings of a result. Out: sentences, the gravest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sim.report.language import message, say
from sim.report.locales import headed, percent
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

TOO_BUSY, TOO_IDLE = 0.95, 0.20
MOST_OPEN = 0.01
MOST_MISSED = 0.5
MOST_TURNED_AWAY = 0.20
BUDGETS_APART = 0.10
_TURNED_AWAY = {
    "closed": message("{share} of the contacts where one waits found it closed; being turned away counts as "
                      "no wait."),
    "blocked": message("{share} of the contacts where one waits found all lines engaged; being turned away "
                       "counts as no wait."),
}  # fmt: skip
_DEARER = message(
    "{alternative} costs {share} more for staff and channels than {base}: money alone may explain a "
    "difference; compare with the same money spent otherwise."
)
_CHEAPER = message(
    "{alternative} costs {share} less for staff and channels than {base}: money alone may explain a "
    "difference; compare with the same money spent otherwise."
)


def warnings_of(findings: Findings) -> list[str]:
    """All warnings of a result, scenario by scenario, budgets last."""
    found: list[str] = []
    for scenario in findings.result.scenarios:
        subjects = (_nobody, _turned_away, _busy, _open, _missed)
        sentences = [sentence for subject in subjects for sentence in subject(findings, scenario)]
        if findings.result.alternatives:
            sentences = [headed(scenario.title, sentence) for sentence in sentences]
        found += sentences
    found += _budgets(findings)
    if findings.result.replications == 1:
        found.append(say("one replication gives no intervals; run more, with --replications."))
    return found


def _nobody(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    if not findings.value(scenario, "journeys").value:
        yield say("no customer came: no journey began in the measured window.")


def _turned_away(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    """Who is turned away waits for nothing and hangs up on nobody: waiting looks good without them."""
    for measure, found in _TURNED_AWAY.items():
        share = findings.value(scenario, measure).value
        if share > MOST_TURNED_AWAY:
            yield say(found, share=percent(share))


def _busy(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    for team in scenario.teams:
        share = findings.value(scenario, "occupancy", f"team={team}").value
        if isnan(share):
            yield say("team {team} was never at work in the measured window.", team=team)
        elif share > TOO_BUSY:
            yield say(
                "team {team} is busy {share} of its time: it cannot keep up, so customers wait long or give "
                "up.", team=team, share=percent(share),
            )  # fmt: skip
        elif share < TOO_IDLE:
            yield say("team {team} is busy only {share} of its time.", team=team, share=percent(share))


def _open(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    share = findings.value(scenario, "open_share").value
    if share > MOST_OPEN:
        yield say("{share} of the journeys were still open at the end; try a longer run.follow_up.",
                  share=percent(share, 1))  # fmt: skip


def _missed(findings: Findings, scenario: ScenarioNote) -> Iterator[str]:
    everywhere = findings.value(scenario, "promise_missed").value
    if everywhere > MOST_MISSED:
        yield say("{share} of all promises were missed.", share=percent(everywhere))
        return
    for group in findings.groups(scenario, "promise_missed", "touchpoint"):
        share = findings.value(scenario, "promise_missed", group).value
        if share > MOST_MISSED:
            yield say("{share} of the promises at {touchpoint} were missed.",
                      share=percent(share), touchpoint=group.partition("=")[2])  # fmt: skip


def _budgets(findings: Findings) -> Iterator[str]:
    base = findings.result.base
    before = findings.value(base, "budget_per_week").value
    for alternative in findings.result.alternatives:
        after = findings.value(alternative, "budget_per_week").value
        if before > 0 and abs(after - before) > BUDGETS_APART * before:
            yield say(_DEARER if after > before else _CHEAPER, alternative=alternative.title, base=base.title,
                      share=percent(abs(after / before - 1)))  # fmt: skip
