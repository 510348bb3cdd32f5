"""Passing on: wrong teams, cold and warm, telling it again, too many transfers."""

from __future__ import annotations

import pytest

from sim.records.columns import Flag

from .scenes import Came, play, takes, team

ROUTE = {"routing": {"phone": [{"to": "front"}]}}
HELP = {
    "teams": {"front": team(1, "hello"), "back": team(1, "question")},
    "reasons": {"question": takes("100 s"), "hello": takes("10 s")},
    **ROUTE,
}
"""Everybody reaches the front, which cannot help; the back can."""
NOTICE = {"noticed_after": "20 s", "explain_again_takes": "30 s"}


def test_cold_the_wrong_team_notices_and_the_customer_queues_and_tells_it_again():
    scene = play([0, 5], transfer=NOTICE, **HELP)
    assert scene.talks(0) == [
        ("front.0", 0, 0, 20, 20),
        ("back.0", 20, 20, 150, 150),  # 30 s of telling it again, then 100 s
    ]
    assert scene.talks(1) == [
        ("front.0", 5, 20, 40, 40),
        ("back.0", 40, 150, 280, 280),
    ]
    first, second = scene.of(0, "human")
    assert first.flags == Flag.WRONG_TEAM | Flag.FIRST_OF_CONTACT
    assert first.outcome == "passed_on"
    assert Flag.HANDOFF | Flag.TRANSFER | Flag.RE_EXPLAINED in second.flags
    assert not second.flags & (Flag.WARM | Flag.WRONG_TEAM)


def test_a_second_wrong_team_hears_it_again_before_it_notices():
    """The spare team, at which the first row leads, cannot help either: 30 s, then 20 s to notice."""
    go = {"team": "spare", "reason": "question"}
    rows = {"on": {"on": "served", "where": {"reason": "hello"}, "go": go}}
    parts = {
        "teams": {**HELP["teams"], "spare": team(1, "other")},
        "reasons": {**HELP["reasons"], "other": takes("10 s")},
        "demand": {"calls": {"rate": "1/h", "contact": "hello"}},
    }
    scene = play([0], transfer=NOTICE, after=rows, **{**HELP, **parts})
    assert scene.talks() == [
        ("front.0", 0, 0, 10, 10), ("spare.0", 10, 10, 60, 60), ("back.0", 60, 60, 190, 190),
    ]  # fmt: skip


def test_history_passed_on_saves_telling_it_again():
    scene = play([0], transfer={**NOTICE, "history_passed": "100 %"}, **HELP)
    second = scene.of(0, "human")[1]
    assert second.talk == ("back.0", 20, 20, 120, 120)
    assert second.flags & (Flag.HANDOFF | Flag.RE_EXPLAINED) == Flag.HANDOFF


def test_warm_at_once_both_are_there_for_the_briefing():
    """The back is free: 15 s of briefing with both, then 100 s. The front is free at 35."""
    scene = play([0, 5], transfer={**NOTICE, "manner": "warm", "hold": "60 s", "brief_takes": "15 s"}, **HELP)
    front, back = scene.of(0, "human")
    assert front.talk == ("front.0", 0, 0, 20, 35)
    assert back.talk == ("back.0", 20, 20, 135, 135)
    assert Flag.WARM | Flag.HANDOFF in back.flags
    assert Flag.RE_EXPLAINED not in back.flags
    assert scene.of(1, "human")[0].talk[2] == 35


def test_warm_turns_cold_after_the_hold_and_keeps_the_place_in_line():
    """The back talks with 0 until 135. The front notices 1 at 55 and holds on until 85; 1 waits on since
    55."""
    transfer = {**NOTICE, "manner": "warm", "hold": "30 s", "brief_takes": "15 s"}
    scene = play([0, 5, 90], transfer=transfer, **HELP)
    front, back = scene.of(1, "human")
    assert front.talk == ("front.0", 5, 35, 55, 85)
    assert back.talk == ("back.0", 55, 135, 265, 265)  # tells it again: 30 + 100
    assert Flag.RE_EXPLAINED in back.flags
    assert Flag.WARM not in back.flags
    assert scene.of(2, "human")[0].talk[:3] == ("front.0", 90, 90)


