"""The tables of a sweep, written row by row: a million points need no more memory than a thousand.

In: points in their order, with what the store holds of them. Out: CSV and Parquet files of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.records.columns import Column
from sim.stats.estimate import Estimate, Pooled
from sim.study.folder import disk_trouble
from sim.study.tables import csv_text
from sim.sweeps.design.designs import Point
from sim.sweeps.design.reading import Sweep
from sim.sweeps.design.reference import WITH_REFERENCE
from sim.sweeps.store.collecting import Gathered, Key
from sim.sweeps.tables.columns import HEAD, TABLES, WITH_POINTS, factor_columns
from sim.sweeps.tables.effects import Effects
from sim.sweeps.tables.shares import Shares
from sim.sweeps.tables.smooth import Smooth, space_of

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[Any, ...]
_ROWS_AT_ONCE = 5_000


class Tables:
    """The tables in the making, in a folder.

    Parameters
    ----------
    folder : where they are written.
    sweep : whose factors have columns of their own; the scenarios of a point come one after the other, the
        base first.
    names : of the tables that the sweep has.
    """

    def __init__(self, folder: Path, sweep: Sweep, names: Sequence[str]) -> None:
        self._from: tuple[int, dict[str, Gathered]] = (-1, {})
        self._factors = factor_columns(sweep.design.factors)
        self._base = sweep.documents[0].path.stem
        self._measures, self._enough = sweep.measures, sweep.enough
        self._at_base: dict[Key, Pooled] = {}
        self._effects = Effects(sweep.design)
        self._shares = Shares(sweep.design)
        self._smooth = Smooth(sweep.design, space_of(sweep.design) if "metamodel" in names else None)
        self._stack = ExitStack()
        head = (*HEAD, *(one.column for one in self._factors))
        self._writers = {
            name: self._stack.enter_context(
                _Writer(folder / name, (*(head if name in WITH_POINTS else ()), *TABLES[name][1]))
            )
            for name in names
        }

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *raised: Any) -> None:
        if raised[0] is None:
            self._add("response", self._effects.rows())
            self._add("indices", self._shares.rows())
            for name, rows in zip(("metamodel", "foretold"), self._smooth.rows(), strict=True):
                self._add(name, iter(rows))
        self._stack.__exit__(*raised)

    def refer_to(self, number: int, found: dict[str, Gathered]) -> None:
        """Say which point the others are measured from, and what each scenario lived through there."""
        self._from = number, {name: one for name, one in found.items() if one.whole}

    def add(self, number: int, scenario: str, point: Point, found: Gathered) -> None:
        """Add the rows of a point that one scenario lived through: its estimates, or what failed."""
        head = (number, scenario, *(one.value(point) for one in self._factors))
        if scenario == self._base:
            self._at_base = {}
        if not found.whole:
            self._add("failures", ((*head, *stretch) for stretch in found.missing))
            return
        pooled = self._pooled(found)
        self._add("points", _rows(head, self._enough.estimates(found, self._measures, pooled)))
        if scenario == self._base:
            self._at_base = pooled
        else:
            self._add("differences", _estimates((*head, self._base), _less(pooled, self._at_base)))
        reference, there = self._from
        if number != reference and scenario in there:
            shared = min(found.replications, there[scenario].replications)   # of a precision, those of both
            pair = (self._pooled(one.up_to(shared)) for one in (found, there[scenario]))
            self._add("from_reference", _estimates((*head, reference), _less(*pair)))
        self._smooth.add(number, scenario, pooled)
        if "response" in self._writers:
            self._effects.add(number, scenario, pooled)
        if "indices" in self._writers:
            self._shares.add(number, scenario, found.numbers)

    def _pooled(self, found: Gathered) -> dict[Key, Pooled]:
        return dict(found.pooled(self._measures))

    def _add(self, name: str, rows: Iterator[Row]) -> None:
        if name in self._writers:
            self._writers[name].add(rows)


def names_of(sweep: Sweep) -> tuple[str, ...]:
    """The tables that a sweep has."""
    names = ["points", "failures"]
    names += ["differences"] if len(sweep.documents) > 1 else []
    names += ["from_reference"] if sweep.design.kind in WITH_REFERENCE else []
    same = not sweep.enough.half_widths   # a level's points share their replications, or have no mean
    names += ["response"] if sweep.design.kind == "grid" and sweep.design.factors and same else []
    names += ["metamodel", "foretold"] if space_of(sweep.design) is not None else []
    return (*names, *(["indices"] if sweep.design.kind == "sensitivity" else []))


def _less(pooled: dict[Key, Pooled], other: dict[Key, Pooled]) -> dict[Key, Pooled]:
    return {key: one - other[key] for key, one in pooled.items() if key in other}


def _estimates(head: Row, pooled: dict[Key, Pooled]) -> Iterator[Row]:
    return _rows(head, {key: one.estimate() for key, one in pooled.items()})


def _rows(head: Row, estimates: dict[Key, Estimate]) -> Iterator[Row]:
    for (measure, group), found in estimates.items():
        yield (*head, measure, group, found.value, found.low, found.high, found.n, found.method)


class _Writer:
    """One table as CSV and as Parquet; at most some thousand rows are held at a time."""

    def __init__(self, stem: Path, columns: Sequence[Column]) -> None:
        self._stem, self._columns = stem, columns
        self._rows: list[Row] = []
        self._stack = ExitStack()

    def __enter__(self) -> _Writer:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([(one.name, pa.type_for_alias(one.dtype)) for one in self._columns])
        with disk_trouble(self._stem.parent):
            self._csv = self._stack.enter_context(
                self._stem.with_suffix(".csv").open("w", encoding="utf-8", newline="")
            )
            self._parquet = self._stack.enter_context(
                pq.ParquetWriter(self._stem.with_suffix(".parquet"), self._schema, compression="zstd")
            )
            self._csv.write(csv_text(self._schema.empty_table()))
        return self

    def __exit__(self, *raised: Any) -> None:
        if raised[0] is None:
            self._write()
        with disk_trouble(self._stem.parent):
            self._stack.close()

    def add(self, rows: Iterator[Row]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._write()

    def _write(self) -> None:
        if not self._rows:
            return
        content = self._table()
        self._rows = []
        with disk_trouble(self._stem.parent):
            self._csv.write(csv_text(content).partition("\n")[2])
            self._parquet.write_table(content)

    def _table(self) -> pa.Table:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        arrays = [
            pa.array(values, field.type, from_pandas=True)
            for values, field in zip(columns, self._schema, strict=True)
        ]
        return pa.Table.from_arrays(arrays, schema=self._schema)
