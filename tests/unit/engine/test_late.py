"""Rows of `after` on `late`: a promise passes while the customer waits."""

from __future__ import annotations

from typing import Any

import pytest

from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.places import places_of
from sim.measures.replication import Settings, measure
from sim.measures.spans import bounded
from sim.records.columns import Flag

from .scenes import LAST, Came, Scene, play, takes, team

FIRST, MISSED = Flag.FIRST_OF_CONTACT, Flag.PROMISE_MISSED
BY_MAIL = {"by": "attempt", "first": {"mail": "100 %"}, "further": {"phone": "100 %"}}
PLAIN = {"mail": {"waits": False}, "phone": {}}
AT_ONE = "mon-sun 01:00-02:00"
CHASE = {"on": "late", "go": "again", "same_channel": "0 %"}


def mails(*came: float | Came, **parts: Any) -> Scene:
    """Mail that one agent answers in 1000 s, promised within 300 s; others are there for calls, in 50 s."""
    return play(came, **{
        "channels": {"mail": {"waits": False, "promise": "300 s"}, "phone": {}},
        "reasons": {"question": takes("1000 s", channels=BY_MAIL), "paper": takes("40 s")},
        "teams": {
            "mailers": team(1, "question", channels=["mail"]),
            "callers": {
                **team(1, "paper"), "handles": {"question": {"takes": "50 s"}, "paper": {}},
                "channels": ["phone"],
            },
        },
        "routing": {"mail": [{"to": "mailers"}], "phone": [{"to": "callers"}]},
        **parts,
    })   # fmt: skip


def told(scene: Scene, journey: int) -> list[tuple[str, str, str, float, float, float]]:
    """Rows: kind, who, outcome, queued, started, ended."""
    return [(leg.kind, leg.who, leg.outcome, *leg[9:12]) for leg in scene.of(journey)]


# -- another team --------------------------------------------------------------------------------


def test_what_is_late_waits_for_another_team_instead():
    """1 was promised an answer by 310: then the callers, who are free, have it, for 50 s."""
    scene = mails(0, 10, after={"up": {"on": "late", "go": {"team": "callers"}}})
    assert told(scene, 1) == [
        ("queue", "mailers", "passed_on", 10, -1, 310),
        ("human", "callers.0", "resolved", 310, 310, 360),
        ("end", "", "done", -1, 360, 360),
    ]
    queue, human = scene.of(1, "queue", "human")
    assert (queue.flags, human.flags) == (FIRST, LAST | MISSED)   # no handoff: nobody had dealt with it
    lived = journeys(scene.plan, scene.record, load("default"))
    assert (lived["contacts"][1], lived["handoffs"][1], lived["delay_s"][1]) == (1, 0, 300)


def test_the_other_team_takes_it_at_the_time_of_its_joining():
    """The callers talk until 340. A call waits since 305; the mail, since 10, comes first."""
    calls = {"calls": {"rate": "1/h", "contact": "question"}, "rings": {"rate": "1/h", "contact": "talk"}}
    scene = mails(
        0, 10, Came(300, "rings"), Came(305, "rings"), demand=calls,
        reasons={"question": takes("1000 s", channels=BY_MAIL),
                 "talk": takes("40 s", channels={"phone": "100 %"})},
        teams={"mailers": team(1, "question", channels=["mail"]),
               "callers": team(1, "talk", "question", channels=["phone"])},
        after={"up": {"on": "late", "go": {"team": "callers"}}},
    )  # fmt: skip
    assert [talk[:4] for talk in scene.talks(1, 3)] == [
        ("callers.0", 310, 340, 1340),
        ("callers.0", 305, 1340, 1380),
    ]


def test_its_reason_may_be_another_from_then_on():
    scene = mails(0, 10, after={"up": {"on": "late", "go": {"team": "callers", "reason": "paper"}}})
    queue, human = scene.of(1, "queue", "human")
    assert (queue.reason, human.reason, human.ended) == ("question", "paper", 350)


def test_without_a_team_the_right_one_for_the_reason_has_it():
    able = {"mailers": team(1, "question"), "others": team(1, "paper")}
    scene = mails(0, 10, teams=able, routing={}, after={"up": {"on": "late", "go": {"reason": "paper"}}})
    assert scene.talks(1) == [("others.0", 310, 310, 350, 350)]


def test_a_team_that_nobody_is_at_work_in_gets_nothing_and_the_next_row_is_read():
    """On the phone: the night crew comes at 01:00 and the phone closes before."""
    crew = {"desk": team(1, "question"), "night": {**team(1, "question"), "hours": AT_ONE}}
    rows = {"up": {"on": "late", "go": {"team": "night"}}, "enough": {"on": "late", "go": "end"}}
    phone = {"phone": {"promise": "60 s", "hours": "mon-sun 00:00-00:30"}}
    scene = play([0, 10], teams=crew, channels=phone, routing={"phone": [{"to": "desk"}]}, after=rows)
    assert told(scene, 1)[0] == ("queue", "desk", "abandoned", 10, -1, 70)


