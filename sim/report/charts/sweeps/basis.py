"""What the numbers of a sweep rest on, and how its axes are called."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from sim.report.findings.phrases import shown_form
from sim.report.language import say, several
from sim.report.locales import listed, local
from sim.report.numbers import Form
from sim.report.sweeps.reading import Swept
from sim.sweeps.design.reference import levels_of


def sample_of(swept: Swept) -> str:
    """`15 points; 10 replications of 4 weeks each, with the same customers; 95 % intervals`."""
    points = several(len(swept.points), "1 point", "{n} points")
    least, most = swept.replications
    if least < most:
        each = say("{least} to {most} replications of {weeks}", least=least, most=most, weeks=_weeks(swept))
    else:
        each = several(most, "1 replication of {weeks}", "{n} replications of {weeks}", weeks=_weeks(swept))
    return say("{points}, each with {replications}; the same customers at all; 95 % intervals",
               points=points, replications=each)  # fmt: skip


def source_of(swept: Swept) -> str:
    """Where the numbers come from."""
    return say("Simulated, seed {seed}.", seed=swept.result.manifest["seed"])


def others_of(swept: Swept, but: Sequence[int]) -> str:
    """Where the factors are that a chart does not show; empty where it shows all."""
    reference = swept.result.reference
    if reference is None or swept.design.kind != "grid":
        return ""
    levels = levels_of(swept.design, reference.point)
    held = [f"{factor.name} {swept.level_names(place)[levels[place]]}"
            for place, factor in enumerate(swept.factors) if place not in but]  # fmt: skip
    return say("Elsewhere: {settings}.", settings=listed(held)) if held else ""


def unit_of(swept: Swept, measure: str) -> str:
    """The unit of an axis of a measure."""
    form = shown_form(measure, swept.base)
    return unit_in_words(form, measure)


def unit_in_words(form: Form, measure: str) -> str:
    """The unit of an axis, in words; empty where numbers have none."""
    if measure.endswith("_per_week"):
        return say("{unit} a week", unit=form.unit_shown)
    return {"s": say("seconds"), "h": say("hours"), "share": say("per cent"),
            "of 1,000": say("of 1,000 journeys")}.get(form.unit, form.unit)  # fmt: skip


def change_unit(swept: Swept, measure: str) -> str:
    """The unit of an axis of differences."""
    form = swept.form(measure)
    return say("percentage points") if form.unit == "share" else unit_in_words(form, measure)


def round_ends(numbers: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest of the finite numbers, with a little room; from 0 where that is near."""
    seen = [one for one in numbers if isfinite(one)]
    if not seen:
        return 0.0, 1.0
    low, high = min(seen), max(seen)
    room = 0.06 * (high - low) or 0.06 * abs(high) or 1.0
    return (0.0 if 0 <= low <= 0.4 * high else low - room), high + room


def _weeks(swept: Swept) -> str:
    weeks = swept.base.measured_weeks
    return several(weeks, "1 week", "{n} weeks", n=local(f"{weeks:.3g}"))
