"""Processes laid flat: paths, targets, ends and promises of steps, worked by hand."""

import pytest

from sim import streams
from sim.errors import WrongInput
from sim.plan.model import Outcome, Split, StepKind
from sim.plan.tables import DIMENSIONS, constant
from sim.scenario.calendar import HOUR
from sim.scenario.laws import Exponential

from .writing import FRONT_DESK, plan

CASE = [0] * len(DIMENSIONS)
REASONS = {**FRONT_DESK["reasons"], "packing": {"takes": "2 min"}}
DESK = {"desk": {"scheduled": 1, "hours": "open", "handles": {"question": {}, "invoice": {}, "packing": {}}}}
RETURN = {
    "start": "post",
    "steps": {
        "post": {"takes": "5 d", "next": "inspect"},
        "inspect": {"work": "packing", "next": {"pay_back": "90 %", "refuse": "rest"}},
        "pay_back": {"end": "refunded"},
        "refuse": {"end": "refused"},
    },
}
ORDER = {
    "start": "ship",
    "steps": {
        "ship": {"next": {"send_back": "20 %", "kept": "80 %"}},
        "send_back": {"process": "return", "on": {"refunded": "kept", "rest": "lost"}},
        "kept": {"end": "fulfilled"},
        "lost": {"end": "given_up"},
    },
}


def steps(demand=None, **processes):
    demand = demand or {"orders": {"process": "order", "rate": "10/h"}}
    built = plan(teams=DESK, reasons=REASONS, demand=demand, processes=processes)
    return {step.path: step for step in built.steps}, [step.path for step in built.steps], built


def order(**more):
    return {"start": next(iter(more)), "steps": {**more, "done": {"end": "done"}}}


def test_demand_for_contacts_is_a_process_of_its_own():
    named, paths, built = steps(demand=FRONT_DESK["demand"])
    assert paths == ["calls.given_up", "calls.invoice", "calls.question", "calls.resolved", "calls.start"]
    assert built.demands[0].step == paths.index("calls.start")
    assert named["calls.start"].kind is StepKind.PASS
    assert named["calls.start"].next.at(CASE) == Split((0.7, 1.0), (2, 1))  # question first, as written
    assert named["calls.question"].kind is StepKind.CONTACT
    assert [paths[step] for step in named["calls.question"].on] == ["calls.resolved"] + ["calls.given_up"] * 5
    assert (named["calls.resolved"].kind, named["calls.resolved"].end) == (StepKind.END, "resolved")
    assert named["calls.given_up"].end == "given_up"


def test_demand_for_one_reason_begins_with_the_contact():
    _, paths, built = steps(demand={"calls": {"rate": "10/h", "contact": "question"}})
    assert paths[built.demands[0].step] == "calls.question"


def test_calls_of_the_company_are_one_proactive_step():
    rounds = {"rounds": {"proactive": "question", "from": "desk", "every": "4 w"}}
    named, paths, built = steps(demand=rounds)
    first = built.steps[built.demands[0].step]
    assert (first.path, first.kind, first.team) == ("rounds.question", StepKind.PROACTIVE, 0)
    assert paths[first.next.at(CASE).targets[0]] == "rounds.reached"
    assert named["rounds.reached"].kind is StepKind.END
    assert built.demands[0].proactive


def test_the_team_that_gets_in_touch_is_the_named_one_else_the_first_that_can():
    teams = {name: {**DESK["desk"]} for name in ("desk", "night", "outbound")}
    ship = {
        "takes": "2 d",
        "promise": "1 d",
        "next": "tell",
        "beside": {"news": {"proactive": "question", "from": "night"}},
        "if_late": {"sorry": {"proactive": "question"}},
    }
    both = {"named": {"proactive": "question", "from": "outbound"}, "first": {"proactive": "question"}}
    tell = {"proactive": "question", "from": "night", "next": "share"}
    flow = order(ship=ship, tell=tell, share={"together": {"branches": both}, "next": "done"})
    demand = {
        "orders": {"process": "order", "rate": "10/h"},
        "rounds": {"proactive": "question", "from": "outbound", "every": "4 w"},
        "visits": {"proactive": "question", "every": "4 w"},
    }
    built = plan(teams=teams, reasons=REASONS, demand=demand, processes={"order": flow})
    named = {step.path: step for step in built.steps}
    assert [named[path].team for path in ("rounds.question", "visits.question")] == [2, 0]
    assert [named[f"order.{path}"].team for path in ("tell", "share.named", "share.first")] == [1, 2, 0]
    (news,), (sorry,) = named["order.ship"].beside, named["order.ship"].if_late
    assert (news.team, sorry.team) == (1, 0)


