"""The cheapest staffing from end to end: searched, shown on fresh replications, its neighbours tried.

In: a problem and its trials. Out: an `Answer` and all that it rests on. Every step follows from what was
found before, so that asking again walks the same way through the store to where it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sim.errors import RunFailed, WrongInput
from sim.scenario.document import altered
from sim.stats.estimate import Pooled
from sim.study.entrants import entrants_of
from sim.study.load import offered_load
from sim.sweeps.design.reading import change_of, fault_at
from sim.sweeps.staffing.goals import Sharing, Standing, Target, Verdict, together
from sim.sweeps.staffing.guess import guess_of
from sim.sweeps.staffing.reading import Problem
from sim.sweeps.staffing.searching import Candidate, Searching, budget_of, moved
from sim.sweeps.staffing.space import Box, boxes_of, staffed_of
from sim.sweeps.staffing.trials import Lived, Trials, Whom

LOOKS = 4
"""How many staffings may be looked at on fresh replications until one is shown to keep the goals: each is
sought with one half-width more to spare than the last."""

ROUNDS = 3
"""How often neighbours are tried: one that is shown to keep the goals takes the answer's place."""

TODAY: Whom = (0, ())


@dataclass(frozen=True, slots=True)
class Shown:
    """What fresh replications say of a staffing.

    Attributes
    ----------
    candidate : the staffing; None: today's.
    replications : which they were.
    standings : every goal for every group, the intervals of all that is shown joint; empty where it failed.
    budget : staff and channel cost a week; None where it failed.
    error : why it failed; empty where it did not.
    """

    candidate: Candidate | None
    replications: range
    standings: tuple[Standing, ...]
    budget: Pooled | None
    error: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether all goals hold, together."""
        return together(self.standings)


@dataclass(slots=True)
class Answer:
    """What was found.

    Attributes
    ----------
    plan : the cheapest staffing that is shown to keep the goals; None: none is.
    today : the base as it is, on the plan's replications or the last look's; None: there was no look.
    looks : staffings looked at on fresh replications; the last is the plan if there is one, unless a
        neighbour took its place.
    neighbours : of the plan: by factor one level less, None where there is none.
    """

    plan: Shown | None = None
    today: Shown | None = None
    looks: list[Shown] = field(default_factory=list)
    neighbours: list[Shown | None] = field(default_factory=list)


class Optimising:
    """A search on its way, or at its end.

    Parameters
    ----------
    problem : what is sought.
    trials : simulates.

    Attributes
    ----------
    boxes, guesses : where, and where each box's search begins.
    today : the base as it is, ready to run.
    search : all that was tried; None until today has been simulated.
    answer : what was found so far.
    finished : whether that is all.
    """

    def __init__(self, problem: Problem, trials: Trials) -> None:
        self.problem, self.trials = problem, trials
        where = problem.sweep.documents, problem.choices, problem.staffing, problem.tree
        self.boxes = tuple(boxes_of(*where))
        self.guesses = tuple(self._guess(number, box) for number, box in enumerate(self.boxes))
        [self.today] = entrants_of(problem.sweep.documents[:1], problem.sweep.seed)
        self.search: Searching | None = None
        self.answer = Answer()
        self.finished = False

    def run(self) -> None:
        """Do all that is left to do.

        Raises
        ------
        WrongInput
            Where a goal is for a group that does not occur.
        NotFinished
            Where something is missing and nothing may be computed.
        RunFailed
            Where today cannot be simulated, the engine is gone, or the disk refuses.
        """
        targets = self._targets()
        among = len(targets) * (LOOKS + 1 + ROUNDS * len(self.problem.staffing))
        sharing = Sharing(self.problem.confidence, among)
        self.search = Searching(self.problem, self.boxes, self.guesses, self.trials, targets, sharing)
        self._find(self.search)
        if self.answer.plan is not None:
            self._try_neighbours(self.answer.plan)
        last = self.answer.plan or next(reversed(self.answer.looks), None)
        if last is not None:
            [self.answer.today] = self._shown([None], last.replications)
        self.finished = True

    def _find(self, search: Searching) -> None:
        """Look at ever safer staffings until one is shown to keep the goals."""
        for slack in range(LOOKS):
            found = search.cheapest(slack)
            if found is None:
                return
            if found in [look.candidate for look in self.answer.looks]:
                continue
            [look] = self._shown([found], self._fresh(slack))
            self.answer.looks.append(look)
            if look.verdict is Verdict.HOLDS:
                self.answer.plan = look
                return

    def _try_neighbours(self, plan: Shown) -> None:
        """Try what costs one step less; where that holds as well, go on from there."""
        for number in range(ROUNDS):
            assert plan.candidate is not None
            fewer = [
                moved(plan.candidate, axis, level - 1) if level else None
                for axis, level in enumerate(plan.candidate.levels)
            ]
            shown = iter(self._shown([one for one in fewer if one], self._fresh(LOOKS + number)))
            self.answer.plan = plan
            self.answer.neighbours = [next(shown) if one else None for one in fewer]
            holding = [one for one in self.answer.neighbours if one and one.verdict is Verdict.HOLDS]
            if not holding:
                return
            plan = min(holding, key=lambda one: self.pay(one.candidate))

    def whom(self, candidate: Candidate | None) -> Whom:
        """Whom the trial of a candidate, or of today, simulates."""
        if candidate is None:
            return TODAY
        box = self.boxes[candidate.box]
        return box.scenario, box.point(candidate.levels)

    def pay(self, candidate: Candidate | None) -> float:
        """What the shifts of a candidate, or of today, cost a week: known without simulating."""
        if candidate is None:
            return staffed_of(self.today.plan).pay
        return self.boxes[candidate.box].pay_at(candidate.levels)

    def _shown(self, candidates: Sequence[Candidate | None], replications: range) -> list[Shown]:
        lived = self.trials.of([self.whom(one) for one in candidates], replications)
        judge = self._judged
        return [judge(one, replications, found) for one, found in zip(candidates, lived, strict=True)]

    def _judged(self, candidate: Candidate | None, replications: range, lived: Lived) -> Shown:
        assert self.search is not None
        if lived.error:
            return Shown(candidate, replications, (), None, lived.error)
        standings = tuple(one.standing(lived.seen, self.search.sharing) for one in self.search.targets)
        return Shown(candidate, replications, standings, budget_of(lived.seen))

    def _fresh(self, number: int) -> range:
        """Replications that only the verification of that number has."""
        size = self.problem.verification
        first = self.problem.search + number * size
        return range(first, first + size)

    def _guess(self, number: int, box: Box) -> Candidate:
        document = self.problem.sweep.documents[box.scenario]
        top = altered(document, change_of(box.point(box.top), self.problem.tree.place))
        [entrant] = entrants_of([top], self.problem.sweep.seed)
        load, within = offered_load(entrant.plan), entrant.settings.within_s
        return Candidate(number, guess_of(box, entrant.plan, load, within, self.problem.goals))

    def _targets(self) -> tuple[Target, ...]:
        """Every goal for each of its groups in which today anything happens."""
        [today] = self.trials.of([TODAY], range(self.problem.search))
        if today.error:
            raise RunFailed(f"{self.problem.sweep.documents[0].path}: cannot be simulated: {today.error}")
        found = {goal: tuple(goal.targets(today.seen)) for goal in self.problem.goals}
        for goal, targets in found.items():
            if not targets:
                rule = f"finds nothing of {goal.measure} for {goal.group}"
                raise WrongInput([fault_at(self.problem.tree, ("goals", goal.name), rule)])
        return tuple(target for targets in found.values() for target in targets)


def all_shown(answer: Answer) -> Iterator[tuple[str, Shown]]:
    """Everything that was shown, each with its part: plan, look, neighbour or today."""
    if answer.plan is not None:
        yield "plan", answer.plan
    yield from (("look", one) for one in answer.looks if one is not answer.plan)
    yield from (("neighbour", one) for one in answer.neighbours if one is not None)
    if answer.today is not None:
        yield "today", answer.today
