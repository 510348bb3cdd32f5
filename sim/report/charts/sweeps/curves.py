"""Response curves: a measure along each factor, the others as written, with intervals.

Lines are scenarios, or the levels of another factor; of drawn points each stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn
from sim.report.charts.key import column_of_names
from sim.report.charts.lettering import fitted, lines_that_fit, width_in
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, RULE, SMALL_PT, Look, look, plain_ticks
from sim.report.charts.sweeps.basis import others_of, round_ends, sample_of, source_of, unit_of
from sim.report.language import say, several
from sim.report.sweeps.moving import Move, move_in_words, moves_of
from sim.report.sweeps.reading import Swept
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.sweeps.reference import WITH_REFERENCE, levels_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PANELS = 3
_MOST_LINES = 5
_TICK_IN = 1.1   # of the name of a level, before it is broken
_KEY_IN, _LABELS_IN = 2.1, 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, how it is drawn, and its numbers from left to right; nan where none was seen."""

    name: str
    place: int
    numbers: tuple[Drawn, ...]


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


def curves(swept: Swept) -> tuple[Chart, ...] | Absent:
    """A chart for each measure of a design whose factors are seen one by one."""
    if not swept.factors:
        return Absent(say("shows what factors do, and this sweep has none"))
    if swept.design.kind == "sensitivity":
        return Absent(say("needs a grid, one factor at a time, or drawn points"))
    return tuple(_chart(swept, measure) for measure in swept.varying)


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


def _chart(swept: Swept, measure: str) -> Chart:
    moves = moves_of(swept, swept.base, measure)
    order = [move.place for move in moves] or list(range(len(swept.factors)))
    panels = tuple(_panel_of(swept, measure, place, order) for place in order[:MOST_PANELS])
    left_out = len(order) - len(panels)
    joined = swept.design.kind in WITH_REFERENCE
    heading = Heading(
        _title(swept, measure, moves),
        f"{swept.head(measure)}; {sample_of(swept)}",
        tuple(filter(None, (
            others_of(swept, _shown(swept, panels)) if joined else "",
            say("Dotted: as written.") if any(isfinite(one.written) for one in panels) else "",
            several(left_out, "One factor that does less is in the tables.",
                    "{n} factors that do less are in the tables.") if left_out > 0 else "",
            source_of(swept),
        ))),
    )  # fmt: skip
    content = Curves(heading, measure, unit_of(swept, measure), panels, joined)
    return Chart(f"curves-{measure}", "curves", content, _said(panels), draw)


def _shown(swept: Swept, panels: Sequence[Panel]) -> list[int]:
    names = [factor.name for factor in swept.factors]
    return [names.index(name) for panel in panels for name in (panel.factor, panel.by) if name]


def _title(swept: Swept, measure: str, moves: Sequence[Move]) -> str:
    if moves and moves[0].clear and len(moves[0].numbers) > 1:
        return move_in_words(swept, measure, moves[0]).rstrip(".")
    if moves:
        return say("{measure}: no change along any factor can be told", measure=swept.head(measure))
    return say("{measure} at drawn points", measure=swept.head(measure))


def _panel_of(swept: Swept, measure: str, place: int, order: Sequence[int]) -> Panel:
    if swept.design.kind not in WITH_REFERENCE:
        return _drawn_points(swept, measure, place)
    points = swept.slice(place)
    found = [swept.position(place, point) for point in points]
    rising = all(isfinite(one) for one in found) and sorted(set(found)) == found
    positions = tuple(found) if rising else tuple(map(float, range(len(points))))
    by = next((one for one in order if one != place), None)
    if len(swept.notes) > 1 or by is None or swept.design.kind != "grid":
        lines = tuple(
            Line(note.title, number, tuple(_drawn(swept, measure, swept.value(note, point, measure))
                                           for point in points))
            for number, note in enumerate(swept.notes[: _MOST_LINES + 1])
        )  # fmt: skip
        name = ""
    else:
        lines, name = _by_levels(swept, measure, place, by), swept.factors[by].name
    labels, written = swept.level_names(place), _written(swept, place, positions)
    return Panel(swept.factors[place].name, positions, labels, written, name, lines)


def _by_levels(swept: Swept, measure: str, place: int, by: int) -> tuple[Line, ...]:
    """A line for each level of another factor, the reference's in black."""
    assert swept.result.reference is not None
    at = list(levels_of(swept.design, swept.result.reference.point))
    own, names = at[by], swept.level_names(by)
    lines, number = [], 1
    for level in some_levels(len(names), own, _MOST_LINES):
        at[by] = level
        numbers = tuple(_drawn(swept, measure, swept.value(swept.base, point, measure))
                        for point in swept.slice(place, at))  # fmt: skip
        lines.append(Line(names[level], 0 if level == own else number, numbers))
        number += level != own
    return tuple(lines)


def some_levels(count: int, own: int, most: int) -> list[int]:
    """At most so many levels: both ends, `own`, and others evenly between."""
    if count <= most:
        return list(range(count))
    spread = {round(place * (count - 1) / (most - 2)) for place in range(most - 1)}
    return sorted(spread | {own})


def _drawn_points(swept: Swept, measure: str, place: int) -> Panel:
    lines = []
    points = [point for point in range(len(swept.points)) if isfinite(swept.position(place, point))]
    points.sort(key=lambda point: swept.position(place, point))
    for number, note in enumerate(swept.notes[: _MOST_LINES + 1]):
        numbers = (_drawn(swept, measure, swept.value(note, point, measure)) for point in points)
        lines.append(Line(note.title, number, tuple(numbers)))
    positions = tuple(swept.position(place, point) for point in points)
    return Panel(swept.factors[place].name, positions, (), nan, "", tuple(lines))


def _written(swept: Swept, place: int, positions: tuple[float, ...]) -> float:
    reference = swept.result.reference
    if reference is None or swept.design.kind != "grid":
        return nan
    return positions[levels_of(swept.design, reference.point)[place]]


def _drawn(swept: Swept, measure: str, estimate: Estimate) -> Drawn:
    form = swept.form(measure)
    return drawn(estimate, value_in_words(estimate, form), form.factor)


def _said(panels: Sequence[Panel]) -> str:
    """The ends of each line, for who cannot see them."""
    told = []
    for panel in panels:
        for line in panel.lines:
            first, last = line.numbers[0], line.numbers[-1]
            ends = (panel.labels[0], panel.labels[-1]) if panel.labels else ("", "")
            told.append(f"{panel.factor}, {line.name}: {ends[0]} {first.text}, {ends[1]} {last.text}")
    return ". ".join(told)


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
    axes.plot(positions, values, color=shown.colour, linestyle=shown.dash if joined else "",
              marker=shown.mark, markersize=5.5 if joined else 4, zorder=3)  # fmt: skip
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
