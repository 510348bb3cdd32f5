"""Coming and going: shifts are half-open, work in hand is finished, breaks begin after it, queues are
worked off."""

from __future__ import annotations

from dataclasses import replace

from sim.measures.agent_time import Doing, stretches

from .scenes import DAY, HOUR, MINUTE, SECOND, Came, play, takes, team

TO_ONE = {"hours": "mon-sun 00:00-01:00", "scheduled": 1, "handles": {"question": {}}}


def test_nothing_is_taken_at_the_end_of_a_shift():
    """The call of 3500 ends at 3600, as the shift does: who waits since 3550 is not taken before tomorrow."""
    scene = play([3500, 3550], teams={"desk": TO_ONE})
    assert scene.talks(0) == [("desk.0", 3500, 3500, 3600, 3600)]
    assert scene.talks(1) == [("desk.0", 3550, DAY, DAY + 100, DAY + 100)]


def test_who_arrives_at_the_end_of_a_shift_finds_it_closed():
    scene = play([3600], teams={"desk": TO_ONE})
    assert [leg.outcome for leg in scene.of(0, "turned_away")] == ["closed"]


def test_who_arrives_as_the_shift_begins_is_answered():
    """And at once: who had to wait would leave."""
    shift = {**TO_ONE, "hours": "mon-sun 01:00-02:00"}
    scene = play([HOUR], teams={"desk": shift}, balks="100 %")
    assert scene.talks() == [("desk.0", HOUR, HOUR, HOUR + 100, HOUR + 100)]


def test_work_in_hand_is_finished_in_overtime():
    """Begun at 3590, with wrap-up until 3710: 110 s of overtime, paid and counted."""
    scene = play([3590], teams={"desk": TO_ONE}, reasons={"question": takes("100 s", wrap_up="20 s")})
    assert scene.talks() == [("desk.0", 3590, 3590, 3690, 3710)]
    table = stretches(scene.record)
    overtime = (table["ends"] - table["starts"])[table["doing"] == Doing.OVERTIME].sum()
    assert overtime == 110 * SECOND


def test_a_break_begins_after_the_contact_in_hand():
    """Which half hours are breaks is drawn; one that follows work and is followed by work is looked up
    first."""
    crew = {"desk": team(1, "question", shrinkage="40 %")}
    roster = play([0], teams=crew).record.roster
    breaks = {
        at // SECOND
        for at, kind in zip(roster["starts"].tolist(), roster["kind"].tolist(), strict=True)
        if kind
    }
    half = 30 * MINUTE
    begins = next(at for at in sorted(breaks) if at >= half and not {at - half, at + half} & breaks)
    scene = play([begins - 50, begins - 10], teams=crew)
    assert scene.talks() == [
        ("desk.0", begins - 50, begins - 50, begins + 50, begins + 50),
        ("desk.0", begins - 10, begins + half, begins + half + 100, begins + half + 100),
    ]


def test_absence_takes_whole_shifts():
    """Absent every day: the channel is open as planned, but nobody is there or due."""
    scene = play([100], teams={"desk": {**TO_ONE, "absent": "100 %"}})
    assert [leg.outcome for leg in scene.of(0, "turned_away")] == ["closed"]
    assert set(scene.record.roster["kind"].tolist()) == {0, 1}


def test_idle_since_starts_with_the_shift():
    """Two agents: the early one idle since midnight, the late one since 00:30. The longest idle takes it."""
    shifts = {
        "late": {"hours": "mon-sun 00:30-02:00", "scheduled": 1},
        "whole": {"hours": "mon-sun 00:00-02:00", "scheduled": 1},
    }
    scene = play([0, 2000, 3000], teams={"desk": {"shifts": shifts, "handles": {"question": {}}}})
    first, second, third = (talk[0] for talk in scene.talks())
    # at 2000 the whole-day agent is idle since 100, the late one since 1800; at 3000 since 2100 and 1800
    assert first == second != third


def test_the_longest_idle_answers_then_the_lower_index():
    scene = play([0, 10, 200, 305], teams={"desk": team(2, "question")})
    # at 0 both are idle since midnight: the lower index; at 10 the other; at 200 idle since 100 and 110; at
    # 305 since 300 and 110
    assert [talk[0] for talk in scene.talks()] == ["desk.0", "desk.1", "desk.0", "desk.1"]


def test_queue_is_worked_off_after_closing():
    """At 3600 one talks and two wait: with work_off the agent stays until the queue is empty."""
    came = [3550, 3560, 3570]
    scene = play(came, teams={"desk": {**TO_ONE, "at_closing": "work_off"}})
    assert [talk[2] for talk in scene.talks()] == [3550, 3650, 3750]
    scene = play(came, teams={"desk": {**TO_ONE, "at_closing": "go_home"}})
    assert [talk[2] for talk in scene.talks()] == [3550, DAY, DAY + 100]


def test_who_waits_behind_a_letter_is_not_left_at_closing():
    """A letter that ranks first may not send the agent home while a caller waits."""
    scene = play(
        [Came(3500), Came(3510, "post"), Came(3580)],
        channels={"phone": {"hours": "mon-sun 00:00-01:00"}, "post": {"waits": False}},
        teams={"desk": {**TO_ONE, "handles": {"question": {}, "letter": {}}, "at_closing": "work_off"}},
        reasons={
            "question": takes("200 s", channels={"phone": "100 %"}),
            "letter": takes("50 s", channels={"post": "100 %"}),
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "post": {"rate": "1/h", "contact": "letter"},
        },
    )
    assert scene.of(2, "human")[0].started < 2 * HOUR


def test_arrivals_stop_or_go_on_after_the_window():
    """60 calls an hour for an hour, then another hour of following up."""
    run = {"warm_up": "0 s", "measure": "1 h", "follow_up": "1 h"}
    demand = {"calls": {"rate": "60/h", "contact": "question"}}
    for arrivals, least, most in (("stop", 0, 0), ("go_on", 1, 200)):
        from sim.engine import replicate
        from sim.plan.compile import compile_plan
        from sim.scenario.schema import Scenario

        parts = {
            "run": {**run, "arrivals": arrivals},
            "demand": demand,
            "teams": {"desk": team(1, "question")},
            "reasons": {"question": takes("59 s")},
        }
        plan = compile_plan(Scenario.model_validate(parts, context={"currency": "EUR"}))
        started = replicate(replace(plan, seed=1), 0).trips["started"]
        assert least <= (started >= HOUR * SECOND).sum() <= most


def test_open_journeys_are_reported():
    """The window is an hour, the horizon two: a talk of three hours is open, a wait behind it too."""
    scene = play(
        [0, 10],
        run={"warm_up": "0 s", "measure": "1 h", "follow_up": "1 h"},
        reasons={"question": takes("3 h")},
    )
    assert [(leg.kind, leg.outcome, leg.queued, leg.started, leg.ended) for leg in scene.legs] == [
        ("human", "open", 0, 0, -1),
        ("queue", "open", 10, -1, -1),
    ]
    assert scene.record.trips["ended"].tolist() == [-1, -1]


def test_agents_by_interval():
    """Two heads in the first half hour, one in the second: at 1800 the second goes."""
    by_interval = {
        "hours": "mon-sun 00:00-01:00",
        "agents": [2, 1],
        "every": "30 min",
        "handles": {"question": {}},
    }
    scene = play([0, 1, 30 * MINUTE, 30 * MINUTE + 1], teams={"desk": by_interval})
    assert [talk[2] for talk in scene.talks()] == [0, 1, 1800, 1900]
