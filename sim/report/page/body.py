"""What the page says without its charts: the answer, warnings, tables, method.

In: findings. Out: `Html`, the most important first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan

from sim.measures.definitions import MEASURES
from sim.report.answer import answer
from sim.report.charts.style import verdict_words
from sim.report.comparing import about_intervals
from sim.report.findings.found import TOLD, difference_of, value_of
from sim.report.findings.phrases import shown_form
from sim.report.findings.sample import sample_of, source_line
from sim.report.numbers import Form
from sim.report.page.markup import Cell, Html, folded, joined, sortable, tag
from sim.report.page.sections import UNDER_THE_ANSWER
from sim.report.page.series import groups_of
from sim.report.page.told import UNWRAPPED, told
from sim.report.precise import precision_lines
from sim.report.ranking import best_lines
from sim.report.reading import Findings, title_of
from sim.report.single import SUBJECTS, team_rows
from sim.report.terminal import about_scores
from sim.report.warming import warm_up_lines
from sim.report.warnings import warnings_of
from sim.report.wording import difference_in_words, value_in_words
from sim.study.result import ScenarioNote

_GLANCE = {"wait_mean_s": "Mean wait", "handoffs_mean": "Handoffs", "ces_hard": "Hard journeys",
           "ces_mean": "Ease (1 to 7)", "cost_per_week": "Cost a week"}  # fmt: skip
_TOUCHPOINT = {
    "visits": ("Visits a journey", Form("", 3)), "wait_s": ("Mean wait", Form("s", 0)),
    "csat_top2": ("Satisfied (4 or 5 of 5)", Form("share", 3)), "handoffs": ("Handoffs a visit", Form("", 3)),
    "importance": ("Importance", Form("share", 3)),
}  # fmt: skip


def masthead(findings: Findings) -> Html:
    """The question, what was compared, and the sample."""
    base, others = findings.result.base, findings.result.alternatives
    warned = len(warnings_of(findings))
    many = "1 warning, to be read" if warned == 1 else f"{warned} warnings, to be read"
    compared = [tag("li", "Base: ", tag("b", base.title))] if others else []
    compared += [tag("li", tag("b", one.title)) for one in others]
    return joined([
        tag("h1", base.question or base.title),
        *([tag("p", base.title)] if base.question and not others else []),
        *([tag("ul", *compared, class_="compared")] if others else []),
        tag("p", f"{sample_of(findings.result)}; seed {findings.result.seed}.", class_="faint"),
        *([tag("p", tag("a", f"{many} before any figure", href="#cautions"))] if warned else []),
    ])  # fmt: skip


def answers(findings: Findings) -> Html:
    """What a board would be told of each alternative, then the figures that it rests on."""
    cards = []
    for one in findings.result.alternatives:
        sentences = (tag("p", sentence) for sentence in answer(findings, one))
        cards.append(tag("article", tag("h3", one.title), *sentences, class_="card"))
    best = (tag("p", line) for line in best_lines(findings, UNWRAPPED))
    shown = tag("div", id="charts-answer", class_="charts")
    return joined([tag("div", *cards, class_="cards"), _at_a_glance(findings), *best, shown,
                   told(findings, UNDER_THE_ANSWER)])  # fmt: skip


def cautions(findings: Findings) -> Html:
    """What a reader must know before any figure."""
    found = [sentence[:1].upper() + sentence[1:] for sentence in warnings_of(findings)]
    if not found:
        return Html("")
    listed = tag("ul", *(tag("li", sentence) for sentence in found))
    return tag("section", tag("h2", "Warnings"), listed, id="cautions")


def figures(findings: Findings) -> Html:
    """All measures of all scenarios and segments, with differences and verdicts."""
    compared = bool(findings.result.alternatives)
    heads = ["Measure", "Journeys", "Scenario", "Value"]
    heads += ["Difference to the base", "Verdict"] if compared else []
    table = sortable("With 95 % intervals; choose a heading to sort", heads, _rows(findings))
    return folded("Every measure", table)


def teams(findings: Findings) -> Html:
    """Each team of each scenario: agents, how busy, what it costs."""
    rows: list[tuple[str, Sequence[Cell]]] = []
    heads: list[str] = []
    for scenario in findings.result.scenarios:
        head, *found = team_rows(findings, scenario)
        heads = ["Team", "Scenario", *head[1:]]
        rows += [("", [Cell(row[0]), Cell(scenario.title), *(Cell(one, _leading(one)) for one in row[1:])])
                 for row in found]  # fmt: skip
    caption = "Busy is of the time present, offered is all work that joined their queue"
    return folded("Teams", sortable(caption, heads, rows))


def touchpoints(findings: Findings) -> Html:
    """What happened at each touchpoint of each scenario, and how satisfied it left customers."""
    rows: list[tuple[str, list[Cell]]] = []
    for name in _touchpoints(findings):
        for scenario in findings.result.scenarios:
            cells = [Cell(name), Cell(scenario.title)]
            for quantity, (_, form) in _TOUCHPOINT.items():
                found = findings.touchpoint(scenario, (name, ""), quantity)
                cells.append(Cell(value_in_words(found, form), found.value))
            rows.append(("", cells))
    if not rows:
        return Html("")
    heads = ["Touchpoint", "Scenario", *(words for words, _ in _TOUCHPOINT.values())]
    return folded("Touchpoints", sortable("Importance is the part in the spread of ease", heads, rows))


def method(findings: Findings) -> Html:
    """How the numbers came about, and how to read them."""
    result = findings.result
    lines = [*precision_lines(findings, UNWRAPPED), *warm_up_lines(findings, UNWRAPPED)]
    if result.alternatives:
        lines += about_intervals(findings, UNWRAPPED)
    lines += [*about_scores(result, UNWRAPPED), source_line(result)]
    return joined(tag("p", line.strip()) for line in lines if line)


def _touchpoints(findings: Findings) -> list[str]:
    """Touchpoints of any scenario, in the order of the table."""
    rows = findings.result.tables.touchpoints.to_pylist()
    return list(dict.fromkeys(row["touchpoint"] for row in rows if not row["expectation"]))


def _at_a_glance(findings: Findings) -> Html:
    """A row a scenario: the measures of the answer."""
    base = findings.result.base
    rows = []
    for scenario in findings.result.scenarios:
        cells = [Cell(scenario.title)]
        for name in _GLANCE:
            cells.append(_value(findings, scenario, name, "all"))
            if scenario is not base:
                cells[-1] = _with_difference(findings, scenario, name, cells[-1])
        rows.append(("", cells))
    return sortable("At a glance", ["Scenario", *_GLANCE.values()], rows, stacked=True)


def _with_difference(findings: Findings, scenario: ScenarioNote, name: str, cell: Cell) -> Cell:
    found = difference_of(findings, scenario, name)
    assert found.difference is not None and found.verdict is not None
    note = f"{difference_in_words(found.difference, found.form)}: {found.verdict}"
    return Cell(cell.text, cell.value, note, verdict_words(found.verdict))


def _rows(findings: Findings) -> Iterator[tuple[str, list[Cell]]]:
    """All measures for all journeys; those that a board is told of by segment, too."""
    every = [name for names in SUBJECTS.values() for name in names]
    for group, called in groups_of(findings.result).items():
        for name in every if group == "all" else [name for name in every if name in TOLD]:
            for scenario in findings.result.scenarios:
                yield group, [_named(findings, name), Cell(called), Cell(scenario.title),
                              _value(findings, scenario, name, group),
                              *_difference(findings, scenario, name, group)]  # fmt: skip


def _named(findings: Findings, name: str) -> Cell:
    return Cell(title_of(MEASURES[name], findings.result.base))


def _value(findings: Findings, scenario: ScenarioNote, name: str, group: str) -> Cell:
    found = value_of(findings, scenario, name, group).value
    return Cell(value_in_words(found, shown_form(name, scenario)), found.value)


def _difference(findings: Findings, scenario: ScenarioNote, name: str, group: str) -> list[Cell]:
    if not findings.result.alternatives:
        return []
    if scenario is findings.result.base:
        return [Cell("base", nan), Cell("")]
    found = difference_of(findings, scenario, name, group)
    assert found.difference is not None and found.verdict is not None
    return [Cell(difference_in_words(found.difference, found.form), found.difference.value),
            Cell(str(found.verdict), kind=verdict_words(found.verdict))]  # fmt: skip


def _leading(text: str) -> float:
    """The number that a cell of the terminal's table begins with."""
    try:
        return float(text.partition(" ")[0].replace(",", ""))
    except ValueError:
        return nan
