"""The menu (IVR): it takes time, may lose or satisfy the customer, and chooses a team, right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sim.plan.model import Outcome
from sim.plan.tables import REASON, SEGMENT
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.contact import Contact


NEVER: Final = -1
RESOLVED: Final = Outcome.RESOLVED


def enter_menu(contact: Contact) -> Visit:
    """Begin to listen: a stretch in line ends here."""
    line = contact.line
    if line is not None and line.leave_for_menu():
        contact.tell_queue(codes.DONE, 0)
    contact.queued = -1
    contact.menu = menu = Visit(contact, NEVER if line is None else line.deadline)
    return menu


class Visit:
    """One visit to the menu.

    Attributes
    ----------
    since : when it began; length : how long it takes, microseconds.
    team : the team chosen, -1 none; misrouted : wrongly.
    """

    __slots__ = ("_contact", "_tired", "length", "misrouted", "since", "team")

    def __init__(self, contact: Contact, deadline: int) -> None:
        """Who has queued before and runs out of patience at `deadline` (-1: never) hangs up then."""
        matter, world = contact.matter, contact.world
        menu = world.plan.menu
        assert menu is not None
        self._contact = contact
        self.since = world.env.now
        self.length = matter.fate.duration(menu.takes.at(matter.case), world.luck.menu, matter.contacts)
        self._tired = 0 <= deadline < self.since + self.length
        if self._tired:
            self.length = max(deadline - self.since, 0)
        self.team = -1
        self.misrouted = False

    def leave(self) -> None:
        """What the menu decided, and its row."""
        contact = self._contact
        contact.menu = None
        outcome = self._decide()
        contact.chosen_team = self.team
        flags = codes.MISROUTED if self.misrouted else 0
        if outcome == codes.HUNG_UP:
            contact.fail(outcome)
        elif outcome == codes.SELF_SERVED:
            contact.matter.outcome = RESOLVED
        if outcome != codes.DONE:
            contact.gone = outcome
            flags |= contact.last_marks()
        self.tell(outcome, flags)

    def tell(self, outcome: int, flags: int) -> None:
        """Record the visit."""
        contact = self._contact
        now = -1 if outcome == codes.OPEN else contact.world.env.now
        contact.tell(codes.MENU, outcome, flags, (contact.reason, -1, -1), (-1, self.since, now, -1))

    def _decide(self) -> int:
        """How the visit ends: HUNG_UP, SELF_SERVED, or DONE with a team chosen."""
        matter, world = self._contact.matter, self._contact.world
        menu, luck = world.plan.menu, world.luck
        case, fate, visit = matter.case, matter.fate, matter.contacts
        assert menu is not None
        if self._tired or self._contact.left or fate.succeeds(menu.hangs_up.at(case), luck.hangs_up, visit):
            return codes.HUNG_UP
        if fate.succeeds(menu.self_service.at(case), luck.self_service, visit):
            return codes.SELF_SERVED
        if fate.succeeds(menu.asks_for_a_person.at(case), luck.asks_for_a_person, visit):
            self.team = menu.person_team
            return codes.DONE
        right = world.right_team[self._contact.channel][case[REASON]][case[SEGMENT]]
        self.team = right
        if right >= 0 and not fate.succeeds(menu.right_team.at(case), luck.right_team, visit):
            self._choose_wrongly(right)
        return codes.DONE

    def _choose_wrongly(self, right: int) -> None:
        """One of the other teams on the channel: evenly, or by `wrong_team` shares."""
        matter, world = self._contact.matter, self._contact.world
        wrong = world.plan.menu.wrong_team if world.plan.menu is not None else None
        if wrong is not None:
            split = wrong.at(matter.case)
            self.team = matter.fate.chosen(split, world.luck.wrong_team, matter.contacts)
            self.misrouted = True
            return
        channel, segment = self._contact.channel, matter.case[SEGMENT]
        others = [
            number
            for number, team in enumerate(world.plan.teams)
            if number != right and team.channels[channel] and team.serves[segment]
        ]
        if others:
            u = matter.fate.uniform(world.luck.wrong_team, matter.contacts)
            self.team = others[int(u * len(others))]
            self.misrouted = True
