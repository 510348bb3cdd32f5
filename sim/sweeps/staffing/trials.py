"""Staffings simulated through the store: what is there is taken, what is missing is computed.

In: scenarios with changes, and which replications. Out: what was measured. A finished replication is never
run again, so that a search which was stopped walks the same way to where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from sim.errors import SimError
from sim.study.execution import interrupts_held
from sim.sweeps.design.designs import Point
from sim.sweeps.design.naming import Names
from sim.sweeps.design.reading import Sweep
from sim.sweeps.execution.choices import Where
from sim.sweeps.execution.cutting import Cutting
from sim.sweeps.execution.engine import Engine
from sim.sweeps.execution.engines import engine_of
from sim.sweeps.execution.loop import carry_out
from sim.sweeps.execution.work import Experiment, Found, Piece, task_of
from sim.sweeps.staffing.goals import Seen
from sim.sweeps.store.collecting import gathered
from sim.sweeps.store.store import Store

Whom = tuple[int, Point]
"""Place of a scenario, and the changes to it."""


class NotFinished(SimError):  # noqa: N818 - nothing is wrong
    """What comes next has not been simulated yet."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What one staffing lived through.

    Attributes
    ----------
    seen : what was measured; empty where a replication failed.
    error : why it failed; empty where it did not.
    """

    seen: Seen
    error: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """What computes what is missing.

    Attributes
    ----------
    experiment : what is done for a piece.
    where : engine, workers and limits; None: nothing is computed.
    retry_failed : try again what failed before.
    """

    experiment: Experiment
    where: Where | None
    retry_failed: bool = False


@dataclass
class Trials:
    """Replications of staffings, from the store or computed.

    Parameters
    ----------
    sweep : scenarios, seed, and what is kept.
    store : of the finished work.
    means : what computes what is missing; its engine is started when it is first needed.
    stack : ends the engine.
    tell : told of each piece that ends.
    """

    sweep: Sweep
    store: Store
    means: Means
    stack: ExitStack
    tell: Callable[[int], None]
    computed: int = 0
    _engine: Engine | None = None
    _retried: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._names = Names(self.sweep)

    def of(self, whom: Sequence[Whom], replications: range) -> list[Lived]:
        """What each of several staffings lived through in some replications.

        Raises
        ------
        NotFinished
            Where something is missing and nothing may be computed.
        RunFailed
            Where the engine is gone, or the disk refuses.
        """
        keys = [self._names.key(*one) for one in whom]
        pieces = [
            Piece(key, scenario, point, first, count)
            for key, (scenario, point) in zip(keys, whom, strict=True)
            for first, count in self._missing(key, replications)
        ]
        if pieces:
            self._carry_out(pieces)
        return [self._lived(key, replications) for key in keys]

    def _missing(self, key: str, replications: range) -> Iterator[tuple[int, int]]:
        again = self.means.retry_failed and key not in self._retried
        for first, count in self.store.missing(key, replications.stop, again):
            begins = max(first, replications.start)
            if begins < first + count:
                yield begins, first + count - begins

    def _carry_out(self, pieces: list[Piece]) -> None:
        if self.means.where is None:
            raise NotFinished("is still to be simulated")
        if self._engine is None:
            self._engine = self.stack.enter_context(engine_of(self.means.where))
        self._retried |= {piece.key for piece in pieces}
        cutting = Cutting(iter(pieces), sum(piece.count for piece in pieces))
        carry_out(self.means.experiment, cutting, self._engine, self._settle)

    def _settle(self, found: Found) -> None:
        name = self.sweep.documents[found.piece.scenario].path.stem
        with interrupts_held():
            self.store.add(task_of(found, name))
        self.computed += found.piece.count
        self.tell(self.computed)

    def _lived(self, key: str, replications: range) -> Lived:
        found = gathered(self.store.tasks(key), replications.stop)
        errors = [error for first, count, error in found.missing if first + count > replications.start]
        if errors:
            return Lived(Seen({}), errors[0])
        numbers = {key: both[:, replications.start :] for key, both in found.numbers.items()}
        samples = {key: values[replications.start :] for key, values in found.samples.items()}
        return Lived(Seen(numbers, samples))
