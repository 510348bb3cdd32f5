"""Response curves drawn: panels side by side on one scale, with intervals; the numbers are `responses`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

from sim.report.charts.content import Drawn, Heading
from sim.report.charts.key import column_of_names
from sim.report.charts.lettering import fitted, lines_that_fit, width_in
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, RULE, SMALL_PT, Look, look, plain_ticks
from sim.report.charts.sweeps.basis import round_ends

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TICK_IN = 1.1   # of the name of a level, before it is broken
_KEY_IN, _LABELS_IN = 2.1, 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes
    ----------
    name, place : how it is called, and drawn.
    numbers : from left to right; nan where none was seen.
    smooth : places and values of a smooth model between them; empty where none is good.
    """

    name: str
    place: int
    numbers: tuple[Drawn, ...]
    smooth: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One factor.

    Attributes
    ----------
    factor : its name.
    positions, labels : of its levels on the axis.
    written : position of the reference; nan where it is on none.
    by : the factor whose levels the lines are; empty where lines are scenarios.
    lines : of as many numbers as there are positions.
    """

    factor: str
    positions: tuple[float, ...]
    labels: tuple[str, ...]
    written: float
    by: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """What the chart shows; `joined` where lines run through the points."""

    heading: Heading
    measure: str
    unit: str
    panels: tuple[Panel, ...]
    joined: bool


def draw(content: Curves) -> Figure:
    """Panels side by side on one scale; lines of levels named at their ends, scenarios in a key."""
    page = sheet(content.heading)
    named = not content.panels[0].by and len(content.panels[0].lines) > 1
    labelled = bool(content.panels[0].by)
    room = page.width - (_KEY_IN if named else 0.0)
    first, each = 0.0, (room - 0.65) / len(content.panels)
    ends = round_ends([end for panel in content.panels for line in panel.lines
                       for one in line.numbers for end in (one.value, one.low, one.high)])  # fmt: skip
    for place, panel in enumerate(content.panels):
        left = first + 0.65 + place * each
        width = each - (_LABELS_IN if labelled else 0.2)
        axes = page.axes(left, 0.75, width, page.height - 1.0)
        axes.set_ylim(*ends)
        _panel(axes, panel, content.joined)
        page.write(fitted(panel.factor, width, SMALL_PT), left + width / 2, 0.34, ha="center", size=SMALL_PT,
                   va="top", color=FAINT)  # fmt: skip
        if place:
            axes.tick_params(labelleft=False)
        else:
            axes.set_ylabel(content.unit, color=FAINT)
            axes.yaxis.set_major_formatter(plain_ticks())
        if labelled:
            _labels(page, panel, (left + width + 0.08, 0.75, page.height - 1.0), ends)
    if named:
        names = [line.name for line in content.panels[0].lines]
        column_of_names(page, names, (page.width - _KEY_IN + 0.1, page.height - 0.3), _KEY_IN - 0.1)
    return page.figure


def _panel(axes: Axes, panel: Panel, joined: bool) -> None:
    if isfinite(panel.written):
        axes.axvline(panel.written, color=RULE, linewidth=1.2, linestyle=(0, (1, 2)), zorder=1)
    for line in panel.lines:
        _line(axes, panel.positions, line, joined)
    if panel.labels:
        axes.set_xticks(panel.positions)
        axes.set_xticklabels(_labels_that_fit(panel, axes.get_window_extent().width / axes.figure.dpi))
    else:
        axes.xaxis.set_major_formatter(plain_ticks())
    axes.margins(x=0.06)
    axes.grid(axis="y")


def _labels_that_fit(panel: Panel, room_in: float) -> list[str]:
    """The names of the levels; one that would run into the one before is left out, but not the last."""
    low, high = panel.positions[0], panel.positions[-1]
    scale = 0.88 * room_in / ((high - low) or 1.0)
    widths = [min(width_in(name, SMALL_PT), _TICK_IN) for name in panel.labels]
    names, ends = [""] * len(widths), (high - low) * scale - widths[-1] / 2 - 0.06
    taken = float("-inf")
    for level, (position, wide) in enumerate(zip(panel.positions, widths, strict=True)):
        left = (position - low) * scale - wide / 2
        last = level == len(widths) - 1
        if left > taken and (last or left + wide <= ends):
            names[level] = fitted(panel.labels[level], _TICK_IN, SMALL_PT)
            taken = left + wide + 0.06
    return names


def _line(axes: Axes, positions: Sequence[float], line: Line, joined: bool) -> None:
    shown: Look = look(line.place)
    values = [one.value for one in line.numbers]
    straight = shown.dash if joined and not line.smooth else ""
    axes.plot(positions, values, color=shown.colour, linestyle=straight, marker=shown.mark,
              markersize=5.5 if joined else 4, zorder=3)  # fmt: skip
    if line.smooth:
        axes.plot(*zip(*line.smooth, strict=True), color=shown.colour, linestyle=shown.dash, zorder=2)
    for x, one in zip(positions, line.numbers, strict=True):
        if isfinite(one.low):
            axes.plot([x, x], [one.low, one.high], color=shown.colour, linewidth=1.2 if joined else 0.7,
                      solid_capstyle="butt", zorder=2)  # fmt: skip


def _labels(page: Sheet, panel: Panel, at: tuple[float, float, float], ends: tuple[float, float]) -> None:
    """The names of the lines beside their ends, apart from each other, under the factor's name."""
    left, bottom, height = at
    scale = height / (ends[1] - ends[0])
    last = [(next((one.value for one in reversed(line.numbers) if isfinite(one.value)), nan), line)
            for line in panel.lines]  # fmt: skip
    seen = sorted(((value, line) for value, line in last if isfinite(value)), key=lambda one: one[0])
    heights = apart([(value - ends[0]) * scale for value, _ in seen], 0.15, height)
    for y, (_, line) in zip(heights, seen, strict=True):
        name = lines_that_fit(line.name, _LABELS_IN - 0.12, SMALL_PT)[0]
        page.write(name, left, bottom + y, va="center", size=SMALL_PT, color=look(line.place).colour)


def apart(places: Sequence[float], least: float, most: float) -> list[float]:
    """Rising places moved so that none is nearer than `least` to the next, and none beyond `most`."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + least) if found else place)
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], most - (len(found) - 1 - number) * least)
    return found
