"""The loop over replications: order, progress, failures, and Ctrl-C in one process."""

from __future__ import annotations

import pytest

from sim.errors import RunFailed
from sim.study.execution import Interrupted, run_all


def _square(number: int) -> int:
    return number * number


def _slow_first(number: int) -> int:
    import time

    time.sleep(0.4 if number == 0 else 0)
    return number


def _fails_at_two(number: int) -> int:
    if number == 2:
        raise RunFailed("two is not for me")
    return number


def _dies(number: int) -> int:
    import os

    os._exit(9)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_their_numbers(workers: int) -> None:
    told: list[int] = []
    assert run_all(_square, 5, workers, told.append) == [0, 1, 4, 9, 16]
    assert told == [1, 2, 3, 4, 5]


def test_the_order_of_finishing_means_nothing() -> None:
    assert run_all(_slow_first, 4, 2, lambda _: None) == [0, 1, 2, 3]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_replication_raises_reaches_the_caller(workers: int) -> None:
    with pytest.raises(RunFailed, match="two is not for me"):
        run_all(_fails_at_two, 4, workers, lambda _: None)


def test_a_worker_that_dies_is_a_failed_run() -> None:
    with pytest.raises(RunFailed, match="a worker process died"):
        run_all(_dies, 2, 2, lambda _: None)


def test_an_interruption_brings_the_first_replications_along() -> None:
    def interrupted(number: int) -> int:
        if number == 3:
            raise KeyboardInterrupt
        return number

    with pytest.raises(Interrupted) as caught:
        run_all(interrupted, 10, 1, lambda _: None)
    assert caught.value.finished == [0, 1, 2]
    assert caught.value.exit_code == 130
