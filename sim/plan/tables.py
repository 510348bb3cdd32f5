"""Values that vary by dimension: a dense table that a case (one index a dimension) looks up.

In: the value of each combination of the dimensions that matter. Out: `table.at(case)`.
"""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")

DIMENSIONS = (
    "segment", "reason", "channel", "team", "previous_team", "attempt", "transferred", "hour", "day",
    "lived", "handoffs", "hard_journeys",
)
SEGMENT: Final = 0
REASON: Final = 1
CHANNEL: Final = 2
TEAM: Final = 3
PREVIOUS_TEAM: Final = 4
ATTEMPT: Final = 5
TRANSFERRED: Final = 6
HOUR: Final = 7
DAY: Final = 8
LIVED: Final = 9
HANDOFFS: Final = 10
HARD_JOURNEYS: Final = 11

Case = list[int]
"""One index a dimension, in the order of DIMENSIONS. `previous_team` (and `team`) is the number of teams
where there is none; attempt is 0 first, 1 further; transferred 0 no, 1 yes; hour 0..23; day 0 Monday.
Of a journey that is over: lived 0 easily, 1 hard; handoffs and hard_journeys 0..10, 10 or more."""


class Table(Generic[T]):
    """A value for each combination of some dimensions.

    Attributes
    ----------
    steps : (dimension, stride) of each dimension that matters; empty for a constant.
    values : the values, row-major; one entry for a constant.
    """

    __slots__ = ("steps", "values")

    def __init__(self, steps: tuple[tuple[int, int], ...], values: tuple[T, ...]) -> None:
        self.steps = steps
        self.values = values

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Table, (self.steps, self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and (self.steps, self.values) == (other.steps, other.values)

    def __hash__(self) -> int:
        return hash((self.steps, self.values))

    def at(self, case: Case) -> T:
        """The value that holds for a case."""
        if not self.steps:
            return self.values[0]
        place = 0
        for dimension, stride in self.steps:
            place += case[dimension] * stride
        return self.values[place]


def at_moment(us: int, weekday: int) -> Case:
    """A case of which only hour and day are known.

    Parameters
    ----------
    us : microseconds since midnight of the first day, which is a `weekday` (Monday 0).
    """
    case = [0] * len(DIMENSIONS)
    case[HOUR] = us // 3_600_000_000 % 24
    case[DAY] = (us // 86_400_000_000 + weekday) % 7
    return case


def constant(value: T) -> Table[T]:
    """A table that holds one value for every case."""
    return Table((), (value,))