def test_a_hang_up_on_hold_frees_the_agent_once():
    """1 hangs up at 75, 20 s after joining the back's queue: the front is free then, and not again at 115."""
    transfer = {**NOTICE, "manner": "warm", "hold": "60 s", "brief_takes": "15 s"}
    scene = play([0, 35, 60, 61], transfer=transfer, patience="20 s", **HELP)
    # 0: front 0-20, back 20-135, front free at 35; 1: front 35-55, hold, hangs up at 75
    front, queue = scene.of(1, "human", "queue")
    assert front.talk == ("front.0", 35, 35, 55, 75)
    assert (queue.outcome, queue.queued, queue.ended, queue.who) == ("abandoned", 55, 75, "back")
    # 2 is answered at 75 and noticed at 95, held until 115; 3 waits since 61 and hangs up at 81
    assert scene.of(2, "human")[0].talk[:4] == ("front.0", 60, 75, 95)
    assert [leg.outcome for leg in scene.of(3)] == ["abandoned", "done"]


@pytest.mark.parametrize(("most", "outcomes"), [(0, ["unresolved"]), (1, ["passed_on", "resolved"])])
def test_too_many_transfers_end_unresolved(most, outcomes):
    scene = play([0], transfer={**NOTICE, "max_transfers": most}, **HELP)
    assert [leg.outcome for leg in scene.of(0, "human")] == outcomes
    assert Flag.LAST_OF_MATTER in scene.of(0, "human")[-1].flags


def test_without_transfers_left_no_row_leads_to_another_team():
    """Neither on nor again: the contact is over, and nothing of it is tried again."""
    scene = play(
        [0],
        transfer={**NOTICE, "max_transfers": 0},
        after={"escalate": {"on": "unresolved", "go": {"team": "back"}}},
        **HELP,
    )
    assert [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(0)] == [
        ("human", "unresolved", 20),
        ("end", "done", 20),
    ]


def test_a_handoff_over_contacts_is_no_transfer():
    """0 calls again 30 s after an unresolved talk and reaches another agent: handed over, told again."""
    scene = play(
        [0, 115],
        teams={"desk": team(2, "question")},
        reasons={"question": takes("100 s", resolves="0 %")},
        transfer=NOTICE,
        after={"again": {"on": "unresolved", "go": "again", "delay": "30 s", "max": 1}},
    )
    # at 115 the second agent is idle since 0, so 1 is with him; at 130 the first is free again
    first, second = scene.of(0, "human")
    assert (first.talk, second.talk) == (("desk.0", 0, 0, 100, 100), ("desk.0", 130, 130, 230, 230))
    assert not second.flags & Flag.HANDOFF  # the same person
    scene = play(
        [0],
        teams={"desk": team(2, "question")},
        reasons={"question": takes("100 s", resolves="0 %")},
        transfer=NOTICE,
        after={"again": {"on": "unresolved", "go": "again", "delay": "30 s", "max": 1}},
    )
    second = scene.of(0, "human")[1]
    # the second agent is idle since 0, longer than the first; 30 s more for telling it again
    assert second.talk == ("desk.1", 130, 130, 260, 260)
    assert Flag.HANDOFF | Flag.RE_EXPLAINED | Flag.REPEAT in second.flags
    assert Flag.TRANSFER not in second.flags


def test_on_to_another_team_with_another_reason():
    scene = play(
        [0],
        teams={"desk": team(1, "question"), "money": team(1, "refund")},
        reasons={"question": takes("100 s"), "refund": takes("40 s")},
        after={
            "escalate": {
                "on": "served",
                "where": {"reason": "question"},
                "go": {"team": "money", "reason": "refund"},
            }
        },
    )
    first, second = scene.of(0, "human")
    assert (first.reason, first.outcome, first.talk) == ("question", "passed_on", ("desk.0", 0, 0, 100, 100))
    assert (second.reason, second.outcome, second.talk) == (
        "refund",
        "resolved",
        ("money.0", 100, 100, 140, 140),
    )


def test_who_is_passed_on_may_rank_first():
    """At 100 the back takes whom it was passed (wait 20 + head start 120), not who has waited since 5."""
    scene = play(
        [Came(0, "direct"), Came(5, "direct"), 60],
        teams={"front": team(1, "hello"), "back": team(1, "question", "other")},
        reasons={"question": takes("50 s"), "other": takes("100 s"), "hello": takes("10 s")},
        routing={"phone": {"by": "reason", "other": [{"to": "back"}], "rest": [{"to": "front"}]}},
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "direct": {"rate": "1/h", "contact": "other"},
        },
        transfer={"noticed_after": "20 s"},
        rank={"points": {"by": "transferred", "yes": 120, "no": 0}},
    )
    assert scene.of(2, "human")[1].talk == ("back.0", 80, 100, 150, 150)
    assert scene.of(1, "human")[0].started == 150
