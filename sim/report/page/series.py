"""The numbers behind the page's charts, for every measure and segment that can be chosen.

In: findings. Out: plain maps and lists; a number that is not known is None.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.charts.differences import axis_unit
from sim.report.charts.ease import ANSWERS
from sim.report.charts.handoffs import CLASSES
from sim.report.charts.spread import Spread, spread
from sim.report.charts.style import LOOKS, look, verdict_words
from sim.report.charts.winners import gains_headline
from sim.report.findings.drivers import drivers_of
from sim.report.findings.finding import Finding
from sim.report.findings.found import TOLD, difference_of, headline, value_of
from sim.report.language import message, say
from sim.report.numbers import Form
from sim.report.reading import Findings, title_of
from sim.report.sections.why import ease_in_words
from sim.report.wording import begun, difference_in_words, group_in_words, value_in_words, verdict_in_words
from sim.stats.estimate import Estimate
from sim.study.result import Result, ScenarioNote

Plain = dict[str, Any]

DECIDING = ("wait_mean_s", "handoffs_mean", "ces_hard", "ces_mean", "cost_per_week")
"""What the answer is about, in the order of the committee."""

_SHARE = Form("share", 3)
_WAITS = {
    message("A journey, all its waits together"): ("wait_s",),
    message("A contact, until answered or given up"): ("answer_wait_s", "abandoned_wait_s"),
}
_CHANGED = {"wait_s": message("Waiting"), "handoffs": message("Handoffs"), "ces": message("Ease")}
_CHANGES = ("better", "unchanged", "worse")
_LEVELS = {"share": message("per cent"), "s": message("seconds"), "h": message("hours")}


def series_of(findings: Findings) -> Plain:
    """Everything that the charts of the page draw."""
    result = findings.result
    groups = groups_of(result)
    return {
        "scenarios": [_scenario(one, place) for place, one in enumerate(result.scenarios)],
        "groups": groups,
        "looks": [_look(place) for place in range(LOOKS)],
        "deciding": list(DECIDING),
        "measures": {name: _measure(findings, name) for name in TOLD},
        "figures": {name: {group: _figure(findings, name, group) for group in groups} for name in TOLD},
        "waits": {group: _waits(findings, group) for group in groups},
        "handoffs": _spreads(findings, "handoffs", tuple(map(say, CLASSES))),
        "ease": _spreads(findings, "ces", ANSWERS),
        "why": {group: _why(findings, group) for group in groups},
        "changes": {group: _changes(findings, group) for group in groups},
        "gains": {group: _gains(findings, group) for group in groups if result.alternatives},
    }


def groups_of(result: Result) -> dict[str, str]:
    """Groups of journeys that can be chosen, and what they are called."""
    segments = result.base.segments if len(result.base.segments) > 1 else ()
    groups = ["all", *(f"segment={name}" for name in segments)]
    return {group: begun(group_in_words(group)) for group in groups}


def number(value: float) -> float | None:
    """A number as JSON knows it."""
    return value if isfinite(value) else None


def _scenario(note: ScenarioNote, place: int) -> Plain:
    return {"title": note.title, **_look(place)}


def _look(place: int) -> Plain:
    shown = look(place)
    dash = " ".join(f"{3 * length:g}" for length in shown.dash[1])
    return {"colour": shown.colour, "dash": dash, "mark": shown.mark}


def _measure(findings: Findings, name: str) -> Plain:
    base = findings.result.base
    found = value_of(findings, base, name)
    title = say("Hard journeys (CES 1-3)") if name == "ces_hard" else title_of(MEASURES[name], base)
    unit, change_unit = found.form.unit, axis_unit(found.form, name)
    return {
        "title": title, "better": found.better, "change_unit": change_unit,
        "source": say("simulated") if found.source == "simulated" else say("predicted"),
        "caveat": found.caveat, "unit": say(_LEVELS[unit]) if unit in _LEVELS else change_unit,
    }  # fmt: skip


def _figure(findings: Findings, name: str, group: str) -> Plain:
    """A measure of a group: its value in every scenario, and the difference of every alternative."""
    scenarios = findings.result.scenarios
    values = [value_of(findings, one, name, group) for one in scenarios]
    changes = [difference_of(findings, one, name, group) for one in findings.result.alternatives]
    factor = values[0].form.factor
    return {
        "title": headline(findings, name, group),
        "matters": None if values[0].matters is None else factor * values[0].matters,
        "values": [{"place": place, **_mark(one.value, value_in_words(one.value, one.form), factor)}
                   for place, one in enumerate(values)],
        "differences": [{"place": place, **_changed(one)} for place, one in enumerate(changes, 1)],
    }  # fmt: skip


def _changed(one: Finding) -> Plain:
    assert one.difference is not None and one.verdict is not None
    return {
        **_mark(one.difference, difference_in_words(one.difference, one.form), one.form.factor),
        "kind": verdict_words(one.verdict), "caveat": one.caveat, "title": one.title,
        "judged": verdict_in_words(one.verdict, one.difference, one.form, one.matters),
    }


def _mark(found: Estimate, text: str, factor: float = 1) -> Plain:
    """A number with its interval, in the unit of an axis, and as it is read."""
    value, low, high = (number(factor * one) for one in (found.value, found.low, found.high))
    return {"value": value, "low": low, "high": high, "text": text}


def _share(found: Estimate) -> Plain:
    return _mark(found, value_in_words(found, _SHARE), 100)


def _waits(findings: Findings, group: str) -> list[Plain]:
    """Of each kind of wait and scenario, the share that waited longer than each time."""
    panels = []
    for title, quantities in _WAITS.items():
        curves = []
        for place, scenario in enumerate(findings.result.scenarios):
            found = _together(findings, scenario, quantities, group)
            if found.seen:
                points = zip(found.uppers[:-1].tolist(), found.beyond(), strict=True)
                curves.append({"place": place, "points": [[at, _share(share)] for at, share in points]})
        if curves:
            target = findings.result.base.answer_within_s if len(quantities) > 1 else None
            panels.append({"title": say(title), "target": target, "curves": curves})
    return panels


def _together(findings: Findings, scenario: ScenarioNote, quantities: tuple[str, ...], group: str) -> Spread:
    first, *others = (spread(findings, scenario, one, group) for one in quantities)
    for other in others:
        first = first + other
    return first


def _spreads(findings: Findings, quantity: str, classes: tuple[str, ...]) -> Plain:
    """Shares of journeys by class; the last class takes what lies beyond."""
    rows: dict[str, list[Plain]] = {}
    for group in groups_of(findings.result):
        rows[group] = []
        for place, scenario in enumerate(findings.result.scenarios):
            found = spread(findings, scenario, quantity, group)
            if found.seen:
                ends = [*range(1, len(classes)), None]
                shares = [found.share(slice(begin, end)) for begin, end in enumerate(ends)]
                rows[group].append({"place": place, "shares": [_share(one) for one in shares]})
    return {"classes": classes, "rows": rows}


def _why(findings: Findings, group: str) -> list[Plain]:
    """Of each alternative whose ease differs, what the drivers add to it."""
    charts: list[Plain] = []
    for place, alternative in enumerate(findings.result.alternatives, 1):
        found = drivers_of(findings, alternative, group)
        if found is not None:
            parts, total = found
            marks = [(one.words, one.estimate) for one in parts] + [(say("All together"), total.estimate)]
            charts.append({"place": place, "parts": [
                {"name": name, **_mark(one, ease_in_words(one))} for name, one in marks
            ]})  # fmt: skip
    return charts


def _changes(findings: Findings, group: str) -> list[Plain]:
    """Of each alternative, the shares of the same customers who are better off, as before, worse off."""
    rows = []
    for place, alternative in enumerate(findings.result.alternatives, 1):
        for quantity, words in _CHANGED.items():
            shares = [findings.change(alternative, quantity, group, change) for change in _CHANGES]
            if isfinite(shares[0].value):
                luck = _by_luck(findings, alternative, (quantity, group))
                rows.append({"place": place, "name": say(words), "shares": [_share(one) for one in shares],
                             "luck": luck})
    return rows


def _gains(findings: Findings, group: str) -> list[str]:
    """Who gains and who loses: over all alternatives, then with each of them."""
    alternatives = findings.result.alternatives
    among = (alternatives, *((one,) for one in alternatives))
    return [gains_headline(findings, group, some) for some in among]


def _by_luck(findings: Findings, alternative: ScenarioNote, key: tuple[str, str]) -> str:
    """What luck alone would have changed; "" where that was not tried."""
    better, worse = (findings.change(alternative, *key, f"{way}_by_luck").value
                     for way in ("better", "worse"))  # fmt: skip
    if not isfinite(better + worse):
        return ""
    return say("by luck alone {better} better, {worse} worse", better=_SHARE.number(better),
               worse=_SHARE.number(worse))  # fmt: skip
