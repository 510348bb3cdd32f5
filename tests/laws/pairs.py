"""Pairs of front desks: each a list of replications, compared as a study compares its scenarios.

In: changes to the front desk and a seed. Out: differences of waiting, handoffs and ease, with verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sim.engine.replication import replicate
from sim.measures.definitions import MEASURES
from sim.measures.replication import measure
from sim.scenario.document import read
from sim.stats.estimate import Pooled
from sim.stats.paired import PRIMARY, family_size, paired_difference
from sim.stats.verdict import Verdict, verdict
from sim.study.entrants import Entrant, entrants_of
from sim.study.estimation import WAYS, Observed

FRONT_DESK = Path(__file__).parents[2] / "scenarios" / "front_desk.yaml"

WITH_A_MENU = (
    "ivr={takes: 30 s, right_team: 80 %}",
    "routing={phone: [{to: ivr}, {to: chosen_team}]}",
)
"""The front desk has no handoffs; with a menu that leads one in five to the wrong team it has."""

MATTERS = {"wait_mean_s": 10.0, "handoffs_mean": 0.05, "ces_mean": 0.1}

A_DAY = ("run.warm_up=0 h", "run.measure=1 d", "run.follow_up=0 h")
A_WEEK = ("run.warm_up=0 h", "run.measure=1 w", "run.follow_up=0 h")

Found = dict[str, Pooled]


def front_desk(sets: Sequence[str] = ()) -> Entrant:
    """The front desk, changed as `--set` would."""
    return entrants_of([read(FRONT_DESK, tuple(sets))], seed=None)[0]


def primary_of(entrant: Entrant, seed: int, replications: int) -> Found:
    """Waiting, handoffs and ease of all journeys, pooled over replications of a seed."""
    plan = replace(entrant.plan, seed=seed)
    cells = [measure(plan, replicate(plan, number), entrant.settings).cells for number in range(replications)]
    observed = Observed(entrant.note.name, cells)
    return {name: observed.pooled(MEASURES[name], "all") for name in PRIMARY}


def verdicts(base: Found, other: Found) -> dict[str, Verdict]:
    """The verdicts of the primary family."""
    found = {}
    for name in PRIMARY:
        difference = paired_difference(base[name], other[name], family_size(name, "all", alternatives=1))
        found[name] = verdict(difference, WAYS[MEASURES[name].better], MATTERS[name])
    return found


def found_alike(pair: int, entrant: Entrant, replications: int) -> bool:
    """Whether a front desk is not told from itself under another seed, in any of the family."""
    base, other = (primary_of(entrant, seed, replications) for seed in (2 * pair, 2 * pair + 1))
    told = set(verdicts(base, other).values())
    return told <= {Verdict.CANNOT_BE_TOLD, Verdict.NO_DIFFERENCE}
