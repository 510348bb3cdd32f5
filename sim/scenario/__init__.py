"""Scenarios: the language, its reading, its changes and its checks.

`read` gives a `Document`; everything behind it is imported on first use, so that `--help` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.document import Document, read
    from sim.scenario.jsonschema import json_schema

__all__ = ["Document", "json_schema", "read"]

_HOMES = {
    "Document": "sim.scenario.document",
    "read": "sim.scenario.document",
    "json_schema": "sim.scenario.jsonschema",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
