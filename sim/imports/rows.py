"""Reading a sheet row by row: every cell by what it holds, and everything that is wrong kept for one message.

In: a sheet, its columns, and readers of single cells. Out: values, and faults with their places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.errors import Fault
from sim.imports.headings import Columns
from sim.imports.sheet import Cell, Row, Sheet, blank


class Rows:
    """The rows below the headings, and what is wrong with them."""

    def __init__(self, sheet: Sheet, columns: Columns, rows: list[Row]) -> None:
        self.sheet, self.columns, self.rows = sheet, columns, rows
        self.faults: list[Fault] = []
        width = len(columns.row.cells)
        for row in rows:
            if not all(blank(cell) for cell in row.cells[width:]):
                rule = f"has {len(row.cells)} cells under {width} headings"
                self.faults.append(Fault(sheet.place(row.line, width), "", rule))

    def read(self, row: Row, what: str, how: Callable[[Cell], Any]) -> Any:
        """What a cell says; None, and a fault, where it cannot be read."""
        try:
            if blank(self.of(row, what)):
                raise ValueError("is empty")
            return how(self.of(row, what))
        except ValueError as error:
            self.fault(row, what, str(error))
            return None

    def fault(self, row: Row, what: str, rule: str) -> None:
        """Keep what is wrong with a cell."""
        place = self.sheet.place(row.line, self.columns.at[what])
        self.faults.append(Fault(place, self.columns.headings[what], rule, self.of(row, what)))

    def of(self, row: Row, what: str) -> Cell:
        """The cell of a row, None where it has none."""
        at = self.columns.at.get(what)
        return row.cells[at] if at is not None and at < len(row.cells) else None

    def all(self, what: str) -> list[Cell]:
        """What stands in a column; times of a spreadsheet are left out."""
        found = (self.of(row, what) for row in self.rows)
        return [cell for cell in found if isinstance(cell, str | int | float) and not blank(cell)]

    def settled(self, how: Callable[[], Any], otherwise: Any, what: str = "") -> Any:
        """Something that all rows tell together."""
        try:
            return how()
        except ValueError as error:
            head = self.columns
            place = self.sheet.place(head.row.line, head.at.get(what, 0))
            self.faults.append(Fault(place, head.headings.get(what, ""), str(error)))
            return otherwise
