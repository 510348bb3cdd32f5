"""A day worked out by hand: six customers, and every leg, wait, handoff and expected ease of each.

The company. Times are seconds after 08:00; nothing is left to chance, as every duration is constant and every
share 0 or 100 %.

    front      1 agent, 08:00-18:00, answers questions
    money      1 agent, 08:00-18:00, answers refunds
    managers   2 agents, Ann (until 09:00) and Bob (until 12:00), answer questions of gold customers; Ann owns
               customers 0 and 1, Bob 2 and 3
    question   300 s of talk, 60 s of wrap-up          refund   240 s, no wrap-up
    menu       30 s; sends questions to the right team, refunds to the front
    patience   120 s; who hangs up dials again after 600 s
    a wrong team notices after 60 s; the front passes on cold, then 30 s of telling it again; managers
    introduce the customer (40 s, both with her)
    gold customers reach their owner, after 20 s a colleague; the others the menu and the team that it chose
    an order is a parcel of 3 h, promised within 2 h; when the promise breaks, the customer asks where it is

The day.

    0 Amy     08:00:00  question                  helped at once
    1 Ben     08:01:00  question                  hangs up and dials again
    2 Cid     08:20:00  refund                    misrouted by the menu, passed on cold
    3 Dot     08:30:00  order                     promise missed, asks
    4 Eve     09:30:00  question, gold customer 0  her owner Ann has gone home: a colleague answers
    5 Flo     09:40:00  refund, gold customer 2    her owner Bob cannot help: a warm transfer
"""

from __future__ import annotations

from math import exp

import pytest

from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.records.columns import Flag

from .scenes import HOUR, LAST, Came, Scene, play, takes

OPENS = 8 * HOUR
AMY, BEN, CID, DOT, EVE, FLO = range(6)
DAY = "mon-sun 08:00-18:00"
FIRST = Flag.FIRST_OF_CONTACT

COMPANY = {
    "segments": {"plain": {}, "gold": {"customers": 4}},
    "teams": {
        "front": {"hours": DAY, "scheduled": 1, "handles": {"question": {}}},
        "money": {"hours": DAY, "scheduled": 1, "handles": {"refund": {}}},
        "managers": {
            "shifts": {
                "ann": {"hours": "mon-sun 08:00-09:00", "scheduled": 1},
                "bob": {"hours": "mon-sun 08:00-12:00", "scheduled": 1},
            },
            "handles": {"question": {}},
            "owns": {"segment": "gold", "customers_each": 2},
        },
    },
    "reasons": {"question": takes("300 s", wrap_up="60 s"), "refund": takes("240 s")},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "refunds": {"rate": "1/h", "contact": "refund"},
        "orders": {"rate": "1/h", "process": "order"},
    },
    "ivr": {
        "takes": "30 s",
        "right_team": {"by": "reason", "refund": "0 %", "rest": "100 %"},
        "wrong_team": {"front": "100 %"},
    },
    "routing": {
        "phone": {
            "by": "segment",
            "gold": [{"to": "owner", "for": "20 s"}, {"to": "colleague"}],
            "rest": [{"to": "ivr"}, {"to": "chosen_team"}],
        },
    },
    "patience": "120 s",
    "after": {"redial": {"on": "abandoned", "go": "again", "delay": "600 s"}},
    "transfer": {
        "noticed_after": "60 s",
        "manner": {"by": "previous_team", "managers": "warm", "rest": "cold"},
        "hold": "20 s",
        "brief_takes": "40 s",
        "explain_again_takes": "30 s",
    },
    "processes": {
        "order": {
            "start": "ship",
            "steps": {
                "ship": {
                    "touchpoint": "parcel",
                    "takes": "3 h",
                    "promise": "2 h",
                    "if_late": {"chase": {"contact": "question"}},
                    "next": "done",
                },
                "done": {"end": "fulfilled"},
            },
        },
    },
}

CAME = (
    Came(OPENS, "calls", "plain"),
    Came(OPENS + 60, "calls", "plain"),
    Came(OPENS + 1200, "refunds", "plain"),
    Came(OPENS + 1800, "orders", "plain"),
    Came(OPENS + 5400, "calls", "gold", 0),
    Came(OPENS + 6000, "refunds", "gold", 2),
)


