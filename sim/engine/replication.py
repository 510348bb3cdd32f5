"""One replication of one plan: everybody arrives, lives, and leaves a record."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from sim.engine.arrivals import Arrivals, draw_arrivals
from sim.engine.floor import Floor
from sim.engine.journey import Journey
from sim.engine.luck import Luck
from sim.engine.roster import draw_roster
from sim.engine.timing import ARRIVAL, Clock, Moment, alarm, place
from sim.engine.world import Life, World
from sim.plan.model import Plan
from sim.records.columns import ROSTER
from sim.records.log import Columns, Record, table


def replicate(plan: Plan, replication: int) -> Record:
    """Simulate one replication of a plan.

    Parameters
    ----------
    plan : the resolved scenario; its seed and the replication's number fix every draw.
    replication : number of the replication, from 0.

    Returns
    -------
    What happened until every journey of the measured window was over, at most until the horizon.
    """
    luck = Luck(plan, replication)
    arrivals, roster = draw_arrivals(plan, luck), draw_roster(plan, luck)
    env = Clock()
    world = World(env, plan, luck, Floor(env, plan, roster), arrivals)
    env.process(_arrive(world, arrivals))
    window = plan.window
    alarm(env, window.ends, _LAST, lambda _: world.stop_if_over())
    alarm(env, window.horizon, _LAST, lambda _: world.over.succeed())
    with _without_collector():
        env.run(until=world.over)
    _tell_open(world)
    return Record(world.recorder.legs(), _trips(world, arrivals), table(ROSTER, roster.rows))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing in a replication refers to itself for long: the cycle collector would only cost a fifth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_LAST = 9 << 56
"""After everything else that happens at the same time."""


def _arrive(world: World, arrivals: Arrivals) -> Life:
    """Everybody's arrival, one after the other."""
    env = world.env
    demands, ordinals = arrivals.demands.tolist(), arrivals.ordinals.tolist()
    customers, keys = arrivals.customers.tolist(), arrivals.keys.tolist()
    for number, time in enumerate(arrivals.times.tolist()):
        world.recorder.tidy()
        yield Moment(env, time - env.now, place(ARRIVAL, demands[number], ordinals[number]))
        env.process(Journey(world, number, demands[number], customers[number], keys[number]).live())


def _tell_open(world: World) -> None:
    for number in sorted(world.journeys):
        world.journeys[number].tell_open()
    for order in sorted(world.afoot):
        world.afoot[order].tell_open()


def _trips(world: World, arrivals: Arrivals) -> Columns:
    """Those who arrived before the run ended."""
    came = int(np.searchsorted(arrivals.times, world.env.now, side="right"))
    return {
        "demand": arrivals.demands[:came].astype("int16"),
        "ordinal": arrivals.ordinals[:came],
        "customer": arrivals.customers[:came],
        "started": arrivals.times[:came],
        "ended": np.array(world.ended[:came], "int64"),
        "end": np.array(world.end[:came], "int16"),
    }
