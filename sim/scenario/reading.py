"""YAML files into trees of nodes: YAML 1.2, one document, duplicate keys refused, sizes bounded.

In: a path or a text. Out: a `Node`; what cannot be read raises `WrongInput` with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.errors import Fault, Place, WrongInput
from sim.scenario.tree import Node, Scalar, joined

MOST_BYTES = 1_000_000
MOST_NODES = 100_000
MOST_DEPTH = 40

_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE = ("true", "True", "TRUE")
_FALSE = ("false", "False", "FALSE")
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_LONGEST_NUMBER = 40
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")

_PROBLEMS = (
    ("<stream end>", "a bracket or brace is never closed"),
    ("unexpected end of stream", "a quote is never closed"),
    ("\\t", "a tab stands where only blanks may: indent with blanks"),
    ("mapping values are not allowed", "a second colon in one line: quote the text or begin a new line"),
    ("could not find expected ':'", "a key needs a colon and a blank after it"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    ("expected ',' or ']'", "a list in brackets lacks a comma or its ]"),
    ("expected ',' or '}'", "a map in braces lacks a comma or its }"),
    ("found undefined tag", "tags (!...) are not part of the language"),
    ("cannot start any token", "a text that begins with this character needs quotes"),
    ("unknown escape character", "an unknown \\ escape in double quotes: use single quotes"),
)


def read_file(path: Path) -> Node:
    """The tree of a file; its top level is a map.

    Raises
    ------
    WrongInput
        With all faults that reading can find.
    """
    place = Place(str(path))
    if any("\ud800" <= letter <= "\udfff" for letter in str(path)):   # results are named like it
        raise WrongInput([Fault(place, "", "has a name that is not in UTF-8: rename it")])
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongInput([Fault(place, "", _os_rule(path, error))]) from None
    if len(data) > MOST_BYTES:
        raise WrongInput([Fault(place, "", "is larger than 1 MB, too large for a scenario")])
    node = read_text(_decoded(data, place), str(path))
    if not isinstance(node.content, dict):
        raise WrongInput([Fault(node.place, "", "must be a map of keys such as title, teams and demand")])
    return node


def read_text(text: str, file: str) -> Node:
    """The tree of a YAML text; `file` names it in messages."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    builder = _Builder(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except YAMLError as error:
        builder.faults.append(_yaml_fault(error, file))
    except (RecursionError, ValueError):
        builder.faults.append(Fault(Place(file), "", "is not YAML"))
    if builder.faults:
        raise WrongInput(builder.faults)
    if builder.root is None:
        raise WrongInput([Fault(Place(file), "", "is empty")])
    return builder.root


def _os_rule(path: Path, error: OSError) -> str:
    rules: dict[type[OSError], str] = {
        FileNotFoundError: "there is no such file",
        NotADirectoryError: "there is no such file",
        IsADirectoryError: "is a folder, not a scenario file",
        PermissionError: "may not be read: permission denied",
    }
    return rules.get(type(error), f"cannot be read: {error.strerror or 'unknown reason'}")


def _decoded(data: bytes, place: Place) -> str:
    line = data[: data.find(b"\0")].count(b"\n") + 1
    if b"\0" in data:
        raise WrongInput([Fault(Place(place.file, line, 1), "", "is binary, not a text file")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise WrongInput([Fault(Place(place.file, line, 1), "", "is not UTF-8 text")]) from None


def _yaml_fault(error: Any, file: str) -> Fault:
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    unclosed = "quoted scalar" in context or "<stream end>" in problem
    if unclosed and getattr(error, "context_mark", None):
        mark = error.context_mark
    rule = next((ours for theirs, ours in _PROBLEMS if theirs in problem), "is not YAML here")
    if mark is None:
        return Fault(Place(file), "", "holds characters that no text file holds")
    return Fault(Place(file, mark.line + 1, mark.column + 1), "", rule)


@dataclass
class _Open:
    """A map or list whose end is still to come."""

    node: Node
    anchor: str | None
    size: int = 1
    key: str | None = None
    key_place: Place | None = None


@dataclass
class _Builder:
    """Builds nodes from the parser's events, with a stack instead of recursion."""

    file: str
    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    _documents: int = 0

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "holds a second document: one scenario a file")
        elif kind == "ScalarEvent":
            self._scalar(event)
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin(event, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._end()

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _stop(self, event: Any, rule: str) -> None:
        raise WrongInput([*self.faults, Fault(self._place(event), "", rule)])

    def _begin(self, event: Any, content: dict[str, Node] | list[Node]) -> None:
        if len(self._stack) >= MOST_DEPTH:
            self._stop(event, f"is nested more than {MOST_DEPTH} deep")
        self._refuse_tag(event)
        self._stack.append(_Open(Node(content, self._place(event)), event.anchor))

    def _end(self) -> None:
        done = self._stack.pop()
        if done.anchor:
            self._anchors[done.anchor] = (done.node, done.size)
        self._add(done.node, done.size)

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        value = event.value if event.style else resolved(event.value)
        inside = self._stack[-1] if self._stack else None
        if inside and isinstance(inside.node.content, dict) and inside.key is None:
            self._key(inside, event)
            return
        node = Node(value, self._place(event))
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)
        self._add(node, 1)

    def _key(self, inside: _Open, event: Any) -> None:
        place = self._place(event)
        name = str(event.value)
        inside.key, inside.key_place = name, place
        if not event.style and name == "<<":
            self.faults.append(Fault(place, "", "merge keys (<<) are not read: use extends, or write it out"))
        elif not name:
            self.faults.append(Fault(place, "", "a key is empty"))
        elif name in inside.node.entries:
            first = inside.node.entries[name].place.line
            rule = f"is a duplicate key: it already stands in line {first}"
            self.faults.append(Fault(place, joined(one.key for one in self._stack if one.key), rule))

    def _alias(self, event: Any) -> None:
        if any(one.anchor == event.anchor for one in self._stack):
            self._stop(event, f"the alias *{event.anchor} stands inside what it repeats")
        if event.anchor not in self._anchors:
            self._stop(event, f"there is no anchor &{event.anchor} above: quote a text that begins with *")
        node, size = self._anchors[event.anchor]
        if self._total() + size > MOST_NODES:
            self._stop(event, f"aliases expand to more than {MOST_NODES} values")
        self._add(node, size)

    def _total(self) -> int:
        return sum(one.size for one in self._stack)

    def _add(self, node: Node, size: int) -> None:
        if not self._stack:
            self.root = node
            return
        inside = self._stack[-1]
        inside.size += size
        if isinstance(inside.node.content, list):
            inside.node.content.append(node)
        elif inside.key is None:
            self.faults.append(Fault(node.place, "", "a key must be one name, not a map, list or alias"))
            inside.key, inside.key_place = "\0", node.place
        else:
            assert isinstance(inside.node.content, dict) and inside.key_place is not None
            inside.node.content.setdefault(inside.key, Node(node.content, inside.key_place))
            inside.key = None

    def _refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            self.faults.append(Fault(self._place(event), "", "tags (!...) are not part of the language"))


def resolved(text: str) -> Scalar:
    """What an unquoted scalar stands for, by the core schema of YAML 1.2 (without octal and hexadecimal)."""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _NULL.fullmatch(text):
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if len(text) < _LONGEST_NUMBER and _FLOAT.fullmatch(text):
        return float(text)
    return text
