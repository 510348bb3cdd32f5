"""Differences and verdicts as headings: which scenario does what, and whether that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from sim.measures.definitions import MEASURES
from sim.report.language import message, say, word
from sim.report.locales import COMMAS, chained, headed, listed, local
from sim.report.numbers import Form
from sim.report.reading import form_of, title_of
from sim.report.wording import begun, difference_in_words
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

LONGEST = 110   # letters of a heading that names every alternative; beyond, they are counted

_SUBJECTS = {
    "wait_mean_s": message("mean wait of a journey"),
    "wait_p95_s": message("95th percentile of the wait of a journey"),
    "handoffs_mean": message("number of handoffs a journey"),
    "ces_hard": message("number of hard journeys"),
    "ces_mean": message("ease of a journey (CES 2.0, 7 = easy)"),
    "cost_per_week": message("cost a week"),
    "abandonment": message("share of contacts abandoned"),
    "fcr": message("first-contact resolution"),
    "nps": message("net promoter score"),
    "service_level": message("answered within {target}"),
    "repeat_contacts_mean": message("repeat contacts a journey"),
    "re_explanations_mean": message("re-explanations a journey"),
    "lost_sales": message("lost sales"),
    "promise_missed": message("promises missed"),
    "csat_top2": message("satisfied with the journey (4-5)"),
    "cost_per_journey": message("cost a journey"),
}
_GROUPS = (
    (message("better with {alternatives}"), (Verdict.BETTER,)),
    (message("worse with {alternatives}"), (Verdict.WORSE,)),
    (message("higher with {alternatives}"), (Verdict.HIGHER,)),
    (message("lower with {alternatives}"), (Verdict.LOWER,)),
    (message("too little to matter with {alternatives}"), (Verdict.TOO_LITTLE, Verdict.NO_DIFFERENCE)),
    (message("the same with {alternatives}"), (Verdict.THE_SAME,)),
    (message("cannot be told for {alternatives}"), (Verdict.CANNOT_BE_TOLD,)),
)
_ALL = message("both alternatives"), message("all {n} alternatives")
_ANY = message("either alternative"), message("any of the {n} alternatives")
_SAID = {
    Verdict.TOO_LITTLE: message("{who} changes the {subject} too little to matter ({change})"),
    Verdict.NO_DIFFERENCE: message("{who} makes no difference that matters to the {subject}"),
    Verdict.THE_SAME: message("{who} leaves the {subject} exactly as it is"),
    Verdict.NOTHING_SEEN: message("{who}: nothing seen to compare the {subject} by"),
    Verdict.CANNOT_BE_TOLD: message("It cannot be told whether {who} changes the {subject}"),
}


def subject_of(measure: str, scenario: ScenarioNote) -> str:
    """A measure in words that stand in a sentence: "mean wait of a journey"."""
    if measure in _SUBJECTS:
        target = say("{number} s", number=local(f"{scenario.answer_within_s:g}"))
        return say(_SUBJECTS[measure], target=target)
    return lowered(title_of(MEASURES[measure], scenario))


def lowered(text: str) -> str:
    """A phrase that begins a sentence, inside one."""
    return text[:1].lower() + text[1:]


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
    size, up = form.change_of(found), found.value > 0
    if verdict not in _SAID:
        moved = (message("{who} raises the {subject} by {size}: {verdict}") if up else
                 message("{who} lowers the {subject} by {size}: {verdict}"))  # fmt: skip
        return say(moved, who=who, subject=subject, size=size, verdict=word(str(verdict)))
    change = say(message("{size} more") if up else message("{size} less"), size=size)
    return say(_SAID[verdict], who=who, subject=subject, change=change)


def heading_of_several(subject: str, found: Sequence[tuple[str, Verdict]]) -> str:
    """Several alternatives in one line: `Mean wait: better with A and B; cannot be told for C`.

    Parameters
    ----------
    found : title and verdict of each alternative.
    """
    kinds = [(words, [title for title, verdict in found if verdict in verdicts])
             for words, verdicts in _GROUPS]
    kinds = [(words, titles) for words, titles in kinds if titles]
    head = begun(subject)
    named = chained(say(words, alternatives=titles_listed(titles)) for words, titles in kinds)
    if kinds and len(headed(head, named)) <= LONGEST and len(found) <= 3:
        return headed(head, named)
    if len(kinds) == 1:
        words = kinds[0][0]
        two, more = _ANY if words == _GROUPS[-1][0] else _ALL
        return headed(head, say(words, alternatives=say(two if len(found) == 2 else more, n=len(found))))
    counts = [str(len(titles)) for _, titles in kinds]
    counts[:1] = [say("{n} of {all} alternatives", n=one, all=len(found)) for one in counts[:1]]
    told = (say(words, alternatives=count) for (words, _), count in zip(kinds, counts, strict=True))
    return headed(head, chained(told, COMMAS) if kinds else say("nothing seen to compare"))


def value_heading(subject: str, value: Estimate, form: Form) -> str:
    """A value by itself: `Mean wait of a journey: 16.7 s`."""
    return headed(begun(subject), say("none seen") if isnan(value.value) else form.number(value.value))


def sentence_of(scenario: str, subject: str, found: Estimate, form: Form, judged: str) -> str:
    """`A: mean wait of a journey, 10 s less (9 to 12): better.`"""
    difference = difference_in_words(found, form)
    return say("{scenario}: {subject}, {difference}: {judged}.",
               scenario=scenario, subject=subject, difference=difference, judged=judged)  # fmt: skip


def titles_listed(titles: Sequence[str]) -> str:
    """`A, B and C`; in quotation marks where a title holds a comma itself."""
    if len(titles) > 1 and any("," in title for title in titles):
        titles = [say("\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}", title=title)
                  for title in titles]  # fmt: skip
    return listed(titles)
