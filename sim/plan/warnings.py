"""What is legal and probably wrong, seen in the plan: dead teams and rows, gaps in staff, too little of it.

In: a document, its plan and, where known, the offered load. Out: warnings with their place and path.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.errors import Fault
from sim.plan.index import Index
from sim.plan.load import ByHour, planned
from sim.plan.model import AfterRow, Plan, StageKind, StepKind, Trigger
from sim.plan.tables import DIMENSIONS, REASON, SEGMENT, TEAM, Table
from sim.plan.usage import Usage
from sim.plan.varying import keys_of
from sim.scenario.calendar import intersection, open_time, union

if TYPE_CHECKING:
    from sim.scenario.document import Document

Finding = tuple[str, str]
"""The path of what is probably wrong, and why."""

UNSTAFFED = 0.05
"""A reason without skilled staff for more than this share of a channel's hours is worth a warning."""
CLOSED = 0.20
"""More contacts than this share begun at closed hours are worth a warning."""
_OWNERS = {StageKind.OWNER, StageKind.COLLEAGUE}


def warnings_of(document: Document, plan: Plan, loads: ByHour | None = None) -> list[Fault]:
    """All warnings of a scenario, in the order of its parts.

    Parameters
    ----------
    document, plan : the scenario as written and as compiled.
    loads : offered load as `sim.plan.load.offered` gives it; None leaves those warnings out.
    """
    index = Index(document.scenario, document.folder)
    usage = Usage(index)
    found = [
        *_demand(index, plan),
        *_teams(index, usage),
        *_books(plan),
        *_overload(plan, loads),
        *_reasons(index, usage),
        *_gaps(plan),
        *_patience(plan),
        *_routes(plan),
        *_unskilled(plan),
        *_after(plan),
        *_consulted(plan),
    ]
    return [Fault(document.place(path), path, rule) for path, rule in dict.fromkeys(found)]


def _demand(index: Index, plan: Plan) -> Iterator[Finding]:
    for name, demand in index.scenario.demand.items():
        served = sum(index.serves(demand.where.get("segment")))
        given = (part.each if part else None for part in (demand.rates, demand.counts))
        rule = f"holds for each of {served} segments; write {{by: segment, ...}}"
        for key, value in zip(("rate", "rates", "counts"), (demand.rate, *given), strict=True):
            if value is not None and served > 1 and "segment" not in keys_of(value):
                yield f"demand.{name}.{key}", rule
    for flow in plan.demands:
        path = f"demand.{flow.name}"
        total = float((flow.rates * np.diff(flow.edges)).sum())
        if not total and not flow.every:
            yield path, f"brings nobody of segment {plan.segments[flow.segment].name}"
        if flow.outside:
            yield path, f"{flow.outside:,} recorded arrivals lie outside the run and do not come"
        if total and not flow.proactive and index.scenario.demand[flow.name].contact:
            closed = 1 - _while_open(plan, flow.edges, flow.rates) / total
            if closed > CLOSED:
                yield path, f"{closed:.0%} of its contacts begin while every channel is closed"


def _while_open(plan: Plan, edges: NDArray[np.int64], rates: NDArray[np.float64]) -> float:
    opens = union(*(channel.opens for channel in plan.channels[:-1]))
    times = zip(edges[:-1], edges[1:], rates, strict=True)
    return sum(float(rate) * open_time(opens, int(begin), int(end)) for begin, end, rate in times if rate)


def _teams(index: Index, usage: Usage) -> Iterator[Finding]:
    for name in index.teams:
        if name not in usage.teams:
            yield f"teams.{name}", "nobody routes to it, and nothing that it handles ever comes up"


def _books(plan: Plan) -> Iterator[Finding]:
    for team in plan.teams:
        if team.owns < 0:
            continue
        segment, books = plan.segments[team.owns], len(team.agents) * team.customers_each
        path = f"teams.{team.name}.owns.customers_each"
        if not segment.customers:
            yield path, f"segment {segment.name} does not say how many customers it has: nobody is owned"
        elif books < segment.customers:
            yield path, f"{segment.customers - books} of {segment.customers} customers have no owner"
        elif books - segment.customers >= max(team.customers_each, 1):
            idle = (books - segment.customers) // max(team.customers_each, 1)
            yield path, f"{idle} of {len(team.agents)} agents own none of the {segment.customers} customers"


def _overload(plan: Plan, loads: ByHour | None) -> Iterator[Finding]:
    if loads is None:
        return
    for team, load, staff in zip(plan.teams, loads, planned(plan), strict=True):
        if load.sum() > staff.sum():
            yield (
                f"teams.{team.name}",
                f"offered load of {load.sum():.0f} h a week above its {staff.sum():.0f} h of planned staff",
            )


def _reasons(index: Index, usage: Usage) -> Iterator[Finding]:
    for name in index.scenario.reasons:
        if name not in usage.reason_channels:
            yield f"reasons.{name}", "nobody asks for it"


def _gaps(plan: Plan) -> Iterator[Finding]:
    """Reasons that customers bring by a channel while nobody is planned who handles them."""
    asked = {step.reason for step in plan.steps if step.kind is StepKind.CONTACT}
    asides = (aside for step in plan.steps for aside in (*step.beside, *step.if_late))
    asked |= {aside.reason for aside in asides if aside.kind is StepKind.CONTACT}
    for number in sorted(asked | {row.reason for row in plan.after if row.reason >= 0}):
        reason, choice = plan.reasons[number], plan.reason_channels[number]
        channels = {target for split in choice.values for target in split.targets} if choice else set()
        for channel in sorted(channels):
            if plan.channels[channel].waits:
                yield from _gap(plan, number, reason, channel)


