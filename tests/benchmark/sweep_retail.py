"""What a sweep costs beside single runs: two workers against two independent runs side by side.

The retail base with one measured week; wall time and CPU time of all processes, for as many replications.
Run as `python -m tests.benchmark.sweep_retail [REPLICATIONS]`: of each of the two runs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "run_scenario.py")]
BASE = ROOT / "scenarios" / "ivr_transfers.yaml"
SHORT = """\
extends: {base}
title: One week
change: {{run.measure: 1 w, run.warm_up: 1 w, run.follow_up: 1 w}}
"""
SWEEP = """\
base: week.yaml
factors: {{demand.orders.rate: {{times: [0.999, 1.001]}}}}
replications: {replications}
"""


def spent(folder: Path, *commands: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of commands side by side."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    running = [subprocess.Popen(one, cwd=folder, stdout=subprocess.DEVNULL) for one in commands]
    assert all(one.wait() == 0 for one in running)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, cpu


def main(replications: int) -> None:
    """Both ways in turn, twice."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "week.yaml").write_text(SHORT.format(base=BASE))
        (folder / "sweep.yaml").write_text(SWEEP.format(replications=replications))
        for turn in range(2):
            runs = [
                [*PROGRAM, "week.yaml", "--set", f"demand.orders.rate.consumer={rate}/w", "--workers", "1",
                 "--replications", str(replications), "--quiet", "--no-charts", "--out", f"single-{turn}"]
                for rate in (11988, 12012)
            ]  # fmt: skip
            sweep = [*PROGRAM, "sweep", "sweep.yaml", "--workers", "2", "--quiet", "--no-charts",
                     "--out", f"sweep-{turn}"]  # fmt: skip
            for name, found in (("single", spent(folder, *runs)), ("sweep", spent(folder, sweep))):
                wall, cpu = found
                print(f"{name}: {wall:.1f} s wall, {cpu:.1f} s CPU for {2 * replications} replications")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
