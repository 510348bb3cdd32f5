"""A scenario file read whole: its bases, its changes, its model, and where every value stands.

In: a path and settings of the command line. Out: a `Document`, or `WrongInput` with all faults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.errors import Fault, Place, WrongInput
from sim.scenario.changes import Change, apply
from sim.scenario.checks.whole import check
from sim.scenario.faults import validate, without
from sim.scenario.guesses import Guesses, guess_at, with_guesses
from sim.scenario.neighbours import relocate
from sim.scenario.reading import read_file, read_text
from sim.scenario.schema import Scenario
from sim.scenario.stand_ins import further_faults
from sim.scenario.tree import Node, find, nearest, plain, split_path
from sim.scenario.values import WEEK

_SETTING = "--set"
_TITLES = ("title", "question")
_OF_ALTERNATIVES = ("extends", *_TITLES, "change")


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file or setting says: titles and a map of changes to what lies below it."""

    titles: dict[str, Node]
    change: Node


@dataclass(frozen=True, slots=True)
class Document:
    """A scenario and everything that is known about how it was written.

    Attributes
    ----------
    path : the file that was asked for.
    bases : the files that it extends, the first base first; empty for a base.
    tree : what is written, with all changes applied.
    scenario : the checked model.
    changes : all changes in the order in which they apply, those of `--set` last.
    warnings : what is legal and probably wrong.
    layers : the first base as written, and what was laid over it.
    """

    path: Path
    bases: tuple[Path, ...]
    tree: Node
    scenario: Scenario
    changes: tuple[Change, ...]
    warnings: tuple[Fault, ...]
    layers: tuple[Node, tuple[Layer, ...]]

    @property
    def folder(self) -> Path:
        """The folder of the file; relative files of the scenario are relative to it."""
        return self.path.parent

    def place(self, dotted_path: str) -> Place:
        """Where a value stands, or the innermost part above it that is written."""
        return nearest(self.tree, split_path(dotted_path))

    def written(self, dotted_path: str) -> bool:
        """Whether a value is given by the file or its bases rather than by a default."""
        return find(self.tree, split_path(dotted_path)) is not None

    def in_window(self, **lengths: int) -> Document:
        """The same scenario over another window: `warm_up`, `measure`, `follow_up` in microseconds."""
        run = self.scenario.run.model_copy(update=lengths)
        return replace(self, scenario=self.scenario.model_copy(update={"run": run}))

    @property
    def provisional(self) -> Document:
        """With a warm-up of a week where it is still to be found: for all that only looks at a scenario."""
        return self.in_window(warm_up=WEEK) if self.scenario.run.warm_up == "auto" else self

    def resolved(self) -> dict[str, Any]:
        """The scenario as one plain map, changes applied: for the manifest and the digest."""
        resolved: dict[str, Any] = plain(self.tree)
        return resolved


def read(path: str | Path, sets: Sequence[str] = ()) -> Document:
    """Read a scenario file, its bases and settings such as "teams.desk.scheduled=6".

    Raises
    ------
    WrongInput
        With all faults, each with its place.
    """
    files = _chain(Path(path))
    first, faults = _of_a_base(files[0][1])
    layers = []
    for _, node in files[1:]:
        faults += _only_keys_of_an_alternative(node)
        titles = {name: one for name, one in node.entries.items() if name in _TITLES}
        layers.append(Layer(titles, node.entries.get("change", Node({}, node.place))))
    layers += [Layer({}, _setting(setting)) for setting in sets]
    names = tuple(file for file, _ in files)
    return _document(names, (first, tuple(layers)), {}, faults)


def supposed(document: Document, shares: Mapping[str, float]) -> Document:
    """The document with other numbers in the place of assumed ones, later changes on top of them as ever.

    Parameters
    ----------
    shares : for paths under `assumed`, how far the number is on its way from low (0) to high (1).

    Raises
    ------
    WrongInput
        Where a number does not fit where it stands.
    """
    assumed = document.scenario.assumed
    guesses = {path: guess_at(path, assumed[path], share) for path, share in shares.items()}
    try:
        return _document((*document.bases, document.path), document.layers, guesses, [])
    except WrongInput as wrong:   # where a number is wrong, its assumption seems to be of nothing
        raise WrongInput([one for one in wrong.faults if not one.path.startswith("assumed.")]) from None


def _document(
    files: tuple[Path, ...], layers: tuple[Node, tuple[Layer, ...]], guesses: Guesses, faults: list[Fault]
) -> Document:
    """The layers put together, or all faults, those found before first."""
    first, others = layers
    tree, wrong = with_guesses(first, None, guesses)
    faults = faults + wrong
    changes: list[Change] = []
    for layer in others:
        before, tree = tree, Node({**tree.entries, **layer.titles}, tree.place)
        tree, made, wrong = apply(tree, layer.change)
        changes += made
        faults += wrong
        tree, wrong = with_guesses(tree, before, guesses)
        faults += wrong
    tree, missing = relocate(tree, files[-1].parent)
    scenario, warnings, found = _examined(tree)
    faults += missing + found
    if faults or scenario is None:
        raise WrongInput(_once(faults))
    return Document(files[-1], files[:-1], tree, scenario, tuple(changes), tuple(warnings), layers)


