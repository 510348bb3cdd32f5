"""Which engine is meant by what stands behind `--on`."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from sim.errors import WrongUse
from sim.sweeps.execution import machine
from sim.sweeps.execution.choices import KINDS, Where
from sim.sweeps.execution.engine import Engine

_ADDRESS = re.compile(r"dask:((tcp|tls)://[^\s/:]+:\d+)")


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
        return machine.serial()
    if where.kind == "local":
        return machine.local(where)
    from sim.sweeps.execution import cluster

    if match := _ADDRESS.fullmatch(where.kind):
        return cluster.dask(match[1], where.limit_s)
    if where.kind == "slurm":
        return cluster.slurm(where)
    raise WrongUse(f"--on {where.kind}: must be {KINDS}")
