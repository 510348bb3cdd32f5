"""Moves counted: from each place to the next, how often, by how many journeys, and how long it took.

In: visits, or moves. Out: one `Flow` for each segment, source and target.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.records.columns import LegOutcome

START = "start"
ENDINGS = tuple(outcome.name.lower() for outcome in LegOutcome)

Known = tuple[tuple[str, ...], NDArray[np.int16]]
"""The names of the segments, and the segment of each journey."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Moves of measured journeys from one node to another, in one replication.

    Attributes
    ----------
    level : "steps": steps of the process, asides left out; "beside": from a step to an aside of it;
        "channels": contacts of one matter of the customer's, from channel to channel and to how the
        matter ended; "legs": within such a contact, from the door (its first moment) to the menu or a
        team, on to the next, and to how the contact ended; "asks": from a step to the channel of each of
        its contacts; "reaches": from a contact's channel to the menu or team it came to first, or to how
        it ended if it came to nobody; "work": from a back-office step to the team that did it.
    segment : name of the segment.
    source, target : names; the source is "start" where something begins.
    count : how often; journeys : by how many different journeys.
    between_s : seconds from reaching the source to reaching the target, summed.
    wait_s : seconds waited at the source (for "legs": before reaching the target), summed.
    """

    level: str
    segment: str
    source: str
    target: str
    count: int
    journeys: int
    between_s: float
    wait_s: float


@dataclass(frozen=True, slots=True)
class Visits:
    """Nodes in the order in which they were reached; `thread` tells what belongs together, and `origin` from
    which node a thread sets out (-1: from the start)."""

    journey: NDArray[np.int64]
    thread: NDArray[np.int64]
    node: NDArray[np.int64]
    reached: NDArray[np.int64]
    wait: NDArray[np.int64]
    origin: NDArray[np.int64] | None = None


def new(*keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a row begins a new combination of the keys."""
    begins = np.ones(len(keys[0]), bool)
    begins[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return begins


def lasts(thread: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last row of each thread."""
    return np.flatnonzero(np.diff(thread, append=-1))


def counted(
    level: str, visits: Visits, nodes: tuple[tuple[str, ...], tuple[NDArray[np.int64], ...]], known: Known
) -> list[Flow]:
    """Counts moves: into each visit, and out of each thread's last one if `nodes` tell its closing."""
    names, closing = nodes
    every = (*names, *ENDINGS, START)
    fresh = new(visits.thread)
    begins: NDArray[np.int64] | int = len(every) - 1
    if visits.origin is not None:
        begins = np.where(visits.origin >= 0, visits.origin, begins)
    source = np.where(fresh, begins, np.roll(visits.node, 1))
    between = np.where(fresh, 0, visits.reached - np.roll(visits.reached, 1))
    wait = visits.wait if level == "legs" else np.where(fresh, 0, np.roll(visits.wait, 1))
    moves = [(visits.journey, source, visits.node, between, wait)]
    if closing:
        last = lasts(visits.thread)
        spent = closing[1] - visits.reached[last]
        at_door = visits.node[last] == len(names) - 1
        left = np.where(at_door, spent, 0) if level == "legs" else visits.wait[last]
        moves.append((visits.journey[last], visits.node[last], len(names) + closing[0], spent, left))
    columns = [np.concatenate(column) for column in zip(*moves, strict=True)]
    return summed(level, columns, every, known)


def summed(level: str, moves: list[NDArray[np.int64]], names: tuple[str, ...], known: Known) -> list[Flow]:
    """Moves of one level by segment, source and target.

    Parameters
    ----------
    moves : columns of shape (n,): journey, source, target (places in `names`), microseconds between, waited.
    """
    journey, source, target, between, wait = moves
    size, segments = len(names), known[0]
    code = (known[1][journey].astype(np.int64) * size + source) * size + target
    kinds = len(segments) * size * size
    count = np.bincount(code, minlength=kinds)
    span = int(journey.max(initial=0)) + 1
    both = np.sort(code * span + journey)
    different = np.append(both[1:] != both[:-1], True)   # the last of each journey's equal moves
    who = np.bincount(both[different[: len(both)]] // span, minlength=kinds)
    sums = [np.bincount(code, weights / 1e6, kinds) for weights in (between, wait)]
    return [
        Flow(level, segments[c // size**2], names[c // size % size], names[c % size], int(count[c]),
             int(who[c]), float(sums[0][c]), float(sums[1][c]))
        for c in np.flatnonzero(count).tolist()
    ]
