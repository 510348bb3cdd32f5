"""What validation finds, in our own words and places: pydantic's errors become faults.

In: the tree of a scenario. Out: the `Scenario` and the faults of values that stand where they may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from sim.errors import Fault, Place
from sim.scenario.grammar import did_you_mean, fields_at, kinds_at
from sim.scenario.hours import PATTERN
from sim.scenario.kinds import BRANCH, RULE
from sim.scenario.part import Part
from sim.scenario.schema import Scenario
from sim.scenario.tree import Node, Path, find, joined, nearest, plain, walk
from sim.scenario.values import CURRENCY

T = TypeVar("T", bound=Part)

UNKNOWN = "unknown key"
"""How the rule of a key begins that the grammar does not know."""
_HOURS = re.compile(PATTERN)
_AFTER_COMMA = re.compile(r"\d+(\s*(%|[a-zA-Z/]+))?")
_NO_VALUE = "has no value: write {} for an empty map, or leave the key out"
_KINDS = {
    "model_type": "must be a map of keys",
    "model_attributes_type": "must be a map of keys",
    "dict_type": "must be a map of names",
    "list_type": "must be a list in brackets",
    "string_type": "must be a text",
}


def validate(tree: Node) -> tuple[Scenario | None, list[Fault]]:
    """A scenario's model, or all faults of single values."""
    currency = tree.entries.get("currency")
    context = {CURRENCY: currency.content if currency and isinstance(currency.content, str) else "EUR"}
    return validate_as(Scenario, tree, context)


def validate_as(model: type[T], tree: Node, context: dict[str, Any]) -> tuple[T | None, list[Fault]]:
    """A file's model of any kind, or all faults of single values."""
    faults = [_empty_fault(model, path, node) for path, node in walk(tree) if node.content is None and path]
    filled = without(tree, [path for path, node in walk(tree) if node.content is None])
    try:
        return model.model_validate(plain(filled), context=context), faults
    except ValidationError as error:
        seen = {fault.path for fault in faults}
        found = [_fault(model, filled, one) for one in error.errors(include_url=False)]
        return None, faults + [fault for fault in found if fault.path not in seen]


def without(tree: Node, paths: Sequence[Path]) -> Node:
    """The tree without the nodes at some paths."""
    gone = set(paths)

    def copied(node: Node, path: Path) -> Node:
        if isinstance(node.content, dict):
            kept = {n: copied(c, (*path, n)) for n, c in node.content.items() if (*path, n) not in gone}
            return Node(kept, node.place)
        if isinstance(node.content, list):
            items = [copied(c, (*path, str(i))) for i, c in enumerate(node.content)]
            return Node([c for i, c in enumerate(items) if (*path, str(i)) not in gone], node.place)
        return node

    return copied(tree, ())


def _empty_fault(model: type[Part], path: Path, node: Node) -> Fault:
    rule = _trap_rule(path)
    if not rule and not kinds_at(path, model):
        rule = _unknown(model, path)
    return Fault(node.place, joined(path), rule or _NO_VALUE)


def _trap_rule(path: Path) -> str:
    key = path[-1]
    if _HOURS.fullmatch(key):
        return "the hours hold a comma: quote the hours"
    if _AFTER_COMMA.fullmatch(key):
        return "a number or text was cut at a comma: write 0.85 or 85 %, and quote a text with a comma"
    return ""


def _unknown(model: type[Part], path: Path) -> str:
    return f"{UNKNOWN}{did_you_mean(path[-1], fields_at(path[:-1], model))}"


def _fault(model: type[Part], tree: Node, error: Any) -> Fault:
    path = _path(error["loc"])
    kind, value = error["type"], error["input"]
    if kind == "extra_forbidden":
        return Fault(_place(tree, path), joined(path), _trap_rule(path) or _unknown(model, path))
    if kind == "missing":
        return Fault(_place(tree, path[:-1]), joined(path), "is missing")
    if kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        rule = f"must be one of {', '.join(allowed)}" + did_you_mean(value, allowed).split("; known")[0]
    elif kind == RULE:
        rule = error["msg"]
    else:
        rule = _KINDS.get(kind, "does not fit here")
    if isinstance(value, dict | list):
        return Fault(_place(tree, path), joined(path), rule)
    return Fault(_place(tree, path), joined(path), rule, value)


def _path(loc: Sequence[str | int]) -> Path:
    """The path of an error, without the labels of unions and keys."""
    parts = (str(part) for part in loc)
    return tuple(part for part in parts if not part.startswith(BRANCH) and part != "[key]")


def _place(tree: Node, path: Path) -> Place:
    found = find(tree, path)
    return found.place if found is not None else nearest(tree, path)
