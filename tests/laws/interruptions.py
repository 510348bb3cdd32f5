"""Laws about work and mail that make way: only for what ranks before, and resumed by the same agent."""

from __future__ import annotations

from itertools import groupby, pairwise

from sim.plan.model import Yields
from sim.plan.tables import CHANNEL, DIMENSIONS
from sim.records.columns import Flag, Kind, LegOutcome

from .lived import Lived, Row, in_order


def tasks(lived: Lived) -> list[list[Row]]:
    """The rows of each contact and each piece of work with an agent, in order."""
    worked = [row for row in lived.rows if row.kind in (Kind.HUMAN, Kind.WORK, Kind.QUEUE)]
    worked.sort(key=lambda row: (row.kind is Kind.WORK, in_order(row)))   # work may go on beside a contact
    tasks = groupby(worked, key=lambda row: (row.kind is Kind.WORK, row.matter, row.contact))
    return [list(rows) for _, rows in tasks]


def rank_class(lived: Lived, row: Row) -> int:
    """By which class of `rank` a row came up."""
    case = [0] * len(DIMENSIONS)
    case[CHANNEL] = row.channel
    rank = lived.plan.rank
    return rank.proactive.at(case) if row.kind is Kind.PROACTIVE else rank.classes.at(case)


def what_is_put_down_makes_way_for_what_ranks_before_it(lived: Lived) -> None:
    for row in lived.rows:
        if row.outcome is LegOutcome.INTERRUPTED:
            table = lived.plan.yields[row.reason]
            assert table is not None
            assert table.values[0] is Yields.BY_INTERRUPTION
            taken = [other for other in lived.busy(row.agent) if other.started == row.ended]
            assert any(rank_class(lived, other) < rank_class(lived, row) for other in taken), row


def what_is_put_down_is_taken_up_by_the_same_agent_unless_he_left(lived: Lived) -> None:
    for rows in tasks(lived):
        for before, after in pairwise(rows):
            assert (before.outcome is LegOutcome.INTERRUPTED) == (Flag.RESUMED in after.flags), rows
            if Flag.RESUMED in after.flags:
                assert after.queued == before.ended
                stayed = any(a <= before.ended and after.started < b for a, b in lived.presence[before.agent])
                assert after.started < 0 or after.agent == before.agent or not stayed, (before, after)
        assert rows[-1].outcome is not LegOutcome.INTERRUPTED or rows[-1].released >= 0
        assert Flag.RESUMED not in rows[0].flags


def nothing_comes_between_what_never_yields_and_the_next_such(lived: Lived) -> None:
    """An agent who is through with work that never yields takes such work next, while his team has some."""
    work = [row for row in lived.rows if row.kind is Kind.WORK and never_yields(lived, row)]
    for agent in lived.presence:
        rows = lived.busy(agent)
        for done, taken in pairwise(rows):
            if done.kind is Kind.WORK and never_yields(lived, done) and taken.started == lived.free_at(done):
                team = lived.plan.agents[agent].team
                waits = [
                    row for row in work
                    if row.queued < taken.started < (row.started if row.started >= 0 else lived.end_of(row))
                    and lived.plan.teams[team].skills[row.reason] is not None
                    and lived.plan.teams[team].serves[lived.plan.demands[
                        lived.record.trips["demand"][row.journey]].segment]
                ]  # fmt: skip
                same = never_yields(lived, taken)
                assert same or not waits or not _at_work(lived, agent, taken.started), (done, taken, waits)


def never_yields(lived: Lived, row: Row) -> bool:
    """Whether a row is about work or mail that is done to the end of the pile."""
    table = lived.plan.yields[row.reason]
    unheard = row.kind is Kind.WORK or (row.kind is Kind.HUMAN and not lived.plan.channels[row.channel].waits)
    return unheard and table is not None and table.values[0] is Yields.NEVER


def _at_work(lived: Lived, agent: int, at: int) -> bool:
    return any(a <= at < b for a, b in lived.presence[agent])


LAWS = (
    what_is_put_down_makes_way_for_what_ranks_before_it,
    what_is_put_down_is_taken_up_by_the_same_agent_unless_he_left,
    nothing_comes_between_what_never_yields_and_the_next_such,
)
