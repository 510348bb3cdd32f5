"""What follows a contact: repeats, their delay, patience and channel, and ends."""

from __future__ import annotations

from math import sqrt

import pytest

from sim.records.columns import Flag
from sim.streams import draw, key, mixed, purpose_key

from .scenes import DAY, HOUR, SECOND, Came, play, takes, team

OFFICE = {"desk": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}}


def test_redial_after_hanging_up():
    """Hangs up at 40, dials again at 100, is answered as the first caller leaves."""
    scene = play(
        [0, 10],
        patience="30 s",
        after={"redial": {"on": "abandoned", "go": "again", "delay": "60 s"}},
    )
    queue, talk = scene.of(1, "queue", "human")
    assert (queue.outcome, queue.queued, queue.ended, queue.contact) == ("abandoned", 10, 40, 0)
    assert (talk.talk, talk.contact) == (("desk.0", 100, 100, 200, 200), 1)
    assert queue.flags == Flag.FIRST_OF_CONTACT | Flag.LAST_OF_CONTACT
    assert Flag.REPEAT in talk.flags


def test_no_more_than_max():
    scene = play(
        [0, 10],
        patience="5 s",
        reasons={"question": takes("1 h")},
        after={"redial": {"on": "abandoned", "go": "again", "delay": "60 s", "max": 2}},
    )
    assert [leg.queued for leg in scene.of(1, "queue")] == [10, 75, 140]
    assert scene.of(1, "end")[0].ended == 145


@pytest.mark.parametrize(("on", "talks"), [("served", [2, 2]), ("unresolved", [1, 2])])
def test_served_includes_the_unresolved(on, talks):
    """The first is helped and the second is not."""
    scene = play(
        [Came(0, segment="lucky"), Came(500, segment="poor")],
        segments={"lucky": {}, "poor": {}},
        reasons={"question": takes("100 s", resolves={"by": "segment", "lucky": "100 %", "poor": "0 %"})},
        after={"again": {"on": on, "go": "again", "delay": "150 s", "max": 1}},
    )
    assert [len(scene.talks(number)) for number in (0, 1)] == talks


def test_as_many_do_as_the_share_says():
    """Of 900 who were not helped three in ten ask again, once; within four standard deviations of chance."""
    scene = play(
        [300 * number for number in range(900)],
        run={"warm_up": "0 s", "measure": "7 d", "follow_up": "1 d", "arrivals": "stop"},
        reasons={"question": takes("100 s", resolves="0 %")},
        after={"again": {"on": "unresolved", "share": "30 %", "go": "again", "delay": "150 s", "max": 1}},
    )
    again = sum(Flag.REPEAT in leg.flags for leg in scene.legs if leg.kind == "human")
    assert abs(again - 270) < 4 * sqrt(900 * 0.3 * 0.7)


def test_closed_comes_back_at_the_next_opening():
    """Before opening, and after closing; two who come back at the same moment keep their order."""
    scene = play(
        [100, 200, 3 * HOUR],
        teams=OFFICE,
        after={"later": {"on": "closed", "go": "again", "delay": "next_opening"}},
    )
    assert scene.talks() == [
        ("desk.0", HOUR, HOUR, HOUR + 100, HOUR + 100),
        ("desk.0", HOUR, HOUR + 100, HOUR + 200, HOUR + 200),
        ("desk.0", DAY + HOUR, DAY + HOUR, DAY + HOUR + 100, DAY + HOUR + 100),
    ]
    assert [leg.ended for leg in scene.of(0, "turned_away")] == [100]


def test_next_opening_with_a_spread():
    row = {"on": "closed", "go": "again", "delay": "next_opening", "spread": "5 min"}
    assert play([100], teams=OFFICE, after={"later": row}).talks()[0][1] == HOUR + 300


def test_blocked_tries_again():
    scene = play(
        [0, 10],
        channels={"phone": {"lines": 1}},
        after={"engaged": {"on": "blocked", "go": "again", "delay": "45 s"}},
    )
    assert [(leg.kind, leg.outcome) for leg in scene.of(1)[:-1]] == [
        ("turned_away", "blocked"),
        ("turned_away", "blocked"),
        ("human", "resolved"),
    ]
    assert scene.talks(1) == [("desk.0", 100, 100, 200, 200)]  # 10, 55, 100


def test_the_first_row_that_applies_acts():
    rows = {
        "never": {"on": "unresolved", "share": "0 %", "go": "again"},
        "others": {"on": "unresolved", "where": {"reason": "other"}, "go": "again"},
        "over": {"on": "served", "go": "end"},
        "again": {"on": "unresolved", "go": "again"},
    }
    reasons = {"question": takes("100 s", resolves="0 %"), "other": takes("1 s")}
    crew = {"desk": team(1, "question", "other")}
    scene = play([0], teams=crew, reasons=reasons, after=rows)
    assert len(scene.talks()) == 1  # on: served includes the unresolved, and stands before `again`
    assert scene.of(0, "end")[0].step == "calls.given_up"


def test_on_to_a_step():
    steps = {
        "ask": {"contact": "question", "on": {"rest": "done"}},
        "done": {"end": "done"},
        "elsewhere": {"takes": "7 s", "next": "gone"},
        "gone": {"end": "gone"},
    }
    scene = play(
        [Came(0, "orders")],
        demand={"orders": {"process": "order", "rate": "1/h"}},
        after={"out": {"on": "served", "go": {"step": "elsewhere"}}},
        processes={"order": {"start": "ask", "steps": steps}},
    )
    assert [(leg.step, leg.ended) for leg in scene.of(0)] == [("order.ask", 100), ("order.gone", 107)]


