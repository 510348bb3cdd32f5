"""A small tree of what stands in a file, each node with its place, and the dotted paths through it.

In: nodes made by `sim.scenario.reading` and `sim.scenario.changes`. Out: nodes, plain values, places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sim.errors import Place

Scalar = str | int | float | bool | None
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A map, a list or a scalar of a file.

    Attributes
    ----------
    content : its entries by key, its items, or its value.
    place : where it stands; for the value of a key, where the key stands.
    """

    content: dict[str, Node] | list[Node] | Scalar
    place: Place

    @property
    def entries(self) -> dict[str, Node]:
        """The entries of a map; none for anything else."""
        return self.content if isinstance(self.content, dict) else {}

    @property
    def scalar(self) -> Scalar:
        """The value of a scalar; None for a map or a list."""
        return None if isinstance(self.content, dict | list) else self.content

    def child(self, name: str) -> Node | None:
        """The entry of a map or the item of a list."""
        if isinstance(self.content, list):
            position = int(name) if name.isascii() and name.isdigit() and len(name) < 9 else -1
            return self.content[position] if 0 <= position < len(self.content) else None
        return self.entries.get(name)


def plain(node: Node) -> Any:
    """The tree as dicts, lists and scalars."""
    if isinstance(node.content, dict):
        return {name: plain(child) for name, child in node.content.items()}
    if isinstance(node.content, list):
        return [plain(child) for child in node.content]
    return node.content


def split_path(text: str) -> Path:
    """The names of a dotted path."""
    return tuple(text.split("."))


def joined(path: Iterable[str | int]) -> str:
    """A dotted path of names and positions."""
    return ".".join(str(part) for part in path)


def find(node: Node, path: Sequence[str]) -> Node | None:
    """The node at a path; keys that hold dots themselves (of `assumed`) are found too."""
    if not path:
        return node
    for taken in range(1, len(path) + 1):
        child = node.child(".".join(path[:taken]))
        found = None if child is None else find(child, path[taken:])
        if found is not None:
            return found
    return None


def nearest(node: Node, path: Sequence[str]) -> Place:
    """The place of a path, or of the innermost node above it that was written."""
    for length in range(len(path), 0, -1):
        found = find(node, path[:length])
        if found is not None:
            return found.place
    return node.place


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """All nodes with their paths, parents first."""
    yield path, node
    if isinstance(node.content, dict):
        for name, child in node.content.items():
            yield from walk(child, (*path, name))
    elif isinstance(node.content, list):
        for position, child in enumerate(node.content):
            yield from walk(child, (*path, str(position)))
