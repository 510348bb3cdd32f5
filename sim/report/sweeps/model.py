"""The smooth model of a measure: where it is good, what lies between points, which region it says is best.

In: a sweep looked up. Out: `Fitted` models, and their sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import isfinite, nan, prod

import numpy as np
from numpy.typing import NDArray

from sim.report.language import say
from sim.report.locales import listed, percent
from sim.report.sweeps.reading import Swept
from sim.report.sweeps.telling import Told
from sim.stats.estimate import Estimate, t_quantile
from sim.stats.metamodel import Metamodel
from sim.study.result import ScenarioNote
from sim.sweeps.tables.smooth import Space, model_of, space_of

_STEPS = 41   # of a curve
_MOST_CHOICES = 100_000   # among which the best region is looked for

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model over the space of a sweep's factors."""

    space: Space
    model: Metamodel
    kept: tuple[int, ...]

    def along(self, place: int, at: Array) -> tuple[Array, Array]:
        """Numbers of one factor over its range, and the response there, the other factors as in `at`."""
        numbers = np.linspace(self.space.low[place], self.space.high[place], _STEPS)
        where = np.tile(at, (_STEPS, 1))
        where[:, place] = numbers
        return numbers, self.model.at(self.space.places(where))


def fitted(swept: Swept, note: ScenarioNote, measure: str) -> Fitted | None:
    """The model of a measure in a scenario; None where there is none."""
    key = note.name, measure
    if key not in swept.models:
        swept.models[key] = _fitted(swept, note, measure)
    return swept.models[key]


def _fitted(swept: Swept, note: ScenarioNote, measure: str) -> Fitted | None:
    space = space_of(swept.design) if "metamodel" in swept.result.tables else None
    if space is None or swept.group != "all":
        return None
    found = [swept.value(note, point, measure) for point in range(len(swept.points))]
    model, kept = model_of(space, np.array([one.value for one in found]), np.array(list(map(_noise, found))))
    return Fitted(space, model, tuple(kept.tolist())) if isfinite(model.explained.value) else None


def written(swept: Swept, space: Space) -> Array:
    """The factors' numbers at the reference; of drawn points in the middle of their range."""
    reference = swept.result.reference
    middle: Array = (space.low + space.high) / 2
    return middle if reference is None else space.numbers[reference.point]


def found(swept: Swept) -> Told:
    """How much each model foretells, and where it says the measure is best."""
    for measure in swept.varying:
        one = fitted(swept, swept.base, measure)
        if one is None:
            continue
        share = one.model.explained
        told = {"measure": swept.head(measure), "share": share_in_words(share.value)}
        if not one.model.good:
            yield measure, say("{measure}: a smooth model foretells {share} of the differences between "
                               "points left out, too little to be used.", **told)  # fmt: skip
            continue
        yield measure, say(
            "{measure}: a smooth model foretells {share} ({low} to {high}) of the differences between points "
            "left out.", low=share_in_words(share.low), high=share_in_words(share.high), **told,
        )  # fmt: skip
        region = best_region(swept, measure, one)
        if region:
            yield measure, say("By that model it is best with {ranges}.", ranges=listed(
                _range(swept.factors[place].name, low, high) for place, low, high in region
            ))  # fmt: skip


def _range(factor: str, low: str, high: str) -> str:
    if low == high:
        return f"{factor} {low}"
    return say("{factor} {low} to {high}", factor=factor, low=low, high=high)


def best_region(swept: Swept, measure: str, one: Fitted) -> list[tuple[int, str, str]]:
    """For each factor that one chooses, between which settings the model's response is as good as its best,
    but for its own error."""
    choices = [place for place, factor in enumerate(swept.factors) if factor.name not in swept.held]
    levels = [np.unique(one.space.numbers[:, place]) for place in choices]
    if not (swept.way(measure) and choices and prod(map(len, levels)) <= _MOST_CHOICES):
        return []
    places = np.array(list(product(*levels)))
    where = np.tile(written(swept, one.space), (len(places), 1))
    where[:, choices] = places
    good = swept.way(measure) * one.model.at(one.space.places(where))
    near = where[good >= good.max() - one.model.error]
    return [(place, swept.number(place, near[:, place].min()), swept.number(place, near[:, place].max()))
            for place in choices]  # fmt: skip


def share_in_words(share: float) -> str:
    """A share in per cent, with a decimal where it would read as all."""
    return percent(share, 1 if share > 0.99 else 0)


def _noise(estimate: Estimate) -> float:
    """The variance of an estimate, from its interval."""
    if not estimate.has_interval:
        return nan
    return ((estimate.high - estimate.low) / 2 / t_quantile(0.975, estimate.n - 1)) ** 2
