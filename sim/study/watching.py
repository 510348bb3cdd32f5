"""A replication watched as it goes, in slices of simulated time, and the same as if nobody watched.

In: a plan. Out: `Watched`, whose rows have names instead of indices.
"""

from __future__ import annotations

from typing import Any

from sim.engine.replication import Replication
from sim.engine.view import Row, View, look
from sim.plan.model import Plan
from sim.records.columns import LEGS
from sim.records.log import Record
from sim.study.rows import names_of

_STEP = 5 * 60_000_000   # microseconds
KEPT = 60
"""So many of the rows told last are kept to be shown."""


class Watched:
    """A replication under way, and what it told last.

    Attributes
    ----------
    reached : the moment it has gone on to, microseconds; over : it has come to its end.
    """

    def __init__(self, plan: Plan, number: int = 0) -> None:
        self.plan = plan
        self.over = False
        self.reached = 0
        self._replication = Replication(plan, number)
        self._names = names_of(plan)["legs"]

    def advance(self, until: int) -> None:
        """Go on to a moment, or to the end."""
        self.reached = until
        self.over = self._replication.advance(until)

    def skip_quiet(self) -> None:
        """Go on until somebody is at work or something has happened."""
        while not (self.over or (view := self.look()).latest or any(team.present for team in view.teams)):
            self.advance(self.reached + _STEP)

    def look(self) -> View:
        """How it stands."""
        return look(self._replication, KEPT)

    def record(self) -> Record:
        """What happened, once it is over."""
        return self._replication.record()

    def named(self, row: Row) -> dict[str, Any]:
        """A row with the names of its step, reason, channel, team, agent, kind and outcome; None without."""
        found: dict[str, Any] = {}
        for column, value in zip(LEGS, row, strict=True):
            names = self._names.get(column.name)
            found[column.name] = value if names is None else names[value] if value >= 0 else None
        return found
