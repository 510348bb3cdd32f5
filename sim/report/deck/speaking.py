"""What stands at the foot of slides and in their notes: what numbers rest on, what they mean, their doubt."""

from __future__ import annotations

from collections.abc import Iterable

from sim.measures.definitions import MEASURES
from sim.report.findings.finding import Finding
from sim.report.findings.found import difference_of, value_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say, word
from sim.report.locales import COMMAS, SENTENCES, chained, headed
from sim.report.reading import Findings, words_of
from sim.report.wording import group_in_words


def basis(findings: Findings, predicted: bool = False) -> str:
    """What the numbers of a slide rest on.

    Parameters
    ----------
    predicted : an experience model stands between what happened and some of the numbers.
    """
    result = findings.result
    assumed = predicted and any("assumed" in one.experience for one in result.scenarios)
    caveat = say("Predicted numbers follow from the assumptions of that model.") if assumed else ""
    sample = say("{text}.", text=sample_of(result))
    return chained((sample, source_line(result, predicted), caveat), SENTENCES)


def definitions(measures: Iterable[str]) -> list[str]:
    """What each measure means."""
    told = (headed(word(MEASURES[one].title), words_of(MEASURES[one])) for one in measures)
    return [say("{text}.", text=text) for text in told]


def found(findings: Findings, measure: str, group: str = "all") -> list[Finding]:
    """A measure of a group: the differences of the alternatives; of one scenario, its value."""
    result = findings.result
    if not result.alternatives:
        return [value_of(findings, result.base, measure, group)]
    return [difference_of(findings, one, measure, group) for one in result.alternatives]


def numbers(findings: Findings, measures: Iterable[str], groups: Iterable[str] = ("all",)) -> list[str]:
    """Every number of measures with its interval, as one would read it aloud, and what it rests on."""
    said = []
    for measure in measures:
        for group in groups:
            if findings.result.alternatives:
                said.append(_told(value_of(findings, findings.result.base, measure, group)))
            said += [_told(one) for one in found(findings, measure, group)]
    return said


def _told(one: Finding) -> str:
    rests = chained((one.source, one.caveat), COMMAS)
    told = say("{sentence} ({source})", sentence=one.sentence, source=rests)
    return told if one.group == "all" else headed(group_in_words(one.group), told)
