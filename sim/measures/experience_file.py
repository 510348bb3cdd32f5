"""Reads and checks the file of an experience model.

In: the word `default` or the path of a YAML file. Out: an `ExperienceModel`, or all faults at once.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise
from math import inf, isfinite
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import Fault, Place, WrongInput
from sim.measures.experience import (
    FEATURE_NAMES,
    INSTRUMENTS,
    LOCAL_NAMES,
    ExperienceModel,
    Feature,
    Instrument,
)

_KEYS = ("title", "perceived_wait", "features", "instruments", "touchpoint")

DEFAULT = Path(__file__).with_name("default_experience.yaml")


def load(name_or_path: str, folder: Path | None = None) -> ExperienceModel:
    """The experience model of a scenario's `experience` key.

    Parameters
    ----------
    name_or_path : `default`, or the path of a file of the same form as `default_experience.yaml`.
    folder : what a relative path starts from (the scenario file's folder); default: where one is.

    Raises
    ------
    WrongInput
        With every fault of the file: place, path, rule and value.
    """
    path = DEFAULT if name_or_path == "default" else (folder or Path()) / name_or_path
    reading = _Reading(str(path))
    tree = reading.mapping(_tree(path), "", _KEYS)
    model = _model(reading, tree)
    if reading.faults:
        raise WrongInput(reading.faults)
    return model


def _tree(path: Path) -> Any:
    """The plain tree of a file; mappings remember their lines."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    where = Place(str(path))
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise WrongInput([Fault(where, "", f"cannot be read: {problem.strerror}")]) from None
    except UnicodeDecodeError:
        raise WrongInput([Fault(where, "", "must be text in UTF-8")]) from None
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        if mark is not None:
            where = Place(str(path), mark.line + 1, mark.column + 1)
        raise WrongInput([Fault(where, "", f"is not YAML: {problem.problem}")]) from None
    except YAMLError:
        raise WrongInput([Fault(where, "", "is not YAML")]) from None


class _Reading:
    """Takes values out of the tree and notes what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, node: Any, path: str, rule: str, *value: Any) -> None:
        """Note a fault at the place of `path` within its parent `node`."""
        line, column = 0, 0
        marks = getattr(node, "lc", None)
        key = path.rpartition(".")[2]
        if marks is not None:
            known = (marks.data or {}).get(int(key) if key.isdigit() else key)
            line, column = (known[0], known[1]) if known else (marks.line, marks.col)
            line, column = line + 1, column + 1
        self.faults.append(Fault(Place(self.file, line, column), path, rule, *value))

    def mapping(self, node: Any, path: str, known: tuple[str, ...], parent: Any = None) -> Any:
        """`node` if it is a mapping of known keys; else an empty one and a fault."""
        if not isinstance(node, dict):
            self.fault(parent, path, "must be a map with " + ", ".join(known), node)
            return {}
        for key in node:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(known)
                self.fault(node, f"{path}.{key}".strip("."), f"is not known here, {hint}")
        return node

    def number(self, node: Any, path: str, least: float = -inf, default: float | None = None) -> float:
        """The number at the end of `path`, which must be finite and at least `least`."""
        key = path.rpartition(".")[2]
        value = node.get(key, default)
        if key not in node and default is None:
            self.fault(node, path, "is missing, must be a number")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(node, path, "must be a number", value)
        elif not (value >= least and (isfinite(value) or value == default)):
            rule = "must be a finite number" + (f" of at least {least:g}" if least > -inf else "")
            self.fault(node, path, rule, value)
        else:
            return float(value)
        return 0.0


def _model(reading: _Reading, tree: Any) -> ExperienceModel:
    perceived = reading.mapping(tree.get("perceived_wait", {}), "perceived_wait", ("factor", "sd"), tree)
    found = _features(reading, tree)
    return ExperienceModel(
        title=str(tree.get("title", "")),
        features=found,
        instruments=_instruments(reading, tree, found),
        perceived=reading.number(perceived, "perceived_wait.factor", 0.0, 1.0),
        perceived_sd=reading.number(perceived, "perceived_wait.sd", 0.0, 0.0),
        local=_local(reading, tree, found),
    )


def _features(reading: _Reading, tree: Any) -> tuple[Feature, ...]:
    nodes = reading.mapping(tree.get("features"), "features", FEATURE_NAMES, tree)
    return tuple(_feature(reading, nodes, name) for name in FEATURE_NAMES if name in nodes)


def _feature(reading: _Reading, nodes: Any, name: str) -> Feature:
    path = f"features.{name}"
    node = reading.mapping(nodes[name], path, ("mean", "sd", "cap", "scale", "either_sign"), nodes)
    scale = reading.number(node, f"{path}.scale", 0.0, 1.0)
    if scale == 0:
        reading.fault(node, f"{path}.scale", "must be more than 0 minutes", scale)
    return Feature(
        name=name,
        mean=reading.number(node, f"{path}.mean"),
        sd=reading.number(node, f"{path}.sd", 0.0, 0.0),
        cap=reading.number(node, f"{path}.cap", 0.0, inf),
        scale_min=scale,
        either_sign=bool(node.get("either_sign", False)),
    )


def _instruments(reading: _Reading, tree: Any, found: tuple[Feature, ...]) -> dict[str, Instrument]:
    nodes = reading.mapping(tree.get("instruments"), "instruments", tuple(INSTRUMENTS), tree)
    missing = [name for name in INSTRUMENTS if name not in nodes]
    if nodes and missing:
        reading.fault(nodes, "instruments", "must have ces, csat and nps, missing " + ", ".join(missing))
    return {name: _instrument(reading, nodes, name, found) for name in INSTRUMENTS if name in nodes}


def _instrument(reading: _Reading, nodes: Any, name: str, found: tuple[Feature, ...]) -> Instrument:
    path = f"instruments.{name}"
    known = ("lowest", "cutpoints", "shift_sd", "slope", "coefficients")
    node = reading.mapping(nodes[name], path, known, nodes)
    lowest, highest = INSTRUMENTS[name]
    if node.get("lowest", lowest) != lowest:
        reading.fault(node, f"{path}.lowest", f"must be {lowest}", node["lowest"])
    slope = reading.mapping(node.get("slope", {"mean": 1.0}), f"{path}.slope", ("mean", "sd"), node)
    names = tuple(feature.name for feature in found)
    own = reading.mapping(node.get("coefficients", {}), f"{path}.coefficients", names, node)
    pairs = {feature.name: (feature.mean, feature.sd) for feature in found}
    for key in (key for key in own if key in names):
        place = f"{path}.coefficients.{key}"
        pair = reading.mapping(own[key], place, ("mean", "sd"), own)
        pairs[key] = (reading.number(pair, f"{place}.mean"), reading.number(pair, f"{place}.sd", 0.0, 0.0))
    return Instrument(
        name=name,
        lowest=lowest,
        cutpoints=np.array(_cutpoints(reading, node, f"{path}.cutpoints", highest - lowest), float),
        coefficients=np.array([mean for mean, _ in pairs.values()], float),
        coefficient_sds=np.array([sd for _, sd in pairs.values()], float),
        slope=reading.number(slope, f"{path}.slope.mean", 0.0),
        slope_sd=reading.number(slope, f"{path}.slope.sd", 0.0, 0.0),
        shift_sd=reading.number(node, f"{path}.shift_sd", 0.0, 0.0),
    )


def _cutpoints(reading: _Reading, node: Any, path: str, count: int) -> list[float]:
    """The cutpoints, which must be `count` ascending numbers."""
    values = node.get("cutpoints")
    rule = f"must be a list of {count} ascending numbers"
    if not isinstance(values, list) or len(values) != count:
        reading.fault(node, path, rule, values)
        return []
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool) and isfinite(v)]
    if len(numbers) < count or any(a >= b for a, b in pairwise(numbers)):
        reading.fault(node, path, rule, list(values))
    return numbers


def _local(reading: _Reading, tree: Any, found: tuple[Feature, ...]) -> tuple[str, ...]:
    node = reading.mapping(tree.get("touchpoint", {}), "touchpoint", ("features",), tree)
    names = [feature.name for feature in found]
    listed = node.get("features", [])
    if not isinstance(listed, list):
        reading.fault(node, "touchpoint.features", "must be a list of features", listed)
        return ()
    for name in listed:
        if name not in names or name not in LOCAL_NAMES:
            rule = "must name features of this file among " + ", ".join(LOCAL_NAMES)
            reading.fault(node, "touchpoint.features", rule, name)
    return tuple(str(name) for name in listed)
