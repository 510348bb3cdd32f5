"""A matrix of bars: a row a factor, a column a measure. What both kinds of sensitivity have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sim.report.charts.content import Heading
from sim.report.charts.lettering import fitted, height_in, lines_that_fit
from sim.report.charts.sheet import Sheet, sheet
from sim.report.charts.style import FAINT, SMALL_PT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES_IN = 2.6
AT_ONCE = 3
"""Measures of one picture."""

_ROW_IN, _HEAD_IN, _FOOT_IN = 0.55, 0.5, 0.65


def matrix(
    heading: Heading, rows: Sequence[str], columns: Sequence[str], fill: Callable[[Axes, int], None]
) -> Sheet:
    """A sheet whose axes, one a column, are filled by `fill(axes, column)`, rows from the top."""
    names = [[part for one in name.split("\n") for part in lines_that_fit(one, NAMES_IN - 0.1, SMALL_PT)]
             for name in rows]  # fmt: skip
    row_in = max(_ROW_IN, height_in(max(map(len, names)), SMALL_PT) + 0.1)
    page = sheet(heading, _HEAD_IN + _FOOT_IN + row_in * len(rows))
    each = (page.width - NAMES_IN) / len(columns)
    height = page.height - _HEAD_IN - _FOOT_IN
    for number, title in enumerate(columns):
        left = NAMES_IN + number * each
        axes = page.axes(left + 0.1, _FOOT_IN, each - 0.3, height)
        fill(axes, number)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        page.write(fitted(title, each - 0.2, SMALL_PT, bold=True), left + each / 2 - 0.05,
                   _FOOT_IN + height + 0.08, ha="center", size=SMALL_PT, weight="bold")  # fmt: skip
    for line, words in enumerate(names):
        y = _FOOT_IN + height * (1 - (line + 0.5) / len(rows))
        page.write("\n".join(words), 0.0, y + height_in(len(words), SMALL_PT) / 2, va="top", size=SMALL_PT)
    return page


def unit_below(axes: Axes, words: str) -> None:
    """The unit along an axis, broken where it must be."""
    wide = axes.get_window_extent().width / axes.figure.dpi
    axes.set_xlabel(fitted(words, wide + 0.2, SMALL_PT), color=FAINT, labelpad=1)
