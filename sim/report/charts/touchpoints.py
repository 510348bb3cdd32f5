"""Touchpoints: how much each counts for ease, against how far it falls short of what customers expect."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, isnan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.maps.moves import spoken
from sim.report.charts.sheet import sheet
from sim.report.charts.style import FAINT, PER_CENT, look, plain_ticks
from sim.report.findings.places import Known, places_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import say
from sim.report.locales import chained, headed
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN = 3.1
_SHARE = Form("share", 3)


@dataclass(frozen=True, slots=True)
class Point:
    """One expectation: what it is about, per cent of visits below it, and its touchpoint's importance."""

    name: str
    responsible: str
    gap: Drawn
    importance: Drawn


@dataclass(frozen=True, slots=True)
class Touchpoints:
    """What the chart shows."""

    heading: Heading
    points: tuple[Point, ...]


def touchpoints(findings: Findings) -> tuple[Chart, ...] | Absent:
    """A chart for each scenario that says what customers expect."""
    if not any(one.expectations for one in findings.result.scenarios):
        return Absent("sets touchpoints against expectations, and the scenarios state none")
    charts = [_chart(findings, one) for one in findings.result.scenarios]
    return tuple(chart for chart in charts if chart) or Absent("shows touchpoints, and none was visited")


def draw(content: Touchpoints) -> Figure:
    """Gap across, importance up: what stands in the upper right comes first."""
    names = [_named(point) for point in content.points]
    page = sheet(content.heading, names_height_in(names, _KEY_IN - 0.05) + 0.3)
    axes = page.axes(0.75, 0.5, page.width - _KEY_IN - 0.85, page.height - 0.75)
    for place, point in enumerate(content.points):
        _point(axes, place, point)
    most = max((point.gap.reach for point in content.points), default=0.0)
    axes.set_xlim(0, min(1.15 * most or 1.0, 100.0))
    axes.set_ylim(0, 1.15 * max(point.importance.reach for point in content.points) or 1.0)
    axes.text(0.99, 0.98, say("act here first"), transform=axes.transAxes, ha="right", va="top",
              style="italic", color=FAINT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(plain_ticks(PER_CENT))
    axes.grid()
    axes.set_xlabel(say("visits that take longer than customers accept"), color=FAINT)
    axes.set_ylabel(say("importance: part in the spread of ease"), color=FAINT)
    column_of_names(page, names, (page.width - _KEY_IN + 0.05, page.height - 0.3), _KEY_IN - 0.05)
    return page.figure


def _chart(findings: Findings, scenario: ScenarioNote) -> Chart | None:
    known = places_of(findings, scenario)
    points = [_made(known, one.name, one.touchpoint, one.responsible) for one in scenario.expectations]
    seen = tuple(sorted((point for point in points if not isnan(point.gap.value + point.importance.value)),
                        key=lambda point: -point.gap.value * point.importance.value))
    if not seen:
        return None
    heading = Heading(
        _title(scenario, seen[0]),
        chained((say("What customers expect of touchpoints, and how much these count for ease"),
                 sample_of(findings.result))),
        (say("Importances of all touchpoints add up to 100 %."),
         source_line(findings.result, predicted=True)),
    )  # fmt: skip
    said = [say("{touchpoint}: {share} of visits below expectation, importance {importance}, responsible: "
                "{responsible}", touchpoint=point.name, share=point.gap.text,
                importance=point.importance.text, responsible=point.responsible or say("nobody named"))
            for point in seen]  # fmt: skip
    content = Touchpoints(heading, seen)
    return Chart(f"touchpoints-{scenario.name}", "touchpoints", content, told(said), draw)


def _title(scenario: ScenarioNote, first: Point) -> str:
    """What comes first, and who must act."""
    gap = say("{scenario}: the largest gap that counts is {touchpoint}", scenario=scenario.title,
              touchpoint=first.name)  # fmt: skip
    return headed(gap, say("{who} must act", who=first.responsible)) if first.responsible else gap


def _named(point: Point) -> str:
    gap = headed(point.name, point.gap.text)
    return say("{gap} - {who}", gap=gap, who=point.responsible) if point.responsible else gap


def _made(known: Known, name: str, touchpoint: str, responsible: str) -> Point:
    gap, weight = (known.get(touchpoint, name, what) for what in ("below_minimum", "importance"))
    return Point(spoken(name), responsible, drawn(gap, _SHARE.number(gap.value), 100),
                 drawn(weight, _SHARE.number(weight.value), 100))


def _point(axes: Axes, place: int, point: Point) -> None:
    shown = look(place)
    gap, weight = point.gap, point.importance
    if isfinite(gap.low):
        axes.plot([max(gap.low, 0), gap.high], [weight.value] * 2, color=shown.colour, linewidth=1.4)
    if isfinite(weight.low):
        axes.plot([gap.value] * 2, [max(weight.low, 0), weight.high], color=shown.colour, linewidth=1.4)
    axes.plot(gap.value, weight.value, shown.mark, color=shown.colour, markersize=9, zorder=3, clip_on=False)
