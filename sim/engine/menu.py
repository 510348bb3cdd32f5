"""The menu (IVR): it takes time, may lose or satisfy the customer, and chooses a team, right or wrong."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simpy import Event

from sim.engine.luck import chosen
from sim.engine.timing import END_OF_STEP, Moment
from sim.plan.model import Menu
from sim.plan.tables import REASON, SEGMENT
from sim.records.columns import LegOutcome
from sim.streams import draw

if TYPE_CHECKING:
    from sim.engine.contact import Contact


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the menu: DONE, HUNG_UP or SELF_SERVED; the team chosen, and whether wrongly."""

    outcome: LegOutcome
    team: int = -1
    misrouted: bool = False


def listen(contact: Contact, menu: Menu, deadline: int) -> Generator[Event, Any, Heard]:
    """Go through the menu; who has queued before and runs out of patience at `deadline` hangs up."""
    matter, world = contact.matter, contact.world
    luck, key, visit, case = world.luck, matter.key, matter.contacts, matter.case
    length = menu.takes.at(case).sample(draw(luck.menu, key, visit))
    tired = 0 <= deadline < world.env.now + length
    if tired:
        length = max(deadline - world.env.now, 0)
    if length:
        yield Moment(world.env, length, matter.journey.next_place(END_OF_STEP))
    if tired or _succeeds(menu.hangs_up.at(case), luck.hangs_up, key, visit):
        return Heard(LegOutcome.HUNG_UP)
    if _succeeds(menu.self_service.at(case), luck.self_service, key, visit):
        return Heard(LegOutcome.SELF_SERVED)
    if _succeeds(menu.asks_for_a_person.at(case), luck.asks_for_a_person, key, visit):
        return Heard(LegOutcome.DONE, menu.person_team)
    return _choose(contact, menu)


def _choose(contact: Contact, menu: Menu) -> Heard:
    """The right team with its share, else a wrong one: evenly, or by `wrong_team` shares."""
    matter, luck = contact.matter, contact.world.luck
    plan, case = contact.world.plan, matter.case
    right = int(plan.right_team[contact.channel, case[REASON], case[SEGMENT]])
    if right < 0 or _succeeds(menu.right_team.at(case), luck.right_team, matter.key, matter.contacts):
        return Heard(LegOutcome.DONE, right)
    u = draw(luck.wrong_team, matter.key, matter.contacts)
    if menu.wrong_team is not None:
        return Heard(LegOutcome.DONE, chosen(menu.wrong_team.at(case), u), True)
    others = [
        number
        for number, team in enumerate(plan.teams)
        if number != right and team.channels[contact.channel] and team.serves[case[SEGMENT]]
    ]
    if not others:
        return Heard(LegOutcome.DONE, right)
    return Heard(LegOutcome.DONE, others[int(u * len(others))], True)


def _succeeds(share: float, purpose: int, key: int, visit: int) -> bool:
    return share > 0 and (share >= 1 or draw(purpose, key, visit) < share)
