"""When things happen, and in which order at the same moment.

Events at the same time go by (kind, entity, sequence within the entity), packed into one integer that
SimPy takes as an event's priority. SimPy's own events (process starts, `succeed`) have priorities 0 and
1: they come first and only carry out what a keyed event has decided.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from simpy import Environment, Event

MICROSECOND = 1
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR

END_OF_SERVICE = 1 << 56
CHANGE_OF_HOURS = 2 << 56
END_OF_PATIENCE = 3 << 56
STAGE_LIMIT = 4 << 56
END_OF_STEP = 5 << 56
PROMISE_DUE = 6 << 56
RETRY = 7 << 56
ARRIVAL = 8 << 56

_ENTITY = 24
"""Bits of the sequence within an entity; the entity's number stands above them."""


def place(kind: int, entity: int, sequence: int) -> int:
    """The place of an event among those at the same time."""
    return kind | entity << _ENTITY | sequence


def matter_order(journey: int, at: int, entry: int) -> int:
    """The number of a matter: matters are ordered by journey, place in the process and entry into it."""
    return journey << 28 | at << 14 | entry


class Clock(Environment):
    """SimPy's environment with time in whole microseconds since the scenario's start."""

    _now: int

    if TYPE_CHECKING:

        @property
        def now(self) -> int:
            """Microseconds since the scenario's start."""

    else:
        now = property(attrgetter("_now"), doc="Microseconds since the scenario's start.")


class Moment(Event):
    """An event due after `delay` microseconds, at its own place among those at the same time."""

    _value: Any = None
    _ok = True

    def __init__(self, env: Clock, delay: int, priority: int) -> None:
        self.env = env
        self.callbacks: list[Callable[[Any], None]] = []
        env.schedule(self, priority, delay)  # type: ignore[arg-type]


class Pause(Event):
    """What a process waits for when only time has to pass: one event that becomes due again and again.

    A process waits for one thing at a time, and a new event each time would cost twice as much.
    """

    _value: Any = None
    _ok = True

    def __init__(self, env: Clock) -> None:
        self.env = env
        self._schedule: Callable[[Event, int, int], None] = env.schedule  # type: ignore[assignment]
        self.callbacks: list[Callable[[Any], None]] = []

    def begin(self) -> None:
        """Can be waited for again, no matter when it will be due."""
        self.callbacks = []

    def until_after(self, delay: int, priority: int) -> None:
        """Is due after `delay` microseconds, at its own place among those at the same time."""
        self._schedule(self, priority, delay)

    def of(self, delay: int, priority: int) -> Pause:
        """Wait `delay` microseconds: `begin` and `until_after` in one."""
        self.callbacks = []
        self._schedule(self, priority, delay)
        return self


def alarm(env: Clock, delay: int, priority: int, act: Callable[[Event], Any]) -> None:
    """Have something done after `delay` microseconds."""
    Moment(env, delay, priority).callbacks.append(act)
