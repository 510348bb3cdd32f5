"""A worker takes part only where its results would be the same."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.work import Simulated, UnfitWorker, message_of, perform
from sim.sweeps.sweeping import simulated

from .small import written

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PROFILE = "weekday,hour,all\n" + "".join(f"{day},{hour},1\n" for day in DAYS for hour in range(24))


@pytest.fixture
def experiment(tmp_path: Path) -> Simulated:
    (tmp_path / "hours.csv").write_text(PROFILE)
    path = written(tmp_path)
    desk = (tmp_path / "desk.yaml").read_text()
    (tmp_path / "desk.yaml").write_text(desk.replace("rate: 40/h", "rate: 40/h, profile: hours.csv"))
    return simulated(read_sweep(path))


def carried(experiment: Simulated) -> bytes:
    return perform(message_of(pickle.dumps(experiment), ()))


def test_a_worker_like_this_process_takes_part(experiment: Simulated) -> None:
    assert pickle.loads(carried(experiment)) == []


def test_another_version_is_refused(experiment: Simulated) -> None:
    other = replace(experiment, versions={**experiment.versions, "numpy": "1.0"})
    with pytest.raises(UnfitWorker, match=r"has numpy \S+ instead of 1.0: its results would be others"):
        carried(other)


@pytest.mark.parametrize("left", [None, PROFILE.replace("mon,9,1", "mon,9,2")])
def test_other_files_are_refused(experiment: Simulated, tmp_path: Path, left: str | None) -> None:
    (tmp_path / "hours.csv").unlink()
    if left is not None:
        (tmp_path / "hours.csv").write_text(left)
    with pytest.raises(UnfitWorker, match=r"has another hours.csv in .*: its results would be others"):
        carried(experiment)
