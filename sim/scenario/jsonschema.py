"""The JSON Schema of scenario files, for editors that complete and check while one types.

In: the models of `sim.scenario.schema`. Out: one plain map (JSON Schema, draft 2020-12).
"""

from __future__ import annotations

from typing import Any

from sim.scenario.kinds import Json
from sim.scenario.lawtext import law_json
from sim.scenario.schema import Scenario
from sim.scenario.values import DURATION_JSON, SHARE_JSON
from sim.units import duration_text

_SHARED: dict[str, Json] = {
    "law": {**law_json(DURATION_JSON), "description": "A duration, or the law of one."},
    "share": {**SHARE_JSON, "description": "A share: 85 % or 0.85."},
}


def json_schema() -> Json:
    """The schema of a base scenario, or, for a file that `extends` another, of an alternative."""
    base: Json = _short(tidy(Scenario.model_json_schema(by_alias=True, mode="validation")))
    definitions = base.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of customer journeys",
        "if": {"required": ["extends"]},
        "then": _alternative(),
        "else": {"$ref": "#/$defs/Scenario"},
        "$defs": {**_SHARED, **definitions, "Scenario": base},
    }


def _alternative() -> Json:
    text = {"type": "string"}
    change = {
        "type": "object",
        "description": "Changes by dotted path, in order: a value, a map to merge, {times: 1.1}, {add: -1}, "
        "{replace: ...}, remove or unchanged; * stands for any name.",
    }
    return {
        "type": "object",
        "description": "A what-if: only what differs from the file that it extends.",
        "required": ["extends"],
        "properties": {
            "extends": {**text, "description": "The base: a file, relative to this one."},
            "title": {**text, "description": "What reports call it."},
            "question": {**text, "description": "What is to be decided."},
            "change": change,
        },
        "additionalProperties": False,
    }


def _short(schema: Any) -> Any:
    """The schema with the kinds of value that it repeats most stated once."""
    for name, shared in _SHARED.items():
        if isinstance(schema, dict) and {**schema, "description": shared["description"]} == shared:
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(schema, list):
        return [_short(one) for one in schema]
    if isinstance(schema, dict):
        return {key: one if key in ("default", "examples") else _short(one) for key, one in schema.items()}
    return schema


def tidy(schema: Any) -> Any:
    """The schema without the generator's titles and without null, which no value may be."""
    if isinstance(schema, list):
        return [tidy(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    found = {key: _kept(key, value) for key, value in schema.items() if not _is_noise(key, value)}
    kinds = (found, *found.get("anyOf", ()))
    of_time = any(kind.get("examples") == DURATION_JSON["examples"] for kind in kinds)
    if of_time and isinstance(found.get("default"), int):
        found["default"] = duration_text(found["default"])
    options = found.get("anyOf")
    if isinstance(options, list) and len(options) == 1:
        found.pop("anyOf")
        return {**options[0], **found}
    return found


def _kept(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: tidy(one) for name, one in value.items()}
    return tidy(value)


def _is_noise(key: str, value: Any) -> bool:
    """Titles that the generator makes up, and defaults that are no value one would write."""
    made_up = key == "title" and isinstance(value, str)
    return made_up or (key == "default" and (value is None or isinstance(value, dict | list)))
