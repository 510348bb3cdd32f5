"""The JSON Schema for editors accepts what the language accepts and marks plain slips.

A small validator of the keywords in use stands in for an editor's.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import json_schema
from sim.scenario.reading import read_file, read_text
from sim.scenario.tree import plain

from .slips import DESK
from .test_document import SHIPPED

SCHEMA = json_schema()
TYPES: dict[str, Any] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
}
ANNOTATIONS = {"description", "default", "examples", "title", "$schema", "$defs"}


def valid(schema: Any, value: Any) -> bool:
    """Whether a value satisfies a schema; keywords that the validator does not know raise KeyError."""
    if "if" in schema:
        branch = "then" if valid(schema["if"], value) else "else"
        return valid(schema[branch], value)
    return all(KEYWORDS[word](schema, value) for word in schema if word not in ANNOTATIONS)


def _type(schema: Any, value: Any) -> bool:
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return any(TYPES[name](value) for name in names)


def _properties(schema: Any, value: Any) -> bool:
    if not isinstance(value, dict):
        return True
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name, one in value.items():
        fits = [known[name]] if name in known else [s for p, s in patterns.items() if re.search(p, name)]
        extra = schema.get("additionalProperties", True)
        if fits and not all(valid(s, one) for s in fits):
            return False
        if not fits and (extra is False or (extra is not True and not valid(extra, one))):
            return False
    return True


KEYWORDS: dict[str, Any] = {
    "type": _type,
    "enum": lambda s, v: v in s["enum"],
    "const": lambda s, v: v == s["const"],
    "pattern": lambda s, v: not isinstance(v, str) or re.search(s["pattern"], v) is not None,
    "minimum": lambda s, v: not TYPES["number"](v) or v >= s["minimum"],
    "maximum": lambda s, v: not TYPES["number"](v) or v <= s["maximum"],
    "exclusiveMinimum": lambda s, v: not TYPES["number"](v) or v > s["exclusiveMinimum"],
    "minItems": lambda s, v: not isinstance(v, list) or len(v) >= s["minItems"],
    "minProperties": lambda s, v: not isinstance(v, dict) or len(v) >= s["minProperties"],
    "items": lambda s, v: not isinstance(v, list) or all(valid(s["items"], one) for one in v),
    "required": lambda s, v: not isinstance(v, dict) or set(s["required"]) <= set(v),
    "properties": _properties,
    "patternProperties": _properties,
    "additionalProperties": _properties,
    "anyOf": lambda s, v: any(valid(one, v) for one in s["anyOf"]),
    "oneOf": lambda s, v: sum(valid(one, v) for one in s["oneOf"]) == 1,
    "$ref": lambda s, v: valid(SCHEMA["$defs"][s["$ref"].removeprefix("#/$defs/")], v),
}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_scenario_that_is_shipped_is_valid(file: Path) -> None:
    assert valid(SCHEMA, plain(read_file(file)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scheduled: 5", "scheduled: -5"),
        ("scheduled: 5", "scheduled: five"),
        ("{exponential: 4 min}", "4"),
        ("{exponential: 4 min}", "{exponential: 4}"),
        ("{exponential: 4 min}", "{exponental: 4 min}"),
        ("{exponential: 4 min}", "{lognormal: {mean: 4 min}}"),
        ("{exponential: 6 min}", "{by: segmnet, rest: 6 min}"),
        ("{exponential: 6 min}", "{by: segment, rest: 6}"),
        ("resolves: 85 %", "resolves: 85"),
        ("shrinkage", "shrinkige"),
        ("2000/w", "2000"),
        ("34 EUR/h", "34"),
        ("mon-fri 08:00-16:00", "mo-fr 8-16"),
        ("patience", "patiense"),
        ("{takes: {exponential: 5 min}}", "{}"),
    ],
)
def test_slips_are_marked(old: str, new: str) -> None:
    assert valid(SCHEMA, plain(read_text(DESK, "x")))
    assert not valid(SCHEMA, plain(read_text(DESK.replace(old, new, 1), "x")))


def test_an_alternative_holds_only_its_own_keys() -> None:
    assert valid(SCHEMA, {"extends": "x.yaml", "change": {"teams.a.scheduled": {"add": 1}}})
    assert not valid(SCHEMA, {"extends": "x.yaml", "teams": {}})


def test_every_key_of_the_language_is_described() -> None:
    for name, part in SCHEMA["$defs"].items():
        assert part.get("description"), name
        for key, one in part.get("properties", {}).items():
            assert one.get("description"), f"{name}.{key}"
