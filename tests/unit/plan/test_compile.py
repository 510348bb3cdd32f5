"""Whole scenarios compiled: the retail set worked by hand, and faults that carry their place."""

from pathlib import Path

import numpy as np
import pytest

from sim.errors import WrongInput
from sim.plan.compile import compile_plan
from sim.plan.model import StageKind, StepKind, Window
from sim.plan.tables import DIMENSIONS
from sim.scenario.calendar import DAY, WEEK
from sim.scenario.document import read

from .writing import plan

SCENARIOS = Path(__file__).parents[3] / "scenarios"


@pytest.fixture(scope="module")
def today():
    return compile_plan(read(SCENARIOS / "ivr_transfers.yaml"))


@pytest.fixture(scope="module")
def managers():
    return compile_plan(read(SCENARIOS / "account_managers.yaml"))


def able(plan, channel, reason, segment):
    """Names of the teams that can help, as the plan has them."""
    channels = [one.name for one in plan.channels]
    segments = [one.name for one in plan.segments]
    teams = plan.any_skilled[channels.index(channel)][plan.reasons.index(reason)][segments.index(segment)]
    return [plan.teams[number].name for number in teams]


def case(**where):
    return [where.get(name, 0) for name in DIMENSIONS]


def test_today_each_reason_has_the_teams_that_the_file_gives_it(today):
    assert able(today, "phone", "product_question", "consumer") == ["sales", "service"]
    assert able(today, "phone", "phone_order", "business") == ["sales"]
    assert able(today, "chat", "where_is_my_order", "consumer") == ["service"]
    assert able(today, "email", "invoice", "business") == ["billing"]
    assert able(today, "chat", "invoice", "business") == []
    assert able(today, "work", "picking", "consumer") == ["warehouse"]
    assert able(today, "phone", "picking", "consumer") == []


def test_right_team_is_the_first_in_the_file_that_can_help(today):
    channels = [one.name for one in today.channels]
    right = {
        (channel, reason): today.right_team[channels.index(channel), today.reasons.index(reason)].tolist()
        for channel, reason in (("phone", "product_question"), ("phone", "refund"), ("chat", "refund"))
    }
    assert right == {
        ("phone", "product_question"): [0, 0],
        ("phone", "refund"): [2, 2],
        ("chat", "refund"): [-1, -1],
    }


def test_account_managers_take_only_their_own_segment(managers):
    assert able(managers, "phone", "invoice", "business") == ["billing", "account_managers"]
    assert able(managers, "phone", "invoice", "consumer") == ["billing"]
    assert able(managers, "chat", "product_question", "business") == ["sales", "service"]


def test_business_customers_reach_their_owner_first(managers):
    phone = managers.routes[[one.name for one in managers.channels].index("phone")]
    business, consumer = phone.at(case(segment=0)), phone.at(case(segment=1))
    assert [(stage.kind, stage.limit // 1_000_000) for stage in business[:2]] == [
        (StageKind.OWNER, 20),
        (StageKind.COLLEAGUE, 60),
    ]
    assert [stage.kind for stage in consumer] == [StageKind.IVR, StageKind.CHOSEN_TEAM, StageKind.ANY_SKILLED]


def test_same_customers_arrive_with_and_without_account_managers(today, managers):
    before = {(demand.name, demand.segment): demand for demand in today.demands}
    after = {(demand.name, demand.segment): demand for demand in managers.demands if not demand.proactive}
    assert before.keys() == after.keys()
    for name, demand in before.items():
        assert demand.key == after[name].key
        assert np.array_equal(demand.edges, after[name].edges)
        assert np.array_equal(demand.rates, after[name].rates)
    assert today.factors == managers.factors


def test_steps_and_agents_keep_their_luck_with_account_managers(today, managers):
    after = {step.path: step.key for step in managers.steps}
    assert all(after[step.path] == step.key for step in today.steps)
    warehouse = [agent.key for agent in today.agents if today.teams[agent.team].name == "warehouse"]
    assert [
        agent.key for agent in managers.agents if managers.teams[agent.team].name == "warehouse"
    ] == warehouse


def test_weekly_orders_of_the_profile_add_up_to_the_stated_rate(today):
    stated = read(SCENARIOS / "ivr_transfers.yaml").scenario.demand["orders"].rate.cases
    for demand, segment in zip(today.demands, ("business", "consumer"), strict=True):
        in_week = np.diff(np.clip(demand.edges, WEEK, 2 * WEEK))
        assert float((in_week * demand.rates).sum()) == pytest.approx(stated[segment].count, abs=1e-9)


def test_proactive_demand_calls_each_business_customer_every_four_weeks(managers):
    (demand,) = [demand for demand in managers.demands if demand.proactive]
    step = managers.steps[demand.step]
    assert (demand.segment, demand.every, step.kind) == (0, 4 * WEEK, StepKind.PROACTIVE)
    assert managers.teams[step.team].name == "account_managers"


def test_the_window_lies_between_the_warm_up_and_the_follow_up():
    run = {"starts": "2026-02-05", "warm_up": "2 d", "measure": "3 d", "follow_up": "1 d"}
    assert plan(run=run).window == Window(2 * DAY, 5 * DAY, 6 * DAY, False, 3)   # from a Thursday on


def test_fault_found_while_compiling_carries_its_place(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(
        "teams:\n"
        "  desk:\n"
        "    hours: mon-fri 08:00-16:00\n"
        "    agents: [1, 2]\n"
        "    every: 1 h\n"
        "    handles: {question: {}}\n"
        "reasons: {question: {takes: 4 min}}\n"
        "demand: {calls: {contact: question, rate: 10/h}}\n",
        encoding="utf-8",
    )
    with pytest.raises(WrongInput) as raised:
        compile_plan(read(path))
    (fault,) = raised.value.faults
    assert (fault.place.file, fault.place.line, fault.path) == (str(path), 4, "teams.desk.agents")
