"""The grammar of a scenario: every key that may be written, its type, its default and what it means.

In: the plain tree of a file with its changes applied. Out: a `Scenario`. From the same models come
the JSON Schema for editors and the reference page of the docs.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.scenario.values import (
    AT_ONCE,
    WEEK,
    Count,
    Date,
    Duration,
    DurationOr,
    Flag,
    LawOrDuration,
    MeasureAmount,
    Money,
    MoneyPerHour,
    MoneyPerMinute,
    Name,
    NameOr,
    Names,
    NewName,
    NextOpeningOr,
    NumberLaw,
    Opening,
    OpeningOrName,
    PositiveNumber,
    Rate,
    Scalar,
    Share,
    Shares,
    SignedNumber,
    Target,
    Text,
    Varying,
)


class Part(BaseModel):
    """A map whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Run(Part):
    """When the simulated calendar starts, how long it is measured, and how often it is repeated."""

    starts: Date = Field(date(2026, 2, 2), description="First day of the calendar; the warm-up begins then.")
    warm_up: Duration = Field(WEEK, description="Simulated before measuring begins.")
    measure: Duration = Field(4 * WEEK, description="Length of the measured window.")
    follow_up: Duration = Field(WEEK, description="How long journeys are followed after the window.")
    arrivals: Literal["go_on", "stop"] = Field("go_on", description="What arrivals do after the window.")
    replications: Count = Field(20, description="How often the simulation is repeated.")
    seed: Count = Field(0, description="Where the random draws start; the same seed, the same customers.")


class Goal(Part):
    """What a measure must reach."""

    at_least: MeasureAmount | None = Field(None, description="The measure's smallest acceptable value.")
    at_most: MeasureAmount | None = Field(None, description="The measure's largest acceptable value.")
    within: Duration | None = Field(None, description="The target time of `service_level`.")


class Segment(Part):
    """A kind of customer."""

    customers: Count = Field(0, description="How many there are; 0: every journey has its own customer.")


