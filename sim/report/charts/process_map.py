"""The process map in lanes: the customer on top, then channels and teams, and the back office at the foot.

Arrows are as wide as their flow, places are coloured by waiting: from what happened, not from what was
planned. The line of visibility divides what the customer sees from what is done behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Heading
from sim.report.charts.key import swatch
from sim.report.charts.lanes import BACK_OFFICE, CUSTOMER, LANES, Link, Place, mapped
from sim.report.charts.lettering import fitted, lines_that_fit
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, INK, RULE, SMALL_PT
from sim.report.findings.sample import sample_of, source_line
from sim.report.reading import Findings
from sim.study.result import ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CLASSES = (
    (5.0, "#ffffff", "hardly any"), (30.0, "#fdebd3", "to 30 s"), (120.0, "#f9c488", "to 2 min"),
    (600.0, "#ec8b3a", "to 10 min"), (float("inf"), "#b34700", "longer"),
)  # fmt: skip
"""Upper end of a mean wait in seconds, colour, words."""

_NAME_IN, _BOX_IN, _TALL_IN, _ROW_IN, _PAD_IN = 0.95, 0.92, 0.37, 0.56, 0.16
_WIDEST_PT, _BOX_PT, _BOW_IN = 9.0, 7.0, 0.2


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """What the chart shows."""

    heading: Heading
    places: tuple[Place, ...]
    links: tuple[Link, ...]


def process_map(findings: Findings) -> tuple[Chart, ...] | Absent:
    """A map for each scenario."""
    charts = [_chart(findings, one) for one in findings.result.scenarios]
    return tuple(chart for chart in charts if chart) or Absent("follows journeys, and none moved")


def draw(content: ProcessMap) -> Figure:
    """Lanes from the top, boxes in them, arrows between them."""
    rows = {lane: 1 + max((p.row for p in content.places if p.lane == lane), default=-1) for lane in LANES}
    shown = [lane for lane in LANES if rows[lane]]
    heights = {lane: rows[lane] * _ROW_IN + 2 * _PAD_IN for lane in shown}
    page = sheet(content.heading, sum(heights.values()) + 0.3 + _BOW_IN)
    spare = (page.height - 0.3 - _BOW_IN - sum(heights.values())) / len(shown)
    axes = page.axes(0, 0.3, page.width, page.height - 0.3)
    axes.set_xlim(0, page.width)
    axes.set_ylim(0, page.height - 0.3)
    axes.axis("off")
    tops, top = {}, page.height - 0.3 - _BOW_IN
    for lane in shown:
        tops[lane] = top
        top -= heights[lane] + spare
        _lane(axes, page, lane, (tops[lane], top))
    centres = {place.key: _centre(place, tops[place.lane], page) for place in content.places}
    _arrows(axes, content.links, centres)
    for place in content.places:
        _box(axes, place, centres[place.key])
    _key(page, content.links)
    return page.figure


def _chart(findings: Findings, scenario: ScenarioNote) -> Chart | None:
    places, links, thin = mapped(findings, scenario)
    if not places:
        return None
    notes = ["Arrows are as wide as their flow, boxes are shaded by the mean wait there; behind the line of "
             "visibility, by the time until work is taken up."]  # fmt: skip
    if thin:
        notes.append(f"{thin} arrows too thin to draw are in the tables.")
    heading = Heading(
        _title(scenario, places),
        f"{scenario.title}: what moved from where to where, visits a replication; "
        f"{sample_of(findings.result, intervals=False)}",
        (*notes, source_line(findings.result)),
    )
    said = [f"{place.lane}, {place.name}: {place.count:,.0f} visits, mean wait {time_in_words(place.wait_s)}"
            for place in places]  # fmt: skip
    content = ProcessMap(heading, places, links)
    return Chart(f"process_map-{scenario.name}", "process_map", content, ". ".join(said), draw)


def _title(scenario: ScenarioNote, places: Sequence[Place]) -> str:
    """The step at which customers wait most, all together."""
    steps = [place for place in places if place.lane == CUSTOMER]
    whole = sum(place.count * place.wait_s for place in steps)
    if not whole:
        return f"{scenario.title}: nobody waits"
    most = max(steps, key=lambda place: place.count * place.wait_s)
    share = 100 * most.count * most.wait_s / whole
    return f"{scenario.title}: {share:.0f} % of all waiting is at {most.name}"


def time_in_words(seconds: float) -> str:
    """`45 s`, `12 min`, `3.5 h`, `7 d`."""
    for least, unit_s, unit in ((172_800.0, 86_400.0, "d"), (5400.0, 3600.0, "h"), (90.0, 60.0, "min")):
        if seconds >= least:
            return f"{seconds / unit_s:.2g} {unit}"
    return f"{seconds:.0f} s"


def _centre(place: Place, top: float, page: Sheet) -> tuple[float, float]:
    return _NAME_IN + place.across * (page.width - _NAME_IN), top - _PAD_IN - (place.row + 0.5) * _ROW_IN


def _lane(axes: Axes, page: Sheet, lane: str, ends: tuple[float, float]) -> None:
    """A lane's name and the line above it; above the back office it is the line of visibility."""
    top, foot = ends
    axes.text(0, (top + foot) / 2, fitted(lane, _NAME_IN - 0.1, SMALL_PT, bold=True), weight="bold",
              size=SMALL_PT, va="center")
    if lane == CUSTOMER:
        return
    hidden = lane == BACK_OFFICE
    axes.plot([0, page.width], [top, top], color=INK if hidden else RULE, linewidth=1.4 if hidden else 0.7,
              linestyle=(0, (5, 3)) if hidden else "-")
    if hidden:
        axes.text(page.width, top + 0.03, "line of visibility", size=_BOX_PT, ha="right", va="bottom",
                  style="italic", color=FAINT)


