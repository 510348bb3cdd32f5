"""Rows of `after` on `late`: a promise passes while the customer waits, who waits for others or no longer."""

from __future__ import annotations

from sim.records.columns import Flag

from .late import AT_ONE, BY_MAIL, CHASE, FIRST, MISSED, asks, contacts_of, journeys_of, mails, told
from .scenes import LAST, Came, play, takes, team

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
    lived = journeys_of(scene)
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
    found = contacts_of(scene)
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
    assert journeys_of(scene)["resolved"][1]


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