def test_a_team_without_room_gets_no_caller():
    crew = {"desk": team(1, "question"), "next": {**team(1, "question"), "max_queue": 0}}
    scene = play(
        [0, 1, 10], teams=crew, channels={"phone": {"promise": "60 s"}},
        routing={"phone": [{"to": ["desk", "next"]}]},
        after={"up": {"on": "late", "go": {"team": "next"}}},
    )  # fmt: skip
    assert scene.talks(2) == [("desk.0", 10, 100, 200, 200)]


def test_the_patience_of_a_caller_runs_on():
    """Patience of 80 s ends at 90, though he waits for another team since 70; he is counted in line once."""
    crew = {"desk": team(1, "question"), "next": team(1, "question")}
    scene = play(
        [0, 1, 10], teams=crew, patience="80 s", channels={"phone": {"promise": "60 s", "max_queue": 1}},
        routing={"phone": [{"to": ["desk", "next"], "for": "65 s"}, {"to": "any_skilled"}]},
        after={"up": {"on": "late", "go": {"team": "next"}}},
    )  # fmt: skip
    assert told(scene, 2)[:2] == [
        ("queue", "desk", "passed_on", 10, -1, 70),
        ("queue", "next", "abandoned", 70, -1, 90),
    ]


def test_the_stages_to_come_are_left_out():
    """From 75 on any team would be asked, the desk free at 100; he waits for the next since 70, until 101."""
    crew = {"desk": team(1, "question"), "next": team(1, "question")}
    scene = play(
        [0, 1, 10], teams=crew, channels={"phone": {"promise": "60 s"}},
        routing={"phone": [{"to": ["desk", "next"], "for": "65 s"}, {"to": "any_skilled"}]},
        after={"up": {"on": "late", "go": {"team": "next"}}},
    )  # fmt: skip
    assert scene.talks(2) == [("next.0", 70, 101, 201, 201)]


def test_a_promise_is_not_kept_by_who_takes_it_when_it_has_passed():
    quick = {"mailers": team(1, "question", channels=["mail"]),
             "callers": {**team(1), "handles": {"question": {"takes": "0 s"}}}}   # fmt: skip
    scene = mails(0, 10, teams=quick, after={"up": {"on": "late", "go": {"team": "callers"}}})
    (talk,) = scene.of(1, "human")
    assert (talk.ended, talk.flags & (MISSED | Flag.PROMISE_KEPT)) == (310, MISSED)


def test_what_an_agent_has_begun_is_not_late_to_the_customer():
    """The promise of 0's mail passes at 300, half way through: nothing follows."""
    scene = mails(0, after={"up": {"on": "late", "go": {"team": "callers"}}, "chase": CHASE})
    assert told(scene, 0)[0] == ("human", "mailers.0", "resolved", 0, 0, 1000)


def test_a_promise_kept_at_the_very_moment_is_kept():
    quick = {"question": {"takes": "150 s"}}
    crew = {"mailers": {**team(1, channels=["mail"]), "handles": quick},
            "callers": team(1, "paper", "question", channels=["phone"])}   # fmt: skip
    scene = mails(0, 0, teams=crew, after={"chase": CHASE})
    (talk,) = scene.of(1, "human")
    assert (talk.ended, talk.contact, Flag.PROMISE_KEPT in talk.flags) == (300, 0, True)


def test_what_is_begun_at_the_very_moment_is_not_late():
    """The first mail ends at 300, which begins the second: ends of services come first."""
    crew = {"mailers": {**team(1, channels=["mail"]), "handles": {"question": {"takes": "300 s"}}},
            "callers": team(1, "question", channels=["phone"])}   # fmt: skip
    scene = mails(0, 0, teams=crew, after={"up": {"on": "late", "go": {"team": "callers"}}})
    assert scene.talks(1) == [("mailers.0", 0, 300, 600, 600)]


# -- no longer -----------------------------------------------------------------------------------


def test_who_gives_up_waits_no_longer():
    scene = mails(0, 10, after={"enough": {"on": "late", "go": "end"}})
    assert told(scene, 1)[0] == ("queue", "mailers", "withdrawn", 10, -1, 310)
    assert scene.of(1, "queue")[0].flags == FIRST | LAST | MISSED
    found = contacts(scene.plan, bounded(scene.plan, scene.record), places_of(scene.plan))
    assert (found["promises_missed"][1], found["resolved"][1]) == (1, False)


def test_no_other_row_follows_one_that_ends_the_wait():
    rows = {"enough": {"on": "late", "go": "end"}, "redial": {"on": "abandoned", "go": "again", "max": 1}}
    scene = play([0, 10], channels={"phone": {"promise": "60 s"}}, after=rows)
    assert told(scene, 1)[0] == ("queue", "desk", "abandoned", 10, -1, 70)
    assert len(scene.of(1, "queue", "human")) == 1


