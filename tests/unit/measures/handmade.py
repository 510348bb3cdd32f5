"""A company small enough to work out by hand: its plan, and rows written in seconds.

Two segments (business, consumer), channels phone (one waits, 0.60 a minute), email (nobody waits, 0.50 a
contact) and work, teams sales (60 an hour), service (30 an hour, overtime at 1.5) and stock (nobody).
Customers ask, then their parcel is shipped. Measured from 0 to 3600 s; the horizon is at 36000 s.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sim.plan.model import (
    Agent,
    Aside,
    Channel,
    Demand,
    Plan,
    Segment,
    Split,
    Step,
    StepKind,
    Team,
    Window,
)
from sim.plan.tables import CHANNEL, Table, constant
from sim.records.columns import LEGS, ROSTER, TRIPS, Flag, Kind, LegOutcome
from sim.records.log import Record, table

SECOND = 1_000_000
BUSINESS, CONSUMER = 0, 1
PHONE, EMAIL, WORK = 0, 1, 2
SALES, SERVICE, STOCK = range(3)
ANN, BEN, CAT = 0, 1, 2   # Ann and Ben are in sales, Cat in service
QUESTION, REFUND, PACKING = range(3)
ASK, SHIP, DONE, LOST, GONE, PACK, CHASE = range(7)
LAST = Flag.LAST_OF_CONTACT | Flag.LAST_OF_MATTER


def window(begins_s: int = 0, ends_s: int = 3600, horizon_s: int = 36000) -> Window:
    return Window(begins_s * SECOND, ends_s * SECOND, horizon_s * SECOND, False, 0)


def part(made: type[Any], **given: Any) -> Any:
    """A part of a plan with what measuring reads; the rest, which only the engine reads, is None."""
    return made(**({field.name: None for field in fields(made)} | given))


def step(name: str, kind: StepKind, **more: Any) -> Step:
    plain = {"process": "order", "touchpoint": "", "beside": (), "if_late": (), "end": "", "fork": -1}
    made: Step = part(Step, path=f"order.{name}", name=name, kind=kind, **(plain | more))
    return made


def paid(cost_per_h: float, overtime_factor: float) -> dict[str, Table[float]]:
    """The same pay at all hours."""
    return {"cost_per_h": constant(cost_per_h), "overtime_factor": constant(overtime_factor)}


def plan(**more: Any) -> Plan:
    """The company's plan, some of its fields replaced."""
    chase = part(Aside, name="chase", path="order.ship.chase", kind=StepKind.PROACTIVE)
    by_channel = constant(Split((0.5, 1.0), (PHONE, EMAIL)))
    demands = (("keep", BUSINESS, True), ("orders", BUSINESS, False), ("orders", CONSUMER, False))
    made: Plan = part(
        Plan,
        window=window(),
        segments=(Segment("business", 0, None), Segment("consumer", 0, None)),
        reasons=("question", "refund", "packing"),
        reason_channels=(by_channel, by_channel, None),
        channels=(
            part(Channel, name="phone", waits=True, cost_per_min=constant(0.60)),
            part(Channel, name="email", waits=False, cost_per_min=constant(0.0)),
            part(Channel, name="work", waits=False, cost_per_min=constant(0.0)),
        ),
        teams=(
            part(Team, name="sales", channels=(True, True, False), **paid(60.0, 1.0)),
            part(Team, name="service", channels=(True, True, True), **paid(30.0, 1.5)),
            part(Team, name="stock", channels=(False, False, True), **paid(20.0, 1.0)),
        ),
        agents=tuple(part(Agent, team=team) for team in (SALES, SALES, SERVICE)),
        steps=(
            step("ask", StepKind.CONTACT, reason=QUESTION),
            step("ship", StepKind.PASS, touchpoint="parcel", if_late=(chase,)),
            step("done", StepKind.END, end="fulfilled"),
            step("lost", StepKind.END, end="lost_sale"),
            step("gone", StepKind.END, end="given_up"),
            step("pack", StepKind.WORK, reason=PACKING),
        ),
        demands=tuple(
            part(Demand, name=name, segment=segment, step=ASK, proactive=company)
            for name, segment, company in demands
        ),
        per_contact=Table(((CHANNEL, 1),), (0.0, 0.5, 0.0)),
        lost_sale=constant(25.0),
        defection=(),
    )
    return replace(made, **more)


KEEP, BUSINESS_ORDERS, CONSUMER_ORDERS = range(3)
_TIMES = ("queued", "started", "ended", "released")


def leg(journey: int, kind: Kind, outcome: LegOutcome, **more: int) -> tuple[int, ...]:
    """A row of `legs`; times in seconds, absent ones -1."""
    plain = {"journey": journey, "step": ASK, "matter": journey * 100, "contact": 0, "leg": 0,
             "reason": QUESTION, "channel": PHONE, "team": -1, "agent": -1, "kind": kind,
             "outcome": outcome, "flags": 0, "queued": -1, "started": -1, "ended": -1, "released": -1}
    row = plain | {name: round(v * SECOND) if name in _TIMES and v >= 0 else v for name, v in more.items()}
    return tuple(int(row[column.name]) for column in LEGS)


