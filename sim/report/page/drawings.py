"""The gallery's charts for the page, which draws them itself: their content as plain maps and lists.

In: findings, and a record where one was given. Out: what JSON knows; a number that is not known is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.charts.content import Chart
from sim.report.charts.gallery import gallery_of
from sim.report.charts.maps.journey_map import JourneyMap
from sim.report.charts.maps.moves import spoken
from sim.report.charts.maps.process_map import ProcessMap
from sim.report.charts.recorded import Recorded
from sim.report.charts.staffing import Staffing
from sim.report.charts.style import styled
from sim.report.charts.wait_by_hour import CLASSES, WaitByHour
from sim.report.charts.warm_up import WarmUp
from sim.report.language import say
from sim.report.locales import headed
from sim.report.page.lanes import lanes_of
from sim.report.reading import Findings, title_of
from sim.report.wording import begun

Plain = dict[str, Any]

KINDS = ("price", "tornado", "touchpoints", "journey_map", "process_map", "funnel", "staffing",
         "wait_by_hour", "recorded", "convergence", "warm_up")  # fmt: skip
"""Of the gallery: what the page has no numbers of its own for, by segment."""

_DIGITS, _FEW_DIGITS = 6, 3


def drawings_of(findings: Findings, record: Sequence[Recorded] = ()) -> list[Plain]:
    """Every chart of `KINDS` that can be drawn: its words, which scenario it is about, its content."""
    found = gallery_of(findings, KINDS, tuple(record))
    with styled():   # letters are measured in the charts' fonts
        return [_drawing(findings, chart) for chart in found.charts]


def plain(value: Any, digits: int = _DIGITS) -> Any:
    """A record of a chart's content as JSON knows it, numbers to so many digits, without its heading."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), digits) for field in fields(value)
                if field.name != "heading"}  # fmt: skip
    if isinstance(value, list | tuple):
        return [plain(one, digits) for one in value]
    if isinstance(value, float):
        return float(f"{value:.{digits}g}") if isfinite(value) else None
    return value


def _drawing(findings: Findings, chart: Chart) -> Plain:
    place, rest = _subject(findings, chart)
    title = "" if place is None else findings.result.scenarios[place].title
    measure = MEASURES.get(rest)
    heading = chart.heading
    return {
        "kind": chart.kind, "of": place, "title": heading.title, "subtitle": heading.subtitle,
        "about": title if measure is None else headed(title, title_of(measure, findings.result.base)),
        "notes": " ".join(heading.notes), "content": _content(chart.content),
    }  # fmt: skip


def _subject(findings: Findings, chart: Chart) -> tuple[int | None, str]:
    """The place of the scenario that a chart is about, and what else its name says."""
    _, _, name = chart.name.partition("-")
    about = [(len(one.name), place) for place, one in enumerate(findings.result.scenarios)
             if name == one.name or name.startswith(f"{one.name}-")]  # fmt: skip
    if not about:
        return None, ""
    length, place = max(about)
    return place, name[length + 1 :]


def _content(content: Any) -> Any:
    if isinstance(content, ProcessMap):
        return lanes_of(content)
    made = plain(content, _FEW_DIGITS if isinstance(content, Staffing) else _DIGITS)
    if isinstance(content, Staffing):
        for team in made["teams"]:
            team["name"] = spoken(team["name"])
    if isinstance(content, WarmUp):
        for panel in made["panels"]:
            panel["title"] = begun(panel["title"])
    if isinstance(content, WaitByHour):
        made["classes"] = [[plain(upper), colour, say(words)] for upper, colour, words in CLASSES]
    if isinstance(content, JourneyMap):
        for stage in made["stages"]:
            stage["name"] = spoken(stage["name"])
    return made
