"""Whatever is finished and can be shown: a run or comparison, a sweep, a search for staffing."""

from __future__ import annotations

from sim.study.result import Result, ScenarioNote
from sim.sweeps.result import SweepResult
from sim.sweeps.staffing.result import OptimiseResult

Finished = Result | SweepResult | OptimiseResult


def notes_of(result: Finished) -> tuple[ScenarioNote, ...]:
    """What a reader must know of its scenarios, the base first."""
    if isinstance(result, Result):
        return result.scenarios
    return result.notes if isinstance(result, SweepResult) else (result.base,)


def subject_of(result: Finished) -> str:
    """The question that it answers, else what it is called."""
    base = notes_of(result)[0]
    return base.question or (base.title if isinstance(result, Result) else result.title)
