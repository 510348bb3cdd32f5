"""Laws about queues: nobody waits beside a free agent, nobody is overtaken by an equal, Little's law."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from sim.measures.spans import bounded
from sim.measures.staffing import staffing
from sim.plan.model import Stage, StageKind
from sim.records.columns import Flag, Kind, LegOutcome

from .agents import idle_spans
from .customers import contacts_of
from .interruptions import never_yields
from .lived import Lived, Row


class Wait(NamedTuple):
    """One wait for any agent of some teams, from the first moment."""

    teams: tuple[int, ...]
    row: Row
    until: int
    transferred: bool
    moved: bool = False


def waits_for_teams(lived: Lived) -> list[Wait]:
    """The waits of which the rows say for whom: work, transfers, and channels that ask any skilled team."""
    found = [
        Wait(_skilled(lived, row), row, _until(lived, row), False)
        for row in lived.rows
        if row.kind is Kind.WORK and Flag.RESUMED not in row.flags
    ]
    simple = {number for number, route in enumerate(lived.plan.routes) if _asks_any_skilled(route.values)}
    for rows in lived.matters.values():
        for contact in contacts_of(rows):
            passing = [row for row in contact if row.outcome is LegOutcome.PASSED_ON]
            first = min(passing, key=lambda row: (row.ended, row.leg), default=None)
            for row in contact:
                if row.kind not in (Kind.HUMAN, Kind.QUEUE) or Flag.RESUMED in row.flags:
                    continue   # what was put down waits for one agent
                if first is not None and first.ended <= row.queued and row not in passing:
                    moved = any(one.kind is Kind.QUEUE and one.ended == row.queued for one in contact)
                    found.append(Wait((row.team,), row, _until(lived, row), True, moved))
                elif row.channel in simple and (first is None or row is first):
                    found.append(Wait(_skilled(lived, row), row, _until(lived, row), False))
    return [wait for wait in found if wait.row.kind is Kind.WORK or not _limited(lived, wait)]


def _limited(lived: Lived, wait: Wait) -> bool:
    """Whether some team may have had no room for a customer, who then waits for the others only."""
    return any(lived.plan.teams[team].max_queue >= 0 for team in wait.teams)


def _asks_any_skilled(routes: tuple[tuple[Stage, ...], ...]) -> bool:
    return all(len(stages) == 1 and stages[0].kind is StageKind.ANY_SKILLED for stages in routes)


def _skilled(lived: Lived, row: Row) -> tuple[int, ...]:
    segment = lived.plan.demands[lived.record.trips["demand"][row.journey]].segment
    return lived.plan.any_skilled[row.channel][row.reason][segment]


def _until(lived: Lived, row: Row) -> int:
    """When the wait in line is over; the customer may still wait for the agent to pick up."""
    taken = lived.taken_at(row)
    return taken if taken >= 0 else _over(lived, row)


def _over(lived: Lived, row: Row) -> int:
    return row.started if row.started >= 0 else row.ended if row.ended >= 0 else lived.until


def nobody_waits_beside_a_free_agent(lived: Lived) -> None:
    idle = {agent: idle_spans(lived, agent) for agent in lived.presence}
    for wait in waits_for_teams(lived):
        for team in wait.teams:
            for agent in lived.plan.teams[team].agents:
                beside = [
                    span for span in idle[agent] if max(span[0], wait.row.queued) < min(span[1], wait.until)
                ]
                assert not beside, (wait, agent, beside)


def nobody_is_overtaken_by_an_equal(lived: Lived) -> None:
    """Among those who wait for the same teams with the same class, points and speed, first come first; an
    agent who goes on with what never yields leaves others aside, and who has waited for another team before
    is in line since then."""
    equals: dict[tuple[object, ...], list[Wait]] = {}
    for wait in (wait for wait in waits_for_teams(lived) if not wait.moved):
        segment = lived.plan.demands[lived.record.trips["demand"][wait.row.journey]].segment
        key = (wait.teams, wait.row.channel, wait.transferred, segment, never_yields(lived, wait.row))
        equals.setdefault(key, []).append(wait)
    for waits in equals.values():
        longest = 0
        for _, together in groupby(sorted(waits, key=_came), _came):   # of one moment, by kind of event
            came = list(together)
            assert all(lived.taken_at(wait.row) < 0 or longest <= wait.until for wait in came), came
            longest = max(longest, *(wait.until for wait in came))


def _came(wait: Wait) -> int:
    return wait.row.queued


def a_better_class_goes_first(lived: Lived) -> None:
    classes = lived.plan.rank.classes
    by_teams: dict[tuple[int, ...], list[tuple[int, Wait]]] = {}
    for wait in waits_for_teams(lived):
        case = [0, 0, wait.row.channel, 0, 0, 0, 0, 0, 0]
        by_teams.setdefault(wait.teams, []).append((classes.at(case), wait))
    for waits in by_teams.values():
        for rank, taken in waits:
            at = lived.taken_at(taken.row)
            agent = taken.row.agent
            if at < 0 or agent < 0 or not any(a <= at < b for a, b in lived.presence[agent]):
                continue
            if never_yields(lived, taken.row):   # an agent goes on with it, whatever waits
                continue
            better = [w for r, w in waits if r < rank and w.row.queued < at < w.until]
            assert not better, (taken, better)


WAITS = (Kind.HUMAN, Kind.QUEUE, Kind.WORK, Kind.AT_HOME)


def littles_law(lived: Lived) -> None:
    """The sum of waits is the integral of the queue's length, for each team, counted three ways."""
    window = lived.plan.window
    table = staffing(lived.plan, bounded(lived.plan, lived.record))
    for team in range(len(lived.plan.teams)):
        spans = [
            (max(row.queued, window.begins), min(_over(lived, row), window.ends))
            for row in lived.rows
            if row.team == team and row.queued >= 0 and row.kind in WAITS
        ]
        spans = [span for span in spans if span[0] < span[1]]
        waited = sum(end - begin for begin, end in spans)
        changes = sorted((at, step) for begin, end in spans for at, step in ((begin, 1), (end, -1)))
        integral = length = before = 0
        for at, step in changes:
            integral += length * (at - before)
            length, before = length + step, at
        mine = table["team"] == team
        assert waited == integral
        assert abs((table["queue"] * table["length_s"])[mine].sum() - waited / 1e6) < 1e-3


LAWS = (
    nobody_waits_beside_a_free_agent,
    nobody_is_overtaken_by_an_equal,
    a_better_class_goes_first,
    littles_law,
)
