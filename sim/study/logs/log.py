"""A real event log on its way to a result: its cases in the order in which they begin, cut into batches.

A log is one history, not many: consecutive batches of equally many cases stand in the place of replications
(batch means, Law 2015, section 9.5.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sim.errors import WrongUse
from sim.records.doings import Doing, doings
from sim.records.events import Case

_MOST_BATCHES = 20
_LEAST_CASES = 25
_MOST_SEGMENTS = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A case: its name, the segment of its customer, and at least one thing that was done, in order."""

    name: str
    segment: str
    done: tuple[Doing, ...]

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return self.done[0].begins

    @property
    def ends(self) -> datetime:
        """Its last moment."""
        moments = ((doing.queued, doing.started, doing.ended) for doing in self.done)
        return max(at for three in moments for at in three if at is not None)

    @property
    def midnight(self) -> datetime:
        """The beginning of the day on which it begins."""
        return self.begins.replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Log:
    """A log ready to be measured.

    Attributes
    ----------
    name : as tables name it.
    cases : at least one, by their first moments.
    """

    name: str
    cases: tuple[Told, ...]

    @property
    def days(self) -> int:
        """Days from the first on which a case begins to the last."""
        return (self.cases[-1].midnight.date() - self.cases[0].midnight.date()).days + 1


def log_of(name: str, cases: Iterable[Case], segment: str = "") -> Log:
    """A log of cases; those without events are left out, as nothing happened in them.

    Parameters
    ----------
    segment : the attribute of cases, or of their first event, that tells kinds of customers apart; "": none.

    Raises
    ------
    WrongUse
        Where nothing is left, or `segment` does not tell at most 100 kinds apart.
    """
    told = [Told(case.name, _kind(case, segment), tuple(doings(case))) for case in cases if case.events]
    if not told:
        raise WrongUse(f"{name}: holds no event")
    kinds = {one.segment for one in told}
    if "" in kinds:
        raise WrongUse(f"{name}: not every case has {segment}")
    if len(kinds) > _MOST_SEGMENTS:
        raise WrongUse(f"{name}: {segment} tells {len(kinds)} kinds of customers; at most {_MOST_SEGMENTS}")
    return Log(name, tuple(sorted(told, key=lambda one: (one.begins, one.name))))


def _kind(case: Case, segment: str) -> str:
    if not segment:
        return "all"
    return str(case.attributes.get(segment, case.events[0].attributes.get(segment, "")))


def batches(logs: Sequence[Log]) -> Iterator[list[tuple[Told, ...]]]:
    """The batches of each log: at most 20, of at least 25 cases in the shortest log; no case is left out."""
    count = max(1, min(_MOST_BATCHES, min(len(log.cases) for log in logs) // _LEAST_CASES))
    for log in logs:
        edges = [place * len(log.cases) // count for place in range(count + 1)]
        yield [log.cases[first:last] for first, last in pairwise(edges)]
