"""The result folder: named by its content, written aside and renamed, never overwritten.

In: a manifest, tables and files. Out: `<out>/<name>-<digest>/`, whole or not at all.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.errors import RunFailed

MANIFEST = "manifest.json"
LOG = "run.json"


def digest_of(manifest: Mapping[str, Any]) -> str:
    """Ten hexadecimal digits that name the content: same manifest, same tables."""
    return blake2b(canonical(manifest).encode(), digest_size=5).hexdigest()


def canonical(content: Mapping[str, Any]) -> str:
    """JSON with one spelling for one content: the order of maps is part of it, as in a scenario."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def run_log(workers: int, seconds: float) -> dict[str, Any]:
    """How a result was made, which is no part of its content."""
    return {
        "command": sys.argv,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": round(seconds, 1),
        "workers": workers,
        "machine": platform.platform(),
    }


def is_finished(folder: Path) -> bool:
    """Whether a folder holds a whole result; a folder appears only when it does."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a finished result."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunFailed(f"{folder / MANIFEST}: cannot be read ({error}); move the folder away") from None
    if not isinstance(found, dict):
        raise RunFailed(f"{folder / MANIFEST}: is not a manifest; move the folder away")
    return found


@contextmanager
def draft_of(out: Path) -> Iterator[Path]:
    """A folder aside, in `out`, for a result in the making; gone at the end unless `publish` took it.

    Raises
    ------
    RunFailed
        Where nothing can be written, before anything has been computed.
    """
    with disk_trouble(out):
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=out))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write(draft: Path, name: str, content: str) -> None:
    """Write one file of a draft, as UTF-8 with plain line ends."""
    with disk_trouble(draft.parent):
        (draft / name).write_text(content, encoding="utf-8", newline="\n")


def publish(draft: Path, folder: Path) -> None:
    """Let a draft appear under its name. If another run was faster, its result, the same, stays."""
    with disk_trouble(folder.parent):
        for file in draft.iterdir():
            _settle(file)
        draft.chmod(0o777 & ~_umask())
        try:
            draft.rename(folder)
        except OSError as error:
            taken = error.errno in (errno.ENOTEMPTY, errno.EEXIST) or folder.exists()
            if not (taken and is_finished(folder)):
                raise
    _settle_folder(folder.parent)


@contextmanager
def disk_trouble(where: Path) -> Iterator[None]:
    """Turn what the file system says into one message."""
    try:
        yield
    except OSError as error:
        reason = {
            errno.ENOSPC: "no space left on the disk",
            errno.EDQUOT: "the disk quota is used up",
            errno.EACCES: "no permission to write there",
            errno.EPERM: "no permission to write there",
            errno.EROFS: "the file system is read-only",
            errno.ENOTDIR: "a part of the path is a file",
            errno.EEXIST: "a file has that name",
        }.get(error.errno or 0, error.strerror or str(error))
        raise RunFailed(f"{where}: the result cannot be written: {reason}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _settle(file: Path) -> None:
    """Bytes on the disk before the name: after a power cut a named result is a whole one."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _settle_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
