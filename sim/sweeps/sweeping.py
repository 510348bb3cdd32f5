"""A sweep from end to end: its points looked up in the store, what is missing computed, tables written.

Everything that is finished stands in the store at once; running a sweep again goes on where it ended.
"""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.study.entrants import entrants_of, file_digests, versions
from sim.study.execution import interrupts_held
from sim.study.folder import LOG, MANIFEST, canonical, digest_of, draft_of, publish, write
from sim.study.result import ScenarioNote
from sim.sweeps.design.designs import Point
from sim.sweeps.design.naming import Names
from sim.sweeps.design.reading import Sweep
from sim.sweeps.design.reference import reference_of
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.cutting import Cutting
from sim.sweeps.execution.engines import engine_of
from sim.sweeps.execution.loop import carry_out
from sim.sweeps.execution.work import Experiment, Found, Piece, Simulated, task_of
from sim.sweeps.result import SweepResult
from sim.sweeps.storage import NOTES, PROGRAM, notes_text
from sim.sweeps.store.collecting import Gathered, gathered
from sim.sweeps.store.store import Store, store_of
from sim.sweeps.tables.tables import Tables, names_of
from sim.sweeps.watching import Best, Progress, Watch

STORE = "tasks"
"""The store's folder, beside the result folders that share it."""


def run_sweep(
    sweep: Sweep,
    choices: Choices,
    tell: Callable[[Progress], None],
    experiment: Experiment | None = None,
) -> SweepResult:
    """Run what is missing of a sweep, and write its tables.

    Parameters
    ----------
    tell : told after each piece how far the sweep is.
    experiment : in place of the simulator, for tests of the sweep itself.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenarios cannot be run or compared, or no such engine is there.
    RunFailed
        Where the engine is gone, another sweep writes to the store, or the disk refuses.
    KeyboardInterrupt
        On Ctrl-C; what was finished stands in the store.
    """
    notes = tuple(one.note for one in entrants_of(sweep.documents, sweep.seed))   # refuses what cannot run
    with ExitStack() as stack:
        out = choices.out or Path(stack.enter_context(TemporaryDirectory(prefix="sweep-")))
        store = stack.enter_context(store_of(out / STORE))
        run = Run(sweep, store, tell)
        for pieces in run.rounds(choices.retry_failed):
            first = next(pieces, None)   # an engine is not started for nothing
            if first is not None:
                _carry_out(run, first, pieces, (choices.where, experiment or simulated(sweep)))
        result = _result(run, notes, out, choices)
        if choices.out is not None:
            return result
        return replace(result, folder=None, held={name: result.table(name) for name in result.tables})


def simulated(sweep: Sweep) -> Simulated:
    """The simulator as the experiment of a sweep."""
    documents = tuple(replace(one, path=one.path.absolute()) for one in sweep.documents)
    files = tuple(file_digests(one) for one in documents)
    return Simulated(documents, sweep.seed, sweep.measures, sweep.groups, versions(), files)


def _carry_out(run: Run, first: Piece, rest: Iterator[Piece], how: tuple[Where, Experiment]) -> None:
    def all_pieces() -> Iterator[Piece]:
        yield first
        yield from rest

    where, experiment = how
    with engine_of(where) as engine:
        left = run.watch.total - run.watch.finished
        carry_out(experiment, Cutting(all_pieces(), left), engine, run.settle)


