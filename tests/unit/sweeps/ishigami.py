"""Ishigami's function in place of the simulator, with luck of each point's own: its indices are known.

Ishigami & Homma (1990), "An importance quantification technique in uncertainty analysis for computer
models", ISUMA '90: sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform from -pi to pi.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin
from pathlib import Path
from statistics import NormalDist

from sim.stats.estimate import Estimate
from sim.streams import key, uniform
from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.sweeping import run_sweep

from .small import written

A, B = 7.0, 0.1
PATHS = ("demand.calls.rate", "reasons.question.takes.exponential", "teams.desk.cost")
NORMAL = NormalDist()


def sweep(points: int, replications: int, seed: int) -> str:
    """A sweep whose three factors stand for x1, x2 and x3."""
    factors = "".join(f"  {path}: {{times: {{uniform: {{low: 1, high: 3}}}}}}\n" for path in PATHS)
    design = f"design: {{sensitivity: {points}}}\nreplications: {replications}\nseed: {seed}\n"
    return f"base: desk.yaml\nmeasures: [wait_mean_s]\nfactors:\n{factors}{design}"


@dataclass(frozen=True)
class Ishigami:
    """The function at x = (factor - 2) pi, with a normal error of its own for each point and replication."""

    sd: float

    def __call__(self, piece: Piece) -> Numbers:
        x = [(change["times"] - 2) * pi for _, change in piece.point]
        value = sin(x[0]) + A * sin(x[1]) ** 2 + B * x[2] ** 4 * sin(x[0])
        numbers = range(piece.first, piece.first + piece.count)
        wait = [value + self.sd * self._luck(piece, number) for number in numbers]
        return {"wait_mean_s": {"all": (wait, [1.0] * piece.count)}}

    def _luck(self, piece: Piece, number: int) -> float:
        return NORMAL.inv_cdf(uniform(1, number, "luck", key(piece.key)))


def true_indices(noise: float) -> list[float]:
    """First-order, then total indices, of the mean over replications whose variance is `noise`."""
    first = (0.5 * (1 + B * pi**4 / 5) ** 2, A**2 / 8, 0.0)
    third = B**2 * pi**8 * 8 / 225
    variance = sum(first) + third + noise
    total = (first[0] + third, first[1], third)
    return [one / variance for one in first] + [(one + noise) / variance for one in total]


def indices(folder: Path, points: int, replications: int, sd: float, seed: int) -> list[Estimate]:
    """The indices that a sweep finds, in the order of `true_indices`."""
    path = written(folder, sweep(points, replications, seed))
    result = run_sweep(read_sweep(path), Choices(Where("serial")), lambda _: None, Ishigami(sd))
    rows = result.indices.to_pylist()
    return [
        Estimate(row["value"], row["low"], row["high"], row["n"], row["method"])
        for kind in ("first", "total") for path in PATHS for row in rows
        if (row["kind"], row["factor"]) == (kind, path)
    ]  # fmt: skip


def coverage(folder: Path, points: int, sd: float, scrambles: int) -> list[float]:
    """For each index the share of scrambles whose interval holds the truth; five replications."""
    truth = true_indices(sd**2 / 5)
    hits = [0] * len(truth)
    for seed in range(scrambles):
        for place, one in enumerate(indices(folder, points, 5, sd, seed)):
            hits[place] += one.low <= truth[place] <= one.high
    return [hit / scrambles for hit in hits]