PATIENCE = {"uniform": {"low": "0 s", "high": "100 s"}}


def fresh_patience(demand, number):
    """The n-th draw of the first caller's patience in seconds, by the contract of streams: uniform(seed 0,
    replication 0, "patience", matter, visit); the matter is (journey, path of its step, entry 0), the journey
    (demand, segment, ordinal 0)."""
    journey = mixed(key("demand", demand, "all"), 0)
    matter = mixed(journey ^ key("step", f"{demand}.question"), 0)
    return 100 * draw(purpose_key(0, 0, "patience"), matter, number)


@pytest.mark.parametrize(("patience", "visits"), [("fresh", (0, 1)), ("same", (0, 0))])
def test_patience_of_a_repeat(patience, visits):
    """Nobody answers: each try lasts as long as the patience it lives by."""
    scene = play(
        [Came(0, "a"), 1],
        patience=PATIENCE,
        reasons={"question": takes("1 d")},
        demand={"calls": {"rate": "1/h", "contact": "question"}, "a": {"rate": "1/h", "contact": "question"}},
        after={"redial": {"on": "abandoned", "go": "again", "delay": "60 s", "patience": patience, "max": 1}},
    )
    waits = [leg.ended - leg.queued for leg in scene.of(1, "queue")]
    assert waits == [pytest.approx(fresh_patience("calls", visit), abs=2 / SECOND) for visit in visits]


def test_the_rest_of_patience_behind_a_talk():
    """Patience of 90 s: 60 s used before the first talk, so 30 s are left before the second."""
    scene = play(
        [Came(0, "others"), 40, Came(41, "others")],
        patience="90 s",
        teams={"desk": team(1, "question", "other"), "money": team(1, "other")},
        reasons={"question": takes("10 s"), "other": takes("100 s")},
        routing={
            "phone": {"by": "reason", "question": [{"to": "desk"}], "other": [{"to": ["desk", "money"]}]}
        },
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "others": {"rate": "1/h", "contact": "other"},
        },
        after={
            "on": {
                "on": "served",
                "where": {"reason": "question"},
                "go": {"team": "money"},
                "patience": "rest",
                "max": 1,
            }
        },
    )
    # 1 waits 40-100 for desk, talks until 110, and waits for money (busy 41-141) from 110 to 140
    assert scene.talks(1) == [("desk.0", 40, 100, 110, 110)]
    assert [(leg.queued, leg.ended) for leg in scene.of(1, "queue")] == [(110, 140)]


@pytest.mark.parametrize(("same", "channels"), [("100 %", ["phone", "phone"]), ("0 %", ["phone", "chat"])])
def test_channel_of_a_repeat(same, channels):
    """Hardly anybody begins by chat; who changes the channel has no other."""
    scene = play(
        [0],
        channels={"phone": {}, "chat": {}},
        reasons={"question": takes("100 s", resolves="0 %", channels={"phone": "99.9999 %", "chat": "rest"})},
        after={"again": {"on": "unresolved", "go": "again", "delay": "30 s", "same_channel": same, "max": 1}},
    )
    assert [leg.channel for leg in scene.of(0, "human")] == channels


@pytest.mark.parametrize(("work", "alike"), [("same", True), ("fresh", False)])
def test_the_same_work_takes_as_long_as_before(work, alike):
    """Unresolved, and asked again at once: the second service repeats the first one's draw, or not."""
    scene = play(
        [0],
        reasons={"question": takes({"exponential": "100 s"}, resolves="0 %")},
        after={"again": {"on": "unresolved", "go": "again", "delay": "30 s", "work": work, "max": 1}},
    )
    first, second = scene.of(0, "human")
    assert (first.ended - first.started == second.ended - second.started) is alike


def test_too_many_transfers_leave_the_later_rows():
    """The row to another team cannot act; the contact is unresolved, and the next row calls again."""
    scene = play(
        [0],
        teams={"desk": team(1, "question"), "back": team(1, "hard_question")},
        reasons={"question": takes("100 s"), "hard_question": takes("100 s")},
        transfer={"max_transfers": 0},
        after={
            "escalate": {"on": "served", "go": {"team": "back", "reason": "hard_question"}, "max": 1},
            "again": {"on": "unresolved", "go": "again", "delay": "30 s", "max": 1},
        },
    )
    first, second = scene.of(0, "human")
    assert (first.outcome, first.ended, second.started) == ("unresolved", 100, 130)
    assert Flag.LAST_OF_MATTER not in first.flags


def test_who_never_was_served_has_no_row_on_served():
    """The desk cannot help and nobody else may: unresolved, but not served."""
    scene = play(
        [0],
        teams={"desk": team(1, "other"), "back": team(1, "question")},
        reasons={"question": takes("100 s"), "other": takes("100 s")},
        routing={"phone": [{"to": ["desk"]}]},
        transfer={"noticed_after": "20 s", "max_transfers": 0},
        after={"thanks": {"on": "served", "go": "again", "delay": "30 s", "max": 1}},
    )
    assert [(leg.kind, leg.ended) for leg in scene.of(0)] == [("human", 20), ("end", 20)]
