"""Rows of `after` on `late` that get in touch again: contacts of one matter side by side."""

from __future__ import annotations

from typing import Any

import pytest

from sim.measures.experience.file import load
from sim.measures.replication import Settings, measure
from sim.records.columns import Flag

from .late import AT_ONE, CHASE, FIRST, MISSED, PLAIN, asks, contacts_of, journeys_of, mails, told
from .scenes import LAST, Came, Scene, play, takes, team


def test_a_call_settles_what_the_mail_is_about():
    """1's mail waits since 10; he calls at 310 and is through at 360, when nobody has read the mail."""
    scene = mails(0, 10, after={"chase": CHASE})
    assert told(scene, 1) == [
        ("human", "callers.0", "resolved", 310, 310, 360),
        ("queue", "mailers", "withdrawn", 10, -1, 360),
        ("end", "", "done", -1, 360, 360),
    ]
    call, mail = scene.of(1, "human", "queue")
    assert (call.contact, call.flags) == (1, FIRST | LAST | Flag.REPEAT)
    assert (mail.contact, mail.flags) == (0, FIRST | Flag.LAST_OF_CONTACT | MISSED)
    lived = journeys_of(scene)
    assert {name: lived[name][1] for name in ("resolved", "contacts", "repeats", "channel_switches")} == {
        "resolved": True, "contacts": 2, "repeats": 1, "channel_switches": 1,
    }  # fmt: skip
    assert scene.talks(0) == [("mailers.0", 0, 0, 1000, 1000)]


def test_the_mail_may_be_answered_first():
    """Nobody answers the phone before 01:00: the call waits when the mail is answered at 2000, and ends."""
    late = {"mailers": team(1, "question", channels=["mail"]),
            "callers": {**team(1, "question", channels=["phone"]), "hours": AT_ONE}}   # fmt: skip
    phone = {"mail": {"waits": False, "promise": "300 s"}, "phone": {"hours": "always"}}
    scene = mails(0, 10, teams=late, channels=phone, after={"chase": CHASE})
    assert told(scene, 1) == [
        ("human", "mailers.0", "resolved", 10, 1000, 2000),
        ("queue", "callers", "abandoned", 310, -1, 2000),
        ("end", "", "done", -1, 2000, 2000),
    ]
    found = contacts_of(scene)
    assert found["resolved"].tolist() == [True, True, False]
    assert found["repeated"].tolist() == [False, True, False]
    measured = measure(scene.plan, scene.record, Settings(load("default")))
    assert measured.cells.ratio("fcr", "all") == (1, 2)   # 1's mail is no first-contact resolution
    told_of = {(flow.source, flow.target): flow.count for flow in measured.flows if flow.level == "channels"}
    assert told_of == {
        ("start", "mail"): 2, ("mail", "resolved"): 1, ("mail", "phone"): 1, ("phone", "resolved"): 1,
    }  # fmt: skip


def test_what_an_agent_has_begun_is_finished_unseen():
    """The call, of 1000 s, is through at 1310; 1's mail is in hand from 1000 to 2000."""
    slow = {"mailers": team(1, "question", channels=["mail"]),
            "callers": team(1, "question", channels=["phone"])}   # fmt: skip
    scene = mails(0, 10, teams=slow, after={"chase": CHASE})
    assert told(scene, 1) == [
        ("human", "callers.0", "resolved", 310, 310, 1310),
        ("end", "", "done", -1, 1310, 1310),
        ("human", "mailers.0", "resolved", 10, 1000, 2000),
    ]
    assert [Flag.LAST_OF_MATTER in leg.flags for leg in scene.of(1, "human")] == [True, False]


