"""Agents' time by team and half hour: every head counted by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.agent_time import Doing, covered, stretches
from sim.measures.spans import bounded
from sim.measures.staffing import STAFFING, half_hours, staffing
from sim.records.columns import Kind, LegOutcome
from sim.records.log import Columns, Record
from tests.unit.measures.handmade import (
    ANN,
    BEN,
    CAT,
    CONSUMER_ORDERS,
    DONE,
    LAST,
    SALES,
    SECOND,
    SERVICE,
    STOCK,
    leg,
    plan,
    record,
    shift,
    trip,
    window,
)

ABSENT, AWAY = 1, 2


def talk(agent: int, started: int, released: int, queued: int = -1, journey: int = 0) -> tuple[int, ...]:
    """An answered contact of an agent, without wrap-up."""
    return leg(journey, Kind.HUMAN, LegOutcome.RESOLVED, team=SERVICE if agent == CAT else SALES, agent=agent,
               queued=started if queued < 0 else queued, started=started, ended=released, released=released,
               flags=LAST)


def made(legs: list[tuple[int, ...]], roster: list[tuple[int, ...]]) -> Record:
    return bounded(plan(), record(legs, [trip(CONSUMER_ORDERS, 0, 0, 10, DONE)], roster))


def times(found: Columns, agent: int) -> list[tuple[int, float, float]]:
    """(doing, from, until) of an agent, in seconds."""
    rows = np.flatnonzero(found["agent"] == agent)
    return [(int(found["doing"][r]), found["starts"][r] / SECOND, found["ends"][r] / SECOND) for r in rows]


def test_a_shift_is_busy_idle_and_away() -> None:
    found = stretches(made([talk(ANN, 100, 300)], [shift(ANN, 0, 1000), shift(ANN, 600, 700, AWAY)]))
    assert times(found, ANN) == [
        (Doing.IDLE, 0, 100), (Doing.BUSY, 100, 300), (Doing.IDLE, 300, 600), (Doing.AWAY, 600, 700),
        (Doing.IDLE, 700, 1000),
    ]


def test_an_away_block_begins_after_the_contact_in_hand() -> None:
    found = stretches(made([talk(ANN, 100, 650)], [shift(ANN, 0, 1000), shift(ANN, 600, 700, AWAY)]))
    assert times(found, ANN)[1:4] == [(Doing.BUSY, 100, 600), (Doing.BUSY, 600, 650), (Doing.AWAY, 650, 700)]


def test_chats_side_by_side_are_busy_once() -> None:
    found = stretches(made([talk(ANN, 100, 400), talk(ANN, 200, 500)], [shift(ANN, 0, 600)]))
    busy = [row for row in times(found, ANN) if row[0] == Doing.BUSY]
    assert sum(until - since for _, since, until in busy) == 400


def test_contact_in_hand_at_the_end_of_a_shift_is_overtime() -> None:
    found = stretches(made([talk(ANN, 900, 1100)], [shift(ANN, 0, 1000)]))
    assert times(found, ANN)[1:] == [(Doing.BUSY, 900, 1000), (Doing.OVERTIME, 1000, 1100)]


def test_agents_do_not_mix() -> None:
    found = stretches(made([talk(BEN, 0, 50)], [shift(ANN, 0, 100), shift(BEN, 0, 100)]))
    assert times(found, ANN) == [(Doing.IDLE, 0, 100)]
    assert times(found, BEN) == [(Doing.BUSY, 0, 50), (Doing.IDLE, 50, 100)]


def test_staffing_by_half_hour() -> None:
    # Sales: Ann and Ben on shift from 0 to 3000 s, Ben absent. Ann talks from 600 to 2400 s with a caller
    # who waited from 0. Service: Cat, on shift from 900 s, idle; a caller waits for her from 1800 s until
    # he hangs up at 2700 s.
    gone = leg(1, Kind.QUEUE, LegOutcome.ABANDONED, team=SERVICE, queued=1800, ended=2700, flags=LAST)
    roster = [shift(ANN, 0, 3000), shift(BEN, 0, 3000), shift(BEN, 0, 3000, ABSENT), shift(CAT, 900, 3600)]
    table = staffing(plan(), made([talk(ANN, 600, 2400, queued=0), gone], roster))
    assert list(table) == [column.name for column in STAFFING]
    assert table["team"].tolist() == [SALES, SALES, SERVICE, SERVICE, STOCK, STOCK]
    assert table["begins"].tolist() == [0, 1800 * SECOND] * 3
    table = {name: column[:4] for name, column in table.items()}   # stock has nobody
    assert table["scheduled"] == pytest.approx([2, 2 * 1200 / 1800, 900 / 1800, 1])
    assert table["busy"] == pytest.approx([1200 / 1800, 600 / 1800, 0, 0])
    assert table["present"] == pytest.approx([1, 1200 / 1800, 0.5, 1])
    assert table["away"] == pytest.approx([1, 1200 / 1800, 0, 0])
    assert table["overtime"].tolist() == [0, 0, 0, 0]
    assert table["queue"] == pytest.approx([600 / 1800, 0, 0, 900 / 1800])
    # The caller of 0 s brought 1800 s of work; whoever hung up brought none.
    assert table["needed"] == pytest.approx([1, 0, 0, 0])
    assert table["joined"].tolist() == [1, 0, 0, 1]
    assert table["waited_s"].tolist() == [600, 0, 0, 900]


def test_staffing_is_cut_at_the_ends_of_the_window() -> None:
    assert (half_hours(window(600, 4000)) / SECOND).tolist() == [600, 1800, 3600, 4000]
    assert (half_hours(window(0, 3600)) / SECOND).tolist() == [0, 1800, 3600]
    assert (half_hours(window(100, 200)) / SECOND).tolist() == [100, 200]


def test_what_happened_before_the_window_counts_only_inside_it() -> None:
    given_plan = plan(window=window(1800, 3600))
    day = bounded(given_plan, record([talk(ANN, 900, 2700, queued=600)], [], [shift(ANN, 0, 3600)]))
    table = {name: column[:2] for name, column in staffing(given_plan, day).items()}
    assert table["busy"].tolist() == [0.5, 0]
    assert table["scheduled"].tolist() == [1, 0]
    assert table["queue"].tolist() == [0, 0]    # answered before the window
    assert table["needed"].tolist() == [0, 0]   # came before the window
    assert table["joined"].tolist() == [0, 0]


moments = st.integers(0, 10**12)


@given(
    st.lists(st.tuples(moments, moments), max_size=30), st.lists(moments, min_size=2, max_size=9, unique=True)
)
def test_covered_is_the_overlap_of_each_interval_with_each_bin(
    pairs: list[tuple[int, int]], edges: list[int]
) -> None:
    edges = sorted(edges)
    starts, ends = (np.array([f(pair) for pair in pairs], np.int64) for f in (min, max))
    overlaps = [
        sum(max(min(max(pair), high) - max(min(pair), low), 0) for pair in pairs)
        for low, high in pairwise(edges)
    ]
    assert covered(starts, ends, np.array(edges, np.int64)).tolist() == overlaps


@st.composite
def days(draw: st.DrawFn) -> Record:
    """A day of three agents: shifts, blocks away within them, and contacts one after the other."""
    roster, legs = [], []
    for agent in (ANN, BEN, CAT):
        begins = draw(st.integers(0, 500))
        ends = begins + draw(st.integers(1, 3000))
        roster.append(shift(agent, begins, ends))
        block = draw(st.integers(begins, ends - 1))
        roster.append(shift(agent, block, min(block + draw(st.integers(1, 300)), ends), AWAY))
        now = begins
        for length in draw(st.lists(st.integers(1, 900), max_size=4)):
            now += draw(st.integers(0, 400))
            if now >= ends:
                break
            legs.append(talk(agent, now, now + length))
            now += length
    return made(legs, roster)


@given(days())
def test_paid_time_is_busy_idle_and_away(day: Record) -> None:
    table = staffing(plan(window=window(0, 36000)), day)
    hours = table["length_s"]
    paid = ((table["scheduled"] + table["overtime"]) * hours).sum()
    assert paid == pytest.approx(((table["present"] + table["away"]) * hours).sum())
    on_shift = day.roster["kind"] == 0
    planned = (day.roster["ends"] - day.roster["starts"])[on_shift].sum() / SECOND
    assert (table["scheduled"] * hours).sum() == pytest.approx(planned)
    talked = (day.legs["released"] - day.legs["started"]).sum() / SECOND
    assert (table["busy"] * hours).sum() == pytest.approx(talked)
