"""Numerators and denominators of the handmade company, each counted by hand (see `handmade.example`)."""

from __future__ import annotations

import pickle
from math import isnan

import numpy as np
import pytest

from sim.measures.cells import Cells
from sim.measures.definitions import MEASURES
from sim.measures.experience.file import load
from sim.measures.replication import ReplicationMeasures, Settings, measure
from sim.records.columns import Flag, Kind, LegOutcome
from tests.unit.measures import handmade as company
from tests.unit.measures.handmade import (
    ANN,
    CAT,
    CONSUMER_ORDERS,
    DONE,
    LAST,
    SALES,
    SERVICE,
    leg,
    shift,
    trip,
)


def measured(record: company.Record | None = None, within_s: float = 20.0) -> ReplicationMeasures:
    return measure(company.plan(), record or company.example(), Settings(load("default"), within_s))


@pytest.fixture(scope="module")
def cells() -> Cells:
    return measured().cells


@pytest.mark.parametrize(("name", "group", "expected"), [
    # Journeys 0 to 3 start in the window; 4 starts after it, 5 is the company's.
    ("journeys", "all", (4, 1)),
    ("journeys", "segment=business", (1, 1)),
    ("journeys", "reason=question", (3, 1)),   # journey 3 had no contact of its own
    ("journeys", "process=order", (4, 1)),
    ("open_journeys", "all", (1, 1)),
    ("completed", "all", (1, 1)),
    ("dropped_out", "segment=business", (1, 1)),
    ("lost_sales", "segment=consumer", (1, 1)),
    ("contacts_per_journey", "all", (4, 4)),   # 0: one, 1: two, 2: one, 3: none
    ("wait_mean_s", "all", (330, 4)),          # 150 + 180
    ("wait_mean_s", "segment=consumer", (150, 3)),
    ("handoffs_mean", "all", (1, 4)),
    ("handoffs_2plus", "all", (0, 4)),
    ("transfers_mean", "segment=business", (0, 1)),
    ("re_explanations_mean", "all", (1, 4)),
    ("repeat_contacts_mean", "segment=business", (1, 1)),
    ("channel_switches_mean", "all", (1, 4)),
    # Contacts that begin in the window: by phone 0, 1 and 2, by mail 1; the company's to 5.
    ("contacts", "all", (4, 1)),
    ("contacts", "channel=email", (1, 1)),
    ("contacts", "hour=0", (4, 1)),
    ("proactive_contacts", "all", (1, 1)),
    # Of three phone contacts one was engaged, two joined a queue, one waited 60 s, one left after 180 s.
    ("blocked", "all", (1, 3)),
    ("abandonment", "all", (1, 2)),
    ("abandonment", "team=service", (1, 1)),
    ("abandonment_of_queued", "all", (1, 2)),
    ("asa_s", "all", (60, 1)),
    ("asa_s", "team=sales", (60, 1)),          # who answered first
    ("contact_wait_mean_s", "all", (240, 2)),
    ("service_level", "all", (0, 2)),
    ("service_level_of_offered", "all", (0, 3)),
    # First contacts: 0 resolved, 1 and 2 not; of these only 0 was answered.
    ("fcr", "all", (1, 3)),
    ("fcr_of_answered", "all", (1, 1)),
    # Promises: the parcel of 0 kept, the mail of 1 missed.
    ("promise_missed", "all", (1, 2)),
    ("promise_missed", "touchpoint=parcel", (0, 1)),
    ("promise_missed", "touchpoint=email", (1, 1)),
    # In the window: Ann 180 s and Ben 60 s at 60/h, unrostered, so overtime at factor 1; Cat 360 s at
    # 30/h and factor 1.5.
    ("cost_per_week", "team=sales", (pytest.approx(4.0), pytest.approx(3600 / 604800))),
    ("cost_per_week", "team=service", (pytest.approx(4.5), pytest.approx(3600 / 604800))),
    # By phone in the window: 678 + 200 + 60 s = 9.38 at 0.60 a minute; a mail 0.50.
    ("cost_per_week", "channel=phone", (pytest.approx(9.38), pytest.approx(3600 / 604800))),
    ("cost_per_week", "channel=email", (pytest.approx(0.5), pytest.approx(3600 / 604800))),
    ("cost_per_journey", "all", (pytest.approx(4.0 + 4.5 + 9.38 + 0.5 + 25), 4)),
    ("budget_per_week", "all", (pytest.approx(4.0 + 4.5 + 9.38), pytest.approx(3600 / 604800))),
    ("overtime_h", "all", (pytest.approx(600 / 3600), 1)),
])
def test_numerator_and_denominator(
    cells: Cells, name: str, group: str, expected: tuple[float, float]
) -> None:
    assert cells.ratio(name, group) == expected


