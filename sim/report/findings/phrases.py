"""Differences and verdicts as headings: which scenario does what, and whether that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from sim.measures.definitions import MEASURES
from sim.report.locales import listed
from sim.report.numbers import Form
from sim.report.reading import form_of, title_of
from sim.report.wording import difference_in_words
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

LONGEST = 110   # letters of a heading that names every alternative; beyond, they are counted

_SUBJECTS = {
    "wait_mean_s": "mean wait of a journey",
    "wait_p95_s": "95th percentile of the wait of a journey",
    "handoffs_mean": "number of handoffs a journey",
    "ces_hard": "number of hard journeys",
    "ces_mean": "ease of a journey (CES 2.0, 7 = easy)",
    "cost_per_week": "cost a week",
    "abandonment": "share of contacts abandoned",
    "fcr": "first-contact resolution",
    "nps": "net promoter score",
}
_GROUPS = (
    ("better", (Verdict.BETTER,)), ("worse", (Verdict.WORSE,)),
    ("higher", (Verdict.HIGHER,)), ("lower", (Verdict.LOWER,)),
    ("too little to matter", (Verdict.TOO_LITTLE, Verdict.NO_DIFFERENCE)),
    ("the same", (Verdict.THE_SAME,)),
    ("cannot be told", (Verdict.CANNOT_BE_TOLD,)),
)  # fmt: skip


def subject_of(measure: str, scenario: ScenarioNote) -> str:
    """A measure in words that stand in a sentence: "mean wait of a journey"."""
    if measure in _SUBJECTS:
        return _SUBJECTS[measure]
    title = title_of(MEASURES[measure], scenario)
    return title[0].lower() + title[1:]


def shown_form(measure: str, scenario: ScenarioNote) -> Form:
    """How numbers of a measure are written for a board: hard journeys count by the thousand."""
    return Form("of 1,000", 3) if measure == "ces_hard" else form_of(MEASURES[measure], scenario)


def heading_of_difference(
    names: tuple[str, str], found: Estimate, form: Form, verdict: Verdict
) -> str:
    """`A shortens ...`: one alternative and one measure in a line.

    Parameters
    ----------
    names : the alternative's title, and the measure's subject.
    """
    who, subject = names
    size = form.change_of(found)
    if verdict in (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER):
        return f"{who} {'raises' if found.value > 0 else 'lowers'} the {subject} by {size}: {verdict}"
    if verdict is Verdict.TOO_LITTLE:
        way = "more" if found.value > 0 else "less"
        return f"{who} changes the {subject} too little to matter ({size} {way})"
    return {
        Verdict.NO_DIFFERENCE: f"{who} makes no difference that matters to the {subject}",
        Verdict.THE_SAME: f"{who} leaves the {subject} exactly as it is",
        Verdict.NOTHING_SEEN: f"{who}: nothing seen to compare the {subject} by",
    }.get(verdict, f"It cannot be told whether {who} changes the {subject}")


def heading_of_several(subject: str, found: Sequence[tuple[str, Verdict]]) -> str:
    """Several alternatives in one line: `Mean wait: better with A and B; cannot be told for C`.

    Parameters
    ----------
    found : title and verdict of each alternative.
    """
    kinds = [(words, [title for title, verdict in found if verdict in verdicts])
             for words, verdicts in _GROUPS]
    kinds = [(words, titles) for words, titles in kinds if titles]
    head = subject[0].upper() + subject[1:]
    parts = (f"{words} {_with(words)} {titles_listed(titles)}" for words, titles in kinds)
    named = f"{head}: {'; '.join(parts)}"
    if len(named) <= LONGEST and len(found) <= 3:
        return named
    if len(kinds) == 1:
        words = kinds[0][0]
        return f"{head}: {words} {_with(words)} {_every(len(found), words)}"
    counts = [f"{words} {_with(words)} {len(titles)}" for words, titles in kinds]
    counts[0] += f" of {len(found)} alternatives"
    return f"{head}: {', '.join(counts)}" if kinds else f"{head}: nothing seen to compare"


def _every(count: int, words: str) -> str:
    """All of several alternatives: `both alternatives`, `any of the 3 alternatives`."""
    untold = words == "cannot be told"
    if count == 2:
        return "either alternative" if untold else "both alternatives"
    return f"{'any of the' if untold else 'all'} {count} alternatives"


def value_heading(subject: str, value: Estimate, form: Form) -> str:
    """A value by itself: `Mean wait of a journey: 16.7 s`."""
    head = subject[0].upper() + subject[1:]
    return f"{head}: {'none seen' if isnan(value.value) else form.number(value.value)}"


def sentence_of(scenario: str, subject: str, found: Estimate, form: Form, judged: str) -> str:
    """`A: mean wait of a journey 10 s less (9 to 12): better.`"""
    return f"{scenario}: {subject} {difference_in_words(found, form)}: {judged}."


def titles_listed(titles: Sequence[str]) -> str:
    """`A, B and C`; in quotation marks where a title holds a comma itself."""
    if len(titles) > 1 and any("," in title for title in titles):
        titles = [f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}" for title in titles]
    return listed(titles)


def _with(words: str) -> str:
    return "for" if words == "cannot be told" else "with"
