"""The journey map: satisfaction at each touchpoint in order, and the journey's own beside it.

Below stand waits and handoffs of each touchpoint, and what customers expect there. Each touchpoint can be
fine while the journey is not: the gap between the curve and the journey's own score is the finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn, told
from sim.report.charts.key import column_of_names, names_height_in
from sim.report.charts.lettering import height_in, lines_that_fit
from sim.report.charts.maps.moves import moves, positions, spoken
from sim.report.charts.maps.process_map import time_in_words
from sim.report.charts.sheet import sheet
from sim.report.charts.style import BAND, FAINT, INK, PER_CENT, RULE, SMALL_PT, look, plain_ticks
from sim.report.findings.places import places_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say
from sim.report.locales import COMMAS, chained, percent
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEY_IN, _LEFT_IN, _HEAD_IN = 1.9, 0.5, 0.27
_SHARE, _SECONDS, _COUNT = Form("share", 3), Form("s", 0), Form("", 2)
_TINY_PT = 7.0
_MOST = 9   # touchpoints
_PANELS = {
    "satisfied": (message("satisfied"), 0.55), "wait": (message("wait, s"), 0.27),
    "handoffs": (message("handoffs"), 0.18),
}  # fmt: skip
"""What is drawn, its words, and its part of the height."""
_FEWER = message(
    "{scenario}: every touchpoint satisfies {least} or more ({touchpoint} the fewest), but only {journey} "
    "are satisfied with the whole journey"
)
_AS_MANY = message(
    "{scenario}: every touchpoint satisfies {least} or more ({touchpoint} the fewest), and {journey} are "
    "satisfied with the whole journey"
)
_EXPECTED = {
    "wait": message("wait of {time} accepted"), "time": message("time of {time} accepted"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """One touchpoint: its name, what is expected there, and the minimum of a wait, seconds (nan: none)."""

    name: str
    expected: tuple[str, ...]
    accepted_wait_s: float


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario: by stage the per cent satisfied, the mean wait in seconds, the handoffs; the journey's
    own per cent satisfied."""

    scenario: str
    satisfied: tuple[Drawn, ...]
    wait: tuple[Drawn, ...]
    handoffs: tuple[Drawn, ...]
    journey: Drawn


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """What the chart shows."""

    heading: Heading
    stages: tuple[Stage, ...]
    lines: tuple[Line, ...]


def journey_map(findings: Findings) -> tuple[Chart, ...] | Absent:
    """The map of a result with touchpoints."""
    result = findings.result
    names = _in_order(findings)[:_MOST]
    if not names:
        return Absent("shows touchpoints, and none was visited")
    lines = tuple(_line(findings, one, names) for one in result.scenarios)
    heading = Heading(
        _title(result.base, names, lines[0]),
        chained((say("Satisfied (4-5 of 5) with each touchpoint and with the whole journey"),
                 sample_of(result))),
        (say("Touchpoints in the order in which journeys come to them."),
         source_line(result, predicted=True)),
    )  # fmt: skip
    content = JourneyMap(heading, tuple(_stage(findings, name) for name in names), lines)
    return (Chart("journey_map", "journey_map", content, _alt(content), draw),)


