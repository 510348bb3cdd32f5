"""How a sweep is run: where, with how many workers, within which limits. Results do not depend on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sim.errors import WrongUse

KINDS = "local, serial, dask:tcp://HOST:PORT or slurm"


@dataclass(frozen=True, slots=True)
class Where:
    """What the user says about the place of execution.

    Attributes
    ----------
    kind : local, serial, dask:ADDRESS or slurm.
    workers : processes, or jobs of a batch system.
    limit_s : how long a task may take.
    memory : bytes that a process of this machine may take; None: its share of the machine's.
    logs : folder for what jobs of a batch system say; None: where the batch system puts it.
    """

    kind: str = "local"
    workers: int = 1
    limit_s: float = 3600.0
    memory: int | None = None
    logs: Path | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """How a sweep is run.

    Attributes
    ----------
    where : engine, workers and limits.
    out : folder of the store and of the result; None: nothing is kept.
    retry_failed : try again what failed before.
    """

    where: Where = field(default_factory=Where)
    out: Path | None = None
    retry_failed: bool = False


def choices_of(
    out: str | Path | None,
    *,
    on: str = "local",
    workers: int = 1,
    time_limit: float = 3600.0,
    memory: float | None = None,
    retry_failed: bool = False,
) -> Choices:
    """The choices as a user makes them: seconds and gigabytes.

    Raises
    ------
    WrongUse
        Where a number is out of range.
    """
    if workers < 1 or not time_limit > 0 or (memory is not None and not memory > 0):
        raise WrongUse("workers must be at least 1, time_limit and memory more than 0")
    folder = None if out is None else Path(out)
    logs = None if folder is None else folder / "logs"
    where = Where(on, workers, time_limit, None if memory is None else round(memory * 1e9), logs)
    return Choices(where, folder, retry_failed)
