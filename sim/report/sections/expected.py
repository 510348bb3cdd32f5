"""What customers expect, how each scenario stands to it, and who must act: the most pressing first.

In: findings. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from sim.measures.expectations import WAIT, Expectation
from sim.report.language import message, say
from sim.report.locales import COMMAS, chained, headed
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import begun, exact_duration, value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

_SHARE = Form("share", 3)
_UNITS = (("d", 86400), ("h", 3600), ("min", 60))
_LEAST = 5   # of a unit that an expectation is told in


def expected_lines(findings: Findings, width: int) -> Iterator[str]:
    """Each expectation, and how every scenario that has it stands to it."""
    asked = {one.name: one for note in findings.result.scenarios for one in note.expectations}
    if not asked:
        return
    yield from heading(say("What customers expect"), width)
    for expectation in sorted(asked.values(), key=lambda one: -pressing(findings, one)):
        yield from paragraph(asked_in_words(expectation), width, "  ", "    ")
        for note in findings.result.scenarios:
            own = next((one for one in note.expectations if one.name == expectation.name), None)
            if own is not None:
                words = headed(note.title, standing_in_words(findings, note, own))
                words = say("{text}.", text=words)
                yield from paragraph(words, width, "    ", "      ")
    yield from paragraph(how_pressing(), width)


def how_pressing() -> str:
    """By what expectations are put in order."""
    return say(
        "The most pressing first: how often it takes too long, times the touchpoint's part in the spread of "
        "ease."
    )


def pressing(findings: Findings, expectation: Expectation) -> float:
    """The largest weighted gap that a scenario leaves."""
    key = expectation.touchpoint, expectation.name
    gaps = [findings.touchpoint(one, key, "weighted_gap").value for one in findings.result.scenarios]
    return max((gap for gap in gaps if not isnan(gap)), default=-1.0)


def asked_in_words(expectation: Expectation, responsible: bool = True) -> str:
    """`Phone wait: at most 3 min, the best take 30 s (Head of service)`, or without who is responsible."""
    best = expectation.benchmark_s
    asked = say("at most {duration}", duration=exact_duration(expectation.minimum_s))
    if best is not None:
        asked = chained((asked, say("the best take {duration}", duration=exact_duration(best))), COMMAS)
    asked = headed(begun(expectation.name.replace("_", " ")), asked)
    if not responsible or not expectation.responsible:
        return asked
    return say("{value} ({interval})", value=asked, interval=expectation.responsible)


def standing_in_words(findings: Findings, note: ScenarioNote, expectation: Expectation) -> str:
    """How often it takes too long, the mean, and how far that is from the best."""
    key = expectation.touchpoint, expectation.name
    mean, below, far = (
        findings.touchpoint(note, key, quantity)
        for quantity in (f"{expectation.measure}_s", "below_minimum", "from_benchmark_s")
    )
    if isnan(mean.value):
        return say("none seen")
    unit, length = next((u for u in _UNITS if expectation.minimum_s >= _LEAST * u[1]), ("s", 1))
    form = Form(unit, 0 if unit == "s" else 1)
    longer = (message("{share} wait longer; mean {mean}") if expectation.measure == WAIT
              else message("{share} take longer; mean {mean}"))  # fmt: skip
    told = say(longer, share=value_in_words(_possible(below), _SHARE),
               mean=value_in_words(_scaled(mean, length), form))  # fmt: skip
    if isnan(far.value):
        return told
    apart = message("{size} above the best") if far.value > 0 else message("{size} below the best")
    return chained((told, say(apart, size=form.change(far.value / length))), COMMAS)


def _possible(share: Estimate) -> Estimate:
    """A share whose interval ends where shares end: by symmetry alone it may reach beyond."""
    return replace(share, low=max(share.low, 0.0), high=min(share.high, 1.0))


def _scaled(estimate: Estimate, length: int) -> Estimate:
    """Seconds in a longer unit."""
    value, low, high = (number / length for number in (estimate.value, estimate.low, estimate.high))
    return replace(estimate, value=value, low=low, high=high)
