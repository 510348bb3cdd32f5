"""Conferences: who passes on stays, colleagues are held as they join, and all leave together."""

from __future__ import annotations

from sim.measures.agent_time import Doing, stretches
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.spans import bounded
from sim.records.columns import Flag

from .scenes import SECOND, Came, Scene, play, takes, team

HELP = {
    "teams": {"front": team(1, "hello"), "back": team(1, "question", "other")},
    "reasons": {"question": takes("100 s"), "hello": takes("10 s"), "other": takes("100 s")},
    "routing": {"phone": {"by": "reason", "other": [{"to": "back"}], "rest": [{"to": "front"}]}},
    "demand": {
        "calls": {"rate": "1/h", "contact": "question"},
        "direct": {"rate": "1/h", "contact": "other"},
    },
    "transfer": {
        "noticed_after": "20 s", "explain_again_takes": "30 s", "manner": "conference", "hold": "60 s",
    },
}  # fmt: skip
"""Questions reach the front, which cannot help; the back can, and is called directly, too."""


def test_the_agent_before_stays_to_the_end_and_nothing_is_told_again():
    scene = play([0, 5], **HELP)
    front, back = scene.of(0, "human")
    assert front.talk == ("front.0", 0, 0, 20, 120)
    assert back.talk == ("back.0", 20, 20, 120, 120)
    assert (front.outcome, back.outcome) == ("passed_on", "resolved")
    assert Flag.HANDOFF | Flag.TRANSFER | Flag.CONFERENCE in back.flags
    assert not back.flags & (Flag.WARM | Flag.RE_EXPLAINED)
    assert Flag.FIRST_OF_CONTACT in front.flags
    assert scene.talks(1)[0] == ("front.0", 5, 120, 140, 240)  # the front was held until then


def test_who_waits_in_vain_turns_it_cold_and_keeps_the_place_in_line():
    """The back talks with 0 until 100 and then with 2, who waits since 25: 1 has joined
    its line at 30, and the front leaves at 90."""
    scene = play([Came(0, "direct"), 10, Came(25, "direct"), Came(40, "direct")], **HELP)
    front, back = scene.of(1, "human")
    assert front.talk == ("front.0", 10, 10, 30, 90)
    assert back.talk == ("back.0", 30, 200, 330, 330)  # before 3; tells it again: 30 + 100
    assert Flag.RE_EXPLAINED in back.flags
    assert Flag.CONFERENCE not in back.flags
    assert scene.talks(3)[0][2] == 330


def test_a_hang_up_frees_those_who_stayed_once():
    """1 hangs up at 50, 20 s after joining the back's line; at 90 the front is not freed again."""
    scene = play([Came(0, "direct"), 10, 45, 60], patience="20 s", **HELP)
    front, queue = scene.of(1, "human", "queue")
    assert front.talk == ("front.0", 10, 10, 30, 50)
    assert (queue.outcome, queue.queued, queue.ended) == ("abandoned", 30, 50)
    assert scene.talks(2)[0][:4] == ("front.0", 45, 50, 70)
    assert [leg.outcome for leg in scene.of(3)] == ["abandoned", "done"]   # the front holds on with 2


INCIDENT = {
    "teams": {
        "desk": team(1, "fault"), "net": team(1, "incident"), "data": team(1, "backup"),
        "vendor": team(1, "advice"),
    },
    "reasons": {
        "fault": takes("100 s", wrap_up="10 s"), "incident": takes("200 s", wrap_up="20 s"),
        "backup": takes("150 s"), "advice": takes("1 s"),
    },
    "demand": {
        "calls": {"rate": "1/h", "contact": "fault"},
        "backups": {"rate": "1/h", "contact": "backup"},
    },
    "transfer": {"hold": "2 min"},
    "after": {
        "major": {
            "on": "served", "where": {"reason": "fault"}, "manner": "conference",
            "go": {"team": "net", "reason": "incident", "with": ["data", "vendor"]},
        },
    },
}  # fmt: skip
"""Faults are passed on to the network in a conference with the data centre and the vendor."""


