"""A precision for each point: its number of replications follows from its first ones, by Stein's rule."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import t

import sim
from sim.errors import RunFailed
from sim.report.sweeps.terminal import forecast_text, status_text
from sim.sweeps.design.reading import read_sweep
from sim.sweeps.execution.choices import Choices, Where
from sim.sweeps.execution.work import Numbers, Piece
from sim.sweeps.result import SweepResult
from sim.sweeps.status import status_of
from sim.sweeps.sweeping import run_sweep

from .small import DESK, written

SWEEP = """\
base: desk.yaml
alternatives: [other.yaml]
factors: {teams.desk.scheduled: 1..3}
replications: {precision: {wait_mean_s: 1 s}, at_most: 200}
measures: [wait_mean_s, occupancy]
"""


def luck(number: int) -> float:
    """What a replication adds to the mean, the same on every machine."""
    return float(np.random.default_rng(number).normal())


@dataclass(frozen=True)
class Noisy:
    """A wait of 10 s a desk, with luck that spreads by as many seconds as there are desks; the other scenario
    is half as noisy. One replication of the point with `refuses` desks fails."""

    refuses: int = 0

    def __call__(self, piece: Piece) -> Numbers:
        """Numbers by a formula."""
        desks = dict(piece.point)["teams.desk.scheduled"]
        numbers = range(piece.first, piece.first + piece.count)
        if desks == self.refuses and 7 in numbers:
            raise RunFailed("no")
        sd = desks / (1 + piece.scenario)
        wait = [10.0 * desks + sd * luck(number) for number in numbers]
        ones = [1.0] * piece.count
        return {"wait_mean_s": {"all": (wait, ones)}, "occupancy": {"all": ([0.5] * piece.count, ones)}}


def swept(path: Path, experiment: Noisy = Noisy(), **choices: Any) -> SweepResult:
    choices = {"where": Where("serial"), "out": path.parent / "out", **choices}
    return run_sweep(read_sweep(path), Choices(**choices), lambda _: None, experiment)


def path_in(folder: Path, sweep: str = SWEEP) -> Path:
    return written(folder, sweep, other=DESK.replace("30 EUR", "31 EUR"))


def numbers(result: SweepResult) -> dict[tuple[int, str], int]:
    rows = result.points.to_pylist()
    return {(row["point"], row["scenario"]): row["n"] for row in rows if row["measure"] == "wait_mean_s"}


def by_hand(desks: int) -> int:
    """Stein (1945): (t S / h)^2 of the pilot of 20, rounded up; of both scenarios, the larger."""
    spread = desks * np.std([luck(number) for number in range(20)], ddof=1)
    return max(20, ceil((t.ppf(0.975, 19) * spread / 1.0) ** 2))


def test_each_point_gets_what_its_own_luck_needs(tmp_path: Path) -> None:
    result = swept(path_in(tmp_path))
    assert numbers(result) == {(desks - 1, name): by_hand(desks)
                               for desks in (1, 2, 3) for name in ("desk", "other")}  # fmt: skip
    for row in result.points.to_pylist():
        if row["measure"] == "wait_mean_s":
            assert row["method"] == "Stein t, pilot of 20"
            assert (row["high"] - row["low"]) / 2 <= 1.0
    assert {row["n"] for row in result.differences.to_pylist()} == {by_hand(desks) for desks in (1, 2, 3)}


def test_points_of_unlike_numbers_are_paired_over_those_that_both_have(tmp_path: Path) -> None:
    [one, three] = [row for row in swept(path_in(tmp_path)).from_reference.to_pylist()
                    if (row["scenario"], row["measure"]) == ("desk", "wait_mean_s")]  # fmt: skip
    assert (one["point"], one["reference"], one["n"]) == (0, 1, by_hand(1))
    assert (three["n"], three["point"]) == (by_hand(2), 2)
    assert three["value"] == pytest.approx(10 + np.mean([luck(number) for number in range(by_hand(2))]))


def test_the_most_is_never_exceeded(tmp_path: Path) -> None:
    tight = SWEEP.replace("1 s}", "0.01 s}")
    assert set(numbers(swept(path_in(tmp_path, tight))).values()) == {200}


def tables(result: SweepResult) -> dict[str, bytes]:
    assert result.folder is not None
    return {path.name: path.read_bytes() for path in result.folder.iterdir() if path.name != "run.json"}


def test_any_engine_and_any_start_give_the_same_bytes_and_nothing_is_run_twice(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    first = swept(path)
    assert first.computed == 2 * sum(by_hand(desks) for desks in (1, 2, 3))
    assert first.progress.finished == first.progress.total == first.computed
    assert tables(swept(path, out=tmp_path / "local", where=Where("local", 2))) == tables(first)
    again = swept(path)
    assert (again.computed, tables(again)) == (0, tables(first))
    fixed = path_in(tmp_path, SWEEP.replace("{precision: {wait_mean_s: 1 s}, at_most: 200}", "30"))
    swept(fixed, out=tmp_path / "mixed")   # some points have more than they need by now, some less
    assert tables(swept(path_in(tmp_path), out=tmp_path / "mixed")) == tables(first)


def test_a_point_whose_first_replications_fail_gets_no_more(tmp_path: Path) -> None:
    result = swept(path_in(tmp_path), Noisy(refuses=3))
    assert result.failed == 2
    assert {point for point, _ in numbers(result)} == {0, 1}
    told = status_text(status_of(read_sweep(path_in(tmp_path)), tmp_path / "out"))
    assert "20 to 200 replications each" in told


def test_a_forecast_states_what_it_cannot_know(tmp_path: Path) -> None:
    status = status_of(read_sweep(path_in(tmp_path)), tmp_path / "out")
    told = " ".join(forecast_text(status, 1.0, 2).split())
    assert "At least 120 and at most 1,200 replications are to be done, as each point needs." in told
    assert "about 60 s to 10 min with 2 workers" in told


def test_a_base_that_asks_for_a_precision_is_obeyed(tmp_path: Path) -> None:
    silent = "\n".join(line for line in SWEEP.splitlines() if not line.startswith("replications"))
    path = path_in(tmp_path, silent)
    (tmp_path / "desk.yaml").write_text(
        DESK.replace("replications: 4", "replications: {precision: {wait_mean_s: 5 s}, at_most: 40}")
    )
    assert read_sweep(path).enough.half_widths == {"wait_mean_s": 5.0}


def test_a_precision_of_what_is_not_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sim.WrongInput, match="is not among the `measures` of the sweep"):
        read_sweep(path_in(tmp_path, SWEEP.replace("{wait_mean_s: 1 s}", "{ces_mean: 0.1}")))
