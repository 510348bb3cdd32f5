"""The command that finds the cheapest staffing: run the search, look how far it is, or say what it takes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import language_option, where_options

if TYPE_CHECKING:
    from sim.sweeps.staffing.running import Progress

    Tell = Callable[[Progress], None]


@click.command(short_help="Find the cheapest staffing that keeps the goals in FILE.",
               context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file")
@where_options
@click.option("--dry-run", is_flag=True, help="Say how large it is and where it would begin.")
@click.option("--status", is_flag=True, help="Say how far it is; compute nothing.")
@click.option("--charts/--no-charts", default=True, show_default=True,
              help="Make charts, a deck and a page in the result's folder.")
@language_option
@click.option("--details", is_flag=True, help="Print every goal and staffing, not only the answer.")
@click.option("--quiet", is_flag=True, help="No progress; only the result.")
@click.option("--json", "as_json", is_flag=True, help="Progress on stderr as lines of JSON.")
def optimise(
    file: str, out: str, details: bool, quiet: bool, as_json: bool, charts: bool, language: str,
    **choices: Any
) -> int:  # fmt: skip
    """Find the cheapest staffing that keeps the goals in FILE, and show it on fresh replications.

    Run it again to go on where it ended: what is finished is never computed twice.
    """
    import sim

    status, dry_run = choices.pop("status"), choices.pop("dry_run")
    if status and dry_run:
        raise sim.WrongUse("--status goes without --dry-run: one tells what is done, one what is to do")
    if status or dry_run:
        _show(file, out, dry_run, choices["workers"])
        return 0
    try:
        with _progress(quiet, as_json) as progress:
            result = sim.optimise(file, out=out, progress=progress, **choices)
    except KeyboardInterrupt:
        click.echo("Stopped. What was finished is kept; the same command goes on from there.", err=True)
        return 130
    from sim.cli.output import text_width
    from sim.report.optimised.terminal import optimised_text

    click.echo(optimised_text(result, details, text_width()), nl=False)
    click.echo(f"Results: {result.folder}", err=True)
    if charts:
        from sim.cli.report import shown_once

        shown_once(result, language)
    return 1 if result.searched.failed else 0


def _show(file: str, out: str, dry_run: bool, workers: int) -> None:
    from pathlib import Path

    from sim.cli.output import text_width
    from sim.report.optimised.progress import forecast_text, progress_text
    from sim.sweeps.staffing.reading import read_problem
    from sim.sweeps.staffing.running import forecast_of, status_of

    problem = read_problem(file)
    if dry_run:
        click.echo(forecast_text(forecast_of(problem), workers, text_width()), nl=False)
    else:
        status = status_of(problem, Path(out))
        click.echo(progress_text(problem.sweep.title, status, text_width()), nl=False)


@contextmanager
def _progress(quiet: bool, as_json: bool) -> Iterator[Tell]:
    """The progress that suits where stderr goes."""
    from sim.cli.sweep_progress import JSON_APART_S, LINES_APART_S, NowAndThen

    if quiet:
        yield lambda _: None
    elif as_json:
        yield NowAndThen(_json_line, JSON_APART_S)
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("Searching") as shown:
            yield lambda one: shown.update(_line(one))
    else:
        yield NowAndThen(_say_line, LINES_APART_S)


def _line(one: Progress) -> str:
    from sim.report.optimised.progress import progress_line

    return progress_line(one)


def _say_line(one: Progress) -> None:
    click.echo(_line(one), err=True)


def _json_line(one: Progress) -> None:
    from dataclasses import asdict

    click.echo(json.dumps(asdict(one), ensure_ascii=False), err=True)
