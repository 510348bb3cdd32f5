"""Estimates and verdicts as sentences that can be read aloud."""

from __future__ import annotations

from math import isnan

from sim.report.language import message, say
from sim.report.numbers import Form
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict

SHORT = {
    Verdict.TOO_LITTLE: "too little",
    Verdict.NO_DIFFERENCE: "no difference",
    Verdict.CANNOT_BE_TOLD: "cannot tell",
    Verdict.THE_SAME: "the same",
    Verdict.NOTHING_SEEN: "no events",
}
"""Verdicts as a narrow column shows them; the others as they are."""


def group_in_words(group: str) -> str:
    """`all` as "all journeys", `segment=business` as "segment business"."""
    return "all journeys" if group == "all" else group.replace("=", " ", 1)


def value_in_words(estimate: Estimate, form: Form) -> str:
    """A value with its interval: `104 s (98 to 110)`."""
    if isnan(estimate.value):
        return "none seen"
    if estimate.has_interval:
        return form.with_interval(estimate)
    return f"{form.number(estimate.value)} ({why_no_interval(estimate)})"


def difference_in_words(estimate: Estimate, form: Form) -> str:
    """A difference: `43 s less (37 to 50)`, or, where its sign is open, `2 s more (-5 to +9)`."""
    if isnan(estimate.value):
        return "no events to compare"
    if estimate.value == 0 and not estimate.has_interval:
        return "no difference at all" if estimate.n > 1 else f"no difference ({why_no_interval(estimate)})"
    way = message("{size} more") if estimate.value >= 0 else message("{size} less")
    if estimate.has_interval:
        return form.change_with_interval(estimate, way)
    return f"{say(way, size=form.change(estimate.value))} ({why_no_interval(estimate)})"


def verdict_in_words(verdict: Verdict, estimate: Estimate, form: Form, matters: float | None) -> str:
    """The verdict, and how it stands to the smallest difference that matters."""
    if matters is None or verdict in (Verdict.CANNOT_BE_TOLD, Verdict.THE_SAME, Verdict.NOTHING_SEEN):
        return str(verdict)
    least = form.change(matters)
    if verdict is Verdict.TOO_LITTLE:
        return f"different, but too little to matter (less than {least})"
    if verdict is Verdict.NO_DIFFERENCE:
        return f"no difference that matters (less than {least} either way)"
    if _least_size(estimate) >= matters:
        return f"{verdict}, by more than the {least} that matter"
    return f"{verdict}, though perhaps by less than the {least} that matter"


def open_in_words(estimate: Estimate, ends: tuple[float, float], form: Form) -> str:
    """What journeys still open could make of a difference, if that is more than chance could: `
    Journeys still open could make it anything from 5 s less to 2 s more.`; else nothing."""
    lowest, highest = ends
    inside = estimate.has_interval and estimate.low <= lowest and highest <= estimate.high
    if isnan(lowest) or inside or lowest == highest:
        return ""
    told = (f"{form.change(end)} {'more' if end >= 0 else 'less'}" for end in ends)
    return f" Journeys still open could make it anything from {' to '.join(told)}."


def why_no_interval(estimate: Estimate) -> str:
    """Why an estimate has no interval: `the same in every replication`."""
    if estimate.method == "no variation":
        return "the same in every replication"
    return f"no interval: {estimate.method}"


def _least_size(estimate: Estimate) -> float:
    """How large the difference is at least, as far as its interval tells."""
    if not estimate.has_interval:
        return abs(estimate.value)
    return 0.0 if estimate.low <= 0 <= estimate.high else min(abs(estimate.low), abs(estimate.high))


def duration(seconds: float) -> str:
    """A stretch of time as one says it: `45 s`, `3 min`, `2 h 10 min`, `3 d 4 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours = round(seconds / 3600)
    return f"{minutes // 60} h {minutes % 60} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"
