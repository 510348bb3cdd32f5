"""Where the tasks of a sweep are carried out: in this process, in processes of this machine, on a cluster.

In: what stands behind `--on`. Out: an `Engine`, an executor of `concurrent.futures` with what the loop must
know about it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sim.errors import WrongUse
from sim.study.execution import Inline
from sim.sweeps.children import Children
from sim.sweeps.choices import KINDS, Where

_ADDRESS = re.compile(r"dask:((tcp|tls)://[^\s/:]+:\d+)")


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor and what the loop must know about it.

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


def engine_of(where: Where) -> AbstractContextManager[Engine]:
    """The engine that is meant; it ends with its block.

    Raises
    ------
    WrongUse
        Where no such engine is known, or what it needs is not installed.
    RunFailed
        Where the cluster cannot be reached.
    """
    if where.kind == "serial":
        return _serial()
    if where.kind == "local":
        return _local(where)
    from sim.sweeps import cluster

    if match := _ADDRESS.fullmatch(where.kind):
        return cluster.dask(match[1], where.limit_s)
    if where.kind == "slurm":
        return cluster.slurm(where.workers, where.limit_s)
    raise WrongUse(f"--on {where.kind}: must be {KINDS}")


@contextmanager
def _serial() -> Iterator[Engine]:
    yield Engine(Inline(), lambda: 1, _nothing)


@contextmanager
def _local(where: Where) -> Iterator[Engine]:
    memory = machine_memory() // where.workers if where.memory is None else where.memory
    with Children(where.workers, where.limit_s, memory) as children:
        yield Engine(children, lambda: where.workers, _nothing)


def _nothing() -> None:
    """This machine is always there."""


def machine_memory() -> int:
    """Bytes of memory that this machine, or the control group we run in, has; 0 where nobody says."""
    try:
        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0
    try:
        most = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        return found
    return min(found, int(most)) if most.isdigit() else found
