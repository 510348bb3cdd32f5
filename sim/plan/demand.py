"""Where journeys come from: a demand for each name and segment, and the swings they share.

In: the demands and factors of a scenario, the hours of its channels, weekly profiles. Out: those of a
plan. A rate a week or a day is a total, spread over open hours or by a profile; others are intensities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim import streams
from sim.plan.channels import Openings
from sim.plan.given import Interval, Recorded, hourly, intervals
from sim.plan.index import Index, refuse
from sim.plan.model import Demand, Factor, Moments
from sim.plan.processes import first_step
from sim.plan.rates import (
    Hourly,
    Piece,
    by_hour_of_week,
    counted,
    course,
    is_total,
    spread,
    spread_over,
    steady,
    within,
)
from sim.plan.steps import proactive_team
from sim.plan.teams import planned_hours
from sim.plan.usage import Usage
from sim.plan.varying import keys_of, targets_of, value_at
from sim.scenario.calendar import DAY, HOUR, WEEK, Intervals, union
from sim.scenario.hours import DAYS
from sim.units import RateValue

if TYPE_CHECKING:
    from sim.scenario import schema

Profiles = Callable[[str], Mapping[str, Hourly]]
"""Reads a profile: its file name to weights by segment."""


@dataclass(frozen=True)
class Demands:
    """What is known about the demands of a scenario while they are resolved.

    Attributes
    ----------
    openings : when channels are open.
    numbers : the index of each step by path.
    profiles : reads a profile.
    """

    index: Index
    usage: Usage
    openings: Openings
    numbers: Mapping[str, int]
    profiles: Profiles

    def all(self) -> tuple[Demand, ...]:
        """The demands of a plan by name, then by segment."""
        written = sorted(self.index.scenario.demand.items())
        return tuple(
            self._demand(name, demand, segment)
            for name, demand in written
            for segment, served in enumerate(self.index.serves(demand.where.get("segment")))
            if served
        )

    def _demand(self, name: str, demand: schema.Demand, segment: int) -> Demand:
        if set(demand.where) - {"segment"}:
            refuse(f"demand.{name}.where", "can only name segments")
        segment_name = self.index.segments[segment]
        end = self.index.window.last_arrival
        moments, exact = self._given(name, demand, segment_name)
        pieces = self._pieces(name, demand, segment_name) if moments is None else hourly(self.index, moments)
        flow, counts = (course(pieces, end), None) if exact is None else counted(exact)
        case = {"segment": segment_name}
        factor = value_at(demand.factor, case)
        return Demand(
            name=name,
            segment=segment,
            key=streams.key("demand", name, segment_name),
            step=self.numbers[first_step(self.index.scenario, name)],
            proactive=bool(demand.proactive),
            edges=flow.edges,
            rates=flow.rates,
            counts=counts,
            moments=moments,
            outside=self.recorded[name].outside(segment_name) if name in self.recorded else 0,
            factor=factor_names(self.index).index(factor) if factor else -1,
            every=value_at(demand.every, case) or 0,
        )

    def _given(
        self, name: str, demand: schema.Demand, segment: str
    ) -> tuple[Moments | None, list[Interval[int]] | None]:
        """Recorded moments, or exact counts by interval; None for what is not given."""
        if demand.counts is not None:
            return None, intervals(self.index, f"demand.{name}.counts", demand.counts, segment)
        if name not in self.recorded:
            return None, None
        if self.recorded[name].part.count:
            return None, self.recorded[name].counts(segment)
        return self.recorded[name].moments(segment), None

    @cached_property
    def recorded(self) -> dict[str, Recorded]:
        """The files of recorded arrivals, by demand."""
        return {
            name: Recorded(self.index, name, one, self._first_steps(name))
            for name, one in self.index.scenario.demand.items()
            if one.recorded
        }

    def _first_steps(self, name: str) -> dict[str, int]:
        """The step at which contacts about each reason of a demand begin."""
        reasons = targets_of(self.index.scenario.demand[name].contact)
        return {reason: self.numbers[f"{name}.{reason}"] for reason in reasons}

    def _pieces(self, name: str, demand: schema.Demand, segment: str) -> list[Piece]:
        if demand.rates is not None:
            path = f"demand.{name}.rates"
            given: list[Interval[RateValue]] = intervals(self.index, path, demand.rates, segment)
            return [(begin, end, rate.per_microsecond) for begin, end, rate in given]
        keys = keys_of(demand.rate)
        if demand.rate is None:
            return []
        if not keys <= {"segment", "hour", "day"}:
            refuse(f"demand.{name}.rate", "can vary by segment, hour and day only")
        timed = bool(keys & {"hour", "day"})
        if demand.profile:
            if timed:
                refuse(f"demand.{name}.rate", "varies by hour or day, which the profile says already")
            rate = value_at(demand.rate, {"segment": segment})
            return self._profiled(name, rate, self.profiles(demand.profile)[segment])
        if timed:
            return self._timed(name, demand, segment)
        rate = value_at(demand.rate, {"segment": segment})
        hours = self.hours(name)
        return spread(self.index.calendar, rate, hours) if is_total(rate) else steady(rate, hours)

    def hours(self, name: str) -> Intervals:
        """The hours over which totals are spread: of the channels that contacts can come by, of the team
        that makes proactive contacts; all hours for journeys of a process."""
        demand = self.index.scenario.demand[name]
        if demand.process:
            return self.index.calendar.always()
        if demand.proactive:
            team = proactive_team(self.index, f"demand.{name}", demand.from_, demand.proactive)
            return planned_hours(self.index, [self.index.teams[team]])
        channels = (self.usage.channels_of(reason) for reason in targets_of(demand.contact))
        open_hours = union(*(self.openings.by_channel[name] for names in channels for name in names))
        return self.index.calendar.without_closed_days(open_hours)

    def _profiled(self, name: str, rate: RateValue, weights: Hourly) -> list[Piece]:
        if rate.per_us != WEEK:
            refuse(f"demand.{name}.rate", "must be the total of a week, such as 2000/w, to go with a profile")
        return by_hour_of_week(self.index.calendar, rate.count * weights / weights.sum() / HOUR)

    def _timed(self, name: str, demand: schema.Demand, segment: str) -> list[Piece]:
        """Rates by hour or day: totals of a day within its open hours, others exactly as stated."""
        path, by_hour = f"demand.{name}.rate", "hour" in keys_of(demand.rate)
        calendar, hours = self.index.calendar, self.hours(name)
        counts = calendar.without_closed_days(calendar.always()) if demand.contact else calendar.always()
        pieces: list[Piece] = []
        for begin in range(calendar.first, calendar.last, HOUR):
            day, hour = DAYS[begin // DAY % 7], begin // HOUR % 24
            rate = value_at(demand.rate, {"segment": segment, "hour": str(hour), "day": day})
            if not is_total(rate):
                pieces.append((begin, begin + HOUR, rate.per_microsecond))
            elif rate.per_us == WEEK or by_hour:
                rule = "varies by hour: write rates an hour" if by_hour else "varies by day: write /d or /h"
                refuse(path, rule)
            elif hour == 0:
                pieces += spread_over(hours, begin, begin + DAY, rate.count)
        return within(pieces, counts)


def factor_names(index: Index) -> tuple[str, ...]:
    """The factors that a demand names, in the order of the demands (by name) that name them first."""
    named = (targets_of(demand.factor) for _, demand in sorted(index.scenario.demand.items()))
    return tuple(dict.fromkeys(factor for factors in named for factor in factors if factor))


def factors_of(index: Index) -> tuple[Factor, ...]:
    """The factors of a plan; their draws belong to the first demand that names them."""
    demands = sorted(index.scenario.demand.items())

    def first(factor: str) -> str:
        return next(name for name, demand in demands if factor in targets_of(demand.factor))

    factors = index.scenario.factors
    return tuple(Factor(streams.key("factor", first(name)), factors[name]) for name in factor_names(index))
