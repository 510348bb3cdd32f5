"""Which engine is meant, and what is said where there is none."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from sim.errors import WrongUse
from sim.sweeps.execution import machine
from sim.sweeps.execution.choices import Where, choices_of
from sim.sweeps.execution.cluster import limited
from sim.sweeps.execution.engines import engine_of
from tests.sweeps.dask_servers import INSTALLED


@pytest.mark.parametrize("kind", ["", "dask", "dask:127.0.0.1:8786", "dask:tcp://nowhere", "ray", "local:2"])
def test_an_unknown_engine_is_wrong_use(kind: str) -> None:
    with pytest.raises(WrongUse, match=r"must be local, serial, dask:tcp://HOST:PORT or slurm"):
        engine_of(Where(kind))


def test_slurm_needs_its_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("sim.sweeps.execution.cluster.from_extra", lambda: None)
    with pytest.raises(WrongUse, match="no sbatch here"), engine_of(Where("slurm")):
        raise AssertionError("no cluster")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WrongUse, match=r"pip install 'journeysim\[cluster\]'"), engine_of(Where("slurm")):
        raise AssertionError("no cluster")


@pytest.mark.skipif(not INSTALLED, reason="the extra `cluster` is not installed")
def test_tls_needs_certificates() -> None:
    code = (
        "from sim.sweeps.execution.cluster import dask\n"
        "try:\n    dask('tls://127.0.0.1:9', 1.0).__enter__()\n"
        "except Exception as error:\n    print(error)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == (
        "tls://127.0.0.1:9: needs certificates, and none is configured; docs/cluster.md says how\n"
    )


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"time_limit": 0.0}, {"memory": -1.0}])
def test_limits_are_numbers_above_nothing(wrong: dict[str, float]) -> None:
    with pytest.raises(WrongUse, match="must be at least 1"):
        choices_of(None, **wrong)  # type: ignore[arg-type]


def test_a_call_that_hangs_ends_its_cluster_worker() -> None:
    code = "import time; from sim.sweeps.execution.cluster import limited; limited(0.3, time.sleep, 60)"
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, time.monotonic() - began < 40) == (1, True)
    assert limited(5.0, max, 3, 4) == 4


def test_this_machine_has_memory() -> None:
    assert machine.machine_memory() > 2**28
