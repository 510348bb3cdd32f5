"""The one look of all charts: colours, dashes, marks, sizes, fonts.

Colours are those of Okabe and Ito (2008), "Color Universal Design", told apart by colour-blind readers; in
grey, dashes, marks and lightness tell the series apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.language import message, say
from sim.report.locales import local
from sim.stats.verdict import Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Formatter

THICKEST_IN = 0.5   # of a bar
WIDTH_IN, HEIGHT_IN = 10.0, 5.625
"""Of a picture, inches: the shape of a slide. Tall charts may be higher."""

INK, FAINT, RULE, BAND = "#1a1a1a", "#595959", "#b3b3b3", "#ebebeb"
BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9",
)  # fmt: skip
PER_CENT = message("{number} %")
LINE_SPACING = 1.1   # of the letter height that matplotlib measures, about 1.3 sizes
TITLE_PT, SUBTITLE_PT, TEXT_PT, SMALL_PT = 15.0, 10.5, 10.0, 8.5


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn: colour, dash of its line, mark of its points."""

    colour: str
    dash: tuple[float, tuple[float, ...]]
    mark: str


_LOOKS = (
    Look(INK, (0, ()), "s"),
    Look(BLUE, (0, (6, 2)), "o"),
    Look(ORANGE, (0, (2, 1)), "D"),
    Look(GREEN, (0, (6, 2, 1, 2)), "^"),
    Look(VERMILLION, (0, (1, 1)), "v"),
    Look(PURPLE, (0, (4, 1, 1, 1, 1, 1)), "P"),
    Look(SKY, (0, (9, 2)), "X"),
)

LOOKS = len(_LOOKS)

VERDICT_LOOKS = {
    message("better"): (BLUE, "o", True),
    message("worse"): (VERMILLION, "D", True),
    message("higher or lower"): (INK, "s", True),
    message("too little to matter"): (FAINT, "s", False),
    message("the same"): (FAINT, "x", False),
    message("cannot be told"): (FAINT, "o", False),
}
"""Words to colour, mark, and whether the mark is filled."""


def look(place: int) -> Look:
    """How the scenario at a place is drawn; the base, at 0, in black."""
    return _LOOKS[place] if place < len(_LOOKS) else _LOOKS[1 + (place - 1) % (len(_LOOKS) - 1)]


def verdict_words(verdict: Verdict) -> str:
    """Which of `VERDICT_LOOKS` a verdict is drawn as."""
    return {
        Verdict.BETTER: "better", Verdict.WORSE: "worse",
        Verdict.HIGHER: "higher or lower", Verdict.LOWER: "higher or lower",
        Verdict.THE_SAME: "the same", Verdict.CANNOT_BE_TOLD: "cannot be told",
        Verdict.NOTHING_SEEN: "cannot be told",
    }.get(verdict, "too little to matter")  # fmt: skip


@contextmanager
def styled() -> Iterator[None]:
    """Within it, matplotlib draws and writes in this style; files hold no date and no random name."""
    import logging
    import warnings

    from matplotlib import rc_context

    from sim.report.charts.fonts import families

    # A font that lacks a weight draws its own: nothing that a reader of charts can act on.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with warnings.catch_warnings(), rc_context({
        "font.family": list(families()), "font.size": TEXT_PT, "text.parse_math": False,
        "text.hinting": "no_hinting",
        "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": RULE, "axes.linewidth": 0.8,
        "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
        "axes.labelsize": SMALL_PT, "axes.unicode_minus": True,
        "xtick.color": RULE, "ytick.color": RULE, "xtick.labelcolor": FAINT, "ytick.labelcolor": FAINT,
        "xtick.labelsize": SMALL_PT, "ytick.labelsize": SMALL_PT, "xtick.major.size": 3,
        "ytick.major.size": 3, "grid.color": BAND, "grid.linewidth": 0.8, "lines.linewidth": 2.0,
        "lines.markersize": 5.5, "hatch.linewidth": 0.7, "figure.facecolor": "white",
        "savefig.facecolor": "white", "svg.hashsalt": "journeysim", "svg.fonttype": "path",
        "pdf.fonttype": 42,
    }):  # fmt: skip
        # Which letters no font has is told once, with the font to install.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def plain_ticks(unit: str = "{number}") -> Formatter:
    """Numbers on an axis with their thousands apart, and no needless decimals; the unit is a template."""
    from matplotlib.ticker import FuncFormatter

    def written(value: float, _: object) -> str:
        text = f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"
        return say(unit, number=local(text).replace("-", "\N{MINUS SIGN}"))

    return FuncFormatter(written)


def thickness(axes: Axes, lines: float, most: float = 0.62) -> float:
    """How thick bars are, in rows of axes with so many `lines`: never more than half an inch."""
    up = axes.get_window_extent().height / axes.figure.dpi
    return min(most, THICKEST_IN * lines / up)
