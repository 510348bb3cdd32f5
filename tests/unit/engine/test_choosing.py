"""Whom a contact takes among free agents: the longest idle, one at random, or the least occupied."""

from __future__ import annotations

import pytest

from sim.streams import draw, key, mixed, purpose_key

from .scenes import Came, play, takes, team

TWO = {
    "teams": {"desk": team(2, "question", "word")},
    "reasons": {"question": takes("100 s"), "word": takes("20 s")},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "words": {"rate": "1/h", "contact": "word"},
    },
}


@pytest.mark.parametrize(("way", "who"), [("longest_idle", "desk.0"), ("least_occupied", "desk.1")])
def test_longest_idle_or_least_occupied(way, who):
    """At 140 the first is idle since 100 after 100 s of work, the second since 130 after 20 s."""
    scene = play([0, Came(110, "words"), 140], rank={"free_agent": way}, **TWO)
    assert [talk[0] for talk in scene.talks()] == ["desk.0", "desk.1", who]


def test_the_least_occupied_is_so_for_its_share_of_the_stretch_and_ties_go_to_the_lower_number():
    """At 01:00 a second agent comes. Who has worked 100 s of an hour is less occupied at 01:03:20 than who
    has worked 20 s of 200 s; before anybody has worked in it, both are alike."""
    shifts = {
        "long": {"hours": "mon-sun 00:00-05:00", "scheduled": 1},
        "late": {"hours": "mon-sun 01:00-06:00", "scheduled": 1},
    }
    crew = {"desk": {"shifts": shifts, "handles": {"question": {}, "word": {}}}}
    parts = {**TWO, "teams": crew, "rank": {"free_agent": "least_occupied"}}
    scene = play([0, Came(3650, "words"), 3800], **parts)
    assert [talk[0] for talk in scene.talks()] == ["desk.0", "desk.1", "desk.0"]
    scene = play([3650], **parts)
    assert scene.talks()[0][0] == "desk.0"


def test_a_random_one_is_item_u_n_in_the_order_of_the_plan():
    """By the contract of streams: uniform(seed 0, replication 0, "agent", matter, 0) x the number free."""
    scene = play(
        [3600 * hour for hour in range(8)], teams={"desk": team(5, "question")}, rank={"free_agent": "random"}
    )
    expected = []
    for number in range(8):
        matter = mixed(mixed(key("demand", "calls", "all"), number) ^ key("step", "calls.question"), 0)
        expected.append(f"desk.{int(5 * draw(purpose_key(0, 0, 'agent'), matter, 0))}")
    assert [talk[0] for talk in scene.talks()] == expected
    assert len(set(expected)) > 2


@pytest.mark.parametrize("way", ["longest_idle", "least_occupied", "random"])
def test_skill_comes_before_the_emptiest_hands(way):
    """The quick agent, who has a chat in hand, has the second one, too, and not the slow one beside him."""
    crew = {"slow": team(1, "question"), "quick": team(1, "question")}
    crew["slow"]["handles"]["question"] = {"time_factor": 2}
    scene = play([0, 10], teams=crew, rank={"free_agent": way}, channels={"chat": {"at_once": 2}})
    assert [talk[0] for talk in scene.talks()] == ["quick.0", "quick.0"]


def test_preference_and_skill_come_before_chance():
    crew = {"slow": team(3, "question"), "quick": team(1, "question")}
    crew["slow"]["handles"]["question"] = {"time_factor": 2}
    came = [3600 * hour for hour in range(6)]
    scene = play(came, teams=crew, rank={"free_agent": "random"})
    assert {talk[0] for talk in scene.talks()} == {"quick.0"}
    route = {"phone": [{"to": ["slow", "quick"]}]}
    scene = play(came, teams=crew, rank={"free_agent": "random"}, routing=route)
    assert {talk[0].split(".")[0] for talk in scene.talks()} == {"slow"}
    assert len({talk[0] for talk in scene.talks()}) > 1
