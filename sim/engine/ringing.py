"""Ringing: an agent is held, and the customer cannot be talked with yet.

At a pickup the customer still waits, and hangs up when his patience ends; at a callback the agent calls him.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.timing import END_OF_PATIENCE, END_OF_SERVICE, Pause
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.floor import Agent


class Ringing:
    """A stretch in which an agent rings."""

    __slots__ = ("_agent", "_contact", "_since")

    def __init__(self, contact: Contact, agent: Agent) -> None:
        self._contact = contact
        self._agent = agent
        self._since = contact.world.env.now

    def last(self, length: int, kind: int, pause: Pause) -> Generator[Event, Any, None]:
        """Ring for `length` microseconds; `kind` is what ends it."""
        contact = self._contact
        if length:
            contact.ringing = self
            yield pause.of(length, contact.matter.journey.next_place(kind))
            contact.ringing = None
        self._tell(codes.DONE, contact.world.env.now)

    def tell_open(self) -> None:
        """Record a stretch that is not over when the run ends."""
        self._tell(codes.OPEN, -1)

    def _tell(self, outcome: int, until: int) -> None:
        contact, agent = self._contact, self._agent
        who = (contact.reason, agent.team.index, agent.index)
        contact.tell_beside(codes.RINGING, outcome, who, (self._since, self._since, until, until))


def picked_up(contact: Contact, agent: Agent, pause: Pause) -> Generator[Event, Any, bool]:
    """Whether the customer is still there when the agent picks up; else the agent is free at the hang-up."""
    world, matter, line = contact.world, contact.matter, contact.line
    law = world.pickup[contact.channel]
    assert law is not None and line is not None
    length = matter.fate.duration(law.at(matter.case), world.luck.pickup, matter.rings)
    matter.rings += 1
    patience = line.patience_left()
    stays = patience < 0 or length <= patience
    kind = END_OF_SERVICE if stays else END_OF_PATIENCE
    yield from Ringing(contact, agent).last(length if stays else patience, kind, pause)
    matter.patience_left = None if patience < 0 else line.patience_left()
    if not stays:
        contact.gone = codes.ABANDONED
        world.floor.let_go(agent)
    return stays
