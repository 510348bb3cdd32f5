"""Several alternatives ranked: who is best, who is out, who is still in the race.

In: the findings of a result. Out: lines of text; none with fewer than two alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.reading import Findings, form_of, title_of
from sim.report.tables import heading, paragraph
from sim.study.selection import Status


def ranking_lines(findings: Findings, width: int) -> Iterator[str]:
    """The ranking of each measure that has a smallest difference that matters."""
    base = findings.result.base
    titles = {one.name: one.title for one in findings.result.scenarios}
    ranked: dict[str, list[dict[str, Any]]] = {}
    for row in findings.result.tables.selection.to_pylist():
        ranked.setdefault(row["measure"], []).append(row)
    if not ranked:
        return
    yield from heading("Which is best", width)
    for measure, rows in ranked.items():
        form = form_of(MEASURES[measure], base)
        yield from paragraph(title_of(MEASURES[measure], base), width)
        least = form.change(base.matters[measure])
        for row, words in zip(rows, _standings(rows, least), strict=True):
            text = f"{row['rank']}. {titles[row['scenario']]}: {form.number(_value(row))}, {words}"
            yield from paragraph(text, width, "  ", "     ")
    yield from paragraph("Each of these choices holds with 95 % confidence for itself.", width)


def _standings(rows: list[dict[str, Any]], least: str) -> Iterator[str]:
    """How each scenario stands in the race, in words."""
    best = [row for row in rows if row["status"] == Status.BEST]
    for row in rows:
        if row["status"] == Status.OUT:
            yield f"out after {row['left_at']} replications"
        elif row["status"] == Status.RACING:
            yield "still in the race: more replications would decide"
        else:
            yield "equally best" if len(best) > 1 else f"the best, or less than {least} from it"


def _value(row: dict[str, Any]) -> float:
    return float("nan") if row["value"] is None else float(row["value"])
