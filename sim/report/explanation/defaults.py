"""Every default that a scenario uses: what it does not say, and what holds then.

In: a checked scenario. Out: path, value and meaning of each default, like ones of several names as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from sim import units
from sim.report.locales import listed
from sim.scenario.kinds import Kind
from sim.scenario.laws import Constant
from sim.scenario.schema import Aside, Assumption, Demand, Expectation, Goal, Goes, Part, Scenario, Step
from sim.scenario.varying import By

_TOLD_ELSEWHERE = (Step, Aside, Goes, Demand, Goal, Expectation, Assumption)
"""Parts whose unsaid fields say nothing, or are told where the part is."""
_SILENT = ("title", "question", "description", "matters", "goals", "expectations", "assumed", "hours")
_NOTHING = {
    "closed_days of a Scenario": "No day is closed.",
    "factors of a Scenario": "No day is busier than another by chance alone.",
    "callback of a Scenario": "Nobody is called back.",
    "ivr of a Scenario": "There is no menu (IVR).",
    "after of a Scenario": "Nobody calls again: nothing follows a contact.",
    "processes of a Scenario": "There are no journeys of several steps.",
    "routing of a Scenario": "Any skilled team takes a contact; on the phone, the menu comes first.",
    "patience of a Scenario": "Nobody who waits ever hangs up.",
    "segments of a Scenario": "One segment, all; every journey has a customer of its own.",
    "channels of a Scenario": "One channel, phone, open while one of its teams is on duty.",
    "class of a Rank": "All channels rank alike.",
    "channels of a Team": "Every staffed channel by which a reason comes that it handles.",
}
"""What an empty part means, by its name and the name of its model."""


@dataclass(frozen=True)
class Default:
    """A value that is not written.

    Attributes
    ----------
    path : dotted, `*` for names.
    names : the names that `*` stands for where not all of that map use the default.
    value : in words.
    meaning : what it does.
    """

    path: str
    names: tuple[str, ...]
    value: str
    meaning: str

    def __str__(self) -> str:
        of = f" ({listed(self.names)})" if self.names else ""
        value = f"{self.value}. " if self.value else ""
        return f"{self.path}{of}: {value}{self.meaning}"


def defaults(scenario: Scenario) -> list[Default]:
    """All defaults of a scenario in the order of its parts."""
    found: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    counts: dict[str, int] = {}
    for pattern, names, value, meaning in _unsaid(scenario, (), ()):
        found.setdefault((".".join(pattern), value, meaning), []).append(names)
    for pattern, names in _parts(scenario, (), ()):
        counts[".".join(pattern)] = counts.get(".".join(pattern), 0) + bool(names)
    return [_default(key, names, counts) for key, names in found.items()]


def _default(key: tuple[str, str, str], names: list[tuple[str, ...]], counts: dict[str, int]) -> Default:
    path, value, meaning = key
    everywhere = len(names) == counts.get(path.rpartition(".")[0], 0)
    shown = () if everywhere or not names[0] else tuple(dict.fromkeys(".".join(one) for one in names))
    return Default(path, shown, value, meaning)


_Names = tuple[str, ...]


def _parts(value: Any, pattern: _Names, names: _Names) -> Iterator[tuple[_Names, _Names]]:
    """Every part of the scenario: its path with `*` for names, and the names."""
    if isinstance(value, Part):
        yield pattern, names
    for at, name, below in _below(value):
        yield from _parts(below, (*pattern, at), (*names, name) if name else names)


def _unsaid(value: Any, pattern: _Names, names: _Names) -> Iterator[tuple[_Names, _Names, str, str]]:
    if isinstance(value, _TOLD_ELSEWHERE):
        return
    if isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            meaning = _meaning(value, name, field)
            if name not in value.model_fields_set and meaning:
                yield (*pattern, field.alias or name), names, *meaning
    for at, name, below in _below(value):
        yield from _unsaid(below, (*pattern, at), (*names, name) if name else names)


def _below(value: Any) -> Iterator[tuple[str, str, Any]]:
    """What a value holds: key in the path, name if the key is one, and the value there."""
    if isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            below = getattr(value, name)
            if not isinstance(value, Scenario) or name in value.model_fields_set or isinstance(below, Part):
                yield field.alias or name, "", below
    elif isinstance(value, dict):
        for name, below in value.items():
            yield "*", name, below
    elif isinstance(value, By):
        for name, below in (*value.cases.items(), ("rest", value.rest)):
            yield "*", name, below
    elif isinstance(value, list) and value and isinstance(value[0], Part):
        for number, below in enumerate(value):
            yield "*", str(number), below


def _meaning(part: Part, name: str, field: FieldInfo) -> tuple[str, str] | None:
    """The default of a field in words and what it does; None where it says nothing."""
    value = getattr(part, name)
    if name in _SILENT or isinstance(value, Part):
        return None
    word = field.alias or name
    if value is None or value in ({}, []) or word in ("segments", "channels"):
        special = _NOTHING.get(f"{word} of a {type(part).__name__}")
        if special:
            return "", special
        text = field.description or ""
        return ("not said", text) if value is None and "lse " in text else None
    return _value(value, field), field.description or ""


def _value(value: Any, field: FieldInfo) -> str:
    converters = {kind.convert for kind in _kinds(field)}
    if isinstance(value, Constant):
        return units.duration_text(round(value.value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if units.duration_us in converters:
            return units.duration_text(round(value))
        return f"{value:.0%}".replace("%", " %") if units.share in converters else f"{value:g}"
    return str(value)


def _kinds(field: FieldInfo) -> Iterator[Kind]:
    """The value types of a field, those inside a by-map included."""
    waiting = [*field.metadata, field.annotation]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Kind):
            yield one
        else:
            waiting += [*get_args(one), *getattr(one, "__metadata__", ())]
