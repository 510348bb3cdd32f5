"""What a sweep itself costs: many points of no work at all, in how much time and memory.

Run as `python -m tests.benchmark.sweep [POINTS] [ENGINE]`; prints points, seconds and megabytes at its peak.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.sweeping import run_sweep

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Trivial:
    """Measures nothing worth the name, at once."""

    def __call__(self, piece: Piece) -> Numbers:
        numbers = [float(number) for number in range(piece.first, piece.first + piece.count)]
        return {"wait_mean_s": {"all": (numbers, [1.0] * piece.count)}}


def costs(points: int, engine: str) -> tuple[float, float]:
    """Seconds and peak megabytes of this process for a sweep of so many points, two replications each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.yaml"
        path.write_text(
            f"base: {ROOT}/scenarios/textbook/mm2.yaml\nreplications: 2\nmeasures: [wait_mean_s]\nfactors:\n"
            f"  demand.calls.rate: {{times: 0.01..1 by 0.01}}\n  teams.desk.scheduled: 1..{points // 100}\n"
        )
        sweep = read_sweep(path)
        began = time.perf_counter()
        result = run_sweep(sweep, Choices(Where(engine, 2), Path(folder)), lambda _: None, Trivial())
        seconds = time.perf_counter() - began
    assert (result.asked, result.failed) == (points, 0)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    took, most = costs(count, sys.argv[2] if len(sys.argv) > 2 else "local")
    print(f"{count:,} points: {took:.1f} s, {took / count * 1e3:.2f} ms a point, peak {most:.0f} MB")