def test_while_one_is_under_way_nothing_is_decided():
    """The call solves nothing and ends at 360; the mail's answer at 2000 decides: a handoff by then."""
    vain = {"mailers": team(1, "question", channels=["mail"]),
            "callers": {**team(1, channels=["phone"]),
                        "handles": {"question": {"takes": "50 s", "resolves": "0 %"}}}}   # fmt: skip
    scene = mails(0, 10, teams=vain, after={"chase": CHASE})
    call, mail = scene.of(1, "human")
    assert (call.outcome, call.flags) == ("unresolved", FIRST | Flag.REPEAT | Flag.LAST_OF_CONTACT)
    assert (mail.outcome, mail.ended) == ("resolved", 2000)
    assert mail.flags & (LAST | Flag.HANDOFF | Flag.RE_EXPLAINED) == LAST | Flag.HANDOFF | Flag.RE_EXPLAINED
    assert scene.of(1, "end")[0].ended == 2000


def test_the_last_that_is_over_decides_if_none_settles_it():
    """The mail's answer at 2000 solves nothing; the call, in line until 01:00, does at 3650. Who hangs up at
    2110 instead is one who gave up."""
    vain = {"mailers": {**team(1, channels=["mail"]), "handles": {"question": {"resolves": "0 %"}}},
            "callers": {"hours": AT_ONE, "scheduled": 1, "channels": ["phone"],
                        "handles": {"question": {"takes": "50 s"}}}}   # fmt: skip
    phone = {"mail": {"waits": False, "promise": "300 s"}, "phone": {"hours": "always"}}
    scene = mails(0, 10, teams=vain, channels=phone, after={"chase": CHASE})
    mail, call = scene.of(1, "human")
    assert (mail.outcome, mail.ended, Flag.LAST_OF_MATTER in mail.flags) == ("unresolved", 2000, False)
    assert (call.outcome, call.ended, Flag.LAST_OF_MATTER in call.flags) == ("resolved", 3650, True)
    assert journeys_of(scene)["resolved"][1]
    scene = asks(None, {"chase": CHASE}, 0, 10, teams=vain, channels=phone, patience="30 min")
    assert [(leg.step, leg.ended) for leg in scene.of(1, "end")] == [("order.lost", 2110)]


@pytest.mark.parametrize(("delay", "calls"), [("689 s", 1), ("690 s", 0), ("700 s", 0)])
def test_who_is_served_by_then_does_not_ask_again(delay, calls):
    """1's mail is begun at 1000, 690 s after its promise has passed."""
    scene = mails(0, 10, after={"chase": {**CHASE, "delay": delay}})
    assert len([leg for leg in scene.of(1, "human", "queue") if leg.contact]) == calls


def test_who_asks_again_is_late_again_and_so_often():
    """By mail, promised in 300 s each: at 310 and 610, then `max` is reached."""
    again = {"on": "late", "go": "again", "max": 2}
    scene = mails(0, 10, after={"chase": again})
    joined = sorted((leg.contact, leg.queued) for leg in scene.of(1, "human", "queue"))
    assert joined == [(0, 10), (1, 310), (2, 610)]


def test_a_step_has_a_promise_of_its_own():
    """Half an hour from entering the step; the mail's own promise is none."""
    scene = asks("900 s", {"chase": CHASE}, 0, 10, channels=PLAIN)
    call = scene.of(1, "human")[0]
    assert (call.contact, call.queued, call.ended) == (1, 910, 960)
    (step,) = scene.of(1, "step")
    assert (step.flags, step.ended) == (MISSED, 960)


def test_a_promise_broken_by_a_row_at_that_moment_is_not_kept():
    scene = asks("900 s", {"enough": {"on": "late", "go": "end"}}, 0, 10, channels=PLAIN)
    (step,) = scene.of(1, "step")
    assert (step.flags, step.ended) == (MISSED, 910)


