"""Where verdicts turn: values of inputs, and weights of the experience model, at which nobody is better.

In: what replications told, by draw or setting. Out: rows of the table `break_even`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from sim.measures.experience.model import ExperienceModel
from sim.measures.experience.rescoring import RESCORED
from sim.scenario.amounts import number_like
from sim.stats.break_even import Turn, turn
from sim.stats.estimate import CONFIDENCE, t_quantile
from sim.stats.variance_split import Floats
from sim.study.doubt.inputs import Input
from sim.study.doubt.models import AS_IT_IS, WEIGHTS, weights_of
from sim.study.doubt.sureness import Row, Series, differences_of, rescored_values

MEASURES = ("wait_mean_s", "handoffs_mean", "ces_mean")
_NOWHERE = "no change of sign inside the range"
_FINE = np.linspace(0.0, 1.0, 101)
_ALL = (RESCORED.index("ces_mean"), 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """A difference along one input or weight.

    Attributes
    ----------
    places, values, halves : shape (k,), where it was looked at, the difference, half its interval.
    start : the place that holds as things are written.
    """

    places: Floats
    values: Floats
    halves: Floats
    start: float

    def turn(self) -> Turn | None:
        """Where the difference changes its sign, next to how things are."""
        return turn(self.places, self.values, self.halves, self.start)


def weight_rows(
    names: tuple[str, str], base: Series, alternative: Series, model: ExperienceModel
) -> Iterator[Row]:
    """Rows for the weight of each feature, one at a time: at how many times its coefficient ease is equal.

    Exact by scoring again at each of the weights; between them a monotone curve.
    """
    [before], [after] = (
        rescored_values(series, slice(None), _ALL) for series in (base, alternative)
    )
    n = len(after)
    if n < 2 or not np.isfinite(after - before).all():
        return
    weights = np.array(sorted([*WEIGHTS, 1.0]))
    for place, feature in enumerate(model.features):
        models = np.r_[weights_of(place)]
        order = np.insert(models, int(np.searchsorted(WEIGHTS, 1.0)), AS_IT_IS)
        differences = (after - before)[:, order]
        curve = Curve(weights, differences.mean(axis=0), _halves(differences), 1.0)
        what = (*names, "ces_mean", f"weight of {feature.name}")
        yield _row(what, curve.turn(), (weights[0], weights[-1], "times"), (n, "scored again"))


def fitted_rows(
    names: tuple[str, str], series: tuple[Series, Series], inputs: Sequence[Input], places: Floats
) -> Iterator[Row]:
    """Rows for each input, by a straight line through the draws, the other inputs as they are written; the
    input that moves a measure most over its range comes first.

    Parameters
    ----------
    places : shape (draws, inputs), between 0 and 1.

    Notes
    -----
    Least squares on all inputs together (main effects only); the interval holds the places where the
    line's confidence band holds 0.
    """
    draws, count = places.shape
    n = draws * len(series[0][0])
    if draws < count + 3:
        return
    here = np.clip([one.written for one in inputs], 0.0, 1.0)
    design = np.column_stack([np.ones(draws), places - here])
    inverse = np.linalg.pinv(design.T @ design)
    for measure in MEASURES:
        seen = differences_of(*series, measure).mean(axis=(1, 2))
        if not np.isfinite(seen).all() or not seen.any():
            continue
        beta = inverse @ design.T @ seen
        freedom = draws - count - 1
        spread = float(((seen - design @ beta) ** 2).sum()) / freedom
        wide = t_quantile(0.5 + CONFIDENCE / 2, freedom) * sqrt(spread)
        for place in np.argsort(-np.abs(beta[1:]), kind="stable"):
            one = inputs[place]
            points = np.zeros((len(_FINE), count + 1))
            points[:, 0], points[:, place + 1] = 1.0, _FINE - here[place]
            halves = wide * np.sqrt(np.einsum("ij,jk,ik->i", points, inverse, points))
            curve = Curve(_FINE, points @ beta, halves, float(here[place]))
            yield input_row(names, measure, one, curve, (n, "straight line through the draws"))


def input_row(
    names: tuple[str, str], measure: str, one: Input, curve: Curve, made: tuple[int, str]
) -> Row:
    """The row of an input, its places told on the scale that the scenario is written in."""
    low, unit = number_like(one.low, one.low)
    high, _ = number_like(one.high, one.low)
    found = curve.turn()
    if found is not None:
        found = Turn(*(low + share * (high - low) for share in (found.value, found.low, found.high)))
    return _row((*names, measure, one.path), found, (low, high, unit), made)


def _row(
    what: tuple[str, str, str, str],
    found: Turn | None,
    within: tuple[float, float, str],
    made: tuple[int, str],
) -> Row:
    low, high, unit = within
    if found is None:
        return (*what, nan, nan, nan, unit, low, high, False, made[0], f"{made[1]}: {_NOWHERE}")
    return (*what, found.value, found.low, found.high, unit, low, high, True, *made)


def _halves(values: Floats) -> Floats:
    """Half the interval of each column's mean."""
    n = len(values)
    halves: Floats = t_quantile(0.5 + CONFIDENCE / 2, n - 1) * values.std(axis=0, ddof=1) / sqrt(n)
    return halves
