"""How much of a series to cut off at its beginning: MSER-5. A series in, the cut out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.estimate import t_quantile

BATCH = 5
FEWEST = 10
"""Batches below which no cut can be judged."""
_LAST = 5    # batches that a cut must leave: the statistic of fewer is mere chance
_ROUNDING = 1e-11


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a series has settled.

    Attributes
    ----------
    place : how many of the first values to leave out, a multiple of the batch.
    settled : whether it lies in the first half; else the series is too short to tell, or never settles.
    """

    place: int
    settled: bool


def mser(series: ArrayLike, batch: int = BATCH, first_half: bool = False) -> Cut:
    """The cut after which the mean is known best: Marginal Standard Error Rule on batch means.

    Parameters
    ----------
    series : shape (n,), values in order of time, best averaged over replications; n at least
        `FEWEST` batches. What does not fill the last batch is left out.
    batch : values that are averaged first.
    first_half : look for the cut in the first half only.

    Returns
    -------
    Cut
        The d that minimises sum((Y_i - mean)^2) / (m - d)^2 over the batch means Y_i, i > d, the last
        five left aside.

    Raises
    ------
    ValueError
        For a series that is too short.

    References
    ----------
    White (1997), "An effective truncation heuristic for bias reduction in simulation output",
    Simulation 69, eq. 3; White, Cobb & Spratt (2000), "A comparison of five steady-state truncation
    heuristics for simulation", Proc. Winter Simulation Conference, for batches of five; Hoad, Robinson &
    Davies (2010), "Automating warm-up length estimation", J. Operational Research Society 61, for series
    averaged over replications, the last five batches and the first half.
    """
    values = np.asarray(series, float)
    count = len(values) // batch
    if count < FEWEST:
        raise ValueError(f"needs at least {FEWEST * batch} values, got {len(values)}")
    means = values[: count * batch].reshape(count, batch).mean(axis=1)
    if np.ptp(means) <= _ROUNDING * np.abs(means).max():
        return Cut(0, settled=True)
    most = count // 2 if first_half else count - _LAST
    place = int(np.argmin(_statistic(means)[: most + 1]))
    return Cut(place * batch, settled=2 * place <= count)


def still_moves(series: ArrayLike) -> bool:
    """Whether a series rises or falls by more than chance: the slope of ten batch means, at 1 %.

    Rare and skewed values bring MSER to a cut near the end by chance alone, wherever the last few happen to
    be alike; a series that has not settled goes on moving there.

    Parameters
    ----------
    series : shape (n,), at least ten values.

    References
    ----------
    Law (2015), "Simulation Modeling and Analysis", 5th ed., 9.5.3, for batch means; the test is Student's
    of a correlation, t = r sqrt(8 / (1 - r^2)).
    """
    values = np.asarray(series, float)
    means = np.array([part.mean() for part in np.array_split(values, FEWEST)])
    if np.ptp(means) <= _ROUNDING * np.abs(means).max():
        return False
    r = float(np.corrcoef(np.arange(FEWEST), means)[0, 1])
    return r**2 * (FEWEST - 2) > (1 - r**2) * t_quantile(0.995, FEWEST - 2) ** 2


def _statistic(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rule's statistic for leaving out none, one, two ... of the batch means."""
    # About a value near all of them, so that squares lose nothing to a large mean.
    centred = (means - means[len(means) // 2 :].mean())[::-1]
    left = np.arange(1, len(means) + 1)
    squares = np.cumsum(centred**2) - np.cumsum(centred) ** 2 / left
    return np.asarray((np.maximum(squares, 0.0) / left**2)[::-1])
