"""The grammar of service: channels, teams, reasons, the menu, routes, ranks and transfers.

Part of `sim.scenario.schema`, which says how the models are used.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.scenario.given import RecordedStaff
from sim.scenario.part import Part
from sim.scenario.tenure import Learning, Turnover
from sim.scenario.values import (
    AT_ONCE,
    Count,
    Duration,
    Flag,
    LawOrDuration,
    MoneyPerHour,
    MoneyPerMinute,
    Name,
    NewName,
    OpeningOrName,
    PositiveNumber,
    Share,
    Shares,
    SignedNumber,
    Target,
    Varying,
)


class Channel(Part):
    """A way to get in touch."""

    hours: OpeningOrName | None = Field(
        None, description="When it is open; else when a team is on duty if customers wait, and always if not."
    )
    lines: Varying[Count] | None = Field(
        None, description="Contacts at once, menu to hang-up; else without limit."
    )
    max_queue: Varying[Count] | None = Field(
        None, description="Contacts waiting at once; else without limit."
    )
    at_once: Count = Field(1, description="Contacts that an agent holds side by side.")
    waits: Flag = Field(True, description="Whether the customer waits and may hang up (false: mail).")
    self_service: Flag = Field(False, description="No agent is needed: a web site, an app.")
    pickup: Varying[LawOrDuration] | None = Field(
        None, description="Time until an agent picks up, in which the customer still waits; else at once."
    )
    promise: Varying[Duration] | None = Field(None, description="Answered within this time.")
    cost: Varying[MoneyPerMinute] = Field(0.0, description="Cost of a minute of contact, waiting included.")


class Shift(Part):
    """Agents on duty together."""

    hours: OpeningOrName = Field(description="When the shift works.")
    scheduled: Varying[Count] | None = Field(None, description="Heads, before shrinkage.")
    agents: Varying[list[Count]] | None = Field(
        None, description="Heads by interval of `every` from each opening."
    )
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
    time_factor: Varying[PositiveNumber] = Field(
        1.0, description="Multiplies the handle time; lower is preferred."
    )


class Team(Part):
    """A group of agents with the same skills."""

    scheduled: Varying[Count] | None = Field(None, description="Heads of the only shift (with `hours`).")
    agents: Varying[list[Count]] | None = Field(None, description="Heads by interval of the only shift.")
    every: Duration | None = Field(None, description="Length of the intervals of `agents`.")
    hours: OpeningOrName | None = Field(None, description="Hours of the only shift, which is named all.")
    shifts: dict[NewName, Shift] = Field({}, description="Named shifts.")
    recorded: RecordedStaff | None = Field(None, description="Heads by interval, recorded in a file.")
    shrinkage: Varying[Share] = Field(0.0, description="Share of half-hour blocks away, paid.")
    absent: Varying[Share] = Field(0.0, description="Share of whole shifts away, paid.")
    cost: Varying[MoneyPerHour] = Field(0.0, description="Cost of a paid hour.")
    overtime_factor: Varying[PositiveNumber] = Field(
        1.0, description="Pay of overtime, times the normal cost."
    )
    channels: list[Name] | None = Field(
        None, description="Else every staffed channel by which a reason comes that it handles."
    )
    handles: dict[Name, Handles] = Field(description="Reasons that the team can deal with, and how.")
    owns: Owns | None = Field(None, description="The agents own customers.")
    max_queue: Count | None = Field(
        None, description="Customers waiting for the team at once; 0: no waiting room; else without limit."
    )
    learning: Learning | None = Field(None, description="Agents learn with experience; else all are alike.")
    turnover: Turnover | None = Field(None, description="Agents leave and are replaced; else nobody does.")
    tenure: Literal["settled", "experienced", "new"] | None = Field(
        None,
        description="Who is there at the beginning: as turnover leaves it in the long run (where there is "
        "any), all beyond the last month of learning (else), or all beginners.",
    )
    at_closing: Literal["go_home", "work_off", "clear"] = Field(
        "go_home",
        description="work_off: agents stay while customers wait for the team; clear: these are sent away.",
    )


class Reason(Part):
    """Why customers get in touch, or what back-office work there is."""

    channels: Varying[Shares] | None = Field(
        None, description="Through which channels they come; else the only one."
    )
    takes: Varying[LawOrDuration] = Field(description="Handle time: talk and hold.")
    wrap_up: Varying[LawOrDuration] = Field(AT_ONCE, description="The agent's work after the contact.")
    resolves: Varying[Share] = Field(1.0, description="Share resolved by a contact with a skilled agent.")
    yields: Varying[Literal["never", "between", "by_interruption"]] = Field(
        "between",
        description="When work or mail makes way: never while such work waits; between tasks, by rank; or at "
        "once, for what ranks before it by class.",
    )


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


class Callback(Part):
    """An offer to customers in line: to be called, at their place, instead of waiting."""

    above: Duration = Field(0, description="Offered where a longer wait than this is predicted.")
    accepts: Varying[Share] = Field(1.0, description="Share of those offered it who take it.")
    rings: Varying[LawOrDuration] = Field(AT_ONCE, description="How long the agent lets it ring.")
    answers: Varying[Share] = Field(1.0, description="Share of calls that the customer answers.")
    attempts: Count = Field(1, description="How often the company calls at most.")
    every: Varying[LawOrDuration] = Field(
        AT_ONCE, description="From a call in vain until the customer has his place in line again."
    )


class Stage(Part):
    """Who may answer from now on, and how long until the next stage."""

    to: Target = Field(
        description="A team, teams in order of preference, {any_of: [...]}, owner, colleague, ivr, "
        "chosen_team, any_skilled, callback, message or cut_off."
    )
    for_: Varying[Duration] | None = Field(
        None, alias="for", description="Time in this stage; 0 s: only if free; else until the end."
    )
    keep: Flag = Field(True, description="Whether targets of earlier stages stay eligible.")


class Rank(Part):
    """What a freed agent takes first: class, then points, then who joined earlier."""

    class_: Varying[list[Name]] = Field([], alias="class", description="Channels (or work), first to last.")
    points: Varying[SignedNumber] = Field(0, description="Points on joining the queue.")
    per_second: Varying[SignedNumber] = Field(1, description="Points for each second waited.")
    free_agent: Literal["longest_idle", "random", "least_occupied"] = Field(
        "longest_idle", description="Whom a contact takes among free agents, alike in preference and skill."
    )


class Transfer(Part):
    """What happens when the one who answers is not the one who can help."""

    noticed_after: Varying[LawOrDuration] = Field(AT_ONCE, description="Talk until it is noticed.")
    manner: Varying[Literal["cold", "warm", "conference", "consult"]] = Field(
        "cold",
        description="warm: the first agent stays and introduces the customer; conference: stays to the end; "
        "consult: asks a colleague of the right team and helps himself, cold if nobody comes.",
    )
    hold: Varying[LawOrDuration] = Field(
        AT_ONCE, description="warm, conference: how long those before stay at most until the next has come."
    )
    brief_takes: Varying[LawOrDuration] = Field(AT_ONCE, description="warm: the introduction.")
    consult_waits: Varying[LawOrDuration] = Field(
        AT_ONCE, description="consult: how long a colleague is waited for at most; else only if one is free."
    )
    consult_takes: Varying[LawOrDuration] = Field(AT_ONCE, description="consult: how long he joins.")
    explain_again_takes: Varying[LawOrDuration] = Field(AT_ONCE, description="Telling it again.")
    history_passed: Varying[Share] = Field(0.0, description="Share of handoffs without telling it again.")
    max_transfers: Varying[Count] | None = Field(
        None, description="Then the contact ends unresolved."
    )
