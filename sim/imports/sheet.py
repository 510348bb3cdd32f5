"""A foreign table as rows of cells, each with its line: spreadsheets, and text of any usual dialect.

In: an .xlsx file, or text with commas, semicolons or tabs in UTF-8, UTF-16 or Windows' Latin letters.
Out: a `Sheet`. What was taken for granted is noted; what is no table raises WrongInput.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import Fault, Place, WrongInput

Cell = Any   # text; of a spreadsheet also numbers, dates and times

SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 20   # lines that tell the separator
_ZIPPED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table that holds anything, numbered from 1."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands, blank lines left out.

    Attributes
    ----------
    file : as messages name it.
    rows : in order.
    notes : how it was read, where that was a choice.
    """

    file: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def place(self, line: int, column: int) -> Place:
        """Where a cell stands; columns from 0."""
        return Place(self.file, line, column + 1)


def read_sheet(path: Path) -> Sheet:
    """Read a table.

    Raises
    ------
    WrongInput
        Where the file cannot be read, or is no table.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from None
    if not content.strip():
        raise _refused(path, "is empty")
    if content.startswith(_OLD_EXCEL):
        raise _refused(path, "is an .xls file of an old Excel: save it as .xlsx or .csv")
    return _of_book(path) if content.startswith(_ZIPPED) else _of_text(path, content)


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _of_text(path: Path, content: bytes) -> Sheet:
    text, letters = _decoded(path, content)
    separator = _separator(text)
    if separator is None:
        raise _refused(path, "must have columns set apart by commas, semicolons or tabs")
    rows, reader = [], csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    line = 0
    try:
        for cells in reader:
            rows.append(Row(line + 1, tuple(cells)))
            line = reader.line_num
    except csv.Error as error:
        fault = Fault(Place(str(path), line + 1, 1), "", f"is no row of a table ({error})")
        raise WrongInput([fault]) from None
    notes = (f"columns set apart by {SEPARATORS[separator]}, letters in {letters}",)
    return Sheet(str(path), _filled(rows), notes)


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
            try:
                return content.decode(encoding), name
            except UnicodeDecodeError:
                raise _refused(path, f"begins as {name} and is damaged: save it anew") from None
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Latin-1 (Windows)"


def _separator(text: str) -> str | None:
    """What most of the first lines are set apart by; a decimal comma never beats a semicolon or a tab."""
    lines = [line for line in text.splitlines() if line.strip()][:_LOOKED_AT]
    for separator in SEPARATORS:
        if 2 * sum(separator in line for line in lines) > len(lines):
            return separator
    return None


def _of_book(path: Path) -> Sheet:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")   # styles and extensions that openpyxl does not know
            book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _refused(path, f"is no spreadsheet that can be read ({error})") from None
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    page = next((sheet for sheet in shown if any(not blank(c) for r in sheet.values for c in r)), None)
    if page is None:
        raise _refused(path, "has no sheet that holds anything")
    others = [sheet.title for sheet in shown if sheet is not page]
    notes = [f"sheet '{page.title}'" + (f"; not read: {', '.join(others)}" if others else "")]
    rows = [Row(line, tuple(cells)) for line, cells in enumerate(page.values, start=1)]
    return Sheet(str(path), _filled(rows), tuple(notes))


def _filled(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if not all(blank(cell) for cell in row.cells))


def _refused(path: Path, rule: str) -> WrongInput:
    return WrongInput([Fault(Place(str(path)), "", rule)])