def draw(content: JourneyMap) -> Figure:
    """Three panels over the same touchpoints: satisfaction, wait, handoffs."""
    count = len(content.stages)
    key = _KEY_IN if len(content.lines) > 1 else 0.0
    names = [line.scenario for line in content.lines]
    page = sheet(content.heading, max(3.9, names_height_in(names, key - 0.1) + 0.3 if key else 0.0))
    width = page.width - _LEFT_IN - key
    each = width / (count + 1)
    words = [_words(stage, each - 0.08) for stage in content.stages]
    foot = 0.15 + max(height_in(len(name), SMALL_PT) + height_in(len(more), _TINY_PT) for name, more in words)
    top, panels = page.height, []
    for series, (label, part) in _PANELS.items():
        high = part * (page.height - foot - len(_PANELS) * _HEAD_IN)
        panels.append(page.axes(_LEFT_IN, top - _HEAD_IN - high, width, high))
        _series(panels[-1], content, series)
        page.write(say(label), 0, top - _HEAD_IN + 0.1, size=SMALL_PT, color=FAINT)
        top -= _HEAD_IN + high
    _journeys_own(panels[0], content)
    for place, (named, expected) in enumerate([*words, ([say("the journey")], [])]):
        x, y = _LEFT_IN + (place + 0.5) * each, foot - 0.06
        page.write("\n".join(named), x, y, ha="center", va="top", size=SMALL_PT, weight="bold")
        y -= height_in(len(named), SMALL_PT) + 0.04
        page.write("\n".join(expected), x, y, ha="center", va="top", size=_TINY_PT, color=FAINT)
    if key > 0:
        column_of_names(page, names, (page.width - key + 0.1, page.height - 0.2), key - 0.1)
    return page.figure


def _words(stage: Stage, room_in: float) -> tuple[list[str], list[str]]:
    """Lines that fit below a stage: its name, and what is expected there."""
    expected = [line for text in stage.expected for line in lines_that_fit(text, room_in, _TINY_PT)]
    return lines_that_fit(spoken(stage.name), room_in, SMALL_PT, bold=True), expected


def _in_order(findings: Findings) -> list[str]:
    """The touchpoints of all scenarios by how far along they are."""
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for scenario in findings.result.scenarios:
        steps = moves(findings, scenario, "steps")
        beside = moves(findings, scenario, "beside")
        far = positions([*steps, *beside])
        count: dict[str, float] = defaultdict(float)
        for move in (*steps, *beside):
            count[move.target] += move.count
        for step, touchpoint in _declared(findings, scenario):
            where[touchpoint] += [(far[path], count[path]) for path in far if path.split(".")[-1] == step]
        for move in moves(findings, scenario, "asks"):
            where[move.target].append((far.get(move.source, 0.0), move.count))
    seen = [name for one in findings.result.scenarios for name in places_of(findings, one).touchpoints]
    far_along = {name: _mean(found) for name, found in where.items()}
    known = [name for name in dict.fromkeys(seen) if not isnan(far_along.get(name, nan))]
    return sorted(known, key=lambda name: far_along[name])


def _mean(found: Sequence[tuple[float, float]]) -> float:
    """Of values with their weights; nan without weight."""
    weight = sum(n for _, n in found)
    return sum(x * n for x, n in found) / weight if weight else nan


def _declared(findings: Findings, scenario: ScenarioNote) -> Iterator[tuple[str, str]]:
    """Steps with a touchpoint of their own, as the scenario says."""
    for one in findings.result.manifest.get("scenarios", ()):
        if one["name"] == scenario.name:
            processes: dict[str, Any] = one["scenario"].get("processes") or {}
            for process in processes.values():
                for name, step in process["steps"].items():
                    if isinstance(step, dict) and step.get("touchpoint"):
                        yield name, step["touchpoint"]


def _stage(findings: Findings, name: str) -> Stage:
    base = findings.result.base
    known, expected, accepted = places_of(findings, base), list[str](), nan
    here = {name, *(step for step, touchpoint in _declared(findings, base) if touchpoint == name)}
    for one in base.expectations:
        if one.touchpoint not in here:
            continue
        share = known.get(one.touchpoint, one.name, "below_minimum").value
        words = say(_EXPECTED[one.measure], time=time_in_words(one.minimum_s))
        if one.benchmark_s is not None:
            words = chained((words, say("best {time}", time=time_in_words(one.benchmark_s))), COMMAS)
        missed = message("{expectation}: missed by {share}")
        expected.append(words if isnan(share) else
                        say(missed, expectation=words, share=_SHARE.number(share)))
        accepted = one.minimum_s if one.measure == "wait" else accepted
    return Stage(name, tuple(expected), accepted)


