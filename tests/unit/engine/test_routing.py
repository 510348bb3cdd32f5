"""Stages of a route: who is asked when, who stays eligible, owners and colleagues."""

from __future__ import annotations

from sim.records.columns import Flag

from .scenes import DAY, Came, play, takes, team

TWO = {"first": team(1, "question"), "second": team(1, "question")}


def started(scene, *journeys):
    """Who answered each journey, and when."""
    return [scene.of(journey, "human")[0].talk[:3] for journey in journeys]


def test_the_next_stage_is_asked_when_the_limit_is_over():
    """first is busy until 100; second is free all the time, but asked only 30 s after joining."""
    scene = play([0, 10], teams=TWO, routing={"phone": [{"to": "first", "for": "30 s"}, {"to": "second"}]})
    assert started(scene, 0, 1) == [("first.0", 0, 0), ("second.0", 10, 40)]


def test_only_if_free():
    scene = play([0, 10], teams=TWO, routing={"phone": [{"to": "first", "for": "0 s"}, {"to": "second"}]})
    assert started(scene, 0, 1) == [("first.0", 0, 0), ("second.0", 10, 10)]


def test_earlier_targets_stay_eligible():
    """second talks until 205, first is free at 100: who moved on from first at 40 is answered by first."""
    route = [{"to": "first", "for": "30 s"}, {"to": "second"}]
    came = [0, Came(5, "others"), 10]
    others = {
        "reasons": {"question": takes("100 s"), "other": takes("200 s")},
        "teams": {"first": team(1, "question"), "second": team(1, "question", "other")},
        "demand": {
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
    }
    only_second = {"by": "reason", "other": [{"to": "second"}], "rest": route}
    assert started(play(came, routing={"phone": only_second}, **others), 2) == [("first.0", 10, 100)]
    dropped = {
        "by": "reason",
        "other": [{"to": "second"}],
        "rest": [route[0], {"to": "second", "keep": False}],
    }
    assert started(play(came, routing={"phone": dropped}, **others), 2) == [("second.0", 10, 205)]


def test_patience_runs_over_all_stages():
    route = [{"to": "first", "for": "30 s"}, {"to": "second"}]
    scene = play([0, 1, 10], teams=TWO, patience="50 s", routing={"phone": route})
    # 0: first; 1: second from 31 on, until 131; 10: gives up at 60
    assert started(scene, 1) == [("second.0", 1, 31)]
    assert [(leg.outcome, leg.queued, leg.ended) for leg in scene.of(2, "queue")] == [("abandoned", 10, 60)]


def test_the_same_agents_take_whoever_joined_first_whatever_the_stage():
    """Joining time runs on through all stages: the second caller moved to `second` later, but joined
    earlier."""
    teams = {"first": team(1, "question"), "second": team(1, "question", "other")}
    demand = {"calls": {"rate": "1/h", "contact": "question"}, "others": {"rate": "1/h", "contact": "other"}}
    routing = {
        "phone": {
            "by": "reason",
            "other": [{"to": "second"}],
            "rest": [{"to": "first", "for": "50 s"}, {"to": "second"}],
        }
    }
    scene = play(
        [0, Came(0, "others"), 10, Came(20, "others")],
        teams=teams,
        demand=demand,
        routing=routing,
        reasons={"question": takes("300 s"), "other": takes("100 s")},
    )
    # second is free at 100: of those who joined at 10 (asking it since 60) and at 20, the first goes first
    assert started(scene, 2, 3) == [("second.0", 10, 100), ("second.0", 20, 400)]


def test_a_stage_is_skipped_when_nobody_is_on_duty_or_due():
    """late comes at 01:00. At 00:10 the stage of 5 min is skipped; one of an hour is waited through."""
    teams = {
        "late": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}},
        "desk": team(1, "question"),
    }
    for limit, who, at in (("5 min", "desk.0", 600), ("1 h", "late.0", 3600)):
        scene = play([600], teams=teams, routing={"phone": [{"to": "late", "for": limit}, {"to": "desk"}]})
        assert started(scene, 0) == [(who, 600, at)]


def test_a_stage_without_limit_waits_for_who_is_due_before_closing():
    late = {"late": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}}
    open_until = {"phone": {"hours": "mon-sun 00:00-03:00"}}
    scene = play([600, 2.5 * 3600], teams=late, channels=open_until)
    assert started(scene, 0) == [("late.0", 600, 3600)]
    assert [leg.outcome for leg in scene.of(1, "turned_away")] == ["closed"]  # not due before 03:00


def test_a_channel_is_closed_at_the_moment_at_which_it_closes():
    """Though the agent is there, day and night."""
    scene = play([3599, 3600], channels={"phone": {"hours": "mon-sun 00:00-01:00"}})
    assert started(scene, 0) == [("desk.0", 3599, 3599)]
    assert [leg.outcome for leg in scene.of(1, "turned_away")] == ["closed"]


def test_mail_waits_for_tomorrow():
    """Though nobody comes before the channel closes at 04:00."""
    office = {"desk": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}}
    post = {"waits": False, "hours": "mon-sun 00:00-04:00"}
    scene = play([3 * 3600], teams=office, channels={"post": post})
    assert started(scene, 0) == [("desk.0", 10800, DAY + 3600)]


