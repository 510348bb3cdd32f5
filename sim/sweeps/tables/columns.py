"""The columns of the tables that a sweep makes: name, dtype, unit and meaning.

In `points`, `failures` and `differences` the columns of the factors stand between the first two and the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

from sim.records.columns import Column
from sim.sweeps.design.designs import Point
from sim.sweeps.design.factors import Factor
from sim.sweeps.design.values import OPERATORS, Levels
from sim.units import is_number, split

_UNIT = "of the measure"

HEAD = (
    Column("point", "int32", "", "number of the point in the design, from 0"),
    Column("scenario", "string", "", "the base, or the alternative that lived through the point"),
)
POINTS = (
    Column("measure", "string", "", "name of the measure, as the command `measures` defines it"),
    Column("group", "string", "", "what it is about: all, or segment=..., team=..., hour=..."),
    Column("value", "float64", _UNIT, "pooled over the replications; empty where there were no events"),
    Column("low", "float64", _UNIT, "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", _UNIT, "upper end"),
    Column("n", "int32", "", "replications"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)
DIFFERENCES = (
    Column("baseline", "string", "", "the base"),
    *POINTS[:2],
    Column("value", "float64", _UNIT, "scenario less base at the same point, replications paired"),
    *POINTS[3:],
)
FROM_REFERENCE = (
    Column("reference", "int32", "", "point of the scenario as it is written; else of the middle levels"),
    *POINTS[:2],
    Column("value", "float64", _UNIT, "point less reference, in the same scenario, replications paired"),
    *POINTS[3:],
)
RESPONSE = (
    HEAD[1],
    Column("factor", "string", "", "path, or name of the paths that move together"),
    Column("level", "int32", "", "number of the level, from 0"),
    Column("setting", "string", "", "what the level sets, in words"),
    *POINTS[:2],
    Column("value", "float64", _UNIT, "mean over all points of the grid with this level"),
    *POINTS[3:],
)
INDICES = (
    HEAD[1],
    *POINTS[:2],
    Column("factor", "string", "", "path, or name of the paths that move together"),
    Column("kind", "string", "", "first: what the factor brings alone; total: also together with others"),
    Column("value", "float64", "", "Sobol' index: share of the variance between points"),
    Column("low", "float64", "", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "", "upper end"),
    Column("n", "int32", "", "replications"),
    Column("points", "int32", "", "rows of the design that are whole, of its factors + 2 points each"),
    Column("noise", "float64", "", "share of the variance that is luck of the replications"),
    Column("rank", "int32", "", "by the total index, 1 the largest; empty where more than 10 % is noise"),
    Column("method", "string", "", "how the interval was made, or why there is none"),
)
METAMODEL = (
    HEAD[1],
    *POINTS[:2],
    Column("explained", "float64", "", "share of the variance between points that the others foretell"),
    Column("low", "float64", "", "lower end of the 95 % interval; empty where there is none"),
    Column("high", "float64", "", "upper end"),
    Column("points", "int32", "", "points that the model rests on; a place counts once"),
    Column("smoothing", "float64", "", "how far values are smoothed, in shares of their variance"),
    Column("good", "bool", "", "whether it may be used between the points: 0.90 explained, 0.80 for sure"),
    Column("method", "string", "", "how the interval was made, or why there is no model"),
)
FORETOLD = (
    HEAD[1],
    *POINTS[:2],
    Column("point", "int32", "", "number of the point in the design, from 0"),
    Column("value", "float64", _UNIT, "simulated"),
    Column("foretold", "float64", _UNIT, "by the model of all other points"),
)
FAILURES = (
    Column("first", "int32", "", "the first replication that has no result"),
    Column("count", "int32", "", "how many have none from there on"),
    Column("error", "string", "", "why"),
)

TABLES = {
    "points": ("one row a point, scenario, measure and group", POINTS),
    "failures": ("one row a stretch of replications that failed", FAILURES),
    "differences": ("one row a point, alternative, measure and group", DIFFERENCES),
    "from_reference": ("of a grid, or one at a time: one row a point besides the reference, scenario, "
                       "measure and group", FROM_REFERENCE),
    "response": ("of a grid: one row a level of a factor, scenario, measure and group", RESPONSE),
    "metamodel": ("of a grid or drawn points with numbers, 8 to 300 points: one row a scenario and measure",
                  METAMODEL),
    "foretold": ("of the same: one row a scenario, measure and point", FORETOLD),
    "indices": ("of a sensitivity design: one row a factor, scenario, measure, group and kind", INDICES),
}
"""All tables by name: what a row is, and the columns besides those of the factors."""

WITH_POINTS = ("points", "failures", "differences", "from_reference")
"""Tables that begin with the columns `HEAD` and one for each path that a factor moves."""


@dataclass(frozen=True, slots=True)
class FactorColumn:
    """What a path holds at each point, in a column of its own; empty where the scenario's value stands.

    Attributes
    ----------
    path : that is moved.
    operator : times or add; empty where values replace the base's.
    unit : of all values, which are numbers then; None: values as they are written.
    """

    path: str
    operator: str
    unit: str | None

    @property
    def column(self) -> Column:
        """Its name, which holds operator and unit, and what it means."""
        name = " ".join(part for part in (self.path, self.operator) if part)
        name += f" ({self.unit})" if self.unit else ""
        dtype = "string" if self.unit is None else "float64"
        return Column(name, dtype, self.unit or "", f"what the point makes of {self.path}")

    def value(self, point: Point) -> float | str | None:
        """The value at a point."""
        change = dict(point).get(self.path)
        if change is None:
            return None
        inner = change[self.operator] if self.operator else change
        if self.unit is None:
            return inner if isinstance(inner, str) else _text(inner)
        return quantity(inner)[0]


def factor_columns(factors: tuple[Factor, ...]) -> tuple[FactorColumn, ...]:
    """A column for each path that a factor moves."""
    found = []
    for factor in factors:
        for path, part in factor.parts.items():
            if isinstance(part, Levels):
                units = {quantity(value)[1] for value in part.values}
                unit = units.pop() if len(units) == 1 else None
                found.append(FactorColumn(path, part.operator, unit))
            else:
                found.append(FactorColumn(path, part.operator, part.unit))
    return tuple(found)


def quantity(value: Any) -> tuple[float, str | None]:
    """Number and unit of a value; None where it is no number."""
    if is_number(value):
        return float(value), ""
    try:
        number, unit = split(value) if isinstance(value, str) else (0, None)
    except ValueError:
        return 0.0, None
    return float(number), unit


def number_at(factor: Factor, point: Point) -> float:
    """The number that a factor has at a point, by the first of its paths; nan where it has none."""
    change = dict(point).get(next(iter(factor.parts)))
    if isinstance(change, dict) and len(change) == 1 and next(iter(change)) in OPERATORS:
        change = next(iter(change.values()))
    number, unit = quantity(change)
    return nan if unit is None else number


def _text(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
