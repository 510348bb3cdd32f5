"""From the store's lines to what is known of a point: numbers by replication, estimates, or its failure.

In: the tasks of one point. Out: `Gathered`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.measures.definitions import MEASURES
from sim.stats.estimate import Pooled
from sim.stats.quantile import pooled_quantile
from sim.stats.ratio import pooled_ratio
from sim.sweeps.store.samples import Sample, unpacked
from sim.sweeps.store.store import Task

Key = tuple[str, str]
"""Measure and group."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All replications of a point.

    Attributes
    ----------
    numbers : measure and group to numerators and denominators, shape (2, replications).
    samples : column and group to the values of each replication, for measures that are quantiles.
    missing : the stretches (first, count, error) that failed, or that are still to come (error "").
    """

    numbers: dict[Key, NDArray[np.float64]]
    samples: dict[Key, list[Sample]]
    missing: tuple[tuple[int, int, str], ...]

    @property
    def whole(self) -> bool:
        """Whether every replication has its result."""
        return not self.missing

    def up_to(self, replications: int) -> Gathered:
        """What the first replications hold."""
        numbers = {key: both[:, :replications] for key, both in self.numbers.items()}
        samples = {key: values[:replications] for key, values in self.samples.items()}
        missing = ((first, min(count, replications - first), error)
                   for first, count, error in self.missing if first < replications)  # fmt: skip
        return Gathered(numbers, samples, tuple(missing))

    @property
    def replications(self) -> int:
        """How many there are, those that failed included."""
        return max((both.shape[1] for both in self.numbers.values()), default=max(
            (len(values) for values in self.samples.values()), default=0
        ))  # fmt: skip

    def pooled(self, measures: Sequence[str] = ()) -> Iterator[tuple[Key, Pooled]]:
        """Each measure and group over all replications; quantiles those of `measures`."""
        for key, (above, below) in self.numbers.items():
            yield key, pooled_ratio(above, below)
        for name in (one for one in measures if MEASURES[one].quantile):
            for (column, group), values in self.samples.items():
                if column == MEASURES[name].numerator:
                    yield (name, group), pooled_quantile(values, MEASURES[name].quantile)


def gathered(tasks: Iterable[Task], replications: int) -> Gathered:
    """What the lines of a point say together; a replication counts once, and a result more than a failure."""
    errors: list[str | None] = [""] * replications
    numbers: dict[Key, NDArray[np.float64]] = {}
    samples: dict[Key, list[Sample]] = {}
    for task in tasks:
        stretch = range(task["first"], min(task["first"] + task["count"], replications))
        for number in stretch:
            if errors[number] is not None:
                errors[number] = task.get("error")
        for key, both in _numbers(task):
            if isinstance(both[0], str):
                own = samples.setdefault(key, [np.empty(0, np.float32)] * replications)
                own[stretch.start : stretch.stop] = map(unpacked, both[: len(stretch)])
                continue
            kept = numbers.setdefault(key, np.zeros((2, replications)))
            kept[:, stretch.start : stretch.stop] = np.array(both)[:, : len(stretch)]
    return Gathered(numbers, samples, tuple(_stretches(errors)))


def _numbers(task: Task) -> Iterator[tuple[Key, Any]]:
    for measure, groups in task.get("measures", {}).items():
        for group, both in groups.items():
            yield (measure, group), both


def _stretches(errors: list[str | None]) -> Iterator[tuple[int, int, str]]:
    """Neighbouring replications that lack a result for the same reason."""
    first = 0
    for number, error in enumerate([*errors, None]):
        before = errors[first] if first < len(errors) else None
        if number == len(errors) or error != before:
            if before is not None:
                yield first, number - first, before
            first = number
