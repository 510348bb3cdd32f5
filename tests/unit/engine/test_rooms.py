"""Waiting rooms of teams, limited or none, and queues cleared at closing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.scenario import read

from .scenes import HOUR, Came, Scene, play, takes, team

TEXTBOOK = Path(__file__).parents[3] / "scenarios" / "textbook"


def outcomes(scene: Scene, journey: int) -> list[tuple[str, str, float]]:
    """Rows of a contact but for its end: kind, outcome, when over."""
    return [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(journey)[:-1]]


def desk(**more):
    return {"desk": team(1, "question", **more)}


def test_no_waiting_room():
    scene = play([0, 10, 100], teams=desk(max_queue=0))
    assert outcomes(scene, 1) == [("queue", "blocked", 10)]
    assert scene.talks(2) == [("desk.0", 100, 100, 200, 200)]


def test_a_room_for_one_is_free_again_when_he_is_answered():
    scene = play([0, 10, 20, 101], teams=desk(max_queue=1))
    assert outcomes(scene, 2) == [("queue", "blocked", 20)]
    assert scene.talks(3) == [("desk.0", 101, 200, 300, 300)]


def test_a_team_without_room_is_left_out_of_a_route():
    """Nobody waits for the desk, which overflows to the back after no time at all."""
    scene = play(
        [0, 10, 20],
        teams={**desk(max_queue=0), "back": team(1, "question")},
        routing={"phone": [{"to": "desk", "for": "1 min"}, {"to": "back"}]},
    )
    assert [talk[:3] for talk in scene.talks()] == [("desk.0", 0, 0), ("back.0", 10, 10), ("back.0", 20, 110)]


def test_who_is_passed_on_to_a_full_room_is_blocked():
    scene = play(
        [Came(0, "direct"), 10],
        teams={"front": team(1, "hello"), "back": team(1, "question", "other", max_queue=0)},
        reasons={"question": takes("100 s"), "hello": takes("1 s"), "other": takes("100 s")},
        routing={"phone": {"by": "reason", "other": [{"to": "back"}], "rest": [{"to": "front"}]}},
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "direct": {"rate": "1/h", "contact": "other"},
        },
        transfer={"noticed_after": "20 s"},
    )
    assert outcomes(scene, 1) == [("human", "passed_on", 30), ("queue", "blocked", 30)]


def test_mail_always_has_room():
    scene = play([0, 10], teams=desk(max_queue=0), channels={"phone": {"waits": False}})
    assert [talk[2] for talk in scene.talks()] == [0, 100]


def test_mail_takes_no_room():
    """The only place is free for the one who calls, though a letter waits for the team."""
    scene = play(
        [Came(0, "letters"), Came(10, "letters"), 20],
        teams={"desk": team(1, "question", "letter", max_queue=1)},
        channels={"phone": {}, "email": {"waits": False}},
        reasons={
            "question": takes("100 s", channels={"phone": "100 %"}),
            "letter": takes("100 s", channels={"email": "100 %"}),
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "letters": {"rate": "1/h", "contact": "letter"},
        },
    )
    assert sorted(talk[2] for talk in scene.talks()) == [0, 100, 200]


def test_who_is_at_home_keeps_his_place_without_taking_room():
    route = {"phone": [{"to": "desk", "for": "20 s"}, {"to": "callback"}]}
    scene = play([0, 10, 40], teams=desk(max_queue=1), routing=route, callback={"attempts": 1})
    assert scene.talks(1)[0][2] == 100
    assert scene.of(2, "at_home")[0].queued == 60


@pytest.mark.parametrize("places", [0, 2])
def test_one_teams_room_is_as_good_as_the_channels(places):
    """The only team's limit and the only channel's give the same record, to the byte."""
    sets = ["run.warm_up=0 d", "run.measure=2 h", "channels.phone.lines=10000"]
    by_channel, by_team = (
        replicate(compile_plan(read(TEXTBOOK / "mm4_6.yaml", [*sets, limit])), 0)
        for limit in (f"channels.phone.max_queue={places}", f"teams.desk.max_queue={places}")
    )
    for name, column in by_channel.legs.items():
        assert column.tobytes() == by_team.legs[name].tobytes(), name
    assert len(by_team.legs["leg"]) > 5000


EVENING = {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}


def test_the_queue_is_cleared_at_closing_and_the_talk_in_hand_finished():
    start = 2 * HOUR - 50
    scene = play([start, start + 10], teams={"desk": {**EVENING, "at_closing": "clear"}})
    assert scene.talks(0)[0][3] == start + 100
    assert outcomes(scene, 1) == [("queue", "closed", 2 * HOUR)]


def test_who_was_sent_away_follows_the_rows_of_the_closed():
    start = 2 * HOUR - 50
    rows = {"later": {"on": "closed", "go": "again", "delay": "next_opening"}}
    scene = play([start, start + 10], teams={"desk": {**EVENING, "at_closing": "clear"}}, after=rows)
    assert scene.talks(1)[0][2] == 25 * HOUR


def test_who_also_waits_for_a_team_at_work_waits_on():
    """The desk closes at 02:00; the back, which has 0 (idle for longer), is free 50 s later."""
    start = 2 * HOUR - 50
    crew = {"desk": {**EVENING, "at_closing": "clear"}, "back": team(1, "question")}
    scene = play([start, start + 1, start + 10, start + 20], teams=crew)
    assert [leg.kind for leg in scene.legs if leg.outcome == "closed"] == []
    assert [talk[2] for talk in scene.talks()[2:]] == [start + 100, start + 200]


def test_mail_stays_when_the_queue_is_cleared():
    start = 2 * HOUR - 50
    crew = {"desk": {**EVENING, "at_closing": "clear"}}
    scene = play([start, start + 10], teams=crew, channels={"phone": {"waits": False, "hours": "always"}})
    assert scene.talks(1)[0][2] == 25 * HOUR
