"""What was found in a sweep: sentences, the most important first, for terminal, slides and page alike."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.sweeps import alternatives, best, doubt, frontier, model, moving
from sim.report.sweeps.reading import Swept

KINDS = ("best", "alternative", "moves", "flattens", "frontier", "model", "doubt")
"""In the order in which a reader wants to know."""


@dataclass(frozen=True, slots=True)
class SweepFinding:
    """One sentence.

    Attributes
    ----------
    kind : one of `KINDS`.
    measure : that it is about; empty where about none alone.
    sentence : that can be read aloud.
    """

    kind: str
    measure: str
    sentence: str


def findings_of(swept: Swept) -> tuple[SweepFinding, ...]:
    """All that was found, by kind, and by measure in the order of the sweep file."""
    found: list[SweepFinding] = []
    makers = (best.found, alternatives.found, moving.moves, moving.flattens, frontier.found, model.found,
              doubt.found)  # fmt: skip
    for kind, maker in zip(KINDS, makers, strict=True):
        found += [SweepFinding(kind, measure, sentence) for measure, sentence in maker(swept)]
    return tuple(found)