def _gap(plan: Plan, number: int, reason: str, channel: int) -> Iterator[Finding]:
    opens = plan.channels[channel].opens
    path, name = f"reasons.{reason}", plan.channels[channel].name
    able = sorted({team for teams in plan.any_skilled[channel][number] for team in teams})
    if not able:
        yield path, f"comes by {name}, where no team handles it"
        return
    duty = union(*(plan.agents[agent].duty for team in able for agent in plan.teams[team].agents))
    end = plan.window.horizon
    total = open_time(opens, 0, end)
    missing = 1 - open_time(intersection(opens, duty), 0, end) / total if total else 0.0
    if missing > UNSTAFFED:
        yield path, f"nobody who handles it is planned in {missing:.0%} of the hours of {name}"


def _patience(plan: Plan) -> Iterator[Finding]:
    if all(law is not None for law in plan.patience.values):
        return
    for channel in plan.channels:
        at_night = open_time(channel.opens, 0, plan.window.horizon) < plan.window.horizon
        if channel.waits and at_night and not any(team.works_off or team.clears for team in plan.teams):
            yield "patience", f"is not said: whoever waits on {channel.name} at closing waits on"


def _routes(plan: Plan) -> Iterator[Finding]:
    """Routes on which somebody finds nobody: they end in the menu, or hold only an owner who is missing."""
    for channel, route in zip(plan.channels, plan.routes, strict=True):
        path = f"routing.{channel.name}"
        for segment, whose in enumerate(plan.segments):
            case = [0] * len(DIMENSIONS)
            case[SEGMENT] = segment
            kinds = [stage.kind for stage in route.at(case)]
            alone, ownerless = set(kinds) <= _OWNERS | {StageKind.IVR}, _ownerless(plan, segment)
            if _OWNERS & set(kinds) and ownerless is None:
                yield path, f"asks for an owner, but no team owns segment {whose.name}"
            elif _OWNERS & set(kinds) and alone and ownerless:
                yield path, f"asks owners only, and {ownerless} customers of segment {whose.name} have none"
            if kinds and kinds[-1] is StageKind.IVR:
                yield path, "ends in the menu: whoever it does not help finds it closed"


def _unskilled(plan: Plan) -> Iterator[Finding]:
    """Stages that ask, side by side, teams that handle a reason and teams that do not."""
    for (number, channel), (reason, name) in product(enumerate(plan.channels), enumerate(plan.reasons)):
        choice = plan.reason_channels[reason]
        if choice is None or not any(number in split.targets for split in choice.values):
            continue
        for segment in range(len(plan.segments)):
            case = [0] * len(DIMENSIONS)
            case[SEGMENT], case[REASON] = segment, reason
            for stage in plan.routes[number].at(case):
                able = [team for team in stage.teams if plan.teams[team].skills[reason] is not None]
                for team in sorted(set(stage.teams) - set(able)) if able else ():
                    yield f"routing.{channel.name}", (
                        f"asks {plan.teams[team].name} for {name}, which it does not handle: its agents "
                        "notice and pass it on; any_skilled asks only who handles it"
                    )


def _ownerless(plan: Plan, segment: int) -> int | None:
    """How many customers of a segment have no owner; None where no team owns it."""
    owned = [len(team.agents) * team.customers_each for team in plan.teams if team.owns == segment]
    return max(plan.segments[segment].customers - sum(owned), 0) if owned else None


def _after(plan: Plan) -> Iterator[Finding]:
    for number, row in enumerate(plan.after):
        blocker = next((other for other in plan.after[:number] if _always_first(plan, other, row)), None)
        if blocker and blocker.name != row.name:
            yield f"after.{row.name}", f"is never reached: {blocker.name} above it always acts"


def _consulted(plan: Plan) -> Iterator[Finding]:
    """Rows by which only the one agent of a team asks, and for a colleague of that team: nobody can come."""
    answering = {n for n, team in enumerate(plan.teams) if len(team.agents) and any(team.channels[:-1])}
    for row in plan.after:
        if row.consults and len(plan.teams[row.team].agents) < 2:
            asking = {case[TEAM] for case in _cases(plan, row.where, more=TEAM) if row.where.at(case)}
            if asking & answering <= {row.team}:
                rule = f"asks for a colleague in {plan.teams[row.team].name}, where nobody else can be"
                yield f"after.{row.name}.go", rule


def _always_first(plan: Plan, earlier: AfterRow, row: AfterRow) -> bool:
    """Whether an earlier row acts wherever a row could."""
    covers = {row.trigger, Trigger.SERVED} if row.trigger is Trigger.UNRESOLVED else {row.trigger}
    if earlier.consults or earlier.trigger not in covers or max(earlier.most.values) >= 0:
        return False
    if set(earlier.share.values) != {1.0}:
        return False
    cases = _cases(plan, earlier.where, row.where)
    return all(earlier.where.at(case) or not row.where.at(case) for case in cases)


def _cases(plan: Plan, *tables: Table[bool], more: int = -1) -> Iterator[list[int]]:
    """Every case of the dimensions of some tables, and of one more."""
    used = {dimension for table in tables for dimension, _ in table.steps} | {more}
    ranges = (range(size) if number in used else (0,) for number, size in enumerate(_sizes(plan)))
    return map(list, product(*ranges))


def _sizes(plan: Plan) -> tuple[int, ...]:
    teams = len(plan.teams) + 1
    return len(plan.segments), len(plan.reasons), len(plan.channels), teams, teams, 2, 2, 24, 7