def test_teams_in_order_of_preference_and_without():
    """Both are free. In order: the first named. any_of: the more skilled (lower time factor)."""
    teams = {"slow": {**team(1), "handles": {"question": {"time_factor": 1.5}}}, "fast": team(1, "question")}
    assert started(play([0], teams=teams, routing={"phone": [{"to": ["slow", "fast"]}]}), 0) == [
        ("slow.0", 0, 0)
    ]
    any_of = {"phone": [{"to": {"any_of": ["slow", "fast"]}}]}
    assert started(play([0], teams=teams, routing=any_of), 0) == [("fast.0", 0, 0)]
    assert started(play([0], teams=teams), 0) == [("fast.0", 0, 0)]  # any_skilled


def test_equally_skilled_the_longest_idle_answers_whatever_the_team():
    scene = play([0, 200, 250], teams=TWO, routing={"phone": [{"to": {"any_of": ["first", "second"]}}]})
    # first answers at 0 (lower index), second at 200 (idle since 0), first at 250 (idle since 100)
    assert [talk[0] for talk in started(scene, 0, 1, 2)] == ["first.0", "second.0", "first.0"]


OWNED = {
    "segments": {"gold": {"customers": 7}},
    "teams": {"managers": team(3, "question", owns={"segment": "gold", "customers_each": 2})},
    "routing": {"phone": [{"to": "owner", "for": "30 s"}, {"to": "colleague"}]},
}


def gold(at, customer):
    return Came(at, segment="gold", customer=customer)


def test_owners_by_book_and_nobody_beyond_the_last():
    """Two customers each, three managers: 0, 1 | 2, 3 | 4, 5; customer 6 has no owner and no colleague of
    one."""
    scene = play([gold(200 * number, number) for number in range(7)], **OWNED)
    answered = [scene.of(number, "human") for number in range(7)]
    assert [legs[0].who if legs else "" for legs in answered] == [
        "managers.0",
        "managers.0",
        "managers.1",
        "managers.1",
        "managers.2",
        "managers.2",
        "",
    ]
    assert all(Flag.OWNER in legs[0].flags for legs in answered[:6])
    assert [leg.outcome for leg in scene.of(6, "turned_away")] == ["closed"]


def test_a_colleague_after_waiting_for_the_owner():
    """Owner 0 talks until 100. Customer 1 waits 30 s for him, then a colleague is free: of the two equally
    idle
    the lower index."""
    scene = play([gold(0, 0), gold(10, 1)], **OWNED)
    assert started(scene, 1) == [("managers.1", 10, 40)]
    assert Flag.OWNER not in scene.of(1, "human")[0].flags


def test_who_waits_for_the_owner_alone_waits_for_him():
    owner_only = {**OWNED, "routing": {"phone": [{"to": "owner"}]}}
    scene = play([gold(0, 0), gold(10, 1), gold(20, 2)], **owner_only)
    assert started(scene, 0, 1, 2) == [("managers.0", 0, 0), ("managers.0", 10, 100), ("managers.1", 20, 20)]


def test_an_owner_who_is_away_is_skipped():
    """Absence does not move books: a colleague answers at once."""
    owned = {
        **OWNED,
        "teams": {
            "managers": {
                "shifts": {
                    "a": {"hours": "mon-sun 00:00-01:00", "scheduled": 1},
                    "b": {"hours": "mon-sun 00:00-03:00", "scheduled": 1},
                },
                "handles": {"question": {}},
                "owns": {"segment": "gold", "customers_each": 2},
            }
        },
    }
    early = play([gold(0, 0), gold(500, 2)], **owned)
    assert started(early, 0, 1) == [("managers.0", 0, 0), ("managers.1", 500, 500)]
    scene = play([gold(7200, 0), gold(9000, 2)], **owned)  # 02:00: the owner of customer 0 has gone home
    assert started(scene, 0, 1) == [("managers.1", 7200, 7200), ("managers.1", 9000, 9000)]


def test_earlier_targets_stay_eligible_behind_the_menu():
    """The owner is busy until 100, the team that the menu chooses is not on duty: the owner is still
    asked."""
    scene = play(
        [gold(0, 0), gold(10, 1)],
        segments={"gold": {"customers": 7}},
        teams={
            "managers": team(1, "question", owns={"segment": "gold", "customers_each": 2}),
            "late": {"hours": "mon-sun 02:00-03:00", "scheduled": 1, "handles": {"question": {}}},
        },
        ivr={"takes": "20 s", "wrong_team": {"late": "100 %"}, "right_team": "0 %"},
        routing={
            "phone": [{"to": "owner", "for": "30 s"}, {"to": "ivr"}, {"to": "chosen_team", "for": "1 min"}]
        },
    )
    # waits from 10 to 40, is in the menu until 60, waits on until the owner is free at 100
    assert [(leg.kind, leg.queued, leg.started, leg.ended) for leg in scene.of(1)[:3]] == [
        ("queue", 10, -1, 40),
        ("menu", -1, 40, 60),
        ("human", 60, 100, 200),
    ]
    assert scene.of(1, "human")[0].who == "managers.0"
