"""Sobol' indices through the whole path of a sweep: Ishigami's function in place of the simulator."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.sweeping import run_sweep

from .ishigami import Ishigami, coverage, sweep
from .small import written


@pytest.mark.parametrize("sd", [0.0, 2.0])
def test_intervals_hold_the_true_indices(tmp_path: Path, sd: float) -> None:
    """A tenth of the proof, at a quarter of its points: 60 intervals, of which 54 should hold."""
    shares = coverage(tmp_path, points=64, sd=sd, scrambles=10)
    assert sum(shares) / len(shares) >= 0.9


class Failing(Ishigami):
    """Ishigami's function that is not there for some points of A."""

    def __call__(self, piece: Piece) -> Numbers:
        if piece.point[0][1]["times"] < 1.25:
            raise ValueError("too small")
        return super().__call__(piece)


def test_a_row_of_the_design_with_a_failed_point_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, sweep(points=32, replications=2, seed=3))
    result = run_sweep(read_sweep(path), Choices(Where("serial")), lambda _: None, Failing(1.0))
    rows = result.indices.to_pylist()
    assert result.failed > 0
    # a row fails where its x1 of A or of B is small: an eighth of 32 each
    assert {row["points"] for row in rows} == {32 - 4 - 4 + _both(path)}
    assert len(rows) == 6


def _both(path: Path) -> int:
    """Rows of which both are small."""
    u = read_sweep(path).design.quantiles()[:, 0]
    return int(((u[:32] < 0.125) & (u[32:64] < 0.125)).sum())
