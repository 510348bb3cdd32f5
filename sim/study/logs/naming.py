"""The plan of an event log: its segments, teams, people and activities in the places of a company's.

In: logs, and the plan of the scenario that they are measured by. Out: one plan, which all logs share so that
they can be compared, and the index of every name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sim.plan.model import Agent, Plan, Step, StepKind, Team
from sim.records.doings import Doing
from sim.study.logs.log import Log

T = TypeVar("T")

_NOBODY = "nobody named"


class Names:
    """What the logs name.

    Attributes
    ----------
    plan : of all logs.
    segment, team, person, case : index of each name; a person is (team, person). Cases are numbered over all
        logs, so that the same case in two of them is the same journey.
    """

    def __init__(self, logs: Sequence[Log], like: Plan) -> None:
        cases = [case for log in logs for case in log.cases]
        done = [doing for case in cases for doing in case.done]
        attended = [doing for doing in done if doing.attended]
        self.segment = _index(sorted({case.segment for case in cases}))
        self.team = _index(doing.team for doing in attended)
        people = dict.fromkeys((doing.team, doing.person) for doing in attended)
        self.person = _index(sorted(people, key=lambda who: self.team[who[0]]))
        self.case = _index(sorted({case.name for case in cases}))
        self._step = _index((doing.activity, doing.attended) for doing in done)
        self.plan = self._plan(like)

    def step(self, doing: Doing) -> int:
        """The step of an activity; with and without somebody who does it, it is two."""
        return self._step[doing.activity, doing.attended]

    @property
    def over(self) -> int:
        """The step at which every case ends."""
        return len(self._step)

    def _plan(self, like: Plan) -> Plan:
        return replace(
            like,
            segments=tuple(replace(like.segments[0], name=name) for name in self.segment),
            demands=tuple(replace(like.demands[0], segment=index) for index in self.segment.values()),
            teams=tuple(self._teams(like)) or like.teams,
            agents=tuple(self._agents(like)) or like.agents,
            steps=(*self._steps(like), _of_kind(like, StepKind.END)),
        )

    def _teams(self, like: Plan) -> list[Team]:
        found, first = [], 0
        for name in self.team:
            size = sum(team == name for team, _ in self.person)
            found.append(replace(like.teams[0], name=name or _NOBODY, agents=range(first, first + size)))
            first += size
        return found

    def _agents(self, like: Plan) -> list[Agent]:
        return [
            replace(like.agents[0], team=self.team[team], shift=person or _NOBODY)
            for team, person in self.person
        ]

    def _steps(self, like: Plan) -> list[Step]:
        contact = _of_kind(like, StepKind.CONTACT)
        found = []
        for activity, attended in self._step:
            twice = not attended and (activity, True) in self._step
            name = (f"{activity} ({_NOBODY})" if twice else activity).replace(".", " ")   # dots divide paths
            kind = StepKind.CONTACT if attended else StepKind.PASS
            found.append(replace(contact, path=name, name=name, kind=kind))
        return found


def _index(names: Iterable[T]) -> dict[T, int]:
    return {name: index for index, name in enumerate(dict.fromkeys(names))}


def _of_kind(plan: Plan, kind: StepKind) -> Step:
    return next(step for step in plan.steps if step.kind is kind)
