"""Random draws that belong to an entity and a purpose: a counter-based generator without state.

In: 64-bit keys and a visit number. Out: uniforms in (0, 1) with 53 bits. The generator is SplitMix64
(Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA, fig. 16; passes
TestU01's BigCrush): the draw of a visit is that many steps into the sequence seeded with purpose xor
entity, so the order in which draws are made means nothing.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from mypy_extensions import i64


def _wraps() -> bool:
    """Whether `i64` is the machine's, as in a compiled copy: 64 bits with a sign that wrap around."""
    largest: i64 = (1 << 63) - 1
    return largest + 1 < 0


WRAPS: Final = _wraps()
"""In a compiled copy keys are the same 64 bits with a sign, and every sum and product wraps around."""


def _in_64_bits(number: int) -> int:
    return number - (1 << 64) if WRAPS and number >> 63 else number


_ALL_BITS: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15
_FIRST: Final = 0xBF58476D1CE4E5B9
_SECOND: Final = 0x94D049BB133111EB

# The same for the scalar forms. Shifted numbers keep their low bits, without copies of a sign.
_CUT: Final[i64] = _in_64_bits(_ALL_BITS)
_STEP_ON: Final[i64] = _in_64_bits(_GOLDEN)
_TIMES: Final[i64] = _in_64_bits(_FIRST)
_TIMES_THEN: Final[i64] = _in_64_bits(_SECOND)
_LOW_34: Final = (1 << 34) - 1   # what is left of 64 bits shifted by 30, without copies of a sign
_LOW_37: Final = (1 << 37) - 1
_LOW_33: Final = (1 << 33) - 1
_LOW_53: Final = (1 << 53) - 1
_STEP: Final = 2.0**-53


def key(*parts: object) -> int:
    """A 64-bit key of names and numbers; parts are told apart, so ("a", "b") is not ("ab",)."""
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=WRAPS)


def purpose_key(seed: int, replication: int, purpose: str) -> int:
    """The key of a purpose ("patience", "takes", ...) in one replication of one seed."""
    return key(seed, replication, purpose)


def mixed(parent: i64, number: i64) -> i64:
    """The 64-bit key of the `number`-th child of `parent`, such as the n-th journey of a demand."""
    z = (parent + (number + 1) * _STEP_ON) & _CUT
    z = ((z ^ (z >> 30 & _LOW_34)) * _TIMES) & _CUT
    z = ((z ^ (z >> 27 & _LOW_37)) * _TIMES_THEN) & _CUT
    return z ^ (z >> 31 & _LOW_33)


def draw(purpose: i64, entity: i64, visit: i64 = 0) -> float:
    """The uniform of one purpose, entity and visit: an odd multiple of 2^-53, so never 0 and never 1."""
    z = ((purpose ^ entity) + (visit + 1) * _STEP_ON) & _CUT
    z = ((z ^ (z >> 30 & _LOW_34)) * _TIMES) & _CUT
    z = ((z ^ (z >> 27 & _LOW_37)) * _TIMES_THEN) & _CUT
    bits: int = (z ^ (z >> 31 & _LOW_33)) >> 11 & _LOW_53 | 1
    return bits * _STEP


def uniform(seed: int, replication: int, purpose: str, entity: int, visit: int = 0) -> float:
    """`draw` for callers without a prepared purpose key."""
    return draw(purpose_key(seed, replication, purpose), entity, visit)


def for_scalars(keys: NDArray[np.uint64]) -> list[int]:
    """Keys of `mixed_many` as `mixed` gives them."""
    numbers: list[int] = keys.view(np.int64).tolist() if WRAPS else keys.tolist()
    return numbers


def mixed_many(parent: int, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """`mixed` for an array of numbers; shape (n,), equal to the scalar form to the bit."""
    steps = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(_GOLDEN)
    return _finish(np.uint64(parent & _ALL_BITS) + steps)


def draw_many(purpose: int, entities: NDArray[np.uint64], visit: int = 0) -> NDArray[np.float64]:
    """`draw` for an array of entities; shape (n,), equal to the scalar form to the bit."""
    start = np.uint64((visit + 1) * _GOLDEN & _ALL_BITS)
    z = _finish((np.uint64(purpose & _ALL_BITS) ^ entities) + start)
    return (z >> np.uint64(11) | np.uint64(1)).astype(np.float64) * _STEP


def _finish(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(_FIRST)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_SECOND)
    return z ^ (z >> np.uint64(31))
