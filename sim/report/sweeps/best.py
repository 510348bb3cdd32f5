"""The best point of a sweep, by the first of its measures of which one way is better."""

from __future__ import annotations

from sim.report.language import say, several
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

Ranked = list[tuple[ScenarioNote, int, Estimate]]


def ranked(swept: Swept, measure: str) -> Ranked:
    """The points among which one may choose, the best first."""
    way, points = swept.way(measure), set(swept.comparable())
    seen = [one for one in swept.seen(measure) if one[1] in points]
    return sorted(seen, key=lambda one: -way * one[2].value)


def found(swept: Swept) -> Told:
    """Where the first measure is best, and how many points may be as good."""
    measure = next((one for one in swept.measures if swept.way(one)), None)
    if measure is None:
        return
    points = ranked(swept, measure)
    if len(points) < 2:
        return
    note, point, estimate = points[0]
    value = value_in_words(estimate, swept.form(measure))
    yield measure, say(
        "{measure}: best at {where}, with {value}.", measure=swept.head(measure),
        where=swept.choice(note, point), value=value,
    )  # fmt: skip
    near = sum(_overlap(estimate, other) for _, _, other in points[1:])
    if near:
        yield measure, several(
            near, "The interval of one other point overlaps with that of the best.",
            "The intervals of {n} other points overlap with that of the best.",
        )  # fmt: skip


def _overlap(one: Estimate, other: Estimate) -> bool:
    return one.has_interval and other.has_interval and one.low <= other.high and other.low <= one.high
