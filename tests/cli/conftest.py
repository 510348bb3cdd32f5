"""Real processes of the program, on scenarios small enough to run in a second."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "run_scenario.py")]

TINY = """\
title: Tiny desk
run: {warm_up: 0 d, measure: 1 w, follow_up: 1 d, replications: 3, seed: 3}
matters: {wait_mean_s: 5 s, handoffs_mean: 0.05, ces_mean: 0.1}
hours: {open: mon-fri 09:00-17:00}
segments: {private: {}, company: {}}
teams:
  desk: {scheduled: 2, hours: open, cost: 30 EUR/h, handles: {question: {resolves: 85 %}}}
reasons: {question: {takes: {exponential: 4 min}}}
demand:
  calls: {rate: {by: segment, private: 600/w, company: 200/w}, contact: question}
patience: {exponential: 6 min}
"""
BUSIER = "extends: tiny.yaml\ntitle: A third more calls\nchange: {demand.calls.rate: {times: 1.33}}\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a tiny base and an alternative."""
    (tmp_path / "tiny.yaml").write_text(TINY)
    (tmp_path / "busier.yaml").write_text(BUSIER)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs the program in that folder, without charts; keyword arguments are of the environment."""

    def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        plain = ["--no-charts"] if arguments[:1] and arguments[0].endswith(".yaml") else []
        return subprocess.run(
            [*PROGRAM, *arguments, *plain], cwd=folder, capture_output=True, text=True, timeout=120,
            env={**os.environ, "COLUMNS": "80", **environment}, check=False,
        )  # fmt: skip

    return started


def fine(ended: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """A process that must have ended well; what it said is the message if it did not."""
    assert ended.returncode == 0, ended.stderr
    return ended


def only_result(folder: Path) -> Path:
    """The one result folder under `results`."""
    found = [path for path in (folder / "results").iterdir() if not path.name.startswith(".")]
    assert len(found) == 1, found
    return found[0]


def contents(result: Path) -> dict[str, bytes]:
    """All files of a result but the run log, which tells of the machine."""
    return {path.name: path.read_bytes() for path in result.iterdir() if path.name != "run.json"}
