"""Response curves: a measure along each factor, the others as written; the drawing is `curves`'s.

In: a sweep looked up. Out: charts. Lines are scenarios, or the levels of another factor; where a smooth model
is good, it leads from point to point.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan

from sim.report.charts.content import Absent, Chart, Drawn, Heading, drawn
from sim.report.charts.sweeps.basis import others_of, sample_of, source_of, unit_of
from sim.report.charts.sweeps.curves import Curves, Line, Panel, draw
from sim.report.language import say, several
from sim.report.sweeps.model import fitted, written
from sim.report.sweeps.moving import Move, move_in_words, moves_of
from sim.report.sweeps.reading import Swept
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote
from sim.sweeps.design.reference import WITH_REFERENCE, levels_of

MOST_PANELS = 3
_MOST_LINES = 5


def curves(swept: Swept) -> tuple[Chart, ...] | Absent:
    """A chart for each measure of a design whose factors are seen one by one."""
    if not swept.factors:
        return Absent(say("shows what factors do, and this sweep has none"))
    if swept.design.kind == "sensitivity":
        return Absent(say("needs a grid, one factor at a time, or drawn points"))
    return tuple(_chart(swept, measure) for measure in swept.varying)


def _chart(swept: Swept, measure: str) -> Chart:
    moves = moves_of(swept, swept.base, measure)
    order = [move.place for move in moves] or list(range(len(swept.factors)))
    panels = tuple(_panel_of(swept, measure, place, order) for place in order[:MOST_PANELS])
    left_out = len(order) - len(panels)
    joined = swept.design.kind in WITH_REFERENCE
    heading = Heading(
        _title(swept, measure, moves, panels),
        f"{swept.head(measure)}; {sample_of(swept)}",
        tuple(filter(None, (
            others_of(swept, _shown(swept, panels)) if joined else "",
            _about_lines(panels, joined),
            say("Dotted: as written.") if any(isfinite(one.written) for one in panels) else "",
            several(left_out, "One factor that does less is in the tables.",
                    "{n} factors that do less are in the tables.") if left_out > 0 else "",
            source_of(swept),
        ))),
    )  # fmt: skip
    content = Curves(heading, measure, unit_of(swept, measure), panels, joined)
    return Chart(f"curves-{measure}", "curves", content, _said(panels), draw)


def _about_lines(panels: Sequence[Panel], joined: bool) -> str:
    if not any(line.smooth for panel in panels for line in panel.lines):
        return ""
    if not joined:
        return say("Lines: a smooth model that foretells points left out, the other factors in the middle of "
                   "their range.")  # fmt: skip
    return say("Lines between points: a smooth model that foretells points left out.")


def _shown(swept: Swept, panels: Sequence[Panel]) -> list[int]:
    names = [factor.name for factor in swept.factors]
    return [names.index(name) for panel in panels for name in (panel.factor, panel.by) if name]


def _title(swept: Swept, measure: str, moves: Sequence[Move], panels: Sequence[Panel]) -> str:
    if moves and moves[0].clear and len(moves[0].numbers) > 1:
        return move_in_words(swept, measure, moves[0]).rstrip(".")
    if moves:
        return say("{measure}: no change along any factor can be told", measure=swept.head(measure))
    smooth = [one for one in panels if one.lines and one.lines[0].smooth]
    if not smooth:
        return say("{measure} at drawn points", measure=swept.head(measure))
    far = max(smooth, key=lambda one: abs(one.lines[0].smooth[-1][1] - one.lines[0].smooth[0][1]))
    place = [factor.name for factor in swept.factors].index(far.factor)
    (low, first), (high, last) = far.lines[0].smooth[0], far.lines[0].smooth[-1]
    form = swept.form(measure)
    numbers = {"first": form.number(first / form.factor), "last": form.number(last / form.factor)}
    return say("{measure}: about {first} at {factor} {low}, {last} at {high}", **numbers,
               measure=swept.head(measure), factor=far.factor,
               low=swept.number(place, low), high=swept.number(place, high))  # fmt: skip


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
                                           for point in points),
                 _smooth(swept, note, measure, place) if rising else ())
            for number, note in enumerate(swept.notes[: _MOST_LINES + 1])
        )  # fmt: skip
        name = ""
    else:
        lines, name = _by_levels(swept, measure, place, by, rising), swept.factors[by].name
    labels, written = swept.level_names(place), _written(swept, place, positions)
    return Panel(swept.factors[place].name, positions, labels, written, name, lines)


def _by_levels(
    swept: Swept, measure: str, place: int, by: int, rising: bool
) -> tuple[Line, ...]:
    """A line for each level of another factor, the reference's in black."""
    assert swept.result.reference is not None
    at = list(levels_of(swept.design, swept.result.reference.point))
    own, names = at[by], swept.level_names(by)
    lines, number = [], 1
    for level in some_levels(len(names), own, _MOST_LINES):
        at[by] = level
        points = swept.slice(place, at)
        numbers = tuple(_drawn(swept, measure, swept.value(swept.base, point, measure)) for point in points)
        smooth = _smooth(swept, swept.base, measure, place, points[0]) if rising else ()
        lines.append(Line(names[level], 0 if level == own else number, numbers, smooth))
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
        lines.append(Line(note.title, number, tuple(numbers), _smooth(swept, note, measure, place)))
    positions = tuple(swept.position(place, point) for point in points)
    return Panel(swept.factors[place].name, positions, (), nan, "", tuple(lines))


def _smooth(
    swept: Swept, note: ScenarioNote, measure: str, place: int, point: int | None = None
) -> tuple[tuple[float, float], ...]:
    """The model along a factor, the others as at a point, else as written; empty where it is not good."""
    one = fitted(swept, note, measure)
    if one is None or not one.model.good:
        return ()
    at = written(swept, one.space) if point is None else one.space.numbers[point]
    numbers, values = one.along(place, at)
    factor = swept.form(measure).factor
    return tuple((float(x), factor * float(y)) for x, y in zip(numbers, values, strict=True))


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
