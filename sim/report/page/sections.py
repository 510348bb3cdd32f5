"""The page's sections in the order in which a committee asks: charts, and folded under them all the words.

In: findings, and the charts' numbers. Out: `Html`; a section with nothing to show is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sim.report.language import message, say
from sim.report.page.markup import Html, joined, tag
from sim.report.page.told import Teller, told
from sim.report.reading import Findings
from sim.report.sections.expected import expected_lines
from sim.report.sections.goals import goal_lines
from sim.report.sections.matched import matched_lines
from sim.report.sections.mattering import mattering_lines
from sim.report.sections.ranking import ranking_lines
from sim.report.sections.sureness import sureness_lines
from sim.report.sections.why import why_lines
from sim.report.sections.worth import worth_lines

Plain = dict[str, Any]


def _gains(findings: Findings, width: int) -> Iterator[str]:
    for alternative in findings.result.alternatives:
        yield from matched_lines(findings, alternative, width)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page.

    Attributes
    ----------
    name : its place in the page, and that of its charts.
    heading : above it, and in the list of contents; a message.
    shows : whether the numbers hold anything that its charts draw.
    tells : what the terminal says about it.
    alone : the heading where nothing is compared, if it is another.
    """

    name: str
    heading: str
    shows: Callable[[Plain], bool]
    tells: tuple[Teller, ...] = ()
    alone: str = ""


def _of_kind(kind: str) -> Callable[[Plain], bool]:
    return lambda numbers: any(chart["kind"] == kind for chart in numbers["charts"])


def _by_group(name: str) -> Callable[[Plain], bool]:
    return lambda numbers: any(numbers[name].values())


def _of_shares(name: str) -> Callable[[Plain], bool]:
    return lambda numbers: any(numbers[name]["rows"].values())


SECTIONS = (
    Section("waiting", message("Waiting"), _by_group("waits")),
    Section("handoffs", message("Handoffs"), _of_shares("handoffs")),
    Section("ease", message("Ease, and why it differs"), _of_shares("ease"), (why_lines,),
            alone=message("Ease")),
    Section("gains", message("Who gains and who loses"), _by_group("changes"), (_gains,)),
    Section("cost", message("Cost, and what it buys"), _of_kind("price"), (worth_lines,),
            alone=message("Cost")),
    Section("change", message("What could change the answer"), _of_kind("tornado"),
            (sureness_lines, mattering_lines)),
    Section("act", message("Who must act"), _of_kind("touchpoints"), (expected_lines,)),
    Section("any", message("Any measure"), lambda numbers: True),
    Section("further", message("Further looks"), lambda numbers: bool(numbers["charts"])),
)  # fmt: skip
"""Of the body; the answer stands before them, all figures after them."""

UNDER_THE_ANSWER: tuple[Teller, ...] = (ranking_lines, goal_lines)
"""What is folded away there."""


def body(findings: Findings, numbers: Plain) -> tuple[Html, Html]:
    """The sections, and links to them."""
    made = [(section, _made(findings, section, numbers)) for section in SECTIONS]
    links = (tag("a", _heading(findings, section), href=f"#{section.name}") for section, html in made if html)
    return joined(html for _, html in made), joined(links)


def _heading(findings: Findings, section: Section) -> str:
    return say(section.heading if findings.result.alternatives or not section.alone else section.alone)


def _made(findings: Findings, section: Section, numbers: Plain) -> Html:
    words = told(findings, section.tells)
    if not words and not section.shows(numbers):
        return Html("")
    charts = tag("div", id=f"charts-{section.name}", class_="charts")
    return tag("section", tag("h2", _heading(findings, section)), charts, words, id=section.name)
