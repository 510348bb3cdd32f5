"""The sweep as jobs of a small Slurm of two one-core nodes on this machine.

`SLURM_START` names the script that starts it and prints `export SLURM_CONF=...`; `stop.sh` stands beside it.
Its files go to the folder that `D` names.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .dask_servers import INSTALLED
from .running import begun, ended, lines, tables, wait_until
from .test_kills import SOME, counted

START = os.environ.get("SLURM_START", "")
pytestmark = pytest.mark.skipif(not (START and INSTALLED), reason="SLURM_START is not set")


@pytest.fixture
def slurm(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two nodes, stopped at the end."""
    files = {**os.environ, "D": str(tmp_path_factory.mktemp("slurm"))}
    told = tmp_path_factory.mktemp("told") / "told.txt"
    with told.open("w") as output:   # its servers keep what they inherit open
        subprocess.run(["bash", START], env=files, check=True, stdout=output, stderr=subprocess.STDOUT)
    exported = re.search(r"export SLURM_CONF=(\S+)", told.read_text())
    assert exported is not None
    monkeypatch.setenv("SLURM_CONF", exported[1])
    monkeypatch.setenv("DASK_JOBQUEUE__SLURM__INTERFACE", "lo")
    try:
        yield
    finally:
        subprocess.run(["bash", str(Path(START).with_name("stop.sh"))], env=files, check=True)


def jobs_of() -> list[str]:
    """Jobs that wait or run."""
    command = ["squeue", "-h", "-t", "PENDING,RUNNING", "-o", "%i"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.usefixtures("slurm")
def test_jobs_of_slurm_give_the_same_though_one_is_cancelled(
    folder: Path, undisturbed: dict[str, bytes]
) -> None:
    process = begun(folder, "--on", "slurm", "--workers", "2")
    wait_until(lambda: lines(folder) > SOME or process.poll() is not None)
    jobs = jobs_of()
    assert len(jobs) == 2
    subprocess.run(["scancel", jobs[0]], check=True)
    ended(process)
    assert tables(folder) == undisturbed
    assert set(counted(folder).values()) == {1}
    assert any((folder / "out" / "logs").iterdir())
    assert jobs_of() == []
