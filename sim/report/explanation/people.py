"""Explains channels, teams and reasons: how customers come, who answers, what it takes.

In: a source. Out: sentences, one list item each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.plan.channels import waits
from sim.plan.index import WORK
from sim.plan.model import Tenure
from sim.report.explanation.phrases import number, phrase, plural
from sim.report.locales import listed
from sim.scenario.checks.findings import possible

if TYPE_CHECKING:
    from sim.report.explanation.source import Source
    from sim.scenario import schema


def channels(source: Source) -> Iterator[str]:
    """When each channel is open, who waits there, and its limits."""
    for name in source.scenario.channels:
        yield f"{name}: {'; '.join(_channel(source, name))}."


def _channel(source: Source, name: str) -> Iterator[str]:
    channel = source.scenario.channels[name]
    if channel.self_service:
        yield "customers serve themselves; no agent answers"
        return
    yield _open(source, name)
    if not waits(source.index, name):
        yield "nobody waits on the line: messages wait until agents are free"
    if channel.lines is not None:
        yield f"{_count(source, name, 'lines', 'line')}, further callers hear the engaged tone"
    if channel.pickup is not None:
        yield f"an agent picks up after {source.phrase('channels', name, 'pickup')}; the customer still waits"
    if channel.max_queue is not None:
        yield f"at most {_count(source, name, 'max_queue')} wait"
    if channel.at_once > 1:
        yield f"an agent holds up to {channel.at_once} at once"
    if channel.promise is not None:
        yield f"an answer is promised within {source.phrase('channels', name, 'promise')}"
    if channel.cost:
        yield f"costs {source.phrase('channels', name, 'cost')}"


def _count(source: Source, channel: str, key: str, noun: str = "") -> str:
    """A number of a channel, or how it varies."""
    said = source.said("channels", channel, key)
    if isinstance(said, int):
        return plural(said, noun) if noun else number(said)
    return f"({phrase(said)}) {noun}s" if noun else phrase(said)


def _open(source: Source, name: str) -> str:
    if source.said("channels", name, "hours") is not None:
        return f"open {source.hours('channels', name, 'hours')}"
    return "open while one of its teams is on duty" if waits(source.index, name) else "always open"


def teams(source: Source) -> Iterator[str]:
    """Who works when, on which channels, with which skills."""
    for name, team in source.scenario.teams.items():
        yield f"{name}: {_staff(source, name, team)}."
        yield f"  Handles {listed(_skills(source, name, team))}{_on(source, name)}."
        if team.owns:
            yield "  " + _owns(source, name, team.owns)
        yield from (f"  {told}" for told in _tenure(source, name, team))


def _staff(source: Source, name: str, team: schema.Team) -> str:
    path = ("teams", name)
    if team.recorded is not None:
        most = len(source.plan.teams[source.index.team(name)].agents)
        staff = f"up to {plural(most, 'agent')}, as many as {team.recorded.file} has for every interval"
    elif team.shifts:
        staff = "; ".join(
            f"{_heads(shift)} in {shift_name}, {source.hours(*path, 'shifts', shift_name, 'hours')}"
            for shift_name, shift in team.shifts.items()
        )
    else:
        staff = f"{_heads(team)}, {source.hours(*path, 'hours')}"
    parts = [staff]
    if team.shrinkage:
        parts.append(f"{source.phrase(*path, 'shrinkage')} of the half-hours away")
    if team.absent:
        parts.append(f"{source.phrase(*path, 'absent')} of the shifts absent")
    if team.cost:
        parts.append(f"{source.phrase(*path, 'cost')}")
    if team.overtime_factor != 1:
        parts.append(f"overtime paid {source.phrase(*path, 'overtime_factor')} times")
    if team.max_queue is not None:
        parts.append(f"at most {team.max_queue} wait for it" if team.max_queue else "no waiting room")
    if team.at_closing == "clear":
        parts.append("at closing who waits for it is sent away")
    if team.at_closing == "work_off":
        parts.append("stays until its queue is empty")
    return "; ".join(parts)


def _tenure(source: Source, name: str, team: schema.Team) -> Iterator[str]:
    """Who leaves, what is learned, and who is there at the beginning."""
    path = ("teams", name)
    if team.turnover is not None:
        monthly, hiring = (source.phrase(*path, "turnover", key) for key in ("monthly", "hiring"))
        then = f"a place is vacant for {hiring}, then" if hiring else "at once"
        yield f"{monthly} of its people leave within a month, and {then} a beginner comes."
    if team.learning is not None:
        for key, what in (("time_factor", "Handle times are"), ("resolves_factor", "The share resolved is")):
            factors = getattr(team.learning, key)
            if factors is not None:
                steps = zip(team.learning.months, factors, strict=True)
                told = ", ".join(f"from month {month} on by {factor:g}" for month, factor in steps)
                yield f"{what} multiplied {told}."
    if team.turnover is not None or team.learning is not None:
        there = source.plan.teams[source.index.team(name)].tenure
        yield {
            Tenure.SETTLED: "At the beginning those are there whom turnover leaves in the long run.",
            Tenure.EXPERIENCED: "At the beginning all have learned everything.",
            Tenure.NEW: "At the beginning all are beginners.",
        }[there]


def _heads(shift: schema.Shift | schema.Team) -> str:
    if isinstance(shift.scheduled, int):
        return plural(shift.scheduled, "agent")
    heads = [one for _, one in possible(shift.scheduled)]
    by_interval = [one for _, agents in possible(shift.agents) for one in agents]
    how = "interval" if by_interval else "day"
    return f"{min(heads + by_interval)} to {max(heads + by_interval)} agents by {how}"


def _skills(source: Source, name: str, team: schema.Team) -> Iterator[str]:
    for reason, handles in team.handles.items():
        own = []
        if handles.takes is not None:
            own.append(f"takes {source.phrase('teams', name, 'handles', reason, 'takes')}")
        if handles.time_factor != 1:
            factor = source.phrase("teams", name, "handles", reason, "time_factor")
            own.append(f"takes {factor} times as long")
        if handles.wrap_up is not None:
            own.append(f"wrap-up {source.phrase('teams', name, 'handles', reason, 'wrap_up')}")
        if handles.resolves is not None:
            own.append(f"{source.phrase('teams', name, 'handles', reason, 'resolves')} resolved")
        yield f"{reason} ({', '.join(own)})" if own else reason


def _on(source: Source, name: str) -> str:
    if name not in source.usage.teams:
        return "; nobody can ever reach it"
    names = [channel for channel in source.index.channels if channel in source.usage.team_channels[name]]
    answered = [channel for channel in names if channel != WORK]
    return f", answers {listed(answered)}" if answered else ", unseen by customers"


def _owns(source: Source, name: str, owns: schema.Owns) -> str:
    agents = len(source.plan.teams[source.index.team(name)].agents)
    customers = source.scenario.segments[owns.segment].customers
    owned = min(agents * owns.customers_each, customers)
    only = "" if owns.pool else "; takes no other segment"
    return (
        f"Each agent owns {number(owns.customers_each)} customers of segment {owns.segment}: "
        f"{number(owned)} of {number(customers)} have an owner{only}."
    )


def reasons(source: Source) -> Iterator[str]:
    """What customers need, and what work there is."""
    for name, reason in source.scenario.reasons.items():
        path = ("reasons", name)
        parts = [f"takes {source.phrase(*path, 'takes')}"]
        if source.said(*path, "wrap_up") is not None:
            parts.append(f"then wrap-up, {source.phrase(*path, 'wrap_up')}")
        if source.said(*path, "resolves") is not None:
            parts.append(f"{phrase(source.said(*path, 'resolves'))} resolved")
        if source.said(*path, "yields") is not None:
            parts.append(_makes_way(source.said(*path, "yields")))
        yield f"{name}: {_comes(source, name, reason)}; {'; '.join(parts)}."


_WAYS = {
    "never": "who has begun with such work goes on with it as long as any waits",
    "between": "makes way for what ranks before it once it is done",
    "by_interruption": "is put down at once for what ranks before it by class, and taken up again by the "
    "same agent before other work",
}


def _makes_way(said: Any) -> str:
    return _WAYS[said] if isinstance(said, str) else f"makes way {phrase(said).replace('_', ' ')}"


def _comes(source: Source, name: str, reason: schema.Reason) -> str:
    where = source.usage.reason_channels.get(name)
    if where is None:
        return "nobody asks for it"
    if where == {WORK}:
        return "back-office work"
    if reason.channels is None:
        return f"comes by {source.usage.default_channel}"
    return f"comes by {phrase(source.said('reasons', name, 'channels'))}"
