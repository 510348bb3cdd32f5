"""The terminal's sentences for the page: its lines, not wrapped, as headings and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.report.expected import expected_lines
from sim.report.goals import goal_lines
from sim.report.matched import matched_lines
from sim.report.mattering import mattering_lines
from sim.report.page.markup import Html, joined, tag
from sim.report.ranking import ranking_lines
from sim.report.reading import Findings
from sim.report.sureness import sureness_lines
from sim.report.why import why_lines
from sim.report.worth import worth_lines

UNWRAPPED = 1_000_000
"""Columns of a terminal on which every paragraph is one line."""

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: depth and text of each paragraph."""

    title: str
    paragraphs: tuple[tuple[int, str], ...]

    def html(self) -> Html:
        """Folded up under its heading; printing unfolds it."""
        return tag("details", tag("summary", tag("h3", self.title)), self.body())

    def body(self) -> Html:
        """The paragraphs alone."""
        return joined(tag("p", text, class_=f"deep-{depth}") for depth, text in self.paragraphs)


def sections_of(findings: Findings) -> list[Section]:
    """What a comparison found, as the terminal tells it; for one scenario its goals and expectations."""
    return [section for lines in _lines(findings) for section in sections(list(lines))]


def sections(lines: list[str]) -> list[Section]:
    """Lines of the terminal, cut at their headings, which are underlined."""
    starts = [place - 1 for place, line in enumerate(lines) if line and not line.strip("-")]
    ends = [*starts[1:], len(lines)]
    return [Section(lines[start], _paragraphs(lines[start + 2 : end]))
            for start, end in zip(starts, ends, strict=False)]  # fmt: skip


def _paragraphs(lines: list[str]) -> tuple[tuple[int, str], ...]:
    return tuple(((len(line) - len(line.lstrip())) // _INDENT, line.strip()) for line in lines if line)


def _lines(findings: Findings) -> Iterator[Iterator[str]]:
    if not findings.result.alternatives:
        yield from (told(findings, UNWRAPPED) for told in (goal_lines, expected_lines))
        return
    subjects: tuple[Callable[[Findings, int], Iterator[str]], ...] = (
        worth_lines, why_lines, sureness_lines, mattering_lines, ranking_lines, goal_lines, expected_lines,
    )  # fmt: skip
    yield from (told(findings, UNWRAPPED) for told in subjects)
    yield from (matched_lines(findings, one, UNWRAPPED) for one in findings.result.alternatives)
