"""Branches side by side: all of them, or the first; what happens to the others."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.flows.levels import flows
from sim.measures.journeys import journeys
from sim.measures.spans import bounded
from sim.records.columns import Flag

from .scenes import Came, play, takes, team

REASONS = {
    "question": takes("100 s", channels={"phone": "100 %"}),
    "packing": takes("60 s"),
    "billing": takes("200 s"),
    "notice": takes("50 s", channels={"phone": "100 %"}),
}
CREW = {"desk": team(1, "question", "notice"), "back": team(1, "packing"), "books": team(1, "billing")}


def walk(*came, branches, joins="all", **parts):
    """Orders that are prepared in branches, and perhaps calls."""
    steps = {"prepare": {"together": {"branches": branches, "joins": joins}, "next": "done"}}
    who = [one if isinstance(one, Came) else Came(one, "orders") for one in came]
    return play(
        who,
        **{
            "teams": CREW,
            "reasons": REASONS,
            "demand": {
                "orders": {"process": "order", "rate": "1/h"},
                "calls": {"contact": "question", "rate": "1/h"},
            },
            "processes": {"order": {"start": "prepare", "steps": {**steps, "done": {"end": "done"}}}},
            **parts,
        },
    )


def told(scene, journey=0):
    return [(leg.step, leg.kind, leg.outcome, leg.ended) for leg in scene.of(journey)]


PACK_AND_BILL = {"pack": {"work": "packing"}, "bill": {"work": "billing"}}


def test_all_branches_must_end():
    scene = walk(0, branches=PACK_AND_BILL)
    assert told(scene) == [
        ("order.prepare.pack", "work", "resolved", 60),
        ("order.prepare.bill", "work", "resolved", 200),
        ("order.prepare", "step", "done", 200),
        ("order.done", "end", "done", 200),
    ]


def test_the_first_branch_decides_and_what_is_in_hand_is_finished_unseen():
    """The bill is finished at 200, though the journey is over at 60; its agent is busy until then."""
    scene = walk(0, Came(60, "orders"), branches=PACK_AND_BILL, joins="first")
    assert scene.of(0, "end")[0].ended == 60
    bill = next(leg for leg in scene.of(0) if leg.step == "order.prepare.bill")
    assert bill.talk == ("books.0", 0, 0, 200, 200)
    assert scene.of(1, "end")[0].ended == 120


def test_what_nobody_has_begun_for_the_others_is_withdrawn():
    """The bill of the second order waits from 60 for the agent who has the first in hand; packed at 120."""
    scene = walk(0, Came(60, "orders"), branches=PACK_AND_BILL, joins="first")
    bill = next(leg for leg in scene.of(1) if leg.step == "order.prepare.bill")
    assert (bill.kind, bill.outcome, bill.talk) == ("work", "withdrawn", ("books", 60, -1, 120, -1))


def test_a_step_that_only_takes_time_is_cut_short():
    branches = {"letter": {"touchpoint": "letter", "takes": "3 d"}, "pack": {"work": "packing"}}
    scene = walk(0, branches=branches, joins="first")
    assert set(told(scene)) == {
        ("order.prepare.pack", "work", "resolved", 60),
        ("order.prepare", "step", "done", 60),
        ("order.done", "end", "done", 60),
        ("order.prepare.letter", "step", "withdrawn", 60),
    }


def test_who_waits_on_the_phone_hangs_up_and_that_counts_for_nothing():
    """Journey 1 packs until 60, and has waited on the phone from 10 as the agent talks with 0 until 100."""
    branches = {"ask": {"contact": "question"}, "pack": {"work": "packing"}}
    scene = walk(Came(0, "calls"), Came(10, "orders"), branches=branches, joins="first")
    rows = scene.of(1, "queue")
    assert [(leg.outcome, leg.queued, leg.ended) for leg in rows] == [("abandoned", 10, 70)]
    assert Flag.LAST_OF_MATTER not in rows[0].flags
    table = journeys(scene.plan, bounded(scene.plan, scene.record), load("default"))
    assert table["resolved"][1]
    assert table["abandonments"][1] == 1


@pytest.mark.parametrize("gives_up", [False, True])
def test_mail_is_withdrawn_and_nobody_hangs_up_on_it(gives_up):
    """The agent has another's letter in hand until 500. The first branch is over at 60; who gives up at 60
    instead, as both must end, leaves the journey unresolved."""
    reasons = {**REASONS, "letter": takes("500 s", channels={"post": "100 %"})}
    branches = {"write": {"contact": "letter"}, "pack": {"work": "packing"}}
    prepare = {"together": {"branches": branches, "joins": "all" if gives_up else "first"}, "next": "done"}
    if gives_up:
        prepare |= {"gives_up_after": "60 s", "on": {"gave_up": "lost"}}
    steps = {"prepare": prepare, "done": {"end": "done"}, "lost": {"end": "dropped_out"}}
    scene = walk(
        Came(0, "letters"), Came(0, "orders"), branches={}, reasons=reasons,
        channels={"phone": {}, "post": {"waits": False}},
        teams={**CREW, "desk": team(1, "question", "notice", "letter")},
        demand={
            "orders": {"process": "order", "rate": "1/h"},
            "letters": {"contact": "letter", "rate": "1/h"},
        },
        processes={"order": {"start": "prepare", "steps": steps}},
    )  # fmt: skip
    (row,) = scene.of(1, "queue")
    assert (row.outcome, row.queued, row.ended) == ("withdrawn", 0, 60)
    table = journeys(scene.plan, bounded(scene.plan, scene.record), load("default"))
    assert table["abandonments"][1] == 0
    assert bool(table["resolved"][1]) == (not gives_up)


def test_a_conversation_is_finished():
    branches = {"ask": {"contact": "question"}, "pack": {"work": "packing"}}
    scene = walk(0, branches=branches, joins="first")
    assert scene.talks(0) == [("desk.0", 0, 0, 100, 100)]
    assert scene.of(0, "end")[0].ended == 60


def test_who_would_try_again_does_not():
    """Unresolved at 100, again at 300: but the bill is done at 200."""
    reasons = {**REASONS, "question": takes("100 s", channels={"phone": "100 %"}, resolves="0 %")}
    branches = {"ask": {"contact": "question"}, "bill": {"work": "billing"}}
    after = {"again": {"on": "unresolved", "go": "again", "delay": "200 s"}}
    scene = walk(0, branches=branches, joins="first", reasons=reasons, after=after)
    assert len(scene.of(0, "human")) == 1
    assert scene.of(0, "end")[0].ended == 200


def test_who_listens_to_the_menu_hangs_up():
    branches = {"ask": {"contact": "question"}, "pack": {"work": "packing"}}
    scene = walk(0, branches=branches, joins="first", ivr={"takes": "90 s"})
    assert [(leg.outcome, leg.ended) for leg in scene.of(0, "menu")] == [("hung_up", 60)]


def test_of_branches_that_end_together_the_others_still_count_for_nothing():
    branches = {"a": {"takes": "60 s"}, "b": {"takes": "60 s"}}
    assert walk(0, branches=branches, joins="first").of(0, "end")[0].ended == 60
    branches = {"a": {"takes": "0 s"}, "b": {"takes": "9 s"}}
    assert walk(0, branches=branches, joins="first").of(0, "end")[0].ended == 0


def test_a_branch_may_be_a_process_and_a_process_within_a_branch_may_fork():
    inner = {
        "start": "both",
        "steps": {
            "both": {
                "together": {"branches": {"x": {"takes": "30 s"}, "y": {"takes": "50 s"}}},
                "next": "check",
            },
            "check": {"takes": "20 s", "next": "fine"},
            "fine": {"end": "fine"},
        },
    }
    steps = {
        "prepare": {
            "together": {"branches": {"deep": {"process": "inner"}, "z": {"takes": "60 s"}}},
            "next": "done",
        },
        "done": {"end": "done"},
    }
    scene = walk(0, branches={}, processes={"order": {"start": "prepare", "steps": steps}, "inner": inner})
    assert scene.of(0, "end")[0].ended == 70
    assert [leg.step for leg in scene.of(0, "step")] == ["order.prepare.deep.both", "order.prepare"]


def test_two_entries_into_a_step_with_branches_are_two():
    steps = {
        "prepare": {"together": {"branches": PACK_AND_BILL}, "next": {"prepare": "50 %", "done": "50 %"}},
        "done": {"end": "done"},
    }
    scene = walk(0, branches={}, processes={"order": {"start": "prepare", "steps": steps}})
    times = len(scene.of(0, "step"))
    assert times > 0
    assert scene.of(0, "end")[0].ended == 200 * times
    assert len(set(scene.record.legs["matter"][scene.record.legs["kind"] == 5].tolist())) == 2 * times


def test_the_promise_and_the_touchpoint_of_the_whole():
    steps = {
        "prepare": {
            "together": {"branches": PACK_AND_BILL},
            "touchpoint": "order", "promise": "199 s", "next": "done",
            "if_late": {"tell": {"proactive": "notice"}},
        },
        "done": {"end": "done"},
    }  # fmt: skip
    scene = walk(0, branches={}, processes={"order": {"start": "prepare", "steps": steps}})
    assert scene.of(0, "step")[0].flags == Flag.PROMISE_MISSED
    assert scene.of(0, "proactive")[0].talk == ("desk.0", 199, 199, 249, 249)
    assert scene.of(0, "end")[0].ended == 249


def test_a_branch_may_be_a_touchpoint_with_a_promise_of_its_own():
    branches = {
        "letter": {"touchpoint": "letter", "takes": "100 s", "promise": "99 s"},
        "pack": {"touchpoint": "parcel", "work": "packing", "promise": "60 s"},
        "look": {"takes": "10 s"},
    }
    scene = walk(0, branches=branches)
    assert [(leg.step, leg.flags, leg.ended) for leg in scene.of(0, "step")] == [
        ("order.prepare.pack", Flag.PROMISE_KEPT, 60),
        ("order.prepare.letter", Flag.PROMISE_MISSED, 100),
        ("order.prepare", Flag(0), 100),
    ]


def test_an_after_row_may_lead_out_of_all_branches():
    """The caller cancels at 100: the bill, in hand, is finished at 200, and the journey goes on elsewhere."""
    steps = {
        "prepare": {
            "together": {
                "branches": {"ask": {"contact": "question"}, **PACK_AND_BILL, "wait": {"takes": "1 d"}}
            },
            "next": "done",
        },
        "done": {"end": "done"},
        "cancelled": {"end": "cancelled"},
    }  # fmt: skip
    after = {"cancel": {"on": "served", "go": {"step": "cancelled"}}}
    scene = walk(0, branches={}, after=after, processes={"order": {"start": "prepare", "steps": steps}})
    assert [(leg.step, leg.ended) for leg in scene.of(0, "end")] == [("order.cancelled", 200)]


def test_measures_add_up_over_branches_and_the_duration_is_end_to_end():
    """Two calls side by side, one agent: 100 s of waiting; 100 s and 200 s in all."""
    ask = {"contact": "question"}
    branches = {"ask": ask, "ask_too": ask, "bill": {"work": "billing"}}
    scene = walk(0, branches=branches)
    table = journeys(scene.plan, bounded(scene.plan, scene.record), load("default"))
    assert [table[name][0] for name in ("contacts", "wait_s", "delay_s", "duration_s")] == [2, 100, 200, 200]


def test_the_process_map_leads_from_the_fork_into_each_branch():
    inner = {
        "start": "look",
        "steps": {
            "look": {"work": "packing", "next": "tell"},
            "tell": {"proactive": "notice", "next": "fine"},
            "fine": {"end": "fine"},
        },
    }  # fmt: skip
    steps = {
        "prepare": {"together": {"branches": {"bill": {"work": "billing"}, "check": {"process": "inner"}}},
                    "next": {"prepare": "50 %", "done": "50 %"}},
        "done": {"end": "done"},
    }  # fmt: skip
    processes = {"order": {"start": "prepare", "steps": steps}, "inner": inner}
    scene = walk(0, 1000, branches={}, processes=processes)
    whole = bounded(scene.plan, scene.record)
    found = flows(scene.plan, whole, journeys(scene.plan, whole, load("default")))
    moves = {(flow.source, flow.target): flow.count for flow in found if flow.level == "steps"}
    times = len([leg for leg in scene.legs if leg.kind == "step"])
    at = "order.prepare"
    assert moves == {
        ("start", at): 2, (at, at): times - 2, (at, "order.done"): 2,
        (at, f"{at}.bill"): times, (at, f"{at}.check.look"): times,
        (f"{at}.check.look", f"{at}.check.tell"): times,
    }  # fmt: skip
    assert times > 2   # one of them is prepared again


def test_a_branch_still_under_way_when_the_run_ends_is_told_as_open():
    branches = {"wait": {"touchpoint": "letter", "takes": "20 d"}, "pack": {"work": "packing"}}
    scene = walk(0, branches=branches)
    assert {(leg.step, leg.outcome) for leg in scene.of(0, "step")} == {
        ("order.prepare", "open"),
        ("order.prepare.wait", "open"),
    }
