"""Watching changes nothing: the same record, however a replication is cut into slices and looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.records.columns import LegOutcome
from sim.scenario.document import read
from sim.study.watching import KEPT, Watched

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SHORT = ("run.warm_up=0 d", "run.measure=12 h", "run.follow_up=1 d")
MINUTE = 60_000_000


def same(one, other):
    tables = ((one.legs, other.legs), (one.trips, other.trips), (one.roster, other.roster))
    return all(np.array_equal(a[name], b[name]) for a, b in tables for name in a)


def test_the_record_is_the_same_watched_or_not():
    for file in ("ivr_transfers", "textbook/work_interrupted"):
        plan = compile_plan(read(SCENARIOS / f"{file}.yaml", SHORT))
        watched, slices = Watched(plan), 0
        while not watched.over:
            slices += 1
            watched.advance(watched.reached + (7 + slices % 90) * MINUTE)
            assert all(watched.named(row)["kind"] for row in watched.look().latest)
        assert slices > 20
        assert same(watched.record(), replicate(plan, 0))


def test_what_is_seen_is_how_it_stands():
    """Calls of 20 h: at 13:00 on Monday nobody is through; who is not talking waits in line."""
    parts = ("run.warm_up=0 d", "run.measure=1 d", "demand.calls.rate=2/h", "patience=90 h",
             "reasons.question.takes=20 h", "reasons.invoice.takes=20 h")   # fmt: skip
    plan = compile_plan(read(SCENARIOS / "front_desk.yaml", parts))
    watched = Watched(plan)
    watched.advance(13 * 60 * MINUTE)
    view = watched.look()
    record = replicate(plan, 0)
    before = record.legs["started"] < watched.reached
    busy = before & (record.legs["started"] >= 0) & (record.legs["released"] != 0)
    assert sum(team.busy for team in view.teams) == int(busy.sum())
    assert all(0 <= team.busy <= team.present for team in view.teams)
    began = record.trips["started"] <= watched.reached
    assert view.journeys == int(began.sum())
    assert sum(team.queued for team in view.teams) == view.journeys - int(busy.sum())


def test_it_begins_where_somebody_is_at_work():
    """The desks open at 8:00; nobody calls before."""
    watched = Watched(compile_plan(read(SCENARIOS / "front_desk.yaml", SHORT)))
    watched.skip_quiet()
    assert watched.reached == 8 * 60 * MINUTE
    assert [team.present > 0 for team in watched.look().teams] == [True, True]


def test_the_latest_rows_outlast_packing():
    plan = compile_plan(read(SCENARIOS / "front_desk.yaml", SHORT))
    watched = Watched(plan)
    watched.advance(4 * 1440 * MINUTE)
    rows = watched.look().latest
    legs = watched.record().legs
    told = legs["journey"][legs["outcome"] != LegOutcome.OPEN]   # the rest is told when the record is taken
    assert len(rows) == KEPT
    assert [row[0] for row in rows] == told[-len(rows) :].tolist()
