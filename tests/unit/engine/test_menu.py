"""The menu: its time, right and wrong teams, self service, hang-ups, and those who ask for a person."""

from __future__ import annotations

import pytest

from sim.records.columns import Flag

from .scenes import LAST, SECOND, play, takes, team

TEAMS = {"sales": team(1, "hello"), "desk": team(1, "question"), "money": team(1, "refund")}
REASONS = {"question": takes("100 s"), "hello": takes("10 s"), "refund": takes("10 s")}


def called(scene):
    """What one caller lived through: kind, outcome, who, and when."""
    return [(leg.kind, leg.outcome, leg.who, leg.queued, leg.started, leg.ended) for leg in scene.of(0)[:-1]]


def test_the_right_team_is_the_first_that_handles_the_reason():
    """The desk, though a spare team below it in the file handles questions as well."""
    scene = play([0], teams={**TEAMS, "aid": team(1, "question")}, reasons=REASONS, ivr={"takes": "40 s"})
    assert called(scene) == [("menu", "done", "", -1, 0, 40), ("human", "resolved", "desk.0", 40, 40, 140)]
    menu = scene.of(0, "menu")[0]
    assert menu.flags == Flag.FIRST_OF_CONTACT


def test_a_misrouted_call_notices_and_queues_for_the_right_team():
    scene = play(
        [0],
        teams=TEAMS,
        reasons=REASONS,
        transfer={"noticed_after": "20 s"},
        ivr={"takes": "40 s", "right_team": "0 %", "wrong_team": {"money": "100 %"}},
    )
    assert called(scene) == [
        ("menu", "done", "", -1, 0, 40),
        ("human", "passed_on", "money.0", 40, 40, 60),
        ("human", "resolved", "desk.0", 60, 60, 160),
    ]
    assert Flag.MISROUTED in scene.of(0, "menu")[0].flags
    assert Flag.WRONG_TEAM in scene.of(0, "human")[0].flags


def test_a_wrong_team_uses_up_no_draw_of_the_work():
    """The service takes as long whether the menu chose rightly or not."""
    lengths = set()
    for share in ("100 %", "0 %"):
        scene = play(
            [0],
            teams=TEAMS,
            reasons={**REASONS, "question": takes({"exponential": "100 s"})},
            transfer={"noticed_after": "20 s", "explain_again_takes": "0 s"},
            ivr={"takes": "40 s", "right_team": share, "wrong_team": {"money": "100 %"}},
        )
        talk = scene.of(0, "human")[-1]
        lengths.add(round((talk.ended - talk.started) * SECOND))
    assert len(lengths) == 1


def test_a_wrong_choice_without_shares_is_one_of_the_others():
    others = {"others": {"rate": "1/h", "contact": {"hello": "50 %", "refund": "50 %"}}}
    scene = play(
        [0],
        teams=TEAMS,
        reasons=REASONS,
        ivr={"takes": "40 s", "right_team": "0 %"},
        demand={"calls": {"rate": "1/h", "contact": "question"}, **others},
    )
    assert scene.of(0, "human")[0].who in ("sales.0", "money.0")


def test_a_wrong_choice_by_shares_is_the_team_that_has_them():
    others = {"others": {"rate": "1/h", "contact": {"hello": "50 %", "refund": "50 %"}}}
    scene = play(
        [3600 * hour for hour in range(8)],
        teams=TEAMS,
        reasons=REASONS,
        ivr={"right_team": "0 %", "wrong_team": {"sales": "0 %", "money": "100 %"}},
        demand={"calls": {"rate": "1/h", "contact": "question"}, **others},
    )
    assert [talk[0] for talk in scene.talks()] == ["money.0", "desk.0"] * 8


def test_a_misrouted_call_waits_for_the_right_team_without_stage_limit():
    """desk is busy from 0 (no menu in front of it for the first) until 200; the limit of 10 s is over long
    before."""
    scene = play(
        [0, 1],
        teams=TEAMS,
        reasons={**REASONS, "question": takes("200 s")},
        transfer={"noticed_after": "20 s"},
        ivr={
            "takes": "40 s",
            "right_team": {"by": "attempt", "first": "0 %", "further": "100 %"},
            "wrong_team": {"money": "100 %"},
        },
        routing={"phone": [{"to": "ivr"}, {"to": "chosen_team", "for": "10 s"}, {"to": "sales"}]},
    )
    # 0: money 40-60, desk 60-260; 1: waits 41-51 for money, then sales notices 51-71, desk at 260
    assert scene.talks(1) == [("sales.0", 41, 51, 71, 71), ("desk.0", 71, 260, 460, 460)]


def test_a_misrouted_call_waits_for_the_right_team_that_is_due_before_closing():
    later = {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}
    scene = play(
        [0],
        teams={**TEAMS, "desk": later},
        reasons=REASONS,
        transfer={"noticed_after": "20 s"},
        ivr={"takes": "40 s", "right_team": "0 %", "wrong_team": {"money": "100 %"}},
        channels={"phone": {"hours": "always"}},
    )
    assert scene.talks() == [("money.0", 40, 40, 60, 60), ("desk.0", 60, 3600, 3700, 3700)]


def test_self_service_resolves():
    scene = play([0], teams=TEAMS, reasons=REASONS, ivr={"takes": "40 s", "self_service": "100 %"})
    assert called(scene) == [("menu", "self_served", "", -1, 0, 40)]
    assert scene.of(0, "menu")[0].flags == Flag.FIRST_OF_CONTACT | LAST
    assert scene.of(0, "end")[0].step == "calls.resolved"


def test_a_hang_up_in_the_menu_is_abandoned_without_a_wait():
    scene = play(
        [0],
        teams=TEAMS,
        reasons=REASONS,
        ivr={"takes": "40 s", "hangs_up": "100 %"},
        after={"redial": {"on": "abandoned", "go": "again", "delay": "60 s", "max": 1}},
    )
    assert called(scene) == [("menu", "hung_up", "", -1, 0, 40), ("menu", "hung_up", "", -1, 100, 140)]
    assert not scene.of(0, "queue", "human")
    assert scene.of(0, "end")[0].step == "calls.given_up"


def test_who_asks_for_a_person_reaches_that_team():
    menu = {"takes": "40 s", "asks_for_a_person": {"share": "100 %", "to": "sales"}}
    scene = play([0], teams=TEAMS, reasons=REASONS, transfer={"noticed_after": "20 s"}, ivr=menu)
    assert scene.talks() == [("sales.0", 40, 40, 60, 60), ("desk.0", 60, 60, 160, 160)]
    assert Flag.MISROUTED not in scene.of(0, "menu")[0].flags


@pytest.mark.parametrize(
    ("patience", "told"),
    [
        ("25 s", [("queue", 10, 20), ("menu", 20, 35)]),  # in the menu
        ("60 s", [("queue", 10, 20), ("menu", 20, 60), ("queue", 60, 70)]),  # behind it
    ],
)
def test_patience_runs_on_in_the_menu_behind_a_queue(patience, told):
    """10 s in line for the desk, then 40 s of menu, then in line again: patience counts from joining."""
    scene = play(
        [0, 1, 10],
        teams=TEAMS,
        reasons={**REASONS, "question": takes("300 s")},
        ivr={"takes": "40 s"},
        patience=patience,
        routing={"phone": [{"to": "desk", "for": "10 s"}, {"to": "ivr"}, {"to": "chosen_team"}]},
    )
    legs = scene.of(2)[:-1]
    assert [(leg.kind, leg.queued if leg.kind == "queue" else leg.started, leg.ended) for leg in legs] == told
    assert legs[-1].outcome in ("abandoned", "hung_up")
