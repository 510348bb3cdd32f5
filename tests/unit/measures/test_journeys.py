"""Journeys of the handmade company (see `handmade.example`), each value worked out beside it."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.records.columns import JOURNEYS, Flag, JourneyClass, Kind, LegOutcome
from sim.records.log import Columns
from tests.unit.measures import handmade as company


@pytest.fixture(scope="module")
def table() -> Columns:
    return journeys(company.plan(), company.example(), load("default"))


def test_columns_are_those_documented(table: Columns) -> None:
    assert [(name, column.dtype.name) for name, column in table.items()] == [
        (column.name, column.dtype) for column in JOURNEYS
    ]
    assert {len(column) for column in table.values()} == {6}


def test_outcomes_follow_the_names_of_ends(table: Columns) -> None:
    kinds = JourneyClass
    assert table["outcome_class"].tolist() == [
        kinds.COMPLETED, kinds.DROPPED_OUT, kinds.LOST_SALE, kinds.OPEN, kinds.COMPLETED, kinds.COMPLETED,
    ]
    assert table["outcome"].tolist() == [
        company.DONE, company.GONE, company.LOST, -1, company.DONE, company.DONE,
    ]


def test_journeys_after_the_window_and_of_the_company_are_not_measured(table: Columns) -> None:
    assert table["measured"].tolist() == [True, True, True, True, False, False]
    assert table["begun_by_company"].tolist() == [False] * 5 + [True]


def test_a_journey_at_the_very_end_of_the_window_is_not_measured() -> None:
    starts = tuple(enumerate((0, 3599, 3600)))
    trips = [company.trip(company.CONSUMER_ORDERS, n, at, at + 60, company.DONE) for n, at in starts]
    legs = [company.silent(n, company.DONE, Kind.END, at + 60, at + 60) for n, at in starts]
    found = journeys(company.plan(), company.record(legs, trips), load("default"))
    assert found["measured"].tolist() == [True, True, False]


def test_duration_of_an_open_journey_lasts_until_the_run_ended(table: Columns) -> None:
    # Journey 3 is measured and open, so the run went on to the horizon: 36000 - 3000 s.
    assert table["duration_s"].tolist() == [4278, 5300, 0, 33000, 100, 60]


def test_waits_are_of_the_phone_alone(table: Columns) -> None:
    # 0: 60 s for sales + 90 s for service. 1: 180 s in vain; the hour for an answer by mail is delay.
    assert table["wait_s"].tolist() == [150, 180, 0, 0, 0, 0]
    assert table["longest_wait_s"].tolist() == [90, 180, 0, 0, 0, 0]
    assert table["menu_s"].tolist() == [48, 20, 0, 0, 0, 0]


def test_delay_is_mail_and_the_time_between_contacts(table: Columns) -> None:
    # 1: from hanging up at 800 s to writing at 2000 s, then 3600 s until answered.
    assert table["delay_s"].tolist() == [0, 1200 + 3600, 0, 0, 0, 0]


def test_delay_counts_back_office_work_until_it_is_done() -> None:
    work = company.leg(0, Kind.WORK, LegOutcome.RESOLVED, step=company.PACK, channel=company.WORK,
                       team=company.SERVICE, agent=company.CAT, queued=10, started=100, ended=130,
                       released=130)
    made = company.record([work], [company.trip(company.CONSUMER_ORDERS, 0, 10, 130, company.DONE)])
    table = journeys(company.plan(), made, load("default"))
    assert table["delay_s"].tolist() == [120]
    assert table["wait_s"].tolist() == [0]
    assert table["contacts"].tolist() == [0]
    assert table["cost"].tolist() == [pytest.approx(30 / 3600 * 30)]


def test_contacts_are_the_customers_own(table: Columns) -> None:
    assert table["contacts"].tolist() == [1, 2, 1, 0, 1, 0]
    assert table["repeats"].tolist() == [0, 1, 0, 0, 0, 0]
    assert table["channel_switches"].tolist() == [0, 1, 0, 0, 0, 0]   # phone, then mail
    assert table["abandonments"].tolist() == [0, 1, 0, 0, 0, 0]
    assert table["reason"].tolist() == [company.QUESTION] * 3 + [-1, company.QUESTION, -1]


def test_handoffs_and_what_they_cost_the_customer(table: Columns) -> None:
    assert table["handoffs"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["transfers"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["re_explanations"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["human_legs"].tolist() == [2, 1, 0, 0, 1, 0]
    assert table["owner_share"].tolist() == [0, 1, 0, 0, 0, 0]


def test_a_handoff_may_be_no_transfer_and_need_not_be_told_again() -> None:
    """Passed on warm by Ann to Cat, called again and answered by Ben, who passes on cold to Cat: three
    handoffs, two of them inside a contact, two told again."""
    flags = (
        Flag.FIRST_OF_CONTACT, Flag.HANDOFF | Flag.TRANSFER | Flag.WARM,
        Flag.HANDOFF | Flag.RE_EXPLAINED | Flag.FIRST_OF_CONTACT,
        Flag.HANDOFF | Flag.TRANSFER | Flag.RE_EXPLAINED | company.LAST,
    )  # fmt: skip
    agents = (company.ANN, company.CAT, company.BEN, company.CAT)
    legs = [
        company.leg(
            0, Kind.HUMAN, LegOutcome.RESOLVED, contact=n // 2, leg=n, team=0, agent=agent, flags=flag,
            queued=100 * n, started=100 * n, ended=100 * n + 50, released=100 * n + 50,
        )
        for n, (agent, flag) in enumerate(zip(agents, flags, strict=True))
    ]  # fmt: skip
    trips = [company.trip(company.CONSUMER_ORDERS, 0, 0, 500, company.DONE)]
    lived = journeys(company.plan(), company.record(legs, trips), load("default"))
    told = [lived[name][0] for name in ("handoffs", "transfers", "re_explanations", "human_legs")]
    assert told == [3, 2, 2, 4]


def test_promises_and_bad_news(table: Columns) -> None:
    assert table["promises_kept"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["promises_missed"].tolist() == [0, 1, 0, 0, 0, 0]
    # The company's call to journey 5 announced no trouble.
    assert table["told_of_trouble"].tolist() == [0, 0, 0, 1, 0, 0]


def test_a_journey_is_resolved_unless_a_matter_ended_otherwise(table: Columns) -> None:
    # 1: the answer did not help. 2: engaged, and not tried again. 3 is open, and counts as unresolved.
    assert table["resolved"].tolist() == [True, False, False, False, True, True]


def test_cost_is_agents_time_channel_minutes_and_money_a_contact(table: Columns) -> None:
    # 0: Ann 180 s at 60/h = 3.00; Cat 360 s at 30/h = 3.00; 678 s by phone at 0.60/min = 6.78.
    # 1: Ben 300 s at 60/h = 5.00; 200 s by phone = 2.00; a mail 0.50. 2: engaged costs nothing.
    # 3: Ann 40 s = 0.6667, and the line 0.40. 4: 100 s = 1.6667 and 1.00. 5: 60 s = 1.00 and 0.60.
    assert table["cost"] == pytest.approx([12.78, 7.50, 0.0, 0.6667 + 0.4, 2.6667, 1.60], abs=1e-4)


def test_expected_effort_follows_from_what_happened(table: Columns) -> None:
    # 0: felt waits 1.36 x 2.5 and 1.36 x 1.5 min, menu 0.8 min, a transfer, a re-explanation.
    wait = 0.5 * log(1 + 1.36 * 2.5 / 5) + 0.5 * log(1 + 1.36 * 1.5 / 5)
    eta = -0.20 - 0.20 - 0.55 * wait - 0.60 * log(1.8)
    cutpoints = (-4.12, -3.27, -2.62, -1.93, -1.03, 0.22)
    below = [1 / (1 + exp(eta - c)) for c in cutpoints]
    assert table["ces"][0] == pytest.approx(7 - sum(below))
    assert table["ces_hard"][0] == pytest.approx(below[2])
    # 1: felt 1.36 x 3 min twice, menu 1/3 min, a repeat, a switch, an abandonment, the promise missed,
    # unresolved, all the talking with one's own agent.
    eta = -0.50 - 0.30 - 0.35 - 1.90 - 1.45 + 0.10 - 0.55 * log(1 + 4.08 / 5) - 0.60 * log(4 / 3)
    assert table["ces"][1] == pytest.approx(7 - sum(1 / (1 + exp(eta - c)) for c in cutpoints))
    # 3: the call that told of the trouble, +0.60, and still open: unresolved, -1.45.
    assert table["ces"][3] == pytest.approx(7 - sum(1 / (1 + exp(0.60 - 1.45 - c)) for c in cutpoints))
    # 5: the company's call announced no trouble, so it earns no bonus.
    assert table["ces"][5] == pytest.approx(7 - sum(1 / (1 + exp(-c)) for c in cutpoints))


def test_open_rows_end_with_the_last_measured_journey_when_none_is_open() -> None:
    # One measured journey ends at 5000 s; a later customer is still in the queue then, since 4500 s.
    legs = [
        company.leg(0, Kind.HUMAN, LegOutcome.RESOLVED, team=company.SALES, agent=company.ANN, queued=0,
                    started=0, ended=5000, released=5000, flags=company.LAST),
        company.leg(1, Kind.QUEUE, LegOutcome.OPEN, team=company.SALES, queued=4500),
    ]
    trips = [company.trip(company.CONSUMER_ORDERS, 0, 0, 5000, company.DONE),
             company.trip(company.CONSUMER_ORDERS, 1, 4500, -1, -1)]
    table = journeys(company.plan(), company.record(legs, trips), load("default"))
    assert table["wait_s"].tolist() == [0, 500]
    assert table["duration_s"].tolist() == [5000, 500]


def test_an_empty_record_gives_an_empty_table() -> None:
    table = journeys(company.plan(), company.record([], []), load("default"))
    assert all(len(column) == 0 for column in table.values())
    assert table["wait_s"].dtype == np.float64
