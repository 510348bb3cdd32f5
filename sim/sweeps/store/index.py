"""Where each finished piece stands in the store: a few bytes a piece, so that a million fit in memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_ENTRY = np.dtype([
    ("high", "u8"), ("low", "u8"), ("first", "u4"), ("count", "u4"), ("file", "u4"), ("offset", "u8"),
    ("failed", "?"),
])  # fmt: skip
_MOST_LOOSE = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the store: replications first to first + count - 1 of a point.

    Attributes
    ----------
    file, offset : number of the file, and where in it the line begins.
    failed : whether the line tells of a failure.
    """

    first: int
    count: int
    file: int
    offset: int
    failed: bool


class Index:
    """Entries by point: sorted ones in one array, the latest in a small map."""

    def __init__(self) -> None:
        self._sorted = np.empty(0, _ENTRY)
        self._loose: dict[str, list[Entry]] = {}
        self._count = 0

    def add(self, key: str, entry: Entry) -> None:
        """Note a line."""
        self._loose.setdefault(key, []).append(entry)
        self._count += 1
        if self._count >= _MOST_LOOSE:
            self._sort()

    def entries(self, key: str) -> list[Entry]:
        """The lines of a point, in the order in which they were noted."""
        high, low = _halves(key)
        ends = (self._sorted["high"].searchsorted(np.uint64(high), side) for side in ("left", "right"))
        rows = self._sorted[slice(*ends)]
        found = [Entry(*row[2:]) for row in rows.tolist() if row[1] == low]
        return found + self._loose.get(key, [])

    def _sort(self) -> None:
        rows = [
            (*_halves(key), one.first, one.count, one.file, one.offset, one.failed)
            for key, entries in self._loose.items() for one in entries
        ]  # fmt: skip
        merged = np.concatenate([self._sorted, np.array(rows, _ENTRY)])
        self._sorted = merged[merged["high"].argsort(kind="stable")]
        self._loose, self._count = {}, 0


def _halves(key: str) -> tuple[int, int]:
    return int(key[:16], 16), int(key[16:], 16)