@pytest.fixture(scope="module")
def day() -> Scene:
    return play(CAME, **COMPANY)


def lived(day: Scene, journey: int) -> list[tuple[object, ...]]:
    """Kind, outcome, who, and queued, started, ended, released in seconds after 08:00 (None: never)."""
    return [
        (leg.kind, leg.outcome, leg.who, *(at - OPENS if at >= 0 else None for at in leg[-4:]))
        for leg in day.of(journey)
    ]


def test_amy_is_helped_at_once(day):
    """Menu until 30; the front is free: 300 s of talk, and 60 s of wrap-up after she has left."""
    assert lived(day, AMY) == [
        ("menu", "done", "", None, 0, 30, None),
        ("human", "resolved", "front.0", 30, 30, 330, 390),
        ("end", "done", "", None, 330, 330, None),
    ]
    assert [leg.flags for leg in day.of(AMY)] == [FIRST, LAST, 0]


def test_ben_hangs_up_and_dials_again(day):
    """Behind the menu at 90 the front is busy until 390: his 120 s are over at 210. He dials at 810,
    is in the menu until 840, and the front is free."""
    assert lived(day, BEN) == [
        ("menu", "done", "", None, 60, 90, None),
        ("queue", "abandoned", "front", 90, None, 210, None),
        ("menu", "done", "", None, 810, 840, None),
        ("human", "resolved", "front.0", 840, 840, 1140, 1200),
        ("end", "done", "", None, 1140, 1140, None),
    ]
    assert [leg.flags for leg in day.of(BEN)] == [
        FIRST, Flag.LAST_OF_CONTACT, FIRST | Flag.REPEAT, LAST | Flag.REPEAT, 0
    ]  # fmt: skip
    assert [leg.contact for leg in day.of(BEN)] == [0, 0, 1, 1, 0]


def test_cid_is_misrouted_and_tells_it_twice(day):
    """The menu chooses the front, which notices from 1230 to 1290 and is free at once. The money team is
    free: 30 s of telling it again and 240 s of refund."""
    assert lived(day, CID) == [
        ("menu", "done", "", None, 1200, 1230, None),
        ("human", "passed_on", "front.0", 1230, 1230, 1290, 1290),
        ("human", "resolved", "money.0", 1290, 1290, 1560, 1560),
        ("end", "done", "", None, 1560, 1560, None),
    ]
    assert [leg.flags for leg in day.of(CID)] == [
        FIRST | Flag.MISROUTED,
        Flag.WRONG_TEAM,
        LAST | Flag.HANDOFF | Flag.TRANSFER | Flag.RE_EXPLAINED,
        0,
    ]


def test_dots_parcel_is_late_and_she_asks(day):
    """Ordered at 1800, promised until 9000, there at 12600. At 9000 she calls; the menu is over at 9030."""
    assert lived(day, DOT) == [
        ("menu", "done", "", None, 9000, 9030, None),
        ("human", "resolved", "front.0", 9030, 9030, 9330, 9390),
        ("step", "done", "", None, 1800, 12600, None),
        ("end", "done", "", None, 12600, 12600, None),
    ]
    assert [leg.flags for leg in day.of(DOT)] == [FIRST, LAST, Flag.PROMISE_MISSED, 0]
    assert [leg.step for leg in day.of(DOT)] == [
        "order.ship.chase", "order.ship.chase", "order.ship", "order.done"
    ]  # fmt: skip


def test_eves_owner_has_gone_home_and_a_colleague_answers(day):
    """At 5400 (09:30) Ann is not on duty nor due within 20 s: the stage is skipped, Bob answers at once."""
    assert lived(day, EVE) == [
        ("human", "resolved", "managers.1", 5400, 5400, 5700, 5760),
        ("end", "done", "", None, 5700, 5700, None),
    ]
    assert [leg.flags for leg in day.of(EVE)] == [FIRST | LAST, 0]   # not her owner, and no handoff


