"""The process map in lanes: the customer on top, then channels and teams, and the back office at the foot.

Arrows are as wide as their flow, places are coloured by waiting: from what happened, not from what was
planned. The line of visibility divides what the customer sees from what is done behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Heading, told
from sim.report.charts.key import row_of_swatches
from sim.report.charts.lettering import fitted
from sim.report.charts.maps.lanes import BACK_OFFICE, CUSTOMER, Link, Place, mapped
from sim.report.charts.maps.map_layout import (
    BOX_IN,
    BOX_PT,
    NAME_IN,
    TALL_IN,
    Arrow,
    Lane,
    laid_out,
    least_height_in,
    name_in_box,
)
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, INK, RULE, SMALL_PT
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say, several
from sim.report.locales import COMMAS, chained, local, percent, whole
from sim.report.reading import Findings
from sim.study.result import Result, ScenarioNote

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CLASSES = (
    (5.0, "#ffffff", message("hardly any")), (30.0, "#fdebd3", message("to 30 s")),
    (120.0, "#f9c488", message("to 2 min")), (600.0, "#ec8b3a", message("to 10 min")),
    (float("inf"), "#b34700", message("longer")),
)  # fmt: skip
"""Upper end of a mean wait in seconds, colour, words."""

_TIMES = (
    (172_800.0, 86_400.0, message("{number} d")), (5400.0, 3600.0, message("{number} h")),
    (90.0, 60.0, message("{number} min")),
)  # fmt: skip
"""From how many seconds on a time is told in which unit."""

_KEY_IN = 0.3
_ARROW = "#a9a9a9"


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
    """Lanes, boxes and arrows as they are laid out, the key below them."""
    page = sheet(content.heading, least_height_in(content.places) + _KEY_IN)
    size = page.width, page.height - _KEY_IN
    axes = page.axes(0, _KEY_IN, *size)
    axes.set_xlim(0, size[0])
    axes.set_ylim(0, size[1])
    axes.axis("off")
    layout = laid_out(content.places, content.links, size)
    for lane in layout.lanes:
        _lane(axes, page, lane)
    _arrows(axes, layout.arrows)
    for place in content.places:
        _box(axes, place, layout.centres[place.key])
    _key(page, content.links)
    return page.figure


def _chart(findings: Findings, scenario: ScenarioNote) -> Chart | None:
    places, links, (small, thin) = mapped(findings, scenario)
    if not places:
        return None
    notes = [say("Arrows are as wide as their flow, boxes are shaded by the mean wait there; behind the line "
                 "of visibility, by the time until work is taken up.")]  # fmt: skip
    if small:
        notes.append(several(small, "{n} place with few visits is in the tables only.",
                             "{n} places with few visits are in the tables only."))  # fmt: skip
    if thin:
        notes.append(several(thin, "{n} arrow too thin to draw is in the tables.",
                             "{n} arrows too thin to draw are in the tables."))  # fmt: skip
    heading = Heading(
        _title(scenario, places),
        chained((say(_counted(findings.result), scenario=scenario.title),
                 sample_of(findings.result, intervals=False))),
        (*notes, source_line(findings.result)),
    )  # fmt: skip
    said = [say("{lane}, {name}: {n} visits, mean wait {time}", lane=say(place.lane), name=place.name,
                n=whole(place.count), time=time_in_words(place.wait_s)) for place in places]  # fmt: skip
    content = ProcessMap(heading, places, links)
    return Chart(f"process_map-{scenario.name}", "process_map", content, told(said), draw)


def _title(scenario: ScenarioNote, places: Sequence[Place]) -> str:
    """The step at which customers wait most, all together."""
    steps = [place for place in places if place.lane == CUSTOMER]
    total = sum(place.count * place.wait_s for place in steps)
    if not total:
        nobody = message("{scenario}: nobody waits")
        untold = message("{scenario}: the log tells of no wait")
        return say(untold if scenario.recorded else nobody, scenario=scenario.title)
    most = max(steps, key=lambda place: place.count * place.wait_s)
    return say("{scenario}: {share} of all waiting is at {step}", scenario=scenario.title, step=most.name,
               share=percent(most.count * most.wait_s / total))  # fmt: skip


def _counted(result: Result) -> str:
    """What is shown, and of how much: a log is one history, in batches or whole."""
    if not result.base.recorded:
        return message("{scenario}: what moved from where to where, visits a replication")
    if result.replications > 1:
        return message("{scenario}: what moved from where to where, visits a batch of cases")
    return message("{scenario}: what moved from where to where, visits")


def time_in_words(seconds: float) -> str:
    """`45 s`, `12 min`, `3.5 h`, `7 d`."""
    for least, unit_s, words in _TIMES:
        if seconds >= least:
            return say(words, number=local(f"{seconds / unit_s:.2g}"))
    return say("{number} s", number=whole(seconds))


def shade(wait_s: float) -> str:
    """The colour of a box where one waits so long on average."""
    return next(colour for upper, colour, _ in CLASSES if wait_s <= upper)


def told_in_box(place: Place) -> str:
    """Below a box's name: visits, and the mean wait where there is any."""
    waited = time_in_words(place.wait_s) if place.wait_s >= 0.5 else ""
    return chained((whole(place.count), waited), COMMAS)


