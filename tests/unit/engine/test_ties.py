"""Events at the same moment go by kind, then by entity: never by who was noted down first."""

from __future__ import annotations

from .scenes import Came, play, takes, team

ONE = {"question": takes("100 s")}


def test_end_of_service_before_an_arrival():
    scene = play([0, 100])
    assert scene.talks(1) == [("desk.0", 100, 100, 200, 200)]


def test_end_of_service_before_end_of_patience():
    scene = play([0, 40], patience="60 s")
    assert scene.talks(1) == [("desk.0", 40, 100, 200, 200)]


def test_end_of_service_before_change_of_shift():
    """The desk's shift ends at 3600 with its talk; who waits is not taken."""
    shift = {"hours": "mon-sun 00:00-01:00", "scheduled": 1, "handles": {"question": {}}}
    scene = play([3500, 3501], teams={"desk": shift}, patience="99 s")
    assert [leg.outcome for leg in scene.of(1, "queue")] == ["abandoned"]


def test_end_of_service_before_a_shift_begins():
    """At 3600 the one agent is free and the other comes: the one who is freed takes who waits."""
    shifts = {
        "whole": {"hours": "mon-sun 00:00-03:00", "scheduled": 1},
        "late": {"hours": "mon-sun 01:00-02:00", "scheduled": 1},
    }
    scene = play([3500, 3510], teams={"desk": {"shifts": shifts, "handles": {"question": {}}}})
    assert scene.talks(1)[0][0] == scene.talks(0)[0][0]
    assert scene.talks(1)[0][2] == 3600


def test_change_of_shift_before_end_of_patience():
    """The late shift begins at 3600, as patience ends: answered. Due within the stage's hour, so one
    waits."""
    shifts = {
        "early": {"hours": "mon-sun 00:00-00:30", "scheduled": 1},
        "late": {"hours": "mon-sun 01:00-02:00", "scheduled": 1},
    }
    scene = play(
        [3000],
        teams={"desk": {"shifts": shifts, "handles": {"question": {}}}},
        patience="600 s",
        channels={"phone": {"hours": "always"}},
    )
    assert scene.talks() == [("desk.1", 3000, 3600, 3700, 3700)]


def test_end_of_patience_before_the_stage_limit():
    """At 40 patience ends and the free second team would be asked: gone."""
    teams = {"first": team(1, "question"), "second": team(1, "question")}
    route = [{"to": "first", "for": "30 s"}, {"to": "second"}]
    scene = play([0, 10], teams=teams, patience="30 s", routing={"phone": route})
    assert [(leg.outcome, leg.ended) for leg in scene.of(1, "queue")] == [("abandoned", 40)]


