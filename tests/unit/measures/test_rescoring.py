"""Scoring again under other models gives what scoring each journey for itself gives."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.counted import Counted
from sim.measures.experience.draws import drawn_model
from sim.measures.experience.file import load
from sim.measures.experience.model import expected_scores, features
from sim.measures.experience.rescoring import RESCORED, rescored
from tests.unit.measures.test_experience import journey

MODEL = load("default")
MODELS = [MODEL, *(drawn_model(MODEL, 1, number) for number in range(5))]
QUIET = journey(wait_min=0, longest_min=0, menu_min=0)
JOURNEYS = [
    QUIET, journey(), QUIET, journey(repeats=2, promises_missed=1), journey(resolved=0, wait_min=9), QUIET,
]
SEGMENT = np.array([0, 0, 1, 1, 0, 0], np.int16)


def counted(journeys: list[dict[str, np.ndarray]], segment: np.ndarray) -> Counted:
    columns = {name: np.concatenate([one[name] for one in journeys]) for name in QUIET}
    return Counted(len(journeys), columns, {"segment": (("consumer", "business"), segment)})


@pytest.mark.parametrize("taken", [slice(None), slice(1, 2)], ids=["quiet ones among them", "none quiet"])
def test_sums_are_those_of_all_journeys_scored_one_by_one(taken: slice) -> None:
    lived = counted(JOURNEYS[taken], SEGMENT[taken])
    found = rescored(MODELS, lived)
    assert found.groups == ("all", "segment=consumer", "segment=business")
    for place, model in enumerate(MODELS):
        scores = expected_scores(model, features(model, lived.columns))
        named = {"ces_mean": scores["ces"], **scores}
        for number, measure in enumerate(RESCORED):
            expected = [named[measure].sum(), *(named[measure][SEGMENT[taken] == s].sum() for s in (0, 1))]
            assert found.sums[place, number] == pytest.approx(expected, rel=1e-12)


def test_journeys_are_counted_by_group() -> None:
    assert rescored(MODELS, counted(JOURNEYS, SEGMENT)).journeys.tolist() == [6, 4, 2]


def test_without_journeys_all_sums_are_nought() -> None:
    lived = counted(JOURNEYS, SEGMENT)
    nobody = Counted(0, {name: column[:0] for name, column in lived.columns.items()}, {
        "segment": (("consumer", "business"), SEGMENT[:0]),
    })
    assert not rescored(MODELS, nobody).sums.any()
