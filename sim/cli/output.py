"""What a command says when a study is over: the findings on stdout, where they are on stderr."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import click

import sim
from sim.cli.options import Settings

if TYPE_CHECKING:
    from sim.study.result import Result


def shown(result: Result, settings: Settings) -> int:
    """Print a result; the exit code says whether all of it was finished."""
    try:
        if settings.json:
            click.echo(json.dumps(sim.as_plain(result), indent=1, ensure_ascii=False, allow_nan=False))
        else:
            width = min(shutil.get_terminal_size().columns, 80)
            click.echo(sim.findings(result, width, details=settings.details), nl=False)
            if result.alternatives and not settings.details:
                click.echo("\nEverything else: --details, or findings.txt of the result.")
    finally:   # who cannot be shown the findings must at least know where they are
        if result.folder is not None:
            click.echo(_where(result), err=True)
    return 130 if result.lost or result.replications < result.asked else 0


def _where(result: Result) -> str:
    if result.replications < result.asked:
        kept = f"the first {result.replications} of {result.asked} replications are kept in"
        return f"Stopped: {kept} {result.folder}"
    if result.lost:
        return f"Stopped: the comparison is kept in {result.folder}; {result.lost}."
    if result.from_disk:
        return f"Already there, nothing was computed: {result.folder}"
    return f"Results: {result.folder}"
