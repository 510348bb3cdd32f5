"""Journeys still open when the run ended: what they could still come to, at best and at worst.

In: the counted journeys of a replication. Out: the lowest and the highest sums of what is compared first.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.measures.counted import Counted
from sim.measures.experience.model import INSTRUMENTS

Floats = NDArray[np.float64]
Open = NDArray[np.bool_]


def sums_with_open(journeys: Counted) -> dict[str, tuple[float, float]]:
    """By measure its numerator over all journeys, with the open ones at their lowest and at their highest.

    Nothing is assumed of how an open journey ends (worst-case bounds: Horowitz & Manski 2000, "Nonparametric
    analysis of randomized experiments with missing covariate and outcome data", JASA 95, 77-84), but that
    it will not wait longer, or be handed on more often, than any journey of its replication that is over.
    So waiting and handoffs lie between what was lived so far and the largest of those; ease lies anywhere
    between the ends of its score.
    """
    still_open = journeys.columns["open"].astype(bool)
    return {
        measure: ends(journeys.columns[column].astype(float), still_open)
        for measure, (column, ends) in _ENDS.items()
    }


def _so_far_and_largest(values: Floats, still_open: Open) -> tuple[float, float]:
    largest = values[~still_open].max(initial=0.0)
    return float(values.sum()), float(np.where(still_open, np.maximum(values, largest), values).sum())


def _ends_of_the_score(values: Floats, still_open: Open) -> tuple[float, float]:
    low, high = (float(np.where(still_open, end, values).sum()) for end in INSTRUMENTS["ces"])
    return low, high


_ENDS: dict[str, tuple[str, Callable[[Floats, Open], tuple[float, float]]]] = {
    "wait_mean_s": ("wait_s", _so_far_and_largest),
    "handoffs_mean": ("handoffs", _so_far_and_largest),
    "ces_mean": ("ces", _ends_of_the_score),
}
