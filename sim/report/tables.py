"""Plain text laid out for a terminal: columns that fit, paragraphs that wrap."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

GAP = "  "
WIDEST = 80
_NARROWEST = 16   # characters that a first column needs


def paragraph(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """Lines of at most `width` characters; further lines begin with `hanging` (else `indent`)."""
    rest = indent if hanging is None else hanging
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest) or [""]


def heading(text: str, width: int) -> list[str]:
    """A heading with a line under it, after an empty line."""
    lines = paragraph(text, width)
    return ["", *lines, "-" * max(len(line) for line in lines)]


def columns(rows: Sequence[Sequence[str]], width: int, left: Sequence[int] = (0,)) -> list[str]:
    """Rows set in columns; the first row is the heading.

    Parameters
    ----------
    rows : of equal length. The first column wraps where the table would be wider than `width`; where
        that is not enough, each row becomes a paragraph.
    width : most characters in a line.
    left : columns that start at the left; the others end at the right.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - sum(widths[1:]) - len(GAP) * (len(widths) - 1)
    if room < min(widths[0], _NARROWEST):
        return [line for row in rows[1:] for line in _told(rows[0], row, width)]
    widths[0] = min(widths[0], room)
    lines: list[str] = []
    for row in rows:
        first = textwrap.wrap(row[0], widths[0], subsequent_indent="  ") or [""]
        cells = [
            cell.ljust(widths[i]) if i in left else cell.rjust(widths[i])
            for i, cell in enumerate([first[-1], *row[1:]])
        ]
        lines += first[:-1]
        lines.append(GAP.join(cells).rstrip())
    return lines


def _told(head: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    """A row as a paragraph: its name, then each value after its column's heading."""
    values = "; ".join(f"{name}: {value}" for name, value in zip(head[1:], row[1:], strict=True))
    return paragraph(f"{row[0]} - {values}", width, "", "  ")
