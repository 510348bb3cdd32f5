"""Each feature's part of a difference: worked by hand, integrated along the path, and its two laws."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.measures.drivers import contributions, drivers, expected_score, mean_slope
from sim.measures.experience.file import load
from sim.measures.experience.model import Instrument, features, probabilities
from tests.unit.measures.test_experience import CHANGES, MODEL, journey

LN3 = log(3)   # logistic(ln 3) = 3/4, logistic(-ln 3) = 1/4
CES = load("default").instruments["ces"]


def yes_or_no() -> Instrument:
    """A score of 1 or 2 with one cutpoint at 0: its expectation is 1 + logistic(eta)."""
    return Instrument("ces", 1, np.zeros(1), np.ones(2), np.zeros(2), 1.0, 0.0, 0.0)


def rows(*given: tuple[float, ...]) -> NDArray[np.float64]:
    return np.array(given, float)


def test_one_feature_takes_the_whole_difference() -> None:
    # From eta 0 to ln 3: 1.5 to 1.75.
    found = drivers(yes_or_no(), rows((0, 0)), rows((LN3, 0)))
    assert found == pytest.approx(rows((0.25, 0)))


def test_features_share_by_their_own_change() -> None:
    # From -ln 3 to ln 3 by equal steps: 1.25 to 1.75, half for each. From 0 to ln 3 by +2 and -1 steps: the
    # difference of 0.25 is 0.5 less 0.25.
    found = drivers(yes_or_no(), rows((-LN3, 0), (0, 0)), rows((0, LN3), (2 * LN3, -LN3)))
    assert found == pytest.approx(rows((0.25, 0.25), (0.5, -0.25)))


def test_where_the_sums_are_equal_the_slope_is_the_derivative() -> None:
    # g'(ln 3) = 3/4 x 1/4; one feature gains what the other loses.
    found = drivers(yes_or_no(), rows((0, LN3)), rows((LN3, 0)))
    assert found == pytest.approx(rows((0.1875 * LN3, -0.1875 * LN3)))


def test_contributions_hold_slope_coefficient_and_the_capped_feature() -> None:
    nps = MODEL.instruments["nps"]   # slope 0.5; five transfers count as three, at -0.2 each
    found = contributions(nps, features(MODEL, journey(transfers=5)))
    names = [feature.name for feature in MODEL.features]
    assert found[0, names.index("transfers")] == pytest.approx(0.5 * -0.2 * 3)


def test_the_expected_score_is_that_of_the_distribution() -> None:
    eta = np.linspace(-9, 9, 37)
    chances = probabilities(CES, np.tile(eta[:, None], (1, len(CES.coefficients))) / CES.coefficients.sum())
    assert expected_score(CES, eta) == pytest.approx(chances @ CES.scores, abs=1e-12)


def test_drivers_are_the_integral_along_the_straight_line() -> None:
    from scipy.integrate import quad

    before, after = (np.array(c) for c in ([-0.5, -0.9, -0.2, 0.0], [0.0, -0.3, -0.6, 0.6]))

    def slope(t: float, step: float = 1e-5) -> float:
        eta = float((before + t * (after - before)).sum())
        up, down = expected_score(CES, np.array([eta + step, eta - step]))
        return float(up - down) / (2 * step)

    integral = quad(slope, 0, 1)[0]
    assert drivers(CES, before[None], after[None])[0] == pytest.approx((after - before) * integral, abs=1e-8)


@pytest.mark.parametrize("name", CHANGES)
def test_drivers_of_the_published_changes_add_up_to_them(name: str) -> None:
    changed, ces, _, _ = CHANGES[name]
    pair = [contributions(CES, features(MODEL, journey(**more))) for more in ({}, changed)]
    parts = dict(zip([feature.name for feature in MODEL.features], drivers(CES, *pair)[0], strict=True))
    assert sum(parts.values()) == pytest.approx(ces, abs=0.006)
    moved = {"wait_min": "wait", "longest_min": "wait", "menu_min": "menu", "repeats": "repeat_contacts",
             "promises_missed": "promise_missed", "told_of_trouble": "proactive"}
    assert {name for name, part in parts.items() if part} == {moved.get(what, what) for what in changed}


_ETAS = st.floats(-30, 30)
_PAIRS = st.lists(st.tuples(*[_ETAS] * 6), min_size=1, max_size=8).map(
    lambda made: (np.array(made)[:, :3], np.array(made)[:, 3:])
)


@given(_PAIRS)
def test_drivers_add_up(pair: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
    before, after = pair
    gained = expected_score(CES, after.sum(axis=1)) - expected_score(CES, before.sum(axis=1))
    assert drivers(CES, before, after).sum(axis=1) == pytest.approx(gained, abs=1e-12)


@given(_PAIRS)
def test_the_way_back_is_the_same_way(pair: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
    assert (drivers(CES, *pair) == -drivers(CES, *pair[::-1])).all()


@given(_ETAS, st.floats(0, 1e-3))
def test_the_slope_between_neighbours_loses_no_digits(eta: float, step: float) -> None:
    # Between the derivative at the middle and its error of at most step^2 / 24 x 6 / 8.
    middle = np.array([eta + step / 2])
    level = 1 / (1 + np.exp(middle[:, None] - CES.cutpoints))
    derivative = (level * (1 - level)).sum(axis=1)
    assert mean_slope(CES, np.array([eta]), np.array([eta + step])) == pytest.approx(derivative, rel=1e-6)


def test_even_absurd_models_give_numbers() -> None:
    found = drivers(CES, rows((-1e9, 0)), rows((1e9, 0)))
    assert found == pytest.approx(rows((6, 0)))