def joined(scene: Scene) -> list[tuple[str, float, float, float, float]]:
    """Who joined, and when asked, come, gone and free again."""
    return [leg.talk for leg in scene.legs if leg.kind == "joined"]


def test_four_at_once_are_held_as_they_join_and_leave_together():
    """The data centre is busy until 150: net and vendor, there since 100, wait for it; then 200 s of talk.
    The desk's 10 s of wrap-up and the network's 20 s begin when they leave."""
    scene = play([Came(0), Came(0, "backups")], **INCIDENT)
    call = next(leg.journey for leg in scene.legs if leg.who == "desk.0")
    assert scene.talks(call) == [("desk.0", 0, 0, 100, 360), ("net.0", 100, 100, 350, 370)]
    assert joined(scene) == [("data.0", 100, 150, 350, 350), ("vendor.0", 100, 100, 350, 350)]


def test_the_talk_begins_without_who_lacks_when_the_hold_is_over():
    """The data centre has a second backup to do, until 300: at 220 the talk begins without it, and at 350 it
    is free for a third."""
    scene = play([Came(0), Came(0, "backups"), Came(1, "backups"), Came(350, "backups")], **INCIDENT)
    call = next(leg.journey for leg in scene.legs if leg.who == "desk.0")
    assert scene.talks(call)[1] == ("net.0", 100, 100, 420, 440)
    assert joined(scene) == [("vendor.0", 100, 100, 420, 420)]
    assert scene.talks(3) == [("data.0", 350, 350, 500, 500)]


def test_all_but_the_lead_leave_first():
    """At 120 the talk is over; who waits for whoever of the two is free first reaches the front, not the
    back, which leads."""
    routes = {"by": "reason", "either": [{"to": {"any_of": ["back", "front"]}}], "rest": [{"to": "front"}]}
    parts = {
        "teams": {"front": team(1, "hello", "either"), "back": team(1, "question", "either")},
        "reasons": {**HELP["reasons"], "either": takes("50 s")},
        "routing": {"phone": routes},
        "demand": {**HELP["demand"], "direct": {"rate": "1/h", "contact": "either"}},
    }
    scene = play([0, Came(50, "direct")], **{**HELP, **parts})
    assert scene.talks() == [
        ("front.0", 0, 0, 20, 120), ("back.0", 20, 20, 120, 120), ("front.0", 50, 120, 170, 170),
    ]  # fmt: skip


def test_who_joined_is_let_go_when_the_lead_does_not_come():
    """The network has two incidents of 220 s to do from 50 on: the others are held from 100 to 220."""
    demand = {**INCIDENT["demand"], "others": {"rate": "1/h", "contact": "incident"}}
    scene = play([0, Came(50, "others"), Came(60, "others")], **{**INCIDENT, "demand": demand})
    assert joined(scene) == [("data.0", 100, 100, 220, 220), ("vendor.0", 100, 100, 220, 220)]
    assert scene.talks(0) == [("desk.0", 0, 0, 100, 230), ("net.0", 100, 490, 690, 710)]


def test_each_who_leads_in_turn_stays_and_counts_as_a_handoff():
    """Three lines: 100 s, 50 s, 30 s; all are free at 180, and the handoffs are two, without explaining."""
    rows = {
        f"to_{line}": {
            "on": "served", "where": {"reason": reason}, "go": {"team": line, "reason": line},
            "manner": "conference",
        }
        for reason, line in (("first", "second"), ("second", "third"))
    }  # fmt: skip
    scene = play(
        [0],
        teams={line: team(1, line) for line in ("first", "second", "third")},
        reasons={"first": takes("100 s"), "second": takes("50 s"), "third": takes("30 s")},
        demand={"calls": {"rate": "1/h", "contact": "first"}},
        transfer={"hold": "1 min", "explain_again_takes": "1 h"},
        after=rows,
    )
    assert scene.talks() == [
        ("first.0", 0, 0, 100, 180), ("second.0", 100, 100, 150, 180), ("third.0", 150, 150, 180, 180),
    ]  # fmt: skip
    lived = journeys(scene.plan, scene.record, load("default"))
    assert (lived["handoffs"][0], lived["transfers"][0], lived["re_explanations"][0]) == (2, 2, 0)


