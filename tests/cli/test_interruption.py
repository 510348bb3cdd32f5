"""Ctrl-C and workers that die: a clear message, no orphans, and finished work is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Run, contents, only_result


def _started(folder: Path, workers: str) -> subprocess.Popen[str]:
    """A run of more replications than anyone waits for, in a process group of its own."""
    command = [*PROGRAM, "tiny.yaml", "busier.yaml", "--replications", "5000", "--workers", workers]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in tasks.read_text().split()] if tasks.exists() else []


def _busy_workers(process: int, count: int) -> list[int]:
    """The workers, once they have computed for a while."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = [child for child in _children(process) if _cpu_seconds(child) > 1.5]
        if len(found) >= count:
            return found
        time.sleep(0.1)
    raise AssertionError("the workers never got busy")


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_the_replications_that_were_finished(run: Run, folder: Path, workers: str) -> None:
    process = _started(folder, workers)
    children = _busy_workers(process.pid, 2) if workers == "2" else []
    if workers == "1":
        time.sleep(4)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert not any(_alive(child) for child in children)
    kept = only_result(folder)
    count = int(stderr.split("Stopped: the first ")[1].split()[0])
    assert f"Stopped: the first {count} of 5000 replications are kept in results/{kept.name}" in stderr
    assert "Stopped early: 5000 replications were asked for." in stdout
    # What was kept is what a run of as many replications gives.
    before = contents(kept)
    assert run("tiny.yaml", "busier.yaml", "--replications", str(count), "--out", "again").returncode == 0
    again = contents(folder / "again" / kept.name)
    before.pop("findings.txt"), again.pop("findings.txt")
    assert again == before


def test_ctrl_c_before_anything_was_finished_says_so(folder: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "tiny.yaml", "--set", "demand.calls.rate.private=2000000/w", "--set",
         "teams.desk.scheduled=500"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr == "Stopped before the first replication was finished: nothing to keep.\n"
    assert stdout == ""
    assert list((folder / "results").iterdir()) == []


def test_a_batch_system_that_ends_the_run_keeps_finished_work_too(folder: Path) -> None:
    process = _started(folder, "1")
    time.sleep(4)
    process.terminate()
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "replications are kept in results/" in stderr
    assert (only_result(folder) / "comparison.csv").exists()


def test_a_killed_worker_ends_the_run_with_a_message(folder: Path) -> None:
    process = _started(folder, "2")
    os.kill(_busy_workers(process.pid, 2)[0], signal.SIGKILL)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "a worker process died" in stderr
    assert "Traceback" not in stderr
    assert list((folder / "results").iterdir()) == []


def test_workers_do_not_outlive_a_killed_program(folder: Path) -> None:
    process = _started(folder, "2")
    children = _busy_workers(process.pid, 2)
    process.kill()
    process.communicate(timeout=60)
    until = time.monotonic() + 10
    while any(map(_alive, children)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(_alive, children))
