"""Files that a scenario names, such as profiles: looked up beside the file in which the name is written.

In: the tree. Out: the tree with those names relative to the scenario's own folder, and faults.
"""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path

from sim.errors import Fault
from sim.scenario.tree import Node, joined

DEFAULT = "default"
"""The experience model that needs no file."""
_SETTING = "--set"


def relocate(tree: Node, folder: Path, settled: Container[str] = ()) -> tuple[Node, list[Fault]]:
    """Make the files named by a scenario relative to its folder.

    Parameters
    ----------
    tree : with all changes applied; bases may lie in other folders.
    folder : of the scenario that was asked for; also that of names given by a setting.
    settled : the files whose names are relative to the folder already.
    """
    faults: list[Fault] = []
    entries = dict(tree.entries)
    model = entries.get("experience")
    if model is not None and model.content != DEFAULT and model.place.file not in settled:
        entries["experience"] = _relocated(model, ("experience",), folder, faults)
    if (demand := entries.get("demand")) is not None and isinstance(demand.content, dict):
        below = {}
        for name, one in demand.content.items():
            profile = one.entries.get("profile")
            if profile is not None and profile.place.file not in settled:
                found = _relocated(profile, ("demand", name, "profile"), folder, faults)
                one = Node({**one.entries, "profile": found}, one.place)
            below[name] = one
        entries["demand"] = Node(below, demand.place)
    return Node(entries, tree.place), faults


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
