"""Which guesses could change an answer: each moved alone to its ends, and all along Morris's trajectories.

In: scenarios with inputs. Out: the trials that it takes, then rows of `sensitivity` and `break_even`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measures.definitions import MEASURES
from sim.scenario.guesses import guess_at
from sim.scenario.schema import Assumption
from sim.stats.designs import STEP, Trajectory, trajectories
from sim.stats.effects import mean_estimate, screened, shifted
from sim.stats.estimate import Estimate
from sim.stats.paired import PRIMARY, Difference
from sim.stats.variance_split import Floats
from sim.stats.verdict import Verdict, verdict
from sim.study.doubt.break_even import Curve, input_row
from sim.study.doubt.inputs import ENDS, Input, Supposable
from sim.study.doubt.sureness import Doubted, Row, differences_of, value_of
from sim.study.doubt.trials import Trial, trial
from sim.study.estimation import WAYS

WALKS = 10
REPLICATIONS = 5
_KINDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class Screening:
    """One input at a time in a few replications, and all of them along trajectories.

    Replications are those of the study itself, so everything is paired; a scenario that an input does not
    touch is not run again for it.

    Attributes
    ----------
    walks : each in a replication of its own.
    replications : of each end of each input.
    """

    of: Supposable
    walks: Sequence[Trajectory]
    replications: int

    def trials(self) -> list[Trial]:
        """What must be known."""
        places = range(len(self.of.entrants))
        alone = [one for place in places for shares in self._settings() for one in self._alone(place, shares)]
        walks = range(len(self.walks))
        return alone + [one for place in places for number in walks for one in self._walk(place, number)]

    def rows(self, told: Mapping[Trial, Doubted], known: int) -> Iterator[tuple[str, Row]]:
        """Rows with the name of their table; `known` replications of things as they are written."""
        names = [one.note.name for one in self.of.entrants]
        for place, name in enumerate(names[1:], start=1):
            for measure in PRIMARY:
                view = _View(self, told, (place, measure), known)
                if not view.something:
                    continue
                for one in self.of.inputs:
                    for kind, *found in (*view.ends(one), *view.walks(one)):
                        yield "sensitivity", (names[0], name, measure, one.path, kind, *found)
                for row in view.turns((names[0], name)):
                    yield "break_even", row

    def _settings(self) -> list[dict[str, float]]:
        """As written, then each input at either end."""
        return [{}, *({one.path: end} for one in self.of.inputs for end in ENDS)]

    def _alone(self, place: int, shares: Mapping[str, float]) -> list[Trial]:
        return [trial(self.of, place, shares, number) for number in range(self.replications)]

    def _walk(self, place: int, number: int) -> list[Trial]:
        return [trial(self.of, place, point, number) for point in self.walks[number].points]


def screening(of: Supposable, replications: int) -> Screening:
    """The design, for a study of so many replications."""
    seed = of.entrants[0].plan.seed
    walks = trajectories(seed, [one.path for one in of.inputs], WALKS)
    return Screening(of, walks, min(REPLICATIONS, replications))


class _View:
    """One measure of one alternative against the base."""

    def __init__(
        self, plan: Screening, told: Mapping[Trial, Doubted], what: tuple[int, str], known: int
    ) -> None:
        self._plan, self._told = plan, told
        self._place, self._measure = what
        self._matters = plan.of.entrants[0].note.matters.get(self._measure)
        self._written = self._differences({}, known)
        self._effects = {
            (one.path, end): self._differences({one.path: end}, plan.replications)
            - self._differences({}, plan.replications)
            for one in plan.of.inputs for end in ENDS
        }

    @property
    def something(self) -> bool:
        """Whether there is anything to tell."""
        seen = np.concatenate([self._written, *self._effects.values()])
        return bool(np.isfinite(seen).all() and seen.any())

    def ends(self, one: Input) -> Iterator[tuple[object, ...]]:
        """What moving the input alone to either end adds to the difference, and the answer there."""
        now = self._answer(shifted(self._written, np.zeros(self._plan.replications)))
        assumption = self._assumption(one)
        for kind, end in zip(_KINDS, ENDS, strict=True):
            effect = self._effects[one.path, end]
            found = mean_estimate(effect)
            there = self._answer(shifted(self._written, effect))
            setting = str(guess_at(one.path, assumption, end))
            flips = str(there) if is_another(now, there, found) else ""
            yield kind, setting, found.value, found.low, found.high, found.n, found.method, flips

    def walks(self, one: Input) -> Iterator[tuple[object, ...]]:
        """mu* and sigma of the input along the trajectories, over its whole range."""
        effects = np.array([self._elementary(number, one.path) for number in range(len(self._plan.walks))])
        for kind, found in zip(("mu_star", "sigma"), screened(effects), strict=True):
            yield kind, "", found.value, found.low, found.high, found.n, f"Morris, {found.method}", ""

    def turns(self, names: tuple[str, str]) -> Iterator[Row]:
        """Where the difference changes its sign along each input, the strongest first."""
        inputs = self._plan.of.inputs
        order = sorted(inputs, key=lambda one: -max(abs(self._effects[one.path, end].mean()) for end in ENDS))
        for one in order:
            found = {end: shifted(self._written, self._effects[one.path, end]) for end in ENDS}
            if ENDS[0] < one.written < ENDS[1]:
                found[one.written] = shifted(self._written, np.zeros(self._plan.replications))
            places = np.array(sorted(found))
            values = np.array([found[place].value for place in places])
            halves = np.array([_half(found[place]) for place in places])
            curve = Curve(places, values, halves, float(np.clip(one.written, *ENDS)))
            yield input_row(names, self._measure, one, curve, (len(self._written), "one at a time"))

    def _differences(self, shares: Mapping[str, float], count: int) -> Floats:
        """Pseudo-values of the difference, shape (count,)."""
        base, alternative = (
            [[self._told[trial(self._plan.of, place, shares, number)] for number in range(count)]]
            for place in (0, self._place)
        )
        return differences_of(base, alternative, self._measure)[0, :, 0]

    def _elementary(self, number: int, path: str) -> float:
        """The elementary effect of an input on one trajectory (Morris 1991)."""
        walk = self._plan.walks[number]
        step = walk.moved.index(path)
        before, after = (self._single(walk.points[place], number) for place in (step, step + 1))
        return walk.signs[step] * (after - before) / STEP

    def _single(self, shares: Mapping[str, float], number: int) -> float:
        theirs, ours = (
            value_of(self._told[trial(self._plan.of, place, shares, number)], self._measure)
            for place in (self._place, 0)
        )
        return theirs - ours

    def _answer(self, estimate: Estimate) -> Verdict:
        difference = Difference(estimate, "individual", estimate.method == "no variation")
        return verdict(difference, WAYS[MEASURES[self._measure].better], self._matters)

    def _assumption(self, one: Input) -> Assumption:
        documents = (entrant.document for entrant in self._plan.of.entrants)
        return next(d.scenario.assumed[one.path] for d in documents if one.path in d.scenario.assumed)


def is_another(now: Verdict, there: Verdict, effect: Estimate) -> bool:
    """Whether an answer is another for who must decide, and that by an effect that is no luck."""
    by_luck = effect.value == 0 or (effect.has_interval and effect.low <= 0 <= effect.high)
    return not by_luck and _kind_of(there) != _kind_of(now)


def _kind_of(answer: Verdict) -> str:
    """What an answer comes to: three of them say that the difference does not matter."""
    negligible = (Verdict.TOO_LITTLE, Verdict.NO_DIFFERENCE, Verdict.THE_SAME)
    return "does not matter" if answer in negligible else str(answer)


def _half(estimate: Estimate) -> float:
    return (estimate.high - estimate.low) / 2 if estimate.has_interval else 0.0
