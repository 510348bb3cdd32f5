"""The grammar of a scenario: every key that may be written, its type, its default and what it means.

In: the plain tree of a file with its changes applied. Out: a `Scenario`. From the same models come
the JSON Schema for editors and the reference page of the docs.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.scenario.values import (  # each checks and converts one kind of scalar or small map
    Count,          # whole number >= 0
    Duration,       # "4 min" -> microseconds
    LawOrDuration,  # duration or {exponential: 4 min} ... -> Law
    Money,          # "25 EUR" -> float, in the scenario's currency
    MoneyPerHour,   # "34 EUR/h"
    MoneyPerMinute,
    NumberLaw,      # {gamma: {mean: 1, sd: 10 %}} -> Law of a number without unit
    Opening,        # "mon-fri 08:00-17:00" -> WeekHours (a name of `hours` is allowed where hours are used)
    Rate,           # "12000/w" -> RateValue(count, per)
    Share,          # "85 %" or 0.85
    ShareOrRest,    # a share, or the word rest
    SignedNumber,
    Varying,        # T, or {by: KEY, name: value, ..., rest: value}, nested
)


class Part(BaseModel):
    """A map whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Name = str
Names = Name | list[Name]
Shares = dict[Name, Varying[ShareOrRest]]
"""Targets to shares; they add up to 100 %, `rest` takes what remains; in file order."""


class Run(Part):
    """When the simulated calendar starts, how long it is measured, and how often it is repeated."""

    starts: date = date(2026, 2, 2)
    warm_up: Duration = Duration.of("1 w")
    measure: Duration = Duration.of("4 w")
    follow_up: Duration = Duration.of("1 w")
    arrivals: Literal["go_on", "stop"] = "go_on"   # after the measured window
    replications: Count = 20
    seed: Count = 0


class Goal(Part):
    at_least: Share | SignedNumber | None = None
    at_most: Share | SignedNumber | Duration | None = None
    within: Duration | None = None


class Segment(Part):
    customers: Count = 0


class Demand(Part):
    """How often journeys begin: of a process, of a single contact, or from the company (proactive)."""

    process: Name | None = None
    contact: Name | Shares | None = None
    proactive: Name | None = None
    rate: Varying[Rate] | None = None
    profile: str | None = None              # a CSV: weekday, hour, one column of weights per segment
    factor: Name | None = None
    where: dict[Name, Names] = {}
    from_: Name | None = Field(None, alias="from")
    every: Duration | None = None


class Promise(Part):
    within: Duration
    hours: Opening | Name | None = None


class Channel(Part):
    hours: Opening | Name | None = None     # default: open when a team is, if customers wait; else always
    lines: Count | None = None
    max_queue: Count | None = None
    at_once: Count = 1
    waits: bool = True
    self_service: bool = False
    promise: Duration | None = None
    cost: MoneyPerMinute = 0.0


class Shift(Part):
    hours: Opening | Name
    scheduled: Count | None = None
    agents: list[Count] | None = None       # with `every`: agents by interval from each opening
    every: Duration | None = None


class Owns(Part):
    segment: Name
    customers_each: Count
    pool: bool = False                      # also takes other segments


class Handles(Part):
    takes: Varying[LawOrDuration] | None = None
    wrap_up: Varying[LawOrDuration] | None = None
    resolves: Varying[Share] | None = None
    time_factor: float = 1.0


class Team(Part):
    scheduled: Count | None = None          # with `hours`: one shift named all
    agents: list[Count] | None = None
    every: Duration | None = None
    hours: Opening | Name | None = None
    shifts: dict[Name, Shift] = {}
    shrinkage: Share = 0.0
    absent: Share = 0.0
    cost: MoneyPerHour = 0.0
    overtime_factor: float = 1.0
    channels: list[Name] | None = None      # default: every channel that is not self-service
    handles: dict[Name, Handles]
    owns: Owns | None = None
    at_closing: Literal["go_home", "work_off"] = "go_home"


class Reason(Part):
    """Why customers get in touch, or what back-office work there is."""

    channels: Shares | None = None
    takes: Varying[LawOrDuration]
    wrap_up: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    resolves: Varying[Share] = 1.0


