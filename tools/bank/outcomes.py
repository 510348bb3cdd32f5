"""What happened to the calls of a record or of a simulation, in the same columns, and ratios of them.

In: call records, or a replication's record. Out: `Outcomes`, and `Estimate`s of ratios with intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.bank.arrivals import Cells, outside
from tools.bank.calls import DAY_S, HOUR_S, KINDS, Calls, Flags, Floats, Numbers, kind_of

if TYPE_CHECKING:
    from sim.records.log import Record

SECOND_US = 1_000_000


@dataclass(frozen=True)
class Outcomes:
    """Calls that reached the open desks' menu, one entry of each column a call.

    Attributes
    ----------
    unit : what the calls are repeated over: the day of the record, or the replication.
    kind : place in `KINDS`.
    hour : of the day.
    hung_up : in the menu or in the queue.
    queued : waited.
    wait_s : in the queue.
    days : days of each kind in each unit, shape (units, kinds).
    left_out : pairs of unit and hour whose calls are left out.
    """

    unit: Numbers
    kind: Numbers
    hour: Numbers
    hung_up: Flags
    queued: Flags
    wait_s: Floats
    days: Floats
    left_out: Cells = frozenset()


@dataclass(frozen=True)
class Estimate:
    """A ratio and the half-width of its 95 % interval (nan where there are too few units)."""

    value: float
    half_width: float


def recorded(calls: Calls, without: Cells) -> Outcomes:
    """The outcomes of the record while the desks are open, without some hours."""
    kept = calls.where(calls.is_open() & outside(calls, without))
    weekdays = (int(calls.weekday[0]) + np.arange(int(calls.day.max()) + 1)) % 7
    kinds = np.array([KINDS.index(kind_of(int(weekday))) for weekday in weekdays])
    days = np.eye(len(KINDS))[kinds]
    kind, without = kinds[kept.day], frozenset(without)
    return Outcomes(kept.day, kind, kept.hour, kept.hung_up, kept.queued, kept.wait_s, days, without)


def simulated(records: list[Record], starts: int, days: int) -> Outcomes:
    """The outcomes of replications: calls of the measured days that found the desks open.

    Parameters
    ----------
    records : one of each replication.
    starts : weekday of the first day, Monday 0.
    days : measured days.
    """
    parts = [_calls_of(record, number, days) for number, record in enumerate(records)]
    unit, started_us, hung_up, wait_s = (np.concatenate(column) for column in zip(*parts, strict=True))
    kinds = np.array([KINDS.index(kind_of((starts + day) % 7)) for day in range(days)])
    numbers = np.tile(np.bincount(kinds, minlength=len(KINDS)).astype(float), (len(records), 1))
    clock_s = started_us // SECOND_US
    hour = clock_s % DAY_S // HOUR_S
    return Outcomes(unit, kinds[clock_s // DAY_S], hour, hung_up, wait_s > 0, wait_s, numbers)


def _calls_of(record: Record, number: int, days: int) -> tuple[Numbers, Numbers, Flags, Floats]:
    """Replication, begin, whether hung up, and wait of every contact that came to the menu."""
    from sim.records.columns import Kind, LegOutcome

    legs = record.legs
    contact = legs["matter"] * 1_000 + legs["contact"]
    menu = np.flatnonzero((legs["kind"] == Kind.MENU) & (legs["started"] < days * DAY_S * SECOND_US))
    after = np.flatnonzero(np.isin(legs["kind"], (Kind.HUMAN, Kind.QUEUE)))
    order = menu[np.argsort(contact[menu])]
    place = np.searchsorted(contact[order], contact[after])
    found = np.isin(contact[after], contact[order])
    wait_us, left = np.zeros(len(order), np.int64), legs["outcome"][order] == LegOutcome.HUNG_UP
    rows = after[found]
    answered = legs["kind"][rows] == Kind.HUMAN
    until = np.where(answered, legs["started"][rows], legs["ended"][rows])
    wait_us[place[found]] = until - legs["queued"][rows]
    left[place[found]] = ~answered
    return np.full(len(order), number), legs["started"][order], left, wait_us / SECOND_US


def ratio(outcomes: Outcomes, numerator: Floats, denominator: Floats | Flags) -> Estimate:
    """A ratio of sums over calls, with the interval from the units (linearised, Cochran 1977, eq. 6.13).

    Units that stand for one day are compared with those of the same kind of day only, so that the
    difference between Fridays and other days is no uncertainty.
    """
    above, below = summed(outcomes, numerator), summed(outcomes, np.asarray(denominator, float))
    return of_units(outcomes, above, below)


def summed(outcomes: Outcomes, values: Floats) -> Floats:
    """The sum over the calls of each unit, shape (units,)."""
    return np.asarray(np.bincount(outcomes.unit, values, len(outcomes.days)), float)


def of_units(outcomes: Outcomes, above: Floats, below: Floats) -> Estimate:
    """The ratio of sums over units, shape (units,) each."""
    from scipy.stats import t

    if below.sum() == 0:
        return Estimate(np.nan, np.nan)
    value = float(above.sum() / below.sum())
    present = below > 0
    strata = outcomes.days.argmax(axis=1)
    variance, freedom = 0.0, 0
    for stratum in np.unique(strata[present]):
        chosen = present & (strata == stratum)
        number = int(chosen.sum())
        if number > 1:
            rest = (above - value * below)[chosen]
            variance += number * float(rest.var(ddof=1))
        freedom += number - 1
    if freedom < 2:
        return Estimate(value, np.nan)
    return Estimate(value, float(t.ppf(0.975, freedom)) * variance**0.5 / float(below.sum()))
