"""What the page says around its charts: the question, the answer, warnings, method.

In: findings. Out: `Html`, the most important first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.charts.style import verdict_words
from sim.report.findings.found import difference_of
from sim.report.findings.sample import sample_of, source_line
from sim.report.language import message, say, several, word
from sim.report.locales import headed
from sim.report.page.figures import value_cell
from sim.report.page.markup import Cell, Html, folded, joined, sortable, tag, unbroken
from sim.report.page.sections import UNDER_THE_ANSWER
from sim.report.page.told import UNWRAPPED, told
from sim.report.reading import Findings
from sim.report.sections.answer import answer
from sim.report.sections.comparing import about_intervals
from sim.report.sections.precise import precision_lines
from sim.report.sections.ranking import best_lines
from sim.report.sections.warming import warm_up_lines
from sim.report.sections.warnings import warnings_of
from sim.report.terminal import about_scores
from sim.report.wording import begun, difference_in_words
from sim.study.result import ScenarioNote

_GLANCE = {
    "wait_mean_s": message("Mean wait"), "handoffs_mean": message("Handoffs"),
    "ces_hard": message("Hard journeys"), "ces_mean": message("Ease (1 to 7)"),
    "cost_per_week": message("Cost a week"),
}  # fmt: skip


_WARNINGS = 16   # that are not folded up


def masthead(findings: Findings) -> Html:
    """The question, what was compared, and the sample."""
    base, others = findings.result.base, findings.result.alternatives
    warned = len(warnings_of(findings))
    many = several(warned, "{n} warning, to be read before any figure",
                   "{n} warnings, to be read before any figure")  # fmt: skip
    compared = [tag("li", say("Base:"), " ", tag("b", base.title))] if others else []
    compared += [tag("li", tag("b", one.title)) for one in others]
    sample = say("{sample}; seed {seed}.", sample=sample_of(findings.result), seed=findings.result.seed)
    return joined([
        tag("h1", base.question or base.title),
        *([tag("p", base.title)] if base.question and not others else []),
        *([tag("ul", *compared, class_="compared")] if others else []),
        tag("p", sample, class_="faint"),
        *([tag("p", tag("a", many, href="#cautions"))] if warned else []),
    ])  # fmt: skip


def answers(findings: Findings) -> Html:
    """What a board would be told of each alternative, then the figures that it rests on."""
    cards = []
    for one in findings.result.alternatives:
        sentences = (tag("p", unbroken(sentence)) for sentence in answer(findings, one))
        cards.append(tag("article", tag("h3", one.title), *sentences, class_="card"))
    best = (tag("p", line) for line in best_lines(findings, UNWRAPPED))
    shown = tag("div", id="charts-answer", class_="charts")
    return joined([tag("div", *cards, class_="cards"), _at_a_glance(findings), *best, shown,
                   told(findings, UNDER_THE_ANSWER)])  # fmt: skip


def cautions(findings: Findings) -> Html:
    """What a reader must know before any figure."""
    found = [begun(sentence) for sentence in warnings_of(findings)]
    if not found:
        return Html("")
    first, others = found[:_WARNINGS], found[_WARNINGS:]
    more = several(len(others), "{n} more warning", "{n} more warnings")
    return tag("section", tag("h2", say("Warnings")), _listed(first),
               folded(more, _listed(others)) if others else Html(""), id="cautions")  # fmt: skip


def method(findings: Findings) -> Html:
    """How the numbers came about, and how to read them."""
    result = findings.result
    lines = [*precision_lines(findings, UNWRAPPED), *warm_up_lines(findings, UNWRAPPED)]
    if result.alternatives:
        lines += about_intervals(findings, UNWRAPPED)
    lines += [*about_scores(result, UNWRAPPED), source_line(result)]
    return joined(tag("p", line.strip()) for line in lines if line)


def _listed(sentences: Sequence[str]) -> Html:
    return tag("ul", *(tag("li", sentence) for sentence in sentences))


def _at_a_glance(findings: Findings) -> Html:
    """A row a scenario: the measures of the answer."""
    base = findings.result.base
    rows = []
    for scenario in findings.result.scenarios:
        cells = [Cell(scenario.title)]
        for name in _GLANCE:
            cells.append(value_cell(findings, scenario, name))
            if scenario is not base:
                cells[-1] = _with_difference(findings, scenario, name, cells[-1])
        rows.append(("", cells))
    heads = [say("Scenario"), *map(say, _GLANCE.values())]
    return sortable(say("At a glance"), heads, rows, stacked=True)


def _with_difference(findings: Findings, scenario: ScenarioNote, name: str, cell: Cell) -> Cell:
    found = difference_of(findings, scenario, name)
    assert found.difference is not None and found.verdict is not None
    note = headed(difference_in_words(found.difference, found.form), word(str(found.verdict)))
    return Cell(cell.text, cell.value, note, verdict_words(found.verdict))
