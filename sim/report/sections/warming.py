"""The warm-up that was found: how long, and what took longest to settle.

In: the findings of a result. Out: lines of text; none where the scenario gave its warm-up.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.course import COURSES
from sim.report.explanation.phrases import phrase
from sim.report.language import say, spoken, word
from sim.report.locales import SENTENCES, chained
from sim.report.reading import Findings
from sim.report.tables import paragraph
from sim.report.wording import exact_duration
from sim.units import MICROSECONDS, duration_text

_WEEK_S = MICROSECONDS["w"] / 1e6


def warm_up_lines(findings: Findings, width: int) -> Iterator[str]:
    """A sentence or two."""
    result = findings.result
    table = result.tables.warm_up
    columns = (table[name].to_pylist() for name in ("scenario", "measure", "cut_s"))
    cuts = {(scenario, measure): cut for scenario, measure, cut in zip(*columns, strict=True)}
    if not cuts:
        return
    found = result.base.warm_up_s
    (scenario, measure), longest = max(cuts.items(), key=lambda item: item[1])
    if not longest:
        settled = say("In a pilot that began empty, nothing took time to settle (MSER-5)")
    else:
        titles = {one.name: one.title for one in result.scenarios}
        what = word(COURSES[measure])
        if result.alternatives:
            what = say("{measure} in {scenario}", measure=what, scenario=titles[scenario])
        settled = say(
            "In a pilot that began empty, {measure} took longest to settle: {duration} (MSER-5)",
            measure=what, duration=_long(longest),
        )  # fmt: skip
    head = say("Warm-up found: {duration}.", duration=_long(found))
    settled = say("{text}.", text=chained((settled, _more(found, longest))))
    yield from paragraph(chained((head, settled), SENTENCES), width)


def _more(found: float, longest: float) -> str:
    """Why the warm-up is longer than what was seen."""
    if found >= longest + _WEEK_S or (found > longest and found % _WEEK_S):
        return say("repeat contacts take so long to come")
    return say("whole weeks are left out") if found > longest else ""


def _long(seconds: float) -> str:
    if not seconds:
        return say("none is needed")
    return phrase(duration_text(round(seconds * 1e6))) if spoken() == "en" else exact_duration(seconds)
