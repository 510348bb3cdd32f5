"""Where it happened: the six journeys of the small company, and shares over several contacts."""

from __future__ import annotations

from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.happenings import HAPPENINGS, happenings
from sim.measures.journeys import journeys
from sim.measures.places import places_of
from sim.measures.spans import bounded
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Record
from tests.unit.measures import handmade as company
from tests.unit.measures.handmade import (
    ASK,
    BEN,
    CONSUMER_ORDERS,
    DONE,
    EMAIL,
    KEEP,
    LAST,
    PHONE,
    SALES,
    SHIP,
    leg,
    record,
    silent,
    trip,
)

MODEL = load("default")
PARCEL = 2   # behind the channels phone and email
Found = set[tuple[int, str, int, int, float]]


def found_in(lived: Record) -> Found:
    """(journey among the measured, feature, step, touchpoint, share)."""
    plan, whole = company.plan(), bounded(company.plan(), lived)
    places = places_of(plan)
    rows = contacts(plan, whole, places), journeys(plan, lived, MODEL)
    table = happenings(plan, whole, rows, (places, MODEL))
    assert [(name, str(column.dtype)) for name, column in table.items()] == [
        (column.name, column.dtype) for column in HAPPENINGS
    ]
    names = [MODEL.features[place].name for place in table["feature"]]
    rest = (table[name].tolist() for name in ("step", "touchpoint", "share"))
    return set(zip(table["row"].tolist(), names, *rest, strict=True))


def test_everything_felt_has_its_place() -> None:
    phoned = {(0, what, ASK, PHONE, 1.0) for what in ("wait", "menu", "transfers", "re_explanations")}
    phoned |= {(1, what, ASK, PHONE, 1.0) for what in ("wait", "menu", "abandonments")}
    wrote = {(1, what, ASK, EMAIL, 1.0) for what in (
        "repeat_contacts", "channel_switches", "promise_missed", "unresolved", "known_agent"
    )}  # fmt: skip
    engaged = {(2, "unresolved", ASK, PHONE, 1.0)}
    told = {(3, "proactive", SHIP, PHONE, 1.0)}   # the aside runs beside the shipping
    still_open = {(3, "unresolved", SHIP, PARCEL, 1.0)}   # where it hangs
    assert found_in(company.example()) == phoned | wrote | engaged | told | still_open


def asked_twice() -> Record:
    """A consumer waits 60 s in vain, 180 s a second time, and the parcel comes late."""
    legs = [
        leg(0, Kind.QUEUE, LegOutcome.ABANDONED, queued=0, ended=60, flags=Flag.LAST_OF_CONTACT),
        leg(0, Kind.HUMAN, LegOutcome.RESOLVED, contact=1, leg=1, team=SALES, agent=BEN, queued=100,
            started=280, ended=300, released=300, flags=LAST | Flag.REPEAT),
        silent(0, SHIP, Kind.STEP, 300, 900, flags=Flag.PROMISE_MISSED),
        silent(0, DONE, Kind.END, 900, 900),
    ]
    return record(legs, [trip(CONSUMER_ORDERS, 0, 0, 900, DONE)])


def test_a_wait_is_shared_by_its_seconds_and_a_late_step_is_late_where_it_is() -> None:
    assert found_in(asked_twice()) == {
        (0, "wait", ASK, PHONE, 0.25), (0, "wait", ASK, PHONE, 0.75), (0, "abandonments", ASK, PHONE, 1.0),
        (0, "repeat_contacts", ASK, PHONE, 1.0), (0, "promise_missed", SHIP, PARCEL, 1.0),
    }  # fmt: skip


def test_a_late_step_of_asking_is_late_once_at_its_first_contact() -> None:
    talk = leg(0, Kind.HUMAN, LegOutcome.RESOLVED, team=SALES, agent=BEN, queued=0, started=0, ended=300,
               released=300, flags=LAST)
    late = silent(0, ASK, Kind.STEP, 0, 300, matter=0, flags=Flag.PROMISE_MISSED)
    lived = record([talk, late], [trip(CONSUMER_ORDERS, 0, 0, 300, DONE)])
    assert found_in(lived) == {(0, "promise_missed", ASK, PHONE, 1.0)}


def test_journeys_outside_the_window_are_left_out() -> None:
    waits = [
        leg(journey, Kind.QUEUE, LegOutcome.ABANDONED, queued=at, ended=at + 60, flags=LAST)
        for journey, at in enumerate((10, 20, 3700))
    ]
    trips = [trip(demand, 0, at, at + 60, DONE) for demand, at in ((KEEP, 10), (CONSUMER_ORDERS, 20),
                                                                   (CONSUMER_ORDERS, 3700))]
    assert {row for row, *_ in found_in(record(waits, trips))} == {0}
    assert ("wait", 1.0) in {(feature, share) for _, feature, _, _, share in found_in(record(waits, trips))}


def test_where_nothing_happened_nothing_is_told() -> None:
    assert found_in(record([], [])) == set()
