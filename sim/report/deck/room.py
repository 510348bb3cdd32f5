"""Text that fits its room: measured, set in the largest size that fits, shortened where none does.

Measured in a wide font, so that the fonts of most organisations fit, too. What is shortened on a slide
stands in full in its notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.charts.lettering import height_in, lines_that_fit
from sim.report.language import say

CUT = "\N{HORIZONTAL ELLIPSIS}"


def shortened(text: str, room_in: float, size_pt: float, lines: int = 1, bold: bool = False) -> str:
    """A text that takes no more than so many lines, its end replaced by an ellipsis where it would.

    Parameters
    ----------
    room_in : width of a line, inches.
    size_pt : letter size, points.
    """
    if len(lines_that_fit(text, room_in, size_pt, bold)) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:   # the longest beginning that fits
        middle = (low + high + 1) // 2
        kept = text[:middle].rstrip() + CUT
        if len(lines_that_fit(kept, room_in, size_pt, bold)) <= lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;:.") + CUT


def told_apart(names: Sequence[str], room_in: float, size_pt: float, lines: int = 1) -> list[str]:
    """Names shortened to fit, no two of which become alike: such names lose their middle, not their end.

    Names that are alike from the start, or even so, are numbered.
    """
    cut = [shortened(name, room_in, size_pt, lines) for name in names]
    alike = {one for one in cut if cut.count(one) > 1}
    found = [_both_ends(name, room_in, size_pt, lines) if one in alike and one != name else one
             for name, one in zip(names, cut, strict=True)]  # fmt: skip
    return [f"{place}. {one}" if found.count(one) > 1 else one for place, one in enumerate(found, 1)]


def size_that_fits(
    texts: Sequence[str], room: tuple[float, float], sizes: Sequence[float], gap: float = 0.0
) -> float | None:
    """The first of the sizes in which paragraphs fit a room; None if they fit in none.

    Parameters
    ----------
    room : width and height, inches.
    gap : between paragraphs, in letter sizes.
    """
    return next((size for size in sizes if text_height(texts, room[0], size, gap) <= room[1]), None)


def text_height(
    texts: Sequence[str], across_in: float, size_pt: float, gap: float = 0.0, bold: bool = False
) -> float:
    """Height of paragraphs of a width, inches; `gap` is between them, in letter sizes."""
    lines = sum(len(lines_that_fit(text, across_in, size_pt, bold)) for text in texts)
    return height_in(lines, size_pt) + gap * size_pt / 72 * max(len(texts) - 1, 0)


def as_many_as_fit(
    texts: Sequence[str], room: tuple[float, float], size_pt: float, gap: float = 0.0
) -> list[str]:
    """The first paragraphs that fit a room; the last says where the others are."""
    kept = list(texts)
    more = say("More in the notes.")
    while kept and text_height([*kept, more], room[0], size_pt, gap) > room[1]:
        kept.pop()
    if kept:
        return [*kept, more]
    lines = max(int(room[1] / height_in(1, size_pt)), 1)
    return [shortened(texts[0], room[0], size_pt, lines)]


def _both_ends(name: str, room_in: float, size_pt: float, lines: int) -> str:
    """A name without its middle."""
    for keep in range(len(name) - 1, 1, -1):
        head, tail = name[: (keep + 1) // 2].rstrip(), name[len(name) - keep // 2 :].lstrip()
        if len(lines_that_fit(joined := f"{head}{CUT}{tail}", room_in, size_pt)) <= lines:
            return joined
    return CUT
