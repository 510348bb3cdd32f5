"""The default experience model gives the figures that its evidence states.

The reference journey is one resolved contact with 2 minutes of felt wait and 0.8 minutes of menu; the
changes to it, their CES, share of easy scores, NPS and CSAT are those published with the model (rounded
there to 0.01, 1 % and whole points, NPS as the median of draws).
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.experience.file import load
from sim.measures.experience.model import INSTRUMENTS, expected_scores, features, probabilities
from sim.records.log import Columns

MODEL = load("default")
FELT = 1.36   # an unannounced wait feels 1.36 times as long


def journey(**changed: float) -> Columns:
    """The reference journey, some of it changed; `wait_min` and `longest_min` are felt minutes."""
    lived: dict[str, float] = {
        "wait_min": 2, "longest_min": 2, "menu_min": 0.8, "repeats": 0, "resolved": 1, "transfers": 0,
        "re_explanations": 0, "channel_switches": 0, "abandonments": 0, "promises_missed": 0,
        "told_of_trouble": 0, "owner_share": 0,
    }
    assert changed.keys() <= lived.keys()
    lived |= changed
    lived["wait_s"] = lived.pop("wait_min") * 60 / FELT
    lived["longest_wait_s"] = lived.pop("longest_min") * 60 / FELT
    lived["menu_s"] = lived.pop("menu_min") * 60
    return {name: np.array([value]) for name, value in lived.items()}


def scores(**changed: float) -> dict[str, float]:
    observed = features(MODEL, journey(**changed))
    found = {name: float(value[0]) for name, value in expected_scores(MODEL, observed).items()}
    chances = probabilities(MODEL.instruments["ces"], observed)[0]
    return found | {"easy": float(chances[4:].sum())}


REFERENCE = scores()

CHANGES = {
    "a cold transfer": (
        {"transfers": 1, "re_explanations": 1, "wait_min": 3.5, "longest_min": 3.5}, -0.43, 0.71, -9,
    ),
    "a repeat contact": (
        {"repeats": 1, "re_explanations": 1, "wait_min": 4, "menu_min": 1.6}, -0.89, 0.60, -19,
    ),
    "five minutes more": ({"wait_min": 7, "longest_min": 7}, -0.25, 0.75, -5),
    "a promise missed": ({"promises_missed": 1}, -1.82, 0.38, -39),
    "told in advance": ({"told_of_trouble": 1}, +0.43, 0.88, +11),
}


def test_reference_journey() -> None:
    assert REFERENCE["ces"] == pytest.approx(5.54, abs=0.005)
    assert REFERENCE["easy"] == pytest.approx(0.80, abs=0.005)
    assert REFERENCE["csat_top2"] == pytest.approx(0.90, abs=0.005)   # each of the four contacts below


@pytest.mark.parametrize("name", CHANGES)
def test_published_changes_to_the_reference_journey(name: str) -> None:
    changed, ces, easy, nps = CHANGES[name]
    found = scores(**changed)
    assert found["ces"] - REFERENCE["ces"] == pytest.approx(ces, abs=0.006)
    assert found["easy"] == pytest.approx(easy, abs=0.005)
    assert found["nps"] - REFERENCE["nps"] == pytest.approx(nps, abs=1.0)


def test_four_good_contacts_make_a_bad_journey() -> None:
    # Each contact: 2 minutes felt, 0.8 minutes of menu. Together 3 repeats and re-explanations, 2 switches.
    found = scores(wait_min=8, longest_min=2, menu_min=3.2, repeats=3, re_explanations=3, channel_switches=2)
    assert found["ces"] == pytest.approx(2.30, abs=0.005)
    assert found["csat_top2"] == pytest.approx(0.23, abs=0.005)


def test_cutpoints_alone_speak_where_nothing_happened() -> None:
    # With eta = 0, P(Y <= k) = logistic(c_k): a table of the logistic function at the cutpoints.
    observed = features(MODEL, journey(wait_min=0, longest_min=0, menu_min=0))
    below = {"ces": [.01599, .03661, .06786, .12674, .26308, .55478],
             "csat": [.01599, .02931, .06297, .20101]}
    for name, expected in below.items():
        found = np.cumsum(probabilities(MODEL.instruments[name], observed)[0])
        assert found[:-1] == pytest.approx(expected, abs=1e-4)
        assert found[-1] == pytest.approx(1.0)


def test_satisfaction_takes_a_missed_promise_harder_than_effort_does() -> None:
    # CSAT's own coefficient of a missed promise is -2.30 where the shared one is -1.90.
    observed = features(MODEL, journey(wait_min=0, longest_min=0, menu_min=0, promises_missed=1))
    top2 = probabilities(MODEL.instruments["csat"], observed)[0, 3:].sum()
    assert top2 == pytest.approx(1 - 1 / (1 + np.exp(2.70 - 2.30)))


def test_recommendation_moves_half_as_much() -> None:
    # NPS slope 0.5: P(<= 6) = logistic(-2.02 + 0.5 x 1.9), P(<= 8) = logistic(-0.68 + 0.5 x 1.9).
    found = scores(wait_min=0, longest_min=0, menu_min=0, promises_missed=1)["nps"]
    detractors, passives = 1 / (1 + np.exp(2.02 - 0.95)), 1 / (1 + np.exp(0.68 - 0.95))
    assert found == pytest.approx(100 * (1 - passives - detractors))


@pytest.mark.parametrize(("feature", "column", "cap"), [
    ("repeat_contacts", "repeats", 3), ("transfers", "transfers", 3),
    ("re_explanations", "re_explanations", 3), ("abandonments", "abandonments", 3),
    ("channel_switches", "channel_switches", 2), ("promise_missed", "promises_missed", 1),
    ("proactive", "told_of_trouble", 1),
])
def test_counts_stop_at_their_cap(feature: str, column: str, cap: int) -> None:
    place = [one.name for one in MODEL.features].index(feature)
    found = [features(MODEL, journey(**{column: count}))[0, place] for count in range(6)]
    assert found == [min(count, cap) for count in range(6)]


def test_an_unresolved_end_and_ones_own_agent_count_once() -> None:
    names = [one.name for one in MODEL.features]
    observed = features(MODEL, journey(resolved=0, owner_share=0.5))[0]
    assert observed[names.index("unresolved")] == 1
    assert observed[names.index("known_agent")] == 0.5
    assert features(MODEL, journey())[0, names.index("unresolved")] == 0


def test_a_touchpoint_sees_only_what_happened_at_it() -> None:
    # An unresolved third call with a switch and a re-explanation: the touchpoint knows of none of these.
    table = journey(repeats=2, resolved=0, channel_switches=1, re_explanations=1, owner_share=1)
    observed = features(MODEL, table, local=True)
    assert observed == pytest.approx(features(MODEL, journey(), local=True))
    assert probabilities(MODEL.instruments["csat"], observed)[0, 3:].sum() == pytest.approx(0.90, abs=0.005)


def test_every_distribution_adds_up_over_many_journeys() -> None:
    rng = np.random.default_rng(1)
    table = {name: rng.integers(0, 4, 500).astype(float) for name in journey()}
    observed = features(MODEL, table)
    for name, (lowest, highest) in INSTRUMENTS.items():
        chances = probabilities(MODEL.instruments[name], observed)
        assert chances.shape == (500, highest - lowest + 1)
        assert chances.min() >= 0
        assert chances.sum(axis=1) == pytest.approx(np.ones(500))
