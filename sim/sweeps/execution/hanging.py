"""Dask workers that hang as a whole: stopped, frozen, cut off. A call that hangs is ended by its own worker.

In: what each worker is at, asked every few seconds. Out: workers that have finished nothing for too long, are
started again where a nanny minds them, and taken off the cluster where none does.
"""

from __future__ import annotations

import time
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from distributed import Client

GRACE_S = 10.0
"""Beyond the limit of a call: a worker that starts loads the program first."""

_LOOK_EVERY_S = 2.0
_RESTART_WITHIN_S = 20.0


class Quiet:
    """Which workers have had work and finished none of it for too long.

    Parameters
    ----------
    most_s : how long is too long.
    """

    def __init__(self, most_s: float) -> None:
        self._most_s = most_s
        self._seen: dict[str, tuple[frozenset[Any], float]] = {}

    def see(self, at_work: Mapping[str, Any], now: float) -> Iterator[tuple[str, frozenset[Any]]]:
        """Note what each worker is at; those that hang, with their tasks, and forgotten from then on.

        A worker may hold a task behind the one that it carries out, so that what counts is not how old a task
        is, but how long ago the worker finished one.
        """
        before = self._seen
        self._seen = {}
        for worker, tasks in at_work.items():
            held = frozenset(tasks)
            old, since = before.get(worker, (frozenset(), now))
            if not old or old - held:
                since = now
            if held and now - since > self._most_s:
                yield worker, held
            else:
                self._seen[worker] = held, since


class Watchdog:
    """Looks after the workers of a cluster.

    Parameters
    ----------
    limit_s : how long a call may take.
    lost : told the keys of the tasks of a worker that hung, before it is ended.
    """

    def __init__(self, client: Client, limit_s: float, lost: Callable[[frozenset[Any]], None]) -> None:
        self._client, self._lost = client, lost
        self._quiet = Quiet(limit_s + GRACE_S)
        self._looked = time.monotonic()

    def look(self) -> None:
        """End workers that hang, if it is time to look."""
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY_S:
            return
        self._looked = now
        # Whether the scheduler is gone is asked elsewhere.
        with suppress(OSError, RuntimeError, CancelledError, TimeoutError):
            for worker, tasks in self._quiet.see(self._client.processing(), now):
                self._lost(tasks)
                self._end(worker)

    def _end(self, worker: str) -> None:
        try:
            self._client.restart_workers([worker], timeout=_RESTART_WITHIN_S, raise_for_error=False)
        except ValueError:   # nobody minds it
            self._client.sync(self._client.scheduler.unregister, address=worker, stimulus_id="hanging worker")
