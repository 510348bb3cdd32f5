"""Whether the goals of a scenario are reached: a value's interval against the bounds that were asked for.

In: findings. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isnan

from sim.measures.definitions import MEASURES
from sim.report.language import message, say
from sim.report.locales import headed, listed
from sim.report.reading import Findings, form_of, title_of
from sim.report.tables import heading, paragraph
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate

UNBOUNDED = (None, None)



def goal_lines(findings: Findings, width: int) -> Iterator[str]:
    """Each goal of the base, and how every scenario stands to it."""
    base = findings.result.base
    if any(bounds != UNBOUNDED for bounds in base.goals.values()):
        yield from heading(say("Goals"), width)
    for name, (low, high) in base.goals.items():
        measure, form = MEASURES[name], form_of(MEASURES[name], base)
        bounds = [] if low is None else [say("at least {bound}", bound=form.number(low))]
        bounds += [] if high is None else [say("at most {bound}", bound=form.number(high))]
        if not bounds:
            continue
        yield from paragraph(headed(title_of(measure, base), listed(bounds)), width, "  ")
        for scenario in findings.result.scenarios:
            value = findings.value(scenario, name)
            words = say("{scenario}: {value}: {standing}.", scenario=scenario.title,
                        value=value_in_words(value, form), standing=standing(value, low, high))  # fmt: skip
            yield from paragraph(words, width, "    ", "      ")


def standing(value: Estimate, low: float | None, high: float | None) -> str:
    """Reached where the whole interval keeps the bounds, not reached where none of it does.

    Parameters
    ----------
    value : of the measure, with its interval.
    low, high : the bounds, in the measure's unit; None where nothing is asked for.
    """
    if isnan(value.value):
        return say("nothing seen")
    least, most = (value.low, value.high) if value.has_interval else (value.value, value.value)
    floor, ceiling = -inf if low is None else low, inf if high is None else high
    if floor <= least and most <= ceiling:
        return say("reached")
    missed = most < floor or least > ceiling
    return say(message("not reached") if missed else message("cannot be told"))
