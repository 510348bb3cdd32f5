"""The findings of a result as text for a terminal: warnings, then what was found, the question first.

In: a result. Out: plain text that fits the width, the same on a terminal and in a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.language import say, word
from sim.report.locales import COMMAS, chained
from sim.report.reading import Findings
from sim.report.sections.comparing import brief_lines, comparison_lines
from sim.report.sections.precise import precision_lines
from sim.report.sections.single import single_lines
from sim.report.sections.warming import warm_up_lines
from sim.report.sections.warnings import warnings_of
from sim.report.tables import WIDEST, heading, paragraph
from sim.study.result import Result


def findings_text(result: Result, width: int = WIDEST, details: bool = True) -> str:
    """The findings, at most `width` characters wide (at least 40).

    Without `details` a comparison is its answer and the figures that the answer rests on; a single
    scenario is told in full either way.
    """
    findings, width = Findings(result), max(width, 40)
    compared = comparison_lines if details else brief_lines
    body = compared if result.alternatives else single_lines
    lines = [*_title(result, width), *_warnings(findings, width), *body(findings, width)]
    lines += about_scores(result, width)
    return "\n".join(lines) + "\n"


def _title(result: Result, width: int) -> Iterator[str]:
    base = result.base
    if base.question:
        yield from paragraph(base.question, width)
        yield ""
    yield from paragraph(f"Compared with {base.title}:" if result.alternatives else base.title, width)
    for alternative in result.alternatives:
        yield from paragraph(alternative.title, width, "  ", "    ")
    times = "1 replication" if result.replications == 1 else f"{result.replications} replications"
    weeks = f"{base.measured_weeks:.3g} week" + ("" if base.measured_weeks == 1 else "s")
    yield from paragraph(f"{times} of {weeks}, seed {result.seed}; 95 % intervals.", width)
    if result.replications < result.asked:
        yield from paragraph(f"Stopped early: {result.asked} replications were asked for.", width)
    yield from precision_lines(Findings(result), width)
    yield from warm_up_lines(Findings(result), width)


def _warnings(findings: Findings, width: int) -> Iterator[str]:
    sentences = warnings_of(findings)
    if sentences:
        yield from heading("Warnings", width)
    for sentence in sentences:
        yield from paragraph(sentence[0].upper() + sentence[1:], width, "! ", "  ")


def about_scores(result: Result, width: int) -> Iterator[str]:
    """What the scores are predicted by."""
    yield ""
    models = dict.fromkeys(one.experience for one in result.scenarios)
    yield from paragraph(
        say("Ease (CES), satisfaction and recommendation are predicted: {models}. Trust their differences "
            "more than their levels.", models=chained(map(word, models), COMMAS)),
        width,
    )  # fmt: skip
