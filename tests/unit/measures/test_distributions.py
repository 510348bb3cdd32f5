"""Spreads of the handmade company's journeys and contacts (see `handmade.example`)."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from sim.measures.distributions import WAIT_S, Distribution
from sim.measures.experience.file import load
from sim.measures.replication import Settings, measure
from tests.unit.measures import handmade as company


@pytest.fixture(scope="module")
def found() -> dict[str, Distribution]:
    result = measure(company.plan(), company.example(), Settings(load("default")))
    return {one.name: one for one in result.distributions}


def held(one: Distribution, group: str) -> dict[float, float]:
    """Upper end to count, of the categories that hold something."""
    return {upper: count for upper, count in zip(one.uppers, one.counts[group], strict=True) if count}


def test_waits_of_journeys(found: dict[str, Distribution]) -> None:
    # 150 s and 180 s both lie above 120 and up to 180 s; two journeys did not wait.
    assert held(found["wait_s"], "all") == {0: 2, 180: 2}
    assert held(found["wait_s"], "segment=business") == {180: 1}
    assert found["wait_s"].uppers == (*WAIT_S, inf)


def test_waits_of_contacts_answered_and_abandoned(found: dict[str, Distribution]) -> None:
    # Journey 0 was answered after 60 s; its wait for the second agent is not a first answer.
    assert held(found["answer_wait_s"], "all") == {60: 1}
    assert held(found["abandoned_wait_s"], "all") == {180: 1}


def test_counts_by_number(found: dict[str, Distribution]) -> None:
    assert held(found["handoffs"], "all") == {0: 3, 1: 1}
    assert held(found["contacts"], "all") == {0: 1, 1: 2, 2: 1}
    assert held(found["repeats"], "segment=business") == {1: 1}


def test_lengths_of_journeys(found: dict[str, Distribution]) -> None:
    # 0 s, 4278 s = 1.19 h, 5300 s = 1.47 h, and 33000 s = 9.17 h still open.
    assert held(found["hours"], "all") == {0.25: 1, 2: 2, 24: 1}


def test_scores_are_sums_of_probabilities(found: dict[str, Distribution]) -> None:
    for name, categories in (("ces", 7), ("csat", 5), ("nps", 11)):
        one = found[name]
        assert len(one.uppers) == categories
        assert one.counts["all"].sum() == pytest.approx(4)
        assert one.counts["segment=consumer"].sum() == pytest.approx(3)
    # The only business journey: eta as in test_journeys, P(CES <= 1) = logistic(-4.12 - eta).
    eta = -0.50 - 0.30 - 0.35 - 1.90 - 1.45 + 0.10 - 0.55 * np.log(1 + 4.08 / 5) - 0.60 * np.log(4 / 3)
    assert found["ces"].counts["segment=business"][0] == pytest.approx(1 / (1 + np.exp(4.12 + eta)))
