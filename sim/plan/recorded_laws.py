"""Laws as recorded: the columns that a scenario names are read, and become empirical laws.

In: a scenario and the folder of its file. Out: the scenario with every such law read; a `Fault` for each
cell that is no duration, with its line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import accumulate
from math import fsum
from pathlib import Path
from typing import Any

from sim.errors import Fault, WrongInput
from sim.plan.csv_files import Row, at_line, number_of, read_columns
from sim.scenario.files import recorded_laws
from sim.scenario.laws import Law
from sim.scenario.part import Part
from sim.scenario.pieced_laws import Empirical, Mixture, Recorded
from sim.scenario.schema import Scenario
from sim.scenario.varying import By
from sim.units import LONGEST, duration_us


def with_files_read(scenario: Scenario, folder: Path) -> Scenario:
    """The scenario with empirical laws in the place of those that name a file.

    Raises
    ------
    WrongInput
        With every fault of a file and its line.
    """
    if not recorded_laws(scenario):
        return scenario
    faults: list[Fault] = []

    @cache
    def law(recorded: Recorded) -> Law:
        try:
            return read_law(folder / recorded.file, recorded)
        except WrongInput as wrong:
            faults.extend(wrong.faults)
            return recorded

    read: Scenario = _with(scenario, law)
    if faults:
        raise WrongInput(faults)
    return read


def _with(value: Any, law: Callable[[Recorded], Law]) -> Any:
    """A part of a scenario with its recorded laws read; the part itself where it has none."""
    if isinstance(value, Recorded):
        return law(value)
    if isinstance(value, Mixture):
        return Mixture(value.shares, tuple(_with(part, law) for part in value.parts))
    if isinstance(value, By):
        return By(value.key, _with(value.cases, law), _with(value.rest, law))
    if isinstance(value, list):
        return [_with(one, law) for one in value]
    if isinstance(value, dict):
        return {name: _with(one, law) for name, one in value.items()}
    if not isinstance(value, Part):
        return value
    written = {name: getattr(value, name) for name in type(value).model_fields}
    read = {name: _with(one, law) for name, one in written.items()}
    return value.model_copy(update={name: one for name, one in read.items() if one is not written[name]})


def read_law(path: Path, recorded: Recorded) -> Empirical:
    """The empirical law of a column; equal values are one.

    Raises
    ------
    WrongInput
        With every cell that is no duration (or number), and every weight that is none.
    """
    columns = [name for name in (recorded.column, recorded.weights) if name]
    faults: list[Fault] = []
    weights: dict[float, float] = {}
    for row in read_columns(path, list(dict.fromkeys(columns))):
        try:
            value, weight = value_of(row.cells[recorded.column], recorded.unit), _weight(row, recorded)
        except ValueError as error:
            faults.append(at_line(path, row.line, *error.args))
            continue
        if weight:
            weights[value] = weights.get(value, 0.0) + weight
    if not faults and not any(weights):
        faults.append(at_line(path, 1, f"column {recorded.column} holds nothing above 0"))
    if faults:
        raise WrongInput(faults)
    values = sorted(weights)
    total = fsum(weights.values())
    upto = [reached / total for reached in accumulate(weights[value] for value in values)]
    return Empirical(tuple(values), (*upto[:-1], 1.0))


def value_of(cell: str, unit: int) -> float:
    """A cell in microseconds, or a number without unit.

    Parameters
    ----------
    unit : microseconds of a bare number; 0: the cell says its own unit; -1: a number without unit.

    Raises
    ------
    ValueError
        With the rule that the cell breaks, and the cell.
    """
    if unit == 0:
        try:
            return float(duration_us(cell))
        except ValueError:
            raise ValueError("must be a duration such as 4 min, or give the column a `unit`", cell) from None
    number = number_of(cell)
    if number is None:
        raise ValueError("must be a number of at least 0", cell)
    if number * unit > LONGEST:
        raise ValueError("is longer than 5200 w, the longest duration there is", cell)
    return number if unit < 0 else float(round(number * unit))


def _weight(row: Row, recorded: Recorded) -> float:
    if not recorded.weights:
        return 1.0
    cell = row.cells[recorded.weights]
    weight = number_of(cell)
    if weight is None:
        raise ValueError("must be a weight of at least 0", cell)
    return weight
