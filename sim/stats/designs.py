"""Latin hypercube samples and Morris's trajectories, keyed by the names of what they vary.

In: a seed and names. Out: places between 0 and 1. A name's column is its own: another name beside it
changes nothing, so studies with more guesses keep the draws of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.streams import draw_many, key, mixed_many, purpose_key

Floats = NDArray[np.float64]

LEVELS = 4
STEP = LEVELS / (2 * (LEVELS - 1))
"""How far a trajectory moves an input: p / (2 (p - 1)) of its range, p the levels (Morris 1991)."""


def latin_hypercube(seed: int, names: Sequence[str], draws: int) -> dict[str, Floats]:
    """For each name a place in each of `draws` equal parts of 0 to 1, in an order of its own; shape (draws,).

    References
    ----------
    McKay, Beckman & Conover (1979), "A comparison of three methods for selecting values of input
    variables", Technometrics 21.
    """
    found = {}
    for name in names:
        order = np.argsort(_uniforms(seed, "part of the range", name, draws), kind="stable")
        found[name] = (order + _uniforms(seed, "place within the part", name, draws)) / draws
    return found


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A walk through the inputs that moves each once.

    Attributes
    ----------
    points : by name the places of all inputs; one point more than there are inputs.
    moved : the input that moves from a point to the next.
    signs : 1 where it moves up, -1 where down, by STEP.
    """

    points: tuple[dict[str, float], ...]
    moved: tuple[str, ...]
    signs: tuple[int, ...]


def trajectories(seed: int, names: Sequence[str], count: int) -> list[Trajectory]:
    """Random trajectories on a grid of LEVELS levels (Morris 1991, "Factorial sampling plans for
    preliminary computational experiments", Technometrics 33)."""
    uniforms = {
        name: [_uniforms(seed, f"trajectory's {what}", name, count) for what in ("start", "way", "turn")]
        for name in names
    }
    return [_trajectory({name: [float(u[t]) for u in three] for name, three in uniforms.items()})
            for t in range(count)]


def _trajectory(uniforms: dict[str, list[float]]) -> Trajectory:
    starts = LEVELS // 2
    lower = {name: int(u[0] * starts) / (LEVELS - 1) for name, u in uniforms.items()}
    signs = {name: 1 if u[1] < 0.5 else -1 for name, u in uniforms.items()}
    moved = sorted(uniforms, key=lambda name: uniforms[name][2])
    here = {name: lower[name] + (STEP if signs[name] < 0 else 0.0) for name in uniforms}
    points = [dict(here)]
    for name in moved:
        here[name] = lower[name] + (STEP if signs[name] > 0 else 0.0)
        points.append(dict(here))
    return Trajectory(tuple(points), tuple(moved), tuple(signs[name] for name in moved))


def _uniforms(seed: int, purpose: str, name: str, count: int) -> Floats:
    entities = mixed_many(key(name), np.arange(count, dtype=np.int64))
    return draw_many(purpose_key(seed, 0, purpose), entities)
