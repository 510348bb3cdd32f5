"""What precision was asked for, how many replications it took, and what was reached.

In: the findings of a result. Out: lines of text; none where the number of replications was fixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan, nan

from sim.measures.definitions import MEASURES
from sim.report.language import message, say
from sim.report.reading import Findings, form_of, title_of
from sim.report.tables import paragraph
from sim.report.wording import why_no_interval
from sim.stats.estimate import Estimate

_ROUNDING = 1e-9


def precision_lines(findings: Findings, width: int) -> Iterator[str]:
    """A sentence on the number of replications, then a line a measure."""
    result = findings.result
    if result.precision is None:
        return
    pilot, most, wanted = result.precision.pilot, result.precision.at_most, result.precision.half_widths
    short = [name for name, half in wanted.items() if _reached(findings, name) > half * (1 + _ROUNDING)]
    if short:
        follows = say("more than the {n} replications allowed would be needed", n=most)
    elif result.replications == pilot:
        follows = say("they are enough")
    else:
        follows = say("{n} are enough", n=result.replications)
    asked = (
        message("Precision was asked for; from how much the differences vary in the first {n} replications "
                "it follows that {conclusion}.")
        if result.alternatives else
        message("Precision was asked for; from how much the measures vary in the first {n} replications it "
                "follows that {conclusion}.")
    )  # fmt: skip
    yield from paragraph(say(asked, n=pilot, conclusion=follows), width)
    for measure, half in wanted.items():
        yield from paragraph(_told(findings, measure, half), width, "  ", "    ")


def _told(findings: Findings, measure: str, wanted: float) -> str:
    """What was asked for and what was reached: `Mean wait a journey: ±2 s asked for, ±1.8 s reached.`"""
    form = form_of(MEASURES[measure], findings.result.base)
    title, asked = title_of(MEASURES[measure], findings.result.base), form.change(wanted)
    reached = _reached(findings, measure)
    if isnan(reached):
        why = why_no_interval(_estimates(findings, measure)[0])
        return say("{measure}: ±{wanted} asked for; {why}.", measure=title, wanted=asked, why=why)
    enough = reached <= wanted * (1 + _ROUNDING)
    how = (message("{measure}: ±{wanted} asked for, ±{reached} reached.") if enough
           else message("{measure}: ±{wanted} asked for, ±{reached} is all that was reached."))  # fmt: skip
    return say(how, measure=title, wanted=asked, reached=form.change(reached))


def _reached(findings: Findings, measure: str) -> float:
    """The widest half-width, of every alternative's difference; nan where there is no interval."""
    estimates = _estimates(findings, measure)
    return max(((one.high - one.low) / 2 for one in estimates if one.has_interval), default=nan)


def _estimates(findings: Findings, measure: str) -> list[Estimate]:
    """What the half-width is one of: the value, or every alternative's difference."""
    result = findings.result
    if not result.alternatives:
        return [findings.value(result.base, measure)]
    return [findings.difference(one, measure).estimate for one in result.alternatives]
