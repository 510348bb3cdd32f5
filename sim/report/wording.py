"""Estimates and verdicts as sentences that can be read aloud."""

from __future__ import annotations

from math import isnan

from sim.report.language import message, say, several, word
from sim.report.locales import headed, local
from sim.report.numbers import Form
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict
from sim.units import duration_text

SHORT = {
    Verdict.TOO_LITTLE: message("too little"),
    Verdict.NO_DIFFERENCE: message("no difference"),
    Verdict.CANNOT_BE_TOLD: message("cannot tell"),
    Verdict.THE_SAME: message("the same"),
    Verdict.NOTHING_SEEN: message("no events"),
}
"""Verdicts as a narrow column shows them; the others as they are."""

_GROUPS = {
    "segment": message("segment {name}"), "reason": message("reason {name}"), "team": message("team {name}"),
    "channel": message("channel {name}"), "touchpoint": message("touchpoint {name}"),
}  # fmt: skip
_EXACTLY = {
    "ms": message("{number} ms"), "s": message("{number} s"), "min": message("{number} min"),
    "h": message("{number} h"), "d": message("{number} d"),
}  # fmt: skip


def short_verdict(verdict: Verdict) -> str:
    """A verdict as a narrow column shows it."""
    return word(SHORT.get(verdict, str(verdict)))


def group_in_words(group: str) -> str:
    """`all` as "all journeys", `segment=business` as "segment business"."""
    if group == "all":
        return say("all journeys")
    kind, _, name = group.partition("=")
    return say(_GROUPS[kind], name=name) if kind in _GROUPS else f"{kind} {name}"


def begun(text: str) -> str:
    """A phrase as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def value_in_words(estimate: Estimate, form: Form) -> str:
    """A value with its interval: `104 s (98 to 110)`."""
    if isnan(estimate.value):
        return say("none seen")
    if estimate.has_interval:
        return form.with_interval(estimate)
    return say("{value} ({interval})", value=form.number(estimate.value), interval=why_no_interval(estimate))


def difference_in_words(estimate: Estimate, form: Form) -> str:
    """A difference: `43 s less (37 to 50)`, or, where its sign is open, `2 s more (-5 to +9)`."""
    if isnan(estimate.value):
        return say("no events to compare")
    if estimate.value == 0 and not estimate.has_interval:
        same = message("no difference at all") if estimate.n > 1 else message("no difference ({why})")
        return say(same, why=why_no_interval(estimate))
    way = message("{size} more") if estimate.value >= 0 else message("{size} less")
    if estimate.has_interval:
        return form.change_with_interval(estimate, way)
    return without_interval(way, form.change(estimate.value), estimate)


def without_interval(way: str, size: str, estimate: Estimate) -> str:
    """A difference by its way, a template, and why it has no interval."""
    return say("{value} ({interval})", value=say(way, size=size), interval=why_no_interval(estimate))


def verdict_in_words(verdict: Verdict, estimate: Estimate, form: Form, matters: float | None) -> str:
    """The verdict, and how it stands to the smallest difference that matters."""
    if matters is None or verdict in (Verdict.CANNOT_BE_TOLD, Verdict.THE_SAME, Verdict.NOTHING_SEEN):
        return word(str(verdict))
    told = {
        Verdict.TOO_LITTLE: message("different, but too little to matter (less than {least})"),
        Verdict.NO_DIFFERENCE: message("no difference that matters (less than {least} either way)"),
    }.get(verdict, message("{verdict}, though perhaps by less than the {least} that matter"))
    if verdict not in SHORT and _least_size(estimate) >= matters:
        told = message("{verdict}, by more than the {least} that matter")
    return say(told, verdict=word(str(verdict)), least=form.change(matters))


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
        return say("the same in every replication")
    return headed(say("no interval"), word(estimate.method))


def _least_size(estimate: Estimate) -> float:
    """How large the difference is at least, as far as its interval tells."""
    if not estimate.has_interval:
        return abs(estimate.value)
    return 0.0 if estimate.low <= 0 <= estimate.high else min(abs(estimate.low), abs(estimate.high))


def duration(seconds: float) -> str:
    """A stretch of time as one says it: `45 s`, `3 min`, `2 h 10 min`, `3 d 4 h`."""
    if seconds < 90:
        return say("{number} s", number=f"{seconds:.0f}")
    minutes = round(seconds / 60)
    if minutes < 90:
        return say("{number} min", number=minutes)
    hours = round(seconds / 3600)
    if hours < 48:
        return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return say("{days} d {hours} h", days=hours // 24, hours=hours % 24)


def exact_duration(seconds: float) -> str:
    """A stretch of time as the scenario would write it, in the largest unit that keeps it whole: `90 s`."""
    number, unit = duration_text(round(seconds * 1e6)).split()
    return length_in_words(float(number), local(number), unit)


def length_in_words(length: float, number: str, unit: str) -> str:
    """A length of time and its unit, as the scenario names them; `number` is the length as it is written."""
    return several(length, "{n} w", "{n} w", n=number) if unit == "w" else say(_EXACTLY[unit], number=number)


def is_length(unit: str) -> bool:
    """Whether a unit is one of time."""
    return unit == "w" or unit in _EXACTLY
