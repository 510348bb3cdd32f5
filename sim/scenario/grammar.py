"""Walks the grammar along a path: what may stand there, which keys are known, what lies close to a name.

In: a path of names. Out: the types of `sim.scenario.schema` that may stand at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from sim.scenario.laws import Law
from sim.scenario.schema import Part, Scenario
from sim.scenario.varying import By

Kinds = list[Any]


def kinds_at(path: Sequence[str], root: type[Part] = Scenario) -> Kinds:
    """The types that may stand at a path; empty where the grammar, which begins at `root`, knows none."""
    kinds: Kinds = [root]
    for name in path:
        kinds = [below for kind in kinds for below in _step(kind, name)]
    return kinds


def fields_at(path: Sequence[str], root: type[Part] = Scenario) -> list[str]:
    """The keys of the grammar that may be written below a path; none below a map of free names."""
    return [key for kind in kinds_at(path, root) if _is_part(kind) for key in keys_of(kind)]


def is_field(path: Sequence[str]) -> bool:
    """Whether the last name of a path is a key of the grammar rather than a name that someone gave."""
    return any(_is_part(kind) and path[-1] in keys_of(kind) for kind in kinds_at(path[:-1]))


def keys_of(part: type[Part]) -> list[str]:
    """The keys of a part as they are written."""
    return [field.alias or name for name, field in part.model_fields.items()]


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """A suggestion to append to a message, or nothing."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known: {', '.join(names)}" if 0 < len(names) <= 8 else ""


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _unwrapped(annotation: Any) -> Kinds:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [kind for arg in get_args(annotation) for kind in _unwrapped(arg)]
    return [] if annotation is NoneType else [annotation]


def _step(kind: Any, name: str) -> Kinds:
    origin = get_origin(kind)
    if _is_part(kind):
        for field_name, field in kind.model_fields.items():
            if (field.alias or field_name) == name:
                return _unwrapped(field.annotation)
        return []
    if origin is dict:
        return _unwrapped(get_args(kind)[1])
    if origin is list:
        return _unwrapped(get_args(kind)[0]) if name.isdigit() else []
    if origin is By:
        return [str] if name == "by" else [*_unwrapped(get_args(kind)[0]), kind]
    if isinstance(kind, type) and issubclass(kind, Law):
        return [Law]
    return []
