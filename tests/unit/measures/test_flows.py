"""What moved from where to where in the handmade company (see `handmade.example`)."""

from __future__ import annotations

import pytest

from sim.measures.experience.file import load
from sim.measures.flows.counting import Flow
from sim.measures.replication import Settings, measure
from sim.records.columns import Kind, LegOutcome
from tests.unit.measures import handmade as company
from tests.unit.measures.handmade import ASK, CONSUMER_ORDERS, DONE, LAST, SHIP, leg, silent, trip

Move = tuple[str, str, str, str]


def moves(record: company.Record) -> dict[Move, Flow]:
    found = measure(company.plan(), record, Settings(load("default"))).flows
    return {(one.level, one.segment, one.source, one.target): one for one in found}


@pytest.fixture(scope="module")
def found() -> dict[Move, Flow]:
    return moves(company.example())


def test_the_process_map_follows_each_journey(found: dict[Move, Flow]) -> None:
    consumers = {key[2:]: one.count for key, one in found.items() if key[:2] == ("steps", "consumer")}
    # 0: ask, ship, done. 2: ask (engaged, at once), lost. 3: ship, still there. 4 is not measured.
    assert consumers == {
        ("start", "order.ask"): 2, ("order.ask", "order.ship"): 1, ("order.ship", "order.done"): 1,
        ("order.ask", "order.lost"): 1, ("start", "order.ship"): 1,
    }
    shipped = found["steps", "consumer", "order.ask", "order.ship"]
    assert (shipped.between_s, shipped.wait_s, shipped.journeys) == (678, 150, 1)


def test_a_matter_with_two_contacts_is_one_visit_of_its_step(found: dict[Move, Flow]) -> None:
    business = {key[2:]: one.count for key, one in found.items() if key[:2] == ("steps", "business")}
    assert business == {("start", "order.ask"): 1, ("order.ask", "order.gone"): 1}


def test_asides_run_beside_their_step(found: dict[Move, Flow]) -> None:
    beside = {key: one.count for key, one in found.items() if key[0] == "beside"}
    assert beside == {("beside", "consumer", "order.ship", "order.ship.chase"): 1}


def test_contacts_of_a_matter_by_channel(found: dict[Move, Flow]) -> None:
    business = {key[2:]: one for key, one in found.items() if key[:2] == ("channels", "business")}
    assert {key: one.count for key, one in business.items()} == {
        ("start", "phone"): 1, ("phone", "email"): 1, ("email", "unresolved"): 1,
    }
    # From 600 s to the mail at 2000 s, of which 180 s in the queue; from there 3900 s to the end.
    assert (business["phone", "email"].between_s, business["phone", "email"].wait_s) == (1400, 180)
    assert business["email", "unresolved"].between_s == 3900


def test_legs_of_contacts_with_the_wait_before_each(found: dict[Move, Flow]) -> None:
    consumer = {key[2:]: one for key, one in found.items() if key[:2] == ("legs", "consumer")}
    assert {key: one.count for key, one in consumer.items()} == {
        ("start", "door"): 2, ("door", "menu"): 1, ("menu", "sales"): 1, ("sales", "service"): 1,
        ("service", "resolved"): 1, ("door", "blocked"): 1,
    }
    assert consumer["menu", "sales"].wait_s == 60
    assert consumer["sales", "service"].wait_s == 90


def test_what_takes_no_time_keeps_its_place() -> None:
    # Closed at 100 s, then shipped at once, arrived at once, done: all at one moment, told in this order;
    # a second visit to ask has a talk that is told only after the journey's end.
    legs = [
        leg(0, Kind.TURNED_AWAY, LegOutcome.CLOSED, queued=100, ended=100, flags=LAST),
        silent(0, SHIP, Kind.STEP, 100, 100),
        silent(0, DONE, Kind.END, 200, 200),
        leg(0, Kind.HUMAN, LegOutcome.RESOLVED, matter=1, step=ASK, team=0, agent=0, queued=100, started=100,
            ended=200, released=260, flags=LAST),
    ]
    found = moves(company.record(legs, [trip(CONSUMER_ORDERS, 0, 100, 200, DONE)]))
    steps = {key[2:] for key in found if key[0] == "steps"}
    assert steps == {("start", "order.ask"), ("order.ask", "order.ship"), ("order.ship", "order.ask"),
                     ("order.ask", "order.done")}


def test_every_contact_comes_in_and_goes_out() -> None:
    found = moves(company.example())
    ins = sum(one.count for one in found.values() if one.level == "legs" and one.source == "start")
    endings = {outcome.name.lower() for outcome in LegOutcome}
    outs = sum(one.count for one in found.values() if one.level == "legs" and one.target in endings)
    assert (ins, outs) == (4, 4)


def test_contacts_lead_from_their_step_to_a_channel_and_on_to_who_is_reached_first(
    found: dict[Move, Flow],
) -> None:
    consumer = {key[2:]: one for key, one in found.items() if key[:2] == ("asks", "consumer")}
    assert {key: one.count for key, one in consumer.items()} == {("order.ask", "phone"): 2}
    reached = {key[2:]: one.count for key, one in found.items() if key[:2] == ("reaches", "consumer")}
    assert reached == {("phone", "menu"): 1, ("phone", "blocked"): 1}
    business = {key[2:]: one for key, one in found.items() if key[:2] == ("reaches", "business")}
    asked = sum(one.count for key, one in found.items() if key[0] == "asks")
    assert sum(one.count for one in business.values()) + sum(reached.values()) == asked


def test_work_leads_to_the_team_that_took_it_up_once_though_interrupted() -> None:
    stretch = {"step": company.PACK, "channel": company.WORK, "team": company.SERVICE, "agent": company.CAT}
    legs = [
        leg(0, Kind.WORK, LegOutcome.OPEN, queued=10, started=100, ended=130, released=130, **stretch),
        leg(0, Kind.WORK, LegOutcome.RESOLVED, leg=1, queued=130, started=200, ended=230, released=230,
            **stretch),
    ]
    found = moves(company.record(legs, [trip(CONSUMER_ORDERS, 0, 10, 230, DONE)]))
    work = {key[2:]: (one.count, one.between_s) for key, one in found.items() if key[0] == "work"}
    assert work == {("order.pack", "service"): (1, 90)}
