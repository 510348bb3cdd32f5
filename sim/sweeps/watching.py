"""What one wants to know of a sweep while it runs: how far, how fast, what failed, the best points so far.

In: what became of each piece. Out: `Progress`, for a terminal, a log or a machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import isnan
from typing import Any

from sim.measures.definitions import MEASURES
from sim.stats.estimate import Estimate

MOST_BEST = 3


@dataclass(frozen=True, slots=True)
class Best:
    """A point that did well.

    Attributes
    ----------
    estimate : of the measure; lower or higher is better as the measure says.
    point, scenario : its number, and who lived through it.
    settings : its changes, path to value.
    """

    estimate: Estimate
    point: int
    scenario: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sweep is; replications count, as they all take about as long.

    Attributes
    ----------
    finished, total : replications, those that were found in the store included.
    found : replications found there.
    failed : replications that failed.
    seconds : since the sweep began.
    measure : by which `best` are chosen: the first that the sweep keeps.
    best : the best points so far, the best first; of a measure without better and worse: none.
    """

    finished: int
    total: int
    found: int
    failed: int
    seconds: float
    measure: str
    best: tuple[Best, ...]

    @property
    def rate(self) -> float:
        """Replications a second, without those that were found."""
        return (self.finished - self.found) / self.seconds if self.seconds else 0.0

    @property
    def over(self) -> bool:
        """Whether all is done."""
        return self.finished == self.total

    @property
    def seconds_left(self) -> float | None:
        """At this rate; None where nothing has been computed yet."""
        return (self.total - self.finished) / self.rate if self.rate else None


@dataclass(slots=True)
class Watch:
    """Counts what ends, and keeps the best points."""

    total: int
    measure: str
    tell: Callable[[Progress], None]
    finished: int = 0
    found: int = 0
    failed: int = 0
    _best: list[Best] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    def count(self, replications: int, *, found: bool = False, failed: bool = False) -> None:
        """Note replications that ended, or were in the store, and tell."""
        self.finished += replications
        self.found += replications if found else 0
        self.failed += replications if failed else 0
        self.tell(self.progress())

    def compare(self, one: Best) -> None:
        """Note the value of a point of which all replications are there."""
        way = {"higher": -1, "lower": 1}.get(MEASURES[self.measure].better)
        if way and not isnan(one.estimate.value):
            order: Callable[[Best], Any] = lambda each: (way * each.estimate.value, each.point, each.scenario)  # noqa: E731
            self._best = sorted([*self._best, one], key=order)[:MOST_BEST]

    def progress(self) -> Progress:
        """As it is now."""
        seconds = time.monotonic() - self._began
        return Progress(
            self.finished, self.total, self.found, self.failed, seconds, self.measure, tuple(self._best)
        )
