"""What a command says when a study is over: the findings on stdout, where they are on stderr."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from typing import Any

import click

import sim
from sim.cli.options import Settings
from sim.study.result import Result

_TABLES = ("estimates", "comparison", "changes")


def shown(result: Result, settings: Settings) -> int:
    """Print a result; the exit code says whether all of it was finished."""
    if settings.json:
        click.echo(json.dumps(as_json(result), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(sim.findings(result, min(shutil.get_terminal_size().columns, 80)), nl=False)
    for line in _where(result):
        click.echo(line, err=True)
    return 0 if result.replications == result.asked else 130


def as_json(result: Result) -> dict[str, Any]:
    """The same content for machines."""
    from sim.report.reading import Findings
    from sim.report.warnings import warnings_of

    return {
        "scenarios": [asdict(note) for note in result.scenarios],
        "seed": result.seed,
        "replications": result.replications,
        "asked": result.asked,
        "folder": None if result.folder is None else str(result.folder),
        "warnings": warnings_of(Findings(result)),
        **{name: getattr(result.tables, name).to_pylist() for name in _TABLES},
    }


def _where(result: Result) -> list[str]:
    if result.folder is None:
        return []
    if result.from_disk:
        return [f"Already there, nothing was computed: {result.folder}"]
    if result.replications < result.asked:
        return [
            f"Stopped: the first {result.replications} of {result.asked} replications are kept in "
            f"{result.folder}"
        ]
    return [f"Results: {result.folder}"]
