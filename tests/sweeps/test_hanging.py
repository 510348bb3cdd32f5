"""Dask workers that hang in the middle of a sweep, minded by a nanny or by nobody: it goes on, whole."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.hanging import Quiet
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.result import SweepResult
from sim.sweeps.sweeping import run_sweep
from tests.unit.sweeps.small import written

from .dask_servers import INSTALLED, servers

needs_dask = pytest.mark.skipif(not INSTALLED, reason="the extra `cluster` is not installed")
SWEEP = "base: desk.yaml\nfactors: {teams.desk.scheduled: 1..12}\nreplications: 2\nmeasures: [wait_mean_s]\n"
LIMIT_S = 3.0


@dataclass(frozen=True)
class Hanging:
    """A wait of a second a desk; at seven desks the first to come hangs: asleep in the call, or its whole
    process stopped, as on a node that freezes. Whoever comes again does not."""

    folder: Path
    stops: bool

    def __call__(self, piece: Piece) -> Numbers:
        """Numbers by a formula."""
        desks = float(dict(piece.point)["teams.desk.scheduled"])
        mark = self.folder / "hung"
        if desks == 7 and not mark.exists():
            mark.write_text(str(os.getpid()))
            if self.stops:
                os.kill(os.getpid(), signal.SIGSTOP)
            time.sleep(600)
        return {"wait_mean_s": {"all": ([desks] * piece.count, [1.0] * piece.count)}}


def swept(folder: Path, experiment: Hanging, kind: str) -> SweepResult:
    """The sweep on an engine."""
    choices = Choices(Where(kind, limit_s=LIMIT_S), folder / kind.partition(":")[0])
    return run_sweep(read_sweep(written(folder, SWEEP)), choices, lambda _: None, experiment)


@needs_dask
@pytest.mark.parametrize(("minded", "stops"), [(True, False), (True, True), (False, True)], ids=[
    "a call sleeps, minded by a nanny", "a process is stopped, minded by a nanny", "and by nobody",
])  # fmt: skip
def test_a_worker_that_hangs_costs_nothing_but_time(tmp_path: Path, stops: bool, minded: bool) -> None:
    experiment = Hanging(tmp_path, stops)
    with servers(tmp_path / "dask", 0 if minded else 2) as dask:
        if minded:
            dask.minded_worker()   # alone: what hangs must come back, or nothing goes on
        result = swept(tmp_path, experiment, f"dask:{dask.address}")
        hung = int((tmp_path / "hung").read_text())
        assert result.failed == 0
        assert result.points["value"].to_pylist() == [float(desks) for desks in range(1, 13)]
        assert minded is (hung not in [one.pid for one in dask.workers])
        if not minded and stops:
            os.kill(hung, signal.SIGCONT)
    assert result.computed == 24


def test_a_worker_is_quiet_where_it_has_work_and_finishes_none() -> None:
    quiet = Quiet(10.0)
    assert list(quiet.see({"one": ["a", "b"], "other": []}, 0.0)) == []
    assert list(quiet.see({"one": ["b", "c"], "other": ["d"]}, 8.0)) == []     # a is finished
    assert list(quiet.see({"one": ["b", "c", "e"], "other": ["d"]}, 17.0)) == []
    assert list(quiet.see({"one": ["b", "c", "e"], "other": ["d"]}, 18.5)) == [
        ("one", frozenset("bce")), ("other", frozenset("d")),
    ]  # fmt: skip
    assert list(quiet.see({"one": ["b", "c", "e"]}, 19.0)) == []   # ended, and counted from anew
