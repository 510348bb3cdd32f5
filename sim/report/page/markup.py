"""HTML written so that text cannot become markup: whatever is not `Html` already is escaped.

In: words and numbers, which may come from a file. Out: `Html`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isfinite
from typing import Any

_RISKY = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """An element; of attribute names a last underscore is dropped, others become hyphens.

    >>> tag("td", "a < b", class_="number", data_value="1")
    '<td class="number" data-value="1">a &lt; b</td>'
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{named}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str]) -> Html:
    """Parts one after another, those that are not `Html` escaped."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def embedded(data: Any) -> Html:
    """Data as JSON that nothing in it can end or leave: `<`, `>`, `&` are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Html("".join(_RISKY.get(letter, letter) for letter in text))


def unbroken(text: str) -> str:
    """Text in which no line begins with a per cent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def folded(title: str, *inside: str) -> Html:
    """Parts folded up under a title; printing unfolds them."""
    return tag("details", tag("summary", tag("h3", title)), *inside)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    text : what is read.
    value : what it is sorted by; None: by its text. nan stands last.
    note : a second, smaller line.
    kind : of a verdict, for the look of the note, or of the text where there is none; else "".
    """

    text: str
    value: float | None = None
    note: str = ""
    kind: str = ""


def sortable(
    caption: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[Cell]]], stacked: bool = False
) -> Html:
    """A table whose columns sort, in a frame that scrolls by itself.

    Parameters
    ----------
    heads : of the columns; the first column names the row.
    rows : the group of journeys that a row is about ("" for none), and its cells.
    stacked : on a phone a row becomes a block, and each cell names its column.
    """
    head = tag("tr", *(tag("th", tag("button", one, type="button"), scope="col") for one in heads))
    named = heads if stacked else [""] * len(heads)
    body = (tag("tr", *(_cell(one, place, named[place]) for place, one in enumerate(cells)),
                **({"data_group": group} if group else {})) for group, cells in rows)  # fmt: skip
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body),
                class_="sortable stacked" if stacked else "sortable")  # fmt: skip
    return tag("div", table, class_="frame", tabindex="0", role="region", aria_label=caption)


def _cell(cell: Cell, place: int, head: str) -> Html:
    attributes = {"scope": "row"} if place == 0 else {"data_head": head} if head else {}
    if cell.value is not None:
        attributes["data_value"] = repr(cell.value) if isfinite(cell.value) else ""
    look = {"class_": f"verdict {cell.kind.replace(' ', '-')}"} if cell.kind else {}
    if cell.note:
        return tag("td", cell.text, tag("small", cell.note, **look), **attributes)
    return tag("td" if place else "th", cell.text, **attributes, **look)
