"""One replication of one plan: everybody arrives, lives, and leaves a record."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np

from sim.engine.arrivals import Arrivals, draw_arrivals
from sim.engine.bounds import MOST_TRIPS, too_many_trips
from sim.engine.floor import Floor
from sim.engine.journey import Journey
from sim.engine.luck import Luck
from sim.engine.returns import ComingAgain, Customer, Trip, all_trips
from sim.engine.roster import draw_roster
from sim.engine.timing import ARRIVAL, DAY, Clock, Pause, alarm, place
from sim.engine.world import Life, World
from sim.plan.model import Plan
from sim.records.columns import ROSTER
from sim.records.log import Columns, Record, table
from sim.streams import for_scalars


def replicate(plan: Plan, replication: int, redrawn: int = 0) -> Record:
    """Simulate one replication of a plan.

    Parameters
    ----------
    plan : the resolved scenario; its seed and the replication's number fix every draw.
    replication : number of the replication, from 0.
    redrawn : above 0, the same customers come at the same moments, but with other luck: everything else
        is drawn anew, differently for each number.

    Returns
    -------
    What happened until every journey of the measured window was over, at most until the horizon.
    """
    under_way = Replication(plan, replication, redrawn)
    under_way.run()
    return under_way.record()


class Replication:
    """A replication under way: to its end at once, or in slices of time, and the same either way.

    Attributes
    ----------
    world : its state, to be looked at.
    """

    def __init__(self, plan: Plan, number: int, redrawn: int = 0) -> None:
        luck = Luck(plan, number, redrawn)
        self._arrivals, self._roster = draw_arrivals(plan, luck), draw_roster(plan, luck)
        env = Clock()
        self.world = world = World(env, plan, luck, Floor(env, plan, self._roster), self._arrivals)
        self._entrance = Entrance(world, self._arrivals)
        alarm(env, plan.window.ends, _LAST, lambda _: world.stop_if_over())
        for day in range(DAY, plan.window.horizon, DAY):   # loops may go on where nobody arrives
            alarm(env, day, _LAST, lambda _: world.recorder.tidy())
        alarm(env, plan.window.horizon, _LAST, lambda _: world.over.succeed())

    def run(self) -> None:
        """Go on to the end."""
        with _without_collector():
            self.world.env.run_until(self.world.over)

    def advance(self, until: int) -> bool:
        """Go on to a moment, microseconds since the scenario's start; whether the end has come."""
        return self.world.env.advance(until, self.world.over)

    def record(self) -> Record:
        """What happened, once it is over."""
        _tell_open(self.world)
        trips = _trips(self.world, self._arrivals, self._entrance)
        return Record(self.world.recorder.legs(), trips, table(ROSTER, self._roster.rows))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing in a replication refers to itself for long: the cycle collector would cost a fifth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_LAST: Final = 9 << 56
"""After everything else that happens at the same time."""


class Entrance:
    """Lets everybody in, one after the other.

    A process lives through one journey after another, as starting and ending one costs as much as a
    short service: there are as many processes as there are customers at the same time.
    """

    def __init__(self, world: World, arrivals: Arrivals) -> None:
        self._world = world
        self._resting: list[Pause] = []
        who = (arrivals.times, arrivals.demands, arrivals.ordinals, arrivals.customers, arrivals.steps,
               arrivals.takes)  # fmt: skip
        columns = (*(column.tolist() for column in who), for_scalars(arrivals.keys))
        self._to_come = zip(*columns, strict=True)
        self._came = -1
        returning = any(segment.returns is not None for segment in world.plan.segments)
        self._again = ComingAgain(world, self._enter_again) if returning else None
        self._next: tuple[int, ...] | None = None
        self._expect()

    def _expect(self) -> None:
        """Have a process wait for the next arrival, if there is one."""
        self._next = arrival = next(self._to_come, None)
        if arrival is None:
            return
        env = self._world.env
        if self._resting:
            pause = self._resting.pop()
        else:
            pause = Pause(env)
            env.process(self._customers(pause))
        pause.until_after(arrival[0] - env.now, place(ARRIVAL, arrival[1], arrival[2]))

    def _customers(self, pause: Pause) -> Life:
        """One customer after the other."""
        while True:
            yield pause
            yield from self._arrived().live(pause)
            pause.begin()
            self._resting.append(pause)

    def _arrived(self) -> Journey:
        """The journey of who arrives now; the next is expected."""
        assert self._next is not None
        _, demand, ordinal, customer, step, takes, key = self._next
        self._world.recorder.tidy()
        self._expect()
        self._came = number = self._came + 1
        if self._again is not None:
            self._again.begins(number, (demand, ordinal, customer, step, key))
        return Journey(self._world, number, (demand, customer, step, key), takes)


    def _enter_again(self, customer: Customer) -> int:
        """A customer's next journey begins now; its number."""
        world = self._world
        self._came = number = self._came + 1
        if number == MOST_TRIPS:
            raise too_many_trips()
        world.ended.append(-1)
        world.end.append(-1)
        who = (customer.demand, customer.number, customer.step, customer.journey_key())
        world.env.process(Journey(world, number, who).live(Pause(world.env)))
        return number

    def further(self) -> dict[int, Trip]:
        """The journeys of customers who came again, by number."""
        return {} if self._again is None else self._again.trips


def _tell_open(world: World) -> None:
    for number in sorted(world.journeys):
        world.journeys[number].tell_open()
    for order in sorted(world.afoot):
        world.afoot[order].tell_open()


def _trips(world: World, arrivals: Arrivals, entrance: Entrance) -> Columns:
    """Those who arrived before the run ended."""
    came = int(np.searchsorted(arrivals.times, world.env.now, side="right"))
    demands, ordinals, customers, started = all_trips(arrivals, came, entrance.further())
    return {
        "demand": demands.astype("int16"),
        "ordinal": ordinals,
        "customer": customers,
        "started": started,
        "ended": np.array(world.ended[: len(started)], "int64"),
        "end": np.array(world.end[: len(started)], "int16"),
    }
