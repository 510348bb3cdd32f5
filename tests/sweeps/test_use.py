"""What one types, and what comes back: progress, forecast, failures, wrong use, each with its exit code."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .running import DESK, PROGRAM, SWEEP, run, written

FEW = SWEEP.replace("21/h..70/h by 1/h", "[30/h, 40/h]").replace("replications: 1", "replications: 2")
CLASHING = """\
base: desk.yaml
factors:
  reasons.question.takes.uniform.low: [1 min, 3 min]
  reasons.question.takes.uniform.high: [2 min, 4 min]
replications: 2
measures: [wait_mean_s]
"""


def few(folder: Path, sweep: str = FEW, desk: str = DESK) -> Path:
    written(folder)
    (folder / "desk.yaml").write_text(desk)
    (folder / "sweep.yaml").write_text(sweep)
    return folder


def test_progress_for_machines_and_none_at_all(tmp_path: Path) -> None:
    stdout, stderr = run(few(tmp_path), "--json", "--workers", "1")
    *told, where = stderr.splitlines()
    last = json.loads(told[-1])
    assert (last["finished"], last["total"], last["failed"]) == (24, 24, 0)
    assert last["best"]["changes"].keys() == {"teams.desk.scheduled", "demand.calls.rate"}
    assert where.startswith("Results: out/sweep-")
    assert "12 points: 24 of 24 replications were computed now." in stdout
    assert run(tmp_path, "--quiet")[1] == f"{where}\n"


def test_a_forecast_computes_nothing_that_is_kept(tmp_path: Path) -> None:
    stdout, _ = run(few(tmp_path), "--dry-run", "--workers", "2")
    assert "12 points, 2 replications each. 24 replications are still to be done." in stdout
    assert "Nothing was stored." in stdout
    assert not (tmp_path / "out").exists()


def test_lines_fit_the_terminal(tmp_path: Path) -> None:
    command = [*PROGRAM, "sweep.yaml", "--no-charts", "--on", "serial"]
    for options in (("--dry-run",), ("--status",), ()):
        ended = subprocess.run([*command, *options], cwd=few(tmp_path), env={**os.environ, "COLUMNS": "40"},
                               capture_output=True, text=True, check=True)  # fmt: skip
        assert max(map(len, ended.stdout.splitlines())) <= 40


def test_values_that_clash_fail_their_point_and_the_exit_code_says_so(tmp_path: Path) -> None:
    desk = DESK.replace("{exponential: 2 min}", "{uniform: {low: 1 min, high: 5 min}}")
    for _ in range(2):
        stdout, _ = run(few(tmp_path, CLASHING, desk), "--on", "serial", code=1)
        assert "One point failed; --retry-failed tries it again:" in stdout
        told = " ".join(stdout.split())
        assert "point 2, desk: desk.yaml:5:30 reasons.question.takes.uniform: needs low below high" in told
    assert "2 replications failed" in run(tmp_path, "--status")[0]


def test_check_knows_sweeps_and_run_says_what_they_are(tmp_path: Path) -> None:
    def said(*arguments: str) -> tuple[int, str]:
        command = [*PROGRAM[:-1], *arguments]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout + ended.stderr

    few(tmp_path)
    assert said("check", "sweep.yaml", "desk.yaml")[1].endswith("sweep.yaml: fine\ndesk.yaml: fine\n")
    assert said("sweep.yaml") == (2, "sweep.yaml: is a sweep: run it with the command sweep\n")
    few(tmp_path, FEW.replace("1..6", "6..1"))
    code, faults = said("check", "sweep.yaml")
    assert (code, faults.split(": ")[0]) == (2, "sweep.yaml:2:11 factors.teams.desk.scheduled")


def test_wrong_use_and_input_end_with_2_and_a_message(tmp_path: Path) -> None:
    few(tmp_path, FEW.replace("scheduled", "schedule"))
    _, stderr = run(tmp_path, code=2)
    assert "sweep.yaml:2:11 teams.desk.schedule: there is no schedule in teams.desk" in stderr
    few(tmp_path)
    assert "--on cloud: must be local, serial" in run(tmp_path, "--on", "cloud", code=2)[1]
    assert "--workers" in run(tmp_path, "--workers", "0", code=2)[1]
