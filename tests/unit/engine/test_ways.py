"""Ways through processes: drop-outs, loops, processes in processes, and customers with several journeys."""

from __future__ import annotations

from itertools import pairwise

from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.spans import bounded
from sim.records.columns import Flag, JourneyClass
from sim.streams import draw, key, mixed, purpose_key

from .scenes import Came, play, takes, team

MODEL = load("default")


def walk(came, steps, start, **parts):
    """Orders through a process."""
    return play(
        [Came(at, "orders") for at in came],
        **{
            "demand": {"orders": {"process": "order", "rate": "1/h"}},
            "processes": {"order": {"start": start, "steps": steps}},
            **parts,
        },
    )


def test_a_share_drops_out_and_is_told_from_those_who_finish():
    """Each customer's own draw of the step decides: below .09 he is gone."""
    steps = {
        "form": {"takes": "9 min", "next": {"gone": "9 %", "done": "rest"}},
        "done": {"end": "registered"}, "gone": {"end": "dropped_out"},
    }  # fmt: skip
    scene = walk(range(100), steps, "form")
    table = journeys(scene.plan, bounded(scene.plan, scene.record), MODEL)
    gone = [kind == JourneyClass.DROPPED_OUT for kind in table["outcome_class"]]
    own = [mixed(mixed(key("demand", "orders", "all"), n) ^ key("step", "order.form"), 0) for n in range(100)]
    # splits stand in file order: those who drop out have the lowest draws
    assert gone == [draw(purpose_key(0, 0, "next"), one) < 0.09 for one in own]
    assert 0 < sum(gone) < 30


def test_a_loop_is_lived_through_with_draws_of_its_own_each_time():
    steps = {
        "try": {
            "touchpoint": "web", "takes": {"exponential": "60 s"}, "next": {"try": "70 %", "done": "rest"},
        },
        "done": {"end": "done"},
    }  # fmt: skip
    scene = walk(range(20), steps, "try")
    tries = [leg for leg in scene.legs if leg.kind == "step"]
    assert len({leg.ended - leg.started for leg in tries}) == len(tries) > 30
    for journey in range(20):
        mine = scene.of(journey, "step")
        assert all(before.ended == after.started for before, after in pairwise(mine))


def test_a_process_in_a_process_and_the_same_one_at_two_places():
    inner = {"start": "wait", "steps": {"wait": {"takes": "30 s", "next": "over"}, "over": {"end": "fine"}}}
    middle = {
        "start": "deep",
        "steps": {
            "deep": {"process": "inner", "on": {"fine": "more"}},
            "more": {"takes": "5 s", "next": "out"},
            "out": {"end": "well"},
        },
    }
    steps = {
        "first": {"process": "middle", "on": {"well": "second"}},
        "second": {"process": "inner", "on": {"rest": "done"}},
        "done": {"end": "done"},
    }
    processes = {"order": {"start": "first", "steps": steps}, "middle": middle, "inner": inner}
    scene = walk([0], {}, "", processes=processes)
    assert scene.of(0, "end")[0].ended == 30 + 5 + 30
    paths = [step.path for step in scene.plan.steps if step.name == "wait"]
    assert paths == ["order.first.deep.wait", "order.second.wait"]
    assert len({step.key for step in scene.plan.steps}) == len(scene.plan.steps)


def test_a_customer_with_several_journeys_keeps_his_agent_and_may_live_through_two_at_once():
    """Customers 0 and 1 have the first manager as their own, 2 and 3 the second."""
    scene = play(
        [Came(at, "calls", "gold", who) for at, who in ((0, 0), (10, 2), (20, 1), (30, 0), (900, 2))],
        segments={"gold": {"customers": 4}},
        teams={"managers": team(2, "question", owns={"segment": "gold", "customers_each": 2})},
        reasons={"question": takes("100 s")},
        routing={"phone": [{"to": "owner"}]},
        demand={"calls": {"rate": "1/h", "contact": "question"}},
    )
    who = [(leg.who, leg.started) for journey in range(5) for leg in scene.of(journey, "human")]
    assert who == [
        ("managers.0", 0), ("managers.1", 10), ("managers.0", 100), ("managers.0", 200), ("managers.1", 900),
    ]  # fmt: skip
    assert all(Flag.OWNER in leg.flags for leg in scene.legs if leg.kind == "human")
    assert scene.record.trips["customer"].tolist() == [0, 2, 1, 0, 2]
