"""What a sweep cannot tell: points like the base, points that failed, numbers without intervals."""

from __future__ import annotations

from sim.report.language import message, say, several
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told, is_clear

_LIKE_WRITTEN = message(
    "{measure}: not to be told from the base as it is written at {count} of {total} points."
)
_LIKE_MIDDLE = message("{measure}: not to be told from the middle point at {count} of {total} points.")


def found(swept: Swept) -> Told:
    """One sentence for each doubt."""
    failed = swept.result.failed
    if failed:
        yield "", several(failed, "One point failed and is left out.", "{n} points failed and are left out.")
    if swept.replications[1] == 1:
        sentence = say("With one replication of each point no difference can be told from luck.")
        yield swept.measures[0], sentence
        return
    for measure in swept.measures:
        yield from _like_the_base(swept, measure)


def _like_the_base(swept: Swept, measure: str) -> Told:
    reference = swept.result.reference
    if reference is None:
        return
    changes = [swept.change(swept.base, point, measure) for point in range(len(swept.points))]
    seen = [one for one in changes if one.n]
    untold = sum(not is_clear(one) and one.value != 0 for one in seen)
    if untold:
        template = _LIKE_WRITTEN if reference.as_written else _LIKE_MIDDLE
        yield measure, say(template, count=untold, total=len(seen), measure=swept.head(measure))
