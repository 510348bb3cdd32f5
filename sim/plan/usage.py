"""What a scenario can ever use: reasons by channel, and the teams that somebody can reach.

In: a scenario. Out: a `Usage`. A team that nobody can reach must change no draw of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.plan.index import WORK, Index, names_of
from sim.plan.varying import targets_of

if TYPE_CHECKING:
    from sim.scenario import schema

WORDS = ("ivr", "chosen_team", "any_skilled", "owner", "colleague", "callback", "message", "cut_off")
"""What a stage may ask besides teams."""


@dataclass(frozen=True)
class Usage:
    """Which reasons come up, on which channels, and which teams can be reached."""

    index: Index

    @cached_property
    def processes(self) -> tuple[str, ...]:
        """Processes that a demand begins, and those nested in them, by name."""
        scenario = self.index.scenario
        found: set[str] = set()
        waiting = [demand.process for demand in scenario.demand.values() if demand.process]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                steps = scenario.processes[name].steps.values()
                waiting += [process for step in steps for process in step.processes()]
        return tuple(sorted(found))

    @cached_property
    def reason_channels(self) -> dict[str, frozenset[str]]:
        """The channels on which each reason can come up; a reason that never does is left out."""
        found: dict[str, frozenset[str]] = {}
        for reason, channels in self._sources():
            found[reason] = found.get(reason, frozenset()) | frozenset(channels)
        return found

    @cached_property
    def asked(self) -> frozenset[str]:
        """Reasons that customers or the company get in touch about."""
        return frozenset(reason for reason, channels in self.reason_channels.items() if channels - {WORK})

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Teams that can ever be used: named somewhere, or skilled for a reason on one of their channels."""
        return tuple(name for name in self.index.teams if name in self.named or self._skilled(name))

    @cached_property
    def named(self) -> frozenset[str]:
        """Teams that a route, the menu, a step, an `after` row or a demand names."""
        return frozenset(self._named_teams())

    @cached_property
    def team_channels(self) -> dict[str, frozenset[str]]:
        """The channels of each team, `work` among them.

        As declared; else, for a team that something names, all that are staffed, and for the others
        those by which a reason can come that they handle. None for a team that cannot be reached.
        """
        return {name: self._channels_of_team(name) for name in self.index.teams}

    def luck_number(self, name: str) -> int:
        """The number by which a team's people draw: counted among used teams; below 0 for the others."""
        if name in self.teams:
            return self.teams.index(name)
        return -1 - [team for team in self.index.teams if team not in self.teams].index(name)

    def channels_of(self, reason: str) -> tuple[str, ...]:
        """The channels through which a reason comes by, in file order of the shares; never `work`."""
        shares = self.index.scenario.reasons[reason].channels
        return tuple(dict.fromkeys(targets_of(shares))) or (self.default_channel,)

    @cached_property
    def default_channel(self) -> str:
        """Where a reason without channels comes by: the phone, else the first by name that is staffed."""
        channels = self.index.scenario.channels
        staffed = [name for name in sorted(channels) if not channels[name].self_service]
        return "phone" if "phone" in staffed or not staffed else staffed[0]

    def _channels_of_team(self, name: str) -> frozenset[str]:
        if name not in self.teams:
            return frozenset()
        declared = declared_channels(self.index, name)
        if self.index.scenario.teams[name].channels is not None or name in self.named:
            return declared
        return declared & (self._where_skilled(name) | {WORK})

    def _skilled(self, name: str) -> bool:
        return bool(declared_channels(self.index, name) & self._where_skilled(name))

    def _where_skilled(self, name: str) -> frozenset[str]:
        """The channels by which a reason can come that the team handles."""
        handles = self.index.scenario.teams[name].handles
        parts = (on for reason, on in self.reason_channels.items() if reason in handles)
        return frozenset().union(*parts)

    def _sources(self) -> Iterator[tuple[str, Iterable[str]]]:
        scenario = self.index.scenario
        for demand in scenario.demand.values():
            for reason in (*targets_of(demand.contact), *names_of(demand.proactive)):
                yield reason, self.channels_of(reason)
        for process in self.processes:
            for step in scenario.processes[process].steps.values():
                yield from self._sources_of(step)
        for row in scenario.after.values():
            for goes in targets_of(row.go):
                if not isinstance(goes, str) and goes.reason:
                    yield goes.reason, scenario.channels
                if not isinstance(goes, str) and goes.work:
                    yield goes.work, (WORK,)

    def _sources_of(self, step: schema.Step) -> Iterator[tuple[str, Iterable[str]]]:
        yield from ((part.work, (WORK,)) for part in step.parts() if part.work)
        for part in _parts(step):
            reason = part.contact or part.proactive
            if reason:
                yield reason, self.channels_of(reason)

    def _named_teams(self) -> Iterator[str]:
        scenario = self.index.scenario
        for route in scenario.routing.values():
            for stages in targets_of(route):
                for stage in stages:
                    yield from self._asked(stage)
        if scenario.ivr:
            if scenario.ivr.asks_for_a_person:
                yield scenario.ivr.asks_for_a_person.to
            yield from targets_of(scenario.ivr.wrong_team)
        for row in scenario.after.values():
            for goes in targets_of(row.go):
                if not isinstance(goes, str):
                    yield from (*names_of(goes.team), *names_of(goes.with_))
        yield from (demand.from_ for demand in scenario.demand.values() if demand.from_)
        for process in self.processes:
            for step in scenario.processes[process].steps.values():
                yield from (part.from_ for part in _parts(step) if part.from_)

    def _asked(self, stage: schema.Stage) -> tuple[str, ...]:
        if stage.to in ("owner", "colleague"):
            return tuple(name for name, team in self.index.scenario.teams.items() if team.owns)
        return stage_teams(stage)


def _parts(step: schema.Step) -> list[schema.Step | schema.Aside | schema.Branch]:
    return [step, *step.branches().values(), *step.beside.values(), *step.if_late.values()]


def declared_channels(index: Index, name: str) -> frozenset[str]:
    """The channels that a team says it answers, else all that are staffed; `work` always."""
    channels = index.scenario.teams[name].channels
    if channels is None:
        channels = [name for name, channel in index.scenario.channels.items() if not channel.self_service]
    return frozenset((*channels, WORK))


def stage_teams(stage: schema.Stage) -> tuple[str, ...]:
    """The teams that a stage names, in order."""
    names = stage.to["any_of"] if isinstance(stage.to, dict) else names_of(stage.to)
    return tuple(name for name in names if name not in WORDS)
