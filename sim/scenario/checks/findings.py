"""What the checks of a whole scenario share: the list of findings, and walks through its values.

In: the model and its tree. Out: faults and warnings with their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sim.errors import Fault
from sim.scenario.grammar import did_you_mean
from sim.scenario.schema import Branch, Part, Scenario, Step
from sim.scenario.tree import Node, Path, joined, nearest
from sim.scenario.varying import By

OUTCOMES = ("resolved", "unresolved", "abandoned", "blocked", "closed", "message")
"""How a contact can end for the step that caused it."""

WORK = "work"
"""Stands for back-office work where channels are ranked."""


@dataclass
class Findings:
    """Faults and warnings about one scenario.

    Attributes
    ----------
    ends_at_once : by process, the ends that it can reach at the moment when it begins, where they are known.
    """

    scenario: Scenario
    tree: Node
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    ends_at_once: dict[str, list[str]] = field(default_factory=dict)

    def wrong(self, path: Path, rule: str, *value: object) -> None:
        """Note a broken rule."""
        self.faults.append(Fault(nearest(self.tree, path), joined(path), rule, *value))

    def doubtful(self, path: Path, rule: str) -> None:
        """Note what is legal and probably wrong."""
        self.warnings.append(Fault(nearest(self.tree, path), joined(path), rule))

    def expect(self, path: Path, name: str | None, known: Iterable[str], what: str) -> bool:
        """Note a name that nothing bears; returns whether it is known."""
        names = list(known)
        if name is None or name in names:
            return True
        self.wrong(path, f"there is no {what} '{name}'{did_you_mean(name, names)}")
        return False

    @cached_property
    def leaves_messages(self) -> bool:
        """Whether some route lets customers leave a message."""
        routes = (route for written in self.scenario.routing.values() for _, route in possible(written))
        return any(stage.to == "message" for route in routes for stage in route)

    @cached_property
    def staffed_channels(self) -> tuple[str, ...]:
        """Channels that agents answer, in file order."""
        return tuple(name for name, one in self.scenario.channels.items() if not one.self_service)

    @cached_property
    def default_channel(self) -> str:
        """Where a reason without channels comes by: the phone, else the first by name that is staffed."""
        staffed = self.staffed_channels
        return "phone" if "phone" in staffed or not staffed else min(staffed)

    def channels_of(self, reason: str) -> tuple[str, ...]:
        """The channels by which a reason comes."""
        shares = possible(self.scenario.reasons[reason].channels)
        return tuple(dict.fromkeys(name for _, one in shares for name in one)) or (self.default_channel,)


def values_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part and value of a model with its path, by-maps before their cases."""
    yield path, value
    if isinstance(value, Part):
        for name, one in type(value).model_fields.items():
            yield from values_in(getattr(value, name), (*path, one.alias or name))
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from values_in(below, (*path, str(name)))
    elif isinstance(value, list):
        for position, below in enumerate(value):
            yield from values_in(below, (*path, str(position)))
    elif isinstance(value, By):
        for case, below in cases_of(value):
            yield from values_in(below, (*path, case))


def cases_of(varying: By[Any]) -> list[tuple[str, Any]]:
    """The cases of a by-map with their values, `rest` last."""
    rest = [] if varying.rest is None else [("rest", varying.rest)]
    return [*varying.cases.items(), *rest]


def possible(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Everything that a varying value can be, with the paths of the cases."""
    if value is None:
        return []
    if not isinstance(value, By):
        return [(path, value)]
    return [found for case, below in cases_of(value) for found in possible(below, (*path, case))]


def parts_of(step: Step) -> list[tuple[Path, Step | Branch]]:
    """A step and its branches, with their paths from the step."""
    return [((), step), *((("together", "branches", name), one) for name, one in step.branches().items())]


def listed(names: str | list[str] | None) -> list[str]:
    """A name or a list of names as a list."""
    if names is None:
        return []
    return [names] if isinstance(names, str) else names
