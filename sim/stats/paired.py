"""Alternatives against the base, replication by replication: pooled statistics in, differences out.

The primary family is fixed before the run and shares one confidence (Bonferroni); every other interval
stands for itself and is labelled so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.stats.estimate import CONFIDENCE, Estimate, Pooled
from sim.stats.precision import Pilot

PRIMARY = ("wait_mean_s", "handoffs_mean", "ces_mean")


@dataclass(frozen=True, slots=True)
class Difference:
    """What an alternative adds to the base.

    Attributes
    ----------
    estimate : alternative minus base.
    family : "primary of k" (one confidence for all k) or "individual".
    constant : the difference is the same in every replication.
    ends : the difference with all that is not known at its lowest, and at its highest; None where
        everything is known.
    """

    estimate: Estimate
    family: str
    constant: bool
    ends: tuple[Difference, Difference] | None = None


def paired_difference(
    base: Pooled,
    alternative: Pooled,
    comparisons: int = 1,
    confidence: float = CONFIDENCE,
    pilot: Pilot | None = None,
) -> Difference:
    """The paired difference of one statistic, by the jackknife of the difference.

    Leaving out replication i leaves it out of both, so what the alternatives share cancels (for
    means this is the paired t interval: Law 2015, "Simulation Modeling and Analysis", 5th ed., 10.2.1).

    Parameters
    ----------
    base, alternative : of the same replications in the same order.
    comparisons : size of the primary family; 1 for an individual interval.
    pilot : of the same difference and family, where it decided how many replications there are.
    """
    family = "individual" if comparisons == 1 else f"primary of {comparisons}"

    def estimate(one: Pooled) -> Estimate:
        return one.estimate(confidence, comparisons) if pilot is None else pilot.estimate(one, confidence)

    return _told(alternative - base, family, estimate)


def _told(difference: Pooled, family: str, estimate: Callable[[Pooled], Estimate]) -> Difference:
    ends = None
    if difference.ends is not None:
        low, high = (_told(end, family, estimate) for end in difference.ends)
        ends = low, high
    return Difference(estimate(difference), family, difference.constant, ends)


def family_size(measure: str, group: str, alternatives: int) -> int:
    """How many intervals share the confidence with this one: waiting, handoffs and ease of all journeys,
    for every alternative, are the primary family; all else stands alone."""
    return len(PRIMARY) * alternatives if measure in PRIMARY and group == "all" else 1
