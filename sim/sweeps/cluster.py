"""Clusters: a Dask scheduler at an address, or jobs of a Slurm cluster that Dask starts and feeds.

Needs the extra `cluster` (distributed, dask-jobqueue). Tasks and results travel as bytes; whatever a
cluster loses, the sweep's own store has kept what was finished.
"""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sim.errors import RunFailed, SimError, WrongUse
from sim.sweeps.children import WorkerLost
from sim.sweeps.engine import Engine

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

GONE = (
    "the Dask scheduler is gone; what was finished is kept: start one again, and run the same command again"
)
_CONNECT_S = 20
_JOB_MEMORY = "2GB"


@contextmanager
def dask(address: str, limit_s: float) -> Iterator[Engine]:
    """The workers of a Dask scheduler, however many it has.

    Raises
    ------
    WrongUse
        Where the extra is not installed.
    RunFailed
        Where nobody answers at the address.
    """
    from_extra()
    from distributed import Client

    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise RunFailed(f"{address}: no Dask scheduler answers there ({_first_line(error)})") from None
    with _closing(client):
        yield _engine(client, limit_s)


@contextmanager
def slurm(jobs: int, limit_s: float) -> Iterator[Engine]:
    """One-core jobs of Slurm, asked for by dask-jobqueue with what its configuration says."""
    from_extra()
    import dask as dask_itself
    from dask_jobqueue import SLURMCluster
    from distributed import Client

    wanted: dict[str, Any] = {"cores": 1, "processes": 1, "memory": _JOB_MEMORY}
    for name in wanted:
        wanted[name] = dask_itself.config.get(f"jobqueue.slurm.{name}", None) or wanted[name]
    options = {"dashboard_address": None}
    try:
        cluster = SLURMCluster(**wanted, python=sys.executable, scheduler_options=options)
    except (OSError, ValueError, RuntimeError) as error:
        raise RunFailed(f"Slurm: the jobs cannot be described ({_first_line(error)})") from None
    with cluster:
        try:
            cluster.scale(jobs=jobs)
        except (OSError, RuntimeError) as error:
            raise RunFailed(f"Slurm takes no jobs ({_first_line(error)})") from None
        with _closing(Client(cluster, set_as_default=False)) as client:
            yield _engine(client, limit_s)


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

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker make the call; `WorkerLost` is its result where workers died over it."""
        task = self._client.submit(limited, self._limit_s, fn, *args, pure=False, **kwargs)
        promise: Future[T] = Future()

        def settle(ended: Any) -> None:
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


def _engine(client: Client, limit_s: float) -> Engine:
    def workers() -> int:
        threads: dict[str, int] = client.nthreads()
        return max(1, sum(threads.values()))

    def check() -> None:
        if client.status != "running":
            raise RunFailed(GONE)

    return Engine(DaskTasks(client, limit_s), workers, check)


@contextmanager
def _closing(client: Client) -> Iterator[Client]:
    try:
        yield client
    finally:
        client.close(timeout=5)


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
