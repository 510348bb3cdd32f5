"""The page of a search for staffing: the answer, its charts, and every staffing tried in a table that sorts.

In: a finished search. Out: HTML that asks for nothing; the same search gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import nan
from typing import Any

from sim.report.charts.optimised.basis import sample_of, source_of
from sim.report.charts.optimised.gallery import optimised_gallery
from sim.report.language import say, several
from sim.report.optimised.finding import (
    goal_sentences,
    how_found,
    instead,
    money_of,
    neighbour_sentences,
    sentences,
)
from sim.report.optimised.words import setting, settings_listed
from sim.report.page.markup import Cell, Html, joined, sortable, tag
from sim.report.page.pictured import figure, pictured
from sim.sweeps.staffing.result import OptimiseResult

_MOST_ROWS = 3000


def optimised_page_html(result: OptimiseResult) -> str:
    """The page of a search."""
    return pictured(result.title, {
        "masthead": _masthead(result),
        "answer": joined(tag("p", one) for one in _answer(result)),
        "charts": joined(figure(one) for one in optimised_gallery(result).charts),
        "words": joined(tag("p", one) for one in _goals_and_steps(result)),
        "table": _table(result),
        "method": joined(tag("p", one) for one in how_found(result)),
    }, _headings())  # fmt: skip


def _headings() -> dict[str, str]:
    return {
        "answer_heading": say("What was found"), "look_heading": say("Look into it"),
        "words_heading": say("Goals, and one step less"), "table_heading": say("All staffings tried"),
        "method_heading": say("How it was found"), "to_answer": say("To the answer"),
    }  # fmt: skip


def _masthead(result: OptimiseResult) -> Html:
    return joined([
        tag("h1", result.base.question or result.title),
        tag("ul", tag("li", tag("b", result.base.title)), class_="compared"),
        tag("p", f"{sample_of(result)}; {source_of(result)}", class_="faint"),
    ])  # fmt: skip


def _answer(result: OptimiseResult) -> Iterator[str]:
    yield from sentences(result)
    if result.offered is None:
        return
    told = settings_listed({**result.offered.settings, **result.offered.choices})
    if result.plan is not None:
        yield say("The staffing: {settings}.", settings=told)
    else:
        what, remedy = instead(result)
        yield what
        yield told
        yield remedy


def _goals_and_steps(result: OptimiseResult) -> Iterator[str]:
    if result.offered is not None:
        for goal in result.goals:
            yield " ".join(goal_sentences(result, result.offered, goal))
    yield from neighbour_sentences(result)


def _table(result: OptimiseResult) -> Html:
    """A row a staffing tried: its settings, its cost, and how far its tightest goal is from being missed."""
    table = result.tables["candidates"]
    names = table.column_names
    factors = names[names.index("scenario") + 1 : names.index("pay_per_week")]
    heads = [say("Staffing"), say("Scenario"), *factors, say("Cost a week"), say("All goals"),
             say("Tightest goal"), say("Room, half-widths")]  # fmt: skip
    rows = table.to_pylist()
    left_out = len(rows) - _MOST_ROWS
    more = several(left_out, "One more staffing is in candidates.csv.",
                   "{n} more staffings are in candidates.csv.")  # fmt: skip
    shown = (("", _cells(result, row, factors)) for row in rows[:_MOST_ROWS])
    return joined([sortable(say("Every staffing tried, in order; choose a heading to sort"), heads, shown),
                   *([tag("p", more)] if left_out > 0 else [])])  # fmt: skip


def _cells(result: OptimiseResult, row: dict[str, Any], factors: list[str]) -> list[Cell]:
    cost = row["budget_per_week"] or row["pay_per_week"]
    room = nan if row["room"] is None else row["room"]
    kept = {"yes": say("kept"), "no": say("missed")}.get(row["keeps"], row["error"] or "")
    settings = (_setting(row[name]) for name in factors)
    return [Cell(str(row["candidate"]), row["candidate"]), Cell(row["scenario"]), *settings,
            Cell(money_of(result).number(cost), cost), Cell(kept), Cell(row["tightest"] or "-"),
            Cell("-" if row["room"] is None else f"{room:.1f}", room)]  # fmt: skip


def _setting(value: Any) -> Cell:
    return Cell(setting(value), float(value)) if isinstance(value, int | float) else Cell(setting(value))
