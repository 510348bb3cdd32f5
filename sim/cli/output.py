"""What a command says when a study is over: the findings on stdout, where they are on stderr."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import sim
from sim.cli.options import Settings

if TYPE_CHECKING:
    from sim.study.result import Result


def text_width() -> int:
    """How many columns a text may fill: those of the terminal, 80 at most."""
    return min(shutil.get_terminal_size().columns, 80)


def this_program() -> str:
    """How the program was called, so that a command which is told can be typed as it is told."""
    python, here = Path(sys.executable), Path.cwd()
    called = python.relative_to(here) if python.is_relative_to(here) else python
    return shlex.join([str(called), sys.argv[0]])


def shown(result: Result, settings: Settings) -> int:
    """Print a result; the exit code says whether all of it was finished."""
    try:
        if settings.json:
            click.echo(json.dumps(sim.as_plain(result), indent=1, ensure_ascii=False, allow_nan=False))
        else:
            click.echo(sim.findings(result, text_width(), details=settings.details), nl=False)
            if result.alternatives and not settings.details:
                click.echo("\nEverything else: --details, or findings.txt of the result.")
    finally:   # who cannot be shown the findings must at least know where they are
        if result.folder is not None:
            click.echo(_where(result), err=True)
    return 130 if result.lost or result.replications < result.asked else 0


def written_new(file: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    WrongUse
        Where it is there already: it stays as it is.
    RunFailed
        Where it cannot be written.
    """
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise sim.WrongUse(f"{file}: is there already; name another with --to FILE") from None
    except OSError as error:
        raise sim.RunFailed(f"{file}: cannot be written: {error.strerror}") from None


def _where(result: Result) -> str:
    if result.replications < result.asked:
        kept = f"the first {result.replications} of {result.asked} replications are kept in"
        return f"Stopped: {kept} {result.folder}"
    if result.lost:
        return f"Stopped: the comparison is kept in {result.folder}; {result.lost}."
    if result.from_disk:
        return f"Already there, nothing was computed: {result.folder}"
    return f"Results: {result.folder}"
