"""Workers and schedulers of a Dask cluster that are killed in the middle of a sweep."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .dask_servers import INSTALLED, Servers, servers
from .running import begun, ended, lines, run, tables, wait_until
from .test_kills import SOME, counted

pytestmark = pytest.mark.skipif(not INSTALLED, reason="the extra `cluster` is not installed")


def at_work(folder: Path, dask: Servers) -> subprocess.Popen[str]:
    """A sweep in the middle of its work."""
    before = lines(folder)
    process = begun(folder, "--on", f"dask:{dask.address}")
    wait_until(lambda: lines(folder) > before + SOME or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    return process


def test_a_worker_and_then_the_scheduler_are_killed_and_the_sweep_goes_on(
    folder: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    with servers(tmp_path / "first") as dask:
        process = at_work(folder, dask)
        dask.workers[0].kill()
        dask.scheduler.kill()
        _, stderr = ended(process, 1)
        assert "the Dask scheduler is gone; what was finished is kept" in stderr
    before = lines(folder)
    assert before > SOME
    with servers(tmp_path / "second") as dask:
        process = at_work(folder, dask)
        dask.workers[0].kill()   # the other one does its work
        ended(process)
    assert tables(folder) == undisturbed
    assert set(counted(folder).values()) == {1}


def test_nobody_answers_at_the_address(folder: Path) -> None:
    _, stderr = run(folder, "--on", "dask:tcp://127.0.0.1:9", code=1)
    assert "tcp://127.0.0.1:9: no Dask scheduler answers there" in stderr
