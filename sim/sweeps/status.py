"""How far a sweep is, and what it would still take: looked up, or timed by one replication.

In: a sweep and the folder of its store. Out: `Status`; nothing is written.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sim.study.entrants import entrants_of
from sim.sweeps.reading import Sweep
from sim.sweeps.store import Store
from sim.sweeps.sweeping import STORE, Run, simulated
from sim.sweeps.watching import Progress
from sim.sweeps.work import Piece

MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Status:
    """How far a sweep is.

    Attributes
    ----------
    title : in words.
    points, scenarios, replications : how large it is.
    progress : what the store holds of it.
    failures : the first ones: point, scenario, error.
    damaged : lines of the store that cannot be read; their work is done again.
    """

    title: str
    points: int
    scenarios: int
    replications: int
    progress: Progress
    failures: tuple[tuple[int, str, str], ...]
    damaged: int


def status_of(sweep: Sweep, out: Path) -> Status:
    """Look a sweep's points up in the store, while another process may be writing to it."""
    store = Store(out / STORE)
    run = Run(sweep, store, lambda _: None)
    for _ in run.missing(again=False):
        pass   # what is there counts itself on the way
    failures: list[tuple[int, str, str]] = []
    for number, scenario, point in run.points() if run.watch.failed else ():
        piece = Piece(run.names.key(scenario, point), scenario, point, 0, sweep.replications)
        errors = [error for _, _, error in run.gathered(piece).missing if error]
        failures += [(number, sweep.documents[scenario].path.stem, error) for error in errors]
        if len(failures) >= MOST_FAILURES:
            break
    store.close()
    return Status(
        sweep.title, len(sweep.design), len(sweep.documents), sweep.replications, run.watch.progress(),
        tuple(failures[:MOST_FAILURES]), store.damaged,
    )  # fmt: skip


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
