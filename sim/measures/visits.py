"""What each touchpoint was like, how much of the spread of ease it makes, and whether it met expectations.

In: the touchpoints of a replication and what its journeys were made of. Out: sums that are pooled over
replications.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.attribution import NOWHERE, Felt
from sim.measures.expectations import Expectation, seconds
from sim.measures.places import places_of
from sim.measures.spans import begun_by_company
from sim.plan.model import Plan
from sim.records.log import Columns, Record

Key = tuple[str, str]
"""A touchpoint, and the name of an expectation, or "" for the touchpoint itself."""

_MEANS = ("time_s", "csat", "csat_top2", "handoffs", "re_explanations")


@dataclass(frozen=True, slots=True)
class Visited:
    """One replication's sums for each touchpoint.

    Attributes
    ----------
    ratios : for each touchpoint and expectation, quantity to (numerator, denominator).
    parts : likewise, the sums over measured journeys of the part of eta that came about there, and of that
        part times eta.
    whole : measured journeys, and the sums of eta and of its square.
    """

    ratios: dict[Key, dict[str, tuple[float, float]]]
    parts: dict[Key, tuple[float, float]]
    whole: tuple[float, float, float]


def visited(
    plan: Plan, record: Record, lived: tuple[Columns, Felt], expectations: tuple[Expectation, ...]
) -> Visited:
    """The sums of one replication.

    Parameters
    ----------
    record : a bounded record.
    lived : its touchpoints, and what made its measured journeys easy or hard.
    """
    felt, places = lived[1], places_of(plan)
    visits = _counted(plan, record, lived[0])
    eta = felt.eta
    ratios = {(name, ""): found for name, found in _means(visits, felt.touchpoints, len(eta))}
    parts = dict(_parts(felt, eta))
    for one in expectations:
        key = one.touchpoint, one.name
        ratios[key] = _met(one, seconds(plan, record, visits, (one, places)))
        as_touchpoint = parts.get((one.touchpoint, ""))
        parts[key] = as_touchpoint or _part_of_steps(felt, eta, one.steps(plan))
    return Visited(ratios, parts, (float(len(eta)), float(eta.sum()), float(eta @ eta)))


def _counted(plan: Plan, record: Record, touchpoints: Columns) -> Columns:
    """Visits that begin in the measured window, on journeys that customers began."""
    company = begun_by_company(plan, record.trips)
    rows = np.flatnonzero(touchpoints["measured"] & ~company[touchpoints["journey"]])
    return {name: column[rows] for name, column in touchpoints.items()}


def _means(
    visits: Columns, names: tuple[str, ...], journeys: int
) -> Iterator[tuple[str, dict[str, tuple[float, float]]]]:
    """Visits a journey, and means of a visit; waits are of those who joined a queue."""
    for place, name in enumerate(names):
        here = visits["touchpoint"] == place
        count, waited = float(here.sum()), here & visits["waited"]
        yield name, {
            "visits": (count, float(journeys)),
            "wait_s": (float(visits["wait_s"][waited].sum()), float(waited.sum())),
            **{quantity: (float(visits[quantity][here].sum()), count) for quantity in _MEANS},
        }


def _parts(felt: Felt, eta: NDArray[np.float64]) -> Iterator[tuple[Key, tuple[float, float]]]:
    """Each touchpoint's part of eta; NOWHERE only where something came about there."""
    part, whole = felt.parts, eta[felt.happened["row"]]
    for place, name in enumerate((*felt.touchpoints, NOWHERE)):
        here = felt.touchpoint == place
        if name != NOWHERE or here.any():
            yield (name, ""), _sums(part[here], whole[here])


def _part_of_steps(felt: Felt, eta: NDArray[np.float64], steps: NDArray[np.int64]) -> tuple[float, float]:
    rows = np.isin(felt.happened["step"], steps)
    return _sums(felt.parts[rows], eta[felt.happened["row"][rows]])


def _sums(part: NDArray[np.float64], whole: NDArray[np.float64]) -> tuple[float, float]:
    return float(part.sum()), float(part @ whole)


def _met(expectation: Expectation, found: NDArray[np.float64]) -> dict[str, tuple[float, float]]:
    """How long it was, how often too long, and how far from the best of the trade."""
    visits, total = float(len(found)), float(found.sum())
    sums = {
        f"{expectation.measure}_s": (total, visits),
        "below_minimum": (float((found > expectation.minimum_s).sum()), visits),
    }
    if expectation.benchmark_s is not None:
        sums["from_benchmark_s"] = (total - expectation.benchmark_s * visits, visits)
    return sums
