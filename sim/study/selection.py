"""Who is best in waiting, handoffs and ease: all scenarios ranked, and the race for the first place.

In: the scenarios' observations and the smallest differences that matter. Out: rows of `selection`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from sim.measures.cells import ALL
from sim.measures.definitions import MEASURES
from sim.stats.estimate import Pooled
from sim.stats.paired import PRIMARY
from sim.stats.selection import FIRST, Selection, select
from sim.study.estimation import WAYS, Observed

Row = tuple[Any, ...]
FEWEST = 3
"""Scenarios that make a race; two are told apart by their difference."""


class Status(StrEnum):
    """How a scenario stands in the race."""

    BEST = "best within d"
    RACING = "still in the race"
    OUT = "out"


def selection_rows(scenarios: Sequence[Observed], matters: dict[str, float]) -> Iterator[Row]:
    """Rows of `selection` for each measure of the primary family that has a smallest difference.

    The scenarios of a measure come in the order of their rank, the best first.
    """
    for measure in PRIMARY if len(scenarios) >= FEWEST else ():
        if not matters.get(measure):
            continue
        pooled = [one.pooled(MEASURES[measure], ALL) for one in scenarios]
        race = _race(scenarios, measure, matters[measure])
        for place, rank in _ranked(pooled, WAYS[MEASURES[measure].better]):
            estimate = pooled[place].estimate()
            yield (
                measure, scenarios[place].name, rank, estimate.value, estimate.low, estimate.high,
                str(_status(race, place)), race.left_at[place], estimate.n,
                f"{estimate.method}; Kim-Nelson, variances from {FIRST}, d = {matters[measure]:g}",
            )  # fmt: skip


def _race(scenarios: Sequence[Observed], measure: str, matters: float) -> Selection:
    parts = np.array([[cells.ratio(measure, ALL) for cells in one.cells] for one in scenarios])
    return select(WAYS[MEASURES[measure].better] * parts[:, :, 0], parts[:, :, 1], matters)


def _ranked(pooled: Sequence[Pooled], way: int) -> list[tuple[int, int]]:
    """Place and rank from the best to the worst; equal ones share a rank, one without a value comes last."""
    worse = -way * np.array([one.value for one in pooled])
    order = np.argsort(worse, kind="stable").tolist()
    return [(place, 1 + int((worse < worse[place]).sum())) for place in order]


def _status(race: Selection, place: int) -> Status:
    if race.left_at[place] is not None:
        return Status.OUT
    return Status.RACING if race.decided_at is None else Status.BEST
