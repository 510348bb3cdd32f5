"""All faults in one go: where single values are wrong, others stand in for them and the whole is checked.

In: a tree and the faults of its values. Out: what else is wrong with it, and does not follow from those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sim.errors import Fault
from sim.scenario.checks.whole import check_parts
from sim.scenario.faults import UNKNOWN, validate, without
from sim.scenario.grammar import is_field
from sim.scenario.schema import Scenario
from sim.scenario.tree import Node, Path, Scalar, find, nearest, split_path

_SCALARS: tuple[Scalar, ...] = (
    "1 min", "10 %", 1, "1/h", "always", "end", True, "2026-02-02", "segment", "served", "wait", "1 EUR",
    "1 EUR/h", "1 EUR/min",
)  # fmt: skip
_MOST_ROUNDS = 40
_ASSUMED = "assumed."
_NO_SUCH = "there is no"
_ABSENCE = ("no team", "no route", "nobody ", "there is no outcome")
"""How rules begin that say that there is nothing of a kind: what is wrong may have been it."""
_COMPANY = ("goes with", "needs ", "cannot be reached", "leads nowhere", "does not fit", "is used by")
"""How rules begin about what stands beside each other in one part."""
_NAMING = ("hours", "segments", "factors", "channels", "teams", "reasons", "processes", "steps")
"""Maps that give the names which others use."""


def further_faults(tree: Node, faults: Sequence[Fault]) -> list[Fault]:
    """What else is wrong with a scenario some of whose values are wrong.

    What may follow from what stands in is not told: a finding at, below or about it, and one about a name
    whose map had to be guessed.
    """
    filled = _Filled(tree)
    scenario = filled.made_valid(list(faults))
    if scenario is None:
        return []
    wrong = [split_path(fault.path) for fault in faults]
    found = check_parts(scenario, filled.tree)
    return [one for one in found if not (filled.follows(one) or any(_follows(one, path) for path in wrong))]


def _follows(found: Fault, wrong: Path) -> bool:
    """Whether a finding may only come from what stands in at a path: it is at, below or above it, misses it,
    or says what belongs beside it."""
    at = split_path(found.path.removeprefix(_ASSUMED))
    if at == wrong[: len(at)] or wrong == at[: len(wrong)]:
        return True
    return at[:2] == wrong[:2] and found.rule.startswith(_COMPANY)


class _Filled:
    """A tree in which, round by round, something of the right kind takes the place of what is wrong.

    Attributes
    ----------
    tree : so far.
    """

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self._tried: dict[Path, Iterator[Node | None]] = {}
        self._guessed: set[str] = set()   # names of maps that do not hold what was written
        self._names_lost = False

    def made_valid(self, faults: list[Fault]) -> Scenario | None:
        """The model once every value is of its kind; None where that cannot be had."""
        for _ in range(_MOST_ROUNDS):
            for fault in faults:
                self._replace(fault)
            scenario, faults = validate(self.tree)
            if scenario is not None and not faults:
                return scenario
        return None

    def follows(self, fault: Fault) -> bool:
        """Whether a finding may only come from what stands in."""
        if not self._guessed and not self._names_lost:
            return False
        words = set(re.findall(r"[\w-]+", fault.rule))
        lost = self._names_lost and fault.rule.startswith(_NO_SUCH)
        return lost or bool(words & self._guessed) or fault.rule.startswith(_ABSENCE)

    def _replace(self, fault: Fault) -> None:
        path = split_path(fault.path)
        if not path:
            return
        if path not in self._tried:
            self._tried[path] = self._candidates(path, fault)
        node = next(self._tried[path], None)
        self.tree = without(self.tree, [path]) if node is None else _with(self.tree, path, node)

    def _candidates(self, path: Path, fault: Fault) -> Iterator[Node | None]:
        """What may stand at a path, the likeliest first; None: nothing at all."""
        place = nearest(self.tree, path)
        written = find(self.tree, path)
        is_map = written is not None and written.scalar is None and written.content is not None
        if not fault.rule.startswith(UNKNOWN) and not is_map:
            yield from (Node(value, place) for value in _SCALARS)
        self._guessed |= {name for at, name in enumerate(path) if not is_field(path[: at + 1])}
        self._names_lost |= path[-1] in _NAMING
        if not fault.rule.startswith(UNKNOWN):
            yield Node({}, place)
            yield Node([], place)
        yield None


def _with(tree: Node, path: Path, node: Node) -> Node:
    """The tree with a node at a path; as it is where nothing above the path is left."""
    if not path:
        return node
    below = tree.child(path[0])
    if isinstance(tree.content, list):
        items = [_with(one, path[1:], node) if one is below else one for one in tree.content]
        return Node(items, tree.place)
    if not isinstance(tree.content, dict) or (below is None and len(path) > 1):
        return tree
    inner = node if below is None else _with(below, path[1:], node)
    return Node({**tree.content, path[0]: inner}, tree.place)
