"""A Dask scheduler and its workers as processes of their own, on this machine, over TCP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from .running import ROOT, wait_until

INSTALLED = find_spec("distributed") is not None and find_spec("dask_jobqueue") is not None


class Servers:
    """A scheduler and workers of one thread each; what is killed is killed by its own number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.scheduler = self._begun("scheduler", "--scheduler-file", "address.json", "--port", "0")
        wait_until((folder / "address.json").exists)
        self.address = json.loads((folder / "address.json").read_text())["address"]
        self.workers = [self.another_worker() for _ in range(2)]

    def another_worker(self) -> subprocess.Popen[bytes]:
        """A worker that nobody restarts when it dies."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", "local")
        return self._begun("worker", self.address, *options)

    def end(self) -> None:
        """Kill what is left, the workers first."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _begun(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1", "--no-dashboard", *options]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=self._folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """A scheduler with two workers; all are gone when the block ends."""
    folder.mkdir()
    found = Servers(folder)
    try:
        yield found
    finally:
        found.end()
