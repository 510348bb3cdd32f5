"""Where a verdict turns: a made straight line, and weights found again by scoring every journey anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures.experience.file import load
from sim.measures.experience.model import expected_scores, features
from sim.measures.experience.rescoring import Rescored, rescored
from sim.study.doubt.break_even import fitted_rows, weight_rows
from sim.study.doubt.inputs import Input
from sim.study.doubt.models import scoring_models
from sim.study.doubt.sureness import Doubted
from tests.unit.measures.test_experience import journey
from tests.unit.measures.test_rescoring import counted

MODEL = load("default")
MODELS = scoring_models(MODEL, seed=1)
REDIAL = Input("after.redial.share", "10 %", "90 %", 0.5, (True, True))
CALLS = Input("demand.calls.rate", "100/h", "300/h", 0.5, (True, True))


def waited(seconds: float) -> Doubted:
    """A replication of ten journeys that waited so long on average, and scored nothing."""
    ratios = {"wait_mean_s": {"all": (10 * seconds, 10.0)}, "handoffs_mean": {"all": (0.0, 10.0)}}
    return Doubted(ratios, Rescored(("all",), np.full(1, 10.0), np.zeros((len(MODELS), 4, 1))))


def test_an_input_at_which_a_straight_line_turns() -> None:
    # The difference is 40 (u - 0.7) + 10 (v - 0.5), give or take 1: nought at u = 0.7 where v is as written,
    # which is 10 % + 0.7 x 80 % = 66 %. In v it would turn at 0.5 + 0.8: outside.
    rng = np.random.default_rng(5)
    places = rng.random((20, 2))
    truth = 40 * (places[:, 0] - 0.7) + 10 * (places[:, 1] - 0.5)
    base = [[waited(50), waited(60)] for _ in truth]
    other = [[waited(50 + d + rng.normal()), waited(60 + d + rng.normal())] for d in truth]
    found = list(fitted_rows(("a", "b"), (base, other), [CALLS, REDIAL], places[:, ::-1]))
    assert [row[3] for row in found] == ["after.redial.share", "demand.calls.rate"]   # the decisive first
    *what, value, low, high, unit, range_low, range_high, inside, n, method = found[0]
    assert what == ["a", "b", "wait_mean_s", "after.redial.share"]
    assert low < 66 < high
    assert value == pytest.approx(66, abs=3)
    assert (unit, range_low, range_high, inside, n) == ("%", 10, 90, True, 40)
    assert method == "straight line through the draws"
    assert found[1][10] is False
    assert np.isnan(found[1][4])


def test_the_weight_at_which_ease_is_equal_is_exact() -> None:
    # Today: long waits. Instead: short waits, but a missed promise for one in nine. The more waits weigh, the
    # better the alternative. Found again by halving, scoring every journey under each weight.
    long, short = journey(wait_min=12, longest_min=12), journey(wait_min=1, longest_min=1)
    broken = journey(wait_min=1, longest_min=1, promises_missed=1)
    lived = {"today": [long] * 9, "instead": [short] * 6 + [broken] * 3}
    segment = np.zeros(9, np.int16)
    series = {}
    for name, journeys in lived.items():
        told = Doubted({}, rescored(MODELS, counted(journeys, segment)))
        series[name] = [[told, told]]
    found = {row[3]: row for row in weight_rows(("a", "b"), series["today"], series["instead"], MODEL)}
    assert len(found) == len(MODEL.features)

    place = [feature.name for feature in MODEL.features].index("wait")

    def difference(weight: float) -> float:
        factor = np.ones(len(MODEL.features))
        factor[place] = weight
        ces = MODEL.instruments["ces"]
        model = replace(MODEL, instruments={
            **MODEL.instruments, "ces": replace(ces, coefficients=ces.coefficients * factor),
        })
        mean = {name: np.mean([expected_scores(model, features(model, one))["ces"][0] for one in journeys])
                for name, journeys in lived.items()}
        return float(mean["instead"] - mean["today"])

    low, high = 0.0, 5.0
    assert difference(low) < 0 < difference(high)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if difference(middle) < 0 else (low, middle)
    assert found["weight of wait"][4] == pytest.approx(low, abs=0.02)
    assert found["weight of wait"][7:11] == ("times", 0.0, 5.0, True)
    # Nobody was told of trouble, so that weight decides nothing.
    assert found["weight of proactive"][10] is False
