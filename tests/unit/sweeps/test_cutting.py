"""Work is cut into tasks of a few seconds, and every replication is in exactly one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from sim.sweeps.execution.cutting import TASK_S, Cutting, Task
from sim.sweeps.execution.work import Found, Piece


def pieces(points: int, replications: int) -> Iterator[Piece]:
    return (Piece(f"{number:032x}", 0, (), 0, replications) for number in range(points))


def tasks_of(points: int, replications: int, seconds_each: float, workers: int = 2) -> list[Task]:
    cutting, found = Cutting(pieces(points, replications), points * replications), []
    while (task := cutting.next(workers)) is not None:
        found.append(task)
        for piece in task.pieces:
            cutting.learn(Found(piece, seconds=piece.count * seconds_each))
    return found


@pytest.mark.parametrize("seconds_each", [0.0, 0.001, 0.5, 100.0])
def test_every_replication_is_in_one_task(seconds_each: float) -> None:
    counted: Counter[tuple[str, int]] = Counter()
    for task in tasks_of(30, 7, seconds_each):
        for piece in task.pieces:
            counted.update((piece.key, number) for number in range(piece.first, piece.first + piece.count))
    assert len(counted) == 210
    assert set(counted.values()) == {1}


def test_the_first_task_is_short_and_later_ones_take_seconds() -> None:
    tasks = tasks_of(1000, 20, 0.01)
    sizes = [sum(piece.count for piece in task.pieces) for task in tasks]
    assert sizes[0] == 1
    assert max(sizes) == pytest.approx(TASK_S / 0.01, rel=0.01)
    assert len(tasks) < 100


def test_replications_that_take_long_go_one_by_one() -> None:
    assert all(len(task.pieces) == task.pieces[0].count == 1 for task in tasks_of(3, 5, 30.0))


def test_work_ends_at_about_the_same_time_for_all_workers() -> None:
    last = tasks_of(100, 10, 0.1, workers=4)[-4:]
    assert sum(piece.count for task in last for piece in task.pieces) * 0.1 <= 2.0