def messages(reading: str, **readers: Any) -> Scene:
    """1 leaves a message at 30, which others read in some time; the step is promised within 600 s."""
    return play(
        [Came(0, "orders"), Came(10, "orders")],
        teams={"desk": team(1, "question"), "back": {**team(1, "reading"), **readers}},
        reasons={"question": takes("100 s"), "reading": takes(reading)},
        routing={"phone": [{"to": "desk", "for": "20 s"}, {"to": "message"}]},
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": {
            "ask": {"contact": "question", "promise": "600 s", "next": "done"}, "done": {"end": "done"},
        }}},
        after={"read": {"on": "message", "go": {"work": "reading"}}, "chase": {"on": "late", "go": "again"}},
    )  # fmt: skip


def test_who_left_a_message_asks_again_while_nobody_has_read_it():
    """Nobody reads it before 01:00, and he calls again at 610."""
    scene = messages("40 s", hours=AT_ONE)
    assert [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(1, "queue", "human", "work")] == [
        ("queue", "left_message", 30),
        ("human", "resolved", 710),
        ("work", "withdrawn", 710),
    ]


def test_work_that_has_begun_is_not_late_to_the_customer():
    scene = messages("1000 s")
    assert [leg.contact for leg in scene.of(1, "queue", "human", "work")] == [0, 0]


def test_contacts_side_by_side_are_counted_each_with_all_its_rows():
    """The mail waits for others since 310; the step's promise passes at 910: the call settles it at 960."""
    crew = {
        "mailers": team(1, "question", channels=["mail"]),
        "others": {**team(1, "question", channels=["mail"]), "hours": AT_ONE},
        "callers": {**team(1, channels=["phone"]), "handles": {"question": {"takes": "50 s"}}},
    }
    rows = {"up": {"on": "late", "go": {"team": "others"}, "max": 1}, "chase": CHASE}
    scene = asks("900 s", rows, 0, 10, teams=crew)
    assert [(leg.kind, leg.contact) for leg in scene.of(1, "queue", "human")] == [
        ("queue", 0), ("human", 1), ("queue", 0),
    ]  # fmt: skip
    found = contacts_of(scene)
    assert found["contact"].tolist() == [0, 0, 1]


def test_who_gives_up_the_step_gives_up_all_contacts():
    """Mail since 10, a call in line since 310; the step is borne for 500 s."""
    busy = {"mailers": team(1, "question", channels=["mail"]),
            "callers": {**team(1, "question", channels=["phone"]), "hours": AT_ONE}}   # fmt: skip
    steps = {
        "ask": {"contact": "question", "gives_up_after": "500 s", "on": {"rest": "done", "gave_up": "lost"}},
        "done": {"end": "done"}, "lost": {"end": "lost"},
    }  # fmt: skip
    scene = mails(
        Came(0, "orders"), Came(10, "orders"), teams=busy,
        channels={"mail": {"waits": False, "promise": "300 s"}, "phone": {"hours": "always"}},
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": steps}}, after={"chase": CHASE},
    )  # fmt: skip
    assert [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(1)] == [
        ("queue", "withdrawn", 510), ("queue", "abandoned", 510),
        ("step", "abandoned", 510), ("end", "done", 510),
    ]  # fmt: skip
    assert [Flag.LAST_OF_MATTER in leg.flags for leg in scene.of(1, "queue")] == [False, True]


def test_an_aside_may_be_late_too():
    """The mail beside the parcel waits since 10; the call about it, at 310, settles it."""
    aside = {"contact": "question", "after": "10 s"}
    steps = {"ship": {"takes": "1 h", "beside": {"where": aside}, "next": "done"}, "done": {"end": "done"}}
    scene = mails(
        Came(0, "calls"), Came(0, "orders"),
        demand={"orders": {"process": "order", "rate": "1/h"},
                "calls": {"contact": "question", "rate": "1/h"}},
        processes={"order": {"start": "ship", "steps": steps}}, after={"chase": CHASE},
    )  # fmt: skip
    rows = [leg for leg in scene.legs if leg.step == "order.ship.where"]
    assert [(leg.kind, leg.contact, leg.ended) for leg in rows] == [("human", 1, 360), ("queue", 0, 360)]
