"""A batch of an event log's cases as a record, which all that measures replications measures, too.

In: cases and the names of their log. Out: `Record`. Times are microseconds since midnight of its first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sim.records.codes import (
    ABANDONED,
    DONE,
    END,
    FIRST_OF_CONTACT,
    HANDOFF,
    HUMAN,
    LAST_OF_CONTACT,
    LAST_OF_MATTER,
    OPEN,
    QUEUE,
    RESOLVED,
    STEP,
    TRANSFER,
)  # fmt: skip
from sim.records.columns import LEGS, ROSTER, TRIPS
from sim.records.doings import Doing
from sim.records.log import Record, table
from sim.study.logs.log import Told
from sim.study.logs.naming import Names

_NONE = -1
_REASON, _CHANNEL, _CONTACT = 0, 0, 0
_LAST = LAST_OF_CONTACT | LAST_OF_MATTER

Row = tuple[int, ...]


def recorded(cases: Sequence[Told], names: Names) -> Record:
    """The record of cases.

    A journey is a case. It is one matter with one contact: each thing that somebody did in it is a leg, and
    a handoff where it is another person than the last. People are held by no leg, for a log does not tell
    what they do beside it. A case is over, and resolved, with its last event.
    """
    origin = cases[0].midnight
    legs: list[Row] = []
    for number, case in enumerate(cases):
        legs += _rows(number, case, origin, names)
    trips = [
        (names.segment[case.segment], names.case[case.name], _NONE, _us(case.begins, origin),
         _us(case.ends, origin), names.over)
        for case in cases
    ]  # fmt: skip
    return Record(table(LEGS, legs), table(TRIPS, trips), table(ROSTER, []))


def _rows(number: int, case: Told, origin: datetime, names: Names) -> Iterator[Row]:
    attended = [doing for doing in case.done if doing.attended]
    last = ""
    for leg, doing in enumerate(attended):
        met = doing.started is not None
        flags = FIRST_OF_CONTACT * (leg == 0) | _LAST * (leg == len(attended) - 1)
        flags |= (HANDOFF | TRANSFER) * bool(met and last and doing.person and doing.person != last)
        last = doing.person or last if met else last
        outcome = _outcome(doing, leg == len(attended) - 1)
        yield _row(number, names.step(doing), leg, _who(doing, names), (QUEUE, HUMAN)[met], outcome, flags,
                   _moments(doing, origin, held=True))  # fmt: skip
    for doing in case.done:
        if not doing.attended:
            yield _row(number, names.step(doing), 0, (_NONE, _NONE), STEP, DONE, 0, _moments(doing, origin))
    over = _us(case.ends, origin)
    yield _row(number, names.over, 0, (_NONE, _NONE), END, DONE, 0, (_NONE, over, over, _NONE))


def _row(
    number: int, step: int, leg: int, who: tuple[int, int], kind: int, outcome: int, flags: int,
    moments: tuple[int, int, int, int],
) -> Row:  # fmt: skip
    """A row in the order of `LEGS`."""
    asked = kind in (HUMAN, QUEUE)
    about = (_REASON, _CHANNEL) if asked else (_NONE, _NONE)
    return (number, step, number, _CONTACT, leg, *about, *who, kind, outcome, flags, *moments)


def _outcome(doing: Doing, last: bool) -> int:
    if doing.started is None:
        return OPEN if doing.ended is None else ABANDONED
    return RESOLVED if last else DONE


def _who(doing: Doing, names: Names) -> tuple[int, int]:
    """Team and person; nobody came where it never began."""
    person = names.person[doing.team, doing.person] if doing.started is not None else _NONE
    return names.team[doing.team], person


def _moments(doing: Doing, origin: datetime, held: bool = False) -> tuple[int, int, int, int]:
    """Queued, started, ended, released: a person is free again at once."""
    queued = _NONE if doing.queued is None else _us(doing.queued, origin)
    if held and doing.started is None:
        return queued, _NONE, _NONE if doing.ended is None else _us(doing.ended, origin), _NONE
    began = doing.started or doing.begins
    started, ended = (_us(at, origin) for at in (began, doing.ended or began))
    return (queued, started, ended, started) if held else (_NONE, started, ended, _NONE)


def _us(at: datetime, origin: datetime) -> int:
    return (at - origin) // timedelta(microseconds=1)
