"""Sweeps whose numbers follow from a formula in place of the simulator, so that all that is found can be
foretold: one scenario and two, on a grid, one factor at a time, and at drawn points."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.result import SweepResult
from sim.sweeps.sweeping import run_sweep
from tests.unit.sweeps.small import DESK, written

GRID = """\
title: Desks and calls
base: desk.yaml
alternatives: [other.yaml]
factors:
  teams.desk.scheduled: 1..6
  demand.calls.rate: [30/h, 40/h, 50/h]
replications: 6
measures: [wait_mean_s, ces_hard, cost_per_week, occupancy]
"""
ALONE = GRID.replace("alternatives: [other.yaml]\n", "")
ONE = GRID.replace("title", "design: one_at_a_time\ntitle").replace("1..6", "[1, 3, 6]")
DRAWN = """\
base: desk.yaml
design: {latin_hypercube: 20}
factors:
  teams.desk.scheduled: 1..6
  demand.calls.rate: {uniform: {low: 30/h, high: 50/h}}
replications: 6
measures: [wait_mean_s, ces_hard, cost_per_week, occupancy]
"""
SENSITIVE = DRAWN.replace("latin_hypercube: 20", "sensitivity: 8")


@dataclass(frozen=True)
class Formula:
    """Wait 60 calls/desks of 40 calls an hour; the other scenario has `aside` more at 30 calls an hour and as
    much less at 50. A desk costs 1000 a week; hard journeys fall with every desk, ever less."""

    aside: float = 0.0
    luck: float = 1.0
    own_luck: float = 0.0

    def __call__(self, piece: Piece) -> Numbers:
        """Numbers of a point; luck is that of the replication, and `own_luck` that of the point besides."""
        setting: dict[str, Any] = dict(piece.point)
        desks = float(setting.get("teams.desk.scheduled", 2))
        calls = float(str(setting.get("demand.calls.rate", "40/h")).removesuffix("/h"))
        wait = 60.0 * calls / 40.0 / desks + piece.scenario * self.aside * (40.0 - calls) / 10.0
        numbers = range(piece.first, piece.first + piece.count)
        turn = [self.luck * (number - 2.5) + self.own_luck * ((7 * number + int(desks + calls)) % 5 - 2)
                for number in numbers]  # fmt: skip
        ones = [1.0] * piece.count
        return {
            "wait_mean_s": {"all": ([wait + one for one in turn], ones)},
            "ces_hard": {"all": ([0.05 + 0.2 / desks**2 + one / 1000 for one in turn], ones)},
            "cost_per_week": {"all": ([1000 * desks + one for one in turn], ones)},
            "occupancy": {"all": ([0.5] * piece.count, ones)},
        }


PLAIN = Formula()


def swept(folder: Path, sweep: str = GRID, formula: Formula = PLAIN) -> SweepResult:
    """The sweep, run by the formula."""
    folder.mkdir(exist_ok=True)   # each formula has a store of its own
    path = written(folder, sweep, other=DESK.replace("An hour", "Another hour").replace("30 EUR", "31 EUR"))
    choices = Choices(Where("serial"), folder / "out")
    return run_sweep(read_sweep(path), choices, lambda _: None, formula)
