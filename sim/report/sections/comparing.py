"""The findings of a comparison: waiting, handoffs and ease first, then the rest, the money, and who gained.

In: findings of a base and its alternatives. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.definitions import MEASURES
from sim.report.language import say
from sim.report.numbers import Form
from sim.report.reading import Findings, form_of, title_of
from sim.report.sections.answer import answer
from sim.report.sections.expected import expected_lines
from sim.report.sections.goals import goal_lines
from sim.report.sections.matched import matched_lines
from sim.report.sections.mattering import mattering_lines
from sim.report.sections.ranking import best_lines, ranking_lines
from sim.report.sections.single import SUBJECTS, teams_lines
from sim.report.sections.sureness import sureness_lines
from sim.report.sections.why import why_lines
from sim.report.sections.worth import worth_lines
from sim.report.tables import columns, heading, paragraph
from sim.report.wording import (
    difference_in_words,
    group_in_words,
    open_in_words,
    short_verdict,
    value_in_words,
    verdict_in_words,
)
from sim.stats.paired import PRIMARY
from sim.study.result import ScenarioNote

_MOST_SEGMENTS = 4   # in the table that must fit a screen
_BESIDE = {"ces_mean": {"ces_hard": Form("of 1,000", 3)}}
"""What stands beside a measure of the primary family, in a form of its own."""


def _answer_lines(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """What a board would be told of an alternative."""
    yield from heading(f"{alternative.title}, beside {findings.result.base.title}", width)
    for sentence in answer(findings, alternative):
        yield from paragraph(sentence, width, "", "  ")


def primary_table(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """Waiting, handoffs, ease and cost of an alternative in one table, by segment too."""
    base = findings.result.base
    names = base.segments if 1 < len(base.segments) <= _MOST_SEGMENTS else ()
    groups = ["all", *(f"segment={name}" for name in names)]
    rows = [
        _row(findings, alternative, (name, group), form)
        for name, form in _headline_measures(base).items()
        for group in (groups if name != "cost_per_week" else ["all"])
    ]
    yield ""
    yield from columns([["", "base", "this", "difference", "verdict"], *rows], width, left=(0, 4))


def _headline_measures(base: ScenarioNote) -> dict[str, Form]:
    """The primary family in its order, hard journeys before the score, then cost."""
    found: dict[str, Form] = {}
    for name in PRIMARY:
        found |= {**_BESIDE.get(name, {}), name: form_of(MEASURES[name], base)}
    return {**found, "cost_per_week": form_of(MEASURES["cost_per_week"], base)}


def brief_lines(findings: Findings, width: int) -> Iterator[str]:
    """What fits a screen: the answer, and the figures that it rests on."""
    for alternative in findings.result.alternatives:
        yield from _answer_lines(findings, alternative, width)
        yield from primary_table(findings, alternative, width)
    yield ""
    yield from best_lines(findings, width)
    yield from about_intervals(findings, width)


def comparison_lines(findings: Findings, width: int) -> Iterator[str]:
    """Everything that a comparison found, the question's answer first."""
    for alternative in findings.result.alternatives:
        yield from _answer_lines(findings, alternative, width)
    base = findings.result.base
    segments = [f"segment={name}" for name in base.segments] if len(base.segments) > 1 else []
    for name in PRIMARY:
        for shown, form in {**_BESIDE.get(name, {}), name: form_of(MEASURES[name], base)}.items():
            yield from heading(f"{title_of(MEASURES[shown], base)} - {_way(shown)}", width)
            for group in ("all", *segments):
                words = group_in_words(group)
                yield from paragraph(words[0].upper() + words[1:], width, "  ")
                yield from block(findings, (shown, group), form, width)
    yield ""
    yield from about_intervals(findings, width)
    yield from ranking_lines(findings, width)
    yield from sureness_lines(findings, width)
    yield from why_lines(findings, width)
    yield from mattering_lines(findings, width)
    yield from goal_lines(findings, width)
    yield from expected_lines(findings, width)
    for alternative in findings.result.alternatives:
        yield from _others(findings, alternative, width)
    yield from worth_lines(findings, width)
    for alternative in findings.result.alternatives:
        yield from matched_lines(findings, alternative, width)
    yield from teams_lines(findings, width)


def block(findings: Findings, what: tuple[str, str], form: Form, width: int) -> Iterator[str]:
    """A measure of a group: each scenario's value, the difference to the base, the verdict."""
    name, group = what
    base = findings.result.base
    for scenario in findings.result.scenarios:
        value = value_in_words(findings.value(scenario, name, group), form)
        yield from paragraph(f"{scenario.title}: {value}", width, "    ", "      ")
        if scenario is base:
            continue
        found = findings.difference(scenario, name, group)
        words = difference_in_words(found.estimate, form)
        judged = verdict_in_words(found.verdict, found.estimate, form, base.matters.get(name))
        still_open = open_in_words(found.estimate, (found.lowest, found.highest), form)
        yield from paragraph(f"{words}: {judged}.{still_open}", width, "      = ", "        ")


def _others(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """All other measures of one alternative, by subject."""
    base = findings.result.base
    yield from heading(f"{alternative.title}, against {base.title}", width)
    for subject, names in SUBJECTS.items():
        others = [name for name in names if name not in PRIMARY]
        if width < 72:
            for name in others:
                yield from paragraph(title_of(MEASURES[name], base), width)
                yield from block(findings, (name, "all"), form_of(MEASURES[name], base), width)
            continue
        yield ""
        yield from columns([[subject, "base", "this", "difference", "verdict"], *(
            _row(findings, alternative, (name, "all"), form_of(MEASURES[name], base)) for name in others
        )], width, left=(0, 4))


def _row(
    findings: Findings, alternative: ScenarioNote, what: tuple[str, str], form: Form
) -> list[str]:
    """A measure of a group in one line of a table."""
    (name, group), base = what, findings.result.base
    found = findings.difference(alternative, name, group)
    unit = f", {form.unit_shown}" if form.unit_shown else ""
    whole = title_of(MEASURES[name], base) + unit
    return [
        whole if group == "all" else f"  {group_in_words(group)}",
        form.give_or_take(findings.value(base, name, group)),
        form.give_or_take(findings.value(alternative, name, group)),
        form.give_or_take(found.estimate, signed=True),
        short_verdict(found.verdict),
    ]


def about_intervals(findings: Findings, width: int) -> Iterator[str]:
    """What the confidence of the differences means."""
    family = len(PRIMARY) * len(findings.result.alternatives)
    yield from paragraph(
        say(
            "The {n} differences of all journeys above hold together with 95 % confidence (Bonferroni); "
            "the other intervals hold each for itself. Differences are of the same customers, paired.",
            n=family,
        ),
        width,
    )


def _way(name: str) -> str:
    ways = {"lower": "less is better", "higher": "more is better"}
    return ways.get(MEASURES[name].better, "neither way is better")