def test_who_joined_without_leading_is_not_the_one_who_dealt_with_it_last():
    """The network led, and takes the call of a minute later: no handoff, though others left with it."""
    again = {"on": "served", "where": {"reason": "incident"}, "go": "again", "delay": "1 min", "max": 1}
    scene = play([0], **{**INCIDENT, "after": {**INCIDENT["after"], "again": again}})
    talks = [(leg.who, Flag.HANDOFF in leg.flags) for leg in scene.of(0, "human")]
    assert talks == [("desk.0", False), ("net.0", True), ("net.0", False)]


def test_a_cold_transfer_out_of_a_conference_lets_all_go():
    """The network passes the fault back to the desk, whose wrap-up lasts until 310."""
    rows = {
        "major": {**INCIDENT["after"]["major"], "max": 1},
        "home": {
            "on": "served", "where": {"reason": "incident"}, "manner": "cold",
            "go": {"team": "desk", "reason": "fault"},
        },
    }  # fmt: skip
    scene = play([0], **{**INCIDENT, "after": rows})
    assert [talk[:4] for talk in scene.talks()] == [
        ("desk.0", 0, 0, 100), ("net.0", 100, 100, 300), ("desk.0", 300, 310, 410),
    ]  # fmt: skip
    assert [leg.released for leg in scene.legs if leg.kind == "joined"] == [300, 300]


def test_the_time_of_all_is_busy_time():
    """By hand: the desk 360 s, the network 270 s, the data centre 150 + 200 s, the vendor 250 s."""
    scene = play([Came(0), Came(0, "backups")], **INCIDENT)
    found = stretches(bounded(scene.plan, scene.record))
    busy = {}
    for number in range(4):
        rows = (found["agent"] == number) & (found["doing"] == Doing.BUSY)
        busy[number] = (found["ends"] - found["starts"])[rows].sum() / SECOND
    assert busy == {0: 360, 1: 270, 2: 350, 3: 250}


def test_who_is_still_in_it_when_the_run_ends_is_recorded_as_open():
    reasons = {**INCIDENT["reasons"], "incident": takes("30 d")}
    scene = play([0], **{**INCIDENT, "reasons": reasons})
    rest = [(leg.who, leg.kind, leg.started, leg.released) for leg in scene.legs if leg.released < 0]
    assert ("net.0", "human", 100, -1) in rest
    assert ("data.0", "joined", 100, -1) in rest
    assert ("desk.0", "human", 0, -1) in rest
    assert scene.record.trips["ended"].tolist() == [-1]


def test_nobody_is_called_to_a_conference_that_is_over():
    """The network is on 0 until 470 and the desk is called as well: when the hold is over at 220 and the desk
    leaves, it is free for 3, and not held for what is over."""
    demand = {**INCIDENT["demand"], "others": {"rate": "1/h", "contact": "incident"}}
    go = {"team": "net", "reason": "incident", "with": ["desk"]}
    rows = {"major": {**INCIDENT["after"]["major"], "go": go}}
    reasons = {**INCIDENT["reasons"], "fault": takes("100 s")}
    parts = {**INCIDENT, "demand": demand, "after": rows, "reasons": reasons}
    scene = play([0, Came(50, "others"), Came(60, "others"), 150], **parts)
    assert scene.talks(3)[0][:4] == ("desk.0", 150, 220, 320)