class Demand(Part):
    """How often journeys begin: of a process, of a single contact, or from the company (proactive)."""

    process: Name | None = Field(None, description="The process that journeys follow.")
    contact: NameOr[Shares] | None = Field(None, description="Reason (or shares of reasons) of contacts.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    rate: Varying[Rate] | None = Field(None, description="Journeys in a unit of time.")
    profile: Text | None = Field(
        None, description="A CSV file: weekday, hour, one column of weights for each segment (or all)."
    )
    factor: Name | None = Field(None, description="The random swing that multiplies the rate, day by day.")
    where: dict[Name, Names] = Field({}, description="Only these customers: {segment: NAME or list}.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    every: Duration | None = Field(None, description="Proactive: each customer once in this time.")


class Promise(Part):
    """A time promised to the customer."""

    within: Duration = Field(description="The time promised.")
    hours: OpeningOrName | None = Field(None, description="Counts only in these hours; else calendar time.")


class Channel(Part):
    """A way to get in touch."""

    hours: OpeningOrName | None = Field(
        None, description="When it is open; else when a team is on duty if customers wait, and always if not."
    )
    lines: Count | None = Field(None, description="Contacts at once, menu to hang-up; else without limit.")
    max_queue: Count | None = Field(None, description="Contacts waiting at once; else without limit.")
    at_once: Count = Field(1, description="Contacts that an agent holds side by side.")
    waits: Flag = Field(True, description="Whether the customer waits and may hang up (false: mail).")
    self_service: Flag = Field(False, description="No agent is needed: a web site, an app.")
    promise: Duration | None = Field(None, description="Answered within this time.")
    cost: MoneyPerMinute = Field(0.0, description="Cost of a minute of contact, waiting included.")


class Shift(Part):
    """Agents on duty together."""

    hours: OpeningOrName = Field(description="When the shift works.")
    scheduled: Count | None = Field(None, description="Heads, before shrinkage.")
    agents: list[Count] | None = Field(None, description="Heads by interval of `every` from each opening.")
    every: Duration | None = Field(None, description="Length of the intervals of `agents`.")


class Owns(Part):
    """A book of customers for each agent."""

    segment: Name = Field(description="Whose customers the agents own.")
    customers_each: Count = Field(description="Customers of one agent.")
    pool: Flag = Field(False, description="Also takes customers of other segments.")


class Handles(Part):
    """How a team handles a reason; what is not set comes from the reason."""

    takes: Varying[LawOrDuration] | None = Field(None, description="Handle time, instead of the reason's.")
    wrap_up: Varying[LawOrDuration] | None = Field(None, description="Wrap-up, instead of the reason's.")
    resolves: Varying[Share] | None = Field(None, description="Share resolved, instead of the reason's.")
    time_factor: PositiveNumber = Field(1.0, description="Multiplies the handle time; lower is preferred.")


class Team(Part):
    """A group of agents with the same skills."""

    scheduled: Count | None = Field(None, description="Heads of the only shift (with `hours`).")
    agents: list[Count] | None = Field(None, description="Heads by interval of the only shift.")
    every: Duration | None = Field(None, description="Length of the intervals of `agents`.")
    hours: OpeningOrName | None = Field(None, description="Hours of the only shift, which is named all.")
    shifts: dict[NewName, Shift] = Field({}, description="Named shifts.")
    shrinkage: Share = Field(0.0, description="Share of half-hour blocks away, paid.")
    absent: Share = Field(0.0, description="Share of whole shifts away, paid.")
    cost: MoneyPerHour = Field(0.0, description="Cost of a paid hour.")
    overtime_factor: PositiveNumber = Field(1.0, description="Pay of overtime, times the normal cost.")
    channels: list[Name] | None = Field(
        None, description="Else every staffed channel by which a reason comes that it handles."
    )
    handles: dict[Name, Handles] = Field(description="Reasons that the team can deal with, and how.")
    owns: Owns | None = Field(None, description="The agents own customers.")
    at_closing: Literal["go_home", "work_off"] = Field(
        "go_home", description="work_off: agents stay until the team's queue is empty."
    )


class Reason(Part):
    """Why customers get in touch, or what back-office work there is."""

    channels: Shares | None = Field(None, description="Through which channels they come; else the only one.")
    takes: Varying[LawOrDuration] = Field(description="Handle time: talk and hold.")
    wrap_up: Varying[LawOrDuration] = Field(AT_ONCE, description="The agent's work after the contact.")
    resolves: Varying[Share] = Field(1.0, description="Share resolved by a contact with a skilled agent.")


class AsksForAPerson(Part):
    """Callers who do not want the menu."""

    share: Varying[Share] = Field(description="Share of callers in the menu who ask for a person.")
    to: Name = Field(description="The team that they reach.")


class Ivr(Part):
    """The menu in front of the phone."""

    takes: Varying[LawOrDuration] = Field(AT_ONCE, description="Time in the menu.")
    right_team: Varying[Share] = Field(1.0, description="Share routed to the right team.")
    wrong_team: Varying[Shares] | None = Field(None, description="Where the others go; else evenly.")
    self_service: Varying[Share] = Field(0.0, description="Share whose matter the menu resolves.")
    hangs_up: Varying[Share] = Field(0.0, description="Share who hang up in the menu.")
    asks_for_a_person: AsksForAPerson | None = Field(None, description="Callers who ask for a person.")


class Stage(Part):
    """Who may answer from now on, and how long until the next stage."""

    to: Target = Field(
        description="A team, teams in order of preference, {any_of: [...]}, owner, colleague, ivr, "
        "chosen_team or any_skilled."
    )
    for_: Duration | None = Field(
        None, alias="for", description="Time in this stage; 0 s: only if free; else until the end."
    )
    keep: Flag = Field(True, description="Whether targets of earlier stages stay eligible.")


class Rank(Part):
    """What a freed agent takes first: class, then points, then who joined earlier."""

    class_: list[Name] = Field([], alias="class", description="Channels (or work), first to last.")
    points: Varying[SignedNumber] = Field(0, description="Points on joining the queue.")
    per_second: Varying[SignedNumber] = Field(1, description="Points for each second waited.")


class Transfer(Part):
    """What happens when the one who answers is not the one who can help."""

    noticed_after: Varying[LawOrDuration] = Field(AT_ONCE, description="Talk until it is noticed.")
    manner: Varying[Literal["cold", "warm"]] = Field(
        "cold", description="warm: the first agent stays and introduces the customer."
    )
    hold: Varying[LawOrDuration] = Field(AT_ONCE, description="warm: how long the first agent stays at most.")
    brief_takes: Varying[LawOrDuration] = Field(AT_ONCE, description="warm: the introduction.")
    explain_again_takes: Varying[LawOrDuration] = Field(AT_ONCE, description="Telling it again.")
    history_passed: Varying[Share] = Field(0.0, description="Share of handoffs without telling it again.")
    max_transfers: Count | None = Field(None, description="Then the contact ends unresolved.")


class Goes(Part):
    """A new target: another team, perhaps with another reason, or a step."""

    team: Name | None = Field(None, description="The contact goes on with this team.")
    reason: Name | None = Field(None, description="The reason from now on.")
    step: Name | None = Field(None, description="The journey goes on at this step.")


class After(Part):
    """What may follow a contact: the first row that applies and whose draw succeeds acts."""

    on: Literal["served", "unresolved", "abandoned", "blocked", "closed"] = Field(
        description="What it follows; served includes the unresolved."
    )
    where: dict[Name, Names] = Field({}, description="Only these: {reason: NAME or list, segment: ...}.")
    share: Varying[Share] = Field(1.0, description="Share of those who do it.")
    go: Varying[NameOr[Goes]] = Field(description="again, end, or {team:, reason:} or {step:}.")
    delay: NextOpeningOr[Varying[LawOrDuration]] | None = Field(
        None, description="Time until then; next_opening: until the channel opens; else at once."
    )
    spread: Varying[LawOrDuration] | None = Field(None, description="Added to next_opening.")
    same_channel: Varying[Share] = Field(1.0, description="Share who use the same channel again.")
    manner: Varying[Literal["cold", "warm"]] | None = Field(None, description="Else as in `transfer`.")
    patience: Literal["fresh", "same", "rest"] = Field(
        "fresh", description="A new patience, the same from the start, or what was left."
    )
    work: Literal["fresh", "same", "rest"] = Field(
        "fresh", description="A new handle time, the same from the start, or what was left."
    )
    max: Count | None = Field(None, description="How often for one matter; else without limit.")


class Aside(Part):
    """Something that runs along with a step: a contact, or a proactive one."""

    contact: Name | None = Field(None, description="The reason for which the customer gets in touch.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    where: dict[Name, Names] = Field({}, description="Only these customers: {segment: NAME or list}.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    share: Varying[Share] = Field(1.0, description="Share of journeys in which it happens.")
    after: Varying[LawOrDuration] | None = Field(
        None, description="When; else at a random moment of the step (`beside`), or at once (`if_late`)."
    )
    prevents: Names | None = Field(None, description="Other `if_late` rows that it makes needless.")


class Step(Part):
    """A step of a journey."""

    touchpoint: Name | None = Field(None, description="The step as the customer sees it; else invisible.")
    contact: Name | None = Field(None, description="The reason for which the customer gets in touch.")
    work: Name | None = Field(None, description="The reason of back-office work.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    process: Name | None = Field(None, description="A nested process; `on` maps its ends.")
    end: Name | None = Field(None, description="The journey ends with this outcome.")
    takes: Varying[LawOrDuration] | None = Field(None, description="How long the step takes; else no time.")
    promise: DurationOr[Promise] | None = Field(None, description="The time promised for the step.")
    next: NameOr[Varying[Shares]] | None = Field(None, description="The next step, or steps by shares.")
    on: dict[Name, Name] | None = Field(
        None, description="resolved, unresolved, abandoned, blocked, closed, rest; or the process's ends."
    )
    beside: dict[NewName, Aside] = Field({}, description="What may happen during the step.")
    if_late: dict[NewName, Aside] = Field({}, description="What may happen once the promise is broken.")


class Process(Part):
    """A journey as the customer lives it."""

    start: Name = Field(description="The first step.")
    steps: dict[NewName, Step] = Field(description="The steps by name.")


class Costs(Part):
    """What contacts and lost sales cost, besides staff and channels."""

    lost_sale: Money = Field(0.0, description="Cost of a journey that ends with lost_sale.")
    per_contact: Varying[Money] = Field(0.0, description="Cost of each contact.")


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
    routing: dict[Name, Varying[list[Stage]]] = Field(
        {}, description="Who takes a contact, in stages, by channel; else any skilled team."
    )
    rank: Rank = Field(Rank(), description="What a freed agent takes first.")
    balks: Varying[Share] = Field(0.0, description="Share who leave at once when nobody is free.")
    transfer: Transfer = Field(Transfer(), description="When the one who answers cannot help.")
    after: dict[NewName, After] = Field({}, description="What follows a contact, in order.")
    processes: dict[NewName, Process] = Field({}, description="Journeys as the customer lives them.")
    costs: Costs = Field(Costs(), description="Costs besides staff and channels.")
    experience: Text = Field("default", description="Model of effort and satisfaction: default, or a file.")
    expectations: dict[NewName, Expectation] = Field({}, description="What customers expect.")
    assumed: dict[str, Assumption] = Field({}, description="Which numbers are guesses, by path.")

