"""Experiments on a simulated queue of known mean wait: each is a small study of its own.

150 calls an hour, 12 s each, wait for one agent (M/M/1, half busy); the alternative takes 10 s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.scenario.document import read
from sim.stats.estimate import Estimate
from sim.stats.paired import paired_difference
from sim.stats.ratio import pooled_ratio
from sim.study.entrants import entrants_of
from sim.study.job import Job
from tests.theory.formulas import ErlangC
from tests.theory.observed import TEXTBOOK

WAIT = ErlangC(150 / 3600, 12, 1).wait
DIFFERENCE = ErlangC(150 / 3600, 10, 1).wait - WAIT


@dataclass(frozen=True)
class Held:
    """Shares of the experiments whose interval held the truth, and the skewness of the replications."""

    values: float
    differences: float
    skewness: float


def held(experiments: int, replications: int) -> Held:
    """Simulate all replications and make a study of each `replications` of them."""
    job = _job()
    found = np.array([
        [seen.cells.ratio("wait_mean_s", "all") for seen in job(number).seen]
        for number in range(experiments * replications)
    ])
    studies = found.reshape(experiments, replications, 2, 2)
    ours, theirs = (
        [pooled_ratio(study[:, place, 0], study[:, place, 1]) for study in studies] for place in (0, 1)
    )
    differences = [paired_difference(a, b).estimate for a, b in zip(ours, theirs, strict=True)]
    means = found[:, 0, 0] / found[:, 0, 1]
    return Held(
        values=_share([one.estimate() for one in ours], WAIT),
        differences=_share(differences, DIFFERENCE),
        skewness=float(np.mean((means - means.mean()) ** 3) / means.std() ** 3),
    )


def _share(estimates: list[Estimate], truth: float) -> float:
    return float(np.mean([one.low <= truth <= one.high for one in estimates]))


def _job() -> Job:
    window = ("run.warm_up=30 min", "run.measure=4 h", "run.follow_up=1 h")
    queue = ("teams.desk.scheduled=1", "demand.calls.rate=150/h", *window)
    faster = "reasons.question.takes.exponential=10 s"
    file = TEXTBOOK / "mm2.yaml"
    entrants = entrants_of([read(file, queue), read(file, (*queue, faster))], seed=2026)
    return Job(
        names=tuple(one.note.name for one in entrants),
        plans=tuple(one.plan for one in entrants),
        settings=tuple(one.settings for one in entrants),
        smallest={},
    )
