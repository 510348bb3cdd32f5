"""What is drawn by chance in one replication: a key for each purpose.

A purpose is a name and never holds a team or an agent, so another team reads the same quantile through
its own law. The purposes are part of what makes two alternatives see the same customers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.plan.model import Plan, Split
from sim.scenario.laws import Constant, Law
from sim.streams import draw, draw_many, mixed, mixed_each, purpose_key

BLOCK = 1_000
"""Journeys that have their draws made together."""

WORTHWHILE = 30
"""Single draws that cost as much as one for the whole block."""


class Luck:
    """The purposes of the draws of one replication, each a 64-bit key."""

    def __init__(self, plan: Plan, replication: int) -> None:
        def of(purpose: str) -> int:
            return purpose_key(plan.seed, replication, purpose)

        self.arrival = of("arrival")
        self.phase = of("phase")
        self.customer = of("customer")
        self.factor = of("factor")
        self.absent = of("absent")
        self.away = of("away")
        self.takes = of("takes")
        self.wrap_up = of("wrap_up")
        self.resolved = of("resolved")
        self.next = of("next")
        self.happens = of("happens")
        self.moment = of("moment")
        self.channel = of("channel")
        self.same_channel = of("same_channel")
        self.balking = of("balking")
        self.patience = of("patience")
        self.menu = of("menu")
        self.hangs_up = of("hangs_up")
        self.self_service = of("self_service")
        self.asks_for_a_person = of("asks_for_a_person")
        self.right_team = of("right_team")
        self.wrong_team = of("wrong_team")
        self.noticing = of("noticing")
        self.holding = of("holding")
        self.briefing = of("briefing")
        self.explaining = of("explaining")
        self.history_passed = of("history_passed")
        self.after = tuple(of(f"after {row.name}") for row in plan.after)
        self.delay = tuple(of(f"delay {row.name}") for row in plan.after)


class Ahead(dict[tuple[int, int], list[float]]):
    """The draws of a block of journeys at their first entry into one step, by purpose and visit.

    A draw among a thousand costs a thirtieth of a draw alone; what few ask for is not worth a thousand.
    What was worthwhile for one block is made for the next ones at once.

    Attributes
    ----------
    entry_keys : the entries' keys, by the journey's place in the block.
    """

    def __init__(self, entries: NDArray[np.uint64], worthwhile: set[tuple[int, int]]) -> None:
        super().__init__()
        self.entry_keys: list[int] = entries.tolist()
        self._entries = entries
        self._asked: dict[tuple[int, int], int] = {}
        self._worthwhile = worthwhile

    def __missing__(self, which: tuple[int, int]) -> list[float] | None:
        if which not in self._worthwhile:
            self._asked[which] = asked = self._asked.get(which, 0) + 1
            if asked < WORTHWHILE:
                return None
            self._worthwhile.add(which)
        purpose, visit = which
        drawn: list[float] = draw_many(purpose, self._entries, visit).tolist()
        self[which] = drawn
        return drawn


class Block:
    """Journeys that arrive one after the other and have many of their draws made together."""

    def __init__(self, keys: NDArray[np.uint64], before: Block | None = None) -> None:
        self._keys = keys
        self._ahead: dict[int, Ahead] = {}
        self._asked: dict[int, int] = {}
        self._worthwhile: dict[int, set[tuple[int, int]]] = {} if before is None else before._worthwhile

    def first_entry(self, place: int, journey: int, step: int) -> Fate:
        """The fate of a journey's first entry into a step (or aside); both are given by their keys."""
        ahead = self._ahead.get(step)
        if ahead is not None:
            return Fate(ahead.entry_keys[place], ahead, place)
        self._asked[step] = asked = self._asked.get(step, 0) + 1
        if asked == WORTHWHILE or step in self._worthwhile:
            entries = mixed_each(self._keys ^ np.uint64(step))
            self._ahead[step] = Ahead(entries, self._worthwhile.setdefault(step, set()))
        return Fate(mixed(journey ^ step, 0))


class Fate:
    """What chance has in store for one entry into a step: the draws of an entity by purpose and visit.

    Attributes
    ----------
    key : of the entity.
    """

    __slots__ = ("_ahead", "_place", "key")

    def __init__(self, key: int, ahead: Ahead | None = None, place: int = 0) -> None:
        self.key = key
        self._ahead = ahead
        self._place = place

    def uniform(self, purpose: int, visit: int = 0) -> float:
        """The draw of a purpose and visit, made ahead or now: the same to the bit."""
        if self._ahead is not None:
            drawn = self._ahead[purpose, visit]
            if drawn is not None:
                return drawn[self._place]
        return draw(purpose, self.key, visit)

    def duration(self, law: Law, purpose: int, visit: int = 0) -> int:
        """The duration that a purpose and visit draw from a law, microseconds."""
        if law.__class__ is Constant:
            return law.sample(0.5)
        return law.sample(self.uniform(purpose, visit))

    def succeeds(self, share: float, purpose: int, visit: int = 0) -> bool:
        """Whether something that happens with a probability happens; nothing is drawn for 0 and 1."""
        return share > 0 and (share >= 1 or self.uniform(purpose, visit) < share)

    def chosen(self, split: Split, purpose: int, visit: int = 0) -> int:
        """The target of a random choice: the first whose cumulative share exceeds the draw."""
        if len(split.targets) == 1:
            return split.targets[0]
        u = self.uniform(purpose, visit)
        for upto, target in zip(split.upto, split.targets, strict=True):
            if u < upto:
                return target
        return split.targets[-1]
