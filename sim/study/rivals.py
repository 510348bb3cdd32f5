"""The same money spent otherwise: alternatives that cost alike, compared with one another.

In: the scenarios' notes and pooled statistics. Out: which pairs cost alike, and their rows of `comparison`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from sim.stats.paired import PRIMARY, paired_difference
from sim.study.estimation import Statistics, comparison_row
from sim.study.result import ScenarioNote

Row = tuple[Any, ...]

APART = 0.10
"""Budgets this share apart cost alike; those further apart do not."""

MEASURES = (*PRIMARY, "ces_hard", "cost_per_week", "budget_per_week", "cost_per_journey")


def rival_rows(notes: Sequence[ScenarioNote], found: Sequence[Statistics]) -> Iterator[Row]:
    """Rows of `comparison` for every pair of alternatives that cost alike, and other than the base."""
    for first, second in rivals(notes, [one["budget_per_week", "all"].value for one in found]):
        names = notes[first].name, notes[second].name
        for (measure, group), before in found[first].items():
            after = found[second].get((measure, group))
            if measure in MEASURES and group.partition("=")[0] in ("all", "segment") and after is not None:
                difference = paired_difference(before, after)
                yield comparison_row((measure, group), names, (before, after), difference, notes[0].matters)


def rivals(notes: Sequence[ScenarioNote], budgets: Sequence[float]) -> list[tuple[int, int]]:
    """Pairs of alternatives whose budgets are alike while both differ from the base's.

    Parameters
    ----------
    notes, budgets : of the base, then the alternatives; staff and channel cost a week.

    Returns
    -------
    Places of (the one compared with, the other). Compared with is the one that spends the money on the
    base's own teams, where only one of the two does; else the one named first.
    """
    others = [place for place in range(1, len(notes)) if not alike(budgets[0], budgets[place])]
    pairs = [pair for pair in combinations(others, 2) if alike(budgets[pair[0]], budgets[pair[1]])]
    todays = [set(note.teams) == set(notes[0].teams) for note in notes]
    return [(second, first) if todays[second] > todays[first] else (first, second) for first, second in pairs]


def alike(one: float, other: float) -> bool:
    """Whether two budgets lie within `APART` of the larger."""
    return abs(one - other) <= APART * max(one, other)