def _arrows(axes: Axes, links: Sequence[Link], centres: dict[tuple[str, str], tuple[float, float]]) -> None:
    from matplotlib.patches import FancyArrowPatch

    widest = max((link.count for link in links), default=1.0)
    for link in sorted(links, key=lambda link: -link.count):
        width = max(_WIDEST_PT * link.count / widest, 0.5)
        one_lane = link.source[0] == link.target[0]
        begins, ends, bend = _path(centres[link.source], centres[link.target], one_lane)
        axes.add_patch(FancyArrowPatch(
            begins, ends, connectionstyle=f"arc3,rad={bend}", shrinkA=0, shrinkB=0,
            arrowstyle="-|>,head_length=0.5,head_width=0.28", mutation_scale=max(9.0, 2.6 * width),
            linewidth=width, color="#9a9a9a", alpha=0.75, zorder=1,
            linestyle=(0, (2, 1.5)) if link.aside else "-", joinstyle="miter", capstyle="butt",
        ))  # fmt: skip


def _path(
    source: tuple[float, float], target: tuple[float, float], one_lane: bool
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """From edge to edge of two boxes, and how far the arrow bends on the way."""
    (x, y), (to_x, to_y) = source, target
    half, tall = _BOX_IN / 2, _TALL_IN / 2
    if one_lane and to_x > x + _BOX_IN:
        far = to_x - x > 2.2 * _BOX_IN and abs(y - to_y) < _TALL_IN
        if far:
            return (x + half / 2, y + tall), (to_x - half / 2, to_y + tall), -2 * _BOW_IN / (to_x - x)
        return (x + half, y), (to_x - half, to_y), 0.0
    if to_y < y - _TALL_IN:
        return (x, y - tall), (to_x, to_y + tall), 0.0
    if to_y > y + _TALL_IN:
        return (x, y + tall), (to_x, to_y - tall), 0.12
    return (x - half / 2, y - tall), (to_x + half / 2, to_y - tall), -0.3


def _box(axes: Axes, place: Place, centre: tuple[float, float]) -> None:
    from matplotlib.patches import FancyBboxPatch

    colour = next(colour for upper, colour, _ in CLASSES if place.wait_s <= upper)
    x, y = centre
    axes.add_patch(FancyBboxPatch(
        (x - _BOX_IN / 2, y - _TALL_IN / 2), _BOX_IN, _TALL_IN, zorder=3, facecolor=colour, edgecolor=INK,
        linewidth=1.6 if place.ends else 0.8,
        boxstyle=f"round,pad=0,rounding_size={0.15 if place.ends else 0.04}",
    ))  # fmt: skip
    ink = "white" if colour == CLASSES[-1][1] else INK
    name = lines_that_fit(place.name, _BOX_IN - 0.06, _BOX_PT)[:2]
    told = f"{place.count:,.0f}" + (f", {time_in_words(place.wait_s)}" if place.wait_s >= 0.5 else "")
    size = _BOX_PT if len(name) == 1 else _BOX_PT - 1
    axes.text(x, y, "\n".join([*name, told]), size=size, ha="center", va="center", zorder=4, color=ink,
              linespacing=1.0)


def _key(page: Sheet, links: Sequence[Link]) -> None:
    """The shades of waiting, and how many the widest arrow stands for."""
    page.write("mean wait", _NAME_IN, 0.08, size=SMALL_PT, color=FAINT, va="center")
    for place, (_, colour, words) in enumerate(CLASSES):
        swatch(page, (_NAME_IN + 0.75 + 1.02 * place, 0.01), colour, words)
    widest = max((link.count for link in links), default=0.0)
    page.write(f"widest arrow: {widest:,.0f}", page.width, 0.08, size=SMALL_PT, va="center", color=FAINT,
               ha="right")
