"""How journeys and contacts spread: waits, handoffs, contacts, and the categories of the scores.

In: counted rows. Out: counts by category and group, which replications add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.measures.counted import Counted
from sim.measures.experience.model import INSTRUMENTS, ExperienceModel, features, probabilities

Floats = NDArray[np.float64]

WAIT_S = (0, 10, 20, 30, 45, 60, 90, 120, 180, 300, 450, 600, 900, 1200, 1800, 3600)
"""Upper ends of the bins of waits in seconds: the first is no wait at all, beyond the last is open."""

MOST = 6
"""Counts from this number on share a category."""

HOURS = (0.25, 0.5, 1, 2, 4, 8, 24, 48, 72, 96, 120, 168, 240, 336, 504, 672)
"""Upper ends of the bins of journeys' lengths in hours."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts of one quantity by category.

    Attributes
    ----------
    name, unit : what is spread: "wait_s", "handoffs", "ces" ...
    uppers : the upper end of each category, included; inf for the last open one. For scores and counts
        the value itself.
    counts : group (`all`, `segment=...`) to an array of shape (categories,), which adds up to the
        number of rows. For scores these are sums of probabilities.
    """

    name: str
    unit: str
    uppers: tuple[float, ...]
    counts: dict[str, Floats]


def distributions(
    journeys: Counted, contacts: Counted, model: ExperienceModel
) -> tuple[Distribution, ...]:
    """The distributions of a replication: of journeys, and of contacts where one waits."""
    found = [_binned("wait_s", "s", WAIT_S, journeys, "wait_s"),
             _binned("hours", "h", HOURS, journeys, "hours")]
    found += [_numbers(name, journeys) for name in ("handoffs", "transfers", "contacts", "repeats")]
    observed = features(model, journeys.columns)
    for name in INSTRUMENTS:
        instrument = model.instruments[name]
        uppers = tuple(float(score) for score in instrument.scores)
        chances = probabilities(instrument, observed)
        found.append(Distribution(name, "score", uppers, _by_group(chances, journeys)))
    found += [_binned("answer_wait_s", "s", WAIT_S, contacts, "queue_wait_s", "served"),
              _binned("abandoned_wait_s", "s", WAIT_S, contacts, "queue_wait_s", "unanswered")]
    return tuple(found)


def _binned(
    name: str, unit: str, uppers: tuple[float, ...], table: Counted, *columns: str
) -> Distribution:
    """Counts in bins of a column; a second column says which rows count."""
    place = np.searchsorted(np.array(uppers), table.columns[columns[0]], side="left")
    counts = table.columns[columns[1]] if len(columns) > 1 else None
    return Distribution(name, unit, (*uppers, np.inf), _by_category(place, len(uppers) + 1, table, counts))


def _numbers(name: str, table: Counted) -> Distribution:
    place = np.minimum(table.columns[name].astype(np.int64), MOST)
    uppers = (*map(float, range(MOST)), np.inf)
    return Distribution(name, "", uppers, _by_category(place, MOST + 1, table, None))


def _by_category(
    place: NDArray[np.int64], categories: int, table: Counted, counts: NDArray[np.bool_] | None
) -> dict[str, Floats]:
    """Rows in each category, over all and by segment."""
    names, codes = table.groups["segment"]
    both = codes.astype(np.int64) * categories + place
    totals = np.bincount(both if counts is None else both[counts], minlength=len(names) * categories)
    parts = totals.reshape(len(names), categories).astype(float)
    return {"all": parts.sum(axis=0)} | {f"segment={n}": part for n, part in zip(names, parts, strict=True)}


def _by_group(chances: Floats, table: Counted) -> dict[str, Floats]:
    """Sums of probabilities over all rows and by segment."""
    names, codes = table.groups["segment"]
    parts = {f"segment={name}": chances[codes == index].sum(axis=0) for index, name in enumerate(names)}
    return {"all": chances.sum(axis=0)} | parts
