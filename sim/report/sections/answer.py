"""The answer in a few sentences, as one would give it to a board: what gets better, for whom, at what price.

In: findings of a comparison and one of its alternatives. Out: sentences, the most important first.
"""

from __future__ import annotations

from math import isnan

from sim.measures.definitions import MEASURES
from sim.report.language import message, say
from sim.report.locales import SENTENCES, chained, headed, listed, percent
from sim.report.numbers import Form
from sim.report.reading import Compared, Findings, form_of
from sim.report.sections.mattering import changing_in_words
from sim.report.sections.sureness import chance_in_words
from sim.report.sections.worth import avoided_sentence
from sim.report.wording import begun, difference_in_words, group_in_words
from sim.stats.paired import PRIMARY
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

_WORDS = {
    "wait_mean_s": message("waiting"), "handoffs_mean": message("handoffs"), "ces_mean": message("ease"),
}  # fmt: skip
_SAID = {
    Verdict.BETTER: (message("{measures} is better"), message("{measures} are better")),
    Verdict.WORSE: (message("{measures} is worse"), message("{measures} are worse")),
    Verdict.TOO_LITTLE: (message("{measures} changes too little to matter"),
                         message("{measures} change too little to matter")),
    Verdict.NO_DIFFERENCE: (message("{measures} changes by nothing that matters"),
                            message("{measures} change by nothing that matters")),
    Verdict.THE_SAME: (message("{measures} is the same"), message("{measures} are the same")),
    Verdict.NOTHING_SEEN: (message("{measures} was never seen"), message("{measures} were never seen")),
    Verdict.CANNOT_BE_TOLD: (message("{measures} cannot be told"), message("{measures} cannot be told")),
}  # fmt: skip
"""What a verdict says of a measure, in the order in which it is said."""

_FEW = 0.01
"""Share of journeys more or fewer that is worth no word."""


def answer(findings: Findings, alternative: ScenarioNote) -> list[str]:
    """What can be said of an alternative, beside the base."""
    segments = findings.result.base.segments
    groups = ["all", *(f"segment={name}" for name in segments if len(segments) > 1)]
    sentences = [say("{text}.", text=headed(_whom(group), verdicts(findings, alternative, group)))
                 for group in groups]  # fmt: skip
    sentences.append(_effort(findings, alternative))
    sentences.append(_money(findings, alternative))
    sentences += beside_rivals(findings, alternative)
    sentences += [*chance_in_words(findings, alternative), *changing_in_words(findings, alternative)]
    return [one for one in sentences if one]


def beside_rivals(findings: Findings, alternative: ScenarioNote) -> list[str]:
    """How it stands to those that cost about the same; said once of two, of the one that is compared."""
    return [_rival(findings, rival, other) for rival, other in findings.rivals() if alternative is other]


def verdicts(findings: Findings, alternative: ScenarioNote, group: str = "all") -> str:
    """What becomes of waiting, handoffs and ease: "ease (0.3 more) is better; waiting is the same"."""
    base = findings.result.base
    found = {name: findings.difference(alternative, name, group) for name in PRIMARY}
    return _by_verdict(found, {name: _sized(name, one, base) for name, one in found.items()})


def _whom(group: str) -> str:
    return begun(group_in_words(group))


def _by_verdict(found: dict[str, Compared], sized: dict[str, str]) -> str:
    """Measures gathered by what is said of them: "ease (0.3 more) is better; waiting is the same"."""
    parts = []
    for verdict, (one_is, several_are) in _SAID.items():
        names = [name for name, one in found.items() if one.verdict is verdict]
        if names:
            several = len(names) > 1 or names == ["handoffs_mean"]
            told = several_are if several else one_is
            parts.append(say(told, measures=listed(sized[name] for name in names)))
    return chained(parts)


def _sized(name: str, found: Compared, base: ScenarioNote) -> str:
    """A measure, with its difference where that is the point."""
    if found.verdict not in (Verdict.BETTER, Verdict.WORSE):
        return say(_WORDS[name])
    size = form_of(MEASURES[name], base).change(found.estimate.value)
    change = say(message("{size} more") if found.estimate.value > 0 else message("{size} less"), size=size)
    return say("{value} ({interval})", value=say(_WORDS[name]), interval=change)


def _effort(findings: Findings, alternative: ScenarioNote) -> str:
    """Hard journeys, before decimals of a score."""
    share = findings.difference(alternative, "ces_hard").estimate
    if isnan(share.value):
        return ""
    of_1000 = Form("of 1,000", 3)
    base, other = (findings.value(one, "ces_hard").value for one in (findings.result.base, alternative))
    said = avoided_sentence(findings.worth(alternative, "hard_journeys_per_week"))
    instead = say("Hard journeys: {now} instead of {before}.",
                  now=of_1000.number(other), before=of_1000.figure(base))  # fmt: skip
    return chained([one for one in (instead, _more_journeys(findings, alternative), said) if one], SENTENCES)


def _more_journeys(findings: Findings, alternative: ScenarioNote) -> str:
    """That there are more or fewer journeys at all, without which a number of them a week misleads."""
    before, now = (findings.value(one, "journeys").value for one in (findings.result.base, alternative))
    change = (now - before) / before if before else 0.0
    if isnan(change) or abs(change) < _FEW:
        return ""
    told = (message("There are {share} more journeys.") if change > 0
            else message("There are {share} fewer journeys."))  # fmt: skip
    return say(told, share=percent(abs(change)))


def _money(findings: Findings, alternative: ScenarioNote) -> str:
    """What it costs, and what each hard journey avoided comes to."""
    form = form_of(MEASURES["cost_per_week"], findings.result.base)
    week = findings.worth(alternative, "cost_per_week")
    if isnan(week.value):
        return ""
    before = findings.cost(findings.result.base, "total").value
    told, part = difference_in_words(week, form), abs(week.value) / before if before else 0.0
    costs = (say("Money: {difference} a week, {share}.", difference=told, share=percent(part)) if before
             else say("Money: {difference} a week.", difference=told))  # fmt: skip
    price = findings.worth(alternative, "cost_per_1000_hard_avoided")
    if price.has_interval and price.low > 0:
        each = say("Each hard journey avoided costs {price}.", price=form.number(price.value / 1000))
        return chained((costs, each), SENTENCES)
    return costs


def _rival(findings: Findings, rival: ScenarioNote, other: ScenarioNote) -> str:
    """How an alternative stands to one that costs about the same."""
    found = {name: findings.difference(other, name, rival=rival) for name in PRIMARY}
    sized = {name: _sized(name, one, findings.result.base) for name, one in found.items()}
    return say("Beside {rival}, which costs about the same: {verdicts}.",
               rival=rival.title, verdicts=_by_verdict(found, sized))  # fmt: skip
