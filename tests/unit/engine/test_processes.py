"""A walk through a process: promises, what runs along with a step, the company's own contacts."""

from __future__ import annotations

import pytest

from sim.records.columns import Flag
from sim.streams import draw, key, mixed, purpose_key

from .scenes import DAY, HOUR, SECOND, Came, play, takes, team

CREW = {"desk": team(1, "question", "notice", "packing")}
REASONS = {
    "question": takes("100 s", channels={"phone": "100 %"}),
    "notice": takes("50 s", channels={"phone": "100 %"}),
    "packing": takes("60 s"),
}


def walk(*customers, steps, start="ship", **parts):
    """Journeys through a process that ends at `done`."""
    came = [one if isinstance(one, Came) else Came(one, "orders") for one in customers]
    return play(
        came,
        **{
            "teams": CREW,
            "reasons": REASONS,
            "demand": {"orders": {"process": "order", "rate": "1/h"}},
            "processes": {"order": {"start": start, "steps": {**steps, "done": {"end": "done"}}}},
            **parts,
        },
    )


def ship(**more):
    return {"ship": {"touchpoint": "parcel", "takes": "1000 s", "next": "done", **more}}


@pytest.mark.parametrize(("promise", "kept"), [("1001 s", True), ("1000 s", True), ("999 s", False)])
def test_a_promise_is_kept_up_to_the_moment_when_it_is_due(promise, kept):
    scene = walk(0, steps=ship(promise=promise, if_late={"chase": {"contact": "question"}}))
    step = scene.of(0, "step")[0]
    assert step.flags == (Flag.PROMISE_KEPT if kept else Flag.PROMISE_MISSED)
    assert bool(scene.of(0, "human")) == (not kept)
    assert scene.of(0, "end")[0].ended == (1000 if kept else 1099)  # chased from 999 to 1099


def test_promises_count_in_their_hours():
    """Promised within an hour of 08:00-10:00: from 09:30 it is due at 08:30 the next day, 23 h later."""
    promise = {"within": "1 h", "hours": "mon-sun 08:00-10:00"}
    for length, kept in (("23 h", True), ("82801 s", False)):
        scene = walk(
            9.5 * HOUR,
            steps={"ship": {"touchpoint": "parcel", "takes": length, "next": "done", "promise": promise}},
        )
        assert (scene.of(0, "step")[0].flags == Flag.PROMISE_KEPT) == kept


def test_below_the_line_of_visibility_no_promise_counts():
    scene = walk(0, steps={"ship": {"takes": "1000 s", "next": "done", "promise": "10 s"}})
    assert [leg.flags for leg in scene.of(0, "step")] == [Flag(0)]


@pytest.mark.parametrize(("promise", "flag"), [("60 s", Flag.PROMISE_KEPT), ("59 s", Flag.PROMISE_MISSED)])
def test_work_that_the_customer_sees_is_a_touchpoint_with_its_promise(promise, flag):
    pack = {"work": "packing", "touchpoint": "parcel", "promise": promise, "next": "done"}
    scene = walk(0, steps={"ship": pack})
    assert [(leg.flags, leg.started, leg.ended) for leg in scene.of(0, "step")] == [(flag, 0, 60)]
    assert len(scene.of(0, "work")) == 1
    unseen = {name: value for name, value in pack.items() if name != "touchpoint"}
    assert scene_rows(walk(0, steps={"ship": unseen})) == ["work", "end"]


@pytest.mark.parametrize(("promise", "flag"), [("110 s", Flag.PROMISE_KEPT), ("109 s", Flag.PROMISE_MISSED)])
def test_the_promise_of_a_step_of_contact_is_kept_by_the_end_of_its_contacts(promise, flag):
    """What was not solved in 50 s is asked again 10 s later, and takes another 50 s."""
    scene = walk(
        0,
        start="ask",
        steps={"ask": {"contact": "question", "promise": promise, "on": {"rest": "done"}}},
        reasons={**REASONS, "question": takes("50 s", resolves="0 %")},
        after={"again": {"on": "unresolved", "go": "again", "delay": "10 s", "max": 1}},
    )
    assert [talk[2:4] for talk in scene.talks()] == [(0, 50), (60, 110)]
    assert [(leg.flags, leg.ended) for leg in scene.of(0, "step")] == [(flag, 110)]


def scene_rows(scene):
    return [leg.kind for leg in scene.legs]


def test_beside_comes_at_a_moment_uniform_over_the_step():
    """The moment is floor(u x length) of the aside's own draw."""
    scene = walk(0, steps=ship(beside={"wonder": {"contact": "question"}}))
    journey = mixed(key("demand", "orders", "all"), 0)
    entered = mixed(journey ^ key("step", "order.ship.wonder"), 0)
    u = draw(purpose_key(0, 0, "moment"), entered)
    assert scene.of(0, "human")[0].queued == int(u * 1000 * SECOND) / SECOND
    assert 0 < u * 1000 < 900  # so that it ends before the step does
    assert scene.of(0, "end")[0].ended == 1000


