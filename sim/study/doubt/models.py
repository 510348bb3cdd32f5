"""The experience models under which every replication is scored: drawn ones, and ones with other weights.

In: the model of a study. Out: models in a fixed order, and where in it each kind stands.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.measures.experience.draws import drawn_model
from sim.measures.experience.model import ExperienceModel

DRAWS = 100
WEIGHTS = (0.0, 0.5, 1.5, 2.0, 3.0, 5.0)
"""By what each feature's coefficient is multiplied in turn, all others kept."""

AS_IT_IS = 0
DRAWN = slice(1, 1 + DRAWS)


def scoring_models(model: ExperienceModel, seed: int) -> tuple[ExperienceModel, ...]:
    """The model as it is, its draws, then for each feature the model with that feature's other weights."""
    drawn = [drawn_model(model, seed, number) for number in range(DRAWS)]
    weighted = [_weighted(model, place, by) for place in range(len(model.features)) for by in WEIGHTS]
    return (model, *drawn, *weighted)


def weights_of(feature: int) -> slice:
    """Where the models with other weights of a feature stand."""
    first = DRAWN.stop + feature * len(WEIGHTS)
    return slice(first, first + len(WEIGHTS))


def _weighted(model: ExperienceModel, place: int, by: float) -> ExperienceModel:
    """The model with one feature's coefficient multiplied, in every instrument."""
    factor = np.ones(len(model.features))
    factor[place] = by
    return replace(model, instruments={
        name: replace(one, coefficients=one.coefficients * factor) for name, one in model.instruments.items()
    })
