"""Where series have settled: averaged over replications, freed of the week's rhythm, cut by MSER-5.

In: the courses of a scenario's pilot replications. Out: for each measure its series and its cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.course import Course
from sim.stats.warm_up import BATCH, FEWEST, mser, still_moves

DAY_US = 86_400_000_000
WEEKDAYS = 7
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settling:
    """One measure of one scenario over the time of the pilot.

    Attributes
    ----------
    begins : shape (m,), microseconds: when each stretch begins.
    values : shape (m,), averaged over the replications; nan where nothing happened.
    cut : microseconds from the start until it has settled.
    settled : whether the cut lies in the first half, or would but for chance.
    """

    begins: NDArray[np.int64]
    values: Floats
    cut: int
    settled: bool


def settlings(courses: Sequence[Course], edges: NDArray[np.int64], weekly: bool) -> dict[str, Settling]:
    """The series of every measure that happens often enough to tell.

    Parameters
    ----------
    courses : of the replications of one scenario.
    edges : shape (m + 1,), of the stretches; days from the start where there is a weekly rhythm.
    weekly : whether a weekday is compared with the same weekday of later weeks only.
    """
    # A day is a batch in itself: it is the mean of far more than five customers.
    batch = 1 if weekly else BATCH
    found: dict[str, Settling] = {}
    for name in courses[0]:
        above, below = np.sum([one[name] for one in courses], axis=0)
        values = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
        kept = np.flatnonzero(_tells(values, weekly))
        if len(kept) < FEWEST * batch or np.median(values[kept]) == 0:
            continue   # too rare to show anything
        series = (_without_rhythm(values) if weekly else values)[kept]
        cut = mser(series, batch)
        if not cut.settled and not still_moves(series[len(series) // 2 :]):
            cut = mser(series, batch, first_half=True)
        at = int(edges[kept[cut.place]]) if cut.place else 0
        found[name] = Settling(edges[:-1], values, at, cut.settled)
    return found


def _tells(values: Floats, weekly: bool) -> NDArray[np.bool_]:
    """Which stretches say something: not those without events, nor weekdays on which nothing ever is."""
    seen = ~np.isnan(values)
    if not weekly:
        return seen
    day = np.arange(len(values)) % WEEKDAYS
    never = [not values[seen & (day == one)].any() for one in range(WEEKDAYS)]
    return np.asarray(seen & ~np.array(never)[day])


def _without_rhythm(values: Floats) -> Floats:
    """Each day less the mean of its weekday; the first quarter is left out of that mean, for it is there
    that most of what has yet to settle would colour the weekdays of all later weeks."""
    day = np.arange(len(values)) % WEEKDAYS
    later = np.arange(len(values)) >= len(values) // 4
    usual = np.array([_mean(values[later & (day == one)]) for one in range(WEEKDAYS)])
    return np.asarray(values - usual[day])


def _mean(values: Floats) -> float:
    seen = values[~np.isnan(values)]
    return float(seen.mean()) if len(seen) else 0.0
