"""Native tables: a `Grid` set in the largest letters in which it fits its room, all column widths given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.report.charts.lettering import height_in, lines_that_fit, width_in
from sim.report.charts.style import INK
from sim.report.deck.content import Grid
from sim.report.deck.look import ink
from sim.report.deck.room import shortened
from sim.report.language import several
from sim.report.tables import cells

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame

SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_BESIDE_IN, _ABOVE_IN = 0.08, 0.04   # margins of a cell
_MARGINS_IN = 2 * _BESIDE_IN + 0.05
_NARROWEST_IN = 0.6
_WHOLE = re.compile(r"[^ \n]+(?: ±[^ \n]+)?(?: %)?(?: /)?")   # a word, or a number with half-width and unit
_NARROW = re.compile(r"[!-\u2e7f（），。：；]+")   # beside letters of Chinese, with what sticks to them
_NUMBERS = re.compile(r"[-+\N{MINUS SIGN}]?\d[\d.,/±%\s]*")
_WIDE = 4   # letters of a word of Chinese, which may be broken anywhere
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table that fits.

    Attributes
    ----------
    rows : its cells, shortened where they had to be.
    widths, heights : of columns and rows, inches.
    size_pt : of its letters.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size_pt: float


def fit(rows: Rows, room: tuple[float, float], sizes: Sequence[float] = SIZES) -> Fitted:
    """Set rows in a room of a width and height in inches, in the first of the sizes in which they fit.

    Where no size fits, words are shortened, and at last the rows that do not fit are left out, which
    the last row says. Numbers stay whole.
    """
    for size in sizes:
        found = _set(rows, room[0], size)
        whole = sum(_least(rows, number, size) for number in range(len(rows[0]))) <= room[0]
        if sum(found.heights) <= room[1] and (whole or size == sizes[-1]):
            return found
    for lines in (4, 3, 2, 1):
        found = _set(_cut(rows, room[0], sizes[-1], lines), room[0], sizes[-1])
        if sum(found.heights) <= room[1]:
            return found
    kept = list(rows)
    while len(kept) > 2 and sum(found.heights) > room[1]:
        kept.pop()
        told = several(len(rows) - len(kept), "{n} more row: see the notes", "{n} more rows: see the notes")
        more = (told, *[""] * (len(rows[0]) - 1))
        found = _set(_cut([*kept, more], room[0], sizes[-1], 1), room[0], sizes[-1])
    return found


def draw_grid(
    shapes: Any, grid: Grid, place: tuple[int, int, int, int], scale: float = 1.0
) -> GraphicFrame:
    """Add a native table to the shapes of a slide; `place` is left, top, width and height, EMU.

    Parameters
    ----------
    scale : size of letters beside those of the built-in look.
    """
    from pptx.util import Inches

    sizes = [round(2 * scale * size) / 2 for size in SIZES]
    found = fit(grid.rows, (place[2] / 914400, place[3] / 914400), sizes)
    frame = shapes.add_table(len(found.rows), len(found.rows[0]), *place)
    frame.table.horz_banding = False
    for column, width in zip(frame.table.columns, found.widths, strict=True):
        column.width = Inches(width)
    for line, (row, height) in enumerate(zip(found.rows, found.heights, strict=True)):
        frame.table.rows[line].height = Inches(height)
        for number, text in enumerate(row):
            _fill(frame.table.cell(line, number), text, found.size_pt, (line, number))
    frame.width, frame.height = Inches(sum(found.widths)), Inches(sum(found.heights))
    return frame


def _fill(cell: Any, text: str, size_pt: float, at: tuple[int, int]) -> None:
    """The heading dark, all others white with dark letters, on whatever template."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches, Pt

    line, number = at
    cell.margin_left = cell.margin_right = Inches(_BESIDE_IN)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE_IN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = ink("#2B3A4A" if line == 0 else "#F4F6F8" if line % 2 else "#FFFFFF")
    cell.text_frame.text = text
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size_pt)
            run.font.bold = line == 0 or number == 0
            run.font.color.rgb = ink("#FFFFFF" if line == 0 else INK)


def _set(rows: Rows, width: float, size_pt: float) -> Fitted:
    widths = _widths(rows, width, size_pt)
    heights = tuple(
        max(_lines(cell, wide - 2 * _BESIDE_IN, size_pt, number == 0 or line == 0)
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True)))
        for line, row in enumerate(rows)
    )  # fmt: skip
    high = tuple(height_in(lines, size_pt) + 2 * _ABOVE_IN for lines in heights)
    return Fitted(tuple(map(tuple, rows)), widths, high, size_pt)


def _lines(cell: str, room: float, size_pt: float, bold: bool) -> int:
    return sum(len(lines_that_fit(part, room, size_pt, bold)) for part in cell.split("\n"))


def _least(rows: Rows, number: int, size_pt: float) -> float:
    """Width in which a column breaks no word, and no number from its half-width, inches."""
    parts = (unit for row in rows for part in _WHOLE.findall(row[number]) for unit in _unbroken(part))
    return max([_NARROWEST_IN, *(width_in(part, size_pt, bold=True) + _MARGINS_IN for part in parts)])


def _unbroken(part: str) -> Iterator[str]:
    """What of a word stays in one line: all of it, of Chinese a few letters and each number."""
    if cells(part) > len(part):
        yield part[:_WIDE] if cells(part[:_WIDE]) > _WIDE else ""
        yield from _NARROW.findall(part)
    else:
        yield part


def _widths(rows: Rows, width: float, size_pt: float) -> tuple[float, ...]:
    """What each column asks for; where that is too much, what keeps words whole, and a part of the rest.

    Where not even words are whole, the wide columns share what the narrow ones leave.
    """
    columns = range(len(rows[0]))
    asked = [
        max(width_in(part, size_pt, bold=True) + _MARGINS_IN for row in rows for part in row[n].split("\n"))
        for n in columns
    ]
    asked = [max(one, _NARROWEST_IN) for one in asked]
    if sum(asked) <= width:
        spare = (width - sum(asked)) / len(asked)
        return tuple(one + spare for one in asked)
    least = [_least(rows, n, size_pt) for n in columns]
    if sum(least) <= width:
        part = (width - sum(least)) / (sum(asked) - sum(least))
        return tuple(low + part * (high - low) for low, high in zip(least, asked, strict=True))
    given = [0.0] * len(asked)
    left, open_ = width, sorted(range(len(asked)), key=asked.__getitem__)
    while open_:
        share = left / len(open_)
        number = open_.pop(0)
        given[number] = min(asked[number], share)
        left -= given[number]
    return tuple(given)


def _cut(rows: Rows, width: float, size_pt: float, lines: int) -> Rows:
    """Cells whose parts have no more than so many lines, but for those of numbers alone."""
    widths = _widths(rows, width, size_pt)
    return [["\n".join(part if _NUMBERS.fullmatch(part) else
                       shortened(part, wide - 2 * _BESIDE_IN, size_pt, lines, bold=True)
                       for part in cell.split("\n")) for cell, wide in zip(row, widths, strict=True)]
            for row in rows]  # fmt: skip
