"""Whether an alternative is better wherever one looks: at how many points, and on what it hangs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.language import message, say
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told, is_clear
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote
from sim.sweeps.design.reference import levels_of

BETTER, WORSE, LITTLE, UNTOLD = "better", "worse", "too little to matter", "cannot be told"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an alternative stands to the base, by point.

    Attributes
    ----------
    verdicts : point to one of `BETTER`, `WORSE`, `LITTLE` and `UNTOLD`.
    """

    verdicts: dict[int, str]

    def count(self, verdict: str) -> int:
        """At how many points."""
        return sum(one == verdict for one in self.verdicts.values())


def standing(swept: Swept, note: ScenarioNote, measure: str) -> Standing:
    """The verdict on an alternative at every point."""
    found = {
        point: verdict_of(swept, measure, swept.difference(note, point, measure))
        for point in range(len(swept.points))
        if swept.difference(note, point, measure).n
    }
    return Standing(found)


def verdict_of(swept: Swept, measure: str, difference: Estimate) -> str:
    """What can be said of one difference; of a measure without a better way, `BETTER` means higher."""
    least = swept.base.matters.get(measure, 0.0)
    if difference.value == 0 and not difference.has_interval and difference.n > 1:
        return LITTLE
    if difference.has_interval and max(abs(difference.low), abs(difference.high)) < least:
        return LITTLE
    if not is_clear(difference):
        return UNTOLD
    return BETTER if difference.value * (swept.way(measure) or 1) > 0 else WORSE


def found(swept: Swept) -> Told:
    """A sentence for each alternative and measure, and one on what it hangs where it turns."""
    for note in swept.notes[1:]:
        for measure in swept.measures:
            if not swept.way(measure):
                continue
            one = standing(swept, note, measure)
            if not one.verdicts:
                continue
            yield measure, _sentence(swept, note, measure, one)
            for sentence in _hanging(swept, one):
                yield measure, sentence


_EVERYWHERE = {
    BETTER: message("{alternative}, beside {base}: {measure} better at each of {total} points."),
    WORSE: message("{alternative}, beside {base}: {measure} worse at each of {total} points."),
    LITTLE: message("{alternative}, beside {base}: no difference in {measure} matters at {total} points."),
    UNTOLD: message("{alternative}, beside {base}: {measure} cannot be told apart at any of {total} points."),
}  # fmt: skip
_MIXED = message(
    "{alternative}, beside {base}: {measure} better at {better} of {total} points, worse at {worse}, the "
    "same or too little to matter at {little}; at {untold} it cannot be told."
)


def _sentence(swept: Swept, note: ScenarioNote, measure: str, one: Standing) -> str:
    total = len(one.verdicts)
    counts = {verdict: one.count(verdict) for verdict in _EVERYWHERE}
    names = {"alternative": note.title, "base": swept.base.title, "measure": swept.subject(measure)}
    for verdict, template in _EVERYWHERE.items():
        if counts[verdict] == total:
            return say(template, total=total, **names)
    return say(_MIXED, total=total, better=counts[BETTER], worse=counts[WORSE], little=counts[LITTLE],
               untold=counts[UNTOLD], **names)  # fmt: skip


def _hanging(swept: Swept, one: Standing) -> Iterator[str]:
    """The factor whose levels tell where it is better and where worse, if there is one."""
    if swept.design.kind != "grid" or not (one.count(BETTER) and one.count(WORSE)):
        return
    for place, factor in enumerate(swept.factors):
        names = swept.level_names(place)
        sides: dict[str, set[int]] = {BETTER: set(), WORSE: set()}
        for point, verdict in one.verdicts.items():
            if verdict in sides:
                sides[verdict].add(levels_of(swept.design, point)[place])
        if not sides[BETTER] & sides[WORSE]:
            better, worse = (", ".join(names[level] for level in sorted(sides[side])) for side in sides)
            yield say("It hangs on {factor}: better at {better}, worse at {worse}.", factor=factor.name,
                      better=better, worse=worse)  # fmt: skip
            return
