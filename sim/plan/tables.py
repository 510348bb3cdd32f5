"""Values that vary by dimension: a dense table that a case (one index a dimension) looks up.

In: the value of each combination of the dimensions that matter. Out: `table.at(case)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

DIMENSIONS = (
    "segment", "reason", "channel", "team", "previous_team", "attempt", "transferred", "hour", "day",
)
SEGMENT, REASON, CHANNEL, TEAM, PREVIOUS_TEAM, ATTEMPT, TRANSFERRED, HOUR, DAY = range(len(DIMENSIONS))

Case = list[int]
"""One index a dimension, in the order of DIMENSIONS. `previous_team` (and `team`) is the number of teams
where there is none; attempt is 0 first, 1 further; transferred 0 no, 1 yes; hour 0..23; day 0 Monday."""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A value for each combination of some dimensions.

    Attributes
    ----------
    steps : (dimension, stride) of each dimension that matters; empty for a constant.
    values : the values, row-major; one entry for a constant.
    """

    steps: tuple[tuple[int, int], ...]
    values: tuple[T, ...]

    def at(self, case: Case) -> T:
        """The value that holds for a case."""
        if not self.steps:
            return self.values[0]
        place = 0
        for dimension, stride in self.steps:
            place += case[dimension] * stride
        return self.values[place]


def constant(value: T) -> Table[T]:
    """A table that holds one value for every case."""
    return Table((), (value,))
