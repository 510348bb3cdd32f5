"""A scenario resolved once: names to indices, laws to parameters, hours to breakpoints.

The engine reads only this. Times are whole microseconds since midnight of the scenario's first day;
an index of -1 stands for "none". Order: teams, agents, splits, stages and `after` rows keep the order
of the file; segments, reasons, demands and steps are sorted by name, so that their order in the file
means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.plan.coming import MOST_ARRIVALS as MOST_ARRIVALS
from sim.plan.coming import Demand as Demand
from sim.plan.coming import Factor as Factor
from sim.plan.coming import Moments as Moments
from sim.plan.coming import Returns as Returns
from sim.plan.coming import Segment as Segment
from sim.plan.kinds import Again as Again
from sim.plan.kinds import Choice as Choice
from sim.plan.kinds import Goes as Goes
from sim.plan.kinds import Manner as Manner
from sim.plan.kinds import Outcome as Outcome
from sim.plan.kinds import StageKind as StageKind
from sim.plan.kinds import StepKind as StepKind
from sim.plan.kinds import Tenure as Tenure
from sim.plan.kinds import Trigger as Trigger
from sim.plan.kinds import Yields as Yields
from sim.plan.tables import Table
from sim.scenario.frozen import Frozen
from sim.scenario.laws import Law

Intervals = NDArray[np.int64]
"""Half-open intervals, shape (n, 2), microseconds, ascending, neither overlapping nor adjoining."""


@dataclass(frozen=True)
class Window(Frozen):
    """When measuring begins and ends, and how long journeys are followed after it."""

    begins: int
    ends: int
    horizon: int
    arrivals_stop: bool   # no arrivals after `ends`
    weekday: int          # of time 0; Monday 0

    @property
    def last_arrival(self) -> int:
        """Nobody arrives from this moment on."""
        return self.ends if self.arrivals_stop else self.horizon


@dataclass(frozen=True)
class Split(Frozen):
    """A random choice: the first target whose cumulative share exceeds the uniform."""

    upto: tuple[float, ...]     # cumulative shares, the last at least 1
    targets: tuple[int, ...]


MONTH: Final = 2_628_000_000_000
"""A twelfth of 365 days, microseconds."""

@dataclass(frozen=True)
class Channel(Frozen):
    """A way to get in touch. The last channel of a plan is `work`: back-office work, no customer."""

    name: str
    opens: Intervals
    lines: Table[int]       # contacts at once, menu to hang-up; -1 without limit
    max_queue: Table[int]   # contacts waiting; -1 without limit
    at_once: int        # contacts an agent holds side by side
    waits: bool         # the customer waits and may hang up (phone, chat); else it is delay (mail, work)
    promise: Table[int]     # answered within, microseconds; -1 none
    cost_per_min: Table[float]
    pickup: Table[Law] | None   # an agent rings so long before the talk; None: answers at once


@dataclass(frozen=True)
class Skill(Frozen):
    """How a team handles a reason. Laws include the `time_factor`."""

    takes: Table[Law]
    wrap_up: Table[Law]
    resolves: Table[float]
    time_factor: Table[float]   # preference among skilled agents: lower first


@dataclass(frozen=True)
class Agent(Frozen):
    """One person, `team/shift/ordinal`."""

    team: int
    shift: str
    ordinal: int
    key: int            # 64-bit key of draws (absence, breaks); holds no name
    duty: Intervals     # planned shifts, before absence and breaks


@dataclass(frozen=True)
class Learning(Frozen):
    """How experience changes an agent; each from so many months in the job on."""

    from_month: tuple[int, ...]          # ascending from 0
    time_factor: tuple[float, ...]
    resolves_factor: tuple[float, ...]


@dataclass(frozen=True)
class Turnover(Frozen):
    """Agents leave at a constant hazard, and beginners come after a while."""

    monthly: float   # share who leave within a month
    hiring: int      # microseconds that a place is vacant


@dataclass(frozen=True)
class Team(Frozen):
    """A group of agents with the same skills."""

    name: str
    agents: range                        # indices into Plan.agents
    skills: tuple[Skill | None, ...]     # by reason
    channels: tuple[bool, ...]           # by channel
    serves: tuple[bool, ...]             # by segment
    owns: int                            # segment whose customers its agents own; -1 none
    customers_each: int
    shrinkage: Table[float]              # share of half-hour blocks away, paid
    absent: Table[float]                 # share of shifts away, paid
    works_off: bool                      # at closing, stays until its queue is empty
    clears: bool                         # at closing, sends away who waits for it
    max_queue: int                       # customers waiting for it; 0 no waiting room, -1 without limit
    cost_per_h: Table[float]
    overtime_factor: Table[float]
    learning: Learning | None
    turnover: Turnover | None
    tenure: Tenure                       # of who is there at time 0


@dataclass(frozen=True)
class Stage(Frozen):
    """A stage of a route: who may answer from now on, and how long until the next stage."""

    kind: StageKind
    teams: tuple[int, ...]   # TEAMS, ANY_OF; else empty
    limit: int               # microseconds in this stage; 0 only if free; -1 until the end
    keep: bool               # earlier targets stay eligible


@dataclass(frozen=True)
class Aside(Frozen):
    """A contact beside a step: at a random moment of it, again and again, or once its promise is broken."""

    name: str
    path: str
    key: int                    # of its path, for draws
    kind: StepKind              # CONTACT or PROACTIVE
    reason: int
    team: int                   # PROACTIVE: who gets in touch
    serves: tuple[bool, ...]    # by segment (`where`)
    share: Table[float]
    after: Table[Law] | None    # None: uniform over the step (`beside`), at once (`if_late`)
    every: Table[Law] | None    # again at such intervals as long as the step lasts; None: once
    prevents: tuple[int, ...]   # positions among the same step's `if_late` asides


@dataclass(frozen=True, eq=False)
class Promise(Frozen):
    """A time promised for a step; equal only to itself, as arrays are."""

    within: int                 # microseconds
    hours: Intervals | None     # counts only within these hours; None: calendar time


@dataclass(frozen=True)
class Step(Frozen):
    """A step of a journey. Nested processes are laid flat: their steps have longer paths."""

    path: str                    # "order.ship", "order.send_back.post"
    key: int                     # of its path, for draws
    process: str                 # innermost process
    name: str
    kind: StepKind
    touchpoint: str              # as the customer sees it; "" below the line of visibility
    takes: Table[Law] | None
    reason: int
    team: int                    # PROACTIVE
    promise: Table[Promise | None] | None   # None: none in any case
    next: Table[Split] | None    # PASS, WORK, PROACTIVE: the next step
    on: tuple[int, ...]          # CONTACT: the next step by Outcome
    beside: tuple[Aside, ...]
    if_late: tuple[Aside, ...]
    end: str                     # END: the outcome's name
    gives_up: Table[Law] | None  # how long the customer bears it; None: to its end
    gave_up: int                 # the next step of who gives up; -1 none
    branches: tuple[int, ...]    # TOGETHER: their first steps
    joined: int                  # TOGETHER: the END step of its branches
    joins_first: bool            # TOGETHER: goes on when the first branch has ended, else when all have
    fork: int                    # the TOGETHER step in one of whose branches it lies; -1 none
    branch: int                  # the first step of that branch
    accompanied: bool            # people, a promise, branches, something beside it, or it may be left
    leavable: bool               # may be left before it is over


@dataclass(frozen=True)
class AfterRow(Frozen):
    """What may follow a contact."""

    name: str
    trigger: Trigger
    where: Table[bool]
    share: Table[float]
    goes: Table[Goes]
    team: int                     # TEAM; -1 the right team for the new reason
    others: tuple[int, ...]       # TEAM: further teams called into a conference
    consults: bool                # TEAM: a colleague of it is only consulted, and the next rows are read
    solves: Table[float]          # share of unresolved matters that a consulted colleague solves
    reason: int                   # TEAM, WORK: the reason from now on; -1 the same
    step: int                     # STEP
    delay: Table[Law] | None      # None: at once
    next_opening: bool            # `delay` counts from the channel's next opening
    same_channel: Table[float]
    manner: Table[Manner]
    patience: Table[Again]
    work: Table[Again]
    most: Table[int]              # how often for one matter; -1 without limit


@dataclass(frozen=True)
class Menu(Frozen):
    """The IVR: what it takes, and where it sends a contact."""

    takes: Table[Law]
    hangs_up: Table[float]
    self_service: Table[float]
    asks_for_a_person: Table[float]
    person_team: int
    right_team: Table[float]
    wrong_team: Table[Split] | None   # None: evenly among the other teams on the channel


@dataclass(frozen=True)
class Callback(Frozen):
    """An offer to customers in line to be called instead of waiting."""

    above: int                # offered where a longer wait is predicted, microseconds
    accepts: Table[float]
    rings: Table[Law]         # until a call is answered, or has been in vain
    answers: Table[float]
    attempts: int
    every: Table[Law]         # from a call in vain until the customer is in line again


@dataclass(frozen=True)
class Rank(Frozen):
    """What a freed agent takes first: class, then points + points per second waited."""

    classes: Table[int]        # lower first; by channel
    points: Table[int]         # millionths of a point
    per_second: Table[int]     # millionths of a point a second
    proactive: Table[int]      # the class of the company's own calls, whatever their channel
    choice: Choice             # among free agents


@dataclass(frozen=True)
class Transfer(Frozen):
    """What happens when the one who answers cannot help."""

    noticed_after: Table[Law]
    manner: Table[Manner]
    hold: Table[Law]
    brief_takes: Table[Law]
    consult_waits: Table[Law]
    consult_takes: Table[Law]
    explain_again_takes: Table[Law]
    history_passed: Table[float]
    most: Table[int]           # transfers of one contact; -1 without limit


@dataclass(frozen=True)
class Plan(Frozen):
    """All that one replication needs."""

    seed: int
    window: Window
    segments: tuple[Segment, ...]
    reasons: tuple[str, ...]
    channels: tuple[Channel, ...]            # the last is `work`
    teams: tuple[Team, ...]
    agents: tuple[Agent, ...]
    reason_channels: tuple[Table[Split] | None, ...]   # by reason; None: work only
    yields: tuple[Table[Yields] | None, ...]           # by reason, of work and mail; None: between tasks
    steps: tuple[Step, ...]
    demands: tuple[Demand, ...]
    factors: tuple[Factor, ...]
    routes: tuple[Table[tuple[Stage, ...]], ...]       # by channel
    right_team: NDArray[np.int64]            # (channel, reason, segment): first team that can; -1 none
    any_skilled: tuple[tuple[tuple[tuple[int, ...], ...], ...], ...]   # [channel][reason][segment] -> teams
    menu: Menu | None
    callback: Callback | None
    rank: Rank
    transfer: Transfer
    after: tuple[AfterRow, ...]
    patience: Table[Law | None]              # None: never leaves
    balks: Table[float]
    per_contact: Table[float]                # money a contact
    lost_sale: Table[float]                  # money a journey that ends "lost_sale"
    defection: tuple[tuple[float, float], ...]   # by segment: share of hard journeys, money; () none

    @property
    def dimensions(self) -> frozenset[int]:
        """The dimensions that anything in the plan varies by."""
        return frozenset(dimension for table in _tables(self) for dimension, _ in table.steps)

    @property
    def places(self) -> tuple[str, ...]:
        """Paths that `legs.step` may name: the steps, then their asides in order (`beside` first)."""
        asides = tuple(a.path for step in self.steps for a in (*step.beside, *step.if_late))
        return tuple(step.path for step in self.steps) + asides


def _tables(part: object) -> Iterator[Table[object]]:
    """Every table within a plan or a part of it."""
    if isinstance(part, Table):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _tables(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _tables(getattr(part, field.name))
