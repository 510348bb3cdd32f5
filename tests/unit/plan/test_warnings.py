"""What is legal and probably wrong is said once, at its path; a sound scenario gets no warning."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from sim.errors import Place
from sim.plan.compile import compile_plan
from sim.plan.warnings import warnings_of

from .writing import FRONT_DESK, scenario

PATIENT = {"patience": "10 min"}


def warnings(loads=None, **parts):
    model = scenario(**{**PATIENT, **parts})
    document = SimpleNamespace(scenario=model, place=lambda path: Place("x.yaml", 1, 1), folder=Path())
    return {fault.path: fault.rule for fault in warnings_of(document, compile_plan(model), loads)}


def team(**parts):
    return {"scheduled": 2, "hours": "open", "handles": {"question": {}, "invoice": {}}, **parts}


def test_sound_scenario_has_no_warning():
    assert warnings() == {}


def test_team_that_nobody_can_reach():
    teams = {**FRONT_DESK["teams"], "idle": team(handles={"nothing": {}})}
    found = warnings(teams=teams, reasons={**FRONT_DESK["reasons"], "nothing": {"takes": "1 min"}})
    assert set(found) == {"teams.idle", "reasons.nothing"}
    assert "nobody routes to it" in found["teams.idle"]


def test_reason_without_staff_in_a_part_of_the_hours():
    teams = {"desk": team(handles={"question": {}}), "billing": team(hours="mon-fri 08:00-12:00")}
    assert warnings(teams=teams) == {
        "reasons.invoice": "nobody who handles it is planned in 50% of the hours of phone"
    }


def test_reason_that_no_team_on_its_channel_handles():
    assert warnings(teams={"desk": team(handles={"question": {}})}) == {
        "reasons.invoice": "comes by phone, where no team handles it"
    }


def test_teams_asked_side_by_side_of_which_one_does_not_handle_it():
    teams = {"desk": team(), "sales": team(handles={"question": {}})}
    told = "asks sales for invoice, which it does not handle: its agents notice and pass it on; "
    for to in (["desk", "sales"], {"any_of": ["desk", "sales"]}):
        found = warnings(teams=teams, routing={"phone": [{"to": to}]})
        assert found == {"routing.phone": told + "any_skilled asks only who handles it"}
    by_reason = {"by": "reason", "invoice": [{"to": "desk"}], "rest": [{"to": ["desk", "sales"]}]}
    assert warnings(teams=teams, routing={"phone": by_reason}) == {}
    reception_first = [{"to": "sales", "for": "1 min"}, {"to": "desk"}]
    assert warnings(teams=teams, routing={"phone": reception_first}) == {}


def test_customers_who_wait_for_ever_while_staff_goes_home():
    assert set(warnings(patience=None)) == {"patience"}
    assert warnings(patience=None, teams={"desk": team(at_closing="work_off")}) == {}
    assert warnings(patience=None, teams={"desk": team(hours="always")}) == {}


def test_offered_load_above_the_planned_staff():
    loads = np.zeros((2, 168))
    loads[0, 8:16] = 11.0  # 88 hours a week beside 80 hours of two agents
    found = warnings(loads=loads)
    assert found == {"teams.desk": "offered load of 88 h a week above its 80 h of planned staff"}


def test_row_behind_one_that_always_acts():
    after = {
        "first": {"on": "unresolved", "go": "end"},
        "second": {"on": "unresolved", "where": {"reason": "invoice"}, "go": "again"},
    }
    assert warnings(after=after) == {"after.second": "is never reached: first above it always acts"}


def test_row_for_all_services_hides_one_for_the_unresolved_but_not_the_reverse():
    served, unresolved = {"on": "served", "go": "end"}, {"on": "unresolved", "go": "end"}
    assert set(warnings(after={"a": served, "b": unresolved})) == {"after.b"}
    assert warnings(after={"a": unresolved, "b": served}) == {}


def test_row_that_acts_sometimes_or_for_others_hides_nothing():
    second = {"on": "unresolved", "go": "again"}
    for first in ({"share": "99 %"}, {"max": 3}, {"where": {"reason": "invoice"}}):
        assert warnings(after={"first": {"on": "unresolved", "go": "end", **first}, "second": second}) == {}


def test_books_that_do_not_fit_the_customers():
    def owned(customers, each):
        owns = {"segment": "all", "customers_each": each}
        return warnings(segments={"all": {"customers": customers}}, teams={"desk": team(owns=owns)})

    path = "teams.desk.owns.customers_each"
    assert owned(100, 50) == {}
    assert owned(100, 40) == {path: "20 of 100 customers have no owner"}
    assert owned(100, 100) == {path: "1 of 2 agents own none of the 100 customers"}


def test_route_on_which_nobody_is_left_to_answer():
    menu = {"takes": "30 s", "self_service": "10 %"}
    in_menu = warnings(ivr=menu, routing={"phone": [{"to": "any_skilled", "for": "1 min"}, {"to": "ivr"}]})
    assert in_menu == {"routing.phone": "ends in the menu: whoever it does not help finds it closed"}
    assert warnings(ivr=menu, routing={"phone": [{"to": "ivr"}, {"to": "any_skilled"}]}) == {}


def test_route_of_owners_only_with_customers_who_have_none():
    def asked(*stages):
        desk = team(owns={"segment": "all", "customers_each": 40})
        found = warnings(
            segments={"all": {"customers": 100}}, teams={"desk": desk},
            routing={"phone": [{"to": stage} for stage in stages]},
        )
        return found.get("routing.phone")

    assert asked("owner", "colleague") == "asks owners only, and 20 customers of segment all have none"
    assert asked("owner", "any_skilled") is None


def test_one_rate_for_several_segments():
    found = warnings(segments={"consumer": {}, "business": {}})
    assert found == {"demand.calls.rate": "holds for each of 2 segments; write {by: segment, ...}"}


def test_contacts_at_closed_hours():
    contact = FRONT_DESK["demand"]["calls"]["contact"]
    by_hour = {"by": "hour", "10": "30/h", "20": "10/h", "rest": "0/h"}
    assert warnings(demand={"calls": {"contact": contact, "rate": by_hour}}) == {
        "demand.calls": "46% of its contacts begin while every channel is closed"  # 1 - 5 * 30 / (7 * 40)
    }


def test_demand_that_brings_nobody():
    contact = FRONT_DESK["demand"]["calls"]["contact"]
    assert warnings(demand={"calls": {"contact": contact, "rate": "0/w"}}) == {
        "demand.calls": "brings nobody of segment all"
    }


def test_one_agent_who_asks_a_colleague_of_his_own_team():
    """A second agent, or another team that asks, would make sense of it."""
    row = {"on": "unresolved", "manner": "consult", "go": {"team": "desk"}, "where": {"team": "desk"}}
    alone = {**FRONT_DESK["teams"], "desk": team(scheduled=1)}
    said = {"after.ask.go": "asks for a colleague in desk, where nobody else can be"}
    takes = {"transfer": {"consult_takes": "1 min"}}
    assert warnings(teams=alone, after={"ask": row}, **takes) == said
    assert warnings(teams=alone, after={"ask": {**row, "where": {"team": "billing"}}}, **takes) == {}
    assert warnings(after={"ask": row}, **takes) == {}
