"""Why one replication of an alternative is easier or harder than the base: sums over its journeys.

In: what the journeys of both were made of, and which of them are the same. Out: for each group the sums that
drivers, unmatched journeys and their total are pooled from, and for each place what came about there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.change import Matchable, matched_rows
from sim.measures.drivers import contributions, drivers, expected_score, mean_slope
from sim.measures.experience.model import ExperienceModel, Instrument, features
from sim.measures.happenings import happenings
from sim.measures.places import Places
from sim.plan.model import Plan
from sim.records.log import Columns, Record

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

NOWHERE = "(no place)"
"""What the customer felt away from every touchpoint; no touchpoint can have this name."""


@dataclass(frozen=True, slots=True)
class Felt:
    """What made each measured journey of a replication easy or hard, in the order of its `Matchable`.

    Attributes
    ----------
    features : names, k of them.
    instrument : the model of ease (CES).
    contributions : shape (n, k), what each feature adds to eta.
    happened : the columns of `HAPPENINGS`.
    process : index of the process of each step.
    processes, touchpoints : names.
    """

    features: tuple[str, ...]
    instrument: Instrument
    contributions: Floats
    happened: Columns
    process: NDArray[np.int16]
    processes: tuple[str, ...]
    touchpoints: tuple[str, ...]

    @property
    def score(self) -> Floats:
        """The expected ease of each journey."""
        return expected_score(self.instrument, self.eta)

    @property
    def eta(self) -> Floats:
        """The linear predictor of each journey."""
        found: Floats = self.contributions.sum(axis=1)
        return found

    @property
    def parts(self) -> Floats:
        """What each row of `happened` added to its journey's eta."""
        row, feature = self.happened["row"], self.happened["feature"]
        found: Floats = self.contributions[row, feature] * self.happened["share"]
        return found

    @property
    def touchpoint(self) -> Rows:
        """The touchpoint of each row of `happened`; behind the last where there is none."""
        found: Rows = self.happened["touchpoint"].astype(np.int64)
        return np.where(found < 0, len(self.touchpoints), found)

    @property
    def places(self) -> tuple[str, ...]:
        """Names of places: each process, each touchpoint, and no touchpoint."""
        touchpoints = (*self.touchpoints, NOWHERE)
        return (*(f"process={name}" for name in self.processes), *(f"touchpoint={t}" for t in touchpoints))


@dataclass(frozen=True, slots=True)
class Sums:
    """One group's sums in one replication: base, then alternative where there are two.

    Attributes
    ----------
    journeys, score : of all journeys.
    matched, matched_score : of those in both.
    drivers : shape (k,), parts of the change of the matched journeys' score.
    """

    journeys: tuple[int, int]
    score: tuple[float, float]
    matched: int
    matched_score: tuple[float, float]
    drivers: Floats


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one replication tells of why an alternative differs from the base.

    Attributes
    ----------
    features : names, k of them.
    groups : `all`, and `segment=...` for those that both have.
    places : names, p of them; each process, then each touchpoint.
    placed : shape (p, k), parts of all matched journeys' change; those of all processes add up to the
        drivers, and so do those of all touchpoints.
    seen : shape (p, k), whether the feature came about at the place at all.
    """

    features: tuple[str, ...]
    groups: dict[str, Sums]
    places: tuple[str, ...]
    placed: Floats
    seen: NDArray[np.bool_]


def felt(
    plan: Plan, record: Record, lived: tuple[Columns, Columns], views: tuple[Places, ExperienceModel]
) -> Felt:
    """What measured journeys were made of; arguments as of `happenings`."""
    places, model = views
    rows = np.flatnonzero(lived[1]["measured"])
    observed = features(model, {name: column[rows] for name, column in lived[1].items()})
    return Felt(
        features=tuple(feature.name for feature in model.features),
        instrument=model.instruments["ces"],
        contributions=contributions(model.instruments["ces"], observed),
        happened=happenings(plan, record, lived, views),
        process=places.process,
        processes=places.processes,
        touchpoints=places.touchpoints,
    )


def attribution(base: tuple[Matchable, Felt], alternative: tuple[Matchable, Felt]) -> Attribution:
    """Compares one replication of an alternative with the base; both are scored by the same model."""
    (who, before), (whom, after) = base, alternative
    left, right = matched_rows(who, whom)
    parts = drivers(before.instrument, before.contributions[left], after.contributions[right])
    places = tuple(dict.fromkeys((*before.places, *after.places)))
    placed = _placed(before, after, (left, right), places)
    groups = _groups((base, alternative), (left, right), parts)
    return Attribution(before.features, groups, places, *placed)


def _groups(
    pair: tuple[tuple[Matchable, Felt], ...], matched: tuple[Rows, Rows], parts: Floats
) -> dict[str, Sums]:
    (base, before), (other, after) = pair
    scores = before.score, after.score
    found = {}
    for group, chosen in _members(base, other).items():
        kept = chosen[0][matched[0]]
        both = [score[rows][kept] for score, rows in zip(scores, matched, strict=True)]
        found[group] = Sums(
            journeys=(int(chosen[0].sum()), int(chosen[1].sum())),
            score=(float(scores[0][chosen[0]].sum()), float(scores[1][chosen[1]].sum())),
            matched=int(kept.sum()),
            matched_score=(float(both[0].sum()), float(both[1].sum())),
            drivers=parts[kept].sum(axis=0),
        )
    return found


def _members(base: Matchable, other: Matchable) -> dict[str, tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Who belongs to each group, in both; a journey has the same segment in both, as that is who it is."""
    found = {"all": (np.ones(len(base.demand), bool), np.ones(len(other.demand), bool))}
    for name in base.segments:
        if name in other.segments:
            places = base.segments.index(name), other.segments.index(name)
            found[f"segment={name}"] = base.segment == places[0], other.segment == places[1]
    return found


def _placed(
    before: Felt, after: Felt, matched: tuple[Rows, Rows], places: tuple[str, ...]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Each contribution split over the places where it came about, in either one, then differenced."""
    pair = before.contributions[matched[0]], after.contributions[matched[1]]
    slope = mean_slope(before.instrument, pair[0].sum(axis=1), pair[1].sum(axis=1))
    (less, seen), (more, too) = (
        _by_place(one, rows, slope, places) for one, rows in zip((before, after), matched, strict=True)
    )
    return more - less, seen | too


def _by_place(
    one: Felt, matched: Rows, slope: Floats, places: tuple[str, ...]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Sums of slope x contribution x share of matched journeys, and what occurred; shape (places, k)."""
    weight = np.zeros(len(one.contributions))
    weight[matched] = slope
    part = weight[one.happened["row"]] * one.parts
    shape = len(places), len(one.features)
    index = np.array([places.index(name) for name in one.places])
    sums, counts = np.zeros(shape), np.zeros(shape)
    process = one.process[one.happened["step"]]
    for place in (index[process], index[len(one.processes) + one.touchpoint]):
        key = place * shape[1] + one.happened["feature"]
        sums += np.bincount(key, part, sums.size).reshape(shape)
        counts += np.bincount(key, minlength=sums.size).reshape(shape)
    return sums, counts > 0