def silent(journey: int, at: int, kind: Kind, started: int, ended: int, **more: int) -> tuple[int, ...]:
    """A row of a step or an end, without a contact."""
    outcome = LegOutcome.DONE if ended >= 0 else LegOutcome.OPEN
    plain = {"step": at, "matter": journey * 100 + 50 + at, "reason": -1, "channel": -1}
    return leg(journey, kind, outcome, **(plain | {"started": started, "ended": ended} | more))


def trip(demand: int, ordinal: int, started: int, ended: int, end: int) -> tuple[int, ...]:
    """A row of `trips`; times in seconds, -1 open."""
    return (demand, ordinal, -1, started * SECOND, ended * SECOND if ended >= 0 else -1, end)


def shift(agent: int, starts: int, ends: int, kind: int = 0) -> tuple[int, ...]:
    """A row of `roster`; times in seconds."""
    return (agent, kind, starts * SECOND, ends * SECOND)


def record(
    legs: list[tuple[int, ...]], trips: list[tuple[int, ...]], roster: list[tuple[int, ...]] | None = None
) -> Record:
    return Record(table(LEGS, legs), table(TRIPS, trips), table(ROSTER, roster or []))


def example() -> Record:
    """Six journeys.

    0. A consumer at 0 s: menu 48 s, waits 60 s for Ann in sales, who talks 180 s and passes him on cold;
       waits 90 s for Cat in service, who hears it again, talks 300 s, resolves it and wraps up 60 s. The
       parcel takes an hour, as promised. Done at 4278 s.
    1. A business customer at 600 s: menu 20 s, hangs up after 180 s in the queue of service. Writes at
       2000 s; her own agent Ben answers after an hour (promised: half), takes 300 s, does not resolve it.
       She gives up at 5900 s.
    2. A consumer at 1200 s finds all lines engaged: a lost sale.
    3. A consumer at 3000 s waits for his parcel, late; Ann calls him at 7060 s for 40 s with the news.
       Still open at the end.
    4. A consumer at 4000 s, after the window: Ann answers at once, talks 100 s, resolves it.
    5. The company calls a business customer at 100 s: Ben talks 60 s.
    """
    human, queue, done = Kind.HUMAN, Kind.QUEUE, LegOutcome.DONE
    second = Flag.HANDOFF | Flag.TRANSFER | Flag.RE_EXPLAINED | LAST
    legs = [
        leg(0, Kind.MENU, done, started=0, ended=48),
        leg(5, Kind.PROACTIVE, LegOutcome.RESOLVED, team=SALES, agent=BEN, queued=100, started=100,
            ended=160, released=160, flags=LAST),
        leg(0, human, LegOutcome.PASSED_ON, leg=1, team=SALES, agent=ANN, queued=48, started=108, ended=288,
            released=288, flags=Flag.WRONG_TEAM),
        leg(0, human, LegOutcome.RESOLVED, leg=2, team=SERVICE, agent=CAT, queued=288, started=378,
            ended=678, released=738, flags=second),
        leg(1, Kind.MENU, done, started=600, ended=620),
        leg(1, queue, LegOutcome.ABANDONED, leg=1, team=SERVICE, queued=620, ended=800,
            flags=Flag.LAST_OF_CONTACT),
        leg(2, Kind.TURNED_AWAY, LegOutcome.BLOCKED, queued=1200, ended=1200, flags=LAST),
        silent(2, LOST, Kind.END, 1200, 1200),
        silent(0, SHIP, Kind.STEP, 678, 4278, flags=Flag.PROMISE_KEPT),
        silent(0, DONE, Kind.END, 4278, 4278),
        leg(4, human, LegOutcome.RESOLVED, team=SALES, agent=ANN, queued=4000, started=4000, ended=4100,
            released=4100, flags=LAST),
        silent(4, DONE, Kind.END, 4100, 4100),
        leg(1, human, LegOutcome.UNRESOLVED, contact=1, leg=2, channel=EMAIL, team=SALES, agent=BEN,
            queued=2000, started=5600, ended=5900, released=5900,
            flags=LAST | Flag.OWNER | Flag.PROMISE_MISSED | Flag.REPEAT),
        silent(1, GONE, Kind.END, 5900, 5900),
        leg(3, Kind.PROACTIVE, LegOutcome.RESOLVED, step=CHASE, matter=399, team=SALES, agent=ANN,
            queued=7000, started=7060, ended=7100, released=7100, flags=LAST | Flag.TROUBLE),
        silent(3, SHIP, Kind.STEP, 3000, -1),
    ]
    trips = [
        trip(CONSUMER_ORDERS, 0, 0, 4278, DONE),
        trip(BUSINESS_ORDERS, 0, 600, 5900, GONE),
        trip(CONSUMER_ORDERS, 1, 1200, 1200, LOST),
        trip(CONSUMER_ORDERS, 2, 3000, -1, -1),
        trip(CONSUMER_ORDERS, 3, 4000, 4100, DONE),
        trip(KEEP, 0, 100, 160, DONE),
    ]
    return record(legs, trips)
