"""A finished search back from its folder, as it was when it ended.

In: what was found, or a folder. Out: a file for readers, or an `OptimiseResult`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from math import isfinite
from pathlib import Path
from typing import Any

from sim.errors import RunFailed, WrongUse
from sim.study.folder import canonical, is_finished, read_manifest
from sim.sweeps.staffing.columns import TABLES
from sim.sweeps.staffing.result import OptimiseResult, Outcome

OUTCOME = "outcome.json"
PROGRAM = "journeysim optimise"


def is_optimised(folder: Path) -> bool:
    """Whether a folder holds a finished search for staffing."""
    return is_finished(folder) and read_manifest(folder).get("program") == PROGRAM


def outcome_text(result: OptimiseResult) -> str:
    """What readers need besides the tables; how much of it was computed this time is no part of it."""
    told = replace(result, searched=replace(result.searched, computed=0))
    return canonical({one.name: _plain(getattr(told, one.name)) for one in fields(Outcome)})


def load_optimised(folder: Path) -> OptimiseResult:
    """The search that a folder holds.

    Raises
    ------
    WrongUse
        Where the folder holds no search for staffing.
    RunFailed
        Where a file of it is missing or was damaged.
    """
    import pyarrow.parquet as pq
    from pydantic import TypeAdapter

    if not is_optimised(folder):
        raise WrongUse(f"{folder}: is no folder of a finished search for staffing")
    manifest = read_manifest(folder)
    try:
        text = (folder / OUTCOME).read_text(encoding="utf-8")
        found = TypeAdapter(Outcome).validate_python(json.loads(text))
        tables = {name: pq.read_table(folder / f"{name}.parquet") for name in TABLES}
    except (OSError, ValueError) as error:
        raise RunFailed(f"{folder}: is damaged ({error}); run the search again") from None
    told = {one.name: getattr(found, one.name) for one in fields(Outcome)}
    return OptimiseResult(**told, manifest=manifest, folder=folder, tables=tables)


def _plain(value: Any) -> Any:
    """A record as JSON knows it: numbers that are none as words."""
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value
