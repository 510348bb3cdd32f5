"""This machine as an engine: this process alone, or processes beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.study.execution import Inline
from sim.sweeps.execution.children import Children
from sim.sweeps.execution.choices import Where
from sim.sweeps.execution.engine import Engine


@contextmanager
def serial() -> Iterator[Engine]:
    """One task after the other, in this process."""
    yield Engine(Inline(), lambda: 1, _nothing)


@contextmanager
def local(where: Where) -> Iterator[Engine]:
    """Processes of this machine, which end with the block."""
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
