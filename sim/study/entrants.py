"""The scenarios of a study made ready: names that tell them apart, plans, settings, what the digest names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.errors import WrongUse
from sim.measures.expectations import Expectation
from sim.measures.experience.file import load
from sim.measures.replication import WEEK_US, Settings
from sim.plan.compile import compile_plan
from sim.plan.model import Plan
from sim.scenario.document import Document
from sim.scenario.files import files_of
from sim.scenario.schema import Expectation as Written
from sim.scenario.schema import Goal
from sim.study.result import ScenarioNote

QUANTITIES = {"wait_mean_s": "wait_s", "handoffs_mean": "handoffs", "ces_mean": "ces"}
"""Measures whose smallest difference also says which change of one customer counts."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A scenario ready to run."""

    note: ScenarioNote
    document: Document
    plan: Plan
    settings: Settings


def entrants_of(documents: Sequence[Document], seed: int | None) -> tuple[Entrant, ...]:
    """Compile the scenarios of a study; all get the base's seed unless another is given.

    Raises
    ------
    WrongInput
        Where a scenario cannot be compiled.
    WrongUse
        Where the alternatives measure other windows, or by other yardsticks, than the base.
    """
    names = told_apart([document.path.stem for document in documents])
    luck = documents[0].scenario.run.seed if seed is None else seed
    found = tuple(_entrant(name, document, luck) for name, document in zip(names, documents, strict=True))
    for other in found[1:]:
        _check_comparable(found[0], other)
    return found


def _check_comparable(base: Entrant, other: Entrant) -> None:
    """Both must be measured with the same yardsticks, or a difference would be one of yardsticks."""
    ours, theirs = base.note, other.note
    if other.plan.window != base.plan.window:
        unlike, remedy = "measures another window than", "run.starts, warm_up, measure and follow_up"
    elif theirs.currency != ours.currency:
        unlike, remedy = "counts in another currency than", "currency"
    elif theirs.answer_within_s != ours.answer_within_s:
        unlike, remedy = "has another target than", "goals.service_level.within (20 s where nothing is said)"
    elif _experience_digest(other.document) != _experience_digest(base.document):
        unlike, remedy = "predicts by another model than", "experience"
    elif other.document.scenario.costs.defection != base.document.scenario.costs.defection:
        unlike, remedy = "values customers otherwise than", "costs.defection"
    else:
        return
    raise WrongUse(f"{other.document.path}: {unlike} {base.document.path}; give both the same {remedy}")


def smallest_changes(note: ScenarioNote) -> dict[str, float]:
    """The smallest change of one customer that counts, by quantity."""
    return {QUANTITIES[measure]: least for measure, least in note.matters.items() if measure in QUANTITIES}


def manifest_of(
    entrants: Sequence[Entrant], replications: int | dict[str, Any], records: bool
) -> dict[str, Any]:
    """What the digest names: all that decides about the content of a result."""
    return {
        "program": "journeysim",
        "versions": versions(),
        "seed": entrants[0].plan.seed,
        "replications": replications,
        "records": records,
        "scenarios": [
            {"name": one.note.name, "files": file_digests(one.document), "scenario": one.document.resolved()}
            for one in entrants
        ],
    }


@cache
def versions() -> dict[str, str]:
    """Versions of all that computes, our own with a digest of its source: other code, other results."""
    import platform

    import numpy
    import scipy
    import simpy

    from sim import __version__

    return {
        "journeysim": f"{__version__}+{_source_digest()}",
        "python": platform.python_version(),
        "simpy": str(simpy.__version__),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
    }


def _source_digest() -> str:
    root = Path(__file__).parent.parent
    files = sorted(root.rglob("*.py")) + sorted(root.rglob("*.yaml"))
    content = blake2b(digest_size=5)
    for file in files:
        content.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return content.hexdigest()


def _entrant(name: str, document: Document, seed: int) -> Entrant:
    scenario = document.scenario
    plan = replace(compile_plan(document), seed=seed)
    goal = scenario.goals.get("service_level")
    within = 20.0 if goal is None or goal.within is None else goal.within / 1e6
    experience = load(scenario.experience, document.folder)
    expectations = tuple(_expectation(name, one) for name, one in scenario.expectations.items())
    note = ScenarioNote(
        name=name,
        title=scenario.title or name,
        question=scenario.question,
        currency=scenario.currency,
        segments=tuple(segment.name for segment in plan.segments),
        teams={team.name: len(team.agents) for team in plan.teams},
        matters={measure: least.in_unit_of(measure) for measure, least in scenario.matters.items()},
        expectations=expectations,
        goals={name: _bounds(name, goal) for name, goal in scenario.goals.items()},
        experience=experience.title or scenario.experience,
        measured_weeks=(plan.window.ends - plan.window.begins) / WEEK_US,
        answer_within_s=within,
        warm_up_s=plan.window.begins / 1e6,
    )
    return Entrant(note, document, plan, Settings(experience, within, expectations=expectations))


def _expectation(name: str, written: Written) -> Expectation:
    best = None if written.benchmark is None else written.benchmark / 1e6
    longest = written.minimum / 1e6
    return Expectation(name, written.touchpoint, written.measure, longest, best, written.responsible)


def _bounds(measure: str, goal: Goal) -> tuple[float | None, float | None]:
    """The least and the most that a goal asks for."""
    low, high = goal.at_least, goal.at_most
    return (
        None if low is None else low.in_unit_of(measure),
        None if high is None else high.in_unit_of(measure),
    )


def told_apart(stems: Sequence[str]) -> list[str]:
    """Names of files without ending, numbered from the second where they repeat."""
    names: list[str] = []
    for stem in stems:
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names.append(name)
    return names


def _experience_digest(document: Document) -> str | None:
    """What the file of the experience model holds, in short; None for the default model."""
    return file_digests(document).get(document.scenario.experience)


def file_digests(document: Document) -> dict[str, str]:
    """Digests of the files that a scenario reads, by the name that it gives them."""
    found = {name: document.folder / name for name in sorted(set(files_of(document.scenario)))}
    return {name: blake2b(path.read_bytes(), digest_size=16).hexdigest() for name, path in found.items()}
