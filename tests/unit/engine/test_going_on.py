"""Going on: with a new reason, with the same work or what was left of it, with the patience that was left."""

from __future__ import annotations

import pytest

from sim.records.columns import Flag
from sim.streams import draw, key, mixed, purpose_key

from .scenes import SECOND, Came, play, takes, team

LINES = {
    "teams": {"desk": team(1, "question"), "money": team(1, "refund"), "other": team(1, "refund")},
    "reasons": {"question": takes("100 s"), "refund": takes("40 s")},
}


def test_forwarded_with_a_new_reason_to_the_right_team_for_it():
    """The first team in the file that handles refunds, even if another is free and it is not."""
    demand = {
        name: {"rate": "1/h", "contact": reason}
        for name, reason in (("calls", "question"), ("refunds", "refund"))
    }
    scene = play(
        [0, Came(70, "refunds")],
        demand=demand,
        after={"on": {"on": "served", "where": {"reason": "question"}, "go": {"reason": "refund"}}},
        **LINES,
    )
    first, second = scene.of(0, "human")
    assert (first.reason, first.outcome, first.talk) == ("question", "passed_on", ("desk.0", 0, 0, 100, 100))
    assert (second.reason, second.talk) == ("refund", ("money.0", 100, 110, 150, 150))
    assert Flag.HANDOFF | Flag.TRANSFER in second.flags


def test_without_a_right_team_on_the_channel_it_is_unresolved():
    teams = {"desk": team(1, "question"), "money": team(1, "refund", channels=["post"])}
    scene = play(
        [0],
        channels={"phone": {}, "post": {"waits": False}},
        teams=teams,
        reasons={"question": takes("100 s", channels={"phone": "100 %"}), "refund": takes("40 s")},
        after={"on": {"on": "served", "go": {"reason": "refund"}}},
    )
    (talk,) = scene.of(0, "human")
    assert (talk.outcome, talk.ended) == ("unresolved", 100)


LAW = {"exponential": "100 s"}


def amount(number: int) -> float:
    """The n-th draw of the work of the first caller, seconds, by the contract of streams."""
    from math import log

    journey = mixed(key("demand", "calls", "all"), 0)
    matter = mixed(journey ^ key("step", "calls.question"), 0)
    return -100 * log(1 - draw(purpose_key(0, 0, "takes"), matter, number))


@pytest.mark.parametrize(
    ("work", "draws"), [("fresh", (0, 1, 2)), ("same", (0, 0, 0))]
)  # fmt: skip
def test_the_same_work_stays_the_same_however_often(work, draws):
    scene = play(
        [0],
        reasons={"question": takes(LAW, resolves="0 %")},
        after={"again": {"on": "unresolved", "go": "again", "delay": "30 s", "work": work, "max": 2}},
    )
    lengths = [talk[3] - talk[2] for talk in scene.talks()]
    assert lengths == [pytest.approx(amount(number), abs=2 / SECOND) for number in draws]


def test_the_rest_of_the_work_is_what_the_next_teams_law_makes_of_it_less_what_is_done():
    """The front does the work in 40 s, the back in 100 s: 60 s are left when the front passes it on, and when
    the back passes it back to the front nothing is."""
    once = {"on": "served", "work": "rest", "max": 1}
    rows = {
        "on": {**once, "where": {"team": "front"}, "go": {"team": "back"}},
        "back": {**once, "where": {"team": "back"}, "go": {"team": "front"}},
    }
    crew = {"front": team(1, "question"), "back": team(1, "question")}
    crew["front"]["handles"]["question"] = {"takes": "40 s"}
    scene = play([0], teams=crew, after=rows, routing={"phone": [{"to": "front"}]})
    assert [talk[:4] for talk in scene.talks()] == [
        ("front.0", 0, 0, 40), ("back.0", 40, 40, 100), ("front.0", 100, 100, 100),
    ]  # fmt: skip


def test_a_fresh_draw_after_the_same_begins_anew():
    """Repeats: the same as the first, then a draw of its own, which is the third of the matter."""
    rows = {
        "first": {"on": "unresolved", "go": "again", "delay": "9 s", "work": "same", "max": 1},
        "second": {"on": "unresolved", "go": "again", "delay": "9 s", "max": 1},
    }
    scene = play([0], reasons={"question": takes(LAW, resolves="0 %")}, after=rows)
    lengths = [talk[3] - talk[2] for talk in scene.talks()]
    assert lengths == [pytest.approx(amount(number), abs=2 / SECOND) for number in (0, 0, 2)]


def test_who_hung_up_has_no_patience_left():
    """Hangs up at 40 and dials again at 60: gone at once, as the desk is busy until 100."""
    rows = {"redial": {"on": "abandoned", "go": "again", "delay": "20 s", "patience": "rest", "max": 1}}
    scene = play([0, 10], patience="30 s", after=rows)
    assert [(leg.queued, leg.ended) for leg in scene.of(1, "queue")] == [(10, 40), (60, 60)]


def test_what_is_left_of_patience_goes_on_over_contacts():
    """60 s of patience: 1 waits 40 s, is served until 200, and dials again at 230 with 20 s left."""
    rows = {"again": {"on": "unresolved", "go": "again", "delay": "30 s", "patience": "rest", "max": 1}}
    scene = play(
        [0, 60, 210],
        patience={"by": "attempt", "first": "60 s", "further": "5 min"},
        reasons={"question": takes("100 s", resolves="0 %")},
        after=rows,
    )
    assert scene.talks(1)[0][:4] == ("desk.0", 60, 100, 200)
    (queue,) = scene.of(1, "queue")
    assert (queue.outcome, queue.queued, queue.ended) == ("abandoned", 230, 250)
