"""Work and mail that make way: never, between tasks, or at once."""

from __future__ import annotations

import pytest

from sim.records.columns import Flag

from .scenes import Came, play, takes, team

CALLS_FIRST = {"class": ["phone", "work"]}
DEMAND = {
    "calls": {"rate": "1/h", "contact": "question"},
    "orders": {"rate": "1/h", "process": "order"},
}
ORDER = {"start": "pack", "steps": {"pack": {"work": "packing", "next": "done"}, "done": {"end": "done"}}}


def office(*came, yields="by_interruption", **parts):
    """Orders (packed within 600 s) and calls of 100 s."""
    who = [one if isinstance(one, Came) else Came(one, "orders") for one in came]
    return play(
        who,
        **{
            "teams": {"desk": team(1, "question", "packing")},
            "reasons": {"question": takes("100 s"), "packing": takes("600 s", yields=yields)},
            "demand": DEMAND,
            "processes": {"order": ORDER},
            "rank": CALLS_FIRST,
            **parts,
        },
    )


def stretches(scene, journey=0):
    return [(*leg.talk, leg.outcome) for leg in scene.of(journey, "work")]


def test_work_is_put_down_for_a_call_and_taken_up_again():
    scene = office(0, Came(100))
    assert scene.talks(1) == [("desk.0", 100, 100, 200, 200)]
    assert stretches(scene) == [
        ("desk.0", 0, 0, 100, 100, "interrupted"),
        ("desk.0", 100, 200, 700, 700, "resolved"),
    ]
    assert [leg.flags for leg in scene.of(0, "work")] == [
        Flag.FIRST_OF_CONTACT,
        Flag.RESUMED | Flag.LAST_OF_CONTACT | Flag.LAST_OF_MATTER,
    ]
    assert scene.of(0, "end")[0].ended == 700


def test_further_calls_come_before_the_interrupted_work_and_that_before_other_work():
    """Calls at 100 and 150 until 300; the second order has waited since 50, in the first's stead till 800."""
    scene = office(0, 50, Came(100), Came(150))
    assert stretches(scene)[-1] == ("desk.0", 100, 300, 800, 800, "resolved")
    assert stretches(scene, 1) == [("desk.0", 50, 800, 1400, 1400, "resolved")]


def test_what_was_put_down_comes_before_other_work_of_its_class_however_that_ranks():
    """A file to put away waits since 50 with a head start of 1000 points: after the order all the same."""
    scene = office(
        0, Came(50, "files"), Came(100),
        teams={"desk": team(1, "question", "packing", "filing")},
        reasons={
            "question": takes("100 s"), "packing": takes("600 s", yields="by_interruption"),
            "filing": takes("50 s"),
        },
        demand={**DEMAND, "files": {"rate": "1/h", "process": "file"}},
        processes={
            "order": ORDER,
            "file": {
                "start": "put", "steps": {"put": {"work": "filing", "next": "end"}, "end": {"end": "end"}},
            },
        },
        rank={**CALLS_FIRST, "points": {"by": "reason", "filing": 1000, "rest": 0}},
    )  # fmt: skip
    assert stretches(scene)[-1][2:4] == (200, 700)
    assert stretches(scene, 1)[0][2:4] == (700, 750)


def test_the_same_agent_takes_it_up_again_though_another_is_free_before():
    """The first is done at 600; the second, called at 550, goes on at 650 with the 60 s that are left."""
    scene = office(0, 10, Came(550), teams={"desk": team(2, "question", "packing")})
    assert [row[:4] for row in stretches(scene, 1)] == [("desk.1", 10, 10, 550), ("desk.1", 550, 650, 710)]


def test_work_is_put_down_as_often_as_need_be():
    scene = office(0, Came(100), Came(300), Came(899))
    assert [row[1:4] for row in stretches(scene)] == [(0, 0, 100), (100, 200, 300), (300, 400, 800)]


def test_done_at_the_moment_of_a_call_is_done():
    """End of service comes before an arrival."""
    scene = office(0, Came(600))
    assert stretches(scene) == [("desk.0", 0, 0, 600, 600, "resolved")]
    assert scene.talks(1) == [("desk.0", 600, 600, 700, 700)]


