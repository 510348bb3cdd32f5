"""What may follow a contact: the `after` rows, in file order.

In: the `after` part of a scenario. Out: the rows of a plan. A row that leads to several places by case
becomes one row for each, with the same name and cases that exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.plan.index import Index, holds, names_of, refuse
from sim.plan.model import AfterRow, Again, Goes, Manner, Trigger
from sim.plan.routing import laws, manner
from sim.plan.tables import Table, constant
from sim.plan.varying import NamedCase, keys_of, table, tabulate, targets_of, value_at
from sim.scenario.laws import Law

if TYPE_CHECKING:
    from sim.plan.processes import Placed
    from sim.scenario import schema


def after_of(index: Index, placed: Mapping[str, Placed]) -> tuple[AfterRow, ...]:
    """The rows of a plan."""
    rows = index.scenario.after.items()
    return tuple(row for name, written in rows for row in _rows(index, placed, name, written))


def _rows(index: Index, placed: Mapping[str, Placed], name: str, row: schema.After) -> Iterator[AfterRow]:
    for target in dict.fromkeys(_target(index, placed, name, go) for go in targets_of(row.go)):
        goes, team, others, reason, step = target
        yield AfterRow(
            name=name,
            trigger=Trigger[row.on.upper()],
            where=_where(index, placed, name, row, target),
            share=table(index.names, row.share, float),
            goes=constant(goes),
            team=team,
            others=others,
            reason=reason,
            step=step,
            delay=_delay(index, row),
            next_opening=row.delay == "next_opening",
            same_channel=table(index.names, row.same_channel, float),
            manner=_manner(index, row),
            consults=row.manner == CONSULT,
            solves=table(index.names, row.solves, float),
            patience=table(index.names, row.patience, _again),
            work=table(index.names, row.work, _again),
            most=table(index.names, row.max, lambda most: -1 if most is None else most),
        )


def _again(word: str) -> Again:
    return Again[word.upper()]


CONSULT = "consult"
"""The manner of a row that passes nobody on."""

_Target = tuple[Goes, int, tuple[int, ...], int, int]


def _target(index: Index, placed: Mapping[str, Placed], name: str, go: Any) -> _Target:
    """Where a row leads: what, team, further teams, reason, step."""
    if isinstance(go, str):
        return Goes[go.upper()], -1, (), -1, -1
    if go.step:
        return Goes.STEP, -1, (), -1, _step(placed, name, go.step)
    if go.work:
        return Goes.WORK, -1, (), index.reason(go.work), -1
    if not go.team and not go.reason:
        refuse(f"after.{name}.go", "must name a team, a reason or a step")
    team = index.team(go.team) if go.team else -1
    others = tuple(index.team(one) for one in names_of(go.with_))
    return Goes.TEAM, team, others, index.reason(go.reason) if go.reason else -1, -1


def _step(placed: Mapping[str, Placed], name: str, step: str) -> int:
    paths = list(placed)
    found = [path for path in paths if placed[path].name == step]
    if len(found) != 1:
        several = f"; it can be {', '.join(found)}" if found else ""
        refuse(f"after.{name}.go.step", f"must name one step{several}")
    return paths.index(found[0])


def _where(
    index: Index, placed: Mapping[str, Placed], name: str, row: schema.After, target: _Target
) -> Table[bool]:
    """The cases in which the row leads to this target."""

    def leads_there(case: NamedCase) -> bool:
        return holds(row.where, case) and _target(index, placed, name, value_at(row.go, case)) == target

    return tabulate(index.names, {*row.where, *keys_of(row.go)}, leads_there)


def _delay(index: Index, row: schema.After) -> Table[Law] | None:
    delay = row.spread if row.delay == "next_opening" else row.delay
    if row.spread is not None and row.delay != "next_opening":
        refuse("after", "`spread` goes with `delay: next_opening`")
    return None if delay is None else laws(index, delay)


def _manner(index: Index, row: schema.After) -> Table[Manner]:
    return table(index.names, index.scenario.transfer.manner if row.manner is None else row.manner, manner)
