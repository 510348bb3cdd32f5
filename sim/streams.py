"""Random draws that belong to an entity and a purpose: a counter-based generator without state.

In: 64-bit keys and a visit number. Out: uniforms in (0, 1) with 53 bits. The generator is SplitMix64
(Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA, fig. 16; passes
TestU01's BigCrush): the draw of a visit is that many steps into the sequence seeded with purpose xor
entity, so the order in which draws are made means nothing.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_STEP = 2.0**-53


def key(*parts: object) -> int:
    """A 64-bit key of names and numbers; parts are told apart, so ("a", "b") is not ("ab",)."""
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def purpose_key(seed: int, replication: int, purpose: str) -> int:
    """The key of a purpose ("patience", "takes", ...) in one replication of one seed."""
    return key(seed, replication, purpose)


def mixed(parent: int, number: int) -> int:
    """The 64-bit key of the `number`-th child of `parent`, such as the n-th journey of a demand."""
    z = (parent + (number + 1) * _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * _FIRST) & _MASK
    z = ((z ^ (z >> 27)) * _SECOND) & _MASK
    return z ^ (z >> 31)


def draw(purpose: int, entity: int, visit: int = 0) -> float:
    """The uniform of one purpose, entity and visit: an odd multiple of 2^-53, so never 0 and never 1."""
    z = ((purpose ^ entity) + (visit + 1) * _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * _FIRST) & _MASK
    z = ((z ^ (z >> 27)) * _SECOND) & _MASK
    return ((z ^ (z >> 31)) >> 11 | 1) * _STEP


def uniform(seed: int, replication: int, purpose: str, entity: int, visit: int = 0) -> float:
    """`draw` for callers without a prepared purpose key."""
    return draw(purpose_key(seed, replication, purpose), entity, visit)


def mixed_many(parent: int, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """`mixed` for an array of numbers; shape (n,), equal to the scalar form to the bit."""
    steps = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(_GOLDEN)
    return _finish(np.uint64(parent & _MASK) + steps)


def draw_many(purpose: int, entities: NDArray[np.uint64], visit: int = 0) -> NDArray[np.float64]:
    """`draw` for an array of entities; shape (n,), equal to the scalar form to the bit."""
    start = np.uint64((visit + 1) * _GOLDEN & _MASK)
    z = _finish((np.uint64(purpose) ^ entities) + start)
    return (z >> np.uint64(11) | np.uint64(1)).astype(np.float64) * _STEP


def _finish(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(_FIRST)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_SECOND)
    return z ^ (z >> np.uint64(31))
