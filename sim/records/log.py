"""The record of one replication: three tables of plain columns.

In: rows as the engine tells them. Out: `Record`, whose columns `sim.records.columns` describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import RunFailed
from sim.records.columns import LEGS, Column

Columns = dict[str, NDArray[Any]]
"""A table: name to column, all of one length."""

MOST_ROWS = 50_000_000
"""Of legs in one replication: some 3 GB."""
MOST_LEGS = 32_767
"""Of one matter: more do not fit the column."""
_LEG = [column.name for column in LEGS].index("leg")


@dataclass(frozen=True, slots=True)
class Record:
    """What happened in one replication.

    Attributes
    ----------
    legs, trips, roster : tables as `LEGS`, `TRIPS` and `ROSTER` describe them.
    """

    legs: Columns
    trips: Columns
    roster: Columns


def table(columns: tuple[Column, ...], rows: Sequence[tuple[int, ...]]) -> Columns:
    """Rows turned into columns of the documented types."""
    if not rows:
        return {column.name: np.empty(0, column.dtype) for column in columns}
    values = zip(*rows, strict=True)
    return {column.name: np.array(value, column.dtype) for column, value in zip(columns, values, strict=True)}


class Recorder:
    """Collects rows of legs and packs them now and then, so that a long run needs little memory.

    Rows stand one behind the other in one list, and few of them: as long as they fit the processor's
    cache, packing costs a fifth of what it costs later.

    Attributes
    ----------
    tell : keeps one row, in the order of `LEGS`.
    """

    def __init__(self, chunk: int = 1_000) -> None:
        self._full = chunk * len(LEGS)
        self._packed: list[Columns] = []
        self._rows = 0
        self._values: list[int] = []
        self.tell = self._values.extend

    def tidy(self) -> None:
        """Pack the rows if they have become many."""
        if len(self._values) >= self._full:
            self._pack()

    def latest(self, count: int) -> list[tuple[int, ...]]:
        """The rows kept last, in order: at most so many of those still unpacked and packed last."""
        size = len(LEGS)
        values = self._values[-count * size :]
        rows = [tuple(values[at : at + size]) for at in range(0, len(values), size)]
        if len(rows) < count and self._packed:
            packed = (self._packed[-1][column.name][len(rows) - count :].tolist() for column in LEGS)
            rows = [*zip(*packed, strict=True), *rows]
        return rows

    def legs(self) -> Columns:
        """All rows so far as columns."""
        self._pack()
        return {c.name: np.concatenate([part[c.name] for part in self._packed]) for c in LEGS}

    def _pack(self) -> None:
        rows = np.fromiter(self._values, np.int64, len(self._values)).reshape(-1, len(LEGS))
        self._rows += len(rows)
        if self._rows > MOST_ROWS:
            raise RunFailed(
                f"One replication came to more than {MOST_ROWS:,} rows of its record: shorten its window, or "
                "lower its demand; do customers go round in a loop?"
            )
        if len(rows) and rows[:, _LEG].max() > MOST_LEGS:
            raise RunFailed(
                f"One matter came to more than {MOST_LEGS:,} rows of the record: is it passed on, put down "
                "or called back again and again?"
            )
        self._packed.append({c.name: values.astype(c.dtype) for c, values in zip(LEGS, rows.T, strict=True)})
        self._values.clear()
