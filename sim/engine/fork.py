"""A step that forks: branches side by side, until all have ended or the first of them.

Each branch is walked like a journey of its own (`sim.engine.journey.Branch`). Where the first one decides,
the others are left behind: what they wait for is withdrawn, what an agent has begun for them is finished
unseen, and how it ends counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simpy import Event

from sim.engine.timing import Clock

if TYPE_CHECKING:
    from sim.engine.journey import Branch


class Fork:
    """The branches of one stay at a step.

    Attributes
    ----------
    joined : happens when the journey can go on.
    broken_off : a branch that counts was left before its end.
    elsewhere : a step outside to which an `after` row led; -1 none.
    """

    def __init__(self, env: Clock) -> None:
        self.joined = Event(env)
        self.branches: list[Branch] = []
        self.broken_off = False
        self.elsewhere = -1
        self._to_come = 0

    def wait_for(self, branches: list[Branch], how_many: int) -> None:
        """Have so many of the branches end before the journey goes on."""
        self.branches, self._to_come = branches, how_many

    def ended(self, branch: Branch) -> None:
        """A branch is over."""
        if self._to_come == 0:
            return
        self._to_come -= 1
        self.broken_off |= branch.broken_off
        if self._to_come == 0:
            self.joined.succeed()
            for other in self.branches:
                other.left_behind = not other.over
        if self._to_come == 0 or self.elsewhere >= 0:
            self.leave()

    def leave(self) -> None:
        """Wait for nothing more in any branch."""
        for branch in self.branches:
            if not branch.over:
                branch.leave()

    def tell_open(self) -> None:
        """Record what is not over when the run ends."""
        for branch in self.branches:
            if not branch.over:
                branch.tell_open()
