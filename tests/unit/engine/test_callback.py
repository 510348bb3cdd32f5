"""Callbacks: offered by predicted wait, at the place in line, taken, answered or not; delay, not wait."""

from __future__ import annotations

import pytest

from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.places import places_of
from sim.measures.spans import bounded
from sim.records.columns import Flag

from .scenes import HOUR, Came, Scene, play, takes, team

ROUTE = {"phone": [{"to": "desk", "for": "20 s"}, {"to": "callback"}]}
DESK = {"routing": ROUTE, "callback": {}}
"""Who has waited 20 s is offered a callback, however short the wait would be, and takes it."""


def home(scene: Scene, journey: int) -> list[tuple[str, float, float]]:
    """Stays at home: how they ended, from, until."""
    return [(leg.outcome, leg.queued, leg.ended) for leg in scene.of(journey, "at_home")]


def rings(scene: Scene, journey: int) -> list[tuple[str, float, float]]:
    return [(leg.who, leg.started, leg.released) for leg in scene.of(journey, "ringing")]


def test_who_goes_home_keeps_the_place_in_line():
    """1 comes at 10 and goes home at 30; 2 comes at 40. At 100 the agent calls 1, and 2 is next."""
    scene = play([0, 10, 90], **DESK)
    queue, = scene.of(1, "queue")
    assert (queue.outcome, queue.queued, queue.ended) == ("done", 10, 30)
    assert home(scene, 1) == [("done", 30, 100)]
    assert scene.talks(1) == [("desk.0", 100, 100, 200, 200)]
    assert scene.talks(2) == [("desk.0", 200, 200, 300, 300)]   # went home at 110


def test_the_place_in_line_is_that_of_joining_not_of_going_home():
    """1 joins at 10 and goes home at 30; 2, who joins at 20 and wants no callback, comes after him."""
    scene = play(
        [Came(0, segment="calm"), Came(10, segment="calm"), Came(20, segment="proud")],
        segments={"calm": {}, "proud": {}},
        routing=ROUTE,
        callback={"accepts": {"by": "segment", "calm": "100 %", "proud": "0 %"}},
    )
    assert [scene.talks(number)[0][2] for number in (1, 2)] == [100, 200]


def test_the_time_at_home_is_delay_and_no_wait():
    scene = play([0, 10], **DESK)
    lived = journeys(scene.plan, scene.record, load("default"))
    assert (lived["wait_s"][1], lived["delay_s"][1]) == (20, 70)
    whole = bounded(scene.plan, scene.record)
    found = contacts(scene.plan, whole, places_of(scene.plan))
    assert (found["answer_s"][1], found["called_back"][1], found["joined"][1]) == (20, True, True)


def test_nobody_runs_out_of_patience_at_home():
    scene = play([0, 10], patience="40 s", **DESK)
    assert scene.talks(1) == [("desk.0", 100, 100, 200, 200)]


@pytest.mark.parametrize(("above", "called"), [("199 s", True), ("200 s", False)])
def test_it_is_offered_by_predicted_wait(above, called):
    """Two agents on duty and one at home, mean handle time 90 s + 10 s. Three wait before him:
    (3 + 1) x 100 s / 2 = 200 s."""
    shifts = {
        "day": {"hours": "always", "scheduled": 2}, "late": {"hours": "mon-sun 12:00-13:00", "scheduled": 1},
    }  # fmt: skip
    scene = play(
        [0, 0, 5, 6, 7, 8],
        teams={"desk": {"shifts": shifts, "handles": {"question": {}}}},
        reasons={"question": takes("90 s", wrap_up="10 s")},
        routing={"phone": [{"to": "desk", "for": "1 s"}, {"to": "callback"}]},
        callback={"above": above},
    )
    assert [bool(home(scene, number)) for number in range(6)] == [False, False, False, False, False, called]


def test_who_is_at_home_is_counted_among_those_ahead():
    """One agent: 1 goes home at once; the prediction for 2 is (1 + 1) x 100 s."""
    route = {"phone": [{"to": "desk", "for": "0 s"}, {"to": "callback"}]}
    scene = play([0, 10, 20], routing=route, callback={"above": "99 s"})
    assert [bool(home(scene, number)) for number in range(3)] == [False, True, True]
    scene = play([0, 10, 20], routing=route, callback={"above": "100 s"})
    assert [bool(home(scene, number)) for number in range(3)] == [False, False, True]


