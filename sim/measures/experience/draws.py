"""The doubt about an experience model: draws of its coefficients, slopes, levels and felt waits.

In: a model and a number. Out: the model of that draw, the same for every alternative.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from statistics import NormalDist

import numpy as np

from sim.measures.experience.model import ExperienceModel, Floats, Instrument
from sim.streams import draw, key, purpose_key

Normal = Callable[[str, float, float, bool], float]


def drawn_model(model: ExperienceModel, seed: int, number: int) -> ExperienceModel:
    """The `number`-th draw of a model.

    Coefficients are normal and keep the sign of their mean, by redrawing (unless `either_sign`); slopes
    and the felt-wait factor stay positive. A feature's coefficient is one draw for all instruments that
    share it; the cutpoints of an instrument shift together. Where cutpoints and coefficients were fitted
    and have a covariance, they are one draw of its normal law, whatever signs come out.
    """
    purpose = purpose_key(seed, number, "experience")

    def normal(name: str, mean: float, sd: float, keeps_sign: bool) -> float:
        """One draw; what loses its sign is drawn again."""
        law, entity = NormalDist(mean, sd) if sd > 0 else None, key(name)
        for visit in count():
            value = mean if law is None else law.inv_cdf(draw(purpose, entity, visit))
            if law is None or not keeps_sign or value * mean >= 0:
                return value
        raise AssertionError("a draw keeps its sign sooner or later")

    together = {
        name: _together(one, one.covariance, purpose)
        for name, one in model.instruments.items() if one.covariance is not None
    }
    shared = _shared(model, together)
    return replace(
        model,
        perceived=normal("perceived", model.perceived, model.perceived_sd, True),
        instruments={
            name: together.get(name) or _drawn(model, one, normal, shared)
            for name, one in model.instruments.items()
        },
    )


def _together(instrument: Instrument, covariance: Floats, purpose: int) -> Instrument:
    """One draw of fitted cutpoints and coefficients; what disorders the cutpoints is drawn again."""
    means = np.concatenate([instrument.cutpoints, instrument.coefficients])
    root: Floats = np.linalg.cholesky(covariance).astype(float)
    law, entities = NormalDist(), [key(f"{instrument.name}.{place}") for place in range(len(means))]
    for visit in count():
        found = means + root @ [law.inv_cdf(draw(purpose, entity, visit)) for entity in entities]
        cutpoints, coefficients = np.split(found, [len(instrument.cutpoints)])
        if (np.diff(cutpoints) > 0).all():
            return replace(instrument, cutpoints=cutpoints, coefficients=coefficients)
    raise AssertionError("cutpoints are in order sooner or later")


def _shared(model: ExperienceModel, together: dict[str, Instrument]) -> dict[str, float]:
    """Shared coefficients that were drawn with an instrument's cutpoints."""
    found: dict[str, float] = {}
    for name, drawn in together.items():
        before = model.instruments[name]
        for place, feature in enumerate(model.features):
            if (before.coefficients[place], before.coefficient_sds[place]) == (feature.mean, feature.sd):
                found.setdefault(feature.name, float(drawn.coefficients[place]))
    return found


def _drawn(
    model: ExperienceModel, instrument: Instrument, normal: Normal, known: dict[str, float]
) -> Instrument:
    pairs = zip(model.features, instrument.coefficients, instrument.coefficient_sds, strict=True)
    coefficients = []
    for feature, mean, sd in pairs:
        shared = (mean, sd) == (feature.mean, feature.sd)
        if shared and feature.name in known:
            coefficients.append(known[feature.name])
            continue
        name = feature.name if shared else f"{instrument.name}.{feature.name}"
        coefficients.append(normal(name, float(mean), float(sd), not feature.either_sign))
    shift = normal(f"{instrument.name}.shift", 0.0, instrument.shift_sd, False)
    return replace(
        instrument,
        cutpoints=instrument.cutpoints + shift,
        coefficients=np.array(coefficients),
        slope=normal(f"{instrument.name}.slope", instrument.slope, instrument.slope_sd, True),
    )
