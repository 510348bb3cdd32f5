"""All charts of a search for staffing: which can be drawn, which cannot and why."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.charts.content import Gallery, gathered
from sim.report.charts.optimised.answer import answer
from sim.report.charts.optimised.hours import hours
from sim.report.charts.optimised.roster import roster
from sim.report.charts.optimised.search import search
from sim.sweeps.staffing.result import OptimiseResult

KINDS = {"answer": answer, "hours": hours, "search": search, "roster": roster}
"""Charts in the order in which a reader meets them, and what makes their content."""


def optimised_gallery(result: OptimiseResult, kinds: Sequence[str] = tuple(KINDS)) -> Gallery:
    """The charts of a search; nothing is drawn yet."""
    return gathered((kind, KINDS[kind](result)) for kind in kinds)
