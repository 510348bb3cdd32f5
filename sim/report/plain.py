"""A result as plain maps and lists, for JSON: what the text says, for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim.report.reading import Findings
from sim.report.sections.warnings import warnings_of
from sim.study.result import Result

_TABLES = (
    "estimates", "touchpoints", "comparison", "changes", "drivers", "selection", "pairing", "sureness",
    "costs", "worth", "break_even", "sensitivity",
)


def as_plain(result: Result) -> dict[str, Any]:
    """Scenarios, warnings, and the tables that the text draws on; what is not a number is None."""
    return {
        "scenarios": [asdict(note) for note in result.scenarios],
        "seed": result.seed,
        "replications": result.replications,
        "asked": result.asked,
        "precision": None if result.precision is None else asdict(result.precision),
        "folder": None if result.folder is None else str(result.folder),
        "warnings": warnings_of(Findings(result)),
        **{name: getattr(result.tables, name).to_pylist() for name in _TABLES},
    }