def test_every_measure_of_the_programme_is_defined() -> None:
    names = """
        journeys open_journeys completed dropped_out lost_sales contacts contacts_per_journey
        wait_mean_s wait_p50_s wait_p95_s asa_s service_level abandonment blocked handoffs_mean handoffs_2plus
        transfers_mean re_explanations_mean repeat_contacts_mean channel_switches_mean fcr promise_missed
        journey_hours_p50 ces_mean ces_hard csat_top2 touchpoint_csat_top2 nps occupancy overtime_h
        cost_per_week cost_per_journey"""
    assert [name for name in names.split() if name not in MEASURES] == []


def test_every_definition_reads_as_words() -> None:
    for one in MEASURES.values():
        assert one.better in ("lower", "higher", "")
        assert one.title
        assert one.rows
    words = {name: MEASURES[name].words for name in ("wait_mean_s", "asa_s", "wait_p95_s", "lost_sales")}
    assert words == {
        "wait_mean_s": "seconds waited by phone and chat, over all contacts of a journey / journeys",
        "asa_s": "seconds waited to the first answer, by those answered / those that an agent answered",
        "wait_p95_s": "what 95 % of journeys do not exceed: "
                      "seconds waited by phone and chat, over all contacts of a journey",
        "lost_sales": "journeys that ended at lost_sale",
    }


def test_quantiles_keep_their_values_by_segment(cells: Cells) -> None:
    assert sorted(cells.sample("wait_p95_s", "segment=consumer").tolist()) == [0, 0, 150]
    assert cells.sample("wait_p50_s", "all").dtype == np.float32
    assert cells.value("wait_p50_s", "all") == 0      # 0 0 150 180: half have at most 0
    assert cells.value("wait_p95_s", "all") == 180
    assert cells.groups("wait_p50_s") == ("all", "segment=business", "segment=consumer")


def test_an_empty_denominator_is_no_number(cells: Cells) -> None:
    assert cells.ratio("asa_s", "team=service") == (0, 0)
    assert isnan(cells.value("asa_s", "team=service"))
    assert cells.ratio("wait_mean_s", "segment=nobody") == (0, 0)


def test_what_never_has_rows_makes_no_group(cells: Cells) -> None:
    # No contact is about packing, comes through work, or is answered by stock; occupancy has every team.
    groups = set(cells.groups("contacts"))
    assert {"reason=question", "reason=refund", "channel=email", "team=service"} <= groups
    assert not {"reason=packing", "channel=work", "team=stock"} & groups
    assert "team=stock" in cells.groups("occupancy")


def test_groups_add_up_to_all(cells: Cells) -> None:
    for name, groups in cells.ratios.items():
        for dimension in ("segment", "channel", "hour"):
            parts = [above for group, (above, _) in groups.items() if group.startswith(f"{dimension}=")]
            if parts and not name.startswith(("cost", "budget")):
                assert sum(parts) == pytest.approx(groups["all"][0]), (name, dimension)


def test_cells_are_small_to_send(cells: Cells) -> None:
    again = pickle.loads(pickle.dumps(cells))
    assert again.ratios == cells.ratios


# -- service level, by waits of 10, 20, 21 s answered and 5, 30 s hung up ---------------------------------


def waiting() -> company.Record:
    """Six calls: answered after 10, 20 and 21 s, hung up after 5 and 30 s, and one turned away."""
    legs = [
        leg(n, Kind.HUMAN, LegOutcome.RESOLVED, team=SALES, agent=ANN, queued=100 * n,
            started=100 * n + wait, ended=100 * n + wait + 30, released=100 * n + wait + 30, flags=LAST)
        for n, wait in enumerate((10, 20, 21))
    ]
    legs += [
        leg(n, Kind.QUEUE, LegOutcome.ABANDONED, team=SALES, queued=100 * n, ended=100 * n + wait, flags=LAST)
        for n, wait in ((3, 5), (4, 30))
    ]
    legs.append(leg(5, Kind.TURNED_AWAY, LegOutcome.CLOSED, queued=500, ended=500, flags=LAST))
    trips = [trip(CONSUMER_ORDERS, n, 100 * n, 100 * n + 60, DONE) for n in range(6)]
    return company.record(legs, trips)


@pytest.mark.parametrize(("name", "above", "below"), [
    ("service_level", 2, 4),               # five joined, one of them hung up within 20 s
    ("service_level_of_served", 2, 3),
    ("service_level_of_joined", 2, 5),
    ("service_level_of_offered", 2, 6),
    ("service_level_or_abandoned", 3, 5),
    ("abandonment", 2, 5),
    ("closed", 1, 6),
    ("asa_s", 51, 3),
    ("contact_wait_mean_s", 86, 5),
    ("abandoned_wait_mean_s", 35, 2),
    ("served_within_contacts", 2, 1),
    ("abandoned_within_contacts", 1, 1),
    ("closed_contacts", 1, 1),
])
def test_the_usual_definitions_of_service_level(name: str, above: float, below: float) -> None:
    assert measured(waiting()).cells.ratio(name, "all") == (above, below)


