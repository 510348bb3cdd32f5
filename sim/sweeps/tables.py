"""The tables of a sweep, written row by row: a million points need no more memory than a thousand.

In: points in their order with what the store holds of them. Out: CSV and Parquet files of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.records.columns import Column
from sim.study.folder import disk_trouble
from sim.study.tables import csv_text
from sim.sweeps.collecting import Gathered
from sim.sweeps.columns import FAILURES, HEAD, POINTS, factor_columns
from sim.sweeps.designs import Design, Point

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[Any, ...]
_ROWS_AT_ONCE = 10_000


class Tables:
    """The two tables in the making, `points` and `failures`, in a folder.

    Parameters
    ----------
    folder : where they are written.
    design : whose factors have columns of their own.
    """

    def __init__(self, folder: Path, design: Design) -> None:
        self._factors = factor_columns(design.factors)
        middle = tuple(one.column for one in self._factors)
        self._stack = ExitStack()
        self._points = self._stack.enter_context(_Writer(folder / "points", (*HEAD, *middle, *POINTS)))
        self._failures = self._stack.enter_context(_Writer(folder / "failures", (*HEAD, *middle, *FAILURES)))

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.__exit__(*raised)

    def add(self, number: int, scenario: str, point: Point, found: Gathered) -> None:
        """Add the rows of a point that one scenario lived through: its estimates, or what failed."""
        head = (number, scenario, *(one.value(point) for one in self._factors))
        if not found.whole:
            self._failures.add((*head, *stretch) for stretch in found.missing)
            return
        self._points.add(_estimates(head, found))


def _estimates(head: Row, found: Gathered) -> Iterator[Row]:
    for (measure, group), pooled in found.pooled():
        one = pooled.estimate()
        yield (*head, measure, group, one.value, one.low, one.high, one.n, one.method)


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
