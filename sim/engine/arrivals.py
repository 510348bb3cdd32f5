"""Who comes when: the arrivals of every demand, known before the replication starts.

Poisson arrivals by time change of a unit-rate process per demand and segment (Cinlar 1975, section 4.7):
the n-th arrival is where the cumulative rate reaches the n-th unit-rate time, so a higher rate brings
the same customers sooner and adds more. Proactive rounds reach each customer once in a period.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.bounds import MOST_TRIPS, too_many_trips
from sim.engine.luck import Luck
from sim.engine.timing import DAY
from sim.plan.model import Demand, Moments, Plan
from sim.streams import draw, draw_many, mixed_many


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All arrivals of a replication in order; row k is journey number k.

    Attributes
    ----------
    times : int64 (n,), microseconds.
    demands, ordinals, customers, steps, takes : int64 (n,); customer -1 where the segment has no numbered
        customers; step at which the journey begins; how long its first service takes as recorded,
        microseconds, -1 where it is drawn.
    keys : uint64 (n,), the journeys' keys of draws.
    """

    times: NDArray[np.int64]
    demands: NDArray[np.int64]
    ordinals: NDArray[np.int64]
    customers: NDArray[np.int64]
    steps: NDArray[np.int64]
    takes: NDArray[np.int64]
    keys: NDArray[np.uint64]


def draw_arrivals(plan: Plan, luck: Luck) -> Arrivals:
    """Draw the arrivals of one replication."""
    parts = [_arrivals_of(plan, number, luck) for number in range(len(plan.demands))]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    times, demands, ordinals = columns[:3]
    order = np.lexsort((ordinals, demands, times))
    return Arrivals(*(column[order] for column in columns))


def _arrivals_of(plan: Plan, number: int, luck: Luck) -> tuple[NDArray[np.generic], ...]:
    demand = plan.demands[number]
    customers = plan.segments[demand.segment].customers
    if demand.every:
        times, ordinals, who = _rounds(plan, demand, customers, luck)
        steps, takes = np.full(len(times), demand.step), np.full(len(times), -1)
        keys = mixed_many(demand.key, ordinals)
    else:
        times, who, steps, takes = _moments(plan, demand, luck)
        ordinals = np.arange(len(times))
        keys = mixed_many(demand.key, ordinals)
        if customers:
            drawn = np.floor(draw_many(luck.customer, keys) * customers).astype(np.int64)
            who = np.where(who < 0, drawn, who)
    return times, np.full(len(times), number), ordinals, who, steps, takes, keys


_Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _moments(plan: Plan, demand: Demand, luck: Luck) -> _Columns:
    """Times, customers, first steps and first services of a demand's arrivals, in order; of customers and
    services -1 is to be drawn."""
    if demand.moments is None:
        times = _times(plan, demand, luck) if demand.counts is None else _counted(plan, demand, luck)
        drawn = np.full(len(times), -1)
        return times, drawn, np.full(len(times), demand.step), drawn
    times, customers, steps, takes = recorded(plan, demand.moments, luck)
    return times, customers, np.where(steps < 0, demand.step, steps), takes


def _counted(plan: Plan, demand: Demand, luck: Luck) -> NDArray[np.int64]:
    """Exactly so many in each interval, at independent uniform moments within it, in order: as Poisson
    arrivals whose number is known (Ross 1996, "Stochastic Processes", theorem 2.3.1)."""
    assert demand.counts is not None
    place = np.repeat(np.arange(len(demand.counts)), demand.counts)
    u = draw_many(luck.arrival, mixed_many(demand.key, np.arange(len(place))))
    width = np.diff(demand.edges)[place]
    times: NDArray[np.int64] = np.sort(demand.edges[place] + np.floor(u * width).astype(np.int64))
    return times[times < plan.window.last_arrival]


def recorded(plan: Plan, moments: Moments, luck: Luck) -> _Columns:
    """Recorded arrivals of the run, as they came; or of each day those of a recorded day of its weekday,
    drawn by chance and the same for all segments of the demand."""
    last = plan.window.last_arrival
    if not moments.by_weekday:
        rows = np.flatnonzero((moments.times >= 0) & (moments.times < last))
        return moments.times[rows], moments.customers[rows], moments.steps[rows], moments.takes[rows]
    days = range(-(-last // DAY))
    choices = [moments.by_weekday[(day + plan.window.weekday) % 7] for day in days]
    luck_of = [draw(luck.recorded_day, moments.key, day) for day in days]
    chosen = [of[int(u * len(of))] for of, u in zip(choices, luck_of, strict=True)]
    parts = [np.flatnonzero(moments.days == day) for day in chosen]
    rows = np.concatenate([np.empty(0, np.int64), *parts])
    midnights = np.repeat(np.arange(len(parts)) * DAY, [len(part) for part in parts])
    times = moments.times[rows] + midnights
    keep = times < last
    rows = rows[keep]
    return times[keep], moments.customers[rows], moments.steps[rows], moments.takes[rows]


def _rounds(
    plan: Plan, demand: Demand, customers: int, luck: Luck
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each customer once in `every`, from a moment of its own: times, ordinals, customers."""
    who = np.arange(customers)
    phase = np.floor(draw_many(luck.phase, mixed_many(demand.key, who)) * demand.every).astype(np.int64)
    last = plan.window.last_arrival
    rounds = np.arange(-(-last // demand.every))
    times = (phase[None, :] + rounds[:, None] * demand.every).ravel()
    ordinals = np.arange(len(times))
    keep = times < last
    return times[keep], ordinals[keep], np.tile(who, len(rounds))[keep]


def _times(plan: Plan, demand: Demand, luck: Luck) -> NDArray[np.int64]:
    edges, rates = _with_factor(plan, demand, luck)
    reached = np.concatenate([[0.0], np.cumsum(np.diff(edges) * rates)])
    units = _unit_rate_times(demand.key, float(reached[-1]), luck)
    return np.floor(np.interp(units, reached, edges)).astype(np.int64)


def _with_factor(plan: Plan, demand: Demand, luck: Luck) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rates times the swing of each day; edges are added at midnights."""
    if demand.factor < 0:
        return demand.edges, demand.rates
    factor = plan.factors[demand.factor]
    midnights = np.arange(demand.edges[0], demand.edges[-1], DAY)
    edges = np.union1d(demand.edges, midnights - midnights % DAY)
    edges = edges[edges >= demand.edges[0]]
    rates = demand.rates[np.searchsorted(demand.edges, edges[:-1], side="right") - 1]
    days = edges[:-1] // DAY
    swing = {day: factor.law.quantile(draw(luck.factor, factor.key, day)) for day in np.unique(days).tolist()}
    return edges, rates * np.array([swing[day] for day in days.tolist()])


def _unit_rate_times(key: int, upto: float, luck: Luck) -> NDArray[np.float64]:
    """Times below `upto` of a Poisson process of rate 1."""
    if upto > MOST_TRIPS:
        raise too_many_trips()
    many = int(upto + 10 * np.sqrt(upto) + 20)
    while True:
        u = draw_many(luck.arrival, mixed_many(key, np.arange(many)))
        times: NDArray[np.float64] = np.cumsum(-np.log1p(-u))
        if times[-1] >= upto:
            return times[times < upto]
        many *= 2
