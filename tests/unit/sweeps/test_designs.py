"""Which points a design tries: worked out by hand where it is counted, by its balance where it is drawn."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from sim.sweeps.design.designs import Design, saltelli
from sim.sweeps.design.factors import factor_of
from sim.sweeps.design.values import values_of

STAFF = factor_of("staff", values_of("1..3"))
CALLS = factor_of("calls", values_of({"times": [0.9, 1.1]}))
SPEED = factor_of("speed", values_of({"uniform": {"low": "1 min", "high": "3 min"}}))
BOTH = factor_of("both", values_of({"together": {"a": [1, 2], "b": [10, 20]}}))


def test_a_grid_crosses_all_levels_the_last_factor_fastest() -> None:
    design = Design("grid", (STAFF, CALLS))
    assert list(design.points())[:3] == [
        (("staff", 1), ("calls", {"times": 0.9})),
        (("staff", 1), ("calls", {"times": 1.1})),
        (("staff", 2), ("calls", {"times": 0.9})),
    ]
    assert len(design) == len(list(design.points())) == 6


def test_paths_that_move_together_have_one_level_at_a_time() -> None:
    assert list(Design("grid", (BOTH,)).points()) == [(("a", 1), ("b", 10)), (("a", 2), ("b", 20))]


def test_one_at_a_time_begins_with_the_base() -> None:
    design = Design("one_at_a_time", (CALLS, BOTH))
    assert list(design.points()) == [
        (), (("calls", {"times": 0.9}),), (("calls", {"times": 1.1}),),
        (("a", 1), ("b", 10)), (("a", 2), ("b", 20)),
    ]  # fmt: skip
    assert len(design) == 5


def test_a_sweep_without_factors_is_one_point() -> None:
    assert list(Design("grid", ()).points()) == [()]


def test_a_latin_hypercube_covers_every_level_and_every_tenth_of_a_law_alike() -> None:
    design = Design("latin_hypercube", (STAFF, SPEED), 30, seed=1)
    points = [dict(point) for point in design.points()]
    assert Counter(point["staff"] for point in points) == {1: 10, 2: 10, 3: 10}
    minutes = np.array([float(point["speed"].removesuffix(" min")) for point in points])
    assert Counter(np.floor((minutes - 1) / 2 * 10)) == dict.fromkeys(range(10), 3)


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "sensitivity"])
def test_drawn_points_depend_on_the_seed_alone(kind: str) -> None:
    first, again, other = (Design(kind, (STAFF, SPEED), 8, seed) for seed in (1, 1, 2))
    assert list(first.points()) == list(again.points()) != list(other.points())
    assert len(first) == len(list(first.points()))


def test_the_first_points_of_a_sobol_sequence_fill_every_box_alike() -> None:
    u = Design("sobol", (STAFF, SPEED), 64, seed=3).quantiles()
    boxes = Counter((int(x * 8), int(y * 8)) for x, y in u)
    assert boxes == dict.fromkeys(((i, j) for i in range(8) for j in range(8)), 1)


def test_a_sensitivity_design_swaps_one_column_at_a_time() -> None:
    a, b = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]])
    assert saltelli(a, b).tolist() == [[1, 2], [3, 4], [3, 2], [1, 4]]
    u = Design("sensitivity", (STAFF, SPEED), 4, seed=3).quantiles()
    assert u.shape == (16, 2)
    assert (u[8:12, 0] == u[4:8, 0]).all() and (u[8:12, 1] == u[:4, 1]).all()
    assert (u[12:, 0] == u[:4, 0]).all() and (u[12:, 1] == u[4:8, 1]).all()
