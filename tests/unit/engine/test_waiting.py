"""Waiting in line: patience, balking, limits of lines and queues, and who comes first."""

from __future__ import annotations

from sim.records.columns import Flag

from .scenes import LAST, Came, play, takes, team


def test_first_come_first_served_by_one_agent():
    scene = play([0, 10, 20], reasons={"question": takes("100 s", wrap_up="20 s")})
    assert scene.talks() == [
        ("desk.0", 0, 0, 100, 120),
        ("desk.0", 10, 120, 220, 240),  # the agent is free when wrap-up is over
        ("desk.0", 20, 240, 340, 360),
    ]


def test_without_points_for_waiting_it_is_still_who_joined_earlier():
    """At 200 it is 2, who joined at 110, before 0, who is back since 120 and whose number is lower."""
    again = {"on": "served", "go": "again", "delay": "20 s", "max": 1}
    scene = play([0, 10, 110], rank={"per_second": 0}, after={"again": again})
    assert [scene.talks(number)[0][2] for number in range(3)] == [0, 100, 200]
    assert [scene.talks(number)[1][2] for number in range(3)] == [300, 400, 500]


def test_patience_runs_from_joining_and_ends_the_wait_at_that_moment():
    scene = play([0, 10, 15], patience="30 s")
    assert [(leg.kind, leg.outcome, leg.queued, leg.ended) for leg in scene.of(1, "queue")] == [
        ("queue", "abandoned", 10, 40)
    ]
    assert scene.of(2, "queue")[0].ended == 45
    assert scene.talks() == [("desk.0", 0, 0, 100, 100)]


def test_who_is_answered_when_patience_ends_is_answered():
    """End of service comes before end of patience at the same moment."""
    scene = play([0, 10], patience="90 s")
    assert scene.talks(1) == [("desk.0", 10, 100, 200, 200)]


def test_who_hung_up_is_gone_from_the_queue():
    """The first in line leaves at 35; at 100 the agent takes the second."""
    scene = play(
        [Came(0, segment="calm"), Came(5, segment="hasty"), Came(50, segment="calm")],
        segments={"calm": {}, "hasty": {}},
        patience={"by": "segment", "hasty": "30 s", "calm": "1 h"},
    )
    assert scene.of(1, "queue")[0].ended == 35
    assert scene.talks(2) == [("desk.0", 50, 100, 200, 200)]


def test_balking_only_if_nobody_is_free():
    scene = play([0, 10, 100], balks="100 %")
    assert [leg.outcome for leg in scene.legs if leg.kind in ("human", "queue")] == [
        "balked",
        "resolved",
        "resolved",
    ]
    balked = scene.of(1, "queue")[0]
    assert (balked.queued, balked.ended) == (10, 10)
    assert scene.of(2, "human")[0].started == 100  # the agent is free from 100 on


def test_lines_count_talks_and_waits():
    """Two lines: one talks, one waits, the third is blocked; at 100 a line is free again."""
    scene = play([0, 10, 20, 100], channels={"phone": {"lines": 2}})
    assert [(leg.kind, leg.outcome, leg.queued, leg.ended) for leg in scene.of(2, "turned_away")] == [
        ("turned_away", "blocked", 20, 20)
    ]
    assert scene.talks(3) == [("desk.0", 100, 200, 300, 300)]


def test_max_queue_counts_those_who_wait():
    scene = play([0, 10, 20, 101], channels={"phone": {"max_queue": 1}})
    assert [(leg.outcome, leg.queued, leg.ended) for leg in scene.of(2, "queue")] == [("blocked", 20, 20)]
    assert scene.talks(3) == [("desk.0", 101, 200, 300, 300)]


def test_no_queue_at_all():
    scene = play([0, 10, 100], channels={"phone": {"max_queue": 0}})
    assert [leg.outcome for leg in scene.of(1, "queue")] == ["blocked"]
    assert scene.talks(2) == [("desk.0", 100, 100, 200, 200)]


RANKED = {
    "channels": {"phone": {}, "post": {"waits": False}},
    "teams": {"desk": team(1, "question", "letter")},
    "reasons": {
        "question": takes("100 s", channels={"phone": "100 %"}),
        "letter": takes("50 s", channels={"post": "100 %"}),
    },
    "demand": {"calls": {"rate": "1/h", "contact": "question"}, "post": {"rate": "1/h", "contact": "letter"}},
}


def test_class_before_joining():
    """The letter joined at 10, the call at 20: at 100 the call goes first."""
    came = [0, Came(10, "post"), 20]
    scene = play(came, rank={"class": ["phone", "post"]}, **RANKED)
    assert [leg.started for leg in (scene.of(1, "human")[0], scene.of(2, "human")[0])] == [200, 100]
    scene = play(came, **RANKED)
    assert [leg.started for leg in (scene.of(1, "human")[0], scene.of(2, "human")[0])] == [100, 150]


