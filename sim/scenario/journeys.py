"""The grammar of journeys: processes, their steps, what runs beside them and what follows a contact.

Part of `sim.scenario.schema`, which says how the models are used.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.scenario.part import Part
from sim.scenario.values import (
    Count,
    Duration,
    DurationOr,
    LawOrDuration,
    Name,
    NameOr,
    Names,
    NewName,
    NextOpeningOr,
    OpeningOrName,
    Share,
    Shares,
    Varying,
)


class Promise(Part):
    """A time promised to the customer."""

    within: Duration = Field(description="The time promised.")
    hours: OpeningOrName | None = Field(None, description="Counts only in these hours; else calendar time.")


class Goes(Part):
    """A new target: another team, perhaps with another reason, or a step."""

    team: Name | None = Field(None, description="The contact goes on with this team.")
    with_: Names | None = Field(
        None, alias="with", description="conference: teams of which one agent each is called as well."
    )
    reason: Name | None = Field(
        None, description="The reason from now on; without `team` the right team for it goes on."
    )
    step: Name | None = Field(None, description="The journey goes on at this step.")
    work: Name | None = Field(
        None, description="The matter goes on as back-office work about this reason, and is resolved with it."
    )


class After(Part):
    """What may follow a contact: the first row that applies and whose draw succeeds acts."""

    on: Literal["served", "unresolved", "abandoned", "blocked", "closed", "message", "late"] = Field(
        description="What it follows; served includes the unresolved; late: a promise of the channel or the "
        "step passes while the customer waits."
    )
    where: dict[Name, Names] = Field({}, description="Only these: {reason: NAME or list, segment: ...}.")
    share: Varying[Share] = Field(1.0, description="Share of those who do it.")
    go: Varying[NameOr[Goes]] = Field(description="again, end, {team:, reason:}, {step:} or {work:}.")
    delay: NextOpeningOr[Varying[LawOrDuration]] | None = Field(
        None, description="Time until then; next_opening: until the channel opens; else at once."
    )
    spread: Varying[LawOrDuration] | None = Field(None, description="Added to next_opening.")
    same_channel: Varying[Share] = Field(1.0, description="Share who use the same channel again.")
    manner: Varying[Literal["cold", "warm", "conference", "consult"]] | None = Field(
        None, description="Else as in `transfer`; consult: a colleague joins, and the rows below are read on."
    )
    solves: Varying[Share] = Field(0.0, description="consult: share of unresolved matters that it solves.")
    patience: Varying[Literal["fresh", "same", "rest"]] = Field(
        "fresh", description="A new patience, the same from the start, or what was left."
    )
    work: Varying[Literal["fresh", "same", "rest"]] = Field(
        "fresh",
        description="A new handle time, that of the service before from the start, or what was left of it.",
    )
    max: Varying[Count] | None = Field(None, description="How often for one matter; else without limit.")


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
    every: Varying[LawOrDuration] | None = Field(
        None, description="It comes again and again at such intervals, as long as the step lasts."
    )
    prevents: Names | None = Field(None, description="Other `if_late` rows that it makes needless.")


class Branch(Part):
    """One of several things that go on side by side: a single step, or a process to one of its ends."""

    touchpoint: Name | None = Field(None, description="As the customer sees it; else invisible.")
    contact: Name | None = Field(None, description="The reason for which the customer gets in touch.")
    work: Name | None = Field(None, description="The reason of back-office work.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    process: Name | None = Field(None, description="A process, to whichever of its ends.")
    takes: Varying[LawOrDuration] | None = Field(None, description="How long it takes.")
    promise: Varying[DurationOr[Promise]] | None = Field(None, description="The time promised for it.")


class Together(Part):
    """Branches that begin together."""

    branches: dict[NewName, Branch] = Field(description="What goes on side by side.")
    joins: Literal["all", "first"] = Field(
        "all", description="The journey goes on when all branches have ended, or the first of them."
    )


class Step(Part):
    """A step of a journey."""

    touchpoint: Name | None = Field(None, description="The step as the customer sees it; else invisible.")
    contact: Name | None = Field(None, description="The reason for which the customer gets in touch.")
    work: Name | None = Field(None, description="The reason of back-office work.")
    proactive: Name | None = Field(None, description="The reason for which the company gets in touch.")
    from_: Name | None = Field(None, alias="from", description="The team that gets in touch (proactive).")
    process: Name | None = Field(None, description="A nested process; `on` maps its ends.")
    together: Together | None = Field(None, description="Branches that go on side by side.")
    end: Name | None = Field(None, description="The journey ends with this outcome.")
    takes: Varying[LawOrDuration] | None = Field(None, description="How long the step takes; else no time.")
    promise: Varying[DurationOr[Promise]] | None = Field(None, description="The time promised for the step.")
    gives_up_after: Varying[LawOrDuration] | None = Field(
        None, description="How long the customer bears the step; then on: {gave_up: STEP}."
    )
    next: NameOr[Varying[Shares]] | None = Field(None, description="The next step, or steps by shares.")
    on: dict[Name, Name] | None = Field(
        None,
        description="resolved, unresolved, abandoned, blocked, closed, message, gave_up, rest; or the ends "
        "of the process.",
    )
    beside: dict[NewName, Aside] = Field({}, description="What may happen during the step.")
    if_late: dict[NewName, Aside] = Field({}, description="What may happen once the promise is broken.")

    def branches(self) -> dict[str, Branch]:
        """What goes on side by side at the step."""
        return {} if self.together is None else self.together.branches

    def parts(self) -> list[Step | Branch]:
        """The step itself and its branches."""
        return [self, *self.branches().values()]

    def processes(self) -> list[str]:
        """The processes nested in the step."""
        return [part.process for part in self.parts() if part.process]


class Process(Part):
    """A journey as the customer lives it."""

    start: Name = Field(description="The first step.")
    steps: dict[NewName, Step] = Field(description="The steps by name.")