def test_the_matter_goes_on_as_work():
    scene = mails(0, 10, after={"up": {"on": "late", "go": {"work": "paper"}}})
    assert told(scene, 1)[:2] == [
        ("queue", "mailers", "withdrawn", 10, -1, 310),
        ("work", "callers.0", "resolved", 310, 310, 350),
    ]
    assert journeys(scene.plan, scene.record, load("default"))["resolved"][1]


def asks(promise: str | None, after: Any, *came: float, **parts: Any) -> Scene:
    """Orders with a step of contact, perhaps with a promise."""
    step: Any = {"contact": "question", "on": {"resolved": "done", "abandoned": "lost", "rest": "other"}}
    steps = {"ask": step, "done": {"end": "done"}, "lost": {"end": "lost"}, "other": {"end": "other"},
             "else": {"takes": "7 s", "next": "done"}}   # fmt: skip
    if promise is not None:
        step["promise"] = promise
    return mails(
        *(Came(at, "orders") for at in came),
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": steps}},
        after=after, **parts,
    )  # fmt: skip


def test_the_journey_goes_on_elsewhere():
    scene = asks(None, {"other": {"on": "late", "go": {"step": "else"}}}, 0, 10)
    assert [leg[:2] for leg in scene.of(1, "end")] == [(1, "order.done")]
    assert scene.of(1, "end")[0].ended == 317


def test_the_outcome_of_who_gives_up_leads_on():
    scene = asks(None, {"enough": {"on": "late", "go": "end"}}, 0, 10)
    assert [leg.step for leg in scene.of(1, "end")] == ["order.lost"]


def test_who_is_at_home_wants_no_call_any_more():
    """Called in vain until 105, he would be called again at 3705; the promise of 600 s ends that at 610."""
    offer = {"above": "0 s", "accepts": "100 %", "rings": "5 s", "answers": "0 %", "attempts": 9,
             "every": "1 h"}   # fmt: skip
    scene = play(
        [0, 10], channels={"phone": {"promise": "600 s"}}, callback=offer,
        routing={"phone": [{"to": "desk", "for": "20 s"}, {"to": "callback"}]},
        after={"enough": {"on": "late", "go": "end"}},
    )  # fmt: skip
    (home,) = scene.of(1, "at_home")
    assert (home.outcome, home.ended, home.flags) == ("withdrawn", 610, LAST | MISSED)


def test_who_is_in_the_menu_hangs_up():
    scene = play(
        [0], channels={"phone": {"promise": "60 s"}}, ivr={"takes": "100 s", "right_team": "100 %"},
        routing={"phone": [{"to": "ivr"}, {"to": "chosen_team"}]},
        after={"enough": {"on": "late", "go": "end"}},
    )  # fmt: skip
    assert told(scene, 0)[0] == ("menu", "", "hung_up", -1, 0, 60)


# -- a further contact meanwhile -----------------------------------------------------------------


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
    lived = journeys(scene.plan, scene.record, load("default"))
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
    found = contacts(scene.plan, bounded(scene.plan, scene.record), places_of(scene.plan))
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
    assert journeys(scene.plan, scene.record, load("default"))["resolved"][1]
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


def test_who_left_a_message_asks_again_while_nobody_has_read_it():
    """1 leaves a message at 30; nobody reads it before 01:00, and he calls again at 610."""
    scene = play(
        [Came(0, "orders"), Came(10, "orders")],
        teams={"desk": team(1, "question"), "back": {**team(1, "reading"), "hours": AT_ONE}},
        reasons={"question": takes("100 s"), "reading": takes("40 s")},
        routing={"phone": [{"to": "desk", "for": "20 s"}, {"to": "message"}]},
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": {
            "ask": {"contact": "question", "promise": "600 s", "next": "done"}, "done": {"end": "done"},
        }}},
        after={"read": {"on": "message", "go": {"work": "reading"}}, "chase": {"on": "late", "go": "again"}},
    )  # fmt: skip
    assert [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(1, "queue", "human", "work")] == [
        ("queue", "left_message", 30),
        ("human", "resolved", 710),
        ("work", "withdrawn", 710),
    ]


def test_work_that_has_begun_is_not_late_to_the_customer():
    scene = play(
        [Came(0, "orders"), Came(10, "orders")],
        teams={"desk": team(1, "question"), "back": team(1, "reading")},
        reasons={"question": takes("100 s"), "reading": takes("1000 s")},
        routing={"phone": [{"to": "desk", "for": "20 s"}, {"to": "message"}]},
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ask", "steps": {
            "ask": {"contact": "question", "promise": "600 s", "next": "done"}, "done": {"end": "done"},
        }}},
        after={"read": {"on": "message", "go": {"work": "reading"}}, "chase": {"on": "late", "go": "again"}},
    )  # fmt: skip
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
    found = contacts(scene.plan, bounded(scene.plan, scene.record), places_of(scene.plan))
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
