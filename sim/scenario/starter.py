"""Files to begin with: commented scenarios that run at once, and the beginning of a what-if of a base.

In: the name of a starter, or a scenario that was read. Out: the text of a new scenario file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from sim.errors import WrongUse
from sim.scenario.document import Document
from sim.scenario.grammar import did_you_mean
from sim.scenario.schema import Scenario, Team
from sim.scenario.tree import find, split_path
from sim.units import RateValue

STARTERS = ("front_desk", "hotline", "retail", "it_desk")
"""What one can begin with, the simplest first."""

_MOST = 3   # examples of each kind in a what-if


def starter(kind: str) -> str:
    """The text of a commented scenario that runs as it is.

    Raises
    ------
    WrongUse
        Where there is no starter of that name.
    """
    if kind not in STARTERS:
        raise WrongUse(f"there is no starter '{kind}'{did_you_mean(kind, STARTERS)}")
    return (files("sim.scenario") / "starters" / f"{kind}.yaml").read_text(encoding="utf-8")


def what_if(base: Document, beside: Path) -> str:
    """The text of an alternative to a base, written for a file at `beside`.

    One person more in the first shift, and below it, as comments, other changes with today's values.
    """
    scenario = base.scenario
    first, *others = _aligned([(path, change, _today(base, path)) for path, change in _changes(scenario)])
    lines = [
        "# A what-if states only what it changes; the customers, and their luck, stay the same.",
        "# Take away the # in front of what you want to try. {times: 1.1} multiplies, {add: -1} adds, * in a",
        "# path matches every name. What differs from the base says",
        "# `.venv/bin/python run_scenario.py explain FILE`.",
        f"extends: {_quoted(way_to(beside, base.path))}",
        f"title: {_quoted('What if: ' + (scenario.title or base.path.stem))}",
        "change:",
        f"  {first}",
        *(f"  # {one}" for one in others),
    ]
    return "\n".join(lines) + "\n"


def way_to(file: Path, base: Path) -> str:
    """The way from one file's folder to another file."""
    here, there = file.resolve().parent, base.resolve()
    up = 0
    while not there.is_relative_to(here):
        here, up = here.parent, up + 1
    return "/".join([".."] * up + [there.relative_to(here).as_posix()])


def _changes(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Paths that a scenario has, each with a change that fits."""
    for name, team in list(scenario.teams.items())[:_MOST]:
        for path in _heads(name, team):
            yield path, "{add: 1}"
    for name, demand in list(scenario.demand.items())[:_MOST]:
        if isinstance(demand.rate, RateValue):
            yield f"demand.{name}.rate", "{times: 1.1}"
    for name, reason in list(scenario.reasons.items())[:_MOST]:
        if isinstance(reason.resolves, float):
            yield f"reasons.{name}.resolves", "95 %"
    if scenario.ivr is not None and isinstance(scenario.ivr.right_team, float):
        yield "ivr.right_team", "95 %"
    yield "transfer.manner", "warm"


def _today(base: Document, path: str) -> str:
    """What the base says at a path, where it is one value."""
    node = find(base.tree, split_path(path))
    return "" if node is None or isinstance(node.content, dict | list) else f"   # today: {node.content}"


def _aligned(changes: Sequence[tuple[str, str, str]]) -> list[str]:
    texts = [f"{path}: {change}" for path, change, _ in changes]
    width = max(len(text) for text in texts)
    return [f"{text:<{width}}{today}".rstrip() for text, (_, _, today) in zip(texts, changes, strict=True)]


def _heads(name: str, team: Team) -> Iterator[str]:
    """Paths of the head counts of a team."""
    if team.scheduled is not None:
        yield f"teams.{name}.scheduled"
    for shift, one in team.shifts.items():
        if one.scheduled is not None:
            yield f"teams.{name}.shifts.{shift}.scheduled"


def _quoted(text: str) -> str:
    """A text as YAML reads it back whatever it holds: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)
