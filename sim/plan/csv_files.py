"""CSV files that a scenario names: their rows, and faults at their lines.

In: a path. Out: stripped cells, row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from sim.errors import Fault, Place, WrongInput

Line = tuple[int, list[str]]
"""A row's first line, counted from 1, and its stripped cells."""


def read_rows(path: Path) -> tuple[list[str], list[Line]]:
    """The headings of a file and the rows below that are not empty.

    Raises
    ------
    WrongInput
        Where there is no such file or no text in UTF-8 in it, a quote is never closed, a heading stands twice
        or a row has more cells than there are headings: every such row.
    """
    rows = list(lines_of(path))
    head = rows[0][1] if rows else []
    twice = [name for place, name in enumerate(head) if name and name in head[:place]]
    faults = [at_line(path, 1, "the headings name two columns", name) for name in dict.fromkeys(twice)]
    for line, cells in rows[1:]:
        if any(cells[len(head) :]):
            faults.append(at_line(path, line, f"has {len(cells)} cells under {len(head)} headings"))
    if faults:
        raise WrongInput(faults)
    return head, [(line, cells) for line, cells in rows[1:] if any(cells)]


def lines_of(path: Path) -> Iterator[Line]:
    """All rows of a file, the headings first, whatever they hold.

    Raises
    ------
    WrongInput
        Where there is no such file or no text in UTF-8 in it, or a quote is never closed.
    """
    line = 1
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file, strict=True)
            for row in reader:
                yield line, [cell.strip() for cell in row]
                line = reader.line_num + 1
    except OSError as error:
        raise WrongInput([Fault(Place(str(path)), "", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise WrongInput([Fault(Place(str(path)), "", "is not a CSV file in UTF-8")]) from None
    except csv.Error as error:
        raise WrongInput([at_line(path, line, _broken(str(error)))]) from None


def _broken(error: str) -> str:
    """What is wrong with a row, in our own words."""
    if "end of data" in error:
        return "a quote is never closed"
    if "expected after" in error:
        return "a quote ends inside a cell: double the quotes within one"
    return "is no row of a CSV file"


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
        Where the file is no such table, a wanted heading is missing, or nothing is below the headings.
    """
    head, rows = read_rows(path)
    here = f"; there are {', '.join(head)}" if any(head) else ""
    faults = [at_line(path, 1, f"needs one column {name}{here}") for name in wanted if name not in head]
    if not faults and not rows:
        faults.append(at_line(path, 1, "has no row below its headings"))
    if faults:
        raise WrongInput(faults)
    cells = ((line, dict(zip(head, row, strict=False))) for line, row in rows)
    return [Row(line, {name: row.get(name, "") for name in wanted}) for line, row in cells]
