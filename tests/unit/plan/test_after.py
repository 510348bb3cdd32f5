"""What may follow a contact: rows in file order, where they lead and for whom."""

import pytest

from sim.errors import WrongInput
from sim.plan.model import Again, Goes, Manner, Trigger
from sim.plan.tables import DIMENSIONS
from sim.scenario.laws import Constant, Exponential

from .writing import plan


def case(**where):
    numbers = dict.fromkeys(DIMENSIONS, 0) | where
    return [numbers[name] for name in DIMENSIONS]


def row(**written):
    (only,) = plan(after={"row": written}).after
    return only


def test_rows_keep_the_order_of_the_file():
    rows = plan(after={"b": {"on": "served", "go": "end"}, "a": {"on": "blocked", "go": "again"}}).after
    assert [(one.name, one.trigger) for one in rows] == [("b", Trigger.SERVED), ("a", Trigger.BLOCKED)]


def test_row_without_more_asks_again_at_once_on_the_same_channel_with_fresh_luck():
    again = row(on="unresolved", go="again")
    assert again.goes.at(case()) is Goes.AGAIN
    assert (again.share.at(case()), again.same_channel.at(case()), again.delay) == (1.0, 1.0, None)
    now = (again.patience.at(case()), again.work.at(case()), again.most.at(case()))
    assert now == (Again.FRESH, Again.FRESH, -1)
    assert (again.team, again.reason, again.step) == (-1, -1, -1)


def test_row_passes_on_to_a_team_with_another_reason():
    escalate = row(
        on="served",
        where={"reason": "question"},
        share="15 %",
        manner="warm",
        work="same",
        go={"team": "billing", "reason": "invoice"},
    )
    assert (escalate.goes.at(case()), escalate.team, escalate.reason) == (Goes.TEAM, 1, 0)
    assert [escalate.where.at(case(reason=reason)) for reason in (0, 1)] == [False, True]
    assert (escalate.share.at(case()), escalate.manner.at(case()), escalate.work.at(case())) == (
        0.15,
        Manner.WARM,
        Again.SAME,
    )


def test_row_passes_on_in_the_manner_of_transfers_unless_it_has_its_own():
    on = {"on": "served", "go": {"team": "billing"}}
    rows = plan(transfer={"manner": "warm"}, after={"row": on, "own": {**on, "manner": "conference"}}).after
    assert [one.manner.at(case()) for one in rows] == [Manner.WARM, Manner.CONFERENCE]


def test_share_varies_between_the_first_attempt_and_further_ones():
    redial = row(
        on="abandoned", share={"by": "attempt", "first": "50 %", "further": "30 %"}, go="again", max=5
    )
    assert [redial.share.at(case(attempt=attempt)) for attempt in (0, 1)] == [0.5, 0.3]
    assert redial.most.at(case()) == 5


def test_delay_counts_from_now_or_from_the_next_opening():
    now = row(on="abandoned", go="again", delay={"exponential": "20 min"})
    assert (now.next_opening, now.delay.at(case())) == (False, Exponential(1200e6))
    opening = row(on="closed", go="again", delay="next_opening", spread="1 h")
    assert (opening.next_opening, opening.delay.at(case())) == (True, Constant(3600e6))
    assert row(on="closed", go="again", delay="next_opening").delay is None


def test_row_that_leads_to_several_places_becomes_rows_that_exclude_each_other():
    go = {"by": "reason", "invoice": {"team": "billing"}, "rest": "again"}
    rows = plan(after={"row": {"on": "unresolved", "go": go}}).after
    assert [(one.goes.at(case()), one.team) for one in rows] == [(Goes.TEAM, 1), (Goes.AGAIN, -1)]
    assert [[one.where.at(case(reason=reason)) for reason in (0, 1)] for one in rows] == [
        [True, False],
        [False, True],
    ]


def test_row_may_lead_to_a_step():
    built = plan(after={"row": {"on": "abandoned", "go": {"step": "given_up"}}})
    assert built.after[0].goes.at(case()) is Goes.STEP
    assert built.steps[built.after[0].step].path == "calls.given_up"


def test_step_that_could_be_several_is_refused():
    demand = {"a": {"rate": "1/h", "contact": "question"}, "b": {"rate": "1/h", "contact": "question"}}
    with pytest.raises(WrongInput, match=r"a\.given_up, b\.given_up"):
        plan(demand=demand, after={"row": {"on": "abandoned", "go": {"step": "given_up"}}})