def altered(document: Document, change: Node) -> Document:
    """A scenario with more changes laid over it, such as a point of a sweep; the document stays as it is.

    Parameters
    ----------
    change : a map of paths to changes; files named in it are relative to the file it was read from.

    Raises
    ------
    WrongInput
        With all faults, each with its place.
    """
    tree, made, faults = apply(document.tree, change)
    settled = {_SETTING, str(document.path), *map(str, document.bases)}
    tree, missing = relocate(tree, document.folder, settled)
    scenario, warnings, found = _examined(tree)
    faults += missing + found
    if faults or scenario is None:
        raise WrongInput(_once(faults))
    changes = (*document.changes, *made)
    layers = (document.layers[0], (*document.layers[1], Layer({}, change)))
    return Document(document.path, document.bases, tree, scenario, changes, tuple(warnings), layers)


def _examined(tree: Node) -> tuple[Scenario | None, list[Fault], list[Fault]]:
    """The model, the warnings and the faults of a tree.

    Where single values are wrong, the checks of the whole still look at the rest.
    """
    scenario, faults = validate(tree)
    if scenario is not None and not faults:
        faults, warnings = check(scenario, tree)
        return scenario, warnings, faults
    return None, [], faults + further_faults(tree, faults)


def _chain(path: Path) -> list[tuple[Path, Node]]:
    """The file and what it extends, the first base first."""
    files: list[tuple[Path, Node]] = []
    seen: dict[Path, Path] = {}
    place, wanted = Place(str(path)), path
    while True:
        if wanted.resolve() in seen:
            shown = " -> ".join(str(one) for one in [*seen.values(), wanted])
            raise WrongInput([Fault(place, "extends", f"leads back to itself: {shown}")])
        seen[wanted.resolve()] = wanted
        node = read_file(wanted)
        for is_it, what in ((is_sweep, "a sweep: run it with the command sweep"),
                            (is_search, "a search for staffing: run it with the command optimise")):
            if is_it(node):
                raise WrongInput([Fault(Place(str(wanted)), "", f"is {what}")])
        files.insert(0, (wanted, node))
        extends = node.entries.get("extends")
        if extends is None:
            return files
        if not isinstance(extends.content, str):
            raise WrongInput([Fault(extends.place, "extends", "must name a scenario file")])
        place, wanted = extends.place, wanted.parent / extends.content
        if not wanted.exists():
            raise WrongInput([Fault(place, "extends", "there is no such file", extends.content)])


def is_sweep(node: Node) -> bool:
    """Whether a file is a sweep of scenarios rather than a scenario."""
    return _has_a_base(node) and "staffing" not in node.entries


def is_search(node: Node) -> bool:
    """Whether a file asks for the cheapest staffing of scenarios."""
    return _has_a_base(node) and "staffing" in node.entries


def _has_a_base(node: Node) -> bool:
    of_scenarios = ("extends", "change", "teams", "demand")
    return "base" in node.entries and not any(name in node.entries for name in of_scenarios)


def _of_a_base(node: Node) -> tuple[Node, list[Fault]]:
    """A base without what only an alternative may hold, which is a fault."""
    change = node.entries.get("change")
    if change is None:
        return node, []
    rule = "needs `extends`, the file that it changes"
    return without(node, [("change",)]), [Fault(change.place, "change", rule)]


def _only_keys_of_an_alternative(node: Node) -> list[Fault]:
    strange = [(name, one) for name, one in node.entries.items() if name not in _OF_ALTERNATIVES]
    rule = "stands beside `extends`: write it under `change`"
    faults = [Fault(one.place, name, rule) for name, one in strange]
    change = node.entries.get("change")
    if change is not None and not isinstance(change.content, dict):
        faults.append(Fault(change.place, "change", "must be a map of paths to changes"))
    return faults


def _setting(text: str) -> Node:
    path, equals, value = text.partition("=")
    place = Place(_SETTING)
    if not equals or not path.strip():
        raise WrongInput([Fault(place, "", "must be PATH=VALUE, such as teams.desk.scheduled=6", text)])
    if not value.strip():
        raise WrongInput([Fault(place, path.strip(), "has no value behind =")])
    try:
        node = read_text(value, _SETTING)
    except WrongInput as wrong:
        raise WrongInput([Fault(place, path.strip(), fault.rule, value) for fault in wrong.faults]) from None
    return Node({path.strip(): _at(node, place)}, place)


def _at(node: Node, place: Place) -> Node:
    """A tree of which every node stands at one place."""
    if isinstance(node.content, dict):
        return Node({name: _at(child, place) for name, child in node.content.items()}, place)
    if isinstance(node.content, list):
        return Node([_at(item, place) for item in node.content], place)
    return Node(node.content, place)


def _once(faults: list[Fault]) -> list[Fault]:
    unique: dict[tuple[Place, str, str], Fault] = {}
    for fault in faults:
        unique.setdefault((fault.place, fault.path, fault.rule), fault)
    return list(unique.values())
