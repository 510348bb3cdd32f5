"""Consulting a colleague: only if free or soon enough, for a time, never a handoff."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.records.columns import Flag

from .scenes import LAST, Came, Scene, play, takes, team

DESKS = {
    "teams": {"desk": team(1, "question"), "experts": team(1, "puzzle")},
    "reasons": {"question": takes("100 s", wrap_up="10 s", resolves="0 %"), "puzzle": takes("120 s")},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "puzzles": {"rate": "1/h", "contact": "puzzle"},
    },
}
ASK = {"on": "unresolved", "manner": "consult", "go": {"team": "experts"}}


def consulted(scene: Scene) -> list[tuple[str, float, float, float, float]]:
    """Who was consulted: asked, come, gone and free again."""
    return [leg.talk for leg in scene.legs if leg.kind == "joined"]


def test_a_free_colleague_joins_for_a_time_and_solves_it():
    scene = play([0], transfer={"consult_takes": "30 s"}, after={"ask": {**ASK, "solves": "100 %"}}, **DESKS)
    talk = scene.of(0, "human")[0]
    assert (talk.talk, talk.outcome) == (("desk.0", 0, 0, 130, 140), "resolved")
    assert talk.flags == LAST | Flag.FIRST_OF_CONTACT
    assert consulted(scene) == [("experts.0", 100, 100, 130, 130)]


def test_it_is_no_handoff_and_the_agents_own_row_is_the_only_talk():
    """Nor is it one when the customer gets in touch with the same agent again."""
    again = {"on": "unresolved", "go": "again", "delay": "1 min", "max": 1}
    rows = {"ask": {**ASK, "max": 1}, "once_more": again}
    scene = play([0], transfer={"consult_takes": "30 s"}, after=rows, **DESKS)
    assert consulted(scene) == [("experts.0", 100, 100, 130, 130)]
    lived = journeys(scene.plan, scene.record, load("default"))
    told = {name: lived[name][0] for name in ("handoffs", "transfers", "contacts", "human_legs", "wait_s")}
    assert told == {"handoffs": 0, "transfers": 0, "contacts": 2, "human_legs": 2, "wait_s": 0}
    assert not any(Flag.HANDOFF in leg.flags for leg in scene.legs)
    assert not lived["resolved"][0]


@pytest.mark.parametrize(
    ("waits", "asked", "ends"),
    [("0 s", [], 100), ("20 s", [], 120), ("40 s", [("experts.0", 100, 130, 160, 160)], 160),
     ("30 s", [("experts.0", 100, 130, 160, 160)], 160)],
)  # fmt: skip
def test_only_if_free_or_after_waiting_at_most_so_long(waits, asked, ends):
    """The expert is busy from 10 to 130; who is free at the very moment when the wait ends comes."""
    transfer = {"consult_takes": "30 s", "consult_waits": waits}
    scene = play([0, Came(10, "puzzles")], transfer=transfer, after={"ask": ASK}, **DESKS)
    assert consulted(scene) == asked
    assert scene.talks(0) == [("desk.0", 0, 0, ends, ends + 10)]


def test_the_rows_below_are_read_on_of_what_was_solved_or_not():
    """Solved: the row on the unresolved below does not act, the one on all served does."""
    again = {"go": "again", "delay": "1 min", "max": 1}
    rows = {
        "ask": {**ASK, "max": 1},
        "once_more": {"on": "unresolved", **again},
        "over": {"on": "served", **again},
    }
    for solves, row in (("100 %", "over"), ("0 %", "once_more")):
        kept = {"ask": {**rows["ask"], "solves": solves}, row: rows[row]}
        scene = play([0], transfer={"consult_takes": "30 s"}, after=kept, **DESKS)
        assert [talk[2] for talk in scene.talks()] == [0, 190]
    other = {"ask": {**rows["ask"], "solves": "100 %"}, "once_more": rows["once_more"]}
    scene = play([0], transfer={"consult_takes": "30 s"}, after=other, **DESKS)
    assert [talk[2] for talk in scene.talks()] == [0]


def test_two_colleagues_one_after_the_other_then_passed_on():
    """Which is the only transfer, and so allowed."""
    rows = {
        "first": ASK, "second": {**ASK, "go": {"team": "second"}},
        "on": {"on": "unresolved", "go": {"team": "experts", "reason": "puzzle"}},
    }  # fmt: skip
    crew = {**DESKS["teams"], "second": team(1, "puzzle")}
    transfer = {"consult_takes": "30 s", "max_transfers": 1}
    scene = play([0], transfer=transfer, after=rows, **{**DESKS, "teams": crew})
    assert consulted(scene) == [("experts.0", 100, 100, 130, 130), ("second.0", 130, 130, 160, 160)]
    assert scene.talks() == [("desk.0", 0, 0, 160, 170), ("experts.0", 160, 160, 280, 280)]
    assert Flag.HANDOFF in scene.of(0, "human")[1].flags


WRONG = {
    "teams": {"front": team(1, "hello"), "back": team(1, "question", "other")},
    "reasons": {"question": takes("100 s", wrap_up="10 s"), "hello": takes("1 s"), "other": takes("200 s")},
    "routing": {"phone": {"by": "reason", "other": [{"to": "back"}], "rest": [{"to": "front"}]}},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "direct": {"rate": "1/h", "contact": "other"},
    },
    "transfer": {
        "noticed_after": "20 s", "manner": "consult", "consult_takes": "15 s", "consult_waits": "60 s",
    },
}  # fmt: skip
"""Questions reach the front, which cannot help, but may ask the back."""


def test_who_cannot_help_asks_and_helps_himself_as_the_colleagues_team_would():
    """20 s to notice, 15 s with the colleague, then 100 s of the back's work and wrap-up by the front."""
    scene = play([0], **WRONG)
    talk = scene.of(0, "human")[0]
    assert (talk.talk, talk.outcome) == (("front.0", 0, 0, 135, 145), "resolved")
    assert talk.flags == LAST | Flag.FIRST_OF_CONTACT | Flag.WRONG_TEAM
    assert consulted(scene) == [("back.0", 20, 20, 35, 35)]


def test_who_is_not_helped_in_time_passes_on_cold():
    """The back is busy until 200; the front asks from 25 to 85."""
    scene = play([Came(0, "direct"), 5], **WRONG)
    front, back = scene.of(1, "human")
    assert front.talk == ("front.0", 5, 5, 85, 85)
    assert back.talk == ("back.0", 85, 200, 300, 310)
    assert Flag.RE_EXPLAINED in back.flags
    assert consulted(scene) == []


def test_a_consultation_under_way_when_the_run_ends_is_recorded_as_open():
    scene = play([0], transfer={"consult_takes": "30 d"}, after={"ask": ASK}, **DESKS)
    rest = [(leg.who, leg.kind, leg.outcome, leg.started, leg.released) for leg in scene.legs]
    assert rest == [("experts.0", "joined", "open", 100, -1), ("desk.0", "human", "open", 0, -1)]


def test_who_waits_for_a_colleague_when_the_run_ends_is_still_in_the_talk():
    transfer = {"consult_takes": "30 s", "consult_waits": "30 d"}
    parts = {**DESKS, "reasons": {**DESKS["reasons"], "puzzle": takes("30 d")}}
    scene = play([0, Came(10, "puzzles")], transfer=transfer, after={"ask": ASK}, **parts)
    assert [(leg.who, leg.kind, leg.outcome) for leg in scene.of(0)] == [("desk.0", "human", "open")]
