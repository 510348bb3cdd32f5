"""From a finished search to what is told of it.

In: an `Optimising`. Out: an `OptimiseResult`, its folder still unnamed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import prod
from typing import Any

from sim.scenario.document import altered
from sim.scenario.tree import find, plain, split_path
from sim.study.entrants import file_digests, versions
from sim.sweeps.design.factors import change_in_words
from sim.sweeps.design.reading import change_of
from sim.sweeps.staffing.goals import Standing, together
from sim.sweeps.staffing.optimising import Optimising, Shown
from sim.sweeps.staffing.result import OptimiseResult, Searched, Staffing
from sim.sweeps.staffing.searching import Candidate, Searching
from sim.sweeps.staffing.storage import PROGRAM
from sim.sweeps.staffing.tables import saved_by, tables_of


def result_of(work: Optimising) -> OptimiseResult:
    """All that a finished search has found."""
    search, answer = work.search, work.answer
    assert search is not None
    nearest = search.nearest() if answer.plan is None else None
    return OptimiseResult(
        title=work.problem.sweep.title,
        base=work.today.note,
        goals=work.problem.goals,
        confidence=work.problem.confidence,
        plan=_verified(work, answer.plan) if answer.plan else None,
        today=_verified(work, answer.today) if answer.today else _described(work, None),
        looked_at=tuple(_verified(work, one) for one in answer.looks if one is not answer.plan),
        neighbours={
            factor.name: None if one is None else _verified(work, one)
            for factor, one in zip(work.problem.staffing, answer.neighbours, strict=False)
        },
        nearest=None if nearest is None else _described(work, nearest, _by_search(search, nearest)),
        searched=_searched(work, search),
        manifest=_manifest(work, search),
        folder=None,
        tables=tables_of(work, search),
    )


def guess_of(work: Optimising) -> Staffing:
    """Where the search begins: the cheapest of the guesses."""
    return _described(work, min(work.guesses, key=work.pay))


def settings_at(work: Optimising, candidate: Candidate | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands at the paths of the staffing, and at those of the choices; None: today."""
    scenario, point = work.whom(candidate)
    changes = dict(point)
    tree = altered(work.problem.sweep.documents[scenario], change_of(point, work.problem.tree.place)).tree

    def there(path: str) -> Any:
        node = find(tree, split_path(path))
        if node is None:   # a path with a * stands in many places
            return change_in_words(changes[path]) if path in changes else None
        return plain(node)

    staffing, choices = (
        {path: there(path) for factor in factors for path in factor.parts}
        for factors in (work.problem.staffing, work.problem.choices)
    )
    return staffing, choices


def _verified(work: Optimising, one: Shown) -> Staffing:
    return replace(
        _described(work, one.candidate, one.standings),
        cost=one.budget.estimate() if one.budget else None,
        saved=saved_by(one, work.answer.today),
        error=one.error,
    )


def _described(
    work: Optimising, candidate: Candidate | None, standings: Iterable[Standing] = ()
) -> Staffing:
    scenario, _ = work.whom(candidate)
    name = work.problem.sweep.documents[scenario].path.stem
    stands, pay = tuple(standings), work.pay(candidate)
    return Staffing(name, *settings_at(work, candidate), pay, standings=stands, verdict=together(stands))


def _by_search(search: Searching, candidate: Candidate) -> Iterable[Standing]:
    seen = search.tried[candidate].lived.seen
    return (target.standing(seen, search.sharing) for target in search.targets)


def _searched(work: Optimising, search: Searching) -> Searched:
    return Searched(
        staffings=sum(prod(box.shape) for box in work.boxes),
        tried=len(search.tried),
        failed=sum(bool(trial.lived.error) for trial in search.tried.values()),
        search=work.problem.search,
        verification=work.problem.verification,
        computed=work.trials.computed,
        guess=guess_of(work),
        worse={work.problem.staffing[axis].name: one.goal.name for axis, one in search.worse().items()},
    )


def _manifest(work: Optimising, search: Searching) -> dict[str, Any]:
    """What the digest names: all that decides about the content of the tables."""
    sweep = work.problem.sweep
    return {
        "program": PROGRAM,
        "versions": versions(),
        "search": sweep.written,
        "seed": sweep.seed,
        "scenarios": [
            {"name": one.path.stem, "files": file_digests(one), "scenario": one.resolved()}
            for one in sweep.documents
        ],
        "failures": [trial.lived.error for trial in search.tried.values() if trial.lived.error],
    }
