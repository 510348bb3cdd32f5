"""From the tables of a result to its findings, the plainest first.

In: the `Findings` that look a result up. Out: `Finding` records.
"""

from __future__ import annotations

import re

from sim.measures.definitions import MEASURES
from sim.report.findings.finding import Finding
from sim.report.findings.phrases import (
    heading_of_difference,
    heading_of_several,
    lowered,
    sentence_of,
    shown_form,
    subject_of,
    value_heading,
)
from sim.report.findings.resting import rests_on
from sim.report.language import message, say, word
from sim.report.locales import chained
from sim.report.reading import Findings
from sim.report.wording import value_in_words, verdict_in_words
from sim.stats.paired import PRIMARY
from sim.study.result import ScenarioNote

PREDICTED = ("ces_mean", "ces_hard", "csat_top2", "touchpoint_csat_top2", "nps")
"""Measures with an experience model between what happened and the number."""

_BRACKETED = re.compile(r" ?[(\N{FULLWIDTH LEFT PARENTHESIS}].*")   # says here, again, that they are assumed
TOLD = ("wait_mean_s", "handoffs_mean", "ces_hard", "ces_mean", "cost_per_week", "abandonment",
        "service_level", "fcr", "repeat_contacts_mean", "re_explanations_mean", "lost_sales",
        "promise_missed", "csat_top2", "nps", "cost_per_journey")  # fmt: skip
"""Measures that a board is told about; the tables hold all."""


def findings_of(findings: Findings) -> tuple[Finding, ...]:
    """Everything to be told of all journeys: the primary family first, then what stands out most.

    A result of one scenario gives values, in the order of `TOLD`; a comparison gives differences.
    """
    alternatives = findings.result.alternatives
    if not alternatives:
        return tuple(value_of(findings, findings.result.base, name) for name in TOLD)
    found = [difference_of(findings, one, name) for one in alternatives for name in TOLD]
    return tuple(sorted(found, key=_rank))


def difference_of(
    findings: Findings, alternative: ScenarioNote, measure: str, group: str = "all"
) -> Finding:
    """What an alternative does to a measure of a group, against the base."""
    base = findings.result.base
    found = findings.difference(alternative, measure, group)
    form, subject = shown_form(measure, base), subject_of(measure, base)
    matters = base.matters.get(measure)
    judged = verdict_in_words(found.verdict, found.estimate, form, matters)
    return Finding(
        measure=measure, group=group, subject=subject,
        scenario=alternative.title, baseline=base.title,
        title=heading_of_difference((alternative.title, subject), found.estimate, form, found.verdict),
        sentence=sentence_of(alternative.title, subject, found.estimate, form, judged),
        value=findings.value(alternative, measure, group), difference=found.estimate, form=form,
        better=MEASURES[measure].better, verdict=found.verdict, matters=matters,
        source=source_of(measure), caveat=_caveats(findings, alternative, (measure, group)),
        primary=group == "all" and measure in PRIMARY,
    )  # fmt: skip


def value_of(findings: Findings, scenario: ScenarioNote, measure: str, group: str = "all") -> Finding:
    """What a scenario gives by itself."""
    value = findings.value(scenario, measure, group)
    form, subject = shown_form(measure, scenario), subject_of(measure, scenario)
    return Finding(
        measure=measure, group=group, subject=subject, scenario=scenario.title, baseline="",
        title=value_heading(subject, value, form),
        sentence=say("{scenario}: {subject}, {value}.",
                     scenario=scenario.title, subject=subject, value=value_in_words(value, form)),
        value=value, difference=None, form=form, better=MEASURES[measure].better, verdict=None,
        matters=scenario.matters.get(measure), source=source_of(measure),
        caveat=_caveat(measure, scenario), primary=group == "all" and measure in PRIMARY,
    )  # fmt: skip


def headline(findings: Findings, measure: str, group: str = "all") -> str:
    """What was found of a measure, over all alternatives, in one line: the heading of a chart or slide."""
    alternatives = findings.result.alternatives
    if not alternatives:
        return value_of(findings, findings.result.base, measure, group).title
    if len(alternatives) == 1:
        return difference_of(findings, alternatives[0], measure, group).title
    found = [(one.title, findings.difference(one, measure, group).verdict) for one in alternatives]
    return heading_of_several(subject_of(measure, findings.result.base), found)


def source_of(measure: str) -> str:
    """Whether a number is simulated, or predicted from what was simulated."""
    return say(message("predicted") if measure in PREDICTED else message("simulated"))


def _caveat(measure: str, scenario: ScenarioNote) -> str:
    if measure not in PREDICTED or "assumed" not in scenario.experience:
        return ""
    model = lowered(_BRACKETED.sub("", word(scenario.experience)))
    return say("follows from the assumptions of the {model}", model=model)


def _caveats(findings: Findings, alternative: ScenarioNote, key: tuple[str, str]) -> str:
    """Of a difference also the assumed inputs that it hangs on; these were tried for all journeys."""
    measure, group = key
    tried = rests_on(findings, alternative, measure) if group == "all" else ()
    told = chained(tried, message("{first}, and {next}"))
    inputs = say("follows from the assumptions: {assumptions}", assumptions=told) if tried else ""
    return chained((_caveat(measure, alternative), inputs))


def _rank(finding: Finding) -> tuple[bool, bool, float]:
    return not finding.primary, not finding.decided, -finding.signal

