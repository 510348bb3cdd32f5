"""What customers expect, how each scenario stands to it, and who must act: the most pressing first.

In: findings. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from sim.measures.expectations import WAIT, Expectation
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote
from sim.units import duration_text

_SHARE = Form("share", 3)
_UNITS = (("d", 86400), ("h", 3600), ("min", 60))
_LEAST = 5   # of a unit that an expectation is told in


def expected_lines(findings: Findings, width: int) -> Iterator[str]:
    """Each expectation, and how every scenario that has it stands to it."""
    asked = {one.name: one for note in findings.result.scenarios for one in note.expectations}
    if not asked:
        return
    yield from heading("What customers expect", width)
    for expectation in sorted(asked.values(), key=lambda one: -pressing(findings, one)):
        yield from paragraph(asked_in_words(expectation), width, "  ", "    ")
        for note in findings.result.scenarios:
            own = next((one for one in note.expectations if one.name == expectation.name), None)
            if own is not None:
                words = f"{note.title}: {standing_in_words(findings, note, own)}."
                yield from paragraph(words, width, "    ", "      ")
    yield from paragraph(
        "The most pressing first: how often it takes too long, times the touchpoint's part in the spread of "
        "ease.",
        width,
    )


def pressing(findings: Findings, expectation: Expectation) -> float:
    """The largest weighted gap that a scenario leaves."""
    key = expectation.touchpoint, expectation.name
    gaps = [findings.touchpoint(one, key, "weighted_gap").value for one in findings.result.scenarios]
    return max((gap for gap in gaps if not isnan(gap)), default=-1.0)


def asked_in_words(expectation: Expectation) -> str:
    """`Phone wait: at most 3 min, the best take 30 s (Head of service)`."""
    words = expectation.name.replace("_", " ")
    best = expectation.benchmark_s
    parts = [f"{words[0].upper()}{words[1:]}: at most {_text(expectation.minimum_s)}"]
    parts += [] if best is None else [f"the best take {_text(best)}"]
    who = f" ({expectation.responsible})" if expectation.responsible else ""
    return ", ".join(parts) + who


def standing_in_words(findings: Findings, note: ScenarioNote, expectation: Expectation) -> str:
    """How often it takes too long, the mean, and how far that is from the best."""
    key = expectation.touchpoint, expectation.name
    mean, below, far = (
        findings.touchpoint(note, key, quantity)
        for quantity in (f"{expectation.measure}_s", "below_minimum", "from_benchmark_s")
    )
    if isnan(mean.value):
        return "none seen"
    unit, length = next((u for u in _UNITS if expectation.minimum_s >= _LEAST * u[1]), ("s", 1))
    form = Form(unit, 0 if unit == "s" else 1)
    verb = "wait" if expectation.measure == WAIT else "take"
    typical = value_in_words(_scaled(mean, length), form)
    words = f"{value_in_words(below, _SHARE)} {verb} longer; mean {typical}"
    if isnan(far.value):
        return words
    return f"{words}, {form.change(far.value / length)} {'above' if far.value > 0 else 'below'} the best"


def _scaled(estimate: Estimate, length: int) -> Estimate:
    """Seconds in a longer unit."""
    value, low, high = (number / length for number in (estimate.value, estimate.low, estimate.high))
    return replace(estimate, value=value, low=low, high=high)


def _text(seconds: float) -> str:
    return duration_text(round(seconds * 1e6))
