"""How much room words take, in inches, and lines that fit: names of sixty letters must not be cut."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width

LINE = 1.3   # height of a line, in letter sizes
_SLACK = 1.02   # letters are set on whole pixels
_BETWEEN = 0.25   # of a letter size
_MEASURED_PT = 100.0
_UNIT = re.compile(r"(?<=\d) (?=(?:%|(?:s|min|h|d|t|tim)\b))")   # as any of the languages writes units
_BEGINS_NO_LINE = "，。；：、）！？”%"


def width_in(text: str, size_pt: float, bold: bool = False) -> float:
    """Width of a line of text, inches; with the gap that programs put between Chinese and other letters."""
    width = sum(_width_of(letter, bold) for letter in text)
    if not text.isascii():
        width += _BETWEEN * sum(_wide(one) != _wide(other) for one, other in pairwise(text))
    return _SLACK * width * size_pt / 72


@cache
def _width_of(letter: str, bold: bool) -> float:
    """Width of a letter, in letter sizes; pairs that are drawn a little closer are left out of account."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    from sim.report.charts.fonts import families

    weight = "bold" if bold else "normal"
    font = FontProperties(family=list(families()), size=_MEASURED_PT, weight=weight)
    width, _, _ = TextToPath().get_text_width_height_descent(letter, font, ismath=False)
    return float(width) / _MEASURED_PT


def lines_that_fit(text: str, room_in: float, size_pt: float, bold: bool = False) -> list[str]:
    """Text broken into lines no wider than `room_in` inches; a word that is wider is broken, too."""
    lines: list[str] = []
    line = ""
    # A number and its unit stay together.
    for word in _UNIT.sub("\N{NO-BREAK SPACE}", text).replace("\n", " ").split(" "):
        joined = f"{line} {word}" if line else word
        if width_in(joined, size_pt, bold) <= room_in:
            line = joined
            continue
        # Wide letters follow one another without spaces, so a line ends at any of them.
        begun = f"{line} " if line and any(map(_wide, word)) else ""
        lines += [line] if line and not begun else []
        *full, line = _pieces(begun + word, room_in, size_pt, bold)
        lines += full
    return [*lines, line] if line else lines or [""]


def fitted(text: str, room_in: float, size_pt: float, bold: bool = False) -> str:
    """The same as one text with line breaks."""
    return "\n".join(lines_that_fit(text, room_in, size_pt, bold))


def height_in(lines: int, size_pt: float) -> float:
    """Height of so many lines, inches."""
    return lines * size_pt * LINE / 72


def _pieces(word: str, room_in: float, size_pt: float, bold: bool) -> list[str]:
    """A word in parts that fit: between wide letters, else after a joint such as - or _."""
    parts = [""]
    for letter in word:
        if parts[-1] and width_in(parts[-1] + letter, size_pt, bold) > room_in:
            keep = _joint(parts[-1], letter)
            parts[-1], rest = parts[-1][:keep].rstrip(), parts[-1][keep:].lstrip()
            parts.append(rest)
        parts[-1] += letter
    return parts


def _joint(part: str, following: str) -> int:
    """Where to break a part before what follows: beside a wide letter or after a joint, if such a place
    lies in its second half; else at its end."""
    letters = part + following
    for place in range(len(part), len(part) // 2, -1):
        before, after = letters[place - 1], letters[place]
        joint = before in "-_/. " and not (before == "." and after.isdigit())
        if after not in _BEGINS_NO_LINE and (_wide(before) or _wide(after) or joint):
            return place
    return len(part)


def _wide(letter: str) -> bool:
    """Whether a letter is as wide as it is high, as those of Chinese are."""
    return east_asian_width(letter) in "WF"
