"""Clusters: a Dask scheduler at an address, or jobs of a Slurm cluster that Dask starts and feeds.

Needs the extra `cluster` (distributed, dask-jobqueue). Tasks and results travel as bytes; whatever a
cluster loses, the sweep's own store has kept what was finished.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from shutil import which
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sim.errors import RunFailed, SimError, WrongUse
from sim.sweeps.execution.children import WorkerLost
from sim.sweeps.execution.choices import Where
from sim.sweeps.execution.engine import Engine
from sim.sweeps.execution.hanging import Watchdog

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

GONE = (
    "the Dask scheduler is gone; what was finished is kept: start one again, and run the same command again"
)
_CONNECT_S = 10
_ASK_EVERY_S = 2.0
_JOB_MEMORY = "2GB"


@contextmanager
def dask(address: str, limit_s: float) -> Iterator[Engine]:
    """The workers of a Dask scheduler, however many it has.

    Raises
    ------
    WrongUse
        Where the extra, or a certificate for an address with tls, is missing.
    RunFailed
        Where nobody answers at the address.
    """
    from_extra()
    import dask as dask_itself
    from distributed import Client

    if address.startswith("tls:") and not dask_itself.config.get("distributed.comm.tls.ca-file", None):
        raise WrongUse(f"{address}: needs certificates, and none is configured; docs/cluster.md says how")
    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise RunFailed(f"{address}: no Dask scheduler answers there ({_first_line(error)})") from None
    with _closing(client):
        yield _engine(client, limit_s)


@contextmanager
def slurm(where: Where) -> Iterator[Engine]:
    """One-core jobs of Slurm, asked for by dask-jobqueue with what its configuration says.

    Raises
    ------
    WrongUse
        Where the extra is not installed, or this is no machine from which jobs are sent.
    RunFailed
        Where Slurm takes no jobs.
    """
    from_extra()
    if which("sbatch") is None:
        raise WrongUse("--on slurm: there is no sbatch here; run it where jobs are sent from")
    import dask as dask_itself
    from dask_jobqueue import SLURMCluster
    from distributed import Client

    wanted: dict[str, Any] = {"cores": 1, "processes": 1, "memory": _JOB_MEMORY}
    for name in tuple(wanted):
        wanted[name] = dask_itself.config.get(f"jobqueue.slurm.{name}", None) or wanted[name]
    if where.logs is not None and not dask_itself.config.get("jobqueue.slurm.log-directory", None):
        wanted["log_directory"] = str(where.logs)
    options = {"dashboard_address": None}
    try:
        cluster = SLURMCluster(**wanted, python=sys.executable, scheduler_options=options)
    except (OSError, ValueError, RuntimeError) as error:
        raise RunFailed(f"Slurm: the jobs cannot be described ({_first_line(error)})") from None
    with cluster:
        try:
            cluster.scale(jobs=where.workers)
        except (OSError, RuntimeError) as error:
            raise RunFailed(f"Slurm takes no jobs ({_first_line(error)})") from None
        with _closing(Client(cluster, set_as_default=False)) as client:
            yield _engine(client, where.limit_s)


def from_extra() -> None:
    """Check that the extra is there.

    Raises
    ------
    WrongUse
        Where it is not.
    """
    from importlib.util import find_spec

    if not (find_spec("distributed") and find_spec("dask_jobqueue")):
        raise WrongUse("a cluster needs more: pip install 'journeysim[cluster]'")


class DaskTasks(Executor):
    """Calls handed to a Dask cluster, one Dask task each; its results are released as they are taken.

    Parameters
    ----------
    client : of the cluster.
    limit_s : how long one call may take before its worker is ended.
    """

    def __init__(self, client: Client, limit_s: float) -> None:
        self._client, self._limit_s = client, limit_s
        self._under_way: dict[str, tuple[Any, Future[Any]]] = {}

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker make the call; `WorkerLost` is its result where workers died over it."""
        task = self._client.submit(limited, self._limit_s, fn, *args, pure=False, **kwargs)
        promise: Future[T] = Future()
        self._under_way[task.key] = task, promise

        def settle(ended: Any) -> None:
            if self._under_way.pop(ended.key, None) is None:   # lost before
                return
            if ended.status == "finished":
                try:
                    promise.set_result(ended.result())
                except Exception as error:
                    promise.set_exception(error)
            elif ended.status == "error":
                promise.set_exception(_as_ours(ended.exception()))
            else:
                promise.set_exception(RunFailed(GONE))

        task.add_done_callback(settle)
        return promise

    def lost(self, keys: Iterable[str]) -> None:
        """Give up the tasks of a worker that hangs; they may be handed on again."""
        for key in keys:
            task, promise = self._under_way.pop(key, (None, None))
            if task is not None and promise is not None:
                promise.set_exception(WorkerLost("its worker hung"))
                task.cancel()


def limited(limit_s: float, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Make a call, and end the whole process where it takes longer than the limit."""
    faulthandler.dump_traceback_later(limit_s, exit=True, file=2)
    try:
        return fn(*args, **kwargs)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _as_ours(raised: Exception) -> SimError:
    """What a Dask task ended with, as one of our own failures."""
    from distributed import KilledWorker

    if isinstance(raised, KilledWorker):
        return WorkerLost("its worker died (killed, or hanging)")
    if isinstance(raised, SimError):
        return raised
    rule = "the same version of this program must be installed on the scheduler and on all workers"
    return RunFailed(f"the Dask cluster cannot carry out a task ({_first_line(raised)}); {rule}")


class _Cluster:
    """What a client knows of its cluster, asked anew every few seconds."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._workers, self._asked = 0, 0.0

    def workers(self) -> int:
        """How many threads the workers have; at least 1, as workers may still come."""
        now = time.monotonic()
        if not self._workers or now - self._asked > _ASK_EVERY_S:
            self.check()
            try:
                self._workers, self._asked = max(1, sum(self._client.nthreads().values())), now
            except (OSError, RuntimeError, CancelledError):
                raise RunFailed(GONE) from None
        return self._workers

    def check(self) -> None:
        """Raise `RunFailed` where the scheduler is gone: it forgets all tasks with the connection."""
        if self._client.status != "running":
            raise RunFailed(GONE)


def _engine(client: Client, limit_s: float) -> Engine:
    cluster, tasks = _Cluster(client), DaskTasks(client, limit_s)
    watchdog = Watchdog(client, limit_s, tasks.lost)

    def check() -> None:
        cluster.check()
        watchdog.look()

    return Engine(tasks, cluster.workers, check)


@contextmanager
def _closing(client: Client) -> Iterator[Client]:
    """A client whose troubles are told by us, in a word, and not by its log."""
    handlers = {one: one.level for one in logging.getLogger("distributed").handlers}
    for handler in handlers:
        handler.setLevel(logging.CRITICAL + 1)
    try:
        yield client
    finally:
        client.close(timeout=5)
        for handler, level in handlers.items():
            handler.setLevel(level)


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
