"""The tables of a search for staffing, and the files that hold them.

In: a finished search. Out: Arrow tables, as CSV and as Parquet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.plan.compile import compile_plan
from sim.plan.load import scheduled
from sim.scenario.document import altered
from sim.stats.estimate import CONFIDENCE, Estimate
from sim.study.folder import disk_trouble, write
from sim.study.tables import csv_text
from sim.sweeps.design.designs import Point
from sim.sweeps.design.reading import change_of
from sim.sweeps.staffing.columns import SCENARIO, TABLES, WITH_FACTORS
from sim.sweeps.staffing.goals import Sharing, Target
from sim.sweeps.staffing.optimising import Optimising, Shown, all_shown
from sim.sweeps.staffing.searching import Candidate, Searching, Trial
from sim.sweeps.tables.columns import FactorColumn, factor_columns

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[Any, ...]

_EACH = Sharing(CONFIDENCE, 1)


def tables_of(work: Optimising, search: Searching) -> dict[str, pa.Table]:
    """All tables by name."""
    factors = factor_columns((*work.problem.choices, *work.problem.staffing))
    numbers = {one: number for number, one in enumerate(search.tried)}
    shown = list(all_shown(work.answer))
    today = work.answer.today

    def named(candidate: Candidate | None) -> Row:
        scenario, point = work.whom(candidate)
        return work.problem.sweep.documents[scenario].path.stem, *_of_point(point, factors)

    rows: dict[str, Iterable[Row]] = {
        "candidates": (
            (number, *named(one), work.pay(one), *_of_trial(search.tried[one], search.targets))
            for one, number in numbers.items()
        ),
        "estimates": (row for one, number in numbers.items() for row in _estimates(number, one, search)),
        "shown": (
            (part, numbers.get(one.candidate) if one.candidate else None, *named(one.candidate),
             work.pay(one.candidate), *_of_shown(one, today))
            for part, one in shown
        ),
        "verification": (
            (number, *_of_target(each.target), *_of(each.estimate), str(each.verdict))
            for number, (_, one) in enumerate(shown)
            for each in one.standings
        ),
        "staffing": (
            (part, named(one)[0], *row)
            for part, one in (("answer", offered_of(work, search)), ("today", None))
            for row in _by_hour(work, one)
        ),
    }  # fmt: skip
    return {name: _table(name, found, factors) for name, found in rows.items()}


def write_tables(draft: Path, tables: dict[str, pa.Table]) -> None:
    """Write each table as CSV and as Parquet."""
    import pyarrow.parquet as pq

    for name, table in tables.items():
        write(draft, f"{name}.csv", csv_text(table))
        with disk_trouble(draft):
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd")


def offered_of(work: Optimising, search: Searching) -> Candidate | None:
    """The plan, else the safest staffing that was looked at, else the nearest; None where all failed."""
    shown = work.answer.plan or next(reversed(work.answer.looks), None)
    return search.nearest() if shown is None else shown.candidate


def _by_hour(work: Optimising, candidate: Candidate | None) -> Iterator[Row]:
    """Agents on shift by team and hour of the week, of a candidate or of today."""
    scenario, point = work.whom(candidate)
    document = work.problem.sweep.documents[scenario]
    plan = compile_plan(altered(document, change_of(point, work.problem.tree.place)).provisional)
    for team, hours in zip(plan.teams, scheduled(plan).tolist(), strict=True):
        yield from ((team.name, hour, agents) for hour, agents in enumerate(hours))


def _table(name: str, rows: Iterable[Row], factors: Sequence[FactorColumn]) -> pa.Table:
    import pyarrow as pa

    columns = list(TABLES[name][1])
    if name in WITH_FACTORS:
        after = columns.index(SCENARIO) + 1
        columns[after:after] = [one.column for one in factors]
    schema = pa.schema([(one.name, pa.type_for_alias(one.dtype)) for one in columns])
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        pa.array(values, field.type, from_pandas=True)
        for values, field in zip(by_column, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _of_point(point: Point, factors: Sequence[FactorColumn]) -> Row:
    return tuple(one.value(point) for one in factors)


def _of_trial(trial: Trial, targets: Sequence[Target]) -> Row:
    if trial.lived.error:
        return None, "failed", None, None, trial.lived.error
    tightest = int(trial.room.argmin())
    keeps = "yes" if trial.keeps(0) else "no"
    return trial.budget, keeps, targets[tightest].name, float(trial.room[tightest]), None


def _estimates(number: int, candidate: Candidate, search: Searching) -> Iterator[Row]:
    lived = search.tried[candidate].lived
    for target in () if lived.error else search.targets:
        yield number, *_of_target(target), *_of(target.standing(lived.seen, _EACH).estimate)


def _of_shown(one: Shown, today: Shown | None) -> Row:
    budget = one.budget.estimate() if one.budget else None
    saved = saved_by(one, today)
    return (
        one.replications.start, len(one.replications), str(one.verdict),
        *_ends(budget), *_ends(saved), one.error or None,
    )  # fmt: skip


def saved_by(one: Shown, today: Shown | None) -> Estimate | None:
    """Today's cost a week less that of a staffing on the same replications; None where they are others."""
    if today is None or today.budget is None or one.budget is None or one.replications != today.replications:
        return None
    return (today.budget - one.budget).estimate()


def _of_target(target: Target) -> Row:
    goal = target.goal
    asked = "at least" if goal.at_least else "at most"
    return goal.name, goal.measure, target.group, asked, goal.bound, goal.weeks or None


def _of(estimate: Estimate) -> Row:
    return estimate.value, estimate.low, estimate.high, estimate.n, estimate.method


def _ends(estimate: Estimate | None) -> Row:
    if estimate is None:
        return None, None, None
    return tuple(None if isnan(one) else one for one in (estimate.value, estimate.low, estimate.high))
