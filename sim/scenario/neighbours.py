"""Files that a scenario names, such as profiles: looked up beside the file in which the name is written.

In: the tree. Out: the tree with those names relative to the scenario's own folder, and faults.
"""

from __future__ import annotations

import os
from pathlib import Path

from sim.errors import Fault
from sim.scenario.tree import Node, joined

DEFAULT = "default"
"""The experience model that needs no file."""
_SETTING = "--set"


def relocate(tree: Node, folder: Path) -> tuple[Node, list[Fault]]:
    """Make the files named by a scenario relative to its folder.

    Parameters
    ----------
    tree : with all changes applied; bases may lie in other folders.
    folder : of the scenario that was asked for; also that of names given by a setting.
    """
    faults: list[Fault] = []
    entries = dict(tree.entries)
    if (model := entries.get("experience")) is not None and model.content != DEFAULT:
        entries["experience"] = _relocated(model, ("experience",), folder, faults)
    if (demand := entries.get("demand")) is not None and isinstance(demand.content, dict):
        below = {name: _with_profile(one, name, folder, faults) for name, one in demand.content.items()}
        entries["demand"] = Node(below, demand.place)
    return Node(entries, tree.place), faults


def _with_profile(demand: Node, name: str, folder: Path, faults: list[Fault]) -> Node:
    profile = demand.entries.get("profile")
    if profile is None:
        return demand
    path = ("demand", name, "profile")
    return Node({**demand.entries, "profile": _relocated(profile, path, folder, faults)}, demand.place)


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
