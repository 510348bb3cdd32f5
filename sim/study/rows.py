"""Legs and journeys kept as Parquet: written a replication at a time by the workers, then put together.

In: records and journeys. Out: `legs.parquet` and `journeys.parquet`, names instead of indices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measures.places import places_of
from sim.plan.model import Plan
from sim.records.columns import JOURNEYS, LEGS, JourneyClass, Kind, LegOutcome
from sim.records.log import Columns, Record
from sim.study.folder import disk_trouble

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("legs", "journeys")
Part = tuple[str, int, int]
"""Scenario: its name and its place, and the replication."""


def write_rows(folder: Path, part: Part, plan: Plan, lived: tuple[Record, Columns]) -> None:
    """Write what happened in one replication of one scenario into files aside."""
    import pyarrow.parquet as pq

    record, journeys = lived
    names = names_of(plan)
    with disk_trouble(folder.parent):
        for table, columns, documented in (
            ("legs", record.legs, LEGS), ("journeys", journeys, JOURNEYS)
        ):
            order = [column.name for column in documented]
            content = _arrow(part, {name: columns[name] for name in order}, names[table])
            pq.write_table(content, _aside(folder, table, part), compression="zstd")


def join_rows(folder: Path, scenarios: Sequence[str], replications: int) -> None:
    """Put the parts together, in order, and remove them."""
    import pyarrow.parquet as pq

    with disk_trouble(folder.parent):
        for table in TABLES:
            parts = [
                _aside(folder, table, (name, place, replication))
                for (place, name), replication in product(enumerate(scenarios), range(replications))
            ]
            with pq.ParquetWriter(
                folder / f"{table}.parquet", pq.read_schema(parts[0]), compression="zstd"
            ) as writer:
                for part in parts:
                    writer.write_table(pq.read_table(part))
            for leftover in folder.glob(f".{table}-*.parquet"):
                leftover.unlink()


def _aside(folder: Path, table: str, part: Part) -> Path:
    _, place, replication = part
    return folder / f".{table}-{place}-{replication}.parquet"


def _arrow(part: Part, columns: Columns, names: dict[str, Sequence[str]]) -> pa.Table:
    """The columns as an Arrow table, scenario and replication in front."""
    import pyarrow as pa

    scenario, _, replication = part
    size = len(next(iter(columns.values())))
    found: dict[str, Any] = {
        "scenario": _words(np.zeros(size, np.int32), [scenario]),
        "replication": pa.array(np.full(size, replication, np.int32)),
    }
    for name, values in columns.items():
        found[name] = _words(values, names[name]) if name in names else pa.array(values)
    return pa.table(found)


def _words(codes: Any, names: Sequence[str]) -> Any:
    """Indices as a column of words; -1 becomes null."""
    import pyarrow as pa

    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def names_of(plan: Plan) -> dict[str, dict[str, Sequence[str]]]:
    """For each table the columns that hold indices, with the names behind them."""
    words: Callable[[Any], list[str]] = lambda kinds: [kind.name.lower() for kind in kinds]   # noqa: E731
    teams = [team.name for team in plan.teams]
    segments = [segment.name for segment in plan.segments]
    agents = [f"{plan.teams[agent.team].name}/{agent.shift}/{agent.ordinal}" for agent in plan.agents]
    return {
        "legs": {
            "step": plan.places, "reason": plan.reasons, "team": teams, "agent": agents,
            "channel": [channel.name for channel in plan.channels],
            "kind": words(Kind), "outcome": words(LegOutcome),
        },
        "journeys": {
            "demand": [demand.name for demand in plan.demands], "segment": segments,
            "process": places_of(plan).processes, "reason": plan.reasons,
            "outcome": [step.end or step.path for step in plan.steps], "outcome_class": words(JourneyClass),
        },
    }
