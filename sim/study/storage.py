"""A result on its way to its folder, and back: files by name, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from sim.errors import RunFailed, WrongUse
from sim.measures.expectations import Expectation
from sim.study.folder import LOG, MANIFEST, canonical, is_finished, publish, read_manifest, write
from sim.study.result import Precision, Result, ScenarioNote, Tables
from sim.study.tables import csv_text, from_csv, table

NOTES = "scenarios.json"
PROGRAM = "journeysim"
FINDINGS = "findings.txt"
_ONLY_COMPARED = (
    "comparison", "changes", "drivers", "selection", "pairing", "sureness", "worth", "break_even",
    "sensitivity",
)


class NotStored(RunFailed):
    """A study was finished, but its folder could not be written. `result` holds what was found."""

    def __init__(self, result: Result, reason: str) -> None:
        self.result = result
        super().__init__(f"{reason}; nothing was stored")


def store(
    result: Result, draft: Path, folder: Path, text: Callable[[Result], str], log: dict[str, Any]
) -> Result:
    """Write a result into a draft and let it appear as `folder`.

    Parameters
    ----------
    text : writes the findings for people.
    log : command, duration, machine: not part of the digest.

    Raises
    ------
    NotStored
        Where the disk refuses; the result is not lost with it.
    """
    stored = replace(result, folder=folder)
    try:
        write(draft, MANIFEST, canonical(result.manifest))
        write(draft, NOTES, canonical(_notes(result)))
        for name in _stored_tables(result):
            write(draft, f"{name}.csv", csv_text(getattr(result.tables, name)))
        write(draft, FINDINGS, text(result))
        write(draft, LOG, canonical(log))
        publish(draft, folder)
    except RunFailed as error:
        raise NotStored(result, str(error)) from None
    return stored


def load_result(folder: Path) -> Result:
    """The result that a folder holds.

    Raises
    ------
    WrongUse
        Where the folder holds no result, or one of a sweep or a search.
    RunFailed
        Where a file of it is missing or was damaged.
    """
    if not is_finished(folder):
        raise WrongUse(f"{folder}: is no result folder, for it holds no {MANIFEST}")
    manifest = read_manifest(folder)
    if (program := manifest.get("program", PROGRAM)) != PROGRAM:
        raise WrongUse(f"{folder}: is what `{program}` found, no run and no comparison")
    try:
        notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        scenarios = tuple(note_from(note) for note in notes["scenarios"])
        precision = None if notes["precision"] is None else Precision(**notes["precision"])
        seed, replications = int(manifest["seed"]), int(notes["replications"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunFailed(f"{folder}: is damaged ({error}); move the folder away to run again") from None
    names = [field.name for field in fields(Tables)]
    skipped = _ONLY_COMPARED if len(scenarios) == 1 else ()
    found = {
        name: table(name, ()) if name in skipped else from_csv(name, folder / f"{name}.csv") for name in names
    }
    ran = (seed, replications, replications)
    return Result(scenarios, Tables(**found), *ran, manifest, folder, from_disk=True, precision=precision)


def _notes(result: Result) -> dict[str, Any]:
    """What a reader needs besides the tables, and what followed from what was asked for."""
    return {
        "replications": result.replications,
        "precision": None if result.precision is None else asdict(result.precision),
        "scenarios": [asdict(note) for note in result.scenarios],
    }


def note_from(stored: dict[str, Any]) -> ScenarioNote:
    """A scenario's note, with the tuples that JSON knows as lists."""
    goals = {name: tuple(bounds) for name, bounds in stored["goals"].items()}
    expectations = tuple(Expectation(**one) for one in stored["expectations"])
    segments = tuple(stored["segments"])
    return ScenarioNote(**{**stored, "segments": segments, "goals": goals, "expectations": expectations})


def _stored_tables(result: Result) -> list[str]:
    names = [field.name for field in fields(Tables)]
    return [name for name in names if result.alternatives or name not in _ONLY_COMPARED]