def _line(findings: Findings, scenario: ScenarioNote, names: Sequence[str]) -> Line:
    known = places_of(findings, scenario)

    def series(quantity: str, form: Form, factor: float) -> tuple[Drawn, ...]:
        found = (known.get(name, "", quantity) for name in names)
        return tuple(drawn(one, form.number(one.value), factor) for one in found)

    whole = findings.value(scenario, "csat_top2")
    return Line(scenario.title, series("csat_top2", _SHARE, 100), series("wait_s", _SECONDS, 1),
                series("handoffs", _COUNT, 1), drawn(whole, _SHARE.number(whole.value), 100))


def _title(base: ScenarioNote, names: Sequence[str], line: Line) -> str:
    """The gap between touchpoints and journey, in the base."""
    seen = {name: one.value for name, one in zip(names, line.satisfied, strict=True) if isfinite(one.value)}
    name = min(seen, key=lambda name: seen[name], default="")
    least = seen.get(name, nan)
    if isnan(least) or isnan(line.journey.value):
        return say("{scenario}: satisfaction along the journey", scenario=base.title)
    return say(_FEWER if line.journey.value < least else _AS_MANY, scenario=base.title,
               least=percent(least / 100), touchpoint=spoken(name),
               journey=percent(line.journey.value / 100))  # fmt: skip


def _series(axes: Axes, content: JourneyMap, series: str) -> None:
    """One quantity over the stages, the scenarios side by side."""
    from matplotlib.ticker import MaxNLocator

    count, many = len(content.stages), len(content.lines)
    for place, line in enumerate(content.lines):
        shown, found = look(place), getattr(line, series)
        at = [n + 0.5 + 0.5 * ((place + 0.5) / many - 0.5) for n in range(count)]
        for x, one in zip(at, found, strict=True):
            if isfinite(one.low):
                axes.plot([x, x], [one.low, one.high], color=shown.colour, linewidth=1.2)
        axes.plot(at, [one.value for one in found], color=shown.colour, marker=shown.mark, markersize=4.5,
                  linestyle=shown.dash if series == "satisfied" else "", linewidth=1.4)
    if series == "wait":
        for n, stage in enumerate(content.stages):
            if isfinite(stage.accepted_wait_s):
                axes.plot([n + 0.15, n + 0.85], [stage.accepted_wait_s] * 2, color=INK, linewidth=1.2,
                          linestyle=(0, (4, 2)))
    for n in range(1, count + 1):
        axes.axvline(n, color=RULE if n == count else BAND, linewidth=1.2 if n == count else 0.8, zorder=0)
    axes.set_xlim(0, count + 1)
    axes.set_xticks([])
    axes.yaxis.set_major_locator(MaxNLocator(4 if series == "satisfied" else 2))
    axes.yaxis.set_major_formatter(plain_ticks(PER_CENT) if series == "satisfied" else plain_ticks())
    axes.margins(y=0.15)
    if series != "satisfied":
        axes.set_ylim(0, max(axes.get_ylim()[1], 0.1))


def _journeys_own(axes: Axes, content: JourneyMap) -> None:
    """The score of the whole journey, beside the curve."""
    count, many = len(content.stages), len(content.lines)
    for place, line in enumerate(content.lines):
        x, one, shown = count + 0.5 + 0.7 * ((place + 0.5) / many - 0.5), line.journey, look(place)
        if isfinite(one.low):
            axes.plot([x, x], [one.low, one.high], color=shown.colour, linewidth=1.6)
        axes.plot(x, one.value, shown.mark, color=shown.colour, markersize=8)


def _alt(content: JourneyMap) -> str:
    said = []
    for line in content.lines:
        shares = chained((say("{name} {number}", name=spoken(stage.name), number=one.text)
                          for stage, one in zip(content.stages, line.satisfied, strict=True)), COMMAS)
        said.append(say("{scenario}: satisfied with {touchpoints}; with the journey {journey}",
                        scenario=line.scenario, touchpoints=shares, journey=line.journey.text))  # fmt: skip
    return told(said)
