"""What a worker does for one replication: the same customers, once more with other luck."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.engine import replicate
from sim.plan.model import Plan
from sim.scenario.document import read
from sim.study.entrants import entrants_of
from sim.study.job import Job

FRONT_DESK = Path(__file__).parents[3] / "scenarios" / "front_desk.yaml"
A_DAY = ("run.warm_up=0 h", "run.measure=1 d", "run.follow_up=0 h")


@pytest.fixture(scope="module")
def job() -> Job:
    entrant = entrants_of([read(FRONT_DESK, A_DAY)], seed=1)[0]
    return Job(("base", "same"), (entrant.plan,) * 2, (entrant.settings,) * 2, {})


@pytest.fixture(scope="module")
def plan(job: Job) -> Plan:
    return job.plans[0]


def test_with_other_luck_the_same_customers_come_and_all_else_is_new(plan: Plan) -> None:
    first, again, other = replicate(plan, 0), replicate(plan, 0, redrawn=1), replicate(plan, 0, redrawn=2)
    for name in ("demand", "ordinal", "customer", "started"):
        assert np.array_equal(first.trips[name], again.trips[name])
    starts = {len(record.roster["starts"]): record for record in (first, again, other)}
    assert len(starts) > 1 or not np.array_equal(first.roster["starts"], again.roster["starts"])

    def lengths(record: object) -> set[int]:
        legs = record.legs   # type: ignore[attr-defined]
        return set((legs["ended"] - legs["started"])[legs["ended"] > 0].tolist())

    # Exponential talks in microseconds: hardly two of them are the same by chance.
    assert len(lengths(first) & lengths(again)) < 5
    assert len(lengths(again) & lengths(other)) < 5
    assert len(lengths(first)) > 300


def test_luck_alone_changes_customers_but_adds_and_avoids_none(job: Job) -> None:
    by_luck = {(one.quantity, one.group): one for one in job(0).by_luck}
    ease = by_luck["ces", "all"]
    assert ease.avoided == ease.new == 0
    assert ease.matched > 300
    assert ease.better > 0.05 * ease.matched
    assert ease.worse > 0.05 * ease.matched


def test_other_luck_is_tried_in_the_first_two_replications_and_every_fourth(job: Job) -> None:
    assert [number for number in range(9) if job(number).by_luck] == [0, 1, 4, 8]
    alone = replace(job, names=job.names[:1], plans=job.plans[:1], settings=job.settings[:1])
    assert alone(0).by_luck == ()


def test_a_scenario_against_itself_changes_nobody(job: Job) -> None:
    for change in job(0).changes[0]:
        assert change.better == change.worse == change.avoided == change.new == 0
        assert change.before == change.after
