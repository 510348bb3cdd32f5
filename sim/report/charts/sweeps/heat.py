"""Heat maps over two factors: the base's values, and what each alternative adds to them.

Hatched is what cannot be told: from the point as written, or an alternative from the base.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite, isnan
from typing import TYPE_CHECKING

from sim.report.charts.content import Absent, Chart, Heading
from sim.report.charts.key import swatch
from sim.report.charts.lettering import fitted, lines_that_fit, width_in
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, INK, SMALL_PT
from sim.report.charts.sweeps.basis import others_of, sample_of, source_of
from sim.report.charts.sweeps.responses import some_levels
from sim.report.language import say
from sim.report.sweeps.alternatives import BETTER, LITTLE, UNTOLD, WORSE, standing
from sim.report.sweeps.moving import moves_of
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import is_clear
from sim.study.result import ScenarioNote
from sim.sweeps.design.reference import levels_of, number_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VALUE, DIFFERENCE = "value", "difference"
_MOST_LEVELS = 12
_MOST_ALTERNATIVES = 2
_LIGHT, _DARK = (0.94, 0.96, 0.98), (0.03, 0.29, 0.51)
_GOOD, _BAD, _EVEN = (0.0, 0.447, 0.698), (0.835, 0.369, 0.0), (0.97, 0.97, 0.97)
_SIDE_IN, _FOOT_IN, _TOP_IN = 0.95, 0.75, 0.35


@dataclass(frozen=True, slots=True)
class Cell:
    """One point.

    Attributes
    ----------
    value : in its own unit; nan where it failed.
    text : as it is written in the cell.
    told : whether it can be told from the reference, or from the base.
    side : of a difference, 1 better, -1 worse, 0 neither.
    """

    value: float
    text: str
    told: bool
    side: int = 0


@dataclass(frozen=True, slots=True)
class Map:
    """One panel: rows from below, of cells from the left; `kind` is `VALUE` or `DIFFERENCE`."""

    title: str
    kind: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """What the chart shows.

    Attributes
    ----------
    across, up : names of the factors.
    columns, rows : names of their levels.
    reference : column and row of the point as written; None where it is on no row shown.
    maps : the base's, then those of the alternatives.
    """

    heading: Heading
    across: str
    up: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    reference: tuple[int, int] | None
    maps: tuple[Map, ...]


def heat(swept: Swept) -> tuple[Chart, ...] | Absent:
    """A chart for each measure of a grid of two factors or more."""
    if swept.design.kind != "grid" or sum(factor.levels > 1 for factor in swept.factors) < 2:
        return Absent(say("needs a grid of two factors or more"))
    return tuple(_chart(swept, measure) for measure in swept.varying)


def draw(content: Heat) -> Figure:
    """Maps side by side, on the same axes."""
    page = sheet(content.heading, _FOOT_IN + _TOP_IN + 0.3 * len(content.rows))
    each = (page.width - _SIDE_IN) / len(content.maps)
    for place, one in enumerate(content.maps):
        _map(page, content, one, _SIDE_IN + place * each, each - 0.2)
    bottom, height = _FOOT_IN, page.height - _FOOT_IN - _TOP_IN
    for row, name in enumerate(content.rows):
        page.write(lines_that_fit(name, _SIDE_IN - 0.3, SMALL_PT)[0], _SIDE_IN - 0.08,
                   bottom + (row + 0.5) * height / len(content.rows), ha="right", va="center", size=SMALL_PT,
                   color=FAINT)  # fmt: skip
    page.write(content.up, 0.0, bottom + height / 2, rotation=90, va="center", size=SMALL_PT, color=FAINT)
    _key(page, content)
    return page.figure


def _chart(swept: Swept, measure: str) -> Chart:
    places = sorted(move.place for move in moves_of(swept, swept.base, measure)[:2])
    across, up = sorted(places, key=lambda place: -swept.factors[place].levels)
    levels = _Levels.of(swept, across, up)
    maps = [Map(swept.base.title, VALUE, levels.cells(partial(_value, swept, measure)))]
    for note in swept.notes[1 : 1 + _MOST_ALTERNATIVES]:
        verdicts = standing(swept, note, measure).verdicts
        cells = levels.cells(partial(_difference, swept, measure, note, verdicts))
        maps.append(Map(say("{alternative}, less the base", alternative=note.title), DIFFERENCE, cells))
    heading = Heading(
        _title(swept, measure, levels, maps), f"{swept.head(measure)}; {sample_of(swept)}",
        tuple(filter(None, (say("Framed: as written."), others_of(swept, (across, up)), source_of(swept)))),
    )  # fmt: skip
    names = [tuple(swept.level_names(place)[level] for level in shown)
             for place, shown in ((across, levels.across), (up, levels.up))]  # fmt: skip
    content = Heat(heading, swept.factors[across].name, swept.factors[up].name, names[0], names[1],
                   levels.reference, tuple(maps))  # fmt: skip
    return Chart(f"heat-{measure}", "heat", content, _said(content), draw)


@dataclass(frozen=True, slots=True)
class _Levels:
    """Which levels of two factors are shown, and the points there; the other factors as written."""

    across: list[int]
    up: list[int]
    points: dict[tuple[int, int], int]
    reference: tuple[int, int] | None

    @staticmethod
    def of(swept: Swept, across: int, up: int) -> _Levels:
        assert swept.result.reference is not None
        at = list(levels_of(swept.design, swept.result.reference.point))
        own = at[across], at[up]
        shown = [some_levels(swept.factors[place].levels, level, _MOST_LEVELS)
                 for place, level in zip((across, up), own, strict=True)]  # fmt: skip
        points = {}
        for column in shown[0]:
            for row in shown[1]:
                at[across], at[up] = column, row
                points[column, row] = number_of(swept.design, at)
        return _Levels(shown[0], shown[1], points, (shown[0].index(own[0]), shown[1].index(own[1])))

    def cells(self, make: Callable[[int], Cell]) -> tuple[tuple[Cell, ...], ...]:
        """A cell for each point, row by row from below."""
        return tuple(tuple(make(self.points[column, row]) for column in self.across) for row in self.up)


def _value(swept: Swept, measure: str, point: int) -> Cell:
    found, reference = swept.value(swept.base, point, measure), swept.result.reference
    own = reference is not None and point == reference.point
    return Cell(found.value, _bare(swept, measure, found.value),
                own or is_clear(swept.change(swept.base, point, measure)))  # fmt: skip


def _difference(
    swept: Swept, measure: str, note: ScenarioNote, verdicts: dict[int, str], point: int
) -> Cell:
    found = swept.difference(note, point, measure)
    verdict = verdicts.get(point, UNTOLD)
    side = {BETTER: 1, WORSE: -1}.get(verdict, 0)
    text = _bare(swept, measure, found.value, signed=True)
    return Cell(found.value, text, verdict != UNTOLD, side if verdict != LITTLE and swept.way(measure) else 0)


def _bare(swept: Swept, measure: str, value: float, signed: bool = False) -> str:
    """A number without its unit, which the heading names."""
    return swept.form(measure).alone(value, signed)


def _title(swept: Swept, measure: str, levels: _Levels, maps: Sequence[Map]) -> str:
    """What alternatives do over the map; of the base alone, from where to where its values go."""
    if len(maps) > 1 and swept.way(measure):
        cells = [cell for row in maps[1].cells for cell in row]
        better, worse = sum(cell.side > 0 for cell in cells), sum(cell.side < 0 for cell in cells)
        return say("{measure}: {alternative} better at {better}, worse at {worse} of {total} points",
                   measure=swept.head(measure), alternative=swept.notes[1].title, better=better, worse=worse,
                   total=len(cells))  # fmt: skip
    seen = [(cell.value, point) for row, up in zip(maps[0].cells, levels.up, strict=True)
            for cell, point in zip(row, (levels.points[column, up] for column in levels.across), strict=True)
            if isfinite(cell.value)]  # fmt: skip
    if not seen:
        return say("{measure}: nothing seen", measure=swept.head(measure))
    form, (least, low), (most, high) = swept.form(measure), min(seen), max(seen)
    return say("{measure}: from {least} at {low} to {most} at {high}", measure=swept.head(measure),
               least=form.number(least), low=swept.settings(low), most=form.number(most),
               high=swept.settings(high))  # fmt: skip


def _said(content: Heat) -> str:
    return ". ".join(
        f"{one.title}: " + "; ".join(f"{name}: {', '.join(cell.text for cell in row)}"
                                     for name, row in zip(content.rows, one.cells, strict=True))
        for one in content.maps
    )  # fmt: skip


def _map(page: Sheet, content: Heat, one: Map, left: float, width: float) -> None:
    height = page.height - _FOOT_IN - _TOP_IN
    axes = page.axes(left, _FOOT_IN, width, height)
    columns, rows = len(content.columns), len(content.rows)
    size = min(SMALL_PT, 60 * height / rows)
    shown = width_in("0,000.00", size) <= width / columns
    for row, cells in enumerate(one.cells):
        for column, cell in enumerate(cells):
            colour = _colour(one, cell)
            axes.fill([column, column + 1, column + 1, column], [row, row, row + 1, row + 1],
                      facecolor=colour, hatch="" if cell.told else "///", edgecolor="white",
                      linewidth=1.0)  # fmt: skip
            if shown:
                dark = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] < 0.5
                axes.text(column + 0.5, row + 0.5, cell.text, ha="center", va="center", size=size,
                          color="white" if dark else INK, zorder=3,
                          bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.2})  # fmt: skip
    if content.reference is not None:
        x, y = content.reference
        axes.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], color=INK, linewidth=2.2, zorder=4)
    axes.set_xlim(0, columns)
    axes.set_ylim(0, rows)
    axes.set_yticks([])
    each = width / columns
    axes.set_xticks([column + 0.5 for column in range(columns)])
    axes.set_xticklabels([fitted(name, max(each - 0.03, 0.3), SMALL_PT) for name in content.columns])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    title = fitted(one.title, width, SMALL_PT, bold=True)
    page.write(title, left, page.height - _TOP_IN + 0.06, size=SMALL_PT, weight="bold")
    page.write(content.across, left + width / 2, 0.3, ha="center", size=SMALL_PT, color=FAINT)


def _colour(one: Map, cell: Cell) -> tuple[float, float, float]:
    """Darker where the value is higher; of a difference, blue where better and red where worse."""
    if isnan(cell.value):
        return 1.0, 1.0, 1.0
    numbers = [each.value for row in one.cells for each in row if isfinite(each.value)]
    if one.kind == VALUE:
        low, high = min(numbers), max(numbers)
        return _mixed(_LIGHT, _DARK, (cell.value - low) / (high - low) if high > low else 0.0)
    most = max(map(abs, numbers))
    if not (cell.told and cell.side and most):
        return _EVEN
    return _mixed(_EVEN, _GOOD if cell.side > 0 else _BAD, 0.25 + 0.75 * abs(cell.value) / most)


def _mixed(
    one: tuple[float, float, float], other: tuple[float, float, float], share: float
) -> tuple[float, float, float]:
    red, green, blue = (a + share * (b - a) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _key(page: Sheet, content: Heat) -> None:
    """What hatches and colours mean, in a line at the foot."""
    x = 0.0
    entries = [("#c9d4de", "", say("darker: higher"))]
    if any(not cell.told for one in content.maps for row in one.cells for cell in row):
        entries.append(("#dddddd", "///", say("hatched: no difference can be told")))
    if len(content.maps) > 1:
        entries += [("#4d9ccb", "", say("better than the base")), ("#e58e4d", "", say("worse"))]
    for colour, hatch, words in entries:
        swatch(page, (x, 0.02), colour, words, hatch or None)
        x += 0.55 + width_in(words, SMALL_PT)
