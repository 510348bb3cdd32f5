"""A matter: one thing the customer needs solved, over all its contacts until it is over or given up."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.bounds import MOST_CONTACTS, too_many_contacts
from sim.engine.contact import Contact
from sim.engine.errand import work
from sim.engine.timing import RETRY, Breakable, Pause, matter_order
from sim.plan.model import AfterRow, Again, Goes, Outcome, Split, Trigger
from sim.plan.tables import ATTEMPT, REASON
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.journey import Journey
    from sim.engine.luck import Fate
    from sim.engine.overdue import Attempts
    from sim.plan.model import Skill

# Looked up once: each look-up of an enumeration's member costs more than a function call.
FRESH: Final = Again.FRESH
REST: Final = Again.REST
RESOLVED: Final = Outcome.RESOLVED
UNRESOLVED: Final = Outcome.UNRESOLVED
ABANDONED: Final = Outcome.ABANDONED
END: Final = Goes.END
STEP: Final = Goes.STEP
WORK: Final = Goes.WORK
TEAM: Final = Goes.TEAM
SERVED: Final = Trigger.SERVED
NOT_SOLVED: Final = Trigger.UNRESOLVED
LATE: Final = Trigger.LATE

FAILED = {
    codes.ABANDONED: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.BALKED: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.HUNG_UP: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.WITHDRAWN: (Trigger.ABANDONED, Outcome.ABANDONED),
    codes.BLOCKED: (Trigger.BLOCKED, Outcome.BLOCKED),
    codes.CLOSED: (Trigger.CLOSED, Outcome.CLOSED),
    codes.LEFT_MESSAGE: (Trigger.MESSAGE, Outcome.MESSAGE),
    codes.NOT_REACHED: (Trigger.UNRESOLVED, Outcome.UNRESOLVED),
    codes.UNRESOLVED: (Trigger.UNRESOLVED, Outcome.UNRESOLVED),
}
"""What rows a contact without a real service can be followed by, and how the matter stands, by outcome."""

NumberedRows = Iterable[tuple[int, AfterRow]]


@dataclass
class Sequel:
    """An `after` row that acts, and the visit of its draws."""

    number: int
    row: AfterRow
    visit: int
    goes: Goes


class Matter:
    """One matter of a journey.

    Attributes
    ----------
    order : number of the matter; fate : its draws.
    channel : of the present contact; asked : the reason before the matter went on as work, -1 it did not.
    slot : its number among what is afoot, as `order` but where several contacts are under way side by side.
    attempts : those contacts, in a plan whose promises are watched, until they are over.
    late : the promise of its step was broken.
    contacts : contacts so far, the present one not counted; legs : rows so far.
    services : completed real services; the visit of what is drawn for the next one.
    rings : how often an agent rang for the customer so far; the visit of what is drawn for the next time.
    human_legs : legs with an agent so far; the visit of what is drawn for the next one.
    work : which draw the next service lives by; drawn : the visit of that draw; worked : microseconds done
        of it so far.
    fresh : patience draws used so far.
    last_agent : lead agent of the previous human leg, over contacts too; -1 none yet.
    outcome : how the matter stands.
    takes : how long the first service takes as recorded, microseconds; -1 it is drawn.
    pause : what it waits with; left : nobody waits for it any more, and only what was begun is finished.
    """

    __slots__ = (
        "_acted", "_failures", "asked", "at", "attempts", "case", "channel", "contacts", "drawn", "fate",
        "fresh", "human_legs", "journey", "last_agent", "late", "left", "legs", "order", "outcome",
        "patience", "patience_left", "pause", "rings", "services", "slot", "takes", "work", "worked",
        "world",
    )

    def __init__(self, journey: Journey, at: int, fate: Fate, reason: int) -> None:
        self.world = journey.world
        self.journey = journey
        self.at: int = at
        self.fate = fate
        self.order = self.slot = matter_order(journey.number, at, journey.entries[at] - 1)
        self.attempts: Attempts | None = None
        self.channel = self.asked = -1
        self.late = False
        self.case = journey.case.copy()
        self.case[REASON] = reason
        self.contacts = self.legs = self.human_legs = self.services = self.fresh = self.rings = 0
        self.patience = FRESH
        self.work = FRESH
        self.drawn = self.worked = 0
        self.patience_left: int | None = None
        self.last_agent = -1
        self.outcome = UNRESOLVED
        self.left = False
        self.pause: Pause | None = None
        self.takes, journey.takes = journey.takes, -1   # only the first matter has a recorded service
        self._failures: dict[int, int] = {}
        self._acted: dict[int, int] = {}

    def pursue(self, pause: Pause) -> Generator[Event, Any, int]:
        """From the first contact to the last; returns the step an `after` row leads to, or -1."""
        channel = self._first_channel() if self.channel < 0 else self.channel
        self.pause = pause
        while True:
            self.channel = channel
            sequel = yield from Contact(self, channel).live(pause)
            if sequel is None or sequel.goes is END:
                return -1
            if sequel.goes is STEP:
                return sequel.row.step
            if sequel.goes is WORK:
                self.asked, self.case[REASON] = self.case[REASON], sequel.row.reason
                yield from work(self)
                return -1
            delay = self.until_next_try(sequel, channel)
            if delay:
                yield pause.of(delay, self.journey.next_place(RETRY))
                if self.left:
                    return -1
            self.contacts = self.contacts + 1 if self.attempts is None else self.attempts.next_contact()
            if self.contacts == MOST_CONTACTS:
                raise too_many_contacts(self.world.plan.places[self.at])
            self.case[ATTEMPT] = 1
            self.live_by(sequel.row)
            channel = self._next_channel(sequel, channel)

    def beside(self, sequel: Sequel, fate: Fate, number: int) -> Matter:
        """The same matter in a further contact by a row, which begins while the one before waits."""
        if number == MOST_CONTACTS:
            raise too_many_contacts(self.world.plan.places[self.at])
        reason = self.case[REASON] if self.asked < 0 else self.asked
        other = Matter(self.journey, self.at, fate, reason)
        other.order, other.case = self.order, self.case.copy()
        other.case[ATTEMPT], other.case[REASON] = 1, reason
        other.contacts = number
        other.slot = -(self.order << 14 | other.contacts)
        other.last_agent, other._acted = self.last_agent, self._acted
        other.takes = self.takes if self.services == 0 else -1
        other.channel = other._next_channel(sequel, self.channel)
        return other

    def leave(self) -> None:
        """Wait for nothing more: what nobody has begun is withdrawn."""
        self.left = True
        afoot = self.world.afoot.get(self.slot)
        if afoot is not None:
            afoot.leave()
        else:
            self.stop_pausing()
        if self.attempts is not None:
            self.attempts.left_with(self)

    def stop_pausing(self) -> None:
        """Cut the present pause short."""
        if isinstance(self.pause, Breakable):
            self.pause.cut()

    def count_patience(self, waits: bool) -> None:
        """Joining uses up a draw of patience, waited or not, so that luck stays with the contact."""
        if waits and (self.patience is FRESH or self.fresh == 0):
            self.fresh += 1

    def lot(self) -> float:
        """What decides whom the next leg takes where free agents are chosen at random."""
        return self.fate.uniform(self.world.luck.agent, self.human_legs) if self.world.draws_lots else 0.0

    def live_by(self, row: AfterRow) -> None:
        """The next leg or contact lives by the draws that a row names."""
        self.patience, self.work = row.patience.at(self.case), row.work.at(self.case)

    def service(self, skill: Skill) -> int:
        """How long the next service takes one fully trained, microseconds: as recorded, or by a draw of its
        own where no row goes on with work drawn before."""
        if self.world.keeps_work:
            return self._to_be_done(skill)
        return self._length(skill, self.services)

    def _length(self, skill: Skill, visit: int) -> int:
        if visit == 0 and self.takes >= 0:
            return round(self.takes * skill.time_factor.at(self.case))
        return self.fate.duration(skill.takes.at(self.case), self.world.luck.takes, visit)

    def _to_be_done(self, skill: Skill) -> int:
        """How long the next service takes, microseconds: a draw of its own, that of the service before from
        the start, or what was left of it."""
        if self.work is FRESH or self.services == 0:
            self.drawn, self.worked = self.services, 0
        length = self._length(skill, self.drawn)
        if self.work is REST:
            length = max(length - self.worked, 0)
        else:
            self.worked = 0
        self.worked += length
        return length

    def after_service(self, outcome: Outcome) -> Sequel | None:
        """What follows a completed real service; its draws go by the number of services."""
        trigger = SERVED if outcome is RESOLVED else NOT_SOLVED
        return self._what_follows(self.world.after[trigger], outcome, self.services)

    def read_on(self, sequel: Sequel) -> Sequel | None:
        """What follows a completed real service by the rows below one that has acted."""
        trigger = SERVED if self.outcome is RESOLVED else NOT_SOLVED
        rows = ((number, row) for number, row in self.world.after[trigger] if number > sequel.number)
        return self._what_follows(rows, self.outcome, sequel.visit)

    def after_failure(self, code: int, decided: Sequel | None = None) -> Sequel | None:
        """What follows a contact without a real service, or with too many transfers: a row of that very
        kind that leads to no other team. Draws go by failures of that kind (counted downwards, so that
        those of unresolved contacts differ from those after a service). Or a row has decided it."""
        if decided is not None:
            self.outcome = ABANDONED
            return decided
        trigger, outcome = FAILED[code]
        failures = self._fails(trigger)
        rows = (
            (number, row)
            for number, row in self.world.after[trigger]
            if row.trigger is trigger and row.goes.at(self.case) is not TEAM
        )
        return self._what_follows(rows, outcome, -failures)

    def _what_follows(self, rows: NumberedRows, outcome: Outcome, visit: int) -> Sequel | None:
        """What follows a contact that ends so."""
        self.outcome = outcome
        return None if self.left else self._first_row(rows, visit)

    def _fails(self, trigger: Trigger) -> int:
        """How often something has failed so by now."""
        self._failures[trigger] = failures = self._failures.get(trigger, 0) + 1
        return failures

    def after_delay(self, rows: NumberedRows) -> Sequel | None:
        """What follows a broken promise; draws go by the promises broken so far."""
        return self._first_row(rows, -self._fails(LATE))

    def _first_row(self, rows: NumberedRows, visit: int) -> Sequel | None:
        """The first `after` row that applies and whose draw succeeds."""
        case, fate, purposes = self.case, self.fate, self.world.luck.after
        for number, row in rows:
            if not row.where.at(case) or 0 <= row.most.at(case) <= self._acted.get(number, 0):
                continue
            if fate.succeeds(row.share.at(case), purposes[number], visit):
                self._acted[number] = self._acted.get(number, 0) + 1
                return Sequel(number, row, visit, row.goes.at(case))
        return None

    def until_next_try(self, sequel: Sequel, channel: int) -> int:
        """How long from now, microseconds."""
        row, world = sequel.row, self.world
        delay = 0
        if row.delay is not None:
            purpose = world.luck.delay[sequel.number]
            delay = self.fate.duration(row.delay.at(self.case), purpose, sequel.visit)
        if row.next_opening:
            delay += max(world.next_opening(channel), 0)
        return delay

    # -- the channel -----------------------------------------------------------------------------

    def _first_channel(self) -> int:
        return self.fate.chosen(self._channels(), self.world.luck.channel, self.contacts)

    def _next_channel(self, sequel: Sequel, channel: int) -> int:
        """The same channel with the row's share, else one of the others by their shares."""
        luck, same = self.world.luck, sequel.row.same_channel.at(self.case)
        if self.fate.succeeds(same, luck.same_channel, self.contacts):
            return channel
        others = _without(self._channels(), channel)
        return channel if others is None else self.fate.chosen(others, luck.channel, self.contacts)

    def _channels(self) -> Split:
        table = self.world.plan.reason_channels[self.case[REASON]]
        assert table is not None
        return table.at(self.case)


def _without(split: Split, target: int) -> Split | None:
    """A split over the other targets, in the same proportions; None if there is no other."""
    shares = [upto - before for upto, before in zip(split.upto, (0.0, *split.upto), strict=False)]
    both = zip(shares, split.targets, strict=True)
    kept = [(share, other) for share, other in both if other != target and share > 0]
    total = sum(share for share, _ in kept)
    if not kept:
        return None
    upto, reached = [], 0.0
    for share, _ in kept:
        reached += share / total
        upto.append(reached)
    return Split((*upto[:-1], 1.0), tuple(other for _, other in kept))
