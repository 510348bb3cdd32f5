"""Random draws: the published generator, the same in every form, uniform, and independent along every key.

The tests of randomness are deterministic (fixed keys); each rejects at odds of one in ten thousand, so a
weak mixing (one multiplication left out, say) fails many of them at once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from sim import streams

ODDS = 1e-4
WORD = 1 << 64
PURPOSE = streams.purpose_key(7, 3, "patience")

# Steele, Lea & Flood 2014; outputs for seed 1234567 as published with the reference C implementation by
# Vigna (prng.di.unimi.it/splitmix64.c) and on Rosetta Code ("Pseudo-random numbers/Splitmix64").
PUBLISHED = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)


def test_mixing_gives_the_published_sequence() -> None:
    assert tuple(streams.mixed(1234567, n) for n in range(5)) == PUBLISHED
    assert tuple(streams.mixed_many(1234567, np.arange(5)).tolist()) == PUBLISHED


def test_visits_walk_along_the_published_sequence() -> None:
    draws = [streams.draw(1234567, 0, visit) for visit in range(5)]
    assert draws == [pytest.approx(word / WORD, rel=0, abs=2.0**-52) for word in PUBLISHED]
    entity = 0xDEADBEEF
    assert [streams.draw(1234567 ^ entity, entity, visit) for visit in range(5)] == draws


def test_scalar_and_vector_forms_agree_to_the_bit() -> None:
    numbers = np.arange(2_000)
    entities = streams.mixed_many(PURPOSE, numbers)
    assert entities.tolist() == [streams.mixed(PURPOSE, n) for n in range(2_000)]
    for visit in (0, 1, 2, 17, 100_000, 2**40):
        drawn = streams.draw_many(PURPOSE, entities, visit).tolist()
        assert drawn == [streams.draw(PURPOSE, entity, visit) for entity in entities.tolist()]


@pytest.mark.parametrize("edge", [0, 1, 2**63 - 1, 2**63, WORD - 1])
def test_forms_agree_at_the_edges_of_the_word(edge: int) -> None:
    entities = np.array([0, 1, edge, WORD - 1], np.uint64)
    assert streams.draw_many(edge, entities).tolist() == [streams.draw(edge, e) for e in entities.tolist()]
    assert streams.mixed_many(edge, np.arange(3)).tolist() == [streams.mixed(edge, n) for n in range(3)]


def unmixed(word: int) -> int:
    """The state from which the generator's finish makes `word`: every step of it undone."""
    first, second = pow(0xBF58476D1CE4E5B9, -1, WORD), pow(0x94D049BB133111EB, -1, WORD)
    z = word ^ (word >> 31) ^ (word >> 62)
    z = z * second % WORD
    z = z ^ (z >> 27) ^ (z >> 54)
    z = z * first % WORD
    return z ^ (z >> 30) ^ (z >> 60)


@pytest.mark.parametrize("word", [0, 1, 2**11 - 1, 2**63, WORD - 2**12, WORD - 2**11, WORD - 1])
def test_draws_lie_strictly_inside_the_unit_interval(word: int) -> None:
    """At the extreme words too: an exact 1 would make an endless duration."""
    state = (unmixed(word) - 0x9E3779B97F4A7C15) % WORD
    assert streams.mixed(state, 0) == word
    assert 0.0 < streams.draw(state, 0) < 1.0
    assert streams.draw_many(state, np.zeros(1, np.uint64))[0] == streams.draw(state, 0)
    assert streams.draw(state, 0) == pytest.approx(word / WORD, rel=0, abs=2.0**-52)


def along_entities(count: int) -> NDArray[np.float64]:
    return streams.draw_many(PURPOSE, np.arange(count, dtype=np.uint64))


def along_children(count: int) -> NDArray[np.float64]:
    return streams.draw_many(PURPOSE, streams.mixed_many(42, np.arange(count)))


def along_visits(count: int) -> NDArray[np.float64]:
    return np.array([streams.draw(PURPOSE, 42, visit) for visit in range(count)])


def along_replications(count: int) -> NDArray[np.float64]:
    return np.array([streams.uniform(0, replication, "takes", 42) for replication in range(count)])


def along_seeds(count: int) -> NDArray[np.float64]:
    return np.array([streams.uniform(seed, 0, "takes", 42) for seed in range(count)])


def along_purposes(count: int) -> NDArray[np.float64]:
    return np.array([streams.uniform(0, 0, f"row {number}", 42) for number in range(count)])


def along_purposes_of_many_bits(count: int) -> NDArray[np.float64]:
    """Purpose keys that differ in one bit from the key before (a Gray code)."""
    codes = [number ^ (number >> 1) for number in range(count)]
    return np.array([streams.draw(PURPOSE ^ (code << 40), 42) for code in codes])


