"""How far a study is: a bar with the time left on a terminal, sparse lines on stderr when piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from sim.report.wording import duration

Progress = Callable[[int, int | None], None]
"""Told how many replications are finished, and of how many; None while that is not known yet."""

LINES_APART_S = 10.0


@contextmanager
def progress_of(quiet: bool) -> Iterator[Progress]:
    """The progress that suits where stderr goes; its last trace is gone when the block ends."""
    if quiet:
        yield _silent
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield bar
    else:
        yield SparseLines()


def _silent(finished: int, total: int | None) -> None:
    """Say nothing."""


class SparseLines:
    """A line now and then, never more often than every ten seconds, and one at the end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._said = clock()

    def __call__(self, finished: int, total: int | None) -> None:
        """Say it if it is time."""
        now = self._clock()
        if finished != total and now - self._said < LINES_APART_S:
            return
        self._said = now
        if total is None:
            click.echo(_pilot(finished), err=True)
            return
        left = (now - self._began) / max(finished, 1) * (total - finished)
        rest = f", about {duration(left)} left" if finished < total else f" in {duration(now - self._began)}"
        click.echo(f"{finished} of {total} replications{rest}", err=True)


def _pilot(finished: int) -> str:
    return f"pilot: {finished} replication{'' if finished == 1 else 's'}"


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("starting", total=None)

        def tell(finished: int, total: int | None) -> None:
            said = _pilot(finished) if total is None else f"{finished} of {total} replications"
            shown.update(task, completed=finished, total=total, description=said)

        yield tell
