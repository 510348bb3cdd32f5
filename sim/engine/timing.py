"""When things happen, and in which order at the same moment.

Events at the same time go by (kind, entity, sequence within the entity), packed into one integer that
SimPy takes as an event's priority. SimPy's own events (process starts, `succeed`) have priorities 0 and
1: they come first and only carry out what a keyed event has decided.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any, Final

from simpy import Environment, Event

SECOND: Final = 1_000_000
HOUR: Final = 3600 * SECOND
DAY: Final = 24 * HOUR

END_OF_SERVICE: Final = 1 << 56
CHANGE_OF_HOURS: Final = 2 << 56
END_OF_PATIENCE: Final = 3 << 56
STAGE_LIMIT: Final = 4 << 56
END_OF_STEP: Final = 5 << 56
PROMISE_DUE: Final = 6 << 56
RETRY: Final = 7 << 56
ARRIVAL: Final = 8 << 56

_ENTITY: Final = 24
"""Bits of the sequence within an entity; the entity's number stands above them."""


def place(kind: int, entity: int, sequence: int) -> int:
    """The place of an event among those at the same time."""
    return kind | entity << _ENTITY | sequence


def matter_order(journey: int, at: int, entry: int) -> int:
    """The number of a matter: matters are ordered by journey, place in the process and entry into it."""
    return journey << 28 | at << 14 | entry


class Clock(Environment):
    """SimPy's environment with time in whole microseconds since the scenario's start.

    Attributes
    ----------
    now : microseconds since the scenario's start.
    """

    now: int = 0

    def schedule(self, event: Event, priority: int = 1, delay: int = 0) -> None:  # type: ignore[override]
        """Have an event happen after `delay` microseconds, at its place among those at the same time."""
        heappush(self._queue, (self.now + delay, priority, next(self._eid), event))  # type: ignore[misc]

    def run_until(self, last: Event) -> None:
        """Let one event happen after the other, `last` included: SimPy's `run` and `step` in one."""
        queue: list[Any] = self._queue
        event: Any = None
        while event is not last:
            self.now, _, _, event = heappop(queue)
            callbacks, event.callbacks = event.callbacks, None
            for act in callbacks:
                act(event)
            if not event._ok:   # what a process failed with
                raise event._value


    def advance(self, until: int, last: Event) -> bool:
        """Let what is due up to a moment happen, as `run_until` does; whether `last` has happened."""
        queue: list[Any] = self._queue
        while last.callbacks is not None and queue[0][0] <= until:
            self.now, _, _, event = heappop(queue)
            callbacks, event.callbacks = event.callbacks, None
            for act in callbacks:
                act(event)
            if not event._ok:
                raise event._value
        return last.callbacks is None


class Moment(Event):
    """An event due after `delay` microseconds, at its own place among those at the same time."""

    _value: Any = None
    _ok = True

    def __init__(self, env: Clock, delay: int, priority: int) -> None:
        self.env = env
        self.callbacks: Any = []
        env.schedule(self, priority, delay)


class Pause(Event):
    """What a process waits for when only time has to pass: one event that becomes due again and again.

    A process waits for one thing at a time, and a new event each time would cost twice as much.
    """

    _value: Any = None
    _ok = True

    def __init__(self, env: Clock) -> None:
        self.env = env
        self._schedule: Callable[[Event, int, int], None] = env.schedule
        self.callbacks: Any = []

    def begin(self) -> None:
        """Can be waited for again, no matter when it will be due."""
        self.callbacks = []

    def until_after(self, delay: int, priority: int) -> None:
        """Is due after `delay` microseconds, at its own place among those at the same time."""
        self._schedule(self, priority, delay)

    def of(self, delay: int, priority: int) -> Event:
        """Wait `delay` microseconds: `begin` and `until_after` in one."""
        self.callbacks = []
        self._schedule(self, priority, delay)
        return self


class Breakable(Pause):
    """A pause that may be cut short: each wait is an event of its own."""

    def __init__(self, env: Clock) -> None:
        super().__init__(env)
        self._wait: Moment | None = None

    def of(self, delay: int, priority: int) -> Event:
        """Wait `delay` microseconds, or until cut short."""
        self._wait = Moment(self.env, delay, priority)   # type: ignore[arg-type]
        return self._wait

    def cut(self) -> None:
        """Be over now, if somebody waits; what was due later does nothing."""
        wait, self._wait = self._wait, None
        if wait is not None and wait.callbacks:
            now = Event(self.env)
            now.callbacks, wait.callbacks = wait.callbacks, []
            now.succeed()


def alarm(env: Clock, delay: int, priority: int, act: Callable[[Event], Any]) -> None:
    """Have something done after `delay` microseconds."""
    Moment(env, delay, priority).callbacks.append(act)
