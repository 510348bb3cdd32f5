"""Cuts what is still to be done into tasks of a few seconds, learning from each how long the next takes.

In: pieces, each all that is missing of a point. Out: tasks, several short pieces or a part of a long one.
A result never depends on the cut: each replication is stored for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sim.sweeps.execution.work import Found, Piece

TASK_S = 3.0
SHORTEST_S = 0.2
_MOST_PIECES = 1000
_SHARES = 4   # tasks that each worker should still get, so that all end at about the same time


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker does at a time.

    Attributes
    ----------
    pieces : at least one.
    deaths : how many workers were lost over it.
    """

    pieces: tuple[Piece, ...]
    deaths: int = 0


class Cutting:
    """The tasks of a sweep, one after the other.

    Parameters
    ----------
    pieces : what is missing.
    replications : how many they may hold together.
    """

    def __init__(self, pieces: Iterator[Piece], replications: int) -> None:
        self._pieces = pieces
        self._rest: Piece | None = None
        self._left = replications
        self._seconds = self._seen = 0.0

    def next(self, workers: int) -> Task | None:
        """The next task; None where nothing is left. The first ones, of unknown length, are short."""
        most = self._most(workers)
        taken: list[Piece] = []
        size = 0
        while size < most and len(taken) < _MOST_PIECES:
            piece = self._rest or next(self._pieces, None)
            if piece is None:
                break
            count = min(piece.count, most - size)
            taken.append(replace(piece, count=count))
            rest = replace(piece, first=piece.first + count, count=piece.count - count)
            self._rest = rest if rest.count else None
            size += count
        self._left -= size
        return Task(tuple(taken)) if taken else None

    def learn(self, found: Found) -> None:
        """Note how long a piece took; what is recent counts most."""
        if found.seconds:
            self._seconds = 0.9 * self._seconds + found.seconds
            self._seen = 0.9 * self._seen + found.piece.count

    @property
    def seconds_each(self) -> float:
        """What a replication takes; 0 where nothing is known yet."""
        return self._seconds / self._seen if self._seen else 0.0

    def _most(self, workers: int) -> int:
        """Replications of the next task."""
        each = self.seconds_each
        if not each:
            return 1
        share = self._left * each / (workers * _SHARES)
        return max(1, int(min(max(share, SHORTEST_S), TASK_S) / each))
