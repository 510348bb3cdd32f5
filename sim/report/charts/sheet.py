"""A sheet: the figure with its heading above and its notes below, and the room between for the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.charts.content import Heading
from sim.report.charts.lettering import height_in, lines_that_fit
from sim.report.charts.style import (
    FAINT,
    HEIGHT_IN,
    LINE_SPACING,
    SMALL_PT,
    SUBTITLE_PT,
    TITLE_PT,
    WIDTH_IN,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EDGE_IN = 0.25
_GAP_IN = 0.12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure whose heading and notes are drawn; the room for the chart, inches from the lower left."""

    figure: Figure
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width of the room, inches."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height of the room, inches."""
        return self.top - self.bottom

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Axes at a place in the room, inches from its lower left."""
        across, up = self.figure.get_size_inches()
        return self.figure.add_axes(
            ((self.left + left) / across, (self.bottom + bottom) / up, width / across, height / up)
        )

    def write(self, text: str, left: float, bottom: float, **choices: object) -> None:
        """Text at a place in the room, inches from its lower left."""
        across, up = self.figure.get_size_inches()
        self.figure.text(
            (self.left + left) / across, (self.bottom + bottom) / up, text,
            **{"linespacing": LINE_SPACING, **choices},  # type: ignore[arg-type]
        )  # fmt: skip


def sheet(heading: Heading, least_in: float = 0.0) -> Sheet:
    """A figure of slide shape, higher where the chart needs it.

    Parameters
    ----------
    least_in : height that the chart needs, inches, without heading and notes.
    """
    from matplotlib.figure import Figure

    room = WIDTH_IN - 2 * EDGE_IN
    title = lines_that_fit(heading.title, room, TITLE_PT, bold=True)
    subtitle = lines_that_fit(heading.subtitle, room, SUBTITLE_PT)
    notes = lines_that_fit(" ".join(heading.notes), room, SMALL_PT) if heading.notes else []
    above = EDGE_IN + height_in(len(title), TITLE_PT) + height_in(len(subtitle), SUBTITLE_PT) + 2 * _GAP_IN
    below = EDGE_IN + (height_in(len(notes), SMALL_PT) + _GAP_IN if notes else 0.0)
    up = max(HEIGHT_IN, above + below + least_in)
    figure = Figure(figsize=(WIDTH_IN, up))
    y = up - EDGE_IN
    _block(figure, title, (EDGE_IN, y), {"size": TITLE_PT, "weight": "bold"})
    y -= height_in(len(title), TITLE_PT) + _GAP_IN / 2
    _block(figure, subtitle, (EDGE_IN, y), {"size": SUBTITLE_PT, "color": FAINT})
    if notes:
        top = EDGE_IN + height_in(len(notes), SMALL_PT)
        _block(figure, notes, (EDGE_IN, top), {"size": SMALL_PT, "color": FAINT})
    return Sheet(figure, EDGE_IN, below, WIDTH_IN - EDGE_IN, up - above)


def _block(
    figure: Figure, lines: Sequence[str], place: tuple[float, float], choices: dict[str, object]
) -> None:
    """Lines of text whose upper left corner is at a place, inches."""
    across, up = figure.get_size_inches()
    figure.text(
        place[0] / across, place[1] / up, "\n".join(lines), va="top", linespacing=LINE_SPACING,
        **choices,  # type: ignore[arg-type]
    )  # fmt: skip
