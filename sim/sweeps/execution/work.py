"""What a worker does: pieces of a sweep in, what they measured or why they failed out.

Messages are bytes on the wire: an executor need not know what is in them, and nothing in them can be
mistaken for anything of its own.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sim.errors import Place, RunFailed, SimError
from sim.measures.cells import Cells
from sim.measures.definitions import MEASURES
from sim.scenario.document import Document, altered
from sim.study.entrants import Entrant, entrants_of, file_digests, versions
from sim.sweeps.design.designs import Point
from sim.sweeps.design.reading import change_of
from sim.sweeps.store.samples import packed

Numbers = dict[str, dict[str, tuple[list[float], list[float]] | list[str]]]
"""Measure to group to numerators and denominators, one each a replication; of measures that are quantiles,
their column to group to the values of each replication, packed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some replications of one point.

    Attributes
    ----------
    key : 32 hexadecimal digits that name the point's content.
    scenario : place of the document that lives through it.
    point : its changes.
    first, count : replications first to first + count - 1.
    """

    key: str
    scenario: int
    point: Point
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a piece.

    Attributes
    ----------
    numbers : what was measured; empty where it failed.
    seconds : how long it took.
    error : why it failed, in one message; empty where it did not.
    """

    piece: Piece
    numbers: Numbers = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""


def task_of(found: Found, scenario: str) -> dict[str, Any]:
    """What the store keeps of a piece that a scenario of that name lived through."""
    piece = found.piece
    task = {
        "point": piece.key,
        "first": piece.first,
        "count": piece.count,
        "scenario": scenario,
        "changes": dict(piece.point),
        "seconds": round(found.seconds, 3),
    }
    return {**task, "error": found.error} if found.error else {**task, "measures": found.numbers}


Experiment = Callable[[Piece], Numbers]
"""What is done for a piece: a pure function of its point and replications, which can be pickled."""


def perform(message: bytes) -> bytes:
    """Carry out a task: pickled (pickled experiment, pieces) in, pickled list of `Found` out.

    Raises
    ------
    RunFailed
        Where this worker cannot take part at all.
    """
    pickled, pieces = pickle.loads(message)
    experiment = _experiment(pickled)
    return pickle.dumps([_done(experiment, piece) for piece in pieces])


def message_of(experiment: bytes, pieces: Sequence[Piece]) -> bytes:
    """What `perform` takes."""
    return pickle.dumps((experiment, tuple(pieces)))


@lru_cache(maxsize=2)
def _experiment(pickled: bytes) -> Experiment:
    experiment: Experiment = pickle.loads(pickled)
    if isinstance(experiment, Simulated):
        experiment.check()
    return experiment


def _done(experiment: Experiment, piece: Piece) -> Found:
    began = time.perf_counter()
    try:
        numbers = experiment(piece)
    except SimError as error:
        return Found(piece, error=str(error))
    except MemoryError:
        return Found(piece, error="needs more memory than its worker may take")
    except Exception as error:
        return Found(piece, error=f"{type(error).__name__}: {error}".strip(": "))
    return Found(piece, numbers, time.perf_counter() - began)


class UnfitWorker(RunFailed):
    """A worker runs other code than the sweep, so that its results would be others."""


@dataclass(frozen=True)
class Simulated:
    """The simulator as an experiment.

    Attributes
    ----------
    documents : the base and its alternatives, with absolute paths.
    seed : that all points share.
    measures, groups : what is kept.
    versions, files : of all that computes, and digests of the files that each document reads, where the
        sweep was begun.
    """

    documents: tuple[Document, ...]
    seed: int
    measures: tuple[str, ...]
    groups: tuple[str, ...]
    versions: dict[str, str]
    files: tuple[dict[str, str], ...]

    def check(self) -> None:
        """Refuse to work where results would be others.

        Raises
        ------
        UnfitWorker
            Where this process runs other code, or sees other files.
        """
        import platform

        ours = versions()
        unlike = [
            f"{name} {ours.get(name)} instead of {one}"
            for name, one in self.versions.items() if ours.get(name) != one
        ]  # fmt: skip
        for document, files in zip(self.documents, self.files, strict=True):
            seen = _seen(document)
            others = [name for name in files if seen.get(name) != files[name]]
            unlike += [f"another {name} in {document.folder}" for name in others]
        if unlike:
            has = f"the worker on {platform.node()} has {', '.join(unlike)}"
            raise UnfitWorker(f"{has}: its results would be others")

    def __call__(self, piece: Piece) -> Numbers:
        """Simulate and measure the replications of a piece."""
        from sim.engine.replication import replicate
        from sim.measures.replication import measure

        entrant = self._entrant(piece)
        settings = replace(entrant.settings, week_hours=_wanted_of("week_hour", self.groups))
        lived = (replicate(entrant.plan, number) for number in range(piece.first, piece.first + piece.count))
        return self._kept([measure(entrant.plan, record, settings).cells for record in lived])

    def _entrant(self, piece: Piece) -> Entrant:
        change = change_of(piece.point, Place("in this point:"))
        return entrants_of([altered(self.documents[piece.scenario], change)], self.seed)[0]

    def _kept(self, found: list[Cells]) -> Numbers:
        numbers: Numbers = {}
        for name in self.measures:
            groups = [group for group in found[0].groups(name) if _wanted(group, self.groups)]
            if MEASURES[name].quantile:
                numbers[MEASURES[name].numerator] = {
                    group: [packed(one.sample(name, group)) for one in found] for group in groups
                }
            else:
                numbers[name] = {
                    group: _columns([one.ratio(name, group) for one in found]) for group in groups
                }
        return numbers


def _columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [above for above, _ in pairs], [below for _, below in pairs]


def _wanted(group: str, wanted: tuple[str, ...]) -> bool:
    return group in wanted or group.partition("=")[0] in wanted


def _wanted_of(dimension: str, wanted: tuple[str, ...]) -> bool:
    return any(group.partition("=")[0] == dimension for group in wanted)


def _seen(document: Document) -> dict[str, str]:
    try:
        return file_digests(document)
    except OSError:
        return {}
