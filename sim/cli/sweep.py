"""The command for many points at once: run a sweep, look how far it is, or say what it would take."""

from __future__ import annotations

from typing import Any

import click

from sim.cli.options import language_option, where_options

MOST_SHOWN = 500
"""Points of which charts are made without being asked: more take minutes."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file")
@where_options
@click.option("--dry-run", is_flag=True, help="Say how large it is and how long it would take.")
@click.option("--status", is_flag=True, help="Say how far it is and what failed; compute nothing.")
@click.option("--charts/--no-charts", default=True, show_default=True,
              help=f"Make charts, a deck and a page of up to {MOST_SHOWN} points in the result's folder.")
@language_option
@click.option("--quiet", is_flag=True, help="No progress; only the result.")
@click.option("--json", "as_json", is_flag=True, help="Progress on stderr as lines of JSON.")
def sweep(
    file: str, out: str, dry_run: bool, status: bool, quiet: bool, as_json: bool, charts: bool,
    language: str, **choices: Any
) -> int:  # fmt: skip
    """Run every point of the sweep in FILE, on this machine or on a cluster.

    Run it again to go on where it ended: what is finished is never computed twice.
    """
    import sim
    from sim.cli.sweep_progress import sweep_progress

    if status and dry_run:
        raise sim.WrongUse("--status goes without --dry-run: one tells what is done, one what is to do")
    if status or dry_run:
        _show(file, out, dry_run, choices["workers"])
        return 0
    try:
        with sweep_progress(quiet, as_json) as progress:
            result = sim.sweep(file, out=out, progress=progress, **choices)
    except KeyboardInterrupt:
        click.echo("Stopped. What was finished is kept; the same command goes on from there.", err=True)
        return 130
    from sim.cli.output import text_width
    from sim.report.sweeps.terminal import sweep_text

    click.echo(sweep_text(result, text_width()), nl=False)
    click.echo(f"Results: {result.folder}", err=True)
    if charts and result.asked <= MOST_SHOWN and result.failed < result.asked:
        from sim.cli.report import shown_once

        shown_once(result, language)
    return 1 if result.failed else 0


def _show(file: str, out: str, dry_run: bool, workers: int) -> None:
    from pathlib import Path

    from sim.cli.output import text_width
    from sim.report.sweeps.terminal import forecast_text, status_text
    from sim.sweeps.design.reading import read_sweep
    from sim.sweeps.status import pilot_seconds, status_of

    read = read_sweep(file)
    found = status_of(read, Path(out))
    width = text_width()
    if dry_run:
        click.echo(forecast_text(found, pilot_seconds(read), workers, width), nl=False)
    else:
        click.echo(status_text(found, width), nl=False)