def test_flo_is_introduced_by_her_owner(day):
    """Bob notices from 6000 to 6060. The money team is free: both are with her until 6100, then 240 s."""
    assert lived(day, FLO) == [
        ("human", "passed_on", "managers.1", 6000, 6000, 6060, 6100),
        ("human", "resolved", "money.0", 6060, 6060, 6340, 6340),
        ("end", "done", "", None, 6340, 6340, None),
    ]
    assert [leg.flags for leg in day.of(FLO)] == [
        FIRST | Flag.OWNER | Flag.WRONG_TEAM, LAST | Flag.HANDOFF | Flag.TRANSFER | Flag.WARM, 0
    ]  # fmt: skip


COUNTED = {
    #                    Amy  Ben  Cid  Dot  Eve  Flo
    "wait_s":           (0, 120, 0, 0, 0, 0),
    "longest_wait_s":   (0, 120, 0, 0, 0, 0),
    "menu_s":           (30, 60, 30, 30, 0, 0),
    "delay_s":          (0, 600, 0, 0, 0, 0),        # from hanging up to dialling again
    "contacts":         (1, 2, 1, 1, 1, 1),
    "repeats":          (0, 1, 0, 0, 0, 0),
    "abandonments":     (0, 1, 0, 0, 0, 0),
    "handoffs":         (0, 0, 1, 0, 0, 1),
    "transfers":        (0, 0, 1, 0, 0, 1),
    "re_explanations":  (0, 0, 1, 0, 0, 0),          # Flo's was warm
    "human_legs":       (1, 1, 2, 1, 1, 2),
    "owner_share":      (0, 0, 0, 0, 0, 0.5),        # Bob, then money
    "promises_kept":    (0, 0, 0, 0, 0, 0),
    "promises_missed":  (0, 0, 0, 1, 0, 0),
    "resolved":         (True, True, True, True, True, True),
    "duration_s":       (330, 1080, 360, 10800, 300, 340),
}  # fmt: skip


@pytest.mark.parametrize("column", COUNTED)
def test_what_is_counted_of_each_journey(day, column):
    table = journeys(day.plan, day.record, load("default"))
    assert table[column].tolist() == list(COUNTED[column])


CUTPOINTS = (-4.12, -3.27, -2.62, -1.93, -1.03, 0.22)
"""Of the default model of the Customer Effort Score, between scores 1 | 2 | ... | 7."""

ETA = (
    -0.60 * 0.405465,               # Amy: ln(1 + 0.5 min of menu) = 0.405465
    # Ben: a repeat; a wait of 120 s felt as 1.36 x 2 min on a scale of 5 min: ln(1 + 0.544) = 0.434376, half
    # for the total and half for the longest; ln(1 + 1 min of menu) = 0.693147; an abandonment
    -0.50 - 0.55 * 0.434376 - 0.60 * 0.693147 - 0.35,
    -0.20 - 0.20 - 0.60 * 0.405465,   # Cid: a transfer, told again, the menu
    -1.90 - 0.60 * 0.405465,          # Dot: a promise missed, the menu
    0.0,                              # Eve: nothing to speak of
    -0.20 + 0.10 * 0.5,               # Flo: a transfer; half of the talks with her own agent
)  # fmt: skip
EXPECTED = (5.7656, 4.6783, 5.4567, 4.0307, 5.9349, 5.8323)
"""1 + the sum over k = 1..6 of P(score > k), where P(score <= k) = 1 / (1 + exp(eta - c_k))."""


def test_expected_ease_by_the_default_model(day):
    """For Eve, eta = 0: P(score > k) = 1 / (1 + exp(c_k)) = 0.9840, 0.9634, 0.9321, 0.8732, 0.7369, 0.4452,
    which add up to 4.9349; and so for the others."""
    table = journeys(day.plan, day.record, load("default"))
    worked = [1 + sum(1 - 1 / (1 + exp(eta - cut)) for cut in CUTPOINTS) for eta in ETA]
    assert table["ces"].tolist() == pytest.approx(worked, abs=1e-5)
    assert table["ces"].tolist() == pytest.approx(list(EXPECTED), abs=1e-4)
