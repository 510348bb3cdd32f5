"""Worker processes of this machine behind the interface of `concurrent.futures`.

Each thread of a pool owns one process and hands it one call at a time, so that a process which dies or
hangs is known with the call it was about, and costs nobody else anything.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from typing import Any, ParamSpec, TypeVar

from sim.errors import SimError
from sim.study.execution import interrupts_held

P = ParamSpec("P")
T = TypeVar("T")

_BEGINS_WITHIN_S = 120.0


class WorkerLost(SimError):  # noqa: N818 - the task may be innocent
    """The worker that carried a task is gone; the message says how, as in "its worker was killed"."""


class Children(Executor):
    """Processes started as they are needed and replaced when they are lost.

    Parameters
    ----------
    count : processes.
    limit_s : how long one call may take before its process is killed.
    memory : bytes that one process may take; 0: no limit.
    """

    def __init__(self, count: int, limit_s: float, memory: int) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._own = threading.local()
        self._all: list[_Child] = []
        self._lock = threading.Lock()
        self._limit_s, self._memory = limit_s, memory
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a process make the call; `WorkerLost` is its result where the process is lost."""
        return self._threads.submit(self._carried, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, in the middle of a call too."""
        with self._lock:
            self._closed = True
            for child in self._all:
                child.end()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _carried(self, fn: Callable[..., T], args: Any, kwargs: Any) -> T:
        child = getattr(self._own, "child", None) or self._started()
        try:
            result: T = child.call((fn, args, kwargs), self._limit_s)
        except WorkerLost:
            child.end()
            self._own.child = None
            with self._lock:
                self._all.remove(child)
            raise
        return result

    def _started(self) -> _Child:
        with self._lock:
            if self._closed:
                raise WorkerLost("the pool of workers is closed")
            self._own.child = child = _Child(self._memory)
            self._all.append(child)
        return child


class _Child:
    """One worker process and our end of the pipe to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, memory), daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()
        self._ready = False

    def call(self, what: tuple[Callable[..., T], Any, Any], limit_s: float) -> T:
        """Have the process make one call."""
        try:
            if not self._ready:
                self._answer(_BEGINS_WITHIN_S)
                self._ready = True
            self._ours.send(what)
            result, error = self._answer(limit_s)
        except (EOFError, OSError):
            raise WorkerLost(f"its worker {self._ending()}") from None
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self._process.kill()
        self._process.join()

    def _answer(self, limit_s: float) -> Any:
        if not wait([self._ours, self._process.sentinel], limit_s):
            raise WorkerLost(f"took longer than the limit of {limit_s:g} s")
        if not self._ours.poll():
            raise EOFError
        return self._ours.recv()

    def _ending(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            return f"was killed ({name}: out of memory, or from outside)" if code == -9 else f"died ({name})"
        return f"ended with exit code {code}"


def _serve(ours: Connection, memory: int) -> None:
    """Make calls until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory)
    ours.send("ready")
    while True:
        try:
            fn, args, kwargs = ours.recv()
        except (EOFError, OSError):
            return
        answer: tuple[Any, Exception | None]
        try:
            answer = fn(*args, **kwargs), None
        except Exception as error:
            answer = None, error
        ours.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)


def _limit_memory(most: int) -> None:
    """Let a call that takes too much fail for itself before the machine has to choose a victim."""
    if most and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