SEGMENTS = {
    "segments": {"plain": {}, "gold": {}},
    "demand": {"calls": {"rate": "1/h", "contact": "question"}},
}


def test_points_are_a_head_start():
    """Gold has 30 points, one point a second: at 100 plain has waited 90 s, gold 55 s + 30 = 85 < 90."""
    rank = {"points": {"by": "segment", "gold": 30, "plain": 0}}
    came = [Came(0, segment="plain"), Came(10, segment="plain"), Came(45, segment="gold")]
    scene = play(came, rank=rank, **SEGMENTS)
    assert [scene.of(number, "human")[0].started for number in (1, 2)] == [100, 200]
    # joined at 35: 65 + 30 = 95 > 90
    scene = play([*came[:2], Came(35, segment="gold")], rank=rank, **SEGMENTS)
    assert [scene.of(number, "human")[0].started for number in (1, 2)] == [200, 100]


def test_points_a_second_overtake_while_waiting():
    """Gold gains 2 a second, plain 1. At 100: plain 90 against gold 2 x 50 = 100. A measured wait has no
    points."""
    rank = {"per_second": {"by": "segment", "gold": 2, "plain": 1}}
    came = [Came(0, segment="plain"), Came(10, segment="plain"), Came(50, segment="gold")]
    scene = play(came, rank=rank, **SEGMENTS)
    assert scene.talks(2) == [("desk.0", 50, 100, 200, 200)]
    # joined at 60: 80 < 90
    scene = play([*came[:2], Came(60, segment="gold")], rank=rank, **SEGMENTS)
    assert scene.talks(2) == [("desk.0", 60, 200, 300, 300)]


def test_equal_in_everything_the_lower_matter_goes_first():
    """Both join at 10; journeys are numbered in the order of their demands' names."""
    demand = {name: {"rate": "1/h", "contact": "question"} for name in ("calls", "b", "a")}
    scene = play([0, Came(10, "b"), Came(10, "a")], demand=demand)
    started = {leg.step: leg.started for leg in scene.legs if leg.kind == "human"}
    assert started == {"calls.question": 0, "a.question": 100, "b.question": 200}


def test_who_queues_again_does_not_overtake():
    """At 100 the first caller is passed on within the same team's queue; who waited since 10 is answered."""
    scene = play(
        [0, 10],
        after={"once_more": {"on": "served", "go": {"team": "desk"}, "max": 1}},
    )
    assert scene.talks(0)[0] == ("desk.0", 0, 0, 100, 100)
    assert scene.talks(1)[0] == ("desk.0", 10, 100, 200, 200)
    assert scene.talks(0)[1] == ("desk.0", 100, 200, 300, 300)
    assert scene.talks(1)[1] == ("desk.0", 200, 300, 400, 400)


CHAT = {
    "channels": {"phone": {}, "chat": {"at_once": 2}},
    "teams": {"desk": team(1, "question", "talk")},
    "reasons": {
        "question": takes("100 s", channels={"phone": "100 %"}),
        "talk": takes("100 s", channels={"chat": "100 %"}),
    },
    "demand": {"calls": {"rate": "1/h", "contact": "question"}, "chats": {"rate": "1/h", "contact": "talk"}},
}


def test_chats_side_by_side_a_call_with_empty_hands():
    """Two chats at once from 0 and 10, a third waits for a slot at 100; a call waits beside a single chat."""
    scene = play([Came(0, "chats"), Came(10, "chats"), Came(20, "chats")], **CHAT)
    assert [leg.started for leg in scene.legs if leg.kind == "human"] == [0, 10, 100]
    scene = play([Came(0, "chats"), 20], **CHAT)
    assert scene.talks(1) == [("desk.0", 20, 100, 200, 200)]


def test_no_further_chat_while_a_call_waits():
    """The call of 20 needs empty hands: at 100 the second chat is still there until 110, and nobody may
    join it."""
    scene = play([Came(0, "chats"), Came(10, "chats"), 20, Came(30, "chats"), Came(105, "chats")], **CHAT)
    assert scene.talks(2) == [("desk.0", 20, 110, 210, 210)]
    assert scene.of(3, "human")[0].started == 210
    assert scene.of(4, "human")[0].started == 210


def test_a_call_is_held_alone():
    scene = play([0, Came(10, "chats"), Came(20, "chats")], **CHAT)
    assert [leg.started for leg in scene.legs if leg.kind == "human"] == [0, 100, 100]


def test_flags_of_a_plain_call():
    assert play([0]).of(0, "human")[0].flags == LAST | Flag.FIRST_OF_CONTACT