def test_the_target_of_the_service_level_can_be_set() -> None:
    assert measured(waiting(), within_s=30).cells.ratio("service_level", "all") == (3, 3)


def test_speed_of_answer_ends_with_the_first_answer_and_leaves_the_menu_out() -> None:
    # Queue 20 s in vain, back to the menu for 40 s, queue 5 s, answered; then passed on, 100 s more.
    legs = [
        leg(0, Kind.QUEUE, LegOutcome.DONE, team=SALES, queued=0, ended=20),
        leg(0, Kind.MENU, LegOutcome.DONE, leg=1, started=20, ended=60),
        leg(0, Kind.HUMAN, LegOutcome.PASSED_ON, leg=2, team=SALES, agent=ANN, queued=60, started=65,
            ended=70, released=70),
        leg(0, Kind.HUMAN, LegOutcome.RESOLVED, leg=3, team=SERVICE, agent=CAT, queued=70, started=170,
            ended=200, released=200, flags=LAST | Flag.HANDOFF | Flag.TRANSFER),
    ]
    found = measured(company.record(legs[::-1], [trip(CONSUMER_ORDERS, 0, 0, 200, DONE)])).cells
    assert found.ratio("asa_s", "all") == (25, 1)
    assert found.ratio("wait_mean_s", "all") == (125, 1)
    assert found.ratio("asa_s", "team=sales") == (25, 1)


def test_hanging_up_in_the_menu_is_abandoned_without_joining_a_queue() -> None:
    legs = [leg(0, Kind.MENU, LegOutcome.HUNG_UP, started=0, ended=30, flags=LAST),
            leg(1, Kind.MENU, LegOutcome.SELF_SERVED, started=10, ended=60, flags=LAST)]
    trips = [trip(CONSUMER_ORDERS, n, 10 * n, 60, DONE) for n in range(2)]
    found = measured(company.record(legs, trips)).cells
    assert found.ratio("abandonment", "all") == (1, 2)
    assert found.ratio("menu_hang_ups", "all") == (1, 1)
    assert found.ratio("joined_contacts", "all") == (0, 1)
    assert found.ratio("fcr", "all") == (1, 2)


def test_callbacks_and_messages_are_counted() -> None:
    # Four are in line for 30 s. Two go home: one is called after 60 s and talked with, one called in vain;
    # one leaves a message, one hangs up.
    queue = [leg(n, Kind.QUEUE, outcome, team=SALES, queued=0, ended=30, flags=LAST * (n > 1))
             for n, outcome in enumerate((LegOutcome.DONE, LegOutcome.DONE, LegOutcome.LEFT_MESSAGE,
                                          LegOutcome.ABANDONED))]  # fmt: skip
    legs = [
        *queue,
        leg(0, Kind.AT_HOME, LegOutcome.DONE, leg=1, team=SALES, queued=30, ended=90),
        leg(0, Kind.HUMAN, LegOutcome.RESOLVED, leg=2, team=SALES, agent=ANN, queued=90, started=90,
            ended=120, released=120, flags=LAST),
        leg(1, Kind.AT_HOME, LegOutcome.NOT_REACHED, leg=1, team=SALES, queued=30, ended=200, flags=LAST),
    ]
    found = measured(company.record(legs, [trip(CONSUMER_ORDERS, n, 0, 200, DONE) for n in range(4)])).cells
    counts = {"callback_contacts": 2, "not_reached_contacts": 1, "message_contacts": 1, "served_contacts": 1,
              "abandoned_contacts": 1}  # fmt: skip
    assert {name: found.ratio(name, "all") for name in counts} == {name: (n, 1) for name, n in counts.items()}


def test_occupancy_is_busy_over_busy_and_idle() -> None:
    # Ann is on shift for 1000 s, away for 200 of them, and talks for 300 s.
    legs = [leg(0, Kind.HUMAN, LegOutcome.RESOLVED, team=SALES, agent=ANN, queued=0, started=0, ended=300,
                released=300, flags=LAST)]
    roster = [shift(ANN, 0, 1000), shift(ANN, 500, 700, kind=2)]
    found = measured(company.record(legs, [trip(CONSUMER_ORDERS, 0, 0, 300, DONE)], roster)).cells
    above, below = found.ratio("occupancy", "team=sales")
    assert (above * 3600, below * 3600) == (pytest.approx(300), pytest.approx(800))
    assert found.value("paid_h", "all") == pytest.approx(1000 / 3600)
