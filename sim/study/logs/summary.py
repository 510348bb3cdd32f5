"""What an event log tells before any model of it: changes of person and team, and how long cases take.

In: a log. Out: a `Summary`, plain numbers of its cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.study.logs.log import Log

MOST = 4   # changes from this number on share a category


@dataclass(frozen=True, slots=True)
class Changes:
    """How often something changes from one event of a case to the next.

    Attributes
    ----------
    mean : changes a case.
    shares : of cases with 0, 1, 2, 3 changes, and with `MOST` or more.
    """

    mean: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A log in numbers.

    Attributes
    ----------
    name : of the log.
    cases, events, people, teams : how many.
    first, last : its first and last moment, in words.
    person, team : changes of person, and of team.
    hours : quantiles of the hours from a case's first to its last event: 50 %, 90 %.
    hours_by_team : their medians for cases with 0, 1, 2, 3 and with `MOST` or more changes of team; nan
        without such cases.
    """

    name: str
    cases: int
    events: int
    people: int
    teams: int
    first: str
    last: str
    person: Changes
    team: Changes
    hours: tuple[float, float]
    hours_by_team: tuple[float, ...]


def summary(log: Log) -> Summary:
    """A log in numbers.

    Changes are counted from one doing with a person (or a team) to the next in order of time, whatever lies
    between; quantiles are interpolated (Hyndman & Fan 1996, type 7).
    """
    people = _changes([[doing.person for doing in case.done if doing.person] for case in log.cases])
    teams = _changes([[doing.team for doing in case.done if doing.team] for case in log.cases])
    hours = np.array([(case.ends - case.begins).total_seconds() / 3600 for case in log.cases])
    done = [doing for case in log.cases for doing in case.done]
    return Summary(
        name=log.name,
        cases=len(log.cases),
        events=len(done),
        people=len({doing.person for doing in done if doing.person}),
        teams=len({doing.team for doing in done if doing.team}),
        first=_words(log.cases[0].begins),
        last=_words(max(case.ends for case in log.cases)),
        person=_told(people),
        team=_told(teams),
        hours=(float(np.quantile(hours, 0.5)), float(np.quantile(hours, 0.9))),
        hours_by_team=tuple(_median(hours[np.minimum(teams, MOST) == n]) for n in range(MOST + 1)),
    )


def _changes(names: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """For each case how often the name differs from the one before."""
    return np.array([sum(a != b for a, b in pairwise(case)) for case in names], np.int64)


def _told(changes: NDArray[np.int64]) -> Changes:
    counts = np.bincount(np.minimum(changes, MOST), minlength=MOST + 1)
    return Changes(float(changes.mean()), tuple((counts / len(changes)).tolist()))


def _median(values: NDArray[np.float64]) -> float:
    return float(np.median(values)) if len(values) else float("nan")


def _words(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
