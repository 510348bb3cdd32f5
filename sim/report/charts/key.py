"""The key of a chart's series: a sample of each line beside its name, in a column or a row that fits."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.charts.lettering import height_in, lines_that_fit, width_in
from sim.report.charts.sheet import Sheet
from sim.report.charts.style import FAINT, INK, SMALL_PT, look

_SAMPLE_IN, _GAP_IN, _APART_IN = 0.42, 0.1, 0.2


def swatch(
    page: Sheet, place: tuple[float, float], colour: str, words: str, hatch: str | None = None
) -> None:
    """A sample of a colour with what it means behind it; `place` is its lower left corner, inches."""
    from matplotlib.patches import Rectangle

    across, up = page.figure.get_size_inches()
    left, bottom = place
    page.figure.add_artist(Rectangle(
        ((page.left + left) / across, (page.bottom + bottom) / up), 0.2 / across, 0.14 / up,
        facecolor=colour, edgecolor="white" if hatch else INK, hatch=hatch, linewidth=0.6,
    ))  # fmt: skip
    page.write(words, left + 0.27, bottom + 0.07, size=SMALL_PT, va="center", color=FAINT)


def row_of_swatches(
    page: Sheet, place: tuple[float, float], samples: Sequence[tuple[str, ...]], before: str = "",
    after: str = "",
) -> None:
    """Swatches in a row, each as wide as its words take.

    Parameters
    ----------
    place : the lower left corner, inches.
    samples : colour, words and, where there is one, hatch of each.
    before, after : words at the ends of the row.
    """
    left, bottom = place
    middle = {"size": SMALL_PT, "va": "center", "color": FAINT}
    if before:
        page.write(before, left, bottom + 0.07, **middle)
        left += width_in(before, SMALL_PT) + _APART_IN
    for colour, words, *hatch in samples:
        swatch(page, (left, bottom), colour, words, hatch[0] if hatch else None)
        left += 0.27 + width_in(words, SMALL_PT) + _APART_IN
    page.write(after, left, bottom + 0.07, **middle)


def names_height_in(names: Sequence[str], room_in: float) -> float:
    """How much room a column of names takes, inches from top to foot."""
    room = room_in - _SAMPLE_IN - _GAP_IN
    return sum(height_in(len(lines_that_fit(name, room, SMALL_PT)), SMALL_PT) + _GAP_IN for name in names)


def column_of_names(
    page: Sheet, names: Sequence[str], place: tuple[float, float], room_in: float, first: int = 0,
    marked: bool = True,
) -> None:
    """Names of series below each other, each with its line.

    Parameters
    ----------
    place : the upper left corner, inches; `room_in` is the width.
    first : how the first series is drawn: 0 as the base, 1 as the first alternative.
    marked : whether the lines have marks.
    """
    from matplotlib.lines import Line2D

    across, up = page.figure.get_size_inches()
    left, top = place
    for index, name in enumerate(names):
        lines = lines_that_fit(name, room_in - _SAMPLE_IN - _GAP_IN, SMALL_PT)
        middle = top - height_in(1, SMALL_PT) / 2
        ends = [(page.left + left) / across, (page.left + left + _SAMPLE_IN) / across]
        height = (page.bottom + middle) / up
        shown = look(first + index)
        page.figure.add_artist(Line2D(
            [ends[0], sum(ends) / 2, ends[1]], [height] * 3, color=shown.colour, linestyle=shown.dash,
            marker=shown.mark if marked else "", markevery=[1], linewidth=2, markersize=5.5,
        ))  # fmt: skip
        page.write("\n".join(lines), left + _SAMPLE_IN + _GAP_IN, top, va="top", size=SMALL_PT)
        top -= height_in(len(lines), SMALL_PT) + _GAP_IN
