"""Words that the floors below give to people, listed for the catalogues.

They are looked up by `word` (`say` where they have a field); the floors below know nothing of languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.course import COURSES
from sim.measures.definitions import MEASURES
from sim.measures.experience.file import load
from sim.measures.meanings import CONSTANTS, COUNTED
from sim.measures.spending import ITEMS
from sim.report.findings.found import TOLD
from sim.report.reading import template_of
from sim.stats.fieller import MAY_BE_NONE, NOT_ABOVE_0
from sim.stats.verdict import Verdict
from sim.study.doubt.sureness import HOLD, INPUTS_VARIED, NO_DIFFERENCE
from sim.sweeps.staffing import goals

WHY_NOT = (
    "no events", "one replication", "events in one replication only", "no variation", "a sum",
    "leaving out a replication changes nothing", "fewer than three replications",
    "the difference never varies", "only one of the two varies", "no variation, or points without events",
    "too few values", MAY_BE_NONE, NOT_ABOVE_0, NO_DIFFERENCE,
)  # fmt: skip
"""Why an estimate has no interval, or is none: its method."""


DEFINED = (*TOLD, "budget_per_week")
"""Measures whose definitions are told."""


def from_below() -> Iterator[str]:
    """Every text from below that is shown in a chart, a deck or a page."""
    for measure in MEASURES.values():
        yield from dict.fromkeys((measure.title, template_of(measure)))
    for measure in (MEASURES[name] for name in DEFINED):
        yield COUNTED[measure.table, measure.numerator]
        if not measure.quantile and measure.denominator != "replications":
            yield CONSTANTS.get(measure.denominator) or COUNTED[measure.table, measure.denominator]
    default = load("default")
    yield default.title
    yield from (feature.name.replace("_", " ") for feature in default.features)
    yield from (str(verdict) for verdict in (*Verdict, *goals.Verdict))
    yield from WHY_NOT
    yield from (HOLD[0].upper() + HOLD[1:], INPUTS_VARIED[0].upper() + INPUTS_VARIED[1:])
    yield from (item.replace("_", " ") for item in ITEMS)
    yield from COURSES.values()
