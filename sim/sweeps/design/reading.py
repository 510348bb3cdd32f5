"""Reads and checks a sweep file: its scenarios, every value of every factor, its design.

In: a path. Out: a `Sweep`, or `WrongInput` with all faults at once, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from sim.errors import Fault, Place, WrongInput
from sim.measures.definitions import MEASURES
from sim.scenario.document import Document, altered, is_search, is_sweep, read
from sim.scenario.faults import validate_as
from sim.scenario.grammar import did_you_mean
from sim.scenario.reading import read_file
from sim.scenario.tree import Node, find, nearest, plain
from sim.streams import key
from sim.study.entrants import file_digests
from sim.sweeps.design.designs import Design
from sim.sweeps.design.factors import Factor, Setting, factor_of
from sim.sweeps.design.groups import dimensions_of
from sim.sweeps.design.schema import Design as Written
from sim.sweeps.design.schema import SweepFile
from sim.sweeps.design.values import Levels, Uncertain
from sim.sweeps.enough import Enough, faults_of

MOST_POINTS = 10_000_000
_OWN = {"run.replications": "replications", "run.seed": "seed"}
_FAR_ENDS = (0.001, 0.5, 0.999)   # quantiles at which the law of a value is tried
_MOST_TRIED = 100   # levels of a factor that are tried before the sweep begins
_NEEDS_DRAWING = "is a law, which needs a design of drawn points: latin_hypercube, sobol or sensitivity"
_NAMES_A_FILE = "names another file: write a scenario with it under `alternatives`"
_NO_GROUP = "must be all, a dimension such as segment, or one of its groups such as segment=business"


@dataclass(frozen=True, slots=True)
class Sweep:
    """A sweep ready to run.

    Attributes
    ----------
    path : of its file.
    written : what stands in it.
    title : in words.
    documents : the base, then the alternatives; each lives through every point.
    design : the points.
    enough : how many replications each point takes.
    seed : shared by all points.
    measures, groups : what is kept.
    """

    path: Path
    written: dict[str, Any]
    title: str
    documents: tuple[Document, ...]
    design: Design
    enough: Enough
    seed: int
    measures: tuple[str, ...]
    groups: tuple[str, ...]


def names_a_sweep(path: str | Path) -> bool:
    """Whether a file is a sweep; one that cannot be read is none."""
    try:
        return is_sweep(read_file(Path(path)))
    except WrongInput:
        return False


def read_sweep(path: str | Path) -> Sweep:
    """Read a sweep file, and try each value of each factor on each of its scenarios.

    Values that are fine one by one may still be wrong together; such a point fails on its own.

    Raises
    ------
    WrongInput
        With all faults, each with its place.
    """
    tree = read_file(Path(path))
    if is_search(tree):
        rule = "is a search for staffing: run it with the command optimise"
        raise WrongInput([Fault(tree.place, "", rule)])
    written, faults = validate_as(SweepFile, tree, {})
    if written is None or faults:
        raise WrongInput(faults + faults_of_scenarios(Path(path), tree))
    documents, faults = documents_named(Path(path), (written.base, written.alternatives), tree)
    factors = tuple(factor_of(name, values) for name, values in written.factors.items())
    faults += _of_what_is_kept(written, tree)
    faults += faults_of_factors([("factors", one) for one in factors], documents, tree)
    faults += _of_design(written.design, factors, tree)
    wanted = written.replications
    if wanted is None and documents:
        wanted = documents[0].scenario.run.replications
    if wanted is not None:
        kind = next(iter(written.design.model_fields_set), "") if isinstance(written.design, Written) else ""
        faults += faults_of(wanted, (written.measures, written.groups, kind), tree)
    if faults:
        raise WrongInput(faults)
    assert wanted is not None
    run = documents[0].scenario.run
    seed = run.seed if written.seed is None else written.seed
    return Sweep(
        path=Path(path),
        written=plain(tree),
        title=written.title or Path(path).stem,
        documents=documents,
        design=_design(written.design, factors, seed),
        enough=Enough.as_written(wanted),
        seed=seed,
        measures=tuple(dict.fromkeys(written.measures)),
        groups=tuple(dict.fromkeys(written.groups)),
    )


def design_written(written: dict[str, Any], seed: int) -> Design:
    """The design of a sweep that was read before, from what stood in its file."""
    found = SweepFile.model_validate(written)
    factors = tuple(factor_of(name, values) for name, values in found.factors.items())
    return _design(found.design, factors, seed)


def documents_named(
    path: Path, wanted: tuple[str, list[str]], tree: Node
) -> tuple[tuple[Document, ...], list[Fault]]:
    """The scenarios that a file names, its base and its alternatives, and what is wrong with them."""
    found: list[Document] = []
    faults: list[Fault] = []
    base, alternatives = wanted
    names: list[tuple[tuple[str, ...], str]] = [(("base",), base)]
    names += [(("alternatives", str(n)), name) for n, name in enumerate(alternatives)]
    for at, name in names:
        if not (path.parent / name).exists():
            faults.append(fault_at(tree, at, "there is no such file", name))
            continue
        try:
            found.append(read(path.parent / name))
        except WrongInput as wrong:
            faults += wrong.faults
    stems = [document.path.stem for document in found]
    if len(set(stems)) < len(stems):
        faults.append(fault_at(tree, ("alternatives",), "names two files that are called the same"))
    return tuple(found), faults


def faults_of_scenarios(path: Path, tree: Node) -> list[Fault]:
    """What is wrong with the scenarios that a file names, where other parts of it are wrong as well."""
    written = plain(tree)
    base, alternatives = written.get("base"), written.get("alternatives", [])
    if not isinstance(base, str) or not isinstance(alternatives, list):
        return []
    names = [name for name in alternatives if isinstance(name, str)]
    return documents_named(path, (base, names), tree)[1]


def _of_what_is_kept(written: SweepFile, tree: Node) -> Iterator[Fault]:
    for place, name in enumerate(written.measures):
        at = ("measures", str(place))
        if name not in MEASURES:
            yield fault_at(tree, at, f"there is no such measure{did_you_mean(name, MEASURES)}", name)
    if not written.measures:
        yield fault_at(tree, ("measures",), "needs at least one measure")
    known = ("all", *dimensions_of(written.measures))
    for place, name in enumerate(written.groups):
        if name.partition("=")[0] not in known:
            rule = f"{_NO_GROUP}; these measures have {', '.join(known[1:])}"
            yield fault_at(tree, ("groups", str(place)), rule, name)
    if not written.groups:
        yield fault_at(tree, ("groups",), _NO_GROUP)


def faults_of_factors(
    factors: Sequence[tuple[str, Factor]], documents: Sequence[Document], tree: Node
) -> list[Fault]:
    """Every fault of factors, each with the key of the file under which it stands."""
    found: dict[str, Fault] = {}
    taken: dict[str, str] = {}
    for under, factor in factors:
        for path in factor.parts:
            at = _at(under, factor, path)
            if path in _OWN:
                wrong = fault_at(tree, at, f"belongs to the sweep as a whole: write `{_OWN[path]}:`")
                found.setdefault(str(wrong), wrong)
            elif path in taken:
                wrong = fault_at(tree, at, f"is moved by {taken[path]} already")
                found.setdefault(str(wrong), wrong)
            taken[path] = factor.name
        for document in documents:
            for settings, at in _tried(under, factor):
                for fault in _tested(document, settings, nearest(tree, at)):
                    found.setdefault(str(fault), fault)
    return list(found.values())


def _tried(under: str, factor: Factor) -> Iterator[tuple[tuple[Setting, ...], tuple[str, ...]]]:
    """Values of a factor to try, with the place of each in the file."""
    for path, part in factor.parts.items():
        at = _at(under, factor, path)
        if isinstance(part, Levels):
            for place in _some(len(part)):
                inner = (*at, part.operator) if part.operator else at
                yield ((path, part.change(place)),), (*inner, str(place))
        elif isinstance(part, Uncertain):
            for u in _FAR_ENDS:
                yield ((path, part.change(u)),), at


def _some(count: int) -> Sequence[int]:
    """All places of a short list, evenly spread ones of a long list, its ends among them."""
    if count <= _MOST_TRIED:
        return range(count)
    return [round(place * (count - 1) / (_MOST_TRIED - 1)) for place in range(_MOST_TRIED)]


def _tested(document: Document, settings: tuple[Setting, ...], place: Place) -> Sequence[Fault]:
    try:
        found = altered(document, change_of(settings, place))
    except WrongInput as wrong:
        return wrong.faults
    if set(file_digests(found)) != set(file_digests(document)):
        return [Fault(place, settings[0][0], _NAMES_A_FILE)]
    return ()


def change_of(settings: Sequence[Setting], place: Place) -> Node:
    """Changes as a map that can be laid over a scenario; all of it stands at one place."""
    return Node({path: _node(value, place) for path, value in settings}, place)


def _node(value: Any, place: Place) -> Node:
    if isinstance(value, dict):
        return Node({name: _node(below, place) for name, below in value.items()}, place)
    if isinstance(value, list):
        return Node([_node(item, place) for item in value], place)
    return Node(value, place)


def _of_design(written: Any, factors: Sequence[Factor], tree: Node) -> Iterator[Fault]:
    if isinstance(written, Written):
        if len(written.model_fields_set) != 1:
            yield fault_at(tree, ("design",), "needs one of latin_hypercube, sobol and sensitivity")
        elif not factors:
            yield fault_at(tree, ("design",), "needs factors")
        return
    for factor in factors:
        if not factor.levels:
            yield fault_at(tree, ("factors", factor.name), _NEEDS_DRAWING)
    points = prod(factor.levels for factor in factors)
    if written == "grid" and points > MOST_POINTS:
        rule = f"come to a grid of {points:,} points; at most {MOST_POINTS:,} fit"
        yield fault_at(tree, ("factors",), rule)


def _design(written: Any, factors: tuple[Factor, ...], seed: int) -> Design:
    if not isinstance(written, Written):
        return Design(str(written), factors)
    [kind] = written.model_fields_set
    return Design(kind, factors, getattr(written, kind), key("design", seed))


def _at(under: str, factor: Factor, path: str) -> tuple[str, ...]:
    """Where the values of a path stand in the file."""
    linked = list(factor.parts) != [factor.name]
    return (under, factor.name, "together", path) if linked else (under, factor.name)


def fault_at(tree: Node, path: tuple[str, ...], rule: str, *value: object) -> Fault:
    """A fault at a path of the file, or at what is written above it."""
    node = find(tree, path)
    return Fault(node.place if node else nearest(tree, path), ".".join(path), rule, *value)