def test_nested_process_is_laid_flat_and_its_ends_lead_on_in_the_parent():
    named, paths, _ = steps(order=ORDER, **{"return": RETURN})
    assert paths == [
        "order.kept",
        "order.lost",
        "order.send_back",
        "order.send_back.inspect",
        "order.send_back.pay_back",
        "order.send_back.post",
        "order.send_back.refuse",
        "order.ship",
    ]

    def leads(path):
        return [paths[target] for target in named[path].next.at(CASE).targets]

    assert leads("order.send_back") == ["order.send_back.post"]
    assert leads("order.send_back.post") == ["order.send_back.inspect"]
    assert leads("order.send_back.inspect") == ["order.send_back.pay_back", "order.send_back.refuse"]
    assert leads("order.send_back.pay_back") == ["order.kept"]
    assert leads("order.send_back.refuse") == ["order.lost"]
    assert [path for path in paths if named[path].kind is StepKind.END] == ["order.kept", "order.lost"]
    assert named["order.send_back.inspect"].process == "return"
    assert named["order.send_back.inspect"].name == "inspect"


def test_process_used_by_two_demands_has_one_copy_of_its_steps():
    demand = {name: {"process": "return", "rate": "1/h"} for name in ("web", "shop")}
    _, paths, built = steps(demand=demand, **{"return": RETURN})
    assert paths == ["return.inspect", "return.pay_back", "return.post", "return.refuse"]
    assert [built.demands[number].step for number in (0, 1)] == [2, 2]


def test_keys_of_steps_are_keys_of_their_paths():
    named, _, _ = steps(order=ORDER, **{"return": RETURN})
    assert named["order.send_back.post"].key == streams.key("step", "order.send_back.post")


def test_order_of_steps_in_the_file_means_nothing():
    def turned(process):
        return {**process, "steps": dict(reversed(process["steps"].items()))}

    written = steps(order=ORDER, **{"return": RETURN})[2]
    other = steps(order=turned(ORDER), **{"return": turned(RETURN)})[2]
    assert other.steps == written.steps
    assert [one.steps[one.demands[0].step].path for one in (written, other)] == ["order.ship"] * 2


def test_contact_step_leads_on_by_outcome():
    ask = {"contact": "question", "on": {"resolved": "done", "abandoned": "again", "rest": "lost"}}
    more = {"ask": ask, "again": {"next": "done"}, "lost": {"end": "lost_sale"}}
    named, paths, _ = steps(order=order(**more))
    leads = [paths[step] for step in named["order.ask"].on]
    assert leads[Outcome.RESOLVED] == "order.done"
    assert leads[Outcome.ABANDONED] == "order.again"
    assert [leads[outcome] for outcome in (Outcome.UNRESOLVED, Outcome.BLOCKED, Outcome.CLOSED)] == [
        "order.lost"
    ] * 3


def test_contact_step_that_forgets_an_outcome_is_refused():
    with pytest.raises(WrongInput, match="unresolved, blocked, closed"):
        steps(order=order(ask={"contact": "question", "on": {"resolved": "done", "abandoned": "done"}}))


def test_end_of_a_nested_process_that_leads_nowhere_is_refused():
    lost = {
        **ORDER,
        "steps": {**ORDER["steps"], "send_back": {"process": "return", "on": {"refunded": "kept"}}},
    }
    with pytest.raises(WrongInput, match="refused"):
        steps(order=lost, **{"return": RETURN})


def test_process_inside_itself_is_refused():
    loop = {
        "start": "again",
        "steps": {"again": {"process": "order", "on": {"rest": "done"}}, "done": {"end": "x"}},
    }
    with pytest.raises(WrongInput, match="order > order"):
        steps(order=loop)


def test_asides_know_whom_they_serve_when_they_come_and_what_they_prevent():
    ship = {
        "takes": "2 d",
        "promise": "3 d",
        "next": "done",
        "beside": {"wonder": {"contact": "question", "share": "4 %"}},
        "if_late": {
            "chase": {"contact": "question", "share": "35 %", "after": {"exponential": "8 h"}},
            "tell": {"proactive": "invoice", "from": "desk", "prevents": "chase"},
        },
    }
    named, _, built = steps(order=order(ship=ship))
    step = named["order.ship"]
    (wonder,), (chase, tell) = step.beside, step.if_late
    assert (wonder.kind, wonder.share.at(CASE), wonder.after) == (StepKind.CONTACT, 0.04, None)
    assert wonder.key == streams.key("step", "order.ship.wonder")
    assert chase.after == constant(Exponential(8 * HOUR))
    assert (tell.kind, tell.team, tell.prevents) == (StepKind.PROACTIVE, 0, (0,))
    (promise,) = step.promise.values
    assert (promise.within, promise.hours) == (72 * HOUR, None)
    assert built.places[-3:] == ("order.ship.wonder", "order.ship.chase", "order.ship.tell")


def test_promise_in_business_hours_has_its_hours():
    step = steps(order=order(ship={"promise": {"within": "4 h", "hours": "open"}, "next": "done"}))[0][
        "order.ship"
    ]
    (promise,) = step.promise.values
    assert promise.within == 4 * HOUR
    assert promise.hours[0].tolist() == [8 * HOUR, 16 * HOUR]
