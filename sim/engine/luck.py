"""What is drawn by chance in one replication: a key for each purpose.

A purpose is a name and never holds a team or an agent, so another team reads the same quantile through
its own law. The purposes are part of what makes two alternatives see the same customers.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sim.plan.model import Plan, Split
from sim.scenario.laws import Constant, Law
from sim.streams import draw, purpose_key

if TYPE_CHECKING:
    from mypy_extensions import i64


class Luck:
    """The purposes of the draws of one replication, each a 64-bit key.

    Who comes when is one thing, what happens to him and to the agents another: with luck `redrawn` the
    former stays as it is, and the latter has keys of its own.
    """

    def __init__(self, plan: Plan, replication: int, redrawn: int = 0) -> None:
        def who(purpose: str) -> i64:
            return purpose_key(plan.seed, replication, purpose)

        def of(purpose: str) -> i64:
            return who(f"{purpose}, redrawn {redrawn}" if redrawn else purpose)

        self.arrival = who("arrival")
        self.phase = who("phase")
        self.customer = who("customer")
        self.factor = who("factor")
        self.recorded_day = who("recorded_day")
        self.absent = of("absent")
        self.away = of("away")
        self.leaving = of("leaving")
        self.vacant = of("vacant")
        self.stays = of("stays")
        self.returning = of("returning")
        self.takes = of("takes")
        self.wrap_up = of("wrap_up")
        self.resolved = of("resolved")
        self.next = of("next")
        self.happens = of("happens")
        self.moment = of("moment")
        self.gives_up = of("gives_up")
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
        self.consult_waits = of("consult_waits")
        self.consult_takes = of("consult_takes")
        self.accepts_callback = of("accepts_callback")
        self.agent = of("agent")
        self.pickup = of("pickup")
        self.rings = of("rings")
        self.answers_call = of("answers_call")
        self.calls_again = of("calls_again")
        self.after = tuple(of(f"after {row.name}") for row in plan.after)
        self.delay = tuple(of(f"delay {row.name}") for row in plan.after)
        self.beside = tuple(of(f"beside {row.name}") for row in plan.after)
        self.row_consult_waits = tuple(of(f"consult_waits {row.name}") for row in plan.after)
        self.row_consult_takes = tuple(of(f"consult_takes {row.name}") for row in plan.after)
        self.solves = tuple(of(f"solves {row.name}") for row in plan.after)


class Fate:
    """What chance has in store for one entry into a step: the draws of an entity by purpose and visit.

    Attributes
    ----------
    key : of the entity.
    """

    __slots__ = ("key",)

    def __init__(self, key: i64) -> None:
        self.key = key

    def uniform(self, purpose: i64, visit: i64 = 0) -> float:
        """The draw of a purpose and visit."""
        return draw(purpose, self.key, visit)

    def duration(self, law: Law, purpose: i64, visit: i64 = 0) -> int:
        """The duration that a purpose and visit draw from a law, microseconds."""
        if law.__class__ is Constant:
            return law.sample(0.5)
        return law.sample(draw(purpose, self.key, visit))

    def succeeds(self, share: float, purpose: i64, visit: i64 = 0) -> bool:
        """Whether something that happens with a probability happens; nothing is drawn for 0 and 1."""
        return share > 0 and (share >= 1 or draw(purpose, self.key, visit) < share)

    def chosen(self, split: Split, purpose: i64, visit: i64 = 0) -> int:
        """The target of a random choice: the first whose cumulative share exceeds the draw."""
        if len(split.targets) == 1:
            return split.targets[0]
        return split.targets[bisect_right(split.upto, draw(purpose, self.key, visit))]
