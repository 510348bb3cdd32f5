"""The terminal's sentences for the page: its lines, not wrapped, as headings and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sim.report.page.markup import Html, folded, joined, tag
from sim.report.reading import Findings

Teller = Callable[[Findings, int], Iterator[str]]
"""From findings and the columns of a terminal to its lines."""

UNWRAPPED = 1_000_000
"""Columns of a terminal on which every paragraph is one line."""

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and what stands under it: depth and text of each paragraph."""

    title: str
    paragraphs: tuple[tuple[int, str], ...]

    def html(self) -> Html:
        """Folded up under its heading; printing unfolds it."""
        body = (tag("p", text, class_=f"deep-{depth}") for depth, text in self.paragraphs)
        return folded(self.title, *body)


def told(findings: Findings, tellers: Iterable[Teller]) -> Html:
    """What the terminal says, folded up under its headings."""
    return joined(one.html() for lines in tellers for one in passages(list(lines(findings, UNWRAPPED))))


def passages(lines: list[str]) -> list[Passage]:
    """Lines of the terminal, cut at their headings, which are underlined."""
    starts = [place - 1 for place, line in enumerate(lines) if line and not line.strip("-")]
    ends = [*starts[1:], len(lines)]
    return [Passage(lines[start], _paragraphs(lines[start + 2 : end]))
            for start, end in zip(starts, ends, strict=False)]  # fmt: skip


def _paragraphs(lines: list[str]) -> tuple[tuple[int, str], ...]:
    return tuple(((len(line) - len(line.lstrip())) // _INDENT, line.strip()) for line in lines if line)
