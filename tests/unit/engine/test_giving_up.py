"""A customer's patience with a step: what is withdrawn, what is finished first, where the journey goes on."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.spans import bounded
from sim.records.columns import Flag, JourneyClass

from .scenes import Came, play, takes, team

REASONS = {
    "question": takes("100 s", channels={"phone": "100 %"}),
    "packing": takes("60 s"),
    "notice": takes("50 s", channels={"phone": "100 %"}),
}


def walk(*came, step, **parts):
    """Orders with one step that the customer may give up, and perhaps calls."""
    steps = {"it": step, "done": {"end": "done"}, "lost": {"end": "dropped_out"}}
    who = [one if isinstance(one, Came) else Came(one, "orders") for one in came]
    return play(
        who,
        **{
            "teams": {"desk": team(1, "question", "notice"), "back": team(1, "packing")},
            "reasons": REASONS,
            "demand": {
                "orders": {"process": "order", "rate": "1/h"},
                "calls": {"contact": "question", "rate": "1/h"},
            },
            "processes": {"order": {"start": "it", "steps": steps}},
            **parts,
        },
    )


def end(scene, journey=0):
    (leg,) = scene.of(journey, "end")
    return leg.step.removeprefix("order."), leg.ended


LEADS = {"next": "done", "on": {"gave_up": "lost"}}
ASK = {"contact": "question", "on": {"resolved": "done", "gave_up": "lost", "rest": "done"}}


@pytest.mark.parametrize(("patience", "where"), [(999, "lost"), (1000, "lost"), (1001, "done")])
def test_a_step_that_takes_time(patience, where):
    """At the same moment patience ends before the step."""
    scene = walk(0, step={"takes": "1000 s", "gives_up_after": f"{patience} s", **LEADS})
    assert end(scene) == (where, min(patience, 1000))


def test_who_gives_up_leaves_the_journey_unresolved():
    scene = walk(0, step={"takes": "1000 s", "gives_up_after": "600 s", **LEADS})
    (row,) = scene.of(0, "step")
    assert (row.outcome, row.started, row.ended) == ("abandoned", 0, 600)
    table = journeys(scene.plan, bounded(scene.plan, scene.record), load("default"))
    assert not table["resolved"][0]
    assert table["outcome_class"][0] == JourneyClass.DROPPED_OUT


def test_who_waits_on_the_phone_hangs_up_and_does_not_call_again():
    """The desk talks with another until 100."""
    after = {"redial": {"on": "abandoned", "go": "again", "delay": "10 s"}}
    scene = walk(Came(0, "calls"), 10, step={**ASK, "gives_up_after": "50 s"}, after=after)
    (row,) = scene.of(1, "queue")
    assert (row.outcome, row.ended) == ("abandoned", 60)
    assert Flag.LAST_OF_MATTER in row.flags
    assert end(scene, 1) == ("lost", 60)


@pytest.mark.parametrize(("resolves", "where"), [("100 %", "done"), ("0 %", "lost")])
def test_a_talk_is_finished_first_and_helps_or_not(resolves, where):
    reasons = {**REASONS, "question": takes("100 s", channels={"phone": "100 %"}, resolves=resolves)}
    after = {"again": {"on": "unresolved", "go": "again", "delay": "10 s"}}
    scene = walk(0, step={**ASK, "gives_up_after": "50 s"}, reasons=reasons, after=after)
    assert scene.talks() == [("desk.0", 0, 0, 100, 100)]
    assert end(scene) == (where, 100)


def test_after_the_talk_nobody_is_passed_on():
    """The menu leads to the wrong team, which notices at 80; the customer has had enough since 50."""
    scene = walk(
        0,
        step={**ASK, "gives_up_after": "50 s"},
        ivr={"right_team": "0 %", "wrong_team": {"back": "100 %"}},
        transfer={"noticed_after": "80 s"},
        teams={"desk": team(1, "question", "notice"), "back": team(1, "packing", channels=["phone"])},
    )
    (talk,) = scene.of(0, "human")
    assert (talk.who, talk.outcome, talk.ended) == ("back.0", "unresolved", 80)
    assert end(scene) == ("lost", 80)


def test_who_would_call_again_later_does_not():
    reasons = {**REASONS, "question": takes("100 s", channels={"phone": "100 %"}, resolves="0 %")}
    after = {"again": {"on": "unresolved", "go": "again", "delay": "500 s"}}
    scene = walk(0, step={**ASK, "gives_up_after": "300 s"}, reasons=reasons, after=after)
    assert len(scene.talks()) == 1
    assert end(scene) == ("lost", 300)
    table = journeys(scene.plan, bounded(scene.plan, scene.record), load("default"))
    assert not table["resolved"][0]


def test_who_listens_to_the_menu_hangs_up():
    scene = walk(0, step={**ASK, "gives_up_after": "50 s"}, ivr={"takes": "90 s"})
    assert [(leg.outcome, leg.ended) for leg in scene.of(0, "menu")] == [("hung_up", 50)]
    assert end(scene) == ("lost", 50)


def test_work_that_nobody_has_begun_is_withdrawn_and_work_in_hand_is_finished():
    scene = walk(0, 10, step={"work": "packing", "gives_up_after": "40 s", **LEADS})
    assert (end(scene, 0), end(scene, 1)) == (("done", 60), ("lost", 50))
    assert [(leg.outcome, leg.who, leg.ended) for leg in scene.of(1, "work")] == [("withdrawn", "back", 50)]


def test_a_promise_broken_by_then_counts_and_one_not_yet_due_does_not():
    for patience, flag in ((599, Flag(0)), (601, Flag.PROMISE_MISSED)):
        step = {"touchpoint": "parcel", "takes": "1000 s", "promise": "600 s", **LEADS}
        scene = walk(0, step={**step, "gives_up_after": f"{patience} s"})
        assert scene.of(0, "step")[0].flags == flag


def test_what_waits_beside_the_step_is_withdrawn_too():
    """The desk talks with another from 400 to 500; the aside asks at 450, the customer gives up at 480."""
    question = {"contact": "question"}
    beside = {"wonder": {**question, "after": "450 s"}, "late": {**question, "after": "600 s"}}
    step = {"takes": "1000 s", "gives_up_after": "480 s", "beside": beside, **LEADS}
    scene = walk(0, Came(400, "calls"), step=step)
    assert [(leg.outcome, leg.ended) for leg in scene.of(0, "queue")] == [("abandoned", 480)]
    assert end(scene) == ("lost", 480)
    assert len(scene.of(0)) == 3


def test_a_talk_beside_the_step_is_finished_first():
    step = {"takes": "1000 s", "gives_up_after": "480 s", **LEADS}
    scene = walk(0, step={**step, "beside": {"wonder": {"contact": "question", "after": "450 s"}}})
    assert scene.talks() == [("desk.0", 450, 450, 550, 550)]
    assert end(scene) == ("lost", 550)


def test_all_branches_are_given_up():
    """The packing, in hand, is finished at 60; the letter is no longer waited for."""
    branches = {"pack": {"work": "packing"}, "letter": {"takes": "9 h"}}
    scene = walk(0, step={"together": {"branches": branches}, "gives_up_after": "50 s", **LEADS})
    assert end(scene) == ("lost", 60)
    whole = {"together": {"branches": {"pack": {"work": "packing"}}}, "gives_up_after": "50 s", **LEADS}
    assert end(walk(0, step=whole)) == ("done", 60)


def test_patience_with_a_whole_process():
    """A branch that is a process: the customer is in its second step when he gives up."""
    inner = {
        "start": "a",
        "steps": {
            "a": {"takes": "30 s", "next": "b"},
            "b": {"takes": "30 s", "next": "c"},
            "c": {"end": "fine"},
        },
    }
    step = {"together": {"branches": {"all": {"process": "inner"}}}, **LEADS}
    for patience, where in ((59, ("lost", 59)), (61, ("done", 60))):
        steps = {
            "it": {**step, "gives_up_after": f"{patience} s"},
            "done": {"end": "done"}, "lost": {"end": "dropped_out"},
        }  # fmt: skip
        scene = walk(0, step={}, processes={"order": {"start": "it", "steps": steps}, "inner": inner})
        assert end(scene) == where


def test_patience_is_a_draw_of_its_own_for_each_entry():
    """As many draws as entries, and nobody else's luck changes."""
    step = {"takes": {"exponential": "100 s"}, "next": {"it": "50 %", "done": "50 %"}}
    plain = walk(*range(0, 9000, 30), step=step)
    patient = walk(*range(0, 9000, 30), step={**step, "gives_up_after": "9 h", "on": {"gave_up": "lost"}})
    assert [leg.ended for leg in plain.legs if leg.kind == "end"] == [
        leg.ended for leg in patient.legs if leg.kind == "end"
    ]
    tired = walk(
        *range(0, 9000, 30),
        step={**step, "gives_up_after": {"exponential": "200 s"}, "on": {"gave_up": "lost"}},
    )
    gone = [leg for leg in tired.legs if leg.outcome == "abandoned"]
    assert len({leg.ended - leg.started for leg in gone}) == len(gone) > 30
