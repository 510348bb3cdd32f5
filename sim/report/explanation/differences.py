"""Explains what an alternative changes, and which of its numbers are guesses.

In: a source. Out: sentences, one list item each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.report.explanation import service
from sim.report.explanation.phrases import is_law, phrase
from sim.report.locales import listed

if TYPE_CHECKING:
    from sim.report.explanation.source import Source
    from sim.scenario.changes import Change


def differences(source: Source) -> Iterator[str]:
    """Every value that differs from the base, and what each `*` hit."""
    for change in source.document.changes:
        if change.hits:
            yield f"{change.path} hits {listed(change.hits)}:"
            for hit in change.hits:
                yield f"  {hit}: {_change(change.before[hit], change.after[hit], _value)}."
        else:
            say = _route if change.path.startswith("routing.") else _value
            yield f"{change.path}: {_change(change.before, change.after, say)}."


def _change(before: Any, after: Any, say: Callable[[Any], str]) -> str:
    if before is None:
        return f"new, {say(after)}"
    if after is None:
        return f"removed; was {say(before)}"
    now, was = say(after), say(before)
    return f"now {now}. Before: {was}" if ";" in now + was else f"now {now}; was {was}"


def _route(stages: Any) -> str:
    parts = service.route_in_words("", stages)
    return "; ".join(f"{label.strip(', ')}: {words}" if label else words for label, words in parts)


def _value(value: Any) -> str:
    """A value in words where words can say it, else as the file writes it."""
    if isinstance(value, Mapping) and not ("by" in value or is_law(value)):
        return _written(value)
    if isinstance(value, list) or (isinstance(value, Mapping) and _has_list(value)):
        return _written(value)
    return phrase(value)


def _has_list(value: Mapping[str, Any]) -> bool:
    return any(isinstance(one, list | Mapping) for one in value.values()) and not is_law(value)


def _written(value: Any) -> str:
    """A map or list on one line, as YAML would write it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    return value if isinstance(value, str) else json.dumps(value)


def changed_by(source: Source) -> str:
    """Where the base stands, and how many values differ; empty for a base without settings."""
    document = source.document
    changes: tuple[Change, ...] = document.changes
    if not changes:
        return ""
    base = f" from {document.bases[-1].name}" if document.bases else ""
    return f"{'One value differs' if len(changes) == 1 else f'{len(changes)} values differ'}{base}"


def guesses(source: Source) -> Iterator[str]:
    """Numbers that are assumed, with their range and source."""
    for path, assumption in source.scenario.assumed.items():
        now = source.phrase(*path.split("."))
        origin = f" Source: {assumption.source}." if assumption.source else ""
        yield f"{path}: {now}; plausible from {assumption.low} to {assumption.high}.{origin}"