@pytest.mark.parametrize("way", ["longest_idle", "least_occupied"])
def test_a_call_takes_who_is_free_before_who_must_put_something_down(way):
    rank = {**CALLS_FIRST, "free_agent": way}
    scene = office(0, Came(100), teams={"desk": team(2, "question", "packing")}, rank=rank)
    assert scene.talks(1)[0][0] == "desk.1"
    assert len(stretches(scene)) == 1


def test_of_several_the_work_that_ranks_last_is_put_down():
    scene = office(0, 10, Came(100), teams={"desk": team(2, "question", "packing")})
    assert [row[-1] for row in stretches(scene)] == ["resolved"]
    assert [row[-1] for row in stretches(scene, 1)] == ["interrupted", "resolved"]


def test_what_queues_at_the_moment_when_work_is_taken_up_goes_before_it():
    """At 100 the call is over and the work taken up again; the caller, not helped, asks for more at once."""
    reasons = {
        "question": takes("100 s", resolves="0 %"),
        "packing": takes("600 s", yields="by_interruption"),
    }
    again = {"again": {"on": "unresolved", "go": "again", "max": 1}}
    scene = office(0, Came(50), reasons=reasons, after=again)
    assert [row[:4] for row in scene.talks(1)] == [("desk.0", 50, 50, 150), ("desk.0", 150, 150, 250)]
    assert stretches(scene)[-1][2:4] == (250, 800)


def test_only_what_ranks_before_it_by_class_interrupts():
    scene = office(0, Came(100), rank={"points": {"by": "channel", "phone": 1000, "rest": 0}})
    assert len(stretches(scene)) == 1
    assert scene.talks(1)[0][2] == 600


def test_the_wrap_up_is_not_interrupted():
    reasons = {
        "question": takes("100 s"),
        "packing": takes("60 s", wrap_up="60 s", yields="by_interruption"),
    }
    scene = office(0, Came(100), reasons=reasons)
    assert stretches(scene) == [("desk.0", 0, 0, 60, 120, "resolved")]
    assert scene.talks(1)[0][2] == 120


SHIFTS = {
    "short": {"hours": "mon-sun 00:00-00:10", "scheduled": 1},
    "long": {"hours": "mon-sun 00:00-03:00", "scheduled": 1},
}
TWO_SHIFTS = {"desk": {"shifts": SHIFTS, "handles": {"question": {}, "packing": {}}}}


def test_at_the_end_of_the_shift_it_goes_to_the_head_of_the_queue():
    """Both agents pack until they are called, at 540 and 550; a third caller waits. The first agent's shift
    ends at 600, in the call: his order waits in the queue. At 740 the other takes up his own order (50 s
    left), then that one (30 s left), then the order that has waited since 20."""
    scene = office(
        0, 10, 20, Came(540), Came(550), Came(560), teams=TWO_SHIFTS,
        reasons={"question": takes("100 s"), "packing": takes("580 s", yields="by_interruption")},
    )  # fmt: skip
    assert [row[:4] for row in stretches(scene, 1)] == [("desk.1", 10, 10, 540), ("desk.1", 540, 740, 790)]
    assert [row[:4] for row in stretches(scene)] == [("desk.0", 0, 0, 550), ("desk.1", 550, 790, 820)]
    assert stretches(scene, 2)[0][:3] == ("desk.1", 20, 820)


def test_or_to_a_colleague_who_is_free_then():
    """One packs until 520, when he is called; the other's call, since 450, is over at 550. The shift of the
    former ends at 600: his colleague, who is free, goes on for the 80 s that are left."""
    scene = office(0, Came(450), Came(520), teams=TWO_SHIFTS)
    assert scene.talks(1, 2) == [("desk.1", 450, 450, 550, 550), ("desk.0", 520, 520, 620, 620)]
    assert [row[:4] for row in stretches(scene)] == [("desk.0", 0, 0, 520), ("desk.1", 520, 600, 680)]


def test_what_never_yields_is_done_to_the_end_of_the_pile():
    came = (0, 10, Came(20), 700)
    between = office(*came, yields="between")
    assert (between.talks(2)[0][2], stretches(between, 1)[0][2]) == (600, 700)
    never = office(*came, yields="never")
    assert [stretches(never, n)[0][2] for n in (0, 1, 3)] == [0, 600, 1200]
    assert never.talks(2)[0][2] == 1800


