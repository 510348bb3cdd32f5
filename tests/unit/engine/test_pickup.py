"""Pickup: the agent rings, the customer still waits, and may hang up."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.journeys import journeys

from .scenes import Came, Scene, play, takes, team

RING = {"channels": {"phone": {"pickup": "15 s"}}}


def rings(scene: Scene) -> list[tuple[int, str, float, float]]:
    """Ringing: for whom, who, from, until."""
    return [(leg.journey, leg.who, leg.started, leg.released) for leg in scene.legs if leg.kind == "ringing"]


def test_the_wait_goes_on_until_the_agent_picks_up():
    scene = play([0, 10], **RING)
    assert scene.talks() == [("desk.0", 0, 15, 115, 115), ("desk.0", 10, 130, 230, 230)]
    assert rings(scene) == [(0, "desk.0", 0, 15), (1, "desk.0", 115, 130)]
    lived = journeys(scene.plan, scene.record, load("default"))
    assert lived["wait_s"].tolist() == [15, 120]


def test_a_hang_up_while_it_rings_frees_the_agent_at_that_moment():
    """1 joins at 10 with 110 s of patience: hangs up at 120, 5 s after it rings; 2 is rung for then."""
    scene = play([0, 10, 100], patience="110 s", **RING)
    (queue,) = scene.of(1, "queue")
    assert (queue.outcome, queue.queued, queue.ended) == ("abandoned", 10, 120)
    assert rings(scene)[1:] == [(1, "desk.0", 115, 120), (2, "desk.0", 120, 135)]
    assert scene.talks(2) == [("desk.0", 100, 135, 235, 235)]


@pytest.mark.parametrize(("patience", "talks"), [("15 s", 1), ("14 s", 0)])
def test_who_is_answered_at_once_waits_for_the_pickup_too(patience, talks):
    """Picked up at the very moment when patience ends is picked up."""
    assert len(play([0], patience=patience, **RING).talks()) == talks


def test_patience_that_was_left_is_less_by_the_ringing():
    """Patience of 60 s: 15 s of ringing at the desk leave 45 s for the back, which is joined at 115 and busy
    until 165."""
    scene = play(
        [0, Came(0, "direct")],
        channels={"phone": {"pickup": "15 s"}},
        teams={"desk": team(1, "question"), "back": team(1, "other")},
        reasons={"question": takes("100 s"), "other": takes("150 s")},
        patience="60 s",
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "direct": {"rate": "1/h", "contact": "other"},
        },
        routing={"phone": {"by": "reason", "question": [{"to": "desk"}], "other": [{"to": "back"}]}},
        after={
            "on": {
                "on": "served", "where": {"reason": "question"}, "patience": "rest",
                "go": {"team": "back", "reason": "other"},
            },
        },
    )  # fmt: skip
    (queue,) = (leg for leg in scene.legs if leg.kind == "queue")
    assert (queue.outcome, queue.queued, queue.ended) == ("abandoned", 115, 160)


def test_a_transfer_rings_too_and_the_agent_before_holds_on():
    scene = play(
        [0],
        channels={"phone": {"pickup": "10 s"}},
        teams={"front": team(1, "hello"), "back": team(1, "question")},
        reasons={"question": takes("100 s"), "hello": takes("1 s")},
        routing={"phone": [{"to": "front"}]},
        transfer={"noticed_after": "20 s", "manner": "warm", "hold": "1 min", "brief_takes": "5 s"},
    )
    assert scene.talks() == [("front.0", 0, 10, 30, 45), ("back.0", 30, 40, 145, 145)]


def test_who_is_called_back_is_not_rung_for_a_second_time():
    scene = play(
        [0, 10],
        channels={"phone": {"pickup": "15 s"}},
        routing={"phone": [{"to": "desk", "for": "20 s"}, {"to": "callback"}]},
        callback={"rings": "7 s"},
    )
    assert rings(scene)[1:] == [(1, "desk.0", 115, 122)]
    assert scene.talks(1) == [("desk.0", 122, 122, 222, 222)]


def test_who_rings_when_the_run_ends_is_open():
    scene = play([0], channels={"phone": {"pickup": "30 d"}})
    assert [(leg.kind, leg.outcome, leg.released) for leg in scene.of(0)] == [
        ("ringing", "open", -1), ("queue", "open", -1),
    ]  # fmt: skip
