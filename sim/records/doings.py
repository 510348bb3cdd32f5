"""What was done in a case: events of one doing put together, with when it queued, began and ended.

In: a case. Out: its doings in the order in which they began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sim.records.events import COMPLETE, SCHEDULE, START, WITHDRAW, Case, Event

_OPENS = (SCHEDULE, START)
_CLOSES = (COMPLETE, WITHDRAW, "ate_abort", "pi_abort")


@dataclass(slots=True)
class Doing:
    """One thing that was done, or that nobody came to do.

    Attributes
    ----------
    activity, person, team : as the events name them; person and team may be empty.
    queued, started, ended : None where the log does not tell. What has a moment only started and ended then.
    """

    activity: str
    person: str = ""
    team: str = ""
    queued: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None

    @property
    def attended(self) -> bool:
        """Whether somebody did it, or somebody was waited for."""
        return bool(self.person or self.team)

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return next(at for at in (self.queued, self.started, self.ended) if at is not None)


def doings(case: Case) -> Iterator[Doing]:
    """What was done in a case.

    Events of one activity and instance belong together by their lifecycle (schedule, start, complete); a
    word of the lifecycle that the standard does not know, or none, is something that happened at a moment.
    """
    found: list[Doing] = []
    open_: dict[tuple[str, str], list[Doing]] = defaultdict(list)
    for event in case.events:
        what = event.lifecycle.lower()
        waiting = open_[event.activity, event.instance]
        if what in _OPENS:
            doing = waiting[0] if what == START and waiting and waiting[0].started is None else None
            if doing is None:
                doing = Doing(event.activity)
                found.append(doing)
                waiting.append(doing)
        elif what in _CLOSES and waiting:
            doing = waiting.pop(0)
        else:
            doing = Doing(event.activity, started=event.at)
            found.append(doing)
        _told(doing, event, what)
    return iter(sorted(found, key=lambda doing: doing.begins))


def _told(doing: Doing, event: Event, what: str) -> None:
    """What an event adds to its doing."""
    doing.person, doing.team = event.person or doing.person, event.team or doing.team
    if what == SCHEDULE:
        doing.queued = event.at
    elif what == START:
        doing.started = event.at
    else:
        doing.ended = event.at
        if what == COMPLETE and doing.started is None:
            doing.started = event.at
