"""Teams and their people: shifts become agents, handled reasons become skills.

In: the teams of a scenario and which of them can ever be used. Out: the teams and agents of a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim import streams
from sim.plan.bounds import refuse_too_many_shifts
from sim.plan.given import Interval, heads
from sim.plan.index import Index, refuse
from sim.plan.model import Agent, Learning, Skill, Team, Tenure, Turnover
from sim.plan.varying import NamedCase, keys_of, table, tabulate, value_at
from sim.scenario.calendar import DAY, Intervals, Stretch, merged, stretches, union
from sim.scenario.hours import DAYS
from sim.scenario.laws import Constant, Law, Scaled
from sim.scenario.varying import By

if TYPE_CHECKING:
    from sim.plan.usage import Usage
    from sim.scenario import schema

ALL = "all"
"""The name of the one shift of a team that states `scheduled` or `agents` itself."""


@dataclass(frozen=True)
class Roster:
    """The agents of one shift.

    Attributes
    ----------
    shift : its name, for reports only.
    duties : when each agent is on duty, by ordinal; whole calendar weeks.
    """

    shift: str
    duties: tuple[Intervals, ...]

    @property
    def shifts(self) -> int:
        """How many shifts all its agents work."""
        return sum(map(len, self.duties))

    def content(self) -> list[list[Stretch]]:
        """What tells shifts apart whose names mean nothing."""
        return [stretches(duty) for duty in self.duties]


def rosters(index: Index, name: str) -> list[Roster]:
    """The shifts of a team in canonical order: by when their agents are on duty, never by name."""
    team = index.scenario.teams[name]
    path = f"teams.{name}"
    found = [_roster(index, f"{path}.shifts.{shift}", shift, part) for shift, part in team.shifts.items()]
    if team.recorded is not None:
        found.append(_staffed(index, ALL, heads(index, team.recorded)))
    if team.hours is not None:
        found.append(_roster(index, path, ALL, team))
    refuse_too_many_shifts({name: sum(roster.shifts for roster in found)})
    return sorted(found, key=Roster.content) if len(found) > 1 else found


def _roster(index: Index, path: str, name: str, shift: schema.Shift | schema.Team) -> Roster:
    assert shift.hours is not None
    if shift.agents is None and not isinstance(shift.scheduled, By):
        return Roster(name, (index.openings(shift.hours),) * (shift.scheduled or 0))
    if shift.agents is not None and not shift.every:
        refuse(path, "`agents` needs `every`, the length of its intervals, such as 1 h")
    return _staffed(index, name, _intervals(index, path, shift))


def _staffed(index: Index, name: str, intervals: list[Interval[int]]) -> Roster:
    most = max((count for _, _, count in intervals), default=0)
    return Roster(name, tuple(_duty(index, intervals, number) for number in range(most)))


def _intervals(index: Index, path: str, shift: schema.Shift | schema.Team) -> list[Interval[int]]:
    """The heads of each interval of each opening; what varies by day, by the day on which it opens."""
    assert shift.hours is not None
    found: list[Interval[int]] = []
    for begin, end in index.calendar.each_opening(index.week(shift.hours)):
        case = {"day": DAYS[begin // DAY % 7]}
        agents = value_at(shift.agents, case)
        if agents is None:
            found.append((begin, end, value_at(shift.scheduled, case)))
            continue
        every = shift.every or 0
        if len(agents) * every < end - begin:
            longest = -((begin - end) // every)
            refuse(f"{path}.agents", f"must cover the longest opening, {longest} intervals")
        edges = ((begin + place * every, count) for place, count in enumerate(agents))
        found += [(edge, min(edge + every, end), count) for edge, count in edges if edge < end]
    return found


def _duty(index: Index, intervals: list[Interval[int]], number: int) -> Intervals:
    """When the agent with this number is on duty: where the count of its interval exceeds the number."""
    on_duty = merged((begin, end) for begin, end, count in intervals if count > number)
    return index.calendar.in_weeks(index.calendar.without_closed_days(on_duty))


def planned_hours(index: Index, names: Sequence[str]) -> Intervals:
    """When at least one agent of the teams is planned; whole calendar weeks."""
    return union(*(duty for name in names for roster in rosters(index, name) for duty in roster.duties))


def agents_of(index: Index, usage: Usage) -> list[Agent]:
    """All agents, by team, canonical shift and ordinal.

    Keys of draws hold no name: a team's luck number counts only teams that can ever be used.
    """
    by_team = {name: rosters(index, name) for name in index.teams}
    refuse_too_many_shifts({
        name: sum(roster.shifts for roster in found) for name, found in by_team.items()
    })
    return [
        Agent(
            index.team(name),
            roster.shift,
            ordinal,
            streams.key("agent", usage.luck_number(name), number, ordinal),
            duty,
        )
        for name in index.teams
        for number, roster in enumerate(by_team[name])
        for ordinal, duty in enumerate(_in_run(index, roster.duties))
    ]


def _in_run(index: Index, duties: tuple[Intervals, ...]) -> list[Intervals]:
    """The parts of the duties that lie in the run; where all are the same, found once for all."""
    if all(duty is duties[0] for duty in duties):
        return [index.calendar.in_run(duty) for duty in duties[:1]] * len(duties)
    return [index.calendar.in_run(duty) for duty in duties]


def teams_of(index: Index, usage: Usage, agents: Sequence[Agent]) -> tuple[Team, ...]:
    """The teams in file order; their agents stand side by side."""
    found: list[Team] = []
    begin = 0
    for number, name in enumerate(index.teams):
        end = begin + sum(agent.team == number for agent in agents)
        _refuse_endless_shifts(index, name, agents[begin:end])
        found.append(_team(index, usage, name, range(begin, end)))
        begin = end
    return tuple(found)


def _team(index: Index, usage: Usage, name: str, agents: range) -> Team:
    team = index.scenario.teams[name]
    return Team(
        name=name,
        agents=agents,
        skills=tuple(_skill(index, team, reason) for reason in index.reasons),
        channels=tuple(channel in usage.team_channels[name] for channel in index.channels),
        serves=serves(index, name),
        owns=index.segment(team.owns.segment) if team.owns else -1,
        customers_each=team.owns.customers_each if team.owns else 0,
        shrinkage=table(index.names, team.shrinkage, float),
        absent=table(index.names, team.absent, float),
        works_off=team.at_closing == "work_off",
        clears=team.at_closing == "clear",
        max_queue=-1 if team.max_queue is None else team.max_queue,
        cost_per_h=table(index.names, team.cost, float),
        overtime_factor=table(index.names, team.overtime_factor, float),
        learning=_learning(team),
        turnover=Turnover(team.turnover.monthly, team.turnover.hiring) if team.turnover else None,
        tenure=Tenure[(team.tenure or ("settled" if team.turnover else "experienced")).upper()],
    )


def _refuse_endless_shifts(index: Index, name: str, agents: Sequence[Agent]) -> None:
    """Who learns or leaves does so between two shifts."""
    team = index.scenario.teams[name]
    longest = max((int(end - begin) for agent in agents for begin, end in agent.duty), default=0)
    if (team.learning or team.turnover) and longest > DAY:
        key = "learning" if team.learning else "turnover"
        refuse(f"teams.{name}.{key}", "needs shifts of at most a day: people change between two shifts")


def _learning(team: schema.Team) -> Learning | None:
    part = team.learning
    if part is None:
        return None
    alike = (1.0,) * len(part.months)
    times, resolves = part.time_factor or alike, part.resolves_factor or alike
    return Learning(tuple(part.months), tuple(times), tuple(resolves))


def serves(index: Index, name: str) -> tuple[bool, ...]:
    """Which segments a team takes: a team that owns customers only theirs, unless it is pooled."""
    owns = index.scenario.teams[name].owns
    if owns is None or owns.pool:
        return (True,) * len(index.segments)
    return index.serves(owns.segment)


def _skill(index: Index, team: schema.Team, name: str) -> Skill | None:
    """How a team handles a reason: what it does not say comes from the reason."""
    handles = team.handles.get(name)
    if handles is None:
        return None
    reason = index.scenario.reasons[name]

    takes = reason.takes if handles.takes is None else handles.takes

    def scaled(case: NamedCase) -> Law:
        law, factor = value_at(takes, case), value_at(handles.time_factor, case)
        return law if factor == 1 else _scaled(law, factor)

    return Skill(
        takes=tabulate(index.names, keys_of(takes, handles.time_factor), scaled),
        wrap_up=table(index.names, reason.wrap_up if handles.wrap_up is None else handles.wrap_up, _same),
        resolves=table(index.names, reason.resolves if handles.resolves is None else handles.resolves, float),
        time_factor=table(index.names, handles.time_factor, float),
    )


def _scaled(law: Law, factor: float) -> Law:
    return Constant(law.value * factor) if isinstance(law, Constant) else Scaled(law, factor)


def _same(law: Law) -> Law:
    return law
