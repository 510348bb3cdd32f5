"""Offered load of a record written by hand, and the staff that is planned, in agents by hour of the week."""

import numpy as np
import pytest

from sim.plan.load import offered, planned, unlimited
from sim.records.columns import LEGS, ROSTER, TRIPS
from sim.records.log import Record, table
from sim.scenario.calendar import DAY, HOUR, WEEK

from .writing import FRONT_DESK, plan

MINUTE = HOUR // 60
TWO_WEEKS = {"warm_up": "1 w", "measure": "2 w", "follow_up": "0 s"}


def record(*stretches, agent=0):
    """A record of stretches (team, channel, started, released), all with one agent; -1 for none."""
    rows = []
    for team, channel, begins, ends in stretches:
        told = {"team": team, "channel": channel, "agent": agent, "started": begins, "released": ends}
        rows.append(tuple(told.get(column.name, 0) for column in LEGS))
    return Record(table(LEGS, rows), table(TRIPS, []), table(ROSTER, []))


def test_load_is_the_mean_number_of_busy_agents_in_each_hour_of_the_week():
    monday = WEEK + 9 * HOUR
    loads = offered(
        plan(run=TWO_WEEKS),
        record(
            (0, 0, monday, monday + 30 * MINUTE),
            (
                0,
                0,
                monday + WEEK + 15 * MINUTE,
                monday + WEEK + 105 * MINUTE,
            ),  # 45 min in the hour, 45 after it
            (1, 0, monday, monday + HOUR),
        ),
    )
    assert loads.shape == (2, 168)
    assert loads[0, 9] == pytest.approx((30 + 45) / 60 / 2)
    assert loads[0, 10] == pytest.approx(45 / 60 / 2)
    assert loads[1, 9] == pytest.approx(0.5)
    assert loads.sum() == pytest.approx((30 + 90 + 60) / 60 / 2)


def test_work_outside_the_measured_window_is_cut_off():
    loads = offered(
        plan(run=TWO_WEEKS), record((0, 0, WEEK - HOUR, WEEK + HOUR), (0, 0, 3 * WEEK - HOUR, 3 * WEEK))
    )
    assert loads[0, 0] == pytest.approx(0.5)
    assert loads[0, 167] == pytest.approx(0.5)
    assert loads.sum() == pytest.approx(1.0)


def test_waits_that_nobody_ended_are_no_load():
    assert offered(plan(run=TWO_WEEKS), record((0, 0, WEEK, WEEK + HOUR), agent=-1)).sum() == 0


def test_one_of_three_chats_is_a_third_of_an_agent():
    channels = {"chat": {"at_once": 3}, "phone": {}}
    loads = offered(plan(run=TWO_WEEKS, channels=channels), record((0, 0, WEEK, WEEK + HOUR)))
    assert loads[0, 0] == pytest.approx(1 / 3 / 2)


def test_hours_of_the_week_count_from_monday_whatever_day_the_run_starts():
    run = {**TWO_WEEKS, "starts": "2026-02-05"}  # Thursday
    loads = offered(plan(run=run), record((0, 0, WEEK + 4 * DAY, WEEK + 4 * DAY + HOUR)))
    assert np.flatnonzero(loads[0]).tolist() == [0]


def test_planned_staff_is_less_by_absence_and_breaks():
    teams = {"desk": {**FRONT_DESK["teams"]["desk"], "scheduled": 10, "shrinkage": "20 %", "absent": "10 %"}}
    staff = planned(plan(run=TWO_WEEKS, teams=teams))
    assert staff[0, 8] == pytest.approx(7.2)
    assert staff[0, 7] == staff[0, 16] == staff[0, 5 * 24 + 9] == 0
    assert staff.sum() == pytest.approx(40 * 7.2)


def test_unlimited_plan_has_plenty_of_agents_always_on_duty_and_never_away():
    teams = {"desk": {**FRONT_DESK["teams"]["desk"], "shrinkage": "20 %", "absent": "10 %"}}
    before = plan(teams=teams)
    after = unlimited(before)
    team = after.teams[0]
    # 50 calls an hour of at most 5 minutes keep 4.2 agents busy; plenty is several times as many.
    assert len(team.agents) > 30
    assert (team.shrinkage.values, team.absent.values) == ((0,), (0,))
    assert after.window.horizon == after.window.ends == before.window.ends < before.window.horizon
    assert all(agent.duty.tolist() == [[0, before.window.ends]] for agent in after.agents)
    assert [agent.team for agent in after.agents] == [0] * len(team.agents)
    assert after.demands is before.demands
    assert after.channels is before.channels


def test_unlimited_teams_stand_side_by_side():
    after = unlimited(plan())
    assert [after.agents[number].team for team in after.teams for number in team.agents] == [
        agent.team for agent in after.agents
    ]
    assert len({agent.key for agent in after.agents}) == len(after.agents)
