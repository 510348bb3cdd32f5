"""The journeys of a replication scored again under other experience models.

In: counted journeys, the model that scored them, and others. Out: `Rescored`, sums small enough to keep.
Simulating costs seconds and scoring a fraction of a millisecond, so doubt about the model is cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.counted import Counted
from sim.measures.experience.model import ExperienceModel, Floats, Instrument, features

RESCORED = ("ces_mean", "ces_hard", "csat_top2", "nps")
"""Measures that depend on the model: each the sum of a score over journeys, over their number."""


@dataclass(frozen=True, slots=True)
class Rescored:
    """What the measured journeys of one replication score under each of several models.

    Attributes
    ----------
    groups : `all`, then `segment=...`.
    journeys : shape (groups,), their number.
    sums : shape (models, len(RESCORED), groups): expected scores, summed over the journeys of a group.
    """

    groups: tuple[str, ...]
    journeys: Floats
    sums: Floats


def rescored(models: Sequence[ExperienceModel], counted: Counted) -> Rescored:
    """Score the measured journeys under each model.

    Parameters
    ----------
    models : with the same features and caps; coefficients, cutpoints, slopes and felt waits may differ.
    counted : of the journeys.
    """
    names, segment = counted.groups["segment"]
    member = np.column_stack([np.ones(counted.size), segment[:, None] == np.arange(len(names))])
    rows, weights = _distinct(models[0], counted, member)
    table = {name: column[rows] for name, column in counted.columns.items()}
    seen = features(models[0], table)
    sums = []
    for model in models:
        observed = seen if model.perceived == models[0].perceived else features(model, table)
        sums.append(_scores(model, observed) @ weights)
    return Rescored(("all", *(f"segment={name}" for name in names)), member.sum(axis=0), np.array(sums))


def _distinct(
    model: ExperienceModel, counted: Counted, member: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Rows to score, with their weight in each group: most journeys saw nothing that any model looks
    at, so that one of them stands for all."""
    lived = features(model, counted.columns).any(axis=1)
    quiet, moved = np.flatnonzero(~lived), np.flatnonzero(lived)
    if not len(quiet):
        return moved, member
    return np.append(quiet[:1], moved), np.vstack([member[quiet].sum(axis=0), member[moved]])


def _scores(model: ExperienceModel, observed: Floats) -> Floats:
    """Expected scores by the names of `RESCORED`, shape (4, rows).

    A mean score is the highest less the sum over k of P(Y <= k), so one exponential a row is enough.
    """
    ces, csat, nps = (_at_most(model.instruments[name], observed) for name in ("ces", "csat", "nps"))
    highest = model.instruments["ces"].scores[-1]
    return np.array([
        highest - ces.sum(axis=1), ces[:, 2], 1 - csat[:, 2], 100 * (1 - nps[:, 8] - nps[:, 6]),
    ])


def _at_most(instrument: Instrument, observed: Floats) -> Floats:
    """P(Y <= k) of every category but the highest, shape (rows, categories - 1)."""
    odds = np.exp(instrument.slope * (observed @ instrument.coefficients))
    below: Floats = 1.0 / (1.0 + odds[:, None] * np.exp(-instrument.cutpoints))
    return below
