"""Broken promises: what rows of `after` on `late` do while the customer waits.

A channel's promise runs from the beginning of a contact, a step's from entering it. Who still waits when it
passes may wait for another team, no longer, or get in touch again meanwhile: then contacts of one matter are
under way side by side. The first that settles the matter ends the others: what nobody has begun is withdrawn,
and what an agent has begun is finished unseen.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.line import somebody_due
from sim.engine.luck import Fate
from sim.engine.rooms import has_room
from sim.engine.timing import PROMISE_DUE, RETRY, Breakable, Pause, alarm
from sim.plan.model import AfterRow, Goes, Outcome, Trigger
from sim.plan.tables import PREVIOUS_TEAM, REASON, SEGMENT
from sim.records import codes
from sim.streams import mixed

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.matter import Matter, Sequel

LATE: Final = Trigger.LATE
AGAIN: Final = Goes.AGAIN
TEAM: Final = Goes.TEAM
STEP: Final = Goes.STEP
RESOLVED: Final = Outcome.RESOLVED


class Attempts:
    """The contacts of one matter, where several may be under way side by side.

    Attributes
    ----------
    first : the matter in the contacts that began with the step.
    under_way : the matter in each contact, or row of contacts, that is not over.
    settled : one of them has settled the matter.
    decided : happens then, or when all are over.
    outcome : how the matter stands then; following : the step to which a row leads, -1 none.
    """

    __slots__ = ("_contacts", "decided", "first", "following", "outcome", "settled", "under_way")

    def __init__(self, first: Matter) -> None:
        self.first = first
        self.under_way: list[Matter] = []
        self.settled = False
        self.decided = Event(first.world.env)
        self.outcome = first.outcome
        self.following = -1
        self._contacts = 0

    def pursue(self, matter: Matter, pause: Pause) -> Generator[Event, Any, None]:
        """One of them from its first contact to its last."""
        matter.attempts = self
        self.under_way.append(matter)
        following = yield from matter.pursue(pause)
        self.under_way.remove(matter)
        matter.attempts = None if matter is not self.first else self
        self._over(matter, following)
        if not self.under_way:
            self.first.attempts = None   # nothing is left that refers to itself

    def next_contact(self) -> int:
        """The number of the contact that begins now."""
        self._contacts = number = self._contacts + 1
        return number

    def talked_with(self, person: int, team: int) -> None:
        """Who has dealt with the matter last, whatever the contact."""
        for matter in self.under_way:
            matter.last_agent, matter.case[PREVIOUS_TEAM] = person, team

    def ends_with(self, matter: Matter, sequel: Sequel | None) -> bool:
        """Whether the matter is over with a contact after which `sequel` acts and nothing is tried again."""
        if self.settled:
            return False
        elsewhere = sequel is not None and sequel.goes is STEP
        return elsewhere or matter.outcome is RESOLVED or len(self.under_way) == 1

    def _over(self, matter: Matter, following: int) -> None:
        """One is over, and leads to a step or to none (-1)."""
        if self.settled:
            return
        self.settled = following >= 0 or matter.outcome is RESOLVED
        if self.settled:
            for other in self.under_way:
                other.leave()
        if self.settled or not self.under_way:
            self.outcome, self.following = matter.outcome, following
            self.decided.succeed()

    def left_with(self, matter: Matter) -> None:
        """Nobody waits any more for those beside the first, once nobody waits for that."""
        if matter is self.first:
            for other in self.under_way:
                if other is not matter and not other.left:
                    other.leave()


def pursued(matter: Matter, pause: Pause) -> Generator[Event, Any, int]:
    """A matter from the first contact to the last; returns the step an `after` row leads to, or -1."""
    return _side_by_side(matter) if matter.world.reads_late else matter.pursue(pause)


def _side_by_side(matter: Matter) -> Generator[Event, Any, int]:
    env, attempts = matter.world.env, Attempts(matter)
    env.process(attempts.pursue(matter, Breakable(env)))
    yield attempts.decided
    matter.outcome = attempts.outcome
    return attempts.following


# -- the promise is broken -----------------------------------------------------------------------


def watch(contact: Contact) -> None:
    """Have the promise of a contact's channel looked at when it is due."""
    world, matter = contact.world, contact.matter
    within = world.plan.channels[contact.channel].promise.at(matter.case)
    if within >= 0:
        alarm(world.env, within, matter.journey.next_place(PROMISE_DUE), lambda _: _contact_is_late(contact))


def _contact_is_late(contact: Contact) -> None:
    matter = contact.matter
    if contact.world.afoot.get(matter.slot) is contact:
        contact.overdue = _acts(matter)


def step_is_late(matter: Matter) -> None:
    """The promise of a matter's step is due, and the step is not over."""
    if matter.attempts is not None:
        matter.late = True
        _acts(matter.attempts.under_way[0])


def _acts(matter: Matter) -> bool:
    """The first row that applies and whose draw succeeds acts; whether one does."""
    world = matter.world
    afoot = world.afoot.get(matter.slot)
    if afoot is None or matter.left:
        return False
    sequel = matter.after_delay((at, row) for at, row in world.after[LATE] if afoot.may_go(row))
    if sequel is None:
        return False
    if sequel.goes is AGAIN:
        world.env.process(_asks_again(matter, sequel))
    else:
        afoot.go_on(sequel)
    return True


def _asks_again(matter: Matter, sequel: Sequel) -> Generator[Event, Any, None]:
    """The customer gets in touch again, if he still waits by then."""
    world, pause = matter.world, Breakable(matter.world.env)
    delay = matter.until_next_try(sequel, matter.channel)
    if delay:
        yield pause.of(delay, matter.journey.next_place(RETRY))
    attempts, afoot = matter.attempts, world.afoot.get(matter.slot)
    if attempts is None or afoot is None or matter.left or not afoot.may_go(sequel.row):
        return
    fate = Fate(mixed(matter.fate.key ^ world.luck.beside[sequel.number], -sequel.visit))
    yield from attempts.pursue(matter.beside(sequel, fate, attempts.next_contact()), pause)


# -- where the rows lead -------------------------------------------------------------------------


def may_lead(contact: Contact, row: AfterRow) -> bool:
    """Whether a row can lead a contact somewhere: the customer waits, with no agent; for another team if he
    stands in line, somebody of it is on duty or due, and it has room."""
    taken = contact.leg is not None or contact.ringing is not None
    if taken or contact.holder is not None or contact.conference is not None:
        return False
    if row.goes.at(contact.matter.case) is not TEAM:
        return True
    team = _team(contact, row)
    if team < 0 or contact.home is not None or contact.line is None or contact.line.ticket is None:
        return False
    floor, asked = contact.world.floor, contact.world.asked_team[team]
    if not somebody_due(contact, contact.world.transfers_to[team][0], asked):
        return False
    return not contact.waits or has_room(floor, team)


def lead(contact: Contact, sequel: Sequel) -> None:
    """Wait no longer, or for another team, perhaps with another reason: a new stretch in line from the same
    time of joining."""
    if sequel.goes is not TEAM:
        contact.broken_off = sequel
        contact.leave()
        return
    line, team = contact.line, _team(contact, sequel.row)
    assert line is not None
    contact.tell_queue(codes.PASSED_ON, 0)
    if sequel.row.reason >= 0:
        contact.matter.case[REASON] = sequel.row.reason
    line.move(team)


def _team(contact: Contact, row: AfterRow) -> int:
    """The team that a row names, or the right one for its reason; -1 none."""
    if row.team >= 0:
        return row.team
    return contact.world.right_team[contact.channel][row.reason][contact.matter.case[SEGMENT]]
