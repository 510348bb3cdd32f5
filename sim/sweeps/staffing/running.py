"""A search for staffing as it is asked for: run to its end, looked up, or forecast.

In: a problem, and how it is to be run. Out: an `OptimiseResult` with its folder, or how far it is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.study.entrants import entrants_of
from sim.study.folder import LOG, MANIFEST, canonical, digest_of, draft_of, publish, write
from sim.sweeps.execution.choices import Choices
from sim.sweeps.execution.work import Experiment, Piece
from sim.sweeps.staffing.assembly import guess_of, result_of, settings_at
from sim.sweeps.staffing.optimising import TODAY, Optimising
from sim.sweeps.staffing.reading import Problem
from sim.sweeps.staffing.result import OptimiseResult, Staffing
from sim.sweeps.staffing.storage import OUTCOME, outcome_text
from sim.sweeps.staffing.tables import write_tables
from sim.sweeps.staffing.trials import Means, NotFinished, Trials
from sim.sweeps.store.store import Store, store_of
from sim.sweeps.sweeping import STORE, simulated


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is.

    Attributes
    ----------
    doing : what goes on, in a word.
    tried : staffings tried so far.
    computed : replications simulated now.
    over : whether all is done.
    cost : of the cheapest staffing so far that seems to keep the goals, a week; None: none seems to yet.
    settings : path to what stands there, of that staffing.
    """

    doing: str
    tried: int
    computed: int
    over: bool
    cost: float | None
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a search would take.

    Attributes
    ----------
    title : in words.
    boxes, staffings : ways to choose, and staffings in all of them together.
    guess : where the search begins.
    search, verification : replications of a staffing.
    seconds_each : of a replication.
    """

    title: str
    boxes: int
    staffings: int
    guess: Staffing
    search: int
    verification: int
    seconds_each: float


def run_optimise(
    problem: Problem,
    choices: Choices,
    tell: Callable[[Progress], None],
    experiment: Experiment | None = None,
) -> OptimiseResult:
    """Find the cheapest staffing, simulating what is missing, and write the tables.

    Parameters
    ----------
    tell : told after each piece of work how far the search is.
    experiment : in place of the simulator, for tests of the search itself.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenarios cannot be run, or no such engine is there.
    RunFailed
        Where the engine is gone, another sweep writes to the store, or the disk refuses.
    KeyboardInterrupt
        On Ctrl-C; what was finished stands in the store.
    """
    entrants_of(problem.sweep.documents, problem.sweep.seed)   # refuses what cannot be compiled or compared
    with ExitStack() as stack:
        out = choices.out or Path(stack.enter_context(TemporaryDirectory(prefix="optimise-")))
        store = stack.enter_context(store_of(out / STORE))
        means = Means(experiment or simulated(problem.sweep), choices.where, choices.retry_failed)
        work = _begun(problem, store, means, stack)
        work.trials.tell = lambda _: tell(progress_of(work))
        work.run()
        tell(progress_of(work))
        result = result_of(work)
        folder = _written(work, result, out, choices)
        return replace(result, folder=None if choices.out is None else folder)


def status_of(problem: Problem, out: Path) -> Progress:
    """Walk the way of the search through the store, as far as it has come; nothing is computed."""
    with Store(out / STORE) as store, ExitStack() as stack:
        work = _begun(problem, store, Means(simulated(problem.sweep), None), stack)
        with suppress(NotFinished):
            work.run()
        return progress_of(work)


def forecast_of(problem: Problem) -> Forecast:
    """How large a search is, where it would begin, and how long a replication takes; nothing is stored."""
    experiment = simulated(problem.sweep)
    with TemporaryDirectory(prefix="optimise-") as folder, Store(Path(folder)) as store, ExitStack() as stack:
        work = _begun(problem, store, Means(experiment, None), stack)
    began = time.perf_counter()
    experiment(Piece("", *TODAY, 0, 1))
    each = time.perf_counter() - began
    return Forecast(
        title=problem.sweep.title,
        boxes=len(work.boxes),
        staffings=sum(prod(box.shape) for box in work.boxes),
        guess=guess_of(work),
        search=problem.search,
        verification=problem.verification,
        seconds_each=each,
    )


def progress_of(work: Optimising) -> Progress:
    """How far a search is."""
    search = work.search
    tried = {} if search is None else search.tried
    keeping = [one for one, trial in tried.items() if trial.keeps(0)]
    best = min(keeping, key=lambda one: tried[one].budget, default=None)
    doing = "finished" if work.finished else "verifying" if work.answer.looks else "searching"
    settings = settings_at(work, best)[0] if best else {}
    return Progress(
        doing, len(tried), work.trials.computed, work.finished, tried[best].budget if best else None, settings
    )


def _begun(problem: Problem, store: Store, means: Means, stack: ExitStack) -> Optimising:
    return Optimising(problem, Trials(problem.sweep, store, means, stack, lambda _: None))


def _written(work: Optimising, result: OptimiseResult, out: Path, choices: Choices) -> Path:
    with draft_of(out) as draft:
        write_tables(draft, result.tables)
        write(draft, OUTCOME, outcome_text(result))
        write(draft, MANIFEST, canonical(result.manifest))
        write(draft, LOG, canonical(_log(work, choices)))
        folder = out / f"{work.problem.sweep.path.stem}-{digest_of(result.manifest)}"
        publish(draft, folder)
    return folder


def _log(work: Optimising, choices: Choices) -> dict[str, Any]:
    return {
        "command": sys.argv,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "computed": work.trials.computed,
        "on": choices.where.kind,
        "workers": choices.where.workers,
    }
