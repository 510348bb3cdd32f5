"""One thing that was found: its words, its numbers and their doubt, its verdict, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.numbers import Form
from sim.stats.estimate import Estimate
from sim.stats.verdict import Verdict

DECIDED = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
"""Verdicts that say which way it goes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement about a measure of a group of journeys, in one scenario or between two.

    Attributes
    ----------
    measure, group : as the tables name them.
    subject : the measure in words, such as "mean wait of a journey".
    scenario : title of the scenario that it is about.
    baseline : title of the base that it is compared with; "" for a value by itself.
    title : the statement in one line, without a full stop, as a heading.
    sentence : with every number and its interval, as one would read it aloud.
    value : of the measure in that scenario.
    difference : to the base; None for a value by itself.
    form : how these numbers are written.
    better : which way is better: "lower", "higher", or "" where neither is.
    verdict : on the difference; None for a value by itself.
    matters : the smallest difference that matters, in the measure's unit; None where nobody said.
    source : what it rests on: "simulated", or "predicted" where an experience model stands between.
    caveat : what it follows from, where it follows from assumptions; else "".
    primary : whether it belongs to the family that was fixed before the run.
    """

    measure: str
    group: str
    subject: str
    scenario: str
    baseline: str
    title: str
    sentence: str
    value: Estimate
    difference: Estimate | None
    form: Form
    better: str
    verdict: Verdict | None
    matters: float | None
    source: str
    caveat: str
    primary: bool

    @property
    def decided(self) -> bool:
        """Whether it says which way the difference goes."""
        return self.verdict in DECIDED

    @property
    def signal(self) -> float:
        """Size of the difference in half-widths of its interval: how plainly it stands out of the noise."""
        found = self.difference
        if found is None or not found.has_interval:
            return 0.0
        half = (found.high - found.low) / 2
        return abs(found.value) / half if half else 0.0
