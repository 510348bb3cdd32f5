"""The lives of single customers, read from the rows that a result kept.

In: a result with legs and journeys. Out: journeys by who they are, and what happened in each, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import RunFailed, WrongUse

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_TOLD = [
    "demand", "segment", "ordinal", "started", "begun_by_company", "measured", "wait_s", "contacts",
    "handoffs", "ces",
]  # fmt: skip
_WRITTEN = re.compile(r"(?P<demand>[^/]+)/(?P<segment>[^/]+)/(?P<ordinal>\d+)(@(?P<replication>\d+))?")


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """A journey's identity, the same in every alternative: the n-th of its demand and segment."""

    demand: str
    segment: str
    ordinal: int
    replication: int = 0

    def __str__(self) -> str:
        return f"{self.demand}/{self.segment}/{self.ordinal}@{self.replication}"


def who(text: str) -> Who:
    """The journey that a text names: DEMAND/SEGMENT/NUMBER, with @REPLICATION where it is not the first.

    Raises
    ------
    WrongUse
        Where it names none.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise WrongUse(f"'{text}' is no journey: write DEMAND/SEGMENT/NUMBER, such as orders/business/17@0")
    return Who(found["demand"], found["segment"], int(found["ordinal"]), int(found["replication"] or 0))


class Lives:
    """What happened to single customers in one replication of a result's scenarios.

    Raises
    ------
    WrongUse
        Where the result kept no rows, or has no such replication.
    """

    def __init__(self, folder: Path, replication: int = 0) -> None:
        if not (folder / "legs.parquet").is_file():
            raise WrongUse(f"{folder}: keeps no single journeys; run it again with --records")
        self._folder = folder
        self._replication = replication
        self._journeys: dict[str, list[Row]] = {}
        self._numbers: dict[str, dict[Who, int]] = {}

    def journeys(self, scenario: str) -> list[Row]:
        """All journeys of a scenario; the place in the list is the journey's number."""
        if scenario not in self._journeys:
            found = self._read("journeys", scenario, columns=_TOLD).to_pylist()
            if not found:
                raise WrongUse(f"{self._folder}: there is no replication {self._replication}")
            self._journeys[scenario] = found
        return self._journeys[scenario]

    def numbers(self, scenario: str) -> dict[Who, int]:
        """The number of each customer's journey, by whose it is."""
        if scenario not in self._numbers:
            self._numbers[scenario] = {
                Who(row["demand"], row["segment"], row["ordinal"], self._replication): number
                for number, row in enumerate(self.journeys(scenario))
                if not row["begun_by_company"]
            }
        return self._numbers[scenario]

    def legs(self, scenario: str, number: int) -> list[Row]:
        """What happened in a journey, in the order of its beginnings."""
        rows = self._read("legs", scenario, ("journey", "=", number)).to_pylist()
        return sorted(rows, key=lambda row: (begin_of(row), row["matter"], row["leg"]))

    def _read(
        self, table: str, scenario: str, *filters: tuple[str, str, Any], columns: list[str] | None = None
    ) -> pa.Table:
        import pyarrow as pa
        import pyarrow.parquet as pq

        wanted = [("scenario", "=", scenario), ("replication", "=", self._replication), *filters]
        try:
            return pq.read_table(self._folder / f"{table}.parquet", columns=columns, filters=wanted)
        except (OSError, pa.ArrowInvalid) as error:
            raise RunFailed(f"{self._folder}: {table}.parquet cannot be read: {error}") from None


def begin_of(row: Row) -> int:
    """When a row of `legs` begins, in microseconds since the scenario's start."""
    moments = [row[name] for name in ("queued", "started", "ended") if row[name] >= 0]
    return int(moments[0]) if moments else 0
