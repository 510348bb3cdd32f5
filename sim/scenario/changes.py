"""Changes: an alternative's map laid over its base, with operators, dotted paths and `*`.

In: the base's tree and the map under `change`. Out: the changed tree and what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sim.errors import Fault, Place
from sim.scenario.amounts import plus, times
from sim.scenario.grammar import did_you_mean, fields_at, is_field, kinds_at
from sim.scenario.lawtext import FORMS, LAWS
from sim.scenario.piecetext import PIECED
from sim.scenario.tree import Node, Path, joined, plain, split_path

OPERATORS = ("times", "add", "replace")
_OPAQUE = "assumed"   # its keys are paths themselves


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs from the base.

    Attributes
    ----------
    path : dotted path as written, with its `*`.
    before, after : plain values, None where there is none; with hits, maps from each path hit.
    hits : the paths that a `*` stood for; empty without one.
    place : where the change is written.
    """

    path: str
    before: Any
    after: Any
    hits: tuple[str, ...]
    place: Place


class _RefusedError(Exception):
    """A change that cannot be made, with its rule."""


@dataclass
class _Leaf:
    """One value changed, at one path."""

    pattern: Path
    path: Path
    before: Node | None
    after: Node | None
    place: Place


@dataclass
class _Run:
    """What one map of changes did so far."""

    leaves: list[_Leaf] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def apply(base: Node, change: Node) -> tuple[Node, list[Change], list[Fault]]:
    """Lay a map of changes over a tree; the base stays as it is.

    Returns
    -------
    The changed tree, the changes in written order, and the faults; what is faulty is left out.
    """
    run = _Run()
    tree = _merged(base, change, (), (), run)
    return tree or base, _grouped(run.leaves), run.faults


def _merged(base: Node, change: Node, path: Path, pattern: Path, run: _Run) -> Node | None:
    """A map of the base with a map of changes laid over it."""
    tree: Node | None = base
    for key, value in change.entries.items():
        names = split_path(key)
        try:
            tree = _along(tree, names, value, path, pattern, run)
        except _RefusedError as refused:
            written = joined((*pattern, *names))
            run.faults.append(Fault(value.place, written, str(refused)))
    return tree


def _along(base: Node | None, names: Path, value: Node, path: Path, pattern: Path, run: _Run) -> Node | None:
    """The base with the value changed that lies `names` below it."""
    if not names:
        return _changed(base, value, path, pattern, run)
    if base is not None and path == (_OPAQUE,):
        names = _whole_key(base, names)
    if base is None or not isinstance(base.content, dict | list):
        raise _RefusedError(f"has nothing below {joined(path)} in the base{_advice_on_by(base)}")
    if isinstance(base.content, list) and value.content == "remove" and len(names) == 1:
        raise _RefusedError("items of a list cannot be removed: write the list anew")
    if "*" in names[0]:
        return _for_all(base, names, value, path, pattern, run)
    child = base.child(names[0])
    if child is None:
        child = _new_child(base, names, value, path)
    below = _along(child, names[1:], value, (*path, names[0]), (*pattern, names[0]), run)
    return _with_child(base, names[0], below)


def _whole_key(base: Node, names: Path) -> Path:
    """Names of which the first is a whole key, dots and all: a known one, or all of them."""
    for taken in range(len(names), 0, -1):
        if ".".join(names[:taken]) in base.entries:
            return (".".join(names[:taken]), *names[taken:])
    return (".".join(names),)


def _advice_on_by(base: Node | None) -> str:
    return "; to let a value vary write {by: KEY, name: value, rest: value}" if base is not None else ""


def _new_child(base: Node, names: Path, value: Node, path: Path) -> Node | None:
    """What stands for a name that the base does not hold: nothing yet, or an empty map on the way."""
    here = (*path, names[0])
    known = [*base.entries, *fields_at(path)]
    if not kinds_at(here) or (names[0] not in fields_at(path) and isinstance(base.content, list)):
        raise _RefusedError(_unknown(names[0], path, known))
    if len(names) == 1:
        return None
    if not is_field(here):
        raise _RefusedError(_unknown(names[0], path, known))
    return Node({}, value.place)


def _unknown(name: str, path: Path, known: list[str]) -> str:
    return f"there is no {name} in {joined(path) or 'the scenario'}{did_you_mean(name, known)}"


def _for_all(base: Node, names: Path, value: Node, path: Path, pattern: Path, run: _Run) -> Node:
    """The base with the value changed below every name that the pattern matches."""
    matching = re.compile(".*".join(re.escape(part) for part in names[0].split("*")))
    hits = [name for name in _names_in(base, path) if matching.fullmatch(name)]
    before = len(run.leaves)
    refusals: list[str] = []
    tree = base
    for name in hits:
        try:
            child = base.child(name)
            below = _along(child, names[1:], value, (*path, name), (*pattern, names[0]), run)
        except _RefusedError as refused:
            refusals.append(str(refused))
            continue
        tree = _with_child(tree, name, below)
    if len(run.leaves) == before:
        raise _RefusedError(refusals[0] if refusals else f"{names[0]} matches nothing in {joined(path)}")
    return tree