def test_who_does_not_take_it_waits_on():
    scene = play([0, 10], routing=ROUTE, callback={"accepts": "0 %"}, patience="60 s")
    queue, = scene.of(1, "queue")
    assert (queue.outcome, queue.queued, queue.ended) == ("abandoned", 10, 70)


def test_the_agent_rings_and_is_held_meanwhile():
    scene = play([0, 10, 95], routing=ROUTE, callback={"rings": "15 s"})
    assert rings(scene, 1) == [("desk.0", 100, 115)]
    assert home(scene, 1) == [("done", 30, 115)]
    assert scene.talks(1) == [("desk.0", 115, 115, 215, 215)]


def test_attempts_in_vain_end_unresolved_with_the_place_kept_until_then():
    """The agent calls at 100 and, after 5 min, at 415: he is busy until 500 with 3, who came at 400; 1 keeps
    the place before 4, who came at 410, and is called at 500. Then it is over."""
    callback = {"rings": "15 s", "answers": "0 %", "attempts": 2, "every": "5 min"}
    scene = play([0, 10, 400, 410], routing={"phone": ROUTE["phone"]}, callback=callback)
    assert rings(scene, 1) == [("desk.0", 100, 115), ("desk.0", 500, 515)]
    assert home(scene, 1) == [("not_reached", 30, 515)]
    (last,) = scene.of(1, "at_home")
    assert last.flags == Flag.LAST_OF_CONTACT | Flag.LAST_OF_MATTER
    assert scene.of(1, "end")[0].step == "calls.given_up"
    assert rings(scene, 3)[0] == ("desk.0", 515, 530)


def test_who_was_not_reached_follows_the_rows_of_the_unresolved():
    rows = {"again": {"on": "unresolved", "go": "again", "delay": "1 h", "max": 1}}
    scene = play([0, 10], routing=ROUTE, callback={"answers": "0 %"}, after=rows)
    assert scene.talks(1) == [("desk.0", 100 + HOUR, 100 + HOUR, 200 + HOUR, 200 + HOUR)]


def test_the_line_is_free_for_others_and_the_queue_as_well():
    channels = {"phone": {"lines": 2, "max_queue": 1}}
    scene = play([0, 10, 35], channels=channels, **DESK)
    assert [leg.kind for leg in scene.of(2) if leg.kind != "ringing"][:2] == ["queue", "at_home"]


def test_who_waits_at_home_at_closing_is_called_the_next_day():
    """Open until 02:00 with work_off: who is on the line is helped, who is at home is called at 01:00."""
    crew = {"desk": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}},
                     "at_closing": "work_off"}}   # fmt: skip
    route = {"phone": [{"to": "desk", "for": "50 s"}, {"to": "callback"}]}
    start = 2 * HOUR - 60
    scene = play([start, start + 1, start + 58], teams=crew, routing=route, callback={})
    assert home(scene, 1) == [("done", start + 51, 25 * HOUR)]
    assert scene.talks(2)[0][2] == start + 100   # still on the line when the agent is free


def test_who_is_at_home_when_the_run_ends_is_open():
    scene = play([0, 10], **{**DESK, "reasons": {"question": takes("30 d")}})
    assert [(leg.kind, leg.outcome, leg.ended) for leg in scene.of(1)] == [
        ("queue", "done", 30), ("at_home", "open", -1),
    ]  # fmt: skip


def test_where_those_asked_pass_it_on_the_wait_is_predicted_by_who_will_help():
    """The front talks 60 s and passes on to the desk: 100 s are predicted, though the front cannot help."""
    crew = {"front": team(1, "hello"), "desk": team(1, "question")}
    parts = {
        "teams": crew, "reasons": {"question": takes("100 s"), "hello": takes("10 s")},
        "routing": {"phone": [{"to": "front", "for": "5 s"}, {"to": "callback"}]},
        "transfer": {"noticed_after": "60 s"},
    }  # fmt: skip
    scene = play([0, 10], callback={"above": "90 s"}, **parts)
    assert home(scene, 1) == [("done", 15, 60)]
    assert not home(play([0, 10], callback={"above": "110 s"}, **parts), 1)
