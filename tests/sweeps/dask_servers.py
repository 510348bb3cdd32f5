"""A Dask scheduler and its workers as processes of their own, on this machine, over TCP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from .running import ROOT, wait_until

INSTALLED = find_spec("distributed") is not None and find_spec("dask_jobqueue") is not None


class Servers:
    """A scheduler and workers of one thread each; what is killed is killed by its own number."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self._folder = folder
        self.scheduler = self._begun("scheduler", "--scheduler-file", "address.json", "--port", "0")
        wait_until((folder / "address.json").exists)
        self.address = json.loads((folder / "address.json").read_text())["address"]
        self.workers = [self.another_worker() for _ in range(workers)]

    def another_worker(self) -> subprocess.Popen[bytes]:
        """A worker that nobody restarts when it dies."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", "local")
        return self._begun("worker", self.address, *options)

    def minded_worker(self) -> subprocess.Popen[bytes]:
        """A worker whose nanny starts it again when it dies."""
        options = ("--nthreads", "1", "--nanny", "--local-directory", "local")
        self.workers.append(self._begun("worker", self.address, *options))
        return self.workers[-1]

    def end(self) -> None:
        """Kill what is left, the workers first."""
        for process in (*self.workers, self.scheduler):
            for number in children_of(process.pid):   # of a nanny
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            process.kill()
            process.wait()

    def _begun(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1", "--no-dashboard", *options]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=self._folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )


def children_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    told = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in told.read_text().split()] if told.exists() else []


@contextmanager
def servers(folder: Path, workers: int = 2) -> Iterator[Servers]:
    """A scheduler with workers that nobody minds; all are gone when the block ends."""
    folder.mkdir()
    found = Servers(folder, workers)
    try:
        yield found
    finally:
        found.end()