def _names_in(base: Node, path: Path) -> Iterable[str]:
    if isinstance(base.content, list):
        return [str(position) for position in range(len(base.content))]
    return [name for name in base.entries if name != "by" and not is_field((*path, name))]


def _with_child(base: Node, name: str, child: Node | None) -> Node:
    if isinstance(base.content, list):
        items = list(base.content)
        items[int(name)] = child or items[int(name)]
        return Node(items, base.place)
    entries = dict(base.entries)
    if child is None:
        entries.pop(name, None)
    else:
        entries[name] = child
    return Node(entries, base.place)


def _changed(base: Node | None, value: Node, path: Path, pattern: Path, run: _Run) -> Node | None:
    """What a change makes of one value of the base."""
    if value.content == "unchanged":
        if base is None:
            raise _RefusedError("cannot stay unchanged: the base has no value here")
        return base
    if _lays_over(base, value):
        assert base is not None
        return _merged(base, value, path, pattern, run)
    after = _operated(base, value)
    run.leaves.append(_Leaf(pattern, path, base, after, value.place))
    return after


def _operated(base: Node | None, value: Node) -> Node | None:
    if value.content == "remove":
        if base is None:
            raise _RefusedError("cannot be removed: the base has no value here")
        return None
    operator = _operator(value)
    if operator in ("times", "add"):
        if base is None:
            raise _RefusedError(f"has no value in the base for `{operator}`: write the value itself")
        reckon = times if operator == "times" else plus
        try:
            return reckon(base, value.entries[operator].scalar, value.place)
        except ValueError as error:
            raise _RefusedError(str(error)) from None
    return _settled(value.entries["replace"] if operator else value, base)


def _operator(value: Node) -> str:
    name = next(iter(value.entries), "")
    return name if len(value.entries) == 1 and name in OPERATORS else ""


def _lays_over(base: Node | None, value: Node) -> bool:
    """Whether a map of changes merges into the base's value rather than replacing it."""
    if base is None or not isinstance(value.content, dict) or not isinstance(base.content, dict):
        return False
    if _operator(value) or not value.content:
        return not _operator(value)
    old, new = base.entries.get("by"), value.entries.get("by")
    if new is not None:
        return old is not None and old.content == new.content
    law = next(iter(value.entries))
    if len(value.entries) > 1 or law not in LAWS:
        return True
    return law in base.entries and not _is_complete(law, value.entries[law])


def _is_complete(law: str, parameters: Node) -> bool:
    given = sorted(parameters.entries)
    if law in PIECED:   # a mixture is a map of names, so parts merge; a file with its column is another law
        return {"file", "column"} <= set(given)
    plain_values = all(not isinstance(one.content, dict) for one in parameters.entries.values())
    return plain_values and (not given or any(given == sorted(form) for form in FORMS[law]))


def _settled(value: Node, base: Node | None) -> Node:
    """A new value with each `unchanged` in it replaced by what the base holds there."""
    if value.content == "unchanged":
        if base is None:
            raise _RefusedError("holds `unchanged` where the base has no value")
        return base
    if value.content == "remove" or (_operator(value) and _operator(value) != "replace"):
        raise _RefusedError("changes a part of the base inside a value that is new")
    if isinstance(value.content, list):
        return Node([_settled(item, None) for item in value.content], value.place)
    if not isinstance(value.content, dict):
        return value
    if _operator(value) == "replace":
        return _settled(value.entries["replace"], base)
    varies = "by" in value.content
    below = {name: _settled(one, _base_of(base, name, varies)) for name, one in value.content.items()}
    return Node(below, value.place)


def _base_of(base: Node | None, name: str, varies: bool) -> Node | None:
    """The base's value for a part of a new value: of a new by-map every case had the whole old value."""
    if base is None:
        return None
    if not varies:
        return base.child(name)
    if "by" in base.entries:
        return base.child(name) or base.child("rest")
    return base


def _grouped(leaves: list[_Leaf]) -> list[Change]:
    groups: dict[tuple[Path, Place], list[_Leaf]] = {}
    for leaf in leaves:
        groups.setdefault((leaf.pattern, leaf.place), []).append(leaf)
    made = [_change(joined(pattern), place, found) for (pattern, place), found in groups.items()]
    return [change for change in made if change.hits or change.before != change.after]


def _change(path: str, place: Place, leaves: list[_Leaf]) -> Change:
    if "*" not in path:
        leaf = leaves[-1]
        return Change(path, _value(leaves[0].before), _value(leaf.after), (), place)
    before = {joined(leaf.path): _value(leaf.before) for leaf in leaves}
    after = {joined(leaf.path): _value(leaf.after) for leaf in leaves}
    return Change(path, before, after, tuple(after), place)


def _value(node: Node | None) -> Any:
    return None if node is None else plain(node)
