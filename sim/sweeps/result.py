"""What a sweep gives: a small frozen record whose tables pandas, polars and DuckDB read as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import RunFailed, shown
from sim.study.result import ScenarioNote
from sim.sweeps.design.reference import Reference
from sim.sweeps.watching import Progress

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class SweepResult:
    """A finished sweep.

    Attributes
    ----------
    title : in words.
    scenarios : how many live through each point.
    asked, failed : points of all scenarios, and how many of them failed.
    computed : replications that were simulated now; the rest was in the store.
    progress : how it went, with the best points.
    manifest : what the folder's digest names.
    tables : names of the tables that it has.
    folder : where it stands on disk; None if it was not kept.
    notes : what a reader must know of each scenario, the base first.
    reference : the point that others are measured from; None where points are drawn.
    held : the tables by name, where no folder holds them.
    """

    title: str
    scenarios: int
    asked: int
    failed: int
    computed: int
    progress: Progress
    manifest: dict[str, Any]
    tables: tuple[str, ...]
    folder: Path | None
    notes: tuple[ScenarioNote, ...]
    reference: Reference | None
    held: dict[str, pa.Table] = field(default_factory=dict)

    @property
    def points(self) -> pa.Table:
        """Estimates with their intervals: a row a point, scenario, measure and group.

        `sim.sweeps.tables.columns` documents the columns. Points with a failed replication are left out.
        """
        return self.table("points")

    @property
    def failures(self) -> pa.Table:
        """What failed, with its error: a row a point, scenario and stretch of replications."""
        return self.table("failures")

    @property
    def differences(self) -> pa.Table:
        """Of a sweep with alternatives: each less the base, at every point."""
        return self.table("differences")

    @property
    def from_reference(self) -> pa.Table:
        """Of a grid, or one at a time: each point less the scenario as it is written."""
        return self.table("from_reference")

    @property
    def response(self) -> pa.Table:
        """Of a grid: what each level of each factor does, on average over the other factors."""
        return self.table("response")

    @property
    def metamodel(self) -> pa.Table:
        """Of a grid or drawn points with numbers: how well a smooth model foretells points left out."""
        return self.table("metamodel")

    @property
    def foretold(self) -> pa.Table:
        """Of the same: each point as the others foretell it."""
        return self.table("foretold")

    @property
    def indices(self) -> pa.Table:
        """Of a sensitivity design: Sobol' indices, which say what factor makes the difference."""
        return self.table("indices")

    def table(self, name: str) -> pa.Table:
        """A table by its name, read from the folder.

        Raises
        ------
        KeyError
            Where a sweep of this kind has no such table.
        RunFailed
            Where the table in the folder was damaged.
        """
        if name not in self.tables:
            raise KeyError(f"this sweep has no table {name}")
        import pyarrow.parquet as pq

        if self.folder is None:
            return self.held[name]
        try:
            return pq.read_table(self.folder / f"{name}.parquet")
        except (OSError, ValueError) as error:
            raise RunFailed(f"{self.folder}: is damaged ({shown(error, 100)}); run the sweep again") from None
