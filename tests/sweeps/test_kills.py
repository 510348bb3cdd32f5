"""Whatever is killed in the middle of a sweep: at the end every point is there once, as if undisturbed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from .running import PROGRAM, ROOT, begun, ended, lines, run, tables, wait_until

SOME = 60


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes, known by what they run."""
    children = Path(f"/proc/{process.pid}/task").glob("*/children")
    found = [int(number) for one in children for number in one.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def counted(folder: Path) -> Counter[tuple[str, int]]:
    """How often the store has each replication of each point."""
    found: Counter[tuple[str, int]] = Counter()
    for path in (folder / "out" / "tasks").glob("tasks-*.jsonl"):
        for line in path.read_bytes().splitlines():
            try:
                task = json.loads(line)["task"]
            except json.JSONDecodeError:
                continue
            found.update((task["point"], task["first"] + number) for number in range(task["count"]))
    return found


def at_work(folder: Path, *options: str) -> subprocess.Popen[str]:
    """A sweep with two workers in the middle of its work."""
    process = begun(folder, "--workers", "2", *options)
    wait_until(lambda: lines(folder) > SOME or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    return process


def test_a_worker_is_killed(folder: Path, undisturbed: dict[str, bytes]) -> None:
    process = at_work(folder)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    ended(process)
    assert tables(folder) == undisturbed
    assert set(counted(folder).values()) == {1}


def test_worker_and_client_are_killed_and_the_sweep_goes_on(
    folder: Path, undisturbed: dict[str, bytes]
) -> None:
    process = at_work(folder)
    workers = workers_of(process)
    os.kill(workers[0], signal.SIGKILL)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(map(alive, workers)), 20)
    before = lines(folder)
    assert "Traceback" not in run(folder, "--workers", "2")[1]
    assert tables(folder) == undisturbed
    assert before > SOME
    assert set(counted(folder).values()) == {1}


def test_everything_is_told_to_end_and_goes_on_after_a_torn_write(
    folder: Path, undisturbed: dict[str, bytes]
) -> None:
    process = at_work(folder)
    os.killpg(process.pid, signal.SIGTERM)
    _, stderr = ended(process, 130)
    assert "Stopped. What was finished is kept; the same command goes on from there." in stderr
    store = folder / "out" / "tasks" / "tasks-00001.jsonl"
    os.truncate(store, store.stat().st_size - 40)
    shown, _ = run(folder, "--status")
    assert "One line of the store cannot be read" in shown
    run(folder, "--workers", "2")
    assert tables(folder) == undisturbed
    assert set(counted(folder).values()) == {1}


def test_two_clients_on_one_folder(folder: Path, undisturbed: dict[str, bytes]) -> None:
    first = at_work(folder)
    first.send_signal(signal.SIGSTOP)   # it must not be through before the second one looks
    _, stderr = run(folder, code=1)
    assert f"another sweep writes here (process {first.pid} on " in stderr
    assert "replications are finished" in run(folder, "--status")[0]
    first.send_signal(signal.SIGCONT)
    ended(first)
    assert tables(folder) == undisturbed


def test_a_full_disk_ends_the_sweep_with_a_clear_word(folder: Path, undisturbed: dict[str, bytes]) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

    stopped = subprocess.run(
        [*PROGRAM, "sweep.yaml", "--out", "out", "--on", "serial"], cwd=folder, preexec_fn=little_room,
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert stopped.returncode == 1
    assert "out/tasks: the result cannot be written: File too large" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert lines(folder) > SOME // 2
    run(folder, "--workers", "2")
    assert tables(folder) == undisturbed


@pytest.mark.parametrize("on", ["local", "serial"])
def test_ctrl_c_stops_at_once_and_nothing_runs_on(folder: Path, on: str) -> None:
    process = at_work(folder, "--on", on)
    workers = workers_of(process)
    os.killpg(process.pid, signal.SIGINT)
    ended(process, 130)
    wait_until(lambda: not any(map(alive, workers)), 20)
