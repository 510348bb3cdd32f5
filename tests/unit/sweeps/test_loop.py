"""The loop settles every piece exactly once, whatever befalls the workers."""

from __future__ import annotations

import os
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.errors import RunFailed
from sim.sweeps.execution.choices import Where
from sim.sweeps.execution.cutting import Cutting
from sim.sweeps.execution.engines import engine_of
from sim.sweeps.execution.loop import carry_out
from sim.sweeps.execution.work import Found, Numbers, Piece

from .test_cutting import pieces


@dataclass(frozen=True)
class Troubled:
    """Kills its own process, always or the first time, or raises, at the points it is told."""

    kills: tuple[int, ...] = ()
    kills_once: tuple[int, ...] = ()
    raises: tuple[int, ...] = ()
    marks: Path | None = None

    def __call__(self, piece: Piece) -> Numbers:
        number = int(piece.key, 16)
        if number in self.kills or (number in self.kills_once and self._first_time(number)):
            os.kill(os.getpid(), signal.SIGKILL)
        if number in self.raises:
            raise ZeroDivisionError("by zero")
        return {"m": {"all": ([float(number)] * piece.count, [1.0] * piece.count)}}

    def _first_time(self, number: int) -> bool:
        assert self.marks is not None
        mark = self.marks / str(number)
        first = not mark.exists()
        mark.touch()
        return first


def settled(experiment: Troubled, where: Where, points: int = 40) -> list[Found]:
    found: list[Found] = []
    with engine_of(where) as engine:
        carry_out(experiment, Cutting(pieces(points, 2), 2 * points), engine, found.append)
    return found


def counted(found: list[Found]) -> Counter[tuple[int, int]]:
    return Counter(
        (int(one.piece.key, 16), number)
        for one in found for number in range(one.piece.first, one.piece.first + one.piece.count)
    )


@pytest.mark.parametrize("kind", ["serial", "local"])
def test_a_point_that_raises_fails_alone(kind: str) -> None:
    found = settled(Troubled(raises=(7,)), Where(kind, 2))
    assert set(counted(found).values()) == {1}
    assert len(counted(found)) == 80
    failed = [one for one in found if one.error]
    assert {int(one.piece.key, 16) for one in failed} == {7}
    assert failed[0].error == "ZeroDivisionError: by zero"


def test_a_point_that_takes_down_its_workers_fails_and_the_others_do_not(tmp_path: Path) -> None:
    found = settled(Troubled(kills=(5,), kills_once=(11, 12, 30), marks=tmp_path), Where("local", 2))
    assert set(counted(found).values()) == {1}
    assert len(counted(found)) == 80
    assert {int(one.piece.key, 16) for one in found if one.error} == {5}
    assert all("its worker was killed (SIGKILL" in one.error for one in found if one.error)


def test_who_cannot_store_ends_the_loop() -> None:
    def refuse(found: Found) -> None:
        raise RunFailed("the disk is full")

    with pytest.raises(RunFailed, match="the disk is full"), engine_of(Where("local", 2)) as engine:
        carry_out(Troubled(), Cutting(pieces(10, 2), 20), engine, refuse)
