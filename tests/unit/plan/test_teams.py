"""Shifts become agents: who is on duty when, in which order, with which keys, worked by hand in hours."""

import pytest

from sim import streams
from sim.errors import WrongInput
from sim.plan.tables import DIMENSIONS, constant
from sim.scenario.calendar import HOUR
from sim.scenario.laws import Constant, Exponential, Scaled

from .writing import FRONT_DESK, plan

CASE = [0] * len(DIMENSIONS)
ONE_DAY = {"warm_up": "0 s", "measure": "1 d", "follow_up": "0 s"}


def desk(**parts):
    return {"desk": {"handles": {"question": {}, "invoice": {}}, **parts}}


def duties(built):
    return [(agent.duty / HOUR).tolist() for agent in built.agents]


def test_scheduled_agents_share_the_hours_of_their_shift():
    built = plan(run=ONE_DAY)
    assert duties(built) == [[[8, 16]]] * 3
    assert [(agent.team, agent.shift, agent.ordinal) for agent in built.agents] == [
        (0, "all", 0),
        (0, "all", 1),
        (1, "all", 0),
    ]
    assert [team.agents for team in built.teams] == [range(0, 2), range(2, 3)]


def test_agents_by_interval_are_on_duty_where_the_count_exceeds_their_number():
    shift = {"hours": "mon 08:00-13:00", "agents": [4, 6, 8, 8, 4], "every": "1 h"}
    built = plan(run=ONE_DAY, teams=desk(shifts={"day": shift}))
    assert duties(built) == [[[8, 13]]] * 4 + [[[9, 12]]] * 2 + [[[10, 12]]] * 2


def test_agent_by_interval_may_leave_and_come_back():
    built = plan(run=ONE_DAY, teams=desk(hours="mon 08:00-11:00", agents=[2, 1, 2], every="1 h"))
    assert duties(built) == [[[8, 11]], [[8, 9], [10, 11]]]


def test_agents_by_interval_begin_anew_at_each_opening_and_stop_at_its_end():
    run = {"warm_up": "0 s", "measure": "2 d", "follow_up": "0 s"}
    built = plan(run=run, teams=desk(hours="mon 08:00-11:00, tue 09:00-10:30", agents=[1, 2, 1], every="1 h"))
    assert duties(built) == [[[8, 11], [33, 34.5]], [[9, 10], [34, 34.5]]]


def test_agents_by_interval_of_a_night_run_through_midnight():
    run = {"warm_up": "0 s", "measure": "2 d", "follow_up": "0 s"}
    built = plan(run=run, teams=desk(hours="mon 22:00-02:00", agents=[1, 1, 2, 1], every="1 h"))
    assert duties(built) == [[[22, 26]], [[24, 25]]]


def test_agents_by_interval_of_whole_days_begin_anew_each_midnight():
    run = {"warm_up": "0 s", "measure": "2 d", "follow_up": "0 s"}
    built = plan(run=run, teams=desk(hours="always", agents=[1, 2], every="12 h"))
    assert duties(built) == [[[0, 48]], [[12, 24], [36, 48]]]


def test_agents_that_do_not_cover_the_opening_are_refused():
    with pytest.raises(WrongInput, match="8 intervals"):
        plan(teams=desk(hours="mon-fri 08:00-16:00", agents=[1, 2], every="1 h"))


def test_shifts_stand_by_their_hours_whatever_their_names_and_order():
    early, late = {"hours": "mon 08:00-16:00", "scheduled": 1}, {"hours": "mon 12:00-20:00", "scheduled": 2}
    one = plan(run=ONE_DAY, teams=desk(shifts={"early": early, "late": late}))
    other = plan(run=ONE_DAY, teams=desk(shifts={"a": late, "b": early}))
    assert duties(one) == duties(other) == [[[8, 16]], [[12, 20]], [[12, 20]]]
    assert [agent.key for agent in one.agents] == [agent.key for agent in other.agents]


def test_shifts_that_adjoin_are_different_agents():
    first, second = {"hours": "mon 08:00-12:00", "scheduled": 1}, {"hours": "mon 12:00-16:00", "scheduled": 1}
    built = plan(run=ONE_DAY, teams=desk(shifts={"first": first, "second": second}))
    assert duties(built) == [[[8, 12]], [[12, 16]]]


def test_keys_of_agents_count_used_teams_and_hold_no_name():
    built = plan()
    assert [agent.key for agent in built.agents] == [
        streams.key("agent", 0, 0, 0),
        streams.key("agent", 0, 0, 1),
        streams.key("agent", 1, 0, 0),
    ]


def test_team_that_nobody_can_reach_changes_no_key_and_is_on_no_channel():
    idle = {"scheduled": 4, "hours": "mon-sun 00:00-24:00", "handles": {"nothing": {}}}
    reasons = {**FRONT_DESK["reasons"], "nothing": {"takes": "1 min"}}
    teams = {"idle": idle, **FRONT_DESK["teams"]}
    built, before = plan(teams=teams, reasons=reasons), plan()
    assert [agent.key for agent in built.agents[4:]] == [agent.key for agent in before.agents]
    assert not any(built.teams[0].channels)
    assert (built.channels[0].opens == before.channels[0].opens).all()
    assert not {agent.key for agent in built.agents[:4]} & {agent.key for agent in before.agents}


def test_skill_of_a_team_replaces_what_it_states_and_scales_only_the_handle_time():
    reasons = {
        "question": {"takes": {"exponential": "4 min"}, "wrap_up": "30 s", "resolves": "85 %"},
        "invoice": {"takes": "5 min", "wrap_up": "20 s"},
        "refund": {"takes": "5 min", "wrap_up": "20 s"},
    }
    teams = desk(scheduled=1, hours="open")
    slower, own = {"time_factor": 1.3, "resolves": "50 %"}, {"takes": "7 min", "wrap_up": "40 s"}
    teams["desk"]["handles"] = {"question": slower, "invoice": {"time_factor": 2}, "refund": own}
    invoice, question, refund = plan(teams=teams, reasons=reasons).teams[0].skills
    assert question.takes.at(CASE) == Scaled(Exponential(240e6), 1.3)
    assert question.wrap_up.at(CASE) == Constant(30e6)
    assert question.resolves.at(CASE) == 0.5
    assert invoice.takes.at(CASE) == Constant(600e6)
    assert invoice.resolves.at(CASE) == 1.0
    assert question.time_factor == constant(1.3)
    assert (refund.takes.at(CASE), refund.wrap_up.at(CASE)) == (Constant(420e6), Constant(40e6))


def test_team_that_owns_serves_only_its_segment_unless_it_is_a_pool():
    segments = {"consumer": {}, "business": {"customers": 10}}
    owns = {"segment": "business", "customers_each": 5}
    own = plan(segments=segments, teams=desk(owns=owns)).teams[0]
    pool = plan(segments=segments, teams=desk(owns={**owns, "pool": True})).teams[0]
    assert (own.serves, own.owns, own.customers_each) == ((True, False), 0, 5)
    assert pool.serves == (True, True)
