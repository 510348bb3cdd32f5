"""Enough replications, no more: a pilot, then as many as the wanted half-widths need.

In: a job and what is wanted. Out: its replications, and the pilots that their intervals rest on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.measures.cells import ALL
from sim.measures.definitions import MEASURES
from sim.stats.paired import family_size
from sim.stats.precision import Pilot
from sim.study.estimation import Observed, Pilots
from sim.study.execution import Interrupted, run_all
from sim.study.job import Job, Replication
from sim.study.wanted import Wanted

Progress = Callable[[int, int | None], None]
"""Told how many replications are finished, and of how many; None while that is not known yet."""


@dataclass(frozen=True, slots=True)
class Lived:
    """The replications of a study.

    Attributes
    ----------
    replications : in order.
    asked : how many there should be; more than there are after Ctrl-C.
    pilots : what the intervals of wanted precision rest on; empty for a number that was fixed before.
    """

    replications: list[Replication]
    asked: int
    pilots: Pilots

    @property
    def finished(self) -> bool:
        """Whether all that should be are there."""
        return len(self.replications) == self.asked


def live(job: Job, wanted: Wanted, workers: int, progress: Progress) -> Lived:
    """All replications, or after Ctrl-C the first ones.

    Raises
    ------
    Interrupted
        On Ctrl-C before anything was finished.
    """
    fixed, first = not wanted.half_widths, wanted.first
    asked, found = first, list[Replication]()
    try:
        found += run_all(job, first, workers, lambda done: progress(done, first if fixed else None))
        if fixed:
            return Lived(found, first, {})
        pilots = pilots_of(job.names, found, wanted)
        asked = needed(pilots, wanted)
        progress(first, asked)
        if asked > first:
            found += run_all(job, asked - first, workers, lambda done: progress(first + done, asked), first)
        return Lived(found, asked, pilots)
    except Interrupted as stopped:
        found += stopped.finished
        if not found:
            raise
        # What was finished is what a run of so many gives: its intervals are the usual ones.
        return Lived(found, asked if fixed else max(asked, len(found) + 1), {})


def pilots_of(names: Sequence[str], pilot: Sequence[Replication], wanted: Wanted) -> Pilots:
    """The pilots of all goals: of the value of one scenario, or of each alternative's difference."""
    base, *others = (
        Observed(name, [one.seen[place].cells for one in pilot]) for place, name in enumerate(names)
    )
    found: Pilots = {}
    for measure in wanted.half_widths:
        ours = base.pooled(MEASURES[measure], ALL)
        if not others:
            found[base.name, measure] = Pilot.of(ours)
        size = family_size(measure, ALL, len(others))
        for other in others:
            found[other.name, measure] = Pilot.of(other.pooled(MEASURES[measure], ALL) - ours, size)
    return found


def needed(pilots: Pilots, wanted: Wanted) -> int:
    """The replications that reach every half-width, at most as many as are allowed."""
    most = max(pilot.needed(wanted.half_widths[measure]) for (_, measure), pilot in pilots.items())
    return min(most, wanted.most)
