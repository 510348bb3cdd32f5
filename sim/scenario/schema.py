"""The grammar of a scenario: every key that may be written, its type, its default and what it means.

In: the plain tree of a file with its changes applied. Out: a `Scenario`. From the same models come
the JSON Schema for editors and the reference page of the docs. Channels, teams and routes stand in
`sim.scenario.service`, processes and steps in `sim.scenario.journeys`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from sim.scenario.given import CountsByInterval, RatesByInterval, RecordedArrivals
from sim.scenario.journeys import After, Aside, Branch, Goes, Process, Promise, Step, Together
from sim.scenario.part import Part
from sim.scenario.returns import Returns
from sim.scenario.service import (
    AsksForAPerson,
    Callback,
    Channel,
    Handles,
    Ivr,
    Owns,
    Rank,
    Reason,
    Shift,
    Stage,
    Team,
    Transfer,
)
from sim.scenario.values import (
    WEEK,
    Count,
    CountOr,
    Date,
    Duration,
    DurationOrAuto,
    FilledText,
    LawOrDuration,
    MeasureAmount,
    Money,
    Name,
    NameOr,
    Names,
    NewName,
    NumberLaw,
    Opening,
    Rate,
    Scalar,
    Share,
    Shares,
    Text,
    Varying,
)

__all__ = [
    "After",
    "Aside",
    "AsksForAPerson",
    "Assumption",
    "Branch",
    "Callback",
    "Channel",
    "Costs",
    "Defection",
    "Demand",
    "Expectation",
    "Goal",
    "Goes",
    "Handles",
    "Ivr",
    "Owns",
    "Part",
    "Process",
    "Promise",
    "Rank",
    "Reason",
    "Replications",
    "Run",
    "Scenario",
    "Segment",
    "Shift",
    "Stage",
    "Step",
    "Team",
    "Together",
    "Transfer",
]


class Replications(Part):
    """As many repetitions as it takes to know measures so precisely, at least 20."""

    precision: dict[Name, MeasureAmount] = Field(
        description="Half-widths of intervals, by measure; in a comparison, of each difference to the base."
    )
    at_most: Count = Field(1000, description="Never more repetitions than this, whatever is then reached.")


class Run(Part):
    """When the simulated calendar starts, how long it is measured, and how often it is repeated."""

    starts: Date = Field(date(2026, 2, 2), description="First day of the calendar; the warm-up begins then.")
    warm_up: DurationOrAuto = Field(
        WEEK, description="Simulated before measuring begins; auto: as long as it takes to settle."
    )
    measure: Duration = Field(4 * WEEK, description="Length of the measured window.")
    follow_up: Duration = Field(WEEK, description="How long journeys are followed after the window.")
    arrivals: Literal["go_on", "stop"] = Field("go_on", description="What arrivals do after the window.")
    replications: CountOr[Replications] = Field(
        20, description="How often the simulation is repeated, or how precise it shall become."
    )
    seed: Count = Field(0, description="Where the random draws start; the same seed, the same customers.")


class Goal(Part):
    """What a measure must reach."""

    at_least: MeasureAmount | None = Field(None, description="The measure's smallest acceptable value.")
    at_most: MeasureAmount | None = Field(None, description="The measure's largest acceptable value.")
    within: Duration | None = Field(None, description="The target time of `service_level`.")


class Segment(Part):
    """A kind of customer."""

    customers: Count = Field(0, description="How many there are; 0: every journey has its own customer.")
    returns: Returns | None = Field(
        None, description="Further journeys of each customer, by what he lived through; else none."
    )


class Demand(Part):
    """How often journeys begin: of a process, of a single contact, or from the company (proactive)."""

    process: Name | None = Field(None, description="The process that journeys follow.")
    contact: NameOr[Shares] | None = Field(None, description="Reason (or shares of reasons) of contacts.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    rate: Varying[Rate] | None = Field(None, description="Journeys in a unit of time.")
    rates: RatesByInterval | None = Field(None, description="Rates by intervals of any length.")
    counts: CountsByInterval | None = Field(None, description="Exact numbers by interval.")
    recorded: RecordedArrivals | None = Field(None, description="Arrivals recorded in a file.")
    profile: FilledText | None = Field(
        None, description="A CSV file: weekday, hour, one column of weights for each segment (or all)."
    )
    factor: Varying[Name] | None = Field(
        None, description="The random swing that multiplies the rate, day by day."
    )
    where: dict[Name, Names] = Field({}, description="Only these customers: {segment: NAME or list}.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    every: Varying[Duration] | None = Field(
        None, description="Proactive: each customer once in this time."
    )


class Defection(Part):
    """The value at risk from hard journeys: a statement of the author's, not a finding."""

    share: Varying[Share] = Field(
        description="Share of hard journeys (CES 1-3) that cost the company the customer."
    )
    worth: Varying[Money] = Field(description="What a customer is worth who would have stayed.")


