"""Files that a scenario names, such as profiles: looked up beside the file in which the name is written.

In: the tree. Out: the tree with those names relative to the scenario's own folder, and faults.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable
from pathlib import Path

from sim.errors import Fault
from sim.scenario.piecetext import EMPIRICAL
from sim.scenario.tree import Node, joined
from sim.scenario.tree import Path as Path_

DEFAULT = "default"
"""The experience model that needs no file."""
_SETTING = "--set"
_FILES: tuple[Path_, ...] = (
    ("demand", "*", "profile"),
    ("demand", "*", "recorded", "file"),
    ("teams", "*", "recorded", "file"),
)
"""Where a file may be named, besides the laws."""


def relocate(tree: Node, folder: Path, settled: Container[str] = ()) -> tuple[Node, list[Fault]]:
    """Make the files named by a scenario relative to its folder.

    Parameters
    ----------
    tree : with all changes applied; bases may lie in other folders.
    folder : of the scenario that was asked for; also that of names given by a setting.
    settled : the files whose names are relative to the folder already.
    """
    faults: list[Fault] = []
    tree = _with_laws(tree, (), lambda node, path: _settled(node, path, folder, settled, faults))
    entries = dict(tree.entries)
    model = entries.get("experience")
    if model is not None and model.content != DEFAULT and model.place.file not in settled:
        entries["experience"] = _relocated(model, ("experience",), folder, faults)
    tree = Node(entries, tree.place)
    for path in _FILES:
        tree = _moved(tree, path, (), lambda node, at: _settled(node, at, folder, settled, faults))
    return tree, faults


def _moved(node: Node, path: Path_, at: Path_, move: Callable[[Node, Path_], Node]) -> Node:
    """The tree with the file names at a path moved; `*` stands for any name."""
    if not path:
        return move(node, at)
    names = node.entries if path[0] == "*" else {path[0]} & node.entries.keys()
    below = {name: _moved(node.entries[name], path[1:], (*at, name), move) for name in names}
    return Node({**node.entries, **below}, node.place) if below else node


def _with_laws(node: Node, path: Path_, moved: Callable[[Node, Path_], Node]) -> Node:
    """The tree with the file of every empirical law moved; the node itself where it has none."""
    if isinstance(node.content, list):
        items = [_with_laws(one, (*path, str(at)), moved) for at, one in enumerate(node.content)]
        return Node(items, node.place) if _changed(node.content, items) else node
    if not isinstance(node.content, dict):
        return node
    below = {name: _with_laws(one, (*path, name), moved) for name, one in node.content.items()}
    law = below.get(EMPIRICAL)
    if law is not None and len(below) == 1 and "file" in law.entries:
        file = moved(law.entries["file"], (*path, EMPIRICAL, "file"))
        below = {EMPIRICAL: Node({**law.entries, "file": file}, law.place)}
    return Node(below, node.place) if _changed(node.content.values(), below.values()) else node


def _changed(before: Iterable[Node], after: Iterable[Node]) -> bool:
    return any(one is not other for one, other in zip(before, after, strict=True))


def _settled(node: Node, path: Path_, folder: Path, settled: Container[str], faults: list[Fault]) -> Node:
    return node if node.place.file in settled else _relocated(node, path, folder, faults)


def _relocated(node: Node, path: tuple[str, ...], folder: Path, faults: list[Fault]) -> Node:
    if not isinstance(node.content, str):
        return node
    written_in = folder if node.place.file in ("", _SETTING) else Path(node.place.file).parent
    file = written_in / node.content
    try:
        found = file.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        faults.append(Fault(node.place, joined(path), "there is no such file", node.content))
        return node
    same = written_in == folder or Path(node.content).is_absolute()
    return node if same else Node(os.path.relpath(file, folder), node.place)
