"""An engine: an executor of `concurrent.futures` and what the loop must know about it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from sim.study.execution import Inline


@dataclass(frozen=True, slots=True)
class Engine:
    """Where tasks are carried out.

    Attributes
    ----------
    executor : takes the tasks.
    workers : how many there are now; those of a cluster come and go.
    check : raises `RunFailed` where tasks can no longer be carried out at all.
    """

    executor: Executor
    workers: Callable[[], int]
    check: Callable[[], None]

    @property
    def ahead(self) -> int:
        """How many tasks are in flight at most."""
        return 1 if isinstance(self.executor, Inline) else 2 * self.workers() + 1
