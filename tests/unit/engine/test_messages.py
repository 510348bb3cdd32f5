"""Messages, cut lines, and matters that go on as back-office work."""

from __future__ import annotations

from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.places import places_of
from sim.measures.spans import bounded
from sim.records.columns import Flag

from .scenes import LAST, Came, Scene, play, takes, team

ROUTE = {"phone": [{"to": "desk", "for": "20 s"}, {"to": "message"}]}
CUT = {"phone": [{"to": "desk", "for": "20 s"}, {"to": "cut_off"}]}


def told(scene: Scene, journey: int) -> list[tuple[str, str, float, float]]:
    """Rows: kind, outcome, from, until."""
    return [(leg.kind, leg.outcome, leg.queued, leg.ended) for leg in scene.of(journey)]


def test_who_has_waited_so_long_leaves_a_message_and_is_gone_from_the_line():
    scene = play([0, 10, 85], routing=ROUTE)
    assert told(scene, 1) == [("queue", "left_message", 10, 30), ("end", "done", -1, 30)]
    assert scene.of(1, "queue")[0].flags == LAST | Flag.FIRST_OF_CONTACT
    assert scene.talks(2) == [("desk.0", 85, 100, 200, 200)]
    lived = journeys(scene.plan, scene.record, load("default"))
    assert lived["resolved"].tolist() == [True, False, True]
    assert lived["abandonments"].tolist() == [0, 0, 0]


def test_a_message_is_no_contact_turned_away():
    """Nobody is on duty before 01:00: who calls at 00:00:10 leaves a message at once."""
    crew = {"desk": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}}
    scene = play([10], teams=crew, routing=ROUTE, channels={"phone": {"hours": "always"}})
    assert told(scene, 0)[0] == ("turned_away", "left_message", 10, 10)
    found = contacts(scene.plan, bounded(scene.plan, scene.record), places_of(scene.plan))
    assert (found["left_message"][0], found["turned_away"][0], found["closed"][0]) == (True, False, False)


def test_a_message_becomes_work_and_is_resolved_with_it():
    """1 leaves a message at 30; the desk reads it after its call, from 100 to 140: 110 s of delay."""
    scene = play(
        [0, 10],
        teams={"desk": team(1, "question", "reading")},
        reasons={"question": takes("100 s"), "reading": takes("40 s")},
        routing=ROUTE,
        after={"read": {"on": "message", "go": {"work": "reading"}}},
    )
    queue, work = scene.of(1, "queue", "work")
    assert queue.flags == Flag.FIRST_OF_CONTACT | Flag.LAST_OF_CONTACT
    assert (work.talk, work.reason, work.outcome) == (("desk.0", 30, 100, 140, 140), "reading", "resolved")
    assert Flag.LAST_OF_MATTER in work.flags
    lived = journeys(scene.plan, scene.record, load("default"))
    assert (lived["resolved"][1], lived["wait_s"][1], lived["delay_s"][1]) == (True, 20, 110)


def test_what_nobody_solved_goes_on_in_the_back_office():
    scene = play(
        [0],
        teams={"desk": team(1, "question"), "back": team(1, "case")},
        reasons={"question": takes("100 s", resolves="0 %"), "case": takes("500 s")},
        after={"case": {"on": "unresolved", "go": {"work": "case"}}},
    )
    assert [(leg.kind, leg.who, leg.queued, leg.ended) for leg in scene.of(0)[:-1]] == [
        ("human", "desk.0", 0, 100), ("work", "back.0", 100, 600),
    ]  # fmt: skip
    lived = journeys(scene.plan, scene.record, load("default"))
    assert (lived["resolved"][0], lived["handoffs"][0], lived["contacts"][0]) == (True, 0, 1)


def test_a_message_may_lead_to_a_step():
    """The step's own `on` says what becomes of it: work with a promise of 2 min, which is missed."""
    steps = {
        "ask": {"contact": "question", "on": {"message": "read", "rest": "done"}},
        "read": {"work": "reading", "touchpoint": "letter", "promise": "2 min", "next": "done"},
        "done": {"end": "done"},
    }
    scene = play(
        [0, Came(10, "orders")],
        teams={"desk": team(1, "question", "reading")},
        reasons={"question": takes("100 s"), "reading": takes("55 s")},
        routing=ROUTE,
        demand={
            "calls": {"rate": "1/h", "contact": "question"},
            "orders": {"process": "order", "rate": "1/h"},
        },
        processes={"order": {"start": "ask", "steps": steps}},
    )
    work, step = scene.of(1, "work", "step")
    assert (work.queued, work.ended) == (30, 155)
    assert Flag.PROMISE_MISSED in step.flags


def test_who_is_cut_off_counts_as_blocked_and_follows_its_rows():
    rows = {"again": {"on": "blocked", "go": "again", "delay": "1 min"}}
    scene = play([0, 10], routing=CUT, after=rows)
    assert told(scene, 1)[0] == ("queue", "blocked", 10, 30)
    assert scene.talks(1) == [("desk.0", 90, 100, 200, 200)]   # calls again at 90, within its 20 s


def test_a_row_on_messages_may_call_again():
    rows = {"again": {"on": "message", "go": "again", "delay": "1 min", "max": 1}}
    assert play([0, 10], routing=ROUTE, after=rows).talks(1) == [("desk.0", 90, 100, 200, 200)]


def test_work_is_not_in_line_as_passed_on_though_the_contact_before_it_was():
    """0 is passed on at 100 and becomes work at 200: after the order that waits since 150, at 1000."""
    scene = play(
        [0, Came(0, "orders"), Came(150, "orders")],
        teams={"desk": team(1, "question"), "experts": team(1, "advice"), "back": team(1, "case")},
        reasons={"question": takes("100 s"), "advice": takes("100 s", resolves="0 %"),
                 "case": takes("500 s")},
        demand={"calls": {"rate": "1/h", "contact": "question"},
                "orders": {"rate": "1/h", "process": "order"}},
        processes={"order": {"start": "it", "steps": {
            "it": {"work": "case", "next": "done"}, "done": {"end": "done"},
        }}},
        rank={"points": {"by": "transferred", "yes": 120, "no": 0}},
        after={
            "up": {"on": "served", "where": {"reason": "question"},
                   "go": {"team": "experts", "reason": "advice"}},
            "case": {"on": "unresolved", "go": {"work": "case"}},
        },
    )  # fmt: skip
    assert [scene.of(journey, "work")[0].started for journey in range(3)] == [1000, 0, 500]
