"""Contacts and what counts of them, each case a few rows written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.measures.contacts import CONTACTS, contacts
from sim.measures.experience.file import load
from sim.measures.places import places_of
from sim.measures.replication import ReplicationMeasures, Settings, measure
from sim.measures.spans import bounded
from sim.plan.model import Plan
from sim.plan.tables import constant
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Columns, Record
from tests.unit.measures import handmade as company
from tests.unit.measures.handmade import (
    ANN,
    ASK,
    CONSUMER_ORDERS,
    DONE,
    EMAIL,
    LAST,
    QUESTION,
    REFUND,
    SALES,
    SERVICE,
    SHIP,
    WORK,
    leg,
    plan,
    record,
    silent,
    trip,
)

HUMAN, QUEUE = Kind.HUMAN, Kind.QUEUE


def answered(journey: int, started: int, ended: int, **more: int) -> tuple[int, ...]:
    """A talk with Ann, resolved, without a wait and without wrap-up."""
    plain: dict[str, int] = {"team": SALES, "agent": ANN, "queued": started, "released": ended, "flags": LAST}
    return leg(journey, HUMAN, LegOutcome.RESOLVED, started=started, ended=ended, **(plain | more))


def lived(legs: list[tuple[int, ...]], ended: int = 3000) -> Record:
    """A record of one journey from 0 s."""
    return record(legs, [trip(CONSUMER_ORDERS, 0, 0, ended, DONE if ended >= 0 else -1)])


def reached(made: Record, given: Plan | None = None) -> Columns:
    given = given or plan()
    return contacts(given, bounded(given, made), places_of(given))


def measured(made: Record, given: Plan | None = None) -> ReplicationMeasures:
    return measure(given or plan(), made, Settings(load("default"), keep_journeys=True))


def journey(made: Record, column: str) -> list[float]:
    table = measured(made).journeys
    assert table is not None
    return table[column].tolist()


def test_columns_are_those_documented() -> None:
    for made in (company.example(), record([], [])):
        found = reached(made)
        documented = [(column.name, column.dtype) for column in CONTACTS]
        assert [(name, column.dtype.name) for name, column in found.items()] == documented


def test_contacts_are_ordered_by_matter_and_attempt_however_they_were_told() -> None:
    legs = company.example().legs
    backwards = {name: column[::-1] for name, column in legs.items()}
    made = company.example()
    turned = reached(Record(backwards, made.trips, made.roster))
    assert {name: column.tolist() for name, column in turned.items()} == {
        name: column.tolist() for name, column in reached(made).items()
    }


def test_resolved_and_then_asked_again_is_no_first_contact_resolution() -> None:
    first = answered(0, 0, 100, flags=Flag.LAST_OF_CONTACT)
    again = answered(0, 500, 600, contact=1, leg=1)
    assert measured(lived([first, again])).cells.ratio("fcr", "all") == (0, 1)


def test_a_first_contact_that_is_not_over_tells_nothing_about_resolution() -> None:
    open_leg = leg(0, HUMAN, LegOutcome.OPEN, team=SALES, agent=ANN, queued=0, started=10)
    assert measured(lived([open_leg], ended=-1)).cells.ratio("fcr", "all") == (0, 0)


def test_trouble_is_told_only_when_the_customer_was_reached() -> None:
    call = {"team": SALES, "queued": 100, "flags": Flag.TROUBLE}
    waiting = leg(0, Kind.PROACTIVE, LegOutcome.OPEN, **call)
    call |= {"agent": ANN, "started": 200, "ended": 230, "released": 230}
    told = leg(0, Kind.PROACTIVE, LegOutcome.RESOLVED, **call)
    assert journey(lived([waiting], ended=-1), "told_of_trouble") == [0]
    assert journey(lived([told]), "told_of_trouble") == [1]


def test_a_call_of_the_company_without_a_channel_is_no_named_touchpoint() -> None:
    call = leg(0, Kind.PROACTIVE, LegOutcome.RESOLVED, channel=WORK, team=SALES, agent=ANN, queued=0,
               started=0, ended=30, released=30, flags=LAST)
    cells = measured(lived([call])).cells
    touchpoints = {group: below for group, (_, below) in cells.ratios["touchpoint_csat_top2"].items()}
    assert touchpoints["all"] == 1
    assert {touchpoints[f"touchpoint={name}"] for name in ("phone", "email", "parcel")} == {0}


def test_the_promise_of_a_contact_step_counts_once_with_its_first_contact() -> None:
    # The step promised an answer; its row is told after two contacts, the first of them in vain.
    legs = [
        leg(0, QUEUE, LegOutcome.ABANDONED, team=SALES, queued=0, ended=50, flags=Flag.LAST_OF_CONTACT),
        answered(0, 900, 1000, contact=1, leg=1),
        silent(0, ASK, Kind.STEP, 0, 1000, matter=0, flags=Flag.PROMISE_MISSED),
    ]
    assert reached(lived(legs))["promises_missed"].tolist() == [1, 0]
    found = measured(lived(legs))
    assert found.cells.ratio("promise_missed", "all") == (1, 1)
    assert found.cells.ratio("promise_missed", "touchpoint=phone") == (1, 1)
    assert journey(lived(legs), "promises_missed") == [1]
    steps = {(one.source, one.target) for one in found.flows if one.level == "steps"}
    assert steps == {("start", "order.ask")}   # its row is no second visit


def test_a_journey_is_about_its_earliest_contact() -> None:
    legs = [answered(0, 700, 800, matter=1, reason=REFUND), answered(0, 200, 300, matter=2, reason=QUESTION)]
    assert journey(lived(legs), "reason") == [QUESTION]
    legs = [answered(0, 100, 150, matter=1, reason=REFUND), answered(0, 200, 300, matter=2, reason=QUESTION)]
    assert journey(lived(legs), "reason") == [REFUND]


def test_hanging_up_anywhere_is_an_abandonment() -> None:
    legs = [
        leg(0, Kind.MENU, LegOutcome.HUNG_UP, started=0, ended=10, flags=Flag.LAST_OF_CONTACT),
        leg(0, QUEUE, LegOutcome.BALKED, contact=1, leg=1, team=SALES, queued=100, ended=100,
            flags=Flag.LAST_OF_CONTACT),
        leg(0, QUEUE, LegOutcome.ABANDONED, contact=2, leg=2, team=SALES, queued=200, ended=260, flags=LAST),
    ]
    assert journey(lived(legs), "abandonments") == [3]
    cells = measured(lived(legs)).cells
    assert cells.ratio("abandonment", "all") == (3, 3)
    assert cells.ratio("abandonment_of_queued", "all") == (2, 2)


def test_hanging_up_after_an_answer_does_not_spoil_the_service_level() -> None:
    # Answered after 5 s, passed on, gone after 300 s: abandoned, yet served within the target.
    legs = [
        leg(0, HUMAN, LegOutcome.PASSED_ON, team=SALES, agent=ANN, queued=0, started=5, ended=60,
            released=60),
        leg(0, QUEUE, LegOutcome.ABANDONED, leg=1, team=SERVICE, queued=60, ended=360, flags=LAST),
    ]
    cells = measured(lived(legs)).cells
    assert cells.ratio("service_level", "all") == (1, 1)
    assert cells.ratio("abandonment", "all") == (1, 1)
    assert cells.ratio("abandoned_wait_mean_s", "all") == (0, 0)
    assert cells.ratio("wait_mean_s", "all") == (305, 1)


def test_one_who_is_passed_on_to_a_closed_team_was_answered() -> None:
    legs = [
        leg(0, HUMAN, LegOutcome.PASSED_ON, team=SALES, agent=ANN, queued=0, started=5, ended=60,
            released=60),
        leg(0, Kind.TURNED_AWAY, LegOutcome.CLOSED, leg=1, queued=60, ended=60, flags=LAST),
    ]
    cells = measured(lived(legs)).cells
    assert cells.ratio("closed", "all") == (1, 1)
    assert cells.ratio("service_level_of_offered", "all") == (1, 1)
    assert cells.ratio("abandonment", "all") == (0, 1)   # he got in


def test_money_a_contact_is_for_those_that_got_in() -> None:
    closed = leg(0, Kind.TURNED_AWAY, LegOutcome.CLOSED, channel=EMAIL, queued=0, ended=0, flags=LAST)
    assert journey(lived([closed]), "cost") == [0]


def test_where_nobody_waits_only_the_conversation_holds_the_channel() -> None:
    # A mail queues 1000 s and is answered in 120 s; mail costs 0.30 a minute here. Ann: 120 s at 60/h.
    mail = answered(0, 1000, 1120, channel=EMAIL, queued=0)
    phone, email, work = plan().channels
    given = plan(channels=(phone, replace(email, cost_per_min=constant(0.30)), work))
    table = measured(lived([mail]), given).journeys
    assert table is not None
    assert table["cost"].tolist() == [pytest.approx(2.0 + 0.60 + 0.50)]


def test_what_begins_after_the_window_counts_in_no_contact_or_touchpoint() -> None:
    legs = [
        answered(0, 3700, 3800, channel=EMAIL, flags=LAST | Flag.PROMISE_KEPT),
        silent(0, SHIP, Kind.STEP, 3700, 3800, flags=Flag.PROMISE_KEPT),
    ]
    cells = measured(lived(legs, ended=3800)).cells
    assert cells.ratio("contacts", "all") == (0, 1)
    assert cells.ratio("promise_missed", "all") == (0, 0)
    assert cells.ratio("cost_per_week", "channel=email")[0] == 0
    assert cells.ratio("contacts_per_journey", "all") == (1, 1)   # the journey is followed to its end


def test_a_contact_at_the_very_end_of_the_window_is_outside() -> None:
    inside, outside = answered(0, 3599, 3600), answered(0, 3600, 3601)
    assert measured(lived([inside])).cells.ratio("contacts", "all") == (1, 1)
    assert measured(lived([outside])).cells.ratio("contacts", "all") == (0, 1)


def test_a_contact_at_the_very_beginning_of_the_window_is_inside() -> None:
    made = lived([answered(0, 1800, 1860)])
    found = [measured(made, plan(window=company.window(begins))).cells for begins in (1800, 1801)]
    assert [cells.ratio("contacts", "all") for cells in found] == [(1, 1), (0, 1)]
