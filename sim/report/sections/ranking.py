"""Several alternatives ranked: who is best, who is out, who is still in the race.

In: the findings of a result. Out: lines of text; none with fewer than two alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.findings.phrases import titles_listed
from sim.report.language import message, say, several
from sim.report.reading import Findings, form_of, title_of
from sim.report.tables import heading, paragraph
from sim.stats.selection import FIRST
from sim.study.selection import Status


def ranking_lines(findings: Findings, width: int) -> Iterator[str]:
    """The ranking of each measure that has a smallest difference that matters."""
    base, titles, ranked = findings.result.base, _titles(findings), _ranked(findings)
    if not ranked:
        return
    yield from heading(say("Which is best"), width)
    if early := _too_early(findings):
        yield from paragraph(early, width)
        return
    for measure, rows in ranked.items():
        form = form_of(MEASURES[measure], base)
        yield from paragraph(title_of(MEASURES[measure], base), width)
        least = form.change(base.matters[measure])
        for row, words in zip(rows, _standings(rows, least), strict=True):
            text = say("{rank}. {scenario}: {value}, {standing}", rank=row["rank"], standing=words,
                       scenario=titles[row["scenario"]], value=form.number(_value(row)))  # fmt: skip
            yield from paragraph(text, width, "  ", "     ")
    yield from paragraph(say("Each of these choices holds with 95 % confidence for itself."), width)


def best_lines(findings: Findings, width: int) -> Iterator[str]:
    """A sentence a measure: which is best, or between which that is open."""
    base, titles, ranked = findings.result.base, _titles(findings), _ranked(findings)
    if ranked and (early := _too_early(findings)):
        yield from paragraph(early, width, "", "  ")
        return
    for measure, rows in ranked.items():
        racing = [titles[row["scenario"]] for row in rows if row["status"] != Status.OUT]
        decided, alone = rows[0]["status"] == Status.BEST, len(racing) == 1
        least = form_of(MEASURES[measure], base).change(base.matters[measure])
        told = (
            message("{measure}: the best is {scenarios}, or less than {least} from it.") if alone else
            message("{measure}: equally best are {scenarios}.") if decided else
            message("{measure}: which is best is still open between {scenarios}.")
        )  # fmt: skip
        left = titles_listed(racing)
        text = say(told, measure=title_of(MEASURES[measure], base), scenarios=left, least=least)
        yield from paragraph(text, width, "", "  ")


def _too_early(findings: Findings) -> str:
    """That the race has not begun, with few replications."""
    if findings.result.replications >= FIRST:
        return ""
    return say("Which is best can be told from {n} replications on.", n=FIRST)


def _titles(findings: Findings) -> dict[str, str]:
    return {one.name: one.title for one in findings.result.scenarios}


def _ranked(findings: Findings) -> dict[str, list[dict[str, Any]]]:
    """By measure, the rows of `selection`, the best first."""
    ranked: dict[str, list[dict[str, Any]]] = {}
    for row in findings.result.tables.selection.to_pylist():
        ranked.setdefault(row["measure"], []).append(row)
    return ranked


def _standings(rows: list[dict[str, Any]], least: str) -> Iterator[str]:
    """How each scenario stands in the race, in words."""
    best = [row for row in rows if row["status"] == Status.BEST]
    for row in rows:
        if row["status"] == Status.OUT:
            yield several(row["left_at"], "out after {n} replication", "out after {n} replications")
        elif row["status"] == Status.RACING:
            yield say("still in the race: more replications would decide")
        elif len(best) > 1:
            yield say("equally best")
        else:
            yield say("the best, or less than {least} from it", least=least)


def _value(row: dict[str, Any]) -> float:
    return float("nan") if row["value"] is None else float(row["value"])
