"""What moved from where to where: the table `flows`, over all segments, and the order of its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.report.reading import Findings
from sim.study.result import ScenarioNote

START = "start"
DROPPED = ("given_up", "dropped_out", "lost_sale")
"""Ends of journeys that are no success."""


@dataclass(frozen=True, slots=True)
class Move:
    """From one place to another.

    Attributes
    ----------
    count, journeys : moves, and different journeys, a replication.
    between_s, wait_s : from reaching the one to reaching the other, and waited there; mean of a move.
    """

    source: str
    target: str
    count: float
    journeys: float
    between_s: float
    wait_s: float


def moves(findings: Findings, scenario: ScenarioNote, level: str) -> list[Move]:
    """The moves of a scenario on one level (steps, beside, channels, legs), largest first."""
    import pyarrow.compute as pc

    table = findings.result.tables.flows
    rows = table.filter(pc.and_(pc.equal(table["scenario"], scenario.name), pc.equal(table["level"], level)))
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 4)
    for row in rows.to_pylist():
        found = sums[row["source"], row["target"]]
        for place, (what, weight) in enumerate((("count", 1.0), ("journeys", 1.0),
                                                ("between_s", row["count"]), ("wait_s", row["count"]))):
            found[place] += row[what] * weight
    made = [Move(*ends, n, who, between / n, wait / n) for ends, (n, who, between, wait) in sums.items() if n]
    return sorted(made, key=lambda move: (-move.count, move.source, move.target))


def positions(found: Iterable[Move]) -> dict[str, float]:
    """How many moves a place is from the start, on average over all that reach it.

    With the share p of a place's arrivals that come from each source, position = 1 + sum of p times the
    source's position: a linear system, which loops do not trouble.
    """
    found = [move for move in found if move.source != move.target]
    places = list(dict.fromkeys(end for move in found for end in (move.source, move.target) if end != START))
    index = {place: number for number, place in enumerate(places)}
    shares = np.zeros((len(places), len(places)))
    arrived = np.zeros(len(places))
    for move in found:
        arrived[index[move.target]] += move.count
        if move.source in index:
            shares[index[move.target], index[move.source]] += move.count
    shares /= np.maximum(arrived, 1e-12)[:, None]
    # What nothing arrives at stands at the start; a closed loop that nothing enters cannot occur.
    system = np.eye(len(places)) - shares
    solved = np.linalg.lstsq(system, (arrived > 0).astype(float), rcond=None)[0]
    return dict(zip(places, map(float, solved), strict=True))


def spoken(place: str, among: Sequence[str] = ()) -> str:
    """A step's path in words: its last name, with the one before it where two would be alike."""
    parts = place.split(".")
    alike = [other for other in among if other.split(".")[-1] == parts[-1] and other != place]
    shown = parts[-2:] if alike and len(parts) > 1 else parts[-1:]
    return ": ".join(shown).replace("_", " ")
