"""Consulting: a colleague joins a conversation for a time, if one is free or comes soon enough.

The agent who leads keeps the customer and the matter: a consulted colleague is never a handoff. An agent of
a wrong team who was helped goes on to help himself; a row of `after` that consults reads on.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.conference import Colleague
from sim.engine.passing_on import COLD, after_talk, followed, passed_on_or_unresolved
from sim.engine.timing import END_OF_SERVICE, STAGE_LIMIT, Pause, alarm
from sim.plan.model import Outcome, Stage
from sim.plan.tables import REASON

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.leg import Leg
    from sim.engine.matter import Sequel

RESOLVED: Final = Outcome.RESOLVED

Stages = Sequence[Stage] | None
Draws = tuple[int, int, int]
"""Purposes of how long to wait and to consult, and their visit."""


def consultations(contact: Contact, leg: Leg, pause: Pause) -> Generator[Event, Any, Stages]:
    """All consultations of one leg, one after the other; returns what `after_talk` would."""
    stages: Stages = None
    while contact.consults is not None:
        team, sequel = contact.consults
        contact.consults, contact.leg = None, leg
        helped = yield from _consult(contact, team, _draws(contact, leg, sequel), pause)
        if sequel is not None:
            stages = _read_on(contact, leg, sequel, helped)
        elif not helped:
            stages = passed_on_or_unresolved(contact, leg, COLD)
        else:
            leg.skill = contact.world.plan.teams[team].skills[contact.matter.case[REASON]]
            length = leg.service()
            if length:
                yield pause.of(length, contact.matter.journey.next_place(END_OF_SERVICE))
            stages = after_talk(contact, leg)
    return stages


def _draws(contact: Contact, leg: Leg, sequel: Sequel | None) -> Draws:
    luck = contact.world.luck
    if sequel is None:
        return luck.consult_waits, luck.consult_takes, leg.number
    return luck.row_consult_waits[sequel.number], luck.row_consult_takes[sequel.number], sequel.visit


def _consult(contact: Contact, team: int, draws: Draws, pause: Pause) -> Generator[Event, Any, bool]:
    """Ask for a colleague and be helped; whether one came."""
    world, matter = contact.world, contact.matter
    transfer, (waits, takes, visit) = world.plan.transfer, draws
    limit = matter.fate.duration(transfer.consult_waits.at(matter.case), waits, visit)
    turn = Event(world.env)
    contact.colleague = colleague = Colleague(contact, team, turn.succeed)
    if colleague.agent is None and limit:
        place = matter.journey.next_place(STAGE_LIMIT)
        alarm(world.env, limit, place, lambda _: turn.triggered or turn.succeed())
        yield turn
    colleague.stop_asking()
    if colleague.agent is not None:
        length = matter.fate.duration(transfer.consult_takes.at(matter.case), takes, visit)
        if length:
            yield pause.of(length, matter.journey.next_place(END_OF_SERVICE))
        colleague.leave()
    contact.colleague = None
    return colleague.agent is not None


def _read_on(contact: Contact, leg: Leg, sequel: Sequel, helped: bool) -> Stages:
    """What the rows below say, of a matter that may have been solved with the colleague's help."""
    matter = contact.matter
    if helped and matter.outcome is not RESOLVED:
        share, purpose = sequel.row.solves.at(matter.case), contact.world.luck.solves[sequel.number]
        if matter.fate.succeeds(share, purpose, sequel.visit):
            matter.outcome = RESOLVED
    contact.leg = None
    return followed(contact, leg, matter.read_on(sequel))
