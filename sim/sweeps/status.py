"""How far a sweep is, and what it would still take: looked up, or timed by one replication.

In: a sweep and the folder of its store. Out: `Status`; nothing is written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sim.study.entrants import entrants_of
from sim.sweeps.design.reading import Sweep
from sim.sweeps.enough import Enough
from sim.sweeps.execution.work import Piece
from sim.sweeps.store.store import Store
from sim.sweeps.sweeping import STORE, Run, simulated
from sim.sweeps.watching import Progress

MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Status:
    """How far a sweep is.

    Attributes
    ----------
    title : in words.
    points, scenarios, enough : how large it is; of a precision, progress counts what is known to be needed.
    progress : what the store holds of it.
    failures : the first ones: point, scenario, error.
    damaged : lines of the store that cannot be read; their work is done again.
    """

    title: str
    points: int
    scenarios: int
    enough: Enough
    progress: Progress
    failures: tuple[tuple[int, str, str], ...]
    damaged: int


def status_of(sweep: Sweep, out: Path) -> Status:
    """Look a sweep's points up in the store, while another process may be writing to it."""
    with Store(out / STORE) as store:
        run = Run(sweep, store, lambda _: None)
        for pieces in run.rounds(again=False):
            for _ in pieces:
                pass   # what is there counts itself on the way
        return Status(
            title=sweep.title,
            points=len(sweep.design),
            scenarios=len(sweep.documents),
            enough=sweep.enough,
            progress=run.watch.progress(),
            failures=tuple(islice(_failures(run), MOST_FAILURES)) if run.watch.failed else (),
            damaged=store.damaged,
        )


def _failures(run: Run) -> Iterator[tuple[int, str, str]]:
    for number, scenario, point in run.points():
        for _, _, error in run.at_point(number, scenario, point).missing:
            if error:
                yield number, run.sweep.documents[scenario].path.stem, error


def pilot_seconds(sweep: Sweep) -> float:
    """What one replication takes on this machine: one of the design's first point is simulated, and dropped.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenarios cannot be run or compared.
    """
    entrants_of(sweep.documents, sweep.seed)
    experiment = simulated(sweep)
    point = next(sweep.design.points())
    began = time.perf_counter()
    experiment(Piece("", 0, point, 0, 1))
    return time.perf_counter() - began
