"""Laws about agents: their time adds up, their hands are few, and they take something only at work."""

from __future__ import annotations

from sim.measures.agent_time import Doing, stretches
from sim.measures.spans import bounded
from sim.records.columns import Kind

from .customers import most_at_once
from .lived import Lived

Spans = list[tuple[int, int]]


def union(spans: Spans) -> Spans:
    """The spans joined where they touch."""
    joined: Spans = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif begin < end:
            joined.append((begin, end))
    return joined


def less(spans: Spans, gone: Spans) -> Spans:
    """The spans without what lies in others."""
    for leaves, returns in gone:
        spans = [
            piece
            for begin, end in spans
            for piece in ((begin, min(end, leaves)), (max(begin, returns), end))
            if piece[0] < piece[1]
        ]
    return spans


def total(spans: Spans) -> int:
    """Their length together."""
    return sum(end - begin for begin, end in spans)


def busy_spans(lived: Lived, agent: int) -> Spans:
    """When an agent has something in hand."""
    return union([(row.started, lived.free_at(row)) for row in lived.busy(agent)])


def idle_spans(lived: Lived, agent: int) -> Spans:
    """When an agent is at work with empty hands."""
    return less(lived.presence[agent], busy_spans(lived, agent))


def agents_time_is_conserved(lived: Lived) -> None:
    """Paid = busy + idle + away, and what the measures say of each is what roster and rows say."""
    table = stretches(bounded(lived.plan, lived.record))
    spent = {(agent, doing): 0 for agent in lived.presence for doing in Doing}
    columns = (table[name].tolist() for name in ("agent", "starts", "ends", "doing"))
    for agent, starts, ends, doing in zip(*columns, strict=True):
        spent[agent, Doing(doing)] += ends - starts
    for agent, presence in lived.presence.items():
        shifts = [(starts, ends) for who, kind, starts, ends in lived.roster if who == agent and kind == 0]
        busy, idle = busy_spans(lived, agent), idle_spans(lived, agent)
        overtime = less(busy, shifts)
        away = less(less(shifts, presence), busy)
        paid = total(shifts) + total(overtime)
        assert paid == total(busy) + total(idle) + total(away)
        for doing, spans in ((Doing.IDLE, idle), (Doing.AWAY, away), (Doing.OVERTIME, overtime)):
            assert spent[agent, doing] == total(spans), (agent, doing)
        assert spent[agent, Doing.BUSY] == total(busy) - total(overtime)


def hands_are_full_with_one_or_a_few_of_a_kind(lived: Lived) -> None:
    """One at a time; or up to `at_once` of one channel, nothing else beside them. The company's own contacts
    are made one by one, whatever their channel."""
    for agent in lived.presence:
        by_channel: dict[int, Spans] = {}
        for row in lived.busy(agent):
            channel = -1 if row.kind is Kind.PROACTIVE else row.channel
            by_channel.setdefault(channel, []).append((row.started, lived.free_at(row)))
        for channel, spans in by_channel.items():
            assert most_at_once(spans) <= (1 if channel < 0 else lived.plan.channels[channel].at_once)
        assert most_at_once([span for spans in by_channel.values() for span in union(spans)]) <= 1


def nothing_is_taken_outside_presence(lived: Lived) -> None:
    """An agent at work takes something in [starts, ends) only; or, working off after closing, goes on from
    one to the next without a pause."""
    for agent, presence in lived.presence.items():
        works_off = lived.plan.teams[lived.plan.agents[agent].team].works_off
        busy_until: set[int] = set()
        rung = {(row.matter, row.ended) for row in lived.busy(agent) if row.kind is Kind.RINGING}
        for row in lived.busy(agent):
            present = any(starts <= row.started < ends for starts, ends in presence)
            goes_on = works_off and (
                row.started in busy_until or any(row.started == ends for _, ends in presence)
            )
            rang = lived.taken_at(row) < row.started or (row.matter, row.started) in rung
            picks_up = row.kind is Kind.HUMAN and rang   # taken when it rang, there or at the customer's home
            assert present or goes_on or picks_up, row
            busy_until.add(lived.free_at(row))


def who_answers_is_of_the_team_that_is_told(lived: Lived) -> None:
    for row in lived.rows:
        if row.agent >= 0 and row.started >= 0:
            assert row.agent in lived.plan.teams[row.team].agents
            assert lived.plan.agents[row.agent].team == row.team


def absences_and_breaks_lie_within_shifts(lived: Lived) -> None:
    for agent in lived.presence:
        shifts = [(starts, ends) for who, kind, starts, ends in lived.roster if who == agent and kind == 0]
        duty = [tuple(one) for one in lived.plan.agents[agent].duty.tolist()]
        vacant = lived.plan.teams[lived.plan.agents[agent].team].turnover is not None
        assert (set(shifts) <= set(duty) and shifts == sorted(shifts)) if vacant else shifts == duty
        others = [(starts, ends) for who, kind, starts, ends in lived.roster if who == agent and kind != 0]
        assert all(any(a <= starts < ends <= b for a, b in shifts) for starts, ends in others)
        assert most_at_once(others) <= 1


LAWS = (
    agents_time_is_conserved,
    hands_are_full_with_one_or_a_few_of_a_kind,
    nothing_is_taken_outside_presence,
    who_answers_is_of_the_team_that_is_told,
    absences_and_breaks_lie_within_shifts,
)