class Costs(Part):
    """What contacts, lost sales and the change itself cost, besides staff and channels."""

    lost_sale: Varying[Money] = Field(0.0, description="Cost of a journey that ends with lost_sale.")
    per_contact: Varying[Money] = Field(0.0, description="Cost of each contact.")
    one_off: dict[NewName, Money] = Field({}, description="Costs that come once, by name, such as training.")
    defection: Defection | None = Field(
        None, description="Value at risk from hard journeys; else none is counted, as the evidence is weak."
    )


class Expectation(Part):
    """What customers expect of a touchpoint."""

    touchpoint: Name = Field(description="A channel, a step or a touchpoint of steps.")
    measure: Literal["wait", "time"] = Field(description="The wait in a channel, or the time a step takes.")
    minimum: Duration = Field(description="The longest that customers accept.")
    benchmark: Duration | None = Field(None, description="The best of the trade.")
    responsible: Text = Field("", description="Who answers for it.")


class Assumption(Part):
    """A guessed value's range and source."""

    low: Scalar = Field(description="The lowest plausible value, written like the value itself.")
    high: Scalar = Field(description="The highest plausible value.")
    source: Text = Field("", description="Where the range comes from.")


class Scenario(Part):
    """A whole scenario."""

    title: Text = Field("", description="What reports call it.")
    question: Text = Field("", description="What is to be decided.")
    currency: Name = Field("EUR", description="The unit of all money.")
    run: Run = Field(Run(), description="Calendar and repetitions.")
    matters: dict[Name, MeasureAmount] = Field({}, description="Smallest differences that matter.")
    goals: dict[Name, Goal] = Field({}, description="What must hold, by measure.")
    hours: dict[NewName, Opening] = Field({}, description="Named hours.")
    closed_days: list[Date] = Field([], description="Days on which nothing is open.")
    segments: dict[NewName, Segment] = Field({"all": Segment()}, description="Kinds of customer.")
    patience: Varying[LawOrDuration] | None = Field(None, description="How long they wait; else for ever.")
    factors: dict[NewName, NumberLaw] = Field({}, description="Random day-to-day swings of demand.")
    demand: dict[NewName, Demand] = Field(description="Where journeys come from.")
    channels: dict[NewName, Channel] = Field({"phone": Channel()}, description="Ways to get in touch.")
    teams: dict[NewName, Team] = Field(description="Groups of agents.")
    reasons: dict[NewName, Reason] = Field(description="What customers need, and back-office work.")
    ivr: Ivr | None = Field(None, description="The menu in front of the phone.")
    callback: Callback | None = Field(None, description="The offer of stages {to: callback}.")
    routing: dict[Name, Varying[list[Stage]]] = Field(
        {}, description="Who takes a contact, in stages, by channel; else any skilled team."
    )
    rank: Rank = Field(Rank(), description="What a freed agent takes first.")
    balks: Varying[Share] = Field(0.0, description="Share who leave at once when nobody is free.")
    transfer: Transfer = Field(Transfer(), description="When the one who answers cannot help.")
    after: dict[NewName, After] = Field({}, description="What follows a contact, in order.")
    processes: dict[NewName, Process] = Field({}, description="Journeys as the customer lives them.")
    costs: Costs = Field(Costs(), description="Costs besides staff and channels.")
    experience: FilledText = Field(
        "default", description="Model of effort and satisfaction: default, or a file."
    )
    expectations: dict[NewName, Expectation] = Field({}, description="What customers expect.")
    assumed: dict[str, Assumption] = Field({}, description="Which numbers are guesses, by path.")
