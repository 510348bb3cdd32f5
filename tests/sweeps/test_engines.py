"""The same sweep of three hundred points on every engine: the same tables to the byte."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .dask_servers import INSTALLED, servers
from .running import POINTS, lines, run, tables


def test_a_serial_run_has_every_point_once(undisturbed: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(undisturbed["points.csv"].decode())))
    assert [(int(row["point"]), row["measure"]) for row in rows] == [
        (point, measure) for point in range(POINTS) for measure in ("wait_mean_s", "occupancy")
    ]
    assert {row["n"] for row in rows} == {"1"}


def test_two_processes_give_the_same(folder: Path, undisturbed: dict[str, bytes]) -> None:
    run(folder, "--workers", "2")
    assert tables(folder) == undisturbed


@pytest.mark.skipif(not INSTALLED, reason="the extra `cluster` is not installed")
def test_a_dask_scheduler_with_two_workers_gives_the_same(
    folder: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    with servers(tmp_path / "dask") as dask:
        run(folder, "--on", f"dask:{dask.address}")
    assert tables(folder) == undisturbed
    before = lines(folder)
    run(folder)   # a result of the cluster is a result of this machine
    assert lines(folder) == before
