"""A scenario and sweeps small enough to try everything on, and an experiment in place of the simulator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.errors import RunFailed
from sim.sweeps.execution.work import Numbers, Piece

DESK = """\
title: An hour at a desk
run: {warm_up: 0 s, measure: 30 min, follow_up: 1 h, arrivals: stop, replications: 4, seed: 5}
channels: {phone: {hours: always}}
teams: {desk: {scheduled: 2, hours: always, cost: 30 EUR/h, handles: {question: {}}}}
reasons: {question: {takes: {exponential: 2 min}}}
demand: {calls: {rate: 40/h, contact: question}}
"""

SWEEP = """\
base: desk.yaml
factors:
  teams.desk.scheduled: 1..3
  demand.calls.rate: [30/h, 50/h]
replications: 3
measures: [wait_mean_s, occupancy]
"""


def written(folder: Path, sweep: str = SWEEP, **files: str) -> Path:
    """The desk and a sweep of it in a folder."""
    (folder / "desk.yaml").write_text(DESK)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    path = folder / "sweep.yaml"
    path.write_text(sweep)
    return path


@dataclass(frozen=True)
class Reckoned:
    """Reckons instead of simulating: the wait is 100 over the desks, plus the replication's number.

    Where it is `busy`, the wait also grows with the factor of the calls.
    """

    refuses: int = -1
    stops_at: int = -1
    busy: bool = False

    def __call__(self, piece: Piece) -> Numbers:
        """Numbers by a formula; it fails, or is interrupted, at a desk of so many people."""
        desks = dict(piece.point)["teams.desk.scheduled"]
        if desks == self.stops_at:
            raise KeyboardInterrupt
        if desks == self.refuses:
            raise RunFailed(f"{desks} is not for me")
        replications = range(piece.first, piece.first + piece.count)
        calls = dict(piece.point)["demand.calls.rate"]["times"] if self.busy else 1
        wait = [100.0 * calls / desks + number for number in replications]
        return {"wait_mean_s": {"all": (wait, [1.0] * piece.count)}}