def test_the_pile_waits_for_hands_that_hold_other_mail():
    """Two letters at once, of 100 and 300 s; the order, waiting since 20, is packed with empty hands."""
    mail = {"mail": {"waits": False, "at_once": 2}}
    scene = office(
        Came(0, "short"), Came(0, "long"), 20, yields="never", channels={"phone": {}, **mail},
        teams={"desk": team(1, "note", "letter", "packing")},
        reasons={"note": takes("100 s", channels={"mail": "100 %"}, yields="never"),
                 "letter": takes("300 s", channels={"mail": "100 %"}, yields="never"),
                 "packing": takes("600 s", yields="never")},
        demand={"short": {"rate": "1/h", "contact": "note"}, "long": {"rate": "1/h", "contact": "letter"},
                "orders": DEMAND["orders"]},
    )  # fmt: skip
    assert [talk[2:4] for talk in scene.talks()] == [(0, 100), (0, 300)]
    assert stretches(scene, 2) == [("desk.0", 20, 300, 900, 900, "resolved")]


def test_an_agent_who_was_idle_in_between_is_at_no_pile():
    """Idle from 600; a call at 700, then another at 710 and an order at 720: by rank the call goes first."""
    scene = office(0, Came(700), Came(710), 720, yields="never")
    assert scene.talks(2)[0][2] == 800
    assert stretches(scene, 3)[0][2] == 900


MAIL = {
    "channels": {"phone": {}, "post": {"waits": False, "promise": "650 s"}},
    "teams": {"desk": team(1, "question", "letter")},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "letters": {"rate": "1/h", "contact": "letter"},
    },
    "rank": {"class": ["phone", "post"]},
}


def letters(*came, **more):
    reasons = {
        "question": takes("100 s", channels={"phone": "100 %"}),
        "letter": takes("600 s", channels={"post": "100 %"}, yields="by_interruption", **more),
    }
    return play(came, **MAIL, reasons=reasons)


def test_mail_is_put_down_too_and_its_promise_runs_on():
    scene = letters(Came(0, "letters"), Came(100))
    rows = scene.of(0, "human")
    assert [(*row.talk, row.outcome, row.contact) for row in rows] == [
        ("desk.0", 0, 0, 100, 100, "interrupted", 0),
        ("desk.0", 100, 200, 700, 700, "resolved", 0),
    ]
    assert Flag.PROMISE_MISSED in rows[1].flags
    assert Flag.HANDOFF not in rows[1].flags
    assert Flag.RESUMED in rows[1].flags
    assert Flag.PROMISE_KEPT in letters(Came(0, "letters")).of(0, "human")[0].flags


def test_mail_that_yields_is_one_service():
    """Unresolved once, and answered again: each service is drawn once, however often it is put down."""
    from sim.measures.journeys import talks

    scene = letters(Came(0, "letters"), Came(100), Came(300))
    assert len(scene.of(0, "human")) == 3
    assert talks(scene.record.legs).sum() == 3  # the letter and two calls


def test_mail_that_a_colleague_goes_on_with_is_handed_on_without_being_told_again():
    desk = {"desk": {"shifts": SHIFTS, "handles": {"question": {}, "letter": {}}}}
    reasons = {
        "question": takes("100 s", channels={"phone": "100 %"}),
        "letter": takes("600 s", channels={"post": "100 %"}, yields="by_interruption"),
    }
    scene = play([Came(0, "letters"), 450, 520], **{**MAIL, "teams": desk}, reasons=reasons)
    first, second = scene.of(0, "human")
    assert [first.who, second.who] == ["desk.0", "desk.1"]
    assert second.flags & (Flag.HANDOFF | Flag.RE_EXPLAINED) == Flag.HANDOFF


def test_a_matter_that_goes_on_as_work_makes_way_too():
    """After 100 s the desk files for 600 s; a call at 150 is taken at once, and filing goes on at 250."""
    after = {"file": {"on": "served", "where": {"reason": "question"}, "share": "100 %", "max": 1}}
    after["file"]["go"] = {"work": "packing"}
    scene = office(Came(0), Came(150), after=after, demand={"calls": DEMAND["calls"]}, processes={})
    assert stretches(scene)[:2] == [
        ("desk.0", 100, 100, 150, 150, "interrupted"),
        ("desk.0", 150, 250, 800, 800, "resolved"),
    ]
