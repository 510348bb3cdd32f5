"""Customers who come again: what a segment says of it becomes tables.

In: the segments of a scenario. Out: `Returns` of a plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.plan.index import Index
from sim.plan.model import Returns, Segment
from sim.plan.routing import laws
from sim.plan.varying import table

if TYPE_CHECKING:
    from sim.scenario.returns import HardIf
    from sim.scenario.returns import Returns as Written


def segments_of(index: Index) -> tuple[Segment, ...]:
    """The segments of a plan."""
    written = index.scenario.segments
    return tuple(
        Segment(name, written[name].customers, _returns(index, written[name].returns))
        for name in index.segments
    )


def _returns(index: Index, part: Written | None) -> Returns | None:
    if part is None:
        return None
    handoffs, wait, contacts, unresolved = _hard(part.hard_if)
    return Returns(
        laws(index, part.after), table(index.names, part.stays, float), handoffs, wait, contacts, unresolved
    )


def _hard(part: HardIf | None) -> tuple[int, int, int, bool]:
    if part is None:
        return -1, -1, -1, False
    numbers = (-1 if one is None else one for one in (part.handoffs, part.wait, part.contacts))
    return (*numbers, part.unresolved)  # type: ignore[return-value]
