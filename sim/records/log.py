"""The record of one replication: three tables of plain columns.

In: rows as the engine tells them. Out: `Record`, whose columns `sim.records.columns` describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.records.columns import LEGS, Column

Columns = dict[str, NDArray[Any]]
"""A table: name to column, all of one length."""


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

    Attributes
    ----------
    tell : keeps one row, in the order of `LEGS`.
    """

    def __init__(self, chunk: int = 50_000) -> None:
        self._chunk = chunk
        self._packed: list[Columns] = []
        self._rows: list[tuple[int, ...]] = []
        self.tell = self._rows.append

    def tidy(self) -> None:
        """Pack the rows if they have become many."""
        if len(self._rows) >= self._chunk:
            self._pack()

    def legs(self) -> Columns:
        """All rows so far as columns."""
        self._pack()
        return {c.name: np.concatenate([part[c.name] for part in self._packed]) for c in LEGS}

    def _pack(self) -> None:
        self._packed.append(table(LEGS, self._rows))
        self._rows.clear()
