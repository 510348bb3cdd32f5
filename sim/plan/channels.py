"""Channels: when they are open, what they can hold, and how reasons come by them.

In: the channels and reasons of a scenario. Out: those of a plan, `work` last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sim.plan.index import WORK, Index
from sim.plan.model import Channel, Intervals, Split, Yields
from sim.plan.tables import Table, constant
from sim.plan.teams import planned_hours
from sim.plan.usage import Usage
from sim.plan.varying import split_table, table
from sim.scenario.laws import Law


@dataclass(frozen=True)
class Openings:
    """When each channel is open, in the calendar weeks that the run touches."""

    index: Index
    usage: Usage

    @cached_property
    def by_channel(self) -> Mapping[str, Intervals]:
        """Whole calendar weeks by channel, `work` included."""
        return {name: self._of(name) for name in self.index.channels}

    def _of(self, name: str) -> Intervals:
        """As stated; else while a team is planned if customers wait, and always if they do not."""
        channel = self.index.scenario.channels.get(name)
        if channel is None or (channel.hours is None and not waits(self.index, name)):
            return self.index.calendar.always()
        if channel.hours is not None:
            return self.index.openings(channel.hours)
        teams = [team for team in self.usage.teams if name in self.usage.team_channels[team]]
        return planned_hours(self.index, teams)


def waits(index: Index, name: str) -> bool:
    """Whether customers wait on a channel and may hang up; never where they serve themselves."""
    channel = index.scenario.channels.get(name)
    return channel is not None and channel.waits and not channel.self_service


def channels_of(index: Index, openings: Openings) -> tuple[Channel, ...]:
    """The channels of a plan."""
    return tuple(_channel(index, openings, name) for name in index.channels)


def _channel(index: Index, openings: Openings, name: str) -> Channel:
    opens = index.calendar.in_run(openings.by_channel[name])
    if name == WORK:
        return Channel(WORK, opens, constant(-1), constant(-1), 1, False, constant(-1), constant(0.0), None)
    channel = index.scenario.channels[name]
    return Channel(
        name=name,
        opens=opens,
        lines=table(index.names, channel.lines, _or_none),
        max_queue=table(index.names, channel.max_queue, _or_none),
        at_once=channel.at_once,
        waits=waits(index, name),
        promise=table(index.names, channel.promise, _or_none),
        cost_per_min=table(index.names, channel.cost, float),
        pickup=None if channel.pickup is None else table(index.names, channel.pickup, _same),
    )


def _same(law: Law) -> Law:
    return law


def _or_none(value: int | None) -> int:
    return -1 if value is None else value


def reason_channels(index: Index, usage: Usage) -> tuple[Table[Split] | None, ...]:
    """By reason, the choice of a channel; None for reasons that nobody gets in touch about."""
    return tuple(_choice(index, usage, reason) for reason in index.reasons)


def _choice(index: Index, usage: Usage, name: str) -> Table[Split] | None:
    shares = index.scenario.reasons[name].channels
    if shares is None and name not in usage.asked:
        return None
    return split_table(index.names, shares or usage.default_channel, index.channel)


def yields_of(index: Index) -> tuple[Table[Yields] | None, ...]:
    """By reason, when work at it and mail about it make way; None where only between tasks."""
    return tuple(_yields(index, reason) for reason in index.reasons)


def _yields(index: Index, name: str) -> Table[Yields] | None:
    written = index.scenario.reasons[name].yields
    if written == "between":
        return None
    return table(index.names, written, lambda word: Yields[word.upper()])
