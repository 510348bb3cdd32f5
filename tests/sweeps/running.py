"""The program as a process, working on a sweep of three hundred points, and looks into its store."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "run_scenario.py"), "sweep"]
POINTS = 300

DESK = """\
title: Half an hour at a desk
run: {warm_up: 0 s, measure: 30 min, follow_up: 1 h, arrivals: stop, replications: 4, seed: 5}
channels: {phone: {hours: always}}
teams: {desk: {scheduled: 2, hours: always, handles: {question: {}}}}
reasons: {question: {takes: {exponential: 2 min}}}
demand: {calls: {rate: 40/h, contact: question}}
"""
SWEEP = """\
base: desk.yaml
factors: {teams.desk.scheduled: 1..6, demand.calls.rate: 21/h..70/h by 1/h}
replications: 1
measures: [wait_mean_s, occupancy]
"""


def written(folder: Path) -> Path:
    """The sweep in a folder."""
    (folder / "desk.yaml").write_text(DESK)
    (folder / "sweep.yaml").write_text(SWEEP)
    return folder


def begun(folder: Path, *options: str) -> subprocess.Popen[str]:
    """The program at work, in a process group of its own; results in `out`."""
    command = [*PROGRAM, "sweep.yaml", "--out", "out", "--no-charts", *options]
    return subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
    )  # fmt: skip


def ended(process: subprocess.Popen[str], code: int = 0) -> tuple[str, str]:
    """What a process said, once it has ended as expected."""
    stdout, stderr = process.communicate(timeout=240)
    assert process.returncode == code, stderr
    assert "Traceback" not in stderr, stderr
    return stdout, stderr


def run(folder: Path, *options: str, code: int = 0) -> tuple[str, str]:
    """What the program said, from its start to its end."""
    return ended(begun(folder, *options), code)


def lines(folder: Path) -> int:
    """How many whole lines the store has."""
    return sum(path.read_bytes().count(b"\n") for path in (folder / "out" / "tasks").glob("tasks-*.jsonl"))


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came to this"
        time.sleep(0.02)


def tables(folder: Path) -> dict[str, bytes]:
    """The files of the one result, but the run log, which tells of the machine."""
    [result] = [path for path in (folder / "out").iterdir() if path.name.startswith("sweep-")]
    return {path.name: path.read_bytes() for path in result.iterdir() if path.name != "run.json"}
