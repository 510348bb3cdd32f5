"""Names become indices here and nowhere else.

In: a scenario. Out: an `Index`: the order of segments, reasons, channels and teams, the names of each
dimension, the calendar, and weekly hours looked up by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sim.errors import Fault, Place, WrongInput
from sim.plan.model import Window
from sim.plan.varying import NamedCase, Names
from sim.scenario.calendar import Calendar, Intervals
from sim.scenario.hours import DAYS, WeekHours
from sim.scenario.varying import CASES, OF_A_JOURNEY

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

WORK = "work"
"""The channel of back-office work: the last of a plan, and every team's."""


@dataclass(frozen=True)
class Index:
    """The names of a scenario in the order of their indices.

    Segments, reasons and channels are sorted by name, so that their order in the file means nothing;
    teams keep it.
    """

    scenario: Scenario
    folder: Path = Path()   # of its file

    @cached_property
    def window(self) -> Window:
        """When measuring begins and ends."""
        run = self.scenario.run
        if run.warm_up == "auto":
            refuse("run.warm_up", "auto is found by a run or a comparison of its own; give a length here")
        ends = run.warm_up + run.measure
        stop = run.arrivals == "stop"
        return Window(run.warm_up, ends, ends + run.follow_up, stop, run.starts.weekday())

    @cached_property
    def calendar(self) -> Calendar:
        """The days of the run."""
        run = self.scenario.run
        return Calendar(run.starts, self.window.horizon, tuple(self.scenario.closed_days))

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """Segments by name."""
        return tuple(sorted(self.scenario.segments))

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Reasons by name."""
        return tuple(sorted(self.scenario.reasons))

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Channels by name; the last is `work`."""
        return (*sorted(self.scenario.channels), WORK)

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Teams in file order."""
        return tuple(self.scenario.teams)

    @cached_property
    def names(self) -> Names:
        """The names of each dimension; "" is no team."""
        return {
            "segment": self.segments,
            "reason": self.reasons,
            "channel": self.channels,
            "team": (*self.teams, ""),
            "previous_team": (*self.teams, ""),
            "attempt": ("first", "further"),
            "transferred": ("no", "yes"),
            "hour": tuple(str(hour) for hour in range(24)),
            "day": DAYS,
            **{key: CASES[key] for key in OF_A_JOURNEY},
        }

    def segment(self, name: str) -> int:
        """The index of a segment."""
        return self.segments.index(name)

    def reason(self, name: str) -> int:
        """The index of a reason."""
        return self.reasons.index(name)

    def channel(self, name: str) -> int:
        """The index of a channel."""
        return self.channels.index(name)

    def team(self, name: str) -> int:
        """The index of a team."""
        return self.teams.index(name)

    def week(self, hours: WeekHours | str) -> WeekHours:
        """Weekly hours, written out or named."""
        return self.scenario.hours[hours] if isinstance(hours, str) else hours

    def openings(self, hours: WeekHours | str) -> Intervals:
        """When such hours are open in the calendar weeks of the run."""
        return self.calendar.openings(self.week(hours))

    def serves(self, where: object) -> tuple[bool, ...]:
        """Which segments a `where` lets through."""
        wanted = names_of(where)
        return tuple(not wanted or segment in wanted for segment in self.segments)


def names_of(names: object) -> tuple[str, ...]:
    """A name or a list of names as a tuple; nothing is an empty one."""
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)  # type: ignore[arg-type]


def holds(where: Mapping[str, object], case: NamedCase) -> bool:
    """Whether a case lies within all names that a `where` lists."""
    return all(case[key] in names_of(names) for key, names in where.items())


def refuse(path: str, rule: str) -> NoReturn:
    """Stop: the scenario says something that cannot be simulated.

    Raises
    ------
    WrongInput
        Always.
    """
    raise WrongInput([Fault(Place(), path, rule)])
