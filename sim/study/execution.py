"""Replications side by side: a job and its numbers in, results in the order of their numbers out.

One loop over the `concurrent.futures` interface serves one process and many. A result never depends on
the number of workers: a job is a pure function of its number, and results are handed on in order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, ClassVar, ParamSpec, TypeVar

from sim.errors import RunFailed, SimError

P = ParamSpec("P")
T = TypeVar("T")

Job = Callable[[int], T]
"""What one replication does; must be picklable where there is more than one worker."""


class Interrupted(SimError):  # noqa: N818 - it is no error
    """The run was stopped (Ctrl-C). `finished` holds the results of the first replications, in order."""

    exit_code: ClassVar[int] = 130

    def __init__(self, finished: list[Any]) -> None:
        self.finished = finished
        super().__init__("Stopped before the first replication was finished: nothing to keep.")


def run_all(
    job: Job[T], count: int, workers: int, done: Callable[[int], None], first: int = 0
) -> list[T]:
    """Run replications first to first + count - 1.

    Parameters
    ----------
    job : called with each number.
    count : replications.
    workers : processes; 1 stays in this one.
    done : told how many are finished, each time one is, in this process.
    first : number of the first of them.

    Returns
    -------
    list
        The results, in the order of the numbers.

    Raises
    ------
    Interrupted
        On Ctrl-C: workers are ended, the results of the first replications come with it.
    RunFailed
        When a worker dies.
    """
    results: dict[int, T] = {}
    numbers = range(first, first + count)
    try:
        with _executor(job, min(workers, count)) as executor:
            for number, result in _results(executor, job, numbers, ahead=2 * workers):
                results[number] = result
                done(len(results))
    except KeyboardInterrupt:
        raise Interrupted(list(_first(results, first))) from None
    except BrokenProcessPool:
        raise RunFailed(
            "a worker process died (out of memory, or killed from outside); try fewer: --workers 1"
        ) from None
    return [results[number] for number in numbers]


def _results(executor: Executor, job: Job[T], numbers: range, ahead: int) -> Iterator[tuple[int, T]]:
    """Number and result of each replication, as they finish."""
    pending: dict[Future[T], int] = {}
    to_come = iter(numbers)
    most = 1 if isinstance(executor, Inline) else ahead
    while True:
        for number in islice(to_come, most - len(pending)):
            pending[_submitted(executor, job, number)] = number
        if not pending:
            return
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            yield pending.pop(future), future.result()


class Inline(Executor):
    """An executor that runs each call at once in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the call; what it raises is kept for `result`, but Ctrl-C goes on to the caller."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _first(results: dict[int, T], number: int) -> Iterator[T]:
    """Results of a number, the next, and so on up to the first that is missing."""
    while number in results:
        yield results[number]
        number += 1


@contextmanager
def _executor(job: Job[T], workers: int) -> Iterator[Executor]:
    """Workers that end with the block, at once if it fails."""
    if workers <= 1:
        yield Inline()
        return
    context = multiprocessing.get_context("spawn")
    theirs, lifeline = context.Pipe(duplex=False)
    with ProcessPoolExecutor(workers, context, initializer=_prepare, initargs=(job, theirs)) as pool:
        try:
            yield pool
        except BaseException:
            lifeline.close()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    lifeline.close()
    theirs.close()


def _submitted(executor: Executor, job: Job[T], number: int) -> Future[T]:
    if isinstance(executor, Inline):
        return executor.submit(job, number)
    with interrupts_held():
        return executor.submit(_run_prepared, number)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the end of the block; processes started inside never see it at all."""
    if not hasattr(signal, "pthread_sigmask"):   # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """What this worker process does, sent once, not with every number; and when it may end.

    It must not end while it sends a result: the other side would wait for the rest for ever.
    """

    def __init__(self, job: Job[Any], lifeline: Connection) -> None:
        self._job = job
        self._lifeline = lifeline
        self._computing = self._unwanted = False
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def run(self, number: int) -> Any:
        """Do the job, unless nobody wants it any more."""
        self._turn(computing=True)
        result = self._job(number)
        self._turn(computing=False)
        return result

    def _turn(self, computing: bool) -> None:
        with self._lock:
            self._computing = computing
            if computing and self._unwanted:
                os._exit(1)

    def _watch(self) -> None:
        """End when the other end of the lifeline is closed, or its holder was killed."""
        self._lifeline.poll(None)
        parent = multiprocessing.parent_process()
        with self._lock:
            self._unwanted = True
            if self._computing or parent is None or not parent.is_alive():
                os._exit(1)


_workers: list[_Worker] = []
"""In a worker process: itself."""


def _prepare(job: Job[Any], lifeline: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _workers.append(_Worker(job, lifeline))


def _run_prepared(number: int) -> Any:
    return _workers[-1].run(number)
