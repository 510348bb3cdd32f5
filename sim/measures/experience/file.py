"""Reads and checks the file of an experience model.

In: the word `default` or the path of a YAML file. Out: an `ExperienceModel`, or all faults at once.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import Fault, WrongInput
from sim.measures.experience.model import (
    FEATURE_NAMES,
    INSTRUMENTS,
    LOCAL_NAMES,
    ExperienceModel,
    Feature,
    Floats,
    Instrument,
)
from sim.scenario.reading import read_file
from sim.scenario.tree import Node, nearest, plain, split_path

DEFAULT = Path(__file__).with_name("default.yaml")

_KEYS = ("title", "perceived_wait", "features", "instruments", "touchpoint")
_FEATURE_KEYS = ("mean", "sd", "cap", "scale", "either_sign")
_INSTRUMENT_KEYS = ("lowest", "cutpoints", "shift_sd", "slope", "coefficients", "covariance", "fitted")
_LARGEST = 1e9

Map = dict[str, Any]


def load(name_or_path: str, folder: Path | None = None) -> ExperienceModel:
    """The experience model of a scenario's `experience` key.

    Parameters
    ----------
    name_or_path : `default`, or the path of a file of the same form as `default.yaml`.
    folder : what a relative path starts from (the scenario file's folder); default: where one is.

    Raises
    ------
    WrongInput
        With every fault of the file: place, path, rule and value.
    """
    path = DEFAULT if name_or_path == "default" else (folder or Path()) / name_or_path
    return _loaded(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=8)
def _loaded(path: Path, changed: int) -> ExperienceModel:
    """The model of a file as it was when it last changed: many points of a sweep share it."""
    root = read_file(path)
    reading = _Reading(root)
    model = _model(reading, reading.mapping(plain(root), "", _KEYS))
    if reading.faults:
        raise WrongInput(reading.faults)
    return model


class _Reading:
    """Takes values out of the tree and notes what is wrong with them."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.faults: list[Fault] = []

    def fault(self, path: str, rule: str, *value: Any) -> None:
        """Note a fault at the place of a path, or of what stands around it."""
        self.faults.append(Fault(nearest(self.root, split_path(path)), path, rule, *value))

    def mapping(self, node: Any, path: str, known: tuple[str, ...]) -> Map:
        """`node` if it is a map, with a fault for each unknown key; else an empty one and a fault."""
        if not isinstance(node, dict):
            self.fault(path, "must be a map of " + ", ".join(known), node)
            return {}
        for key in node:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(known)
                self.fault(f"{path}.{key}".strip("."), f"is not known here, {hint}")
        return node

    def number(self, node: Map, path: str, least: float = -inf, default: float | None = None) -> float:
        """The number at the end of `path`, at least `least`; `default` where it is left out."""
        key = path.rpartition(".")[2]
        if key not in node and default is not None:
            return default
        if key not in node:
            self.fault(path, "is missing, must be a number")
            return 0.0
        value = node[key]
        if not _is_number(value):
            self.fault(path, "must be a number", value)
            return 0.0
        if value < least:
            self.fault(path, f"must be at least {least:g}", value)
        return float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _model(reading: _Reading, tree: Map) -> ExperienceModel:
    perceived = reading.mapping(tree.get("perceived_wait", {}), "perceived_wait", ("factor", "sd"))
    found = _features(reading, tree)
    return ExperienceModel(
        title=str(tree.get("title", "")),
        features=found,
        instruments=_instruments(reading, tree, found),
        perceived=reading.number(perceived, "perceived_wait.factor", 0.0, 1.0),
        perceived_sd=reading.number(perceived, "perceived_wait.sd", 0.0, 0.0),
        local=_local(reading, tree, found),
    )


def _features(reading: _Reading, tree: Map) -> tuple[Feature, ...]:
    nodes = reading.mapping(tree.get("features"), "features", FEATURE_NAMES)
    return tuple(_feature(reading, nodes, name) for name in FEATURE_NAMES if name in nodes)


def _feature(reading: _Reading, nodes: Map, name: str) -> Feature:
    path = f"features.{name}"
    node = reading.mapping(nodes[name], path, _FEATURE_KEYS)
    scale = reading.number(node, f"{path}.scale", 0.0, 1.0)
    if scale == 0:
        reading.fault(f"{path}.scale", "must be more than 0 minutes", scale)
    either_sign = node.get("either_sign", False)
    if not isinstance(either_sign, bool):
        reading.fault(f"{path}.either_sign", "must be true or false", either_sign)
    return Feature(
        name=name,
        mean=reading.number(node, f"{path}.mean"),
        sd=reading.number(node, f"{path}.sd", 0.0, 0.0),
        cap=reading.number(node, f"{path}.cap", 0.0, inf),
        scale_min=scale,
        either_sign=bool(either_sign),
    )


def _instruments(reading: _Reading, tree: Map, found: tuple[Feature, ...]) -> dict[str, Instrument]:
    nodes = reading.mapping(tree.get("instruments"), "instruments", tuple(INSTRUMENTS))
    missing = [name for name in INSTRUMENTS if name not in nodes]
    if nodes and missing:
        reading.fault("instruments", "must have ces, csat and nps, missing " + ", ".join(missing))
    return {name: _instrument(reading, nodes, name, found) for name in INSTRUMENTS if name in nodes}


def _instrument(reading: _Reading, nodes: Map, name: str, found: tuple[Feature, ...]) -> Instrument:
    path = f"instruments.{name}"
    node = reading.mapping(nodes[name], path, _INSTRUMENT_KEYS)
    lowest, highest = INSTRUMENTS[name]
    if node.get("lowest", lowest) != lowest:
        reading.fault(f"{path}.lowest", f"must be {lowest}", node["lowest"])
    slope = reading.mapping(node.get("slope", {"mean": 1.0}), f"{path}.slope", ("mean", "sd"))
    pairs = _coefficients(reading, node, f"{path}.coefficients", found)
    cutpoints = _cutpoints(reading, node, f"{path}.cutpoints", highest - lowest)
    return Instrument(
        name=name,
        lowest=lowest,
        cutpoints=np.array(cutpoints, float),
        coefficients=np.array([mean for mean, _ in pairs], float),
        coefficient_sds=np.array([sd for _, sd in pairs], float),
        slope=reading.number(slope, f"{path}.slope.mean", 0.0),
        slope_sd=reading.number(slope, f"{path}.slope.sd", 0.0, 0.0),
        shift_sd=reading.number(node, f"{path}.shift_sd", 0.0, 0.0),
        covariance=_covariance(reading, node, f"{path}.covariance", len(cutpoints) + len(found)),
    )


def _covariance(reading: _Reading, node: Map, path: str, size: int) -> Floats | None:
    """The covariance of cutpoints and coefficients, if it is given."""
    if "covariance" not in node:
        return None
    rows = node["covariance"]
    lengths = [len(row) for row in rows if isinstance(row, list)] if isinstance(rows, list) else []
    if lengths != [size] * size or not all(_is_number(value) for row in rows for value in row):
        reading.fault(path, f"must be {size} rows of {size} numbers: for the cutpoints, then for the "
                            "features in the order of the default model")
        return None
    found = np.array(rows, float)
    if not np.allclose(found, found.T, rtol=1e-6) or np.linalg.eigvalsh(found)[0] <= 0:
        reading.fault(path, "must be symmetric, and positive definite")
    return found


def _coefficients(
    reading: _Reading, node: Map, path: str, found: tuple[Feature, ...]
) -> list[tuple[float, float]]:
    """Mean and SD of each feature's coefficient: the shared one, or the instrument's own."""
    names = tuple(feature.name for feature in found)
    own = reading.mapping(node.get("coefficients", {}), path, names)
    pairs = {feature.name: (feature.mean, feature.sd) for feature in found}
    for name in (name for name in names if name in own):
        place = f"{path}.{name}"
        pair = reading.mapping(own[name], place, ("mean", "sd"))
        pairs[name] = (reading.number(pair, f"{place}.mean"), reading.number(pair, f"{place}.sd", 0.0, 0.0))
    return list(pairs.values())


def _cutpoints(reading: _Reading, node: Map, path: str, count: int) -> list[float]:
    """The cutpoints, which must be `count` ascending numbers."""
    values = node.get("cutpoints")
    rule = f"must be a list of {count} ascending numbers"
    if not isinstance(values, list) or len(values) != count or not all(map(_is_number, values)):
        reading.fault(path, rule, values)
        return []
    if any(low >= high for low, high in pairwise(values)):
        reading.fault(path, rule, values)
    return values


def _local(reading: _Reading, tree: Map, found: tuple[Feature, ...]) -> tuple[str, ...]:
    node = reading.mapping(tree.get("touchpoint", {}), "touchpoint", ("features",))
    names = [feature.name for feature in found if feature.name in LOCAL_NAMES]
    listed = node.get("features", [])
    if not isinstance(listed, list):
        reading.fault("touchpoint.features", "must be a list of features", listed)
        return ()
    for name in listed:
        if name not in names:
            reading.fault("touchpoint.features", "must name features among " + ", ".join(names), name)
    return tuple(str(name) for name in listed)
