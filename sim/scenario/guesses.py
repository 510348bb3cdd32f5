"""Assumed numbers replaced by others of their range: each where it was assumed, later changes on top of it.

An alternative that sets the number itself keeps its own; one that multiplies it multiplies the other
number; a range that an alternative states is of the number as it stands there.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.errors import Fault
from sim.scenario.amounts import between
from sim.scenario.changes import apply
from sim.scenario.grammar import kinds_at
from sim.scenario.schema import Assumption
from sim.scenario.tree import Node, Scalar, split_path

Guesses = Mapping[str, Scalar]
"""Path to the number that stands there instead."""


def guess_at(path: str, assumption: Assumption, share: float) -> Scalar:
    """The number so far on its way from low (0) to high (1), written like `low`; whole where it must be."""
    kinds = kinds_at(split_path(path))
    return between(assumption.low, assumption.high, share, whole=int in kinds and float not in kinds)


def with_guesses(tree: Node, before: Node | None, guesses: Guesses) -> tuple[Node, list[Fault]]:
    """A tree with other numbers for what was newly assumed in it.

    Parameters
    ----------
    tree : after the changes of one file or setting.
    before : ahead of them; None for the base. What it assumes, too, is left as it is.
    """
    known = {} if before is None else _assumed(before)
    stated = {path: node for path, node in _assumed(tree).items() if known.get(path) is not node}
    others = {path: Node(guesses[path], node.place) for path, node in stated.items() if path in guesses}
    changed, _, faults = apply(tree, Node(others, tree.place))
    return changed, faults


def _assumed(tree: Node) -> dict[str, Node]:
    found = tree.entries.get("assumed")
    return {} if found is None else found.entries