def test_stage_limit_before_an_arrival():
    """At 40 the one who waited and a new one, who asks at once, both want second: the former has it."""
    scene = play(
        [0, 10, Came(40, "others")],
        teams={"first": team(1, "question"), "second": team(1, "question", "other")},
        reasons={**ONE, "other": takes("100 s")},
        routing={
            "phone": {
                "by": "reason",
                "other": [{"to": "second"}],
                "rest": [{"to": "first", "for": "30 s"}, {"to": "second"}],
            }
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
    )
    assert scene.talks(1) == [("second.0", 10, 40, 140, 140)]
    assert scene.talks(2) == [("second.0", 40, 140, 240, 240)]


def test_stage_limit_before_the_end_of_the_menu():
    """At 40 the stage of 2 is over and 0 leaves the menu; both want second: the former has it."""
    scene = play(
        [Came(0, "others"), 5, 10],
        ivr={"takes": "40 s"},
        teams={"first": team(1, "question"), "second": team(1, "question", "other")},
        reasons={**ONE, "other": takes("100 s")},
        routing={
            "phone": {
                "by": "reason",
                "other": [{"to": "ivr"}, {"to": "second"}],
                "rest": [{"to": "first", "for": "30 s"}, {"to": "second"}],
            }
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
    )
    assert scene.talks(2) == [("second.0", 10, 40, 140, 140)]
    assert scene.talks(0) == [("second.0", 40, 140, 240, 240)]


def test_end_of_the_menu_before_an_arrival():
    """0 leaves the menu at 40, as 1 arrives where no menu is: 0 is first."""
    scene = play(
        [0, Came(40, "others")],
        reasons={**ONE, "other": takes("100 s")},
        ivr={"takes": "40 s"},
        teams={"desk": team(1, "question", "other")},
        routing={
            "phone": {
                "by": "reason",
                "other": [{"to": "desk"}],
                "rest": [{"to": "ivr"}, {"to": "chosen_team"}],
            }
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
    )
    assert (scene.talks(0)[0][2], scene.talks(1)[0][2]) == (40, 140)


def test_a_promise_due_before_a_retry():
    """At 600 the promise to 1 is broken, who calls at once, and 0 calls again: 1 has the agent first."""
    scene = play(
        [0, Came(300, "orders")],
        after={"more": {"on": "served", "where": {"attempt": "first"}, "go": "again", "delay": "500 s"}},
        reasons={**ONE, "late": takes("100 s")},
        teams={"desk": team(1, "question", "late")},
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "orders": {"rate": "1/h", "process": "order"},
        },
        processes={
            "order": {
                "start": "ship",
                "steps": {
                    "ship": {
                        "takes": "1000 s",
                        "promise": "300 s",
                        "if_late": {"chase": {"contact": "late"}},
                        "next": "done",
                    },
                    "done": {"end": "done"},
                },
            }
        },
    )
    assert scene.talks(1)[0] == ("desk.0", 600, 600, 700, 700)
    assert scene.talks(0)[1] == ("desk.0", 600, 700, 800, 800)


def test_a_retry_before_an_arrival():
    """1 dials again at 100, as 2 arrives; the agent has been free since 90."""
    scene = play(
        [0, 10, 100],
        patience="30 s",
        reasons={"question": takes("90 s")},
        after={"redial": {"on": "abandoned", "go": "again", "delay": "60 s"}},
    )
    assert scene.talks(1) == [("desk.0", 100, 100, 190, 190)]
    assert scene.of(2, "queue")[0].queued == 100


def test_of_two_ends_of_service_the_lower_journey_first():
    """Both talks end at 100, two wait: journey 0's agent takes the first in line, journey 1's the second,
    though 1, who met no menu, was answered at 10 and 0 at 40."""
    scene = play(
        [0, Came(10, "others"), 20, 30],
        ivr={"takes": "40 s"},
        teams={"desk": team(2, "question", "other")},
        reasons={"question": takes("60 s"), "other": takes("90 s")},
        routing={
            "phone": {
                "by": "reason",
                "other": [{"to": "desk"}],
                "rest": [{"to": "ivr"}, {"to": "chosen_team"}],
            }
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
    )
    assert scene.talks(0, 1) == [("desk.1", 40, 40, 100, 100), ("desk.0", 10, 10, 100, 100)]
    assert [scene.talks(n)[0][0] for n in (2, 3)] == ["desk.1", "desk.0"]


def test_of_two_arrivals_the_demand_first_by_name():
    demand = {name: {"rate": "1/h", "contact": "question"} for name in ("calls", "b", "a")}
    scene = play([0, Came(0, "b"), Came(0, "a")], demand=demand)
    assert [leg.step for leg in scene.legs if leg.kind == "human"] == [
        "a.question",
        "b.question",
        "calls.question",
    ]


def test_of_two_shifts_the_lower_agent_comes_first():
    """Two wait for 01:00, when both agents come: the first in line reaches agent 0, whose second shift it is,
    and not agent 1, whose first."""
    shifts = {
        "twice": {"hours": "mon-sun 00:00-00:30, mon-sun 01:00-02:00", "scheduled": 1},
        "once": {"hours": "mon-sun 01:00-02:00", "scheduled": 1},
    }
    crew = {"desk": {"shifts": shifts, "handles": {"question": {}}}}
    scene = play([2000, 2100], teams=crew, channels={"phone": {"hours": "always"}})
    assert scene.talks() == [
        ("desk.0", 2000, 3600, 3700, 3700),
        ("desk.1", 2100, 3600, 3700, 3700),
    ]