class AsksForAPerson(Part):
    share: Varying[Share]
    to: Name


class Ivr(Part):
    takes: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    right_team: Varying[Share] = 1.0
    wrong_team: Varying[Shares] | None = None
    self_service: Varying[Share] = 0.0
    hangs_up: Varying[Share] = 0.0
    asks_for_a_person: AsksForAPerson | None = None


class Stage(Part):
    to: Name | list[Name] | dict[Literal["any_of"], list[Name]]
    for_: Duration | None = Field(None, alias="for")
    keep: bool = True


class Rank(Part):
    class_: list[Name] = Field([], alias="class")
    points: Varying[SignedNumber] = 0
    per_second: Varying[SignedNumber] = 1


class Transfer(Part):
    noticed_after: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    manner: Varying[Literal["cold", "warm"]] = "cold"
    hold: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    brief_takes: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    explain_again_takes: Varying[LawOrDuration] = LawOrDuration.of("0 s")
    history_passed: Varying[Share] = 0.0
    max_transfers: Count | None = None


class Goes(Part):
    team: Name | None = None
    reason: Name | None = None
    step: Name | None = None


class After(Part):
    on: Literal["served", "unresolved", "abandoned", "blocked", "closed"]
    where: dict[Name, Names] = {}
    share: Varying[Share] = 1.0
    go: Varying[Literal["again", "end"] | Goes]
    delay: Literal["next_opening"] | Varying[LawOrDuration] | None = None
    spread: Varying[LawOrDuration] | None = None
    same_channel: Varying[Share] = 1.0
    manner: Varying[Literal["cold", "warm"]] | None = None   # default: as `transfer`
    patience: Literal["fresh", "same", "rest"] = "fresh"
    work: Literal["fresh", "same", "rest"] = "fresh"
    max: Count | None = None


class Aside(Part):
    """Something that runs along with a step: a contact, or a proactive one."""

    contact: Name | None = None
    proactive: Name | None = None
    where: dict[Name, Names] = {}
    from_: Name | None = Field(None, alias="from")
    share: Varying[Share] = 1.0
    after: Varying[LawOrDuration] | None = None
    prevents: Names | None = None


class Step(Part):
    touchpoint: Name | None = None
    contact: Name | None = None
    work: Name | None = None
    proactive: Name | None = None
    from_: Name | None = Field(None, alias="from")
    process: Name | None = None
    end: Name | None = None
    takes: Varying[LawOrDuration] | None = None
    promise: Duration | Promise | None = None
    next: Name | Varying[Shares] | None = None
    on: dict[Name, Name] | None = None
    beside: dict[Name, Aside] = {}
    if_late: dict[Name, Aside] = {}


class Process(Part):
    start: Name
    steps: dict[Name, Step]


class Costs(Part):
    lost_sale: Money = 0.0
    per_contact: Varying[Money] = 0.0


class Expectation(Part):
    touchpoint: Name
    measure: Literal["wait", "time"]
    minimum: Duration
    benchmark: Duration | None = None
    responsible: str = ""


class Assumption(Part):
    low: str | float | int
    high: str | float | int
    source: str = ""


class Scenario(Part):
    title: str = ""
    question: str = ""
    currency: str = "EUR"
    run: Run = Run()
    matters: dict[Name, SignedNumber | Duration | Share] = {}
    goals: dict[Name, Goal] = {}
    hours: dict[Name, Opening] = {}
    closed_days: list[date] = []
    segments: dict[Name, Segment] = {"all": Segment()}
    patience: Varying[LawOrDuration] | None = None
    factors: dict[Name, NumberLaw] = {}
    demand: dict[Name, Demand]
    channels: dict[Name, Channel] = {"phone": Channel()}
    teams: dict[Name, Team]
    reasons: dict[Name, Reason]
    ivr: Ivr | None = None
    routing: dict[Name, Varying[list[Stage]]] = {}
    rank: Rank = Rank()
    balks: Varying[Share] = 0.0
    transfer: Transfer = Transfer()
    after: dict[Name, After] = {}
    processes: dict[Name, Process] = {}
    costs: Costs = Costs()
    experience: str = "default"
    expectations: dict[Name, Expectation] = {}
    assumed: dict[str, Assumption] = {}
