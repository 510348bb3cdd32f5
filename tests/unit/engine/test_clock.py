"""The clock: events by time, then by place; SimPy's processes live on it; nothing that fails is silent."""

from __future__ import annotations

import pickle

import pytest

from sim.engine.timing import END_OF_PATIENCE, END_OF_SERVICE, Clock, Pause, alarm
from sim.scenario.laws import Exponential


def test_events_go_by_time_then_by_place() -> None:
    clock, seen = Clock(), []
    for delay, place in ((5, END_OF_PATIENCE), (5, END_OF_SERVICE), (3, END_OF_PATIENCE)):
        alarm(clock, delay, place, lambda _, what=(delay, place): seen.append((clock.now, what)))
    last = clock.event()
    alarm(clock, 7, END_OF_SERVICE, lambda _: last.succeed())
    alarm(clock, 8, END_OF_SERVICE, lambda _: seen.append("too late"))
    clock.run_until(last)
    assert seen == [(3, (3, END_OF_PATIENCE)), (5, (5, END_OF_SERVICE)), (5, (5, END_OF_PATIENCE))]
    assert clock.now == 7


def test_a_process_that_fails_ends_the_run_with_its_error() -> None:
    def fails(pause: Pause):
        yield pause.of(1, END_OF_SERVICE)
        raise ZeroDivisionError("as planned")

    clock = Clock()
    clock.process(fails(Pause(clock)))
    last = clock.event()
    alarm(clock, 2, END_OF_SERVICE, lambda _: last.succeed())
    with pytest.raises(ZeroDivisionError, match="as planned"):
        clock.run_until(last)


def test_a_frozen_record_reaches_another_process_unchanged() -> None:
    assert pickle.loads(pickle.dumps(Exponential(3.5))) == Exponential(3.5)
