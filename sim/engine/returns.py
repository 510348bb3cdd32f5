"""Customers who come again: what a journey was like decides whether and when the next one begins.

It reads the rows as they are told, so that a customer acts on just what the record says of his journey.
His next journey is of the same demand; its draws belong to (demand, segment, n-th arrival, n-th journey).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from sim import streams
from sim.engine.bounds import MOST_TIMES, too_many_times
from sim.engine.luck import Fate
from sim.engine.timing import ARRIVAL, alarm, place
from sim.plan.model import MOST_ARRIVALS, Returns
from sim.plan.tables import DIMENSIONS, HANDOFFS, HARD_JOURNEYS, LIVED, SEGMENT
from sim.records import codes
from sim.streams import mixed

if TYPE_CHECKING:
    from mypy_extensions import i64

    from sim.engine.arrivals import Arrivals
    from sim.engine.world import World

MOST: Final = 10
"""More handoffs or hard journeys than this count as so many."""
_OWN: Final = (codes.MENU, codes.HUMAN, codes.QUEUE, codes.TURNED_AWAY)
_SOLVED: Final = (codes.RESOLVED, codes.SELF_SERVED)
_KEY: Final = streams.key("returns")

Trip = tuple[int, int, int, int]
"""demand, ordinal, customer, started"""


class Customer:
    """A customer in one of his journeys.

    Attributes
    ----------
    demand, ordinal, number : of his first arrival; his number in the segment, -1 where he has none.
    key : of his first journey's draws; step : at which his journeys begin.
    before : journeys before this one; hard : hard ones of these.
    handoffs, contacts, wait, unresolved : of this journey so far; microseconds; matters.
    """

    __slots__ = (
        "before", "contacts", "demand", "handoffs", "hard", "key", "number", "ordinal", "step", "unresolved",
        "wait",
    )

    def __init__(self, who: tuple[int, int, int, int, i64]) -> None:
        """`who` is demand, ordinal, customer, first step and key of draws."""
        self.demand, self.ordinal, self.number, self.step, self.key = who
        self.before = self.hard = 0
        self.begin()

    def begin(self) -> None:
        """A new journey."""
        self.handoffs = self.contacts = self.wait = self.unresolved = 0

    def journey_key(self) -> i64:
        """The key of this journey's draws."""
        return mixed(self.key ^ _KEY, self.before) if self.before else self.key


class ComingAgain:
    """All customers under way whose segment has returns, and those who will come again.

    Attributes
    ----------
    trips : the further journeys that have begun, by number of the journey.
    """

    def __init__(self, world: World, enter: Callable[[Customer], int]) -> None:
        self._world = world
        self._enter = enter
        self._here: dict[int, Customer] = {}
        self._record = world.tell
        world.tell = self._tell
        self._returns = [world.plan.segments[demand.segment].returns for demand in world.plan.demands]
        self.trips: dict[int, Trip] = {}

    def begins(self, number: int, who: tuple[int, int, int, int, i64]) -> None:
        """A first journey begins; those of the company's own calls do not count."""
        demand = who[0]
        if self._returns[demand] is not None and not self._world.plan.demands[demand].proactive:
            self._here[number] = Customer(who)

    def _tell(self, row: tuple[int, ...]) -> None:
        """Keep a row, and what it says of the journey; the last one says whether the customer is gone."""
        customer = self._here.get(row[0])
        if customer is None:
            self._record(row)
        elif row[9] != codes.END:
            self._record(row)
            self._lived_through(customer, row)
        else:
            del self._here[row[0]]
            stays = self._ends(customer)
            self._record(row if stays else (*row[:11], row[11] | codes.LEAVES, *row[12:]))

    def _lived_through(self, customer: Customer, row: tuple[int, ...]) -> None:
        kind, flags, queued = row[9], row[11], row[12]
        customer.handoffs += (flags & codes.HANDOFF) != 0
        if kind not in _OWN:
            return
        customer.contacts += (flags & codes.FIRST_OF_CONTACT) != 0
        if queued >= 0 and self._world.waits[row[6]]:
            until = row[13] if row[13] >= 0 else row[14]
            customer.wait += max(until - queued, 0)
        if flags & codes.LAST_OF_MATTER and row[10] not in _SOLVED:
            customer.unresolved += 1

    def _ends(self, customer: Customer) -> bool:
        """The journey is over; whether he comes again, now or after the run."""
        world, returns = self._world, self._returns[customer.demand]
        assert returns is not None
        hard = is_hard(returns, customer)
        customer.hard += hard
        case = [0] * len(DIMENSIONS)
        case[SEGMENT] = world.plan.demands[customer.demand].segment
        case[LIVED], case[HANDOFFS] = int(hard), min(customer.handoffs, MOST)
        case[HARD_JOURNEYS] = min(customer.hard, MOST)
        fate = Fate(customer.journey_key())
        if not fate.succeeds(returns.stays.at(case), world.luck.stays):
            return False
        delay = fate.duration(returns.after.at(case), world.luck.returning)
        if world.env.now + delay < world.plan.window.last_arrival:
            priority = place(ARRIVAL, customer.demand, customer.ordinal)
            alarm(world.env, delay, priority, lambda _: self._again(customer))
        return True

    def _again(self, customer: Customer) -> None:
        """His next journey begins."""
        customer.before += 1
        if customer.before > MOST_TIMES:
            plan = self._world.plan
            raise too_many_times(plan.segments[plan.demands[customer.demand].segment].name)
        customer.begin()
        number = self._enter(customer)
        self._here[number] = customer
        ordinal = customer.ordinal + customer.before * MOST_ARRIVALS
        self.trips[number] = (customer.demand, ordinal, customer.number, self._world.env.now)


def is_hard(returns: Returns, customer: Customer) -> bool:
    """Whether a journey was hard as the scenario says."""
    return (
        0 <= returns.hard_handoffs <= customer.handoffs
        or 0 <= returns.hard_wait < customer.wait
        or 0 <= returns.hard_contacts <= customer.contacts
        or (returns.hard_unresolved and customer.unresolved > 0)
    )


def all_trips(arrivals: Arrivals, came: int, further: dict[int, Trip]) -> tuple[NDArray[np.int64], ...]:
    """Demand, ordinal, customer and start of every journey that began, by number."""
    first = (arrivals.demands, arrivals.ordinals, arrivals.customers, arrivals.times)
    if not further:
        return tuple(column[:came] for column in first)
    numbers = np.array(sorted(further), np.int64)
    rows = np.array([further[number] for number in numbers.tolist()], np.int64)
    whole = []
    for column, more in zip(first, rows.T, strict=True):
        both = np.empty(came + len(numbers), np.int64)
        fresh = np.ones(len(both), bool)
        fresh[numbers] = False
        both[fresh], both[numbers] = column[:came], more
        whole.append(both)
    return tuple(whole)
