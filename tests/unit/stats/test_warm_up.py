"""MSER-5 worked by hand, and what it does with series that settle, never settle or never move."""

from __future__ import annotations

import numpy as np
import pytest

from sim.stats.warm_up import Cut, mser, still_moves


def test_the_rule_worked_by_hand() -> None:
    # 10, then 2 and 0 in turn, eleven values: leaving out none (120 - 400 / 11) / 121 = .69; one: ten
    # values, sum 10, squares 20: (20 - 10) / 100 = .1; two: nine, sum 8, squares 16: (16 - 64 / 9) / 81
    # = .1097; three: eight, (16 - 8) / 64 = .125; and so on, growing.
    assert mser([10, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0], batch=1) == Cut(1, settled=True)


def test_values_are_averaged_in_batches_of_five_and_what_is_left_over_is_left_out() -> None:
    batches = [10, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0]
    series = [mean + wave for mean in batches for wave in (-2, -1, 0, 1, 2)]
    assert mser([*series, 1e6, 1e6]) == Cut(5, settled=True)


def test_a_large_mean_hides_nothing() -> None:
    batches = np.array([10, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0])
    assert mser(batches + 1e9, batch=1) == Cut(1, settled=True)


def test_a_series_that_grows_has_not_settled() -> None:
    rng = np.random.default_rng(1)
    assert not mser(np.arange(200) + rng.normal(0, 5, 200)).settled


def test_a_step_in_the_first_half_is_cut_off_and_one_in_the_second_is_not_trusted() -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(0, 1, 500)
    early, late = ((np.arange(500) < step) * 20.0 for step in (100, 400))
    assert mser(early + noise).place == pytest.approx(100, abs=10)
    assert mser(early + noise).settled
    assert mser(late + noise) == Cut(mser(late + noise).place, settled=False)


def test_a_series_that_never_moves_needs_no_cut() -> None:
    assert mser([0.1 + 0.2] * 25 + [0.3] * 25) == Cut(0, settled=True)


def test_the_cut_can_be_sought_in_the_first_half_only() -> None:
    # The last five are alike, so that leaving out six brings 0.
    assert mser([10, 2, 0, 2, 0, 2, 1, 1, 1, 1, 1], batch=1) == Cut(6, settled=False)
    assert mser([10, 2, 0, 2, 0, 2, 1, 1, 1, 1, 1], batch=1, first_half=True).settled


def test_a_slope_is_told_from_chance() -> None:
    # Correlation with 0..9: t(.995, 8) = 3.355 (Fisher & Yates, table III), so r must exceed .765.
    slope = np.arange(10.0)
    across = np.array([1.0, -1, -1, 1, 0, 0, 1, -1, -1, 1])   # sums to 0, and has no slope of its own
    spread = float(slope @ (slope - 4.5)) / float(across @ across)
    for r, moves in ((0.75, False), (0.78, True), (-0.78, True)):
        noise = across * (spread * (1 / r**2 - 1)) ** 0.5
        assert still_moves(np.sign(r) * slope + noise) == moves
    assert not still_moves(np.full(30, 0.1 + 0.2))


def test_too_short_a_series_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 50 values, got 49"):
        mser(np.zeros(49))
