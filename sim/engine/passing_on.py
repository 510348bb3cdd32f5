"""After a talk: what the agent who answered can and cannot do, and who deals with it next.

A real service is resolved or not and followed by what `after` says; an agent of another team passes the
customer on, cold or introduced. All of it decides at once; `Contact.live` lets the time pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sim.engine.conference import Conference
from sim.engine.timing import END_OF_SERVICE, alarm
from sim.plan.model import Again, Goes, Manner, Outcome, Skill, Stage
from sim.plan.tables import PREVIOUS_TEAM, REASON, SEGMENT, TRANSFERRED
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact
    from sim.engine.leg import Leg
    from sim.engine.matter import Sequel

# Looked up once: each look-up of an enumeration's member costs more than a function call.
TEAM: Final = Goes.TEAM
SAME: Final = Again.SAME
COLD: Final = Manner.COLD
CONFERENCE: Final = Manner.CONFERENCE
CONSULT: Final = Manner.CONSULT
RESOLVED: Final = Outcome.RESOLVED
UNRESOLVED: Final = Outcome.UNRESOLVED


def after_talk(contact: Contact, leg: Leg) -> Sequence[Stage] | None:
    """The stages of a transfer, or None when the contact is over."""
    contact.leg = None
    if leg.skill is not None:
        return _served(contact, leg, leg.skill)
    _becomes_the_last(contact, leg)
    return _not_mine(contact, leg)


def _becomes_the_last(contact: Contact, leg: Leg) -> None:
    """From now on this agent is the one who dealt with the matter before."""
    matter, agent = contact.matter, leg.agent
    matter.last_agent, matter.case[PREVIOUS_TEAM] = agent.person, agent.team.index
    if matter.attempts is not None:
        matter.attempts.talked_with(agent.person, agent.team.index)


def _served(contact: Contact, leg: Leg, skill: Skill) -> Sequence[Stage] | None:
    """A completed real service: resolved or not, wrapped up, and followed by what `after` says."""
    matter, luck, visit = contact.matter, contact.world.luck, contact.matter.services
    resolved = matter.fate.succeeds(leg.agent.solves * skill.resolves.at(matter.case), luck.resolved, visit)
    leg.wrap_up = matter.fate.duration(skill.wrap_up.at(matter.case), luck.wrap_up, visit)
    matter.services += 1
    _becomes_the_last(contact, leg)
    return followed(contact, leg, matter.after_service(RESOLVED if resolved else UNRESOLVED))


def followed(contact: Contact, leg: Leg, sequel: Sequel | None) -> Sequence[Stage] | None:
    """What `after` says of a completed real service is done."""
    matter = contact.matter
    if sequel is None or sequel.goes is not TEAM:
        contact.sequel = sequel
        _goodbye(contact, leg, codes.RESOLVED if matter.outcome is RESOLVED else codes.UNRESOLVED)
        return None
    if sequel.row.consults:
        contact.consults = sequel.row.team, sequel
        return None
    if not _may_transfer(contact):
        return _unresolved(contact, leg)
    manner = sequel.row.manner.at(matter.case)
    matter.live_by(sequel.row)
    if sequel.row.reason >= 0:
        matter.case[REASON] = sequel.row.reason
    team = sequel.row.team if sequel.row.team >= 0 else _right_team(contact)
    if team < 0:
        return _unresolved(contact, leg)
    return _pass_on(contact, leg, (team, *sequel.row.others), manner)


def _not_mine(contact: Contact, leg: Leg) -> Sequence[Stage] | None:
    """The agent has noticed that another team is meant, and passes the customer on or asks a colleague."""
    manner = contact.world.plan.transfer.manner.at(contact.matter.case)
    if manner is CONSULT and (right := _right_team(contact)) >= 0:
        contact.consults = right, None
        return None
    return passed_on_or_unresolved(contact, leg, manner)


def passed_on_or_unresolved(contact: Contact, leg: Leg, manner: Manner) -> Sequence[Stage] | None:
    """On to the right team, if there is one and transfers are left."""
    contact.leg = None
    right = _right_team(contact)
    if right >= 0 and _may_transfer(contact):
        return _pass_on(contact, leg, (right,), manner)
    return _unresolved(contact, leg)


def _right_team(contact: Contact) -> int:
    case = contact.matter.case
    return contact.world.right_team[contact.channel][case[REASON]][case[SEGMENT]]


def _unresolved(contact: Contact, leg: Leg) -> Sequence[Stage] | None:
    """Nobody can help, or there were too many transfers."""
    contact.sequel = contact.matter.after_failure(codes.UNRESOLVED)
    _goodbye(contact, leg, codes.UNRESOLVED)
    return None


def _may_transfer(contact: Contact) -> bool:
    most = contact.world.plan.transfer.most.at(contact.matter.case)
    return (most < 0 or contact.transfers < most) and not contact.matter.left


def _pass_on(contact: Contact, leg: Leg, teams: tuple[int, ...], manner: Manner) -> Sequence[Stage]:
    """Pass the customer on to the first of the teams: cold at once, or staying with him, for a while to
    introduce him or to the end with one agent of each further team."""
    matter, world = contact.matter, contact.world
    contact.transfers += 1
    matter.case[TRANSFERRED] = 1
    leg.over(codes.PASSED_ON)
    if contact.conference is not None and manner is not CONFERENCE:
        contact.conference.dissolve()
    if manner is COLD:
        leg.leave()
        return world.transfers_to[teams[0]]
    law = world.plan.transfer.hold.at(matter.case)
    hold = matter.fate.duration(law, world.luck.holding, leg.number)
    if manner is CONFERENCE:
        contact.conference = contact.conference or Conference(contact)
        contact.conference.go_on(leg, hold, teams[1:])
    else:
        contact.holder = leg
        priority = matter.journey.next_place(END_OF_SERVICE)
        alarm(world.env, hold, priority, lambda _: _hold_is_over(contact, leg))
    return world.transfers_to[teams[0]]


def _hold_is_over(contact: Contact, leg: Leg) -> None:
    """The agent who waits with the customer leaves; the transfer turns cold."""
    if contact.holder is leg:
        contact.holder = None
        leg.leave()


def _goodbye(contact: Contact, leg: Leg, outcome: int) -> None:
    """The contact is over: goodbye, wrap-up."""
    flags = contact.last_marks()
    promise = contact.world.plan.channels[contact.channel].promise.at(contact.matter.case)
    if promise >= 0:
        kept = contact.world.env.now - contact.began <= promise and not contact.overdue
        flags |= codes.PROMISE_KEPT if kept else codes.PROMISE_MISSED
    leg.over(outcome, flags)
    if contact.conference is not None:
        contact.conference.dissolve()
    leg.leave()
