"""The same customers live through every alternative of the retail set.

Named by demand, segment and ordinal, they come at the same moments where the rate is unchanged, lose patience
after the same time, and bring the same amount of work, whoever does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sim.engine import replicate
from sim.plan.compile import compile_plan
from sim.records.columns import Flag, Kind, LegOutcome
from sim.scenario.document import read

from .lived import Lived, Row

SCENARIOS = Path(__file__).parents[2] / "scenarios"
TODAY = "ivr_transfers"
ALTERNATIVES = ("account_managers", "account_managers_wait_for_mine", "same_money_today")
SHORT = (
    "run.warm_up=0 h",
    "run.measure=34 h",
    "run.follow_up=62 h",
    "run.arrivals=stop",
    "run.seed=3",
    "patience.consumer={exponential: 20 s}",
)
"""Monday and the morning of Tuesday, followed for two and a half days, with consumers in a hurry."""

Customer = tuple[str, str, int]


@cache
def week(name: str) -> Lived:
    """The beginning of a week of an alternative."""
    document = read(SCENARIOS / f"{name}.yaml", SHORT)
    plan = compile_plan(document.scenario, document.folder)
    return Lived(plan, replicate(plan, 0))


def customers(lived: Lived) -> list[Customer]:
    """Who the journeys are, by number."""
    plan, trips = lived.plan, lived.record.trips
    return [
        (plan.demands[demand].name, plan.segments[plan.demands[demand].segment].name, ordinal)
        for demand, ordinal in zip(trips["demand"].tolist(), trips["ordinal"].tolist(), strict=True)
    ]


def rows(lived: Lived) -> Iterator[tuple[tuple[Customer, str, int], Row]]:
    """The rows of first contacts by customer, step and entry into it."""
    who = customers(lived)
    for row in lived.rows:
        if row.contact == 0:
            yield (who[row.journey], lived.plan.places[row.step], row.matter & 0x3FFF), row


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_the_same_customers_come_at_the_same_moments(name: str) -> None:
    def came(lived: Lived) -> dict[Customer, tuple[int, int]]:
        trips = lived.record.trips
        times = zip(trips["started"].tolist(), trips["customer"].tolist(), strict=True)
        return {who: when for who, when in zip(customers(lived), times, strict=True) if who[0] == "orders"}

    today, other = came(week(TODAY)), came(week(name))
    # either run may end earlier or later, but not before the window does
    assert len(today) > 2000
    assert today == other


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_the_same_patience(name: str) -> None:
    """Who hangs up in the first line of a first contact, without a menu before it in either alternative or
    with
    one in both, does so after the same time."""

    def patience(lived: Lived) -> dict[object, int]:
        return {
            who: row.ended - row.queued
            for who, row in rows(lived)
            if row.kind is Kind.QUEUE and row.outcome is LegOutcome.ABANDONED and _waited_once(lived, row)
        }

    today, other = patience(week(TODAY)), patience(week(name))
    both = set(today) & set(other)
    assert len(both) >= 5
    assert all(today[who] == other[who] for who in both)


def _waited_once(lived: Lived, row: Row) -> bool:
    before = [one for one in lived.matters[row.matter] if one.leg < row.leg]
    return all(one.kind is Kind.MENU for one in before)


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_the_same_amount_of_work(name: str) -> None:
    """The first real service of a matter takes the same quantile of its law, whoever gives it: the same time,
    up to the giver's time factor and rounding."""

    def work(lived: Lived) -> dict[object, float]:
        found: dict[object, float] = {}
        for who, row in rows(lived):
            real = row.kind in (Kind.HUMAN, Kind.WORK) and row.ended >= 0
            if real and not row.flags & (Flag.WRONG_TEAM | Flag.WARM | Flag.RE_EXPLAINED):
                skill = lived.plan.teams[row.team].skills[row.reason]
                assert skill is not None
                found.setdefault((who, row.reason), (row.ended - row.started) / skill.time_factor.values[0])
        return found

    today, other = week(TODAY), week(name)
    assert today.plan.reasons == tuple(r for r in other.plan.reasons if r in today.plan.reasons)
    mine = {(who, today.plan.reasons[reason]): amount for (who, reason), amount in work(today).items()}
    theirs = {(who, other.plan.reasons[reason]): amount for (who, reason), amount in work(other).items()}
    both = set(mine) & set(theirs)
    assert len(both) > 1000
    assert all(abs(mine[who] - theirs[who]) <= 1 for who in both)
