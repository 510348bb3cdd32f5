"""A measured event log on its way to its folder, which is like that of any result.

In: logs and where they come from. Out: a stored result; one of the same content is read instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.study.entrants import versions
from sim.study.folder import digest_of, draft_of, is_finished, run_log
from sim.study.logs.log import Log
from sim.study.logs.measuring import measured
from sim.study.result import Result
from sim.study.storage import load_result, store


def manifest_of_logs(
    files: Sequence[Path], names: Sequence[str], choices: Mapping[str, Any]
) -> dict[str, Any]:
    """What the digest names: what the files hold, and how they are read."""
    held = (blake2b(file.read_bytes(), digest_size=16).hexdigest() for file in files)
    return {
        "program": "journeysim",
        "versions": versions(),
        "seed": 0,
        "read_as": dict(choices),
        "scenarios": [
            {"name": name, "files": {file.name: digest}, "scenario": {}}
            for name, file, digest in zip(names, files, held, strict=True)
        ],
    }


def measured_into(
    logs: Sequence[Log], manifest: dict[str, Any], out: Path | None, text: Callable[[Result], str]
) -> Result:
    """Measure logs and store what was found in a folder of `out`, if there is one.

    Raises
    ------
    RunFailed
        Where the folder cannot be written.
    """
    if out is None:
        return measured(logs, manifest)
    folder = out / f"{logs[0].name}-{digest_of(manifest)}"
    if is_finished(folder):
        return load_result(folder)
    began = time.monotonic()
    with draft_of(out) as draft:
        found = measured(logs, manifest)
        return store(found, draft, folder, text, run_log(1, time.monotonic() - began))