def test_a_step_ends_only_when_what_began_beside_it_has_ended():
    steps = ship(beside={"wonder": {"contact": "question", "after": "950 s"}})
    scene = walk(0, steps=steps)
    assert scene.talks() == [("desk.0", 950, 950, 1050, 1050)]
    assert scene.of(0, "end")[0].ended == 1050


@pytest.mark.parametrize(
    "late",
    [
        {"beside": {"wonder": {"contact": "question", "after": "1500 s"}}},
        {"promise": "600 s", "if_late": {"chase": {"contact": "question", "after": "900 s"}}},
    ],
)
def test_what_has_not_begun_when_the_step_is_over_does_not_come_and_holds_nobody_up(late):
    scene = walk(0, steps=ship(**late))
    assert not scene.of(0, "human")
    assert scene.of(0, "end")[0].ended == 1000


def test_if_late_after_a_while():
    scene = walk(0, steps=ship(promise="600 s", if_late={"chase": {"contact": "question", "after": "200 s"}}))
    assert scene.talks() == [("desk.0", 800, 800, 900, 900)]


def test_a_step_that_ends_as_its_promise_is_due_brings_no_chase():
    """Both branches are over at 600, the moment of the promise: the step ends first, and in time."""
    branches = {"packing": {"takes": "600 s"}, "paying": {"takes": "60 s"}}
    step = {"touchpoint": "order", "together": {"branches": branches}, "promise": "600 s", "next": "done"}
    scene = walk(0, steps={"ship": {**step, "if_late": {"chase": {"contact": "question"}}}})
    assert not scene.talks()
    assert scene.of(0, "end")[0].started == 600


def test_what_the_company_tells_prevents_the_chase():
    """Told at 600 when the promise breaks; the chase would have come at 700."""
    late = {
        "tell": {"proactive": "notice", "prevents": "chase"},
        "chase": {"contact": "question", "after": "100 s"},
    }
    scene = walk(0, steps=ship(promise="600 s", if_late=late))
    told = scene.of(0, "proactive")[0]
    assert told.talk == ("desk.0", 600, 600, 650, 650)
    assert Flag.TROUBLE in told.flags
    assert not scene.of(0, "human")
    assert len(walk(0, steps=ship(promise="600 s", if_late={"chase": late["chase"]})).of(0, "human")) == 1


@pytest.mark.parametrize("order", [("tell", "chase"), ("chase", "tell")])
def test_of_what_comes_at_one_moment_that_which_prevents_comes_first(order):
    late = {"tell": {"proactive": "notice", "prevents": "chase"}, "chase": {"contact": "question"}}
    scene = walk(0, steps=ship(promise="600 s", if_late={name: late[name] for name in order}))
    assert len(scene.of(0, "proactive")) == 1
    assert not scene.of(0, "human")


def test_it_prevents_only_when_the_customer_is_reached():
    """The only agent is busy with another's question from 590 to 890: told too late, the chase at 700
    comes."""
    late = {
        "tell": {"proactive": "notice", "prevents": "chase"},
        "chase": {"contact": "question", "after": "100 s"},
    }
    scene = walk(
        0,
        Came(590, "calls"),
        steps=ship(promise="600 s", if_late=late),
        reasons={**REASONS, "question": takes("300 s", channels={"phone": "100 %"})},
        demand={
            "orders": {"process": "order", "rate": "1/h"},
            "calls": {"rate": "1/h", "contact": "question"},
        },
    )
    assert scene.of(0, "proactive")[0].talk[:3] == ("desk.0", 600, 890)
    assert scene.of(0, "human")[0].talk[:3] == ("desk.0", 700, 940)


def test_work_waits_for_an_agent_and_is_below_the_line():
    scene = walk(0, 10, start="pack", steps={"pack": {"work": "packing", "next": "done"}})
    assert [leg.talk for leg in scene.legs if leg.kind == "work"] == [
        ("desk.0", 0, 0, 60, 60),
        ("desk.0", 10, 60, 120, 120),
    ]
    assert scene.of(1, "end")[0].ended == 120


def test_work_goes_to_whoever_of_the_skilled_teams_is_free():
    crew = {"desk": team(1, "question", "packing"), "back": team(1, "packing")}
    scene = walk(0, 10, start="pack", steps={"pack": {"work": "packing", "next": "done"}}, teams=crew)
    begun = [leg.talk[:3] for leg in scene.legs if leg.kind == "work"]
    assert begun == [("desk.0", 0, 0), ("back.0", 10, 10)]


