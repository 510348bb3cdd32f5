"""The search through all boxes: begun at the queueing guess, each staffing tried on the same replications.

In: a problem and its trials. Out: the cheapest staffing by the search's replications, and all that was tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.measures.cells import ALL
from sim.stats.estimate import Pooled
from sim.sweeps.staffing.goals import Seen, Sharing, Target
from sim.sweeps.staffing.reading import BUDGET, Problem
from sim.sweeps.staffing.search import Judge, Tried, cheapest
from sim.sweeps.staffing.space import Box, Levels
from sim.sweeps.staffing.trials import Lived, Trials
from sim.sweeps.staffing.ways import Way, Ways

_ANY = 1e-12   # a spare that never varies is worth one half-width, however small


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """One staffing: a box, and a place in it."""

    box: int
    levels: Levels


@dataclass(frozen=True, slots=True)
class Trial:
    """What the search's replications say of a candidate.

    Attributes
    ----------
    lived : the numbers, or why there are none.
    pooled : the statistic of each target; empty where there are no numbers.
    spare : by how much each target is kept; shape (targets,).
    half : what verification is likely to need of it; shape (targets,).
    budget : staff and channel cost a week; nan where there are no numbers.
    """

    lived: Lived
    pooled: tuple[Pooled, ...]
    spare: NDArray[np.float64]
    half: NDArray[np.float64]
    budget: float

    def keeps(self, slack: float) -> bool:
        """Whether all goals are kept with so many half-widths to spare."""
        return not self.lived.error and not self.missed(slack)

    @property
    def room(self) -> NDArray[np.float64]:
        """By how many half-widths each target is kept; shape (targets,)."""
        return self.spare / np.where(self.half > 0, self.half, np.abs(self.spare) + _ANY)

    def missed(self, slack: float) -> tuple[int, ...]:
        """The targets that are not kept with so many half-widths to spare."""
        return tuple(int(one) for one in np.flatnonzero(self.spare < slack * self.half))


@dataclass
class Searching:
    """What is known while the search goes on.

    Parameters
    ----------
    problem, boxes : what is sought, and where.
    guesses : where the search of each box begins.
    trials : simulates.
    targets : all goals for all their groups.
    sharing : of the verification's intervals.
    """

    problem: Problem
    boxes: tuple[Box, ...]
    guesses: tuple[Candidate, ...]
    trials: Trials
    targets: tuple[Target, ...]
    sharing: Sharing
    tried: dict[Candidate, Trial] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ways = tuple(Ways(self.targets) for _ in self.boxes)

    def look(self, candidates: Iterable[Candidate]) -> None:
        """Try candidates side by side; those tried before are remembered."""
        new = [one for one in dict.fromkeys(candidates) if one not in self.tried]
        whom = [(self.boxes[one.box].scenario, self.boxes[one.box].point(one.levels)) for one in new]
        found = self.trials.of(whom, range(self.problem.search))
        for candidate, lived in zip(new, found, strict=True):
            trial = self._trial(lived)
            self.tried[candidate] = trial
            if not lived.error:
                self.ways[candidate.box].learn(candidate.levels, trial.pooled)

    def around(self, candidate: Candidate) -> list[Candidate]:
        """A candidate, and where one factor has a level more or less, or is at an end of its range.

        From these it is known, before anything is concluded from it, whether more of a factor helps.
        """
        found = [candidate]
        for axis, size in enumerate(self.boxes[candidate.box].shape):
            level = candidate.levels[axis]
            some = sorted({0, max(level - 1, 0), min(level + 1, size - 1), size - 1} - {level})
            found += [moved(candidate, axis, one) for one in some]
        return found

    def cheapest(self, slack: float) -> Candidate | None:
        """The candidate that costs least of those that keep all goals with so many half-widths to spare."""
        best: Candidate | None = None
        below = inf
        for guess in sorted(self.guesses, key=lambda one: self.boxes[one.box].pay_at(one.levels)):
            box = self.boxes[guess.box]
            if box.lowest.pay >= below:
                continue
            start = Candidate(guess.box, box.nearest(guess.levels, below))
            self.look(one for one in self.around(start) if box.pay_at(one.levels) < below)
            found = cheapest(box.pay, self._judge(guess.box, slack), below)
            if found is not None:
                best = Candidate(guess.box, found)
                below = self.tried[best].budget
        return best

    def worse(self) -> dict[int, Target]:
        """Factors of which more made a goal worse, with such a goal."""
        found: dict[int, Target] = {}
        for ways in self.ways:
            for axis in range(len(self.problem.staffing)):
                for number, target in enumerate(self.targets):
                    if ways.way(axis, number) in (Way.HURTS, Way.BOTH):
                        found.setdefault(axis, target)
        return found

    def nearest(self) -> Candidate | None:
        """The tried candidate whose worst goal is nearest to being kept."""
        whole = [one for one, trial in self.tried.items() if not trial.lived.error]
        return max(whole, key=lambda one: float(self.tried[one].room.min()), default=None)

    def _judge(self, box: int, slack: float) -> Judge:
        def look(levels: Levels) -> Tried:
            self.look([Candidate(box, levels)])
            trial = self.tried[Candidate(box, levels)]
            return Tried(trial.missed(slack), bool(trial.lived.error), trial.budget)

        def tried() -> list[Levels]:
            return [one.levels for one in self.tried if one.box == box]

        return Judge(tried, look, self.ways[box].way, len(self.targets))

    def _trial(self, lived: Lived) -> Trial:
        if lived.error:
            nothing = np.full(len(self.targets), np.nan)
            return Trial(lived, (), nothing, nothing, np.nan)
        pooled = tuple(one.pooled(lived.seen) for one in self.targets)
        pairs = list(zip(self.targets, pooled, strict=True))
        spare = np.array([target.spare(found) for target, found in pairs])
        wanted = self.problem.verification
        half = np.array([target.half_width(found, wanted, self.sharing) for target, found in pairs])
        return Trial(lived, pooled, spare, half, budget_of(lived.seen).value)


def budget_of(seen: Seen) -> Pooled:
    """Staff and channel cost a week."""
    from sim.stats.ratio import pooled_ratio

    return pooled_ratio(*seen.numbers[BUDGET, ALL])


def moved(candidate: Candidate, axis: int, level: int) -> Candidate:
    """The candidate with another level of one factor."""
    levels = candidate.levels
    return Candidate(candidate.box, (*levels[:axis], level, *levels[axis + 1 :]))
