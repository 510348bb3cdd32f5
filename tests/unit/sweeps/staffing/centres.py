"""Small centres to staff: one that is reckoned instead of simulated, and files for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import RunFailed
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Experiment, Numbers, Piece
from sim.sweeps.staffing.reading import read_problem
from sim.sweeps.staffing.result import OptimiseResult
from sim.sweeps.staffing.running import run_optimise

CENTRE = """\
title: Two desks
run: {warm_up: 0 s, measure: 1 d, follow_up: 1 h, arrivals: stop, seed: 5}
teams:
  left: {scheduled: 4, hours: always, cost: 30 EUR/h, handles: {invoice: {}}}
  right: {scheduled: 4, hours: always, cost: 40 EUR/h, handles: {delivery: {}}}
reasons:
  invoice: {takes: {exponential: 2 min}}
  delivery: {takes: {exponential: 2 min}}
demand: {calls: {rate: 30/h, contact: {invoice: 50 %, delivery: 50 %}}}
"""
SEARCH = """\
base: centre.yaml
staffing: {teams.left.scheduled: 1..9, teams.right.scheduled: 1..9}
goals: {service_level: {at_least: 79 %}}
replications: {search: 6, verification: 12}
"""


def written(folder: Path, search: str = SEARCH, centre: str = CENTRE) -> Path:
    """The centre and a search for its staffing in a folder."""
    (folder / "centre.yaml").write_text(centre)
    path = folder / "search.yaml"
    path.write_text(search)
    return path


def optimised(path: Path, experiment: Experiment | None = None, **choices: Any) -> OptimiseResult:
    """The result, serial, with everything kept in `out`."""
    choices = {"where": Where("serial"), "out": path.parent / "out", **choices}
    return run_optimise(read_problem(path), Choices(**choices), lambda _: None, experiment)


@dataclass(frozen=True)
class Reckoned:
    """Reckons a service level that rises with both teams, with luck that all staffings share.

    Attributes
    ----------
    luck : standard deviation of a replication's service level.
    spoils : people on the right beyond which more of them make it worse; 0: never.
    refuses, stops_at : people on the left at whom a replication fails, or is interrupted.
    lucky : so much is added to each of the search's six replications, and not to fresh ones.
    """

    luck: float = 0.01
    spoils: int = 0
    refuses: int = 0
    stops_at: int = 0
    lucky: float = 0.0

    def __call__(self, piece: Piece) -> Numbers:
        """The share answered in time of 1000 contacts, and the pay of 168 hours."""
        changes = dict(piece.point)
        left, right = (int(changes.get(f"teams.{team}.scheduled", 4)) for team in ("left", "right"))
        if left == self.stops_at:
            raise KeyboardInterrupt
        if left == self.refuses:
            raise RunFailed(f"{left} is not for me")
        numbers = range(piece.first, piece.first + piece.count)
        level = self.level(left, right)
        answered = [1000 * (level + self.lucky * (n < 6) + self.luck * _normal(n)) for n in numbers]
        budget = [168.0 * (30 * left + 40 * right)] * piece.count
        thousand, one = [1000.0] * piece.count, [1.0] * piece.count
        return {"service_level": {"all": (answered, thousand)}, "budget_per_week": {"all": (budget, one)}}

    def level(self, left: int, right: int) -> float:
        """The service level that is expected."""
        spoilt = 0.2 * max(0, right - self.spoils) if self.spoils else 0.0
        return 1 - 0.8 * exp(-left / 3) - 0.6 * exp(-right / 2.5) - spoilt

    def cheapest(self, least: float, most: int = 9) -> tuple[int, int]:
        """The staffing that is expected to reach so much at least cost, by trying all."""
        people = range(1, most + 1)
        keeping = [(a, b) for a in people for b in people if self.level(a, b) >= least]
        return min(keeping, key=lambda pair: 30 * pair[0] + 40 * pair[1])


def _normal(number: int) -> float:
    return float(np.random.default_rng(number).normal())


def people(result: OptimiseResult) -> tuple[int, int] | None:
    """How many are on the left and on the right of the plan."""
    if result.plan is None:
        return None
    settings = result.plan.settings
    return settings["teams.left.scheduled"], settings["teams.right.scheduled"]
