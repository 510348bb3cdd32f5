"""Waiting in line: tickets, and queues that a freed agent takes the best-ranked ticket from.

Rank: class, then points + points per second waited, then who joined earlier, then the lower matter
number; all in whole numbers. Among tickets that gain points at the same speed the order never changes,
so a queue keeps a heap for each speed and compares their heads at the moment of choice.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

from simpy import Event

from sim.engine.timing import SECOND, Clock
from sim.plan.model import Rank
from sim.plan.tables import Case

if TYPE_CHECKING:
    from sim.engine.floor import Agent

RankKey = tuple[int, int, int, int]

AHEAD: Final = 1 << 100
"""More points than anybody can have: at the head of the class."""


class Ticket:
    """One place in line: a contact, a piece of work or a proactive contact that wants an agent.

    Attributes
    ----------
    order : number of the matter.
    channel : through which channel an agent deals with it.
    joined : when it joined, microseconds; kept through all stages.
    waiting : still in line.
    counted : among those waiting on its channel.
    at_home : its customer has left the line and waits to be called.
    sent_away : at closing, as nobody will come any more.
    lot : in [0, 1): whom it takes where free agents are chosen at random.
    never_yields : work of a pile that an agent who has begun with it goes on with.
    turn : what its process waits for: yields the agent, or None when something else ended the wait.
    """

    __slots__ = (
        "at_home", "band", "case", "channel", "counted", "joined", "lot", "never_yields", "order",
        "sent_away",
        "speed", "start", "turn", "waiting",
    )

    def __init__(self, order: int, channel: int, case: Case, joined: int, rank: Rank) -> None:
        self.order = order
        self.channel = channel
        self.case = case
        self.joined = joined
        self.waiting = False
        self.counted = False
        self.at_home = False
        self.sent_away = False
        self.lot = 0.0
        self.never_yields = False
        self.turn: Event | None = None
        self.band = rank.classes.at(case)
        self.speed = speed = rank.per_second.at(case)
        self.start = rank.points.at(case) * SECOND - speed * joined

    def rank_at(self, now: int) -> RankKey:
        """Smaller is sooner."""
        return (self.band, -(self.start + self.speed * now), self.joined, self.order)

    def go_ahead(self) -> None:
        """Stand at the head of its class."""
        self.speed, self.start = 0, AHEAD

    def call_up(self, agent: Agent | None) -> None:
        """End the wait; the process wakes to carry out what is decided here."""
        self.waiting = False
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.succeed(agent)

    def give_up(self) -> None:
        """Patience is over: leave the line, if still in it."""
        if self.waiting:
            self.call_up(None)

    def send_away(self) -> None:
        """It is closed now: leave the line."""
        self.sent_away = True
        self.call_up(None)

    def stage_over(self, turn: Event) -> None:
        """A stage is over: wake the process that waits for this turn, which stays in line."""
        if self.turn is turn:
            self.turn = None
            turn.succeed(None)

    def wait(self, env: Clock) -> Event:
        """The event that the ticket's process waits for."""
        self.waiting = True
        self.turn = Event(env)
        return self.turn


class Queue:
    """Tickets in line for one team, or for one agent in person.

    Attributes
    ----------
    heaps : tickets by the speed at which they gain points; empty when nobody is left in line.
    """

    __slots__ = ("_joins", "heaps")

    def __init__(self) -> None:
        self.heaps: dict[int, list[tuple[int, int, int, int, int, Ticket]]] = {}
        self._joins = 0

    def join(self, ticket: Ticket) -> None:
        """Stand in line. A ticket may stand in several queues; taken from one, it is gone from all."""
        # Only an old and a new ticket of one matter can be equal up to `_joins`; the old one is gone.
        self._joins += 1
        heap = self.heaps.setdefault(ticket.speed, [])
        heappush(heap, (ticket.band, -ticket.start, ticket.joined, ticket.order, self._joins, ticket))

    def tickets(self) -> list[Ticket]:
        """All in line, in no order."""
        return [entry[-1] for heap in self.heaps.values() for entry in heap if entry[-1].waiting]

    def best(self, now: int) -> Ticket | None:
        """The ticket that comes first at this moment, left in line."""
        best: Ticket | None = None
        for speed, heap in tuple(self.heaps.items()) if self.heaps else ():
            while heap and not heap[0][5].waiting:
                heappop(heap)
            if not heap:
                del self.heaps[speed]
            elif best is None or heap[0][5].rank_at(now) < best.rank_at(now):
                best = heap[0][5]
        return best