def _lane(axes: Axes, page: Sheet, lane: Lane) -> None:
    """A lane's name and the line above it; above the back office it is the line of visibility."""
    axes.text(0, (lane.top + lane.foot) / 2, fitted(say(lane.name), NAME_IN - 0.1, SMALL_PT, bold=True),
              weight="bold", size=SMALL_PT, va="center")
    if lane.name == CUSTOMER:
        return
    hidden = lane.name == BACK_OFFICE
    axes.plot([0, page.width], [lane.top] * 2, color=INK if hidden else RULE,
              linewidth=1.4 if hidden else 0.7, linestyle=(0, (5, 3)) if hidden else "-")
    if hidden:
        axes.text(page.width, lane.top + 0.03, say("line of visibility"), size=BOX_PT, ha="right",
                  va="bottom", style="italic", color=FAINT)


def _arrows(axes: Axes, arrows: Sequence[Arrow]) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path
    from matplotlib.patheffects import withStroke

    for arrow in arrows:
        codes = [Path.MOVETO] + [Path.CURVE4] * (len(arrow.way) - 1)
        axes.add_patch(FancyArrowPatch(
            path=Path(arrow.way, codes), arrowstyle="-|>,head_length=0.5,head_width=0.28",
            mutation_scale=8.0 + arrow.width_pt, linewidth=arrow.width_pt, color=_ARROW, zorder=1,
            linestyle=(0, (2, 1.5)) if arrow.link.aside else "-", joinstyle="miter", capstyle="butt",
            path_effects=[withStroke(linewidth=arrow.width_pt + 1.2, foreground="white")],
        ))  # fmt: skip


def _box(axes: Axes, place: Place, centre: tuple[float, float]) -> None:
    from matplotlib.patches import FancyBboxPatch

    colour = shade(place.wait_s)
    x, y = centre
    axes.add_patch(FancyBboxPatch(
        (x - BOX_IN / 2, y - TALL_IN / 2), BOX_IN, TALL_IN, zorder=3, facecolor=colour, edgecolor=INK,
        linewidth=1.6 if place.ends else 0.8,
        boxstyle=f"round,pad=0,rounding_size={0.15 if place.ends else 0.04}",
    ))  # fmt: skip
    name = name_in_box(place)
    axes.text(x, y, "\n".join([*name, told_in_box(place)]), size=BOX_PT if len(name) == 1 else BOX_PT - 1,
              ha="center", va="center", zorder=4, color="white" if colour == CLASSES[-1][1] else INK,
              linespacing=1.0)


def _key(page: Sheet, links: Sequence[Link]) -> None:
    """The shades of waiting, and how many the widest arrow stands for."""
    row_of_swatches(page, (NAME_IN, 0.01), [(colour, say(words)) for _, colour, words in CLASSES],
                    say("mean wait"))  # fmt: skip
    widest = say("widest arrow: {n}", n=whole(max((link.count for link in links), default=0.0)))
    page.write(widest, page.width, 0.08, size=SMALL_PT, va="center", color=FAINT,
               ha="right")
