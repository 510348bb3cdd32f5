"""A finished sweep back from its folder, as it was when it ended."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from sim.errors import RunFailed, WrongUse
from sim.study.folder import canonical, is_finished, read_manifest
from sim.study.result import ScenarioNote
from sim.study.storage import note_from
from sim.sweeps.design.reading import design_written
from sim.sweeps.design.reference import Reference
from sim.sweeps.result import SweepResult
from sim.sweeps.tables.columns import TABLES
from sim.sweeps.watching import Progress

NOTES = "scenarios.json"
PROGRAM = "journeysim sweep"


def is_sweep(folder: Path) -> bool:
    """Whether a folder holds a finished sweep."""
    return is_finished(folder) and read_manifest(folder).get("program") == PROGRAM


def notes_text(title: str, notes: tuple[ScenarioNote, ...], reference: Reference | None) -> str:
    """What readers need besides the tables."""
    return canonical({
        "title": title,
        "reference": None if reference is None else asdict(reference),
        "scenarios": [asdict(note) for note in notes],
    })


def load_sweep(folder: Path) -> SweepResult:
    """The sweep that a folder holds.

    Raises
    ------
    WrongUse
        Where the folder holds no sweep.
    RunFailed
        Where a file of it is missing or was damaged.
    """
    import pyarrow.parquet as pq

    if not is_sweep(folder):
        raise WrongUse(f"{folder}: is no folder of a finished sweep")
    manifest = read_manifest(folder)
    try:
        told = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        notes = tuple(note_from(note) for note in told["scenarios"])
        reference = None if told["reference"] is None else Reference(**told["reference"])
        points = len(design_written(manifest["sweep"], manifest["seed"]))
        asked_for, measure = manifest["replications"], str(manifest["measures"][0])
        replications = int(asked_for["at_most"] if isinstance(asked_for, dict) else asked_for)
        failures = pq.read_table(folder / "failures.parquet", columns=["point", "scenario"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunFailed(f"{folder}: is damaged ({error}); run the sweep again") from None
    asked = points * len(notes)
    total = asked * replications
    return SweepResult(
        title=told["title"],
        scenarios=len(notes),
        asked=asked,
        failed=failures.group_by(["point", "scenario"]).aggregate([]).num_rows,
        computed=0,
        progress=Progress(total, total, total, 0, 0.0, measure, ()),
        manifest=manifest,
        tables=tuple(name for name in TABLES if (folder / f"{name}.parquet").exists()),
        folder=folder,
        notes=notes,
        reference=reference,
    )