def test_the_companys_calls_rank_by_their_class():
    """At 100: work since 10, the company's call since 20. Ranked, the call goes first."""
    steps = {"pack": {"work": "packing", "next": "done"}}
    more = {
        "demand": {
            "orders": {"process": "order", "rate": "1/h"},
            "calls": {"rate": "1/h", "contact": "question"},
            "touch": {"proactive": "notice", "rate": "1/h"},
        }
    }
    came = (Came(0, "calls"), 10, Came(20, "touch"))
    scene = walk(*came, start="pack", steps=steps, rank={"class": ["phone", "proactive", "work"]}, **more)
    assert [scene.of(1, "work")[0].started, scene.of(2, "proactive")[0].started] == [150, 100]
    scene = walk(*came, start="pack", steps=steps, **more)
    assert [scene.of(1, "work")[0].started, scene.of(2, "proactive")[0].started] == [100, 160]


OWNED = {
    "segments": {"gold": {"customers": 4}},
    "teams": {
        "managers": {
            "shifts": {
                "a": {"hours": "mon-sun 00:00-01:00", "scheduled": 1},
                "b": {"hours": "mon-sun 00:00-03:00", "scheduled": 1},
            },
            "handles": {"notice": {}, "question": {}},
            "owns": {"segment": "gold", "customers_each": 2},
        }
    },
    "reasons": REASONS,
    "demand": {"touch": {"proactive": "notice", "every": "1 d"}},
}


def test_the_company_calls_through_the_owner_or_a_colleague():
    """The owner of customers 0 and 1 works until 01:00, the other until 03:00."""
    came = [Came(at, "touch", "gold", customer) for at, customer in ((100, 0), (110, 1), (7200, 0))]
    scene = play(came, **OWNED)
    assert [leg.talk for leg in scene.legs if leg.kind == "proactive"] == [
        ("managers.0", 100, 100, 150, 150),
        ("managers.0", 110, 150, 200, 200),  # waits for the owner, who is there, though the colleague is free
        ("managers.1", 7200, 7200, 7250, 7250),
    ]
    assert [Flag.OWNER in leg.flags for leg in scene.legs if leg.kind == "proactive"] == [True, True, False]


def test_a_nested_process_leads_on_by_its_end():
    steps = {
        "ship": {"process": "back", "on": {"rest": "lost", "fine": "done"}},
        "lost": {"end": "lost"},
        "done": {"end": "done"},
    }
    back = {"start": "look", "steps": {"look": {"takes": "10 s", "next": "over"}, "over": {"end": "fine"}}}
    scene = walk(0, steps=steps, processes={"order": {"start": "ship", "steps": steps}, "back": back})
    assert [(leg.step, leg.ended) for leg in scene.of(0, "end")] == [("order.done", 10)]


def test_a_promise_of_a_channel_is_kept_by_the_answer():
    """Post answered within 200 s: it counts from asking to the end of the answer."""
    scene = play(
        [0, 10, 20],
        channels={"post": {"waits": False, "promise": "200 s"}},
        teams={"desk": team(1, "question")},
    )
    marks = [
        leg.flags & (Flag.PROMISE_KEPT | Flag.PROMISE_MISSED) for leg in scene.legs if leg.kind == "human"
    ]
    # ends at 100, 200, 300; joined at 0, 10, 20: 100, 190 and 280 s
    assert marks == [Flag.PROMISE_KEPT, Flag.PROMISE_KEPT, Flag.PROMISE_MISSED]


def test_mail_is_answered_the_next_day():
    office = {"desk": {"hours": "mon-sun 01:00-02:00", "scheduled": 1, "handles": {"question": {}}}}
    scene = play([3 * HOUR], channels={"post": {"waits": False, "promise": "1 d"}}, teams=office)
    talk = scene.of(0, "human")[0]
    assert (talk.started, Flag.PROMISE_KEPT in talk.flags) == (DAY + HOUR, True)


@pytest.mark.parametrize("turned", [False, True])
def test_news_at_the_same_moment_prevent_the_question_whatever_the_order_in_the_file(turned):
    late = {
        "ask": {"contact": "question"},
        "tell": {"proactive": "question", "prevents": "ask"},
    }
    steps = {
        "ship": {
            "touchpoint": "parcel", "takes": "100 s", "promise": "40 s", "next": "done",
            "if_late": dict(reversed(late.items())) if turned else late,
        },
        "done": {"end": "done"},
    }  # fmt: skip
    scene = play(
        [Came(0, "orders")],
        demand={"orders": {"process": "order", "rate": "1/h"}},
        processes={"order": {"start": "ship", "steps": steps}},
    )
    assert [leg.kind for leg in scene.legs if leg.step.startswith("order.ship.")] == ["proactive"]