class Run:
    """A sweep on its way: which points there are, what became of them."""

    def __init__(self, sweep: Sweep, store: Store, tell: Callable[[Progress], None]) -> None:
        self.sweep, self.store = sweep, store
        self.names = Names(sweep)
        self.runs = len(sweep.design) * len(sweep.documents)
        self.watch = Watch(self.runs * sweep.enough.first, sweep.measures[0], tell)
        self.computed = 0
        self._more = array("I")   # by point, where its first replications have told how many it needs
        self._numbers: dict[str, tuple[int, Piece]] = {}

    def points(self) -> Iterator[tuple[int, int, Point]]:
        """Number, scenario and changes of every point."""
        for number, point in enumerate(self.sweep.design.points()):
            for scenario in range(len(self.sweep.documents)):
                yield number, scenario, point

    def rounds(self, again: bool) -> Iterator[Iterator[Piece]]:
        """What has no result yet: all of it, or first what tells how many replications each point needs."""
        yield self._missing(again, 0)
        if self.sweep.enough.half_widths:
            self._count_what_is_needed()
            yield self._missing(again, self.sweep.enough.first)

    def asked(self, number: int) -> int:
        """The replications of a point, as far as that is known."""
        return self._more[number] if self._more else self.sweep.enough.first

    def _count_what_is_needed(self) -> None:
        enough, measures = self.sweep.enough, self.sweep.measures
        needed = array("I")
        for number, point in enumerate(self.sweep.design.points()):
            lived = (self.at_point(number, place, point) for place in range(len(self.sweep.documents)))
            needed.append(enough.needed(lived, measures))
        self._more = needed
        self.watch.total += sum(one - enough.first for one in needed) * len(self.sweep.documents)

    def _missing(self, again: bool, after: int) -> Iterator[Piece]:
        """What is missing of the replications from `after` on; a point is looked up when its turn comes."""
        for number, scenario, point in self.points():
            asked = self.asked(number)
            key = self.names.key(scenario, point)
            if key in self._numbers:   # drawn twice, and on its way
                self.watch.count(asked - after, found=True)
                continue
            stretches = [one for one in self.store.missing(key, asked, again) if one[0] >= after]
            there = asked - after - sum(count for _, count in stretches)
            piece = Piece(key, scenario, point, 0, asked)
            if there:
                gone = sum(count for first, count, error in self.gathered(key, number).missing
                           if error and not again and first >= after)  # fmt: skip
                self.watch.count(there - gone, found=True)
                self.watch.count(gone, found=True, failed=True)
            if stretches:
                self._numbers[key] = number, piece
            else:
                self._compare(number, piece)
            yield from (replace(piece, first=first, count=count) for first, count in stretches)

    def gathered(self, key: str, number: int) -> Gathered:
        """All that the store holds of a point, of which `number` is one."""
        return gathered(self.store.tasks(key), self.asked(number))

    def at_point(self, number: int, scenario: int, point: Point) -> Gathered:
        """The same of a point by its changes."""
        return self.gathered(self.names.key(scenario, point), number)

    def at(self, number: int) -> dict[str, Gathered]:
        """What each scenario lived through at the point of a number."""
        point = next(islice(self.sweep.design.points(), number, None))
        return {one.path.stem: self.at_point(number, place, point)
                for place, one in enumerate(self.sweep.documents)}  # fmt: skip

    def settle(self, found: Found) -> None:
        """Store what became of a piece."""
        piece = found.piece
        with interrupts_held():
            self.store.add(task_of(found, self.sweep.documents[piece.scenario].path.stem))
        self.computed += piece.count
        if piece.key in self._numbers:
            number, whole = self._numbers[piece.key]
            if not self.store.missing(piece.key, self.asked(number)):
                del self._numbers[piece.key]
                self._compare(number, whole)
        self.watch.count(piece.count, failed=bool(found.error))

    def _compare(self, number: int, piece: Piece) -> None:
        if self.sweep.enough.half_widths and not self._more:
            return   # not all of it is there yet
        found = self.gathered(piece.key, number)
        if found.whole:
            pooled = dict(found.pooled(self.sweep.measures))
            of_all = pooled.get((self.watch.measure, "all"))
            if of_all is not None:
                name = self.sweep.documents[piece.scenario].path.stem
                self.watch.compare(Best(of_all.estimate(), number, name, dict(piece.point)))


def _result(run: Run, notes: tuple[ScenarioNote, ...], out: Path, choices: Choices) -> SweepResult:
    sweep, failed, names, reference = run.sweep, 0, names_of(run.sweep), reference_of(run.sweep)
    with draft_of(out) as draft:
        with Tables(draft, sweep, names) as tables:
            if reference is not None:
                tables.refer_to(reference.point, run.at(reference.point))
            for number, scenario, point in run.points():
                found = run.at_point(number, scenario, point)
                failed += not found.whole
                tables.add(number, sweep.documents[scenario].path.stem, point, found)
        manifest = _manifest(sweep, (draft / "failures.csv").read_text(encoding="utf-8") if failed else "")
        write(draft, MANIFEST, canonical(manifest))
        write(draft, NOTES, notes_text(sweep.title, notes, reference))
        write(draft, LOG, canonical(_log(run, choices)))
        folder = out / f"{sweep.path.stem}-{digest_of(manifest)}"
        publish(draft, folder)
    return SweepResult(
        title=sweep.title,
        scenarios=len(sweep.documents),
        asked=run.runs,
        failed=failed,
        computed=run.computed,
        progress=run.watch.progress(),
        manifest=manifest,
        tables=names,
        folder=folder,
        notes=notes,
        reference=reference,
    )


def _manifest(sweep: Sweep, failures: str) -> dict[str, Any]:
    """What the digest names: all that decides about the content of the tables."""
    return {
        "program": PROGRAM,
        "versions": versions(),
        "sweep": sweep.written,
        "seed": sweep.seed,
        "replications": sweep.enough.named,
        "measures": list(sweep.measures),
        "groups": list(sweep.groups),
        "scenarios": [
            {"name": one.path.stem, "files": file_digests(one), "scenario": one.resolved()}
            for one in sweep.documents
        ],
        "failures": failures.splitlines()[1:],
    }


def _log(run: Run, choices: Choices) -> dict[str, Any]:
    progress = run.watch.progress()
    return {
        "command": sys.argv,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": round(progress.seconds, 1),
        "computed": run.computed,
        "on": choices.where.kind,
        "workers": choices.where.workers,
    }
