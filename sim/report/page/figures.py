"""The page's tables: every measure, every touchpoint, every team, folded up.

In: findings. Out: `Html`; a cell sorts by its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

from sim.measures.definitions import MEASURES
from sim.report.charts.style import verdict_words
from sim.report.findings.found import TOLD, difference_of, value_of
from sim.report.findings.phrases import shown_form
from sim.report.language import message, say, word
from sim.report.numbers import Form
from sim.report.page.markup import Cell, Html, folded, sortable
from sim.report.page.series import groups_of
from sim.report.reading import Findings, title_of
from sim.report.sections.single import SUBJECTS, team_rows
from sim.report.wording import difference_in_words, value_in_words
from sim.study.result import ScenarioNote

_TOUCHPOINT = {
    "visits": (message("Visits a journey"), Form("", 3)), "wait_s": (message("Mean wait"), Form("s", 0)),
    "csat_top2": (message("Satisfied (4 or 5 of 5)"), Form("share", 3)),
    "handoffs": (message("Handoffs a visit"), Form("", 3)),
    "importance": (message("Importance"), Form("share", 3)),
}  # fmt: skip


def figures(findings: Findings) -> Html:
    """All measures of all scenarios and segments, with differences and verdicts."""
    heads = [say("Measure"), say("Journeys"), say("Scenario"), say("Value")]
    if findings.result.alternatives:
        heads += [say("Difference to the base"), say("Verdict")]
    table = sortable(say("With 95 % intervals; choose a heading to sort"), heads, _rows(findings))
    return folded(say("Every measure"), table)


def teams(findings: Findings) -> Html:
    """Each team of each scenario: agents, how busy, what it costs."""
    heads: list[str] = []
    rows: list[tuple[str, list[Cell]]] = []
    for scenario in findings.result.scenarios:
        head, *found = team_rows(findings, scenario)
        heads = [say("Team"), say("Scenario"), *head[1:]]
        for (name, *texts), numbers in zip(found, _team_numbers(findings, scenario), strict=True):
            cells = (Cell(text, number) for text, number in zip(texts, numbers, strict=True))
            rows.append(("", [Cell(name), Cell(scenario.title), *cells]))
    caption = say("Busy is of the time present, offered is all work that joined their queue")
    return folded(say("Teams"), sortable(caption, heads, rows))


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
    heads = [say("Touchpoint"), say("Scenario"), *(say(words) for words, _ in _TOUCHPOINT.values())]
    table = sortable(say("Importance is the part in the spread of ease"), heads, rows)
    return folded(say("Touchpoints"), table)


def value_cell(findings: Findings, scenario: ScenarioNote, name: str, group: str = "all") -> Cell:
    """A measure of a scenario with its interval."""
    found = value_of(findings, scenario, name, group).value
    return Cell(value_in_words(found, shown_form(name, scenario)), found.value)


def _team_numbers(findings: Findings, scenario: ScenarioNote) -> Iterator[tuple[float, ...]]:
    """By what the cells of a team sort: agents, busy, offered, overtime, cost."""
    offered = findings.offered(scenario)
    for team, agents in scenario.teams.items():
        busy, overtime, cost = (findings.value(scenario, name, f"team={team}").value
                                for name in ("occupancy", "overtime_h", "cost_per_week"))  # fmt: skip
        yield agents, busy, offered[team], overtime, cost


def _touchpoints(findings: Findings) -> list[str]:
    """Touchpoints of any scenario, in the order of the table."""
    rows = findings.result.tables.touchpoints.to_pylist()
    return list(dict.fromkeys(row["touchpoint"] for row in rows if not row["expectation"]))


def _rows(findings: Findings) -> Iterator[tuple[str, list[Cell]]]:
    """All measures for all journeys; those that a board is told of by segment, too."""
    every = [name for names in SUBJECTS.values() for name in names]
    for group, called in groups_of(findings.result).items():
        for name in every if group == "all" else [name for name in every if name in TOLD]:
            for scenario in findings.result.scenarios:
                yield group, [Cell(title_of(MEASURES[name], findings.result.base)), Cell(called),
                              Cell(scenario.title), value_cell(findings, scenario, name, group),
                              *_difference(findings, scenario, name, group)]  # fmt: skip


def _difference(findings: Findings, scenario: ScenarioNote, name: str, group: str) -> list[Cell]:
    if not findings.result.alternatives:
        return []
    if scenario is findings.result.base:
        return [Cell(say("base"), nan), Cell("")]
    found = difference_of(findings, scenario, name, group)
    assert found.difference is not None and found.verdict is not None
    return [Cell(difference_in_words(found.difference, found.form), found.difference.value),
            Cell(word(str(found.verdict)), kind=verdict_words(found.verdict))]  # fmt: skip
