"""Names of points: the same content, the same key, in whichever sweep it occurs.

In: a sweep. Out: for each point 32 hexadecimal digits over all that decides about its results: the
scenario as resolved, files that it reads, changes, seed, what is kept, versions.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from sim.scenario.document import Document
from sim.study.entrants import file_digests, versions
from sim.sweeps.design.designs import Point
from sim.sweeps.design.reading import Sweep

_OF_THE_SWEEP = ("replications", "seed")
_SAYS_NOTHING = ("title", "question", "assumed", "matters")


class Names:
    """The keys of a sweep's points."""

    def __init__(self, sweep: Sweep) -> None:
        self._begun = [blake2b(_told(_content(sweep, one)), digest_size=16) for one in sweep.documents]

    def key(self, scenario: int, point: Point) -> str:
        """The key of a point that one of the documents lives through."""
        digest = self._begun[scenario].copy()
        digest.update(_told(point))
        return digest.hexdigest()


def _content(sweep: Sweep, document: Document) -> dict[str, Any]:
    resolved = {name: part for name, part in document.resolved().items() if name not in _SAYS_NOTHING}
    run = {name: part for name, part in resolved.get("run", {}).items() if name not in _OF_THE_SWEEP}
    return {
        "versions": versions(),
        "scenario": {**resolved, "run": run},
        "files": file_digests(document),
        "seed": sweep.seed,
        "measures": sweep.measures,
        "groups": sweep.groups,
    }


def _told(content: Any) -> bytes:
    """One spelling for one content; the order of maps is part of it, as in a scenario."""
    return json.dumps(content, ensure_ascii=False).encode()
