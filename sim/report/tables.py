"""Plain text laid out for a terminal: columns that fit, paragraphs that wrap."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

GAP = "  "
WIDEST = 80
_NARROWEST = 16   # characters that a first column needs


def paragraph(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """Lines of at most `width` characters; further lines begin with `hanging` (else `indent`)."""
    rest = indent if hanging is None else hanging
    return _wrapped(text, width, indent, rest) or [""]


def cells(text: str) -> int:
    """How many columns of a terminal a text fills: two for each wide letter, as of Chinese."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(letter) else 1 + (east_asian_width(letter) in "WF") for letter in text)


def _wrapped(text: str, width: int, indent: str, rest: str) -> list[str]:
    if cells(text) == len(text):
        return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest)
    lines: list[str] = []
    line = indent
    for word in text.split():
        joined = line + word if line in (indent, rest) else f"{line} {word}"
        if cells(joined) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        *full, line = (rest + part for part in _pieces(word, width - cells(rest)))
        lines += full
    return [*lines, line] if line.strip() else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word cut into parts that fit."""
    part = ""
    for letter in word:
        if part and cells(part + letter) > width:
            yield part
            part = ""
        part += letter
    yield part


def _left(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def heading(text: str, width: int) -> list[str]:
    """A heading with a line under it, after an empty line."""
    lines = paragraph(text, width)
    return ["", *lines, "-" * max(cells(line) for line in lines)]


def columns(rows: Sequence[Sequence[str]], width: int, left: Sequence[int] = (0,)) -> list[str]:
    """Rows set in columns; the first row is the heading.

    Parameters
    ----------
    rows : of equal length. The first column wraps where the table would be wider than `width`; where
        that is not enough, each row becomes a paragraph.
    width : most characters in a line.
    left : columns that start at the left; the others end at the right.
    """
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - sum(widths[1:]) - len(GAP) * (len(widths) - 1)
    if room < min(widths[0], _NARROWEST):
        return [line for row in rows[1:] for line in _told(rows[0], row, width)]
    widths[0] = min(widths[0], room)
    lines: list[str] = []
    for row in rows:
        first = paragraph(row[0], widths[0], "", "  ")
        aligned = [
            _left(cell, widths[i]) if i in left else _right(cell, widths[i])
            for i, cell in enumerate([first[-1], *row[1:]])
        ]
        lines += first[:-1]
        lines.append(GAP.join(aligned).rstrip())
    return lines


def _told(head: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    """A row as a paragraph: its name, then each value after its column's heading."""
    values = "; ".join(f"{name}: {value}" for name, value in zip(head[1:], row[1:], strict=True))
    return paragraph(f"{row[0]} - {values}", width, "", "  ")
