"""How sure the sign of each difference is: from what replications saw to rows of the table `sureness`.

In: for each scenario what its replications saw, by draw of the inputs. Out: rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from sim.measures.cells import Cells
from sim.measures.definitions import MEASURES
from sim.measures.experience.rescoring import RESCORED, Rescored
from sim.stats.probability import probability_above
from sim.stats.ratio import pseudo_ratios
from sim.stats.variance_split import Floats, variance_split
from sim.study.doubt.models import AS_IT_IS, DRAWN

Row = tuple[Any, ...]

MEASURED = ("wait_mean_s", "handoffs_mean", "cost_per_week")
"""What is told beside the measures that depend on the experience model."""

HOLD = "if the scenario's numbers hold"
INPUTS_VARIED = "with the assumed numbers varied"
MODEL_VARIED = "with the experience model varied"


@dataclass(frozen=True, slots=True)
class Doubted:
    """What one replication of one scenario tells about doubt.

    Attributes
    ----------
    ratios : measure of `MEASURED` to group to (numerator, denominator).
    rescored : the journeys under every model of `sim.study.doubt.models`.
    """

    ratios: dict[str, dict[str, tuple[float, float]]]
    rescored: Rescored


def doubted(cells: Cells, rescored: Rescored) -> Doubted:
    """The part of a replication's measures that doubt is worked out from."""
    kept = {name: {group: cells.ratio(name, group) for group in ("all", *rescored.groups[1:])
                   if group in cells.groups(name)} for name in MEASURED}
    return Doubted(kept, rescored)


Series = Sequence[Sequence[Doubted]]
"""Of one scenario: for each draw of the inputs (one where they are as written) its replications."""


def sureness_rows(
    names: tuple[str, str], base: Series, alternative: Series, inputs: str = HOLD
) -> Iterator[Row]:
    """Rows of `sureness` for one alternative.

    Parameters
    ----------
    names : of the base and the alternative.
    base, alternative : the same draws and replications of both.
    inputs : what became of the assumed numbers, in words.
    """
    for measure in MEASURED:
        for group in base[0][0].ratios[measure]:
            differences = _measured(alternative, measure, group) - _measured(base, measure, group)
            yield (*names, *_row(measure, group, inputs, differences))
    given = f"{inputs}; {MODEL_VARIED}"
    for place, measure in enumerate(RESCORED):
        for number, group in enumerate(base[0][0].rescored.groups):
            if group in alternative[0][0].rescored.groups:
                theirs = alternative[0][0].rescored.groups.index(group)
                differences = rescored_values(alternative, DRAWN, (place, theirs))
                differences = differences - rescored_values(base, DRAWN, (place, number))
                yield (*names, *_row(measure, group, given, differences))


def rescored_values(series: Series, models: slice, place: tuple[int, int]) -> Floats:
    """Pseudo-values of a score, shape (draws, replications, models); `place` is of measure and group."""
    measure, group = place
    return np.array([
        pseudo_ratios(np.array([one.rescored.sums[models, measure, group] for one in draw]),
                      np.array([[one.rescored.journeys[group]] for one in draw]))
        for draw in series
    ])


def differences_of(base: Series, alternative: Series, measure: str) -> Floats:
    """Pseudo-values of a measure's difference for all journeys, scores by the model as it is; shape (draws,
    replications, 1)."""
    if measure in MEASURED:
        return _measured(alternative, measure, "all") - _measured(base, measure, "all")
    models, place = slice(AS_IT_IS, AS_IT_IS + 1), (RESCORED.index(measure), 0)
    return rescored_values(alternative, models, place) - rescored_values(base, models, place)


def value_of(one: Doubted, measure: str) -> float:
    """A measure of one replication, for all journeys, scores by the model as it is; nan without any."""
    if measure in MEASURED:
        above, below = one.ratios[measure]["all"]
    else:
        above = float(one.rescored.sums[AS_IT_IS, RESCORED.index(measure), 0])
        below = float(one.rescored.journeys[0])
    return above / below if below else nan


def _measured(series: Series, measure: str, group: str) -> Floats:
    """Pseudo-values of a measure, shape (draws, replications, 1)."""
    found = []
    for draw in series:
        pairs = np.array([one.ratios[measure].get(group, (0.0, 0.0)) for one in draw])
        found.append(pseudo_ratios(pairs[:, :1], pairs[:, 1:]))
    return np.array(found)


def _row(measure: str, group: str, given: str, differences: Floats) -> Row:
    draws, replications, models = differences.shape
    n = draws * replications
    many = max(draws if draws > 1 else 0, models if models > 1 else 0)
    why_not = _why_not(differences)
    if why_not:
        value = 0.0 if why_not == NO_DIFFERENCE else nan
        return measure, group, given, nan, value, nan, nan, nan, nan, nan, many, n, why_not
    split = variance_split(differences)
    better = MEASURES[measure].better
    above = probability_above(split)
    return (
        measure, group, given, 1 - above if better == "lower" else above, split.value, split.low, split.high,
        split.noise, split.inputs if draws > 1 else nan, split.model if models > 1 else nan, many, n,
        "random effects, t",
    )  # fmt: skip


NO_DIFFERENCE = "no difference in any replication"


def _why_not(differences: Floats) -> str:
    """Why nothing can be told; empty where something can."""
    if differences.shape[1] < 2:
        return "one replication"
    if not np.isfinite(differences).all():
        return "no events"
    return "" if differences.any() else NO_DIFFERENCE
