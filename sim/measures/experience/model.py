"""The experience model: ordered logits of effort (CES), satisfaction (CSAT) and recommendation (NPS).

In: a table of journeys (or touchpoints). Out: the distribution of each score and its expectations. The
coefficients are data (`default.yaml`); the default is an assumption, not a published model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.records.log import Columns

Floats = NDArray[np.float64]

INSTRUMENTS = {"ces": (1, 7), "csat": (1, 5), "nps": (0, 10)}
"""Lowest and highest score of each instrument; every model has all three."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that moves experience.

    Attributes
    ----------
    name : one of `FEATURE_NAMES`.
    mean, sd : the coefficient of the shared linear predictor, and the doubt about it.
    cap : what is above counts as the cap; inf without.
    scale_min : minutes that waits and menu time are divided by within the logarithm.
    either_sign : a drawn coefficient may change sign.
    """

    name: str
    mean: float
    sd: float
    cap: float
    scale_min: float
    either_sign: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """One survey question.

    Attributes
    ----------
    lowest : the lowest score; the others follow by one.
    cutpoints : shape (categories - 1,), ascending.
    coefficients : shape (k,), one a feature; `slope` multiplies their sum.
    coefficient_sds : shape (k,).
    shift_sd : the doubt about the common level of the cutpoints.
    covariance : of the cutpoints, then the coefficients, where they were fitted; else None, and each
        coefficient is in doubt for itself.
    """

    name: str
    lowest: int
    cutpoints: Floats
    coefficients: Floats
    coefficient_sds: Floats
    slope: float
    slope_sd: float
    shift_sd: float
    covariance: Floats | None = None

    @property
    def scores(self) -> NDArray[np.int64]:
        """The scores of the categories, ascending."""
        return np.arange(self.lowest, self.lowest + len(self.cutpoints) + 1)


@dataclass(frozen=True, slots=True)
class ExperienceModel:
    """A whole model: features, instruments, and what a single touchpoint is scored on.

    Attributes
    ----------
    perceived : felt over actual time of a wait.
    local : names of the features that a single touchpoint is scored on.
    """

    title: str
    features: tuple[Feature, ...]
    instruments: dict[str, Instrument]
    perceived: float
    perceived_sd: float
    local: tuple[str, ...]


def features(model: ExperienceModel, table: Columns, local: bool = False) -> Floats:
    """What the model looks at, in the order of `model.features`.

    Parameters
    ----------
    table : columns of `JOURNEYS` (or of `TOUCHPOINTS`).
    local : only what happens at a single touchpoint; the other features are 0.

    Returns
    -------
    Array of shape (n, k): counts after their caps, shares, logarithms of minutes.
    """
    rows = len(next(iter(table.values())))
    found = np.zeros((rows, len(model.features)))
    for place, feature in enumerate(model.features):
        if not local or feature.name in model.local:
            found[:, place] = np.minimum(_OBSERVED[feature.name](model, feature, table), feature.cap)
    return found


def probabilities(instrument: Instrument, observed: Floats) -> Floats:
    """The distribution of a score: P(Y <= k) = logistic(c_k - slope x eta).

    Proportional odds, McCullagh 1980, "Regression models for ordinal data", JRSS B 42(2), eq. 2.1.

    Parameters
    ----------
    observed : shape (n, k), from `features`.

    Returns
    -------
    Array of shape (n, categories); rows add up to 1.
    """
    eta = instrument.slope * (observed @ instrument.coefficients)
    below = 1.0 / (1.0 + np.exp(eta[:, None] - instrument.cutpoints))
    return np.diff(below, axis=1, prepend=0.0, append=1.0)


def expected_scores(model: ExperienceModel, observed: Floats) -> dict[str, Floats]:
    """The expectations that journeys carry, each of shape (n,): ces, ces_hard, csat, csat_top2, nps."""
    ces, csat, nps = (probabilities(model.instruments[name], observed) for name in INSTRUMENTS)
    return {
        "ces": ces @ model.instruments["ces"].scores,
        "ces_hard": ces[:, :3].sum(axis=1),
        "csat": csat @ model.instruments["csat"].scores,
        "csat_top2": csat[:, -2:].sum(axis=1),
        "nps": 100.0 * (nps[:, -2:].sum(axis=1) - nps[:, :7].sum(axis=1)),
    }


_Observer = Callable[[ExperienceModel, Feature, Columns], Floats]


def _count(column: str) -> _Observer:
    return lambda model, feature, table: table[column].astype(float)


def _wait(model: ExperienceModel, feature: Feature, table: Columns) -> Floats:
    felt = model.perceived / 60 / feature.scale_min
    total, longest = (table[name].astype(float) * felt for name in ("wait_s", "longest_wait_s"))
    return 0.5 * np.log1p(total) + 0.5 * np.log1p(longest)


def _menu(model: ExperienceModel, feature: Feature, table: Columns) -> Floats:
    return np.log1p(table["menu_s"].astype(float) / 60 / feature.scale_min)


def _unresolved(model: ExperienceModel, feature: Feature, table: Columns) -> Floats:
    return 1.0 - table["resolved"].astype(float)


_OBSERVED: dict[str, _Observer] = {
    "repeat_contacts": _count("repeats"),
    "unresolved": _unresolved,
    "transfers": _count("transfers"),
    "re_explanations": _count("re_explanations"),
    "channel_switches": _count("channel_switches"),
    "wait": _wait,
    "menu": _menu,
    "abandonments": _count("abandonments"),
    "promise_missed": _count("promises_missed"),
    "proactive": _count("told_of_trouble"),
    "known_agent": _count("owner_share"),
}

FEATURE_NAMES = tuple(_OBSERVED)

LOCAL_NAMES = (
    "transfers", "re_explanations", "wait", "menu", "abandonments", "promise_missed", "proactive",
)
"""What can be seen at a single touchpoint."""
