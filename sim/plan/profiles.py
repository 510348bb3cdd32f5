"""Weekly profiles from CSV: how a week's total spreads over its hours.

In: a file with the columns weekday, hour and one of weights for each segment (or `all`). Out: weights by
segment, shape (168,), from Monday's midnight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.errors import Fault, WrongInput
from sim.plan.csv_files import at_line, number_of, read_rows
from sim.plan.rates import HOURS_A_WEEK, Hourly
from sim.scenario.hours import DAYS

ALL = "all"
"""The column that holds for every segment without one of its own."""


def read_profile(path: Path, segments: Sequence[str]) -> Mapping[str, Hourly]:
    """The weights of each segment by hour of the week; hours without a row weigh nothing.

    Raises
    ------
    WrongInput
        With every fault of the file and its line.
    """
    head, rows = read_rows(path)
    faults = _header_faults(path, head, segments)
    if faults:
        raise WrongInput(faults)
    weights = {name: np.zeros(HOURS_A_WEEK) for name in head if name not in ("weekday", "hour")}
    seen: set[int] = set()
    for line, row in rows:
        faults += _read_row(path, line, dict(zip(head, row, strict=False)), weights, seen)
    if not faults:
        nothing = (name for name, column in weights.items() if not column.any())
        faults = [at_line(path, 1, f"the weights of {name} are all 0") for name in nothing]
    if faults:
        raise WrongInput(faults)
    return {segment: weights[segment if segment in weights else ALL] for segment in segments}


def _header_faults(path: Path, head: list[str], segments: Sequence[str]) -> list[Fault]:
    faults = [at_line(path, 1, f"needs a column {name}") for name in ("weekday", "hour") if name not in head]
    if ALL not in head:
        faults += [
            at_line(path, 1, f"needs a column of weights named {name} (or {ALL})")
            for name in segments
            if name not in head
        ]
    unknown = [name for name in head if name not in ("weekday", "hour", ALL, *segments)]
    return faults + [at_line(path, 1, f"column {name} is no segment of the scenario") for name in unknown]


def _read_row(
    path: Path, line: int, row: dict[str, str], weights: dict[str, Hourly], seen: set[int]
) -> list[Fault]:
    day, hour = row.get("weekday", ""), row.get("hour", "")
    if day not in DAYS:
        return [at_line(path, line, "weekday must be one of " + ", ".join(DAYS), day)]
    if not hour.isdecimal() or int(hour) > 23:
        return [at_line(path, line, "hour must be a whole number from 0 to 23", hour)]
    place = DAYS.index(day) * 24 + int(hour)
    if place in seen:
        return [at_line(path, line, f"{day} {hour} stands here a second time")]
    seen.add(place)
    faults: list[Fault] = []
    for name, column in weights.items():
        weight = number_of(row.get(name, ""))
        if weight is None:
            faults.append(at_line(path, line, f"{name} must be a weight of at least 0", row.get(name, "")))
        else:
            column[place] = weight
    return faults
