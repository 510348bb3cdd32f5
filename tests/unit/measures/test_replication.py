"""Measuring what the engine did: nothing is lost between the record and the tables.

A help desk with a menu, three channels, transfers, hang-ups, engaged lines and repeats is simulated; the
counts are made again from the rows one by one, as slowly and plainly as possible.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from typing import Any

import pytest

from sim.engine.replication import replicate
from sim.measures.contacts import contacts
from sim.measures.experience.file import load
from sim.measures.places import places_of
from sim.measures.replication import ReplicationMeasures, Settings, measure
from sim.measures.spans import bounded
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Columns, Record
from sim.scenario.schema import Scenario

HELP_DESK: dict[str, Any] = {
    "run": {"warm_up": "1 d", "measure": "5 d", "follow_up": "3 d"},
    "hours": {"open": "mon-fri 08:00-18:00"},
    "channels": {
        "phone": {"hours": "open", "lines": 7, "cost": "0.04 EUR/min"},
        "chat": {"hours": "open", "at_once": 2},
        "email": {"waits": False, "promise": "4 h"},
    },
    "teams": {
        "first": {"scheduled": 4, "hours": "open", "shrinkage": "15 %", "cost": "30 EUR/h",
                  "handles": {"question": {"resolves": "75 %"}}},
        "second": {"scheduled": 2, "hours": "mon-fri 08:00-17:00", "cost": "45 EUR/h",
                   "handles": {"fault": {"resolves": "80 %"}}},
    },
    "reasons": {
        "question": {"takes": {"exponential": "4 min"}, "wrap_up": {"exponential": "1 min"},
                     "channels": {"phone": "60 %", "chat": "30 %", "email": "10 %"}},
        "fault": {"takes": {"exponential": "7 min"}, "channels": {"phone": "80 %", "email": "20 %"}},
    },
    "ivr": {"takes": "30 s", "right_team": "70 %", "hangs_up": "5 %", "self_service": {"by": "reason",
            "question": "10 %", "rest": "0 %"}},
    "routing": {"phone": [{"to": "ivr"}, {"to": "chosen_team", "for": "4 min"}, {"to": "any_skilled"}]},
    "transfer": {"noticed_after": "1 min", "explain_again_takes": "40 s"},
    "patience": {"exponential": "4 min"},
    "balks": "5 %",
    "after": {
        "ask_again": {"on": "unresolved", "share": "60 %", "go": "again", "delay": {"exponential": "4 h"},
                      "same_channel": "60 %", "max": 3},
        "redial": {"on": "abandoned", "share": "40 %", "go": "again", "delay": {"exponential": "10 min"}},
        "engaged": {"on": "blocked", "share": "50 %", "go": "again", "delay": {"exponential": "5 min"}},
    },
    "demand": {"calls": {"rate": "9000/w", "contact": {"question": "70 %", "fault": "30 %"}}},
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(Scenario.model_validate(HELP_DESK, context={"currency": "EUR"}))


@pytest.fixture(scope="module")
def record(plan: Plan) -> Record:
    return replicate(plan, 0)


@pytest.fixture(scope="module")
def found(plan: Plan, record: Record) -> ReplicationMeasures:
    return measure(plan, record, Settings(load("default"), keep_journeys=True))


@pytest.fixture(scope="module")
def journeys(found: ReplicationMeasures) -> Columns:
    assert found.journeys is not None
    return found.journeys


def rows(record: Record) -> list[dict[str, int]]:
    names = list(record.legs)
    columns = (record.legs[name].tolist() for name in names)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def test_the_help_desk_does_what_is_to_be_counted(record: Record) -> None:
    outcomes = Counter(row["outcome"] for row in rows(record))
    in_scenes_of_their_own = {"INTERRUPTED", "LEFT_MESSAGE", "NOT_REACHED", "WITHDRAWN"}
    assert {one.name for one in LegOutcome if outcomes[one] < 10} <= in_scenes_of_their_own
    assert sum(bool(row["flags"] & Flag.HANDOFF) for row in rows(record)) > 100


def test_every_column_of_journeys_adds_up_from_the_rows(
    plan: Plan, record: Record, journeys: Columns
) -> None:
    email = [channel.name for channel in plan.channels].index("email")
    wait: dict[int, int] = defaultdict(int)
    sums: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows(record):
        mine = row["journey"]
        if row["kind"] in (Kind.HUMAN, Kind.QUEUE) and row["channel"] != email:
            wait[mine] += (row["started"] if row["started"] >= 0 else row["ended"]) - row["queued"]
        if row["flags"] & Flag.FIRST_OF_CONTACT:
            sums["contacts"][mine] += 1
            sums["repeats"][mine] += bool(row["flags"] & Flag.REPEAT)
        sums["handoffs"][mine] += bool(row["flags"] & Flag.HANDOFF)
        sums["transfers"][mine] += bool(row["flags"] & Flag.TRANSFER)
        sums["re_explanations"][mine] += bool(row["flags"] & Flag.RE_EXPLAINED)
        sums["promises_missed"][mine] += bool(row["flags"] & Flag.PROMISE_MISSED)
        sums["abandonments"][mine] += row["outcome"] in (
            LegOutcome.ABANDONED, LegOutcome.BALKED, LegOutcome.HUNG_UP,
        )
    size = len(record.trips["demand"])
    closed = [n for n in range(size) if record.trips["ended"][n] >= 0]
    assert [journeys["wait_s"][n] for n in closed] == pytest.approx([wait[n] / 1e6 for n in closed])
    for name, counts in sums.items():
        assert journeys[name].tolist() == [counts[n] for n in range(size)], name


def test_every_contact_ends_in_one_way(plan: Plan, record: Record) -> None:
    table = contacts(plan, bounded(plan, record), places_of(plan))
    unanswered = ~table["answered"]
    ways = (
        table["answered"].astype(int) + (table["abandoned"] & unanswered) + table["hung_up"]
        + table["turned_away"] + (table["resolved"] & ~table["joined"])
        + (table["unfinished"] & unanswered)
    )
    assert set(ways.tolist()) == {1}
    assert (table["joined"] >= table["answered"]).all()


def test_contacts_of_journeys_are_the_contacts(
    record: Record, journeys: Columns, found: ReplicationMeasures
) -> None:
    first = sum(bool(row["flags"] & Flag.FIRST_OF_CONTACT) for row in rows(record))
    assert journeys["contacts"].sum() == first
    assert found.cells.ratio("journeys", "all")[0] == journeys["measured"].sum()


def test_agents_time_is_conserved(plan: Plan, record: Record, found: ReplicationMeasures) -> None:
    # Planned hours of the window: 5 days (a week's Tuesday to Saturday), 4 x 10 h and 2 x 9 h on each of 4.
    table = found.staffing
    hours = table["length_s"] / 3600
    assert (table["scheduled"] * hours).sum() == pytest.approx(4 * (4 * 10 + 2 * 9))
    paid = ((table["scheduled"] + table["overtime"]) * hours).sum()
    assert paid == pytest.approx(((table["present"] + table["away"]) * hours).sum())
    assert found.cells.value("paid_h", "all") == pytest.approx(paid)
    assert (table["busy"] <= table["present"] + 1e-9).all()


def test_staff_cost_is_paid_hours_at_their_wage(found: ReplicationMeasures) -> None:
    cells = found.cells
    weeks = cells.ratio("cost_per_week", "all")[1]
    for team, wage in (("first", 30), ("second", 45)):
        paid = cells.ratio("paid_h", f"team={team}")[0]
        assert cells.ratio("cost_per_week", f"team={team}") == (pytest.approx(paid * wage), weeks)


def test_distributions_hold_every_measured_journey(found: ReplicationMeasures, journeys: Columns) -> None:
    for one in found.distributions:
        if not one.name.endswith("_wait_s"):
            assert one.counts["all"].sum() == pytest.approx(journeys["measured"].sum()), one.name


def test_measuring_changes_nothing_and_repeats_to_the_byte(
    plan: Plan, record: Record, found: ReplicationMeasures
) -> None:
    again = measure(plan, record, Settings(load("default"), keep_journeys=True))
    assert pickle.dumps(again) == pickle.dumps(found)
    assert pickle.dumps(record) == pickle.dumps(replicate(plan, 0))
