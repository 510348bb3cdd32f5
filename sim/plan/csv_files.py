"""CSV files that a scenario names: their rows, and faults at their lines.

In: a path. Out: stripped cells, row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from sim.errors import Fault, Place, WrongInput


def read_rows(path: Path) -> list[list[str]]:
    """All rows of a file, the headings first.

    Raises
    ------
    WrongInput
        Where there is no such file, or no text in UTF-8 in it.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return [[cell.strip() for cell in row] for row in csv.reader(file)]
    except OSError as error:
        raise WrongInput([Fault(Place(str(path)), "", f"cannot be read: {error.strerror}")]) from None
    except (UnicodeDecodeError, csv.Error):
        raise WrongInput([Fault(Place(str(path)), "", "is not a CSV file in UTF-8")]) from None


def at_line(path: Path, line: int, rule: str, *value: str) -> Fault:
    """A fault in a line of a file."""
    return Fault(Place(str(path), line, 1), "", rule, *value)


def number_of(cell: str) -> float | None:
    """A finite number of at least 0; None for anything else."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if 0 <= number < inf else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line, counted from 1, and its cells by heading."""

    line: int
    cells: dict[str, str]


def read_columns(path: Path, wanted: Sequence[str]) -> list[Row]:
    """The rows that are not empty, with the cells of the wanted columns; a missing cell is empty.

    Raises
    ------
    WrongInput
        Where a wanted heading is missing or stands there twice, or nothing is below the headings.
    """
    rows = read_rows(path)
    head = rows[0] if rows else []
    faults = [
        at_line(path, 1, f"needs one column {name}" + (f"; there are {', '.join(head)}" if head else ""))
        for name in wanted
        if head.count(name) != 1
    ]
    body = [Row(line, dict(zip(head, cells, strict=False))) for line, cells in enumerate(rows[1:], 2)]
    kept = (row for row in body if any(row.cells.values()))
    found = [Row(row.line, {name: row.cells.get(name, "") for name in wanted}) for row in kept]
    if not faults and not found:
        faults.append(at_line(path, 1, "has no row below its headings"))
    if faults:
        raise WrongInput(faults)
    return found
