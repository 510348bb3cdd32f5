"""What everyone in a replication shares: the plan, the clock, the floor, the luck and the record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Protocol

from simpy import Event

from sim.engine.arrivals import Arrivals
from sim.engine.floor import Asked, Floor
from sim.engine.luck import Luck
from sim.engine.timing import DAY, HOUR, Clock
from sim.plan.model import AfterRow, Again, Choice, Intervals, Plan, Stage, StageKind, Team, Trigger, Yields
from sim.plan.tables import DAY as DAY_OF_WEEK
from sim.plan.tables import HOUR as HOUR_OF_DAY
from sim.plan.tables import REASON, Case
from sim.records.log import Recorder

if TYPE_CHECKING:
    from sim.engine.journey import Journey
    from sim.engine.matter import Sequel

Life = Generator[Event, Any, None]
"""A SimPy process that returns nothing."""


class Afoot(Protocol):
    """Something under way that can say so when the run ends."""

    def tell_open(self) -> None:
        """Record what is not over."""

    def leave(self) -> None:
        """Withdraw what no agent has begun."""

    def may_go(self, row: AfterRow) -> bool:
        """Whether it waits, so that a row on a broken promise can lead somewhere."""

    def go_on(self, sequel: Sequel) -> None:
        """Such a row acts, other than by a further contact."""


class World:
    """The state of one replication.

    Attributes
    ----------
    lines, waiting : contacts on each channel from menu to hang-up, and those waiting in line.
    afoot : contacts, work and proactive contacts not yet over, by `slot` of the matter.
    journeys : journeys not yet over, by number.
    ended, end : by journey: when and at which step it ended; -1 not yet.
    waits, right_team : by channel, and by channel, reason and segment, as in the plan.
    transfers_to : by team, the stages of a contact passed on to it.
    pickup : by channel, how long an agent rings; None where nobody does.
    answers_at_once : who is free can be told without a line: no `after` row goes on with patience drawn
        before, and free agents are chosen by who is idle the longest.
    reads_late : an `after` row acts when a promise is broken.
    keeps_work : an `after` row goes on with work drawn before.
    draws_lots : free agents are chosen at random.
    followed : journeys of the measured window not yet over.
    """

    def __init__(self, env: Clock, plan: Plan, luck: Luck, floor: Floor, arrivals: Arrivals) -> None:
        self.env = env
        self.plan = plan
        self.luck = luck
        self.floor = floor
        self.recorder = Recorder()
        self.tell: Callable[[tuple[int, ...]], None] = self.recorder.tell
        self.lines = [0] * len(plan.channels)
        self.waiting = [0] * len(plan.channels)
        self.afoot: dict[int, Afoot] = {}
        self.journeys: dict[int, Journey] = {}
        self.ended = [-1] * len(arrivals.times)
        self.end = [-1] * len(arrivals.times)
        self.followed = 0
        self.over: Event = env.event()
        self.after = {trigger: _rows_after(plan, trigger) for trigger in Trigger}
        self.reads_late = bool(self.after[Trigger.LATE])
        self._clocked = any(dimension in (HOUR_OF_DAY, DAY_OF_WEEK) for dimension in plan.dimensions)
        self._opens = [_pairs(channel.opens) for channel in plan.channels]
        self._last_open = [(0, 0)] * len(self._opens)
        self._opening = [[starts for starts, _ in hours] for hours in self._opens]
        self.owners = [_owning_team(plan, segment) for segment in range(len(plan.segments))]
        keeps_patience = any(set(row.patience.values) != {Again.FRESH} for row in plan.after)
        self.answers_at_once = not keeps_patience and plan.rank.choice is Choice.LONGEST_IDLE
        self.keeps_work = any(set(row.work.values) != {Again.FRESH} for row in plan.after)
        self.draws_lots = plan.rank.choice is Choice.RANDOM
        self.waits = [channel.waits for channel in plan.channels]
        self.pickup = [channel.pickup for channel in plan.channels]
        self.right_team: list[list[list[int]]] = plan.right_team.tolist()
        self.transfers_to = [
            (Stage(StageKind.ANY_OF, (team,), limit=-1, keep=True),) for team in range(len(plan.teams))
        ]
        self.asked_team = [Asked((team,), -1, False) for team in range(len(plan.teams))]
        self.aside_places = _aside_places(plan)

    def set_clock(self, case: Case) -> None:
        """Put hour and day of this moment into a case, where anything varies by them."""
        if not self._clocked:
            return
        now = self.env.now
        case[HOUR_OF_DAY] = now // HOUR % 24
        case[DAY_OF_WEEK] = (now // DAY + self.plan.window.weekday) % 7

    def yields(self, case: Case) -> Yields:
        """When work at a reason, or mail about it, makes way."""
        table = self.plan.yields[case[REASON]]
        return Yields.BETWEEN if table is None else table.at(case)

    def closes(self, channel: int) -> int:
        """When a channel that is open now closes; -1 if it is closed."""
        now = self.env.now
        starts, ends = self._last_open[channel]
        if starts <= now < ends:
            return ends
        at = bisect_right(self._opening[channel], now) - 1
        if at < 0 or now >= self._opens[channel][at][1]:
            return -1
        self._last_open[channel] = self._opens[channel][at]
        return self._opens[channel][at][1]

    def next_opening(self, channel: int) -> int:
        """How long until a channel is open: 0 if it is open, -1 if it never opens again."""
        if self.closes(channel) >= 0:
            return 0
        at = bisect_right(self._opening[channel], self.env.now)
        return self._opening[channel][at] - self.env.now if at < len(self._opening[channel]) else -1

    def follow(self, step: int) -> None:
        """One journey of the measured window more (+1) or less (-1) to follow."""
        self.followed += step
        self.stop_if_over()

    def stop_if_over(self) -> None:
        """End the run when nothing that is measured can change any more."""
        if self.followed == 0 and self.env.now >= self.plan.window.ends and not self.over.triggered:
            self.over.succeed()


def _pairs(hours: Intervals) -> list[tuple[int, int]]:
    return [(starts, ends) for starts, ends in hours.tolist()]


def _rows_after(plan: Plan, trigger: Trigger) -> tuple[tuple[int, AfterRow], ...]:
    """The rows that may follow, numbered, in order; what is served may be unresolved as well."""
    matching = (Trigger.SERVED, Trigger.UNRESOLVED) if trigger is Trigger.UNRESOLVED else (trigger,)
    return tuple((number, row) for number, row in enumerate(plan.after) if row.trigger in matching)


def _owning_team(plan: Plan, segment: int) -> Team | None:
    """The team whose agents own the customers of a segment."""
    return next((team for team in plan.teams if team.owns == segment), None)


def _aside_places(plan: Plan) -> dict[str, int]:
    """Where `legs.step` counts each aside, by path."""
    return {path: number for number, path in enumerate(plan.places) if number >= len(plan.steps)}
