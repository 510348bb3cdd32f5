"""How far a sweep is: a bar on a terminal, a line now and then when piped, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import click

if TYPE_CHECKING:
    from sim.sweeps.watching import Progress

Tell = Callable[["Progress"], None]

LINES_APART_S = 10.0
JSON_APART_S = 1.0
_BAR_APART_S = 0.2


@contextmanager
def sweep_progress(quiet: bool, as_json: bool) -> Iterator[Tell]:
    """The progress that suits where stderr goes; a bar is gone when the block ends."""
    if quiet:
        yield lambda _: None
    elif as_json:
        yield NowAndThen(_json_line, JSON_APART_S)
    elif sys.stderr.isatty():
        with _bar() as tell:
            yield NowAndThen(tell, _BAR_APART_S)
    else:
        yield NowAndThen(_say_line, LINES_APART_S)


class Ends(Protocol):
    """What is told of something that ends."""

    @property
    def over(self) -> bool:
        """Whether all is done."""


Told = TypeVar("Told", bound=Ends)


class NowAndThen(Generic[Told]):
    """Passes on what it is told if it is time, and always the last."""

    def __init__(
        self, tell: Callable[[Told], None], apart_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._apart_s, self._clock = tell, apart_s, clock
        self._said = clock()

    def __call__(self, progress: Told) -> None:
        """Say it if it is time."""
        now = self._clock()
        if progress.over or now - self._said >= self._apart_s:
            self._said = now
            self._tell(progress)


def line_of(one: Progress) -> str:
    """How far it is, in one line."""
    from sim.report.sweeps.terminal import furthest
    from sim.report.sweeps.wording import settings_in_words
    from sim.report.wording import duration

    parts = [f"{one.finished:,} of {one.total:,} replications"]
    if one.failed:
        parts.append(f"{one.failed:,} failed")
    if one.finished < one.total and one.seconds_left is not None:
        parts.append(f"{one.rate:.2g} a second")
        parts.append(f"about {duration(one.seconds_left)} left")
    if one.best:
        best = one.best[0]
        value = f"{one.measure} {best.estimate.value:.4g}"
        parts.append(f"{furthest(one.measure)} {value} ({settings_in_words(best.settings)})")
    return ", ".join(parts)


def _say_line(one: Progress) -> None:
    click.echo(line_of(one), err=True)


def _json_line(one: Progress) -> None:
    best = one.best[0] if one.best else None
    told = {
        "finished": one.finished,
        "total": one.total,
        "found": one.found,
        "failed": one.failed,
        "seconds": round(one.seconds, 1),
        "seconds_left": None if one.seconds_left is None else round(one.seconds_left, 1),
        "measure": one.measure,
        "best": None if best is None else {
            "value": best.estimate.value, "point": best.point, "scenario": best.scenario,
            "changes": best.settings,
        },
    }  # fmt: skip
    click.echo(json.dumps(told, ensure_ascii=False), err=True)


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Shown

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
    with Shown(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        def tell(one: Progress) -> None:
            shown.update(task, completed=one.finished, total=one.total, description=line_of(one))

        yield tell
