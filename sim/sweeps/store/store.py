"""The store of finished pieces: lines of JSON that are only ever appended, each with a checksum.

A folder holds `tasks-00001.jsonl`, `tasks-00002.jsonl`, ...: every sweep that computes something adds one
and never touches the others, so that a write torn by a kill or a full disk costs its own line alone. A
line is `{"sum": "CRC-32 of what follows", "task": {...}}`; docs/sweeps.md says what a task holds. One
sweep at a time writes; anyone may read.
"""

from __future__ import annotations

import json
import os
import platform
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sim.errors import RunFailed
from sim.study.folder import disk_trouble
from sim.sweeps.store.index import Entry, Index

LOCK = "lock"
_HEAD = b'{"sum": "%08x", "task": '
_HEAD_LENGTH = len(_HEAD % 0)
_SETTLE_EVERY_S = 1.0

Task = dict[str, Any]
"""A line's content: `point`, `first`, `count`, and `measures` or `error`."""


class Store:
    """The finished pieces of a folder, found by the key of their point."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged = 0
        self._index = Index()
        self._files: list[Path] = []
        self._reading: tuple[int, BinaryIO] | None = None
        self._writing: BinaryIO | None = None
        self._settled = 0.0
        for path in sorted(folder.glob("tasks-*.jsonl")):
            self._read_all(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring what was written to the disk, and let go of the files."""
        if self._reading is not None:
            self._reading[1].close()
        if self._writing is not None:
            with disk_trouble(self.folder):
                os.fsync(self._writing.fileno())
                self._writing.close()
        self._reading = self._writing = None

    def missing(self, key: str, replications: int, again: bool = False) -> list[tuple[int, int]]:
        """Stretches (first, count) of a point's replications that have no line yet.

        Parameters
        ----------
        again : count what failed as missing.
        """
        done = bytearray(replications)
        for entry in self._index.entries(key):
            if not (entry.failed and again):
                stretch = range(entry.first, min(entry.first + entry.count, replications))
                done[stretch.start : stretch.stop] = b"\1" * len(stretch)
        found: list[tuple[int, int]] = []
        for number in range(replications):
            if done[number]:
                continue
            if found and sum(found[-1]) == number:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((number, 1))
        return found

    def tasks(self, key: str) -> Iterator[Task]:
        """What the lines of a point hold, in the order in which they were written."""
        for entry in self._index.entries(key):
            yield self._read(entry)

    def add(self, task: Task) -> None:
        """Append a line.

        Raises
        ------
        RunFailed
            Where the disk refuses; what stands before stays whole.
        """
        text = json.dumps(task, ensure_ascii=False, allow_nan=False).encode()
        line = _HEAD % zlib.crc32(text) + text + b"}\n"
        with disk_trouble(self.folder):
            file = self._writing or self._begun()
            offset = file.tell()
            file.write(line)
            file.flush()
            if time.monotonic() - self._settled > _SETTLE_EVERY_S:
                os.fsync(file.fileno())
                self._settled = time.monotonic()
        self._note(task, len(self._files) - 1, offset)

    def _begun(self) -> BinaryIO:
        last = max((int(path.stem.partition("-")[2]) for path in self._files), default=0)
        path = self.folder / f"tasks-{last + 1:05}.jsonl"
        self._writing = path.open("xb")
        self._files.append(path)
        return self._writing

    def _read_all(self, path: Path) -> None:
        number, offset = len(self._files), 0
        self._files.append(path)
        with disk_trouble(path), path.open("rb") as file:
            for line in file:
                task = _checked(line)
                if task is None:
                    self.damaged += 1
                else:
                    self._note(task, number, offset)
                offset += len(line)

    def _note(self, task: Task, file: int, offset: int) -> None:
        entry = Entry(task["first"], task["count"], file, offset, "error" in task)
        self._index.add(task["point"], entry)

    def _read(self, entry: Entry) -> Task:
        path = self._files[entry.file]
        with disk_trouble(path):
            if self._reading is None or self._reading[0] != entry.file:
                if self._reading is not None:
                    self._reading[1].close()
                self._reading = entry.file, path.open("rb")
            self._reading[1].seek(entry.offset)
            task = _checked(self._reading[1].readline())
        if task is None:
            raise RunFailed(f"{path}: was changed by another program while it was read")
        return task


def _checked(line: bytes) -> Task | None:
    """The task of a line; None where the line is torn or damaged."""
    text = line[_HEAD_LENGTH:-2]
    if not line.endswith(b"}\n") or line[:_HEAD_LENGTH] != _HEAD % zlib.crc32(text):
        return None
    task: Task = json.loads(text)
    return task


@contextmanager
def store_of(folder: Path) -> Iterator[Store]:
    """The store of a folder, to write to; nobody else may write until the block ends.

    Raises
    ------
    RunFailed
        Where another sweep writes to it, or it cannot be written.
    """
    with disk_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a+", encoding="utf-8")
    with lock:
        _take(lock.fileno(), folder)
        lock.truncate(0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        lock.write(f"process {os.getpid()} on {platform.node()}, since {since}\n")
        lock.flush()
        with Store(folder) as store:
            yield store


def _take(lock: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:
        raise RunFailed("a sweep needs a system that locks files, such as Linux or macOS") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = (folder / LOCK).read_text(encoding="utf-8").strip() or "unknown"
        busy = f"{folder}: another sweep writes here ({holder})"
        raise RunFailed(f"{busy}; wait for it, or use another --out") from None
    except OSError as error:
        reason = f"{folder}: cannot be locked ({error.strerror})"
        raise RunFailed(f"{reason}; use a folder on another file system") from None
