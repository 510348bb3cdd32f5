"""A difference in words: its interval, which way is better and what matters in, a verdict out."""

from __future__ import annotations

from enum import StrEnum
from math import isnan

from sim.stats.paired import Difference


class Verdict(StrEnum):
    """What can be said of a difference."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"   # where neither way is better
    LOWER = "lower"
    TOO_LITTLE = "different, but too little to matter"
    NO_DIFFERENCE = "no difference that matters"
    CANNOT_BE_TOLD = "cannot be told"
    THE_SAME = "the same in every replication"
    NOTHING_SEEN = "nothing to compare"


def verdict(difference: Difference, better: int, matters: float | None) -> Verdict:
    """The verdict on a difference.

    Parameters
    ----------
    difference : alternative minus base.
    better : 1 where higher is better, -1 where lower is, 0 where neither.
    matters : the smallest difference that matters, in the measure's unit; None where nobody said.

    Returns
    -------
    Verdict
        Better and worse need an interval that leaves out 0; too little to matter and no difference
        that matters need one that lies within `matters` on both sides; else it cannot be told. What is
        not known must not change it: a verdict that is another one at an end cannot be told, either, but
        that what is negligible all over is no difference that matters. Where every replication is the
        same in both, so is what is not known.
    """
    found = _verdict(difference, better, matters)
    if found is Verdict.THE_SAME or difference.ends is None:
        return found
    told = {found, *(_verdict(end, better, matters) for end in difference.ends)}
    if told == {found}:
        return found
    negligible = told <= {Verdict.TOO_LITTLE, Verdict.NO_DIFFERENCE}
    return Verdict.NO_DIFFERENCE if negligible else Verdict.CANNOT_BE_TOLD


def _verdict(difference: Difference, better: int, matters: float | None) -> Verdict:
    estimate = difference.estimate
    low, high = estimate.low, estimate.high
    if isnan(estimate.value):
        return Verdict.NOTHING_SEEN
    if not estimate.has_interval:
        if not difference.constant or estimate.n < 2:
            return Verdict.CANNOT_BE_TOLD
        low = high = estimate.value
        if low == 0:
            return Verdict.THE_SAME
    negligible = matters is not None and -matters < low and high < matters
    if low <= 0 <= high:
        return Verdict.NO_DIFFERENCE if negligible else Verdict.CANNOT_BE_TOLD
    return Verdict.TOO_LITTLE if negligible else _direction(estimate.value, better)


def _direction(value: float, better: int) -> Verdict:
    if better == 0:
        return Verdict.HIGHER if value > 0 else Verdict.LOWER
    return Verdict.BETTER if (value > 0) == (better > 0) else Verdict.WORSE
