"""Many points need no more memory than few: the benchmark, at a tenth of its size."""

from __future__ import annotations

import subprocess
import sys

from .running import ROOT


def peak_megabytes(points: int) -> float:
    command = [sys.executable, "-m", "tests.benchmark.sweep", str(points), "serial"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return float(said.split("peak ")[1].split()[0])


def test_ten_thousand_points_more_take_no_more_memory() -> None:
    assert peak_megabytes(14_000) - peak_megabytes(4_000) < 6
