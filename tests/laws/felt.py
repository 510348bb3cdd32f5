"""Law of what customers felt: everything that the experience model counts came about somewhere."""

from __future__ import annotations

import numpy as np

from sim.measures.attribution import Felt, attribution
from sim.measures.change import matchable
from sim.measures.experience.file import load
from sim.measures.journeys import journeys
from sim.measures.replication import Settings, measure

from .lived import Lived

MODEL = load("default")


def what_is_counted_has_its_places(lived: Lived) -> None:
    """Shares of a feature that a journey has add up to 1; a feature that it lacks has none."""
    felt = _felt(lived)
    shares = np.zeros(felt.contributions.shape)
    np.add.at(shares, (felt.happened["row"], felt.happened["feature"]), felt.happened["share"])
    assert np.allclose(shares, felt.contributions != 0, rtol=0, atol=1e-9)


def what_happened_explains_the_difference_to_nothing(lived: Lived) -> None:
    """Beside the same customers to whom nothing happened, places and features give the whole difference."""
    felt, who = _felt(lived), matchable(lived.plan, journeys(lived.plan, lived.record, MODEL))
    nothing = Felt(felt.features, felt.instrument, np.zeros_like(felt.contributions),
                   {name: column[:0] for name, column in felt.happened.items()}, felt.process,
                   felt.processes, felt.touchpoints)   # fmt: skip
    found = attribution((who, nothing), (who, felt))
    gained = found.groups["all"].score[1] - found.groups["all"].score[0]
    assert np.isclose(found.groups["all"].drivers.sum(), gained, rtol=0, atol=1e-9)
    processes = [place.startswith("process=") for place in found.places]
    for kind in (np.array(processes), ~np.array(processes)):
        assert np.allclose(found.placed[kind].sum(axis=0), found.groups["all"].drivers, rtol=0, atol=1e-9)


def _felt(lived: Lived) -> Felt:
    return measure(lived.plan, lived.record, Settings(MODEL)).felt


LAWS = (what_is_counted_has_its_places, what_happened_explains_the_difference_to_nothing)