WAYS = pytest.mark.parametrize(
    ("along", "count"),
    [
        (along_entities, 1_000_000),
        (along_children, 1_000_000),
        (along_visits, 200_000),
        (along_replications, 50_000),
        (along_seeds, 50_000),
        (along_purposes, 50_000),
        (along_purposes_of_many_bits, 200_000),
    ],
)
Along = Callable[[int], NDArray[np.float64]]


@WAYS
def test_draws_are_uniform(along: Along, count: int) -> None:
    drawn = along(count)
    observed = np.histogram(drawn, bins=256, range=(0, 1))[0]
    assert stats.chisquare(observed).pvalue > ODDS
    assert stats.kstest(drawn[:50_000], "uniform").pvalue > ODDS
    assert drawn.mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / 12 / count))


@WAYS
def test_lowest_bits_are_uniform(along: Along, count: int) -> None:
    """A law's quantile reads all bits; the last ones must not be a pattern."""
    low = np.floor(along(count) * 2.0**44) % 256
    assert stats.chisquare(np.bincount(low.astype(int), minlength=256)).pvalue > ODDS


def assert_independent(first: NDArray[np.float64], second: NDArray[np.float64]) -> None:
    """No linear correlation, and a 16 by 16 table of pairs that is as even as chance makes it."""
    correlation = np.corrcoef(first, second)[0, 1]
    assert abs(correlation) < 4 / np.sqrt(len(first))
    table = np.histogram2d(first, second, bins=16, range=((0, 1), (0, 1)))[0]
    assert stats.chisquare(table.ravel()).pvalue > ODDS


@WAYS
@pytest.mark.parametrize("lag", [1, 2, 8])
def test_neighbours_are_independent(along: Along, count: int, lag: int) -> None:
    drawn = along(count)
    pairs = drawn[: len(drawn) // (2 * lag) * 2 * lag].reshape(-1, 2, lag)   # each draw in one pair only
    assert_independent(pairs[:, 0].ravel(), pairs[:, 1].ravel())


def test_the_same_entity_draws_independently_for_two_purposes() -> None:
    entities = streams.mixed_many(42, np.arange(500_000))
    for other in ("takes", "patience2", "Patience"):
        second = streams.draw_many(streams.purpose_key(7, 3, other), entities)
        assert_independent(streams.draw_many(PURPOSE, entities), second)


@pytest.mark.parametrize("changed", [(8, 3), (7, 4), (0, 0), (3, 7)])
def test_the_same_entity_draws_independently_in_another_replication_or_seed(changed: tuple[int, int]) -> None:
    entities = streams.mixed_many(42, np.arange(500_000))
    second = streams.draw_many(streams.purpose_key(*changed, "patience"), entities)
    assert_independent(streams.draw_many(PURPOSE, entities), second)


def test_consecutive_visits_are_independent_over_many_entities() -> None:
    entities = streams.mixed_many(42, np.arange(500_000))
    for visit in (1, 2, 3):
        assert_independent(
            streams.draw_many(PURPOSE, entities), streams.draw_many(PURPOSE, entities, visit)
        )


@pytest.mark.parametrize("bit", range(64))
def test_keys_that_differ_in_one_bit_draw_independently(bit: int) -> None:
    """Entities 0, 1, 2 ... are the hardest case: hashed keys differ in half of their bits."""
    entities = np.arange(100_000, dtype=np.uint64)
    entities = entities[(entities >> np.uint64(bit)) & np.uint64(1) == 0]
    flipped = entities ^ np.uint64(1 << bit)
    assert_independent(streams.draw_many(PURPOSE, entities), streams.draw_many(PURPOSE, flipped))


def test_seed_0_is_a_seed() -> None:
    draws = {streams.uniform(seed, 0, "takes", 42) for seed in (0, 1, -1, 2**70)}
    assert len(draws) == 4
    assert streams.uniform(0, 0, "takes", 42) == streams.uniform(0, 0, "takes", 42, visit=0)


def test_key_tells_its_parts_apart() -> None:
    keys = [
        streams.key("ab"),
        streams.key("a", "b"),
        streams.key("b", "a"),
        streams.key("a", "b", ""),
        streams.key(1, 11),
        streams.key(11, 1),
        streams.key("1", 11),
        streams.key(),
    ]
    assert len(set(keys)) == len(keys)
    assert all(0 <= key < WORD for key in keys)


def test_children_of_a_key_never_meet() -> None:
    """For one parent the generator runs through all words, so no two of its children share a key."""
    assert len(np.unique(streams.mixed_many(PURPOSE, np.arange(1_000_000)))) == 1_000_000


def test_keys_are_the_same_in_every_process() -> None:
    """Python's own hash is salted by PYTHONHASHSEED; keys must not be."""
    program = "from sim import streams; print(streams.uniform(5, 2, 'takes', streams.key('order', 9), 4))"
    printed = set()
    for salt in ("0", "1", "random"):
        environment = {**os.environ, "PYTHONHASHSEED": salt}
        ran = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        printed.add(float(ran.stdout))
    assert printed == {streams.uniform(5, 2, "takes", streams.key("order", 9), 4)}
