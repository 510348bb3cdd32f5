"""Tables of a result on their way to disk and back.

In: rows or columns by name. Out: Arrow tables, which pandas, polars and DuckDB read as they are, and CSV
text that is the same bytes for the same content.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import RunFailed, shown
from sim.study.columns import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa


def table(name: str, rows: Iterable[Sequence[Any]]) -> pa.Table:
    """Rows as an Arrow table with the columns that `COLUMNS` documents; nan becomes null."""
    import pyarrow as pa

    columns = COLUMNS[name]
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        pa.array(values, column.dtype, from_pandas=True)
        for values, column in zip(by_column, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=[column.name for column in columns])


def csv_text(content: pa.Table) -> str:
    """The table as CSV: a header, `.` for decimals, shortest exact numbers, nothing for null."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(content.column_names)
    writer.writerows(zip(*(column.to_pylist() for column in content.columns), strict=True))
    return text.getvalue()


def from_csv(name: str, file: Path) -> pa.Table:
    """The table that `csv_text` wrote.

    Raises
    ------
    RunFailed
        Where the file is missing or was changed into something else.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    types = {column.name: pa.type_for_alias(column.dtype) for column in COLUMNS[name]}
    options = arrow_csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=False)
    try:
        content = arrow_csv.read_csv(file, convert_options=options)
        names = content.column_names
    except FileNotFoundError:
        raise RunFailed(f"{file}: is missing; move the folder away to run again") from None
    except (OSError, ValueError) as error:   # what is no text is a ValueError, too
        why = shown(error, 100)
        raise RunFailed(f"{file}: cannot be read ({why}); move the folder away to run again") from None
    if names != list(types):
        raise RunFailed(f"{file}: has other columns than this version writes; move the folder away")
    return content
