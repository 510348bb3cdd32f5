"""Worker processes: what dies or hangs is known with its call, and costs nobody else anything."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.errors import RunFailed
from sim.sweeps.execution.children import Children, WorkerLost


@pytest.fixture
def two() -> Iterator[Children]:
    with Children(2, limit_s=20.0, memory=0) as children:
        yield children


def _double(number: int) -> int:
    return 2 * number


def _raise(error: Exception) -> None:
    raise error


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _take(size: int) -> int:
    return len(bytearray(size))


def test_calls_come_back_with_what_they_gave_or_raised(two: Children) -> None:
    futures = [two.submit(_double, number) for number in range(9)]
    assert [future.result() for future in futures] == [*range(0, 18, 2)]
    with pytest.raises(RunFailed, match="not today"):
        two.submit(_raise, RunFailed("not today")).result()


def test_a_killed_worker_costs_its_own_call_and_is_replaced(two: Children) -> None:
    futures = [two.submit(_double, 1), two.submit(_die), *(two.submit(_double, n) for n in range(8))]
    with pytest.raises(WorkerLost, match="its worker was killed"):
        futures.pop(1).result()
    assert [future.result() for future in futures] == [2, *range(0, 16, 2)]


def test_a_frozen_worker_is_ended_at_the_limit() -> None:
    with Children(1, limit_s=1.0, memory=0) as one:
        frozen, after = one.submit(_stop), one.submit(_double, 4)
        with pytest.raises(WorkerLost, match="took longer than the limit of 1 s"):
            frozen.result()
        assert after.result() == 8


def test_who_takes_too_much_memory_fails_alone() -> None:
    with Children(1, limit_s=20.0, memory=400_000_000) as one:
        with pytest.raises(MemoryError):
            one.submit(_take, 600_000_000).result()
        assert one.submit(_take, 1000).result() == 1000


def test_nobody_waits_for_a_call_that_nobody_wants() -> None:
    with Children(1, limit_s=60.0, memory=0) as one:
        one.submit(_double, 1).result()
        process = one._all[0]._process.pid
        one.submit(time.sleep, 60)
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert not Path(f"/proc/{process}").exists()
