"""A contact: one attempt of the customer through a channel, from dialling to the last goodbye.

Channel closed? lines full? then the stages of the route, an answer, and legs: the one who answers can
help, or notices that it is another team's and passes the customer on, cold or introduced. `live` is the
only place where time passes; all else decides at once.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.callback import called_back
from sim.engine.consulting import consultations
from sim.engine.leg import Leg
from sim.engine.line import NEVER, Line, somebody_due, targets
from sim.engine.menu import Visit, enter_menu
from sim.engine.overdue import lead, may_lead, watch
from sim.engine.passing_on import after_talk
from sim.engine.ringing import picked_up
from sim.engine.stretches import in_stretches
from sim.engine.timing import END_OF_SERVICE, END_OF_STEP, Pause
from sim.plan.model import AfterRow, Goes, Stage, StageKind
from sim.plan.tables import CHANNEL, REASON, TRANSFERRED
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.callback import AtHome
    from sim.engine.conference import Colleague, Conference
    from sim.engine.floor import Agent
    from sim.engine.matter import Matter, Sequel
    from sim.engine.ringing import Ringing
    from sim.engine.world import World

Who = tuple[int, int, int]
"""reason, team, agent"""

Times = tuple[int, int, int, int]
"""queued, started, ended, released"""

NOTHING_FOLLOWS: Final = codes.LAST_OF_CONTACT | codes.LAST_OF_MATTER

# Looked up once: each look-up of an enumeration's member costs more than a function call.
IVR: Final = StageKind.IVR
CALLBACK: Final = StageKind.CALLBACK
MESSAGE: Final = StageKind.MESSAGE
CUT_OFF: Final = StageKind.CUT_OFF
AGAIN: Final = Goes.AGAIN
WORK: Final = Goes.WORK


class Contact:
    """One contact of a matter.

    Attributes
    ----------
    began : when it began, microseconds.
    owner : the customer's own agent; -1 none.
    chosen_team : by the menu; -1 none yet.
    queued : when the present stretch in line began; -1 not in line.
    gone : why the customer is gone without an answer; None as long as he is not.
    marks : flags of the next row.
    leg : the talk with an agent; holder : the leg of an agent who waits with the customer for the next.
    conference : agents who stay in the conversation beside who leads it.
    ringing : an agent who rings for the customer, or calls him.
    home : where the customer was, or is, to be called back; None if he was not.
    consults : the team of which a colleague is to be consulted, and by which row of `after` (None: by an
        agent of a wrong team); colleague : who is asked or consulted now.
    transfers : handoffs inside this contact so far.
    sequel : the `after` row that acts once the contact is over, if any.
    overdue : a row has acted as a promise was broken; broken_off : the row that ends the wait.
    """

    __slots__ = (
        "_entered", "began", "broken_off", "channel", "chosen_team", "colleague", "conference", "consults",
        "gone", "holder", "home", "leg", "line", "marks", "matter", "menu", "overdue", "owner", "queued",
        "ringing", "sequel", "transfers", "waits", "world",
    )

    def __init__(self, matter: Matter, channel: int) -> None:
        self.matter = matter
        self.world: World = matter.world
        self.channel: int = channel
        self.waits = self.world.waits[channel]
        self.began = self.world.env.now
        self.owner = matter.journey.owner
        self.chosen_team = self.queued = -1
        self.transfers = 0
        self.gone: int | None = None
        self.sequel: Sequel | None = None
        self.broken_off: Sequel | None = None
        self.overdue = False
        self._entered = False              # the last stage, not skipped
        self.line: Line | None = None      # waits, as nobody was free at once
        self.menu: Visit | None = None    # listens to the menu
        self.leg: Leg | None = None       # talks with an agent
        self.holder: Leg | None = None    # an agent who waits with the customer for the next one
        self.conference: Conference | None = None
        self.home: AtHome | None = None
        self.ringing: Ringing | None = None
        self.colleague: Colleague | None = None
        self.consults: tuple[int, Sequel | None] | None = None
        self.marks = codes.FIRST_OF_CONTACT | (codes.REPEAT if matter.contacts else 0)

    def live(self, pause: Pause) -> Generator[Event, Any, Sequel | None]:
        """From the first moment to the last; returns the `after` row that follows."""
        journey = self.matter.journey
        stages = self._begin()
        while stages is not None:
            agent: Agent | None = None
            for number, stage in enumerate(stages):
                kind = stage.kind
                if kind is CALLBACK:
                    agent = yield from called_back(self, pause)
                elif kind is MESSAGE:
                    self._let_go(codes.LEFT_MESSAGE)
                elif kind is CUT_OFF:
                    self._let_go(codes.BLOCKED)
                elif kind is IVR:
                    menu = enter_menu(self)
                    if menu.length:
                        yield pause.of(menu.length, journey.next_place(END_OF_STEP))
                    menu.leave()
                else:
                    agent = self._ask(stage)
                    if agent is None and self._entered and stage.limit != 0 and number < len(stages) - 1:
                        turn = self._wait(stage.limit)
                        agent = None if turn is None else self._woken((yield turn))
                if agent is not None or self.gone is not None:
                    break
            else:
                agent = self._ask_again()
                if agent is None:
                    turn = self._wait(NEVER)
                    agent = None if turn is None else self._woken((yield turn))
            if agent is None:
                self._leave_unanswered()
                break
            if self.world.pickup[self.channel] is not None and self.home is None:
                picks_up = yield from picked_up(self, agent, pause)
                if not picks_up:
                    self._leave_unanswered()
                    break
            leg = self._answered(agent)
            if leg.introduced_by is not None:
                briefing = leg.briefing()
                if briefing:
                    yield pause.of(briefing, journey.next_place(END_OF_SERVICE))
                leg.introduced_by.leave()
            if self.conference is not None and (gathering := self.conference.gathering()) is not None:
                yield gathering
            length = leg.talk()
            if not self.waits and leg.makes_way():
                yield from in_stretches(leg, agent, length, self.world.asked_team[agent.team.index])
            elif length:
                yield pause.of(length, journey.next_place(END_OF_SERVICE))
            stages = after_talk(self, leg)
            if self.consults is not None:
                stages = yield from consultations(self, leg, pause)
        self._end()
        return self.sequel

    # -- beginning and end -----------------------------------------------------------------------

    def _begin(self) -> Sequence[Stage] | None:
        """The stages of the route, or None if the channel is closed or all lines are taken."""
        world, case, number = self.world, self.matter.case, self.channel
        world.set_clock(case)
        case[CHANNEL], case[TRANSFERRED] = number, 0
        lines = world.plan.channels[number].lines.at(case)
        world.afoot[self.matter.slot] = self
        world.lines[number] += 1
        if world.closes(number) < 0:
            self._turned_away(codes.CLOSED)
            return None
        if 0 <= lines < world.lines[number]:
            self._turned_away(codes.BLOCKED)
            return None
        if world.reads_late:
            watch(self)
        return world.plan.routes[number].at(case)

    def _end(self) -> None:
        self.line = None   # it knows the contact as well: nothing is left that refers to itself
        del self.world.afoot[self.matter.slot]
        self.world.lines[self.channel] -= self.home is None

    def _turned_away(self, outcome: int) -> None:
        """Closed or blocked: no line to stand in."""
        self.fail(outcome)
        now = self.world.env.now
        self.tell(codes.TURNED_AWAY, outcome, self.last_marks(), (self.reason, -1, -1), (now, -1, now, -1))

    def _let_go(self, outcome: int) -> None:
        """The route ends the contact: after a message, or by cutting the line."""
        self.gone = outcome
        if self.line is not None:
            self.line.end()

    def fail(self, outcome: int) -> None:
        """The contact ends so, without a real service."""
        self.sequel = self.matter.after_failure(outcome, self.broken_off)

    def _leave_unanswered(self) -> None:
        """The customer is gone without an answer; an agent on hold with him leaves too."""
        assert self.gone is not None
        holder, self.holder = self.holder, None
        if holder is not None:
            holder.leave()
        if self.conference is not None:
            self.conference.dissolve()
        if self.gone in (codes.HUNG_UP, codes.SELF_SERVED, codes.NOT_REACHED):
            return
        if self.queued < 0:
            self._turned_away(self.gone)
            return
        self.fail(self.gone)
        self.tell_queue(self.gone, self.last_marks())

    def leave(self) -> None:
        """Hang up, unless an agent rings, talks with the customer, or has begun with the mail."""
        if self.leg is not None or self.ringing is not None:
            return
        if self.home is not None and not self.home.reached:
            self.home.leave()
        elif self.menu is not None:
            self.matter.stop_pausing()
        elif self.line is not None:
            self.line.leave()

    def may_go(self, row: AfterRow) -> bool:
        """Whether the customer waits, so that a row on a broken promise can lead somewhere."""
        return may_lead(self, row)

    def go_on(self, sequel: Sequel) -> None:
        """A row on a broken promise acts."""
        lead(self, sequel)

    @property
    def left(self) -> bool:
        """Nobody waits for an answer any more."""
        return self.matter.left or self.broken_off is not None

    # -- looking for an agent --------------------------------------------------------------------

    def _ask(self, stage: Stage) -> Agent | None:
        """Enter a stage, unless nobody of it is on duty or due: whoever is free answers now."""
        world, line, asked = self.world, self.line, targets(self, stage)
        if line is None and world.answers_at_once and world.pickup[self.channel] is None:
            agent = world.floor.answer(asked, self.channel)
            if agent is not None:
                self.queued = world.env.now
                self.matter.count_patience(self.waits)
                return agent
        self._entered = somebody_due(self, stage, asked)
        if not self._entered:
            return None
        if line is None:
            self.line = line = Line(self)
        agent = line.enter(stage, asked)
        self._entered = line.stands   # a line without room is no place to wait in
        return agent

    def _ask_again(self) -> Agent | None:
        """Behind a menu that led to nobody: those asked before it are still asked."""
        return None if self.line is None else self.line.enter_again()

    def _wait(self, limit: int) -> Event | None:
        """Wait in line, if there is one to stand in."""
        if self.line is not None:
            return self.line.wait(limit)
        self.gone = codes.CLOSED
        return None

    def _woken(self, agent: Agent | None) -> Agent | None:
        """The wait is over: answered, gone, or on to the next stage."""
        assert self.line is not None
        return self.line.woken(agent)

    def _answered(self, agent: Agent) -> Leg:
        self.leg = leg = Leg(self, agent, self.queued, self.holder)
        self.holder = self.line = None
        self.queued = -1
        return leg

    # -- the record ------------------------------------------------------------------------------

    @property
    def reason(self) -> int:
        """What the contact is about now."""
        return self.matter.case[REASON]

    def last_marks(self) -> int:
        """Flags of the contact's last row."""
        matter, missed = self.matter, codes.PROMISE_MISSED if self.overdue else 0
        again = self.sequel is not None and (self.sequel.goes is AGAIN or self.sequel.goes is WORK)
        beside = matter.attempts is not None and not matter.attempts.ends_with(matter, self.sequel)
        if again or beside or (matter.left and matter.journey.left_behind):
            return codes.LAST_OF_CONTACT | missed
        return NOTHING_FOLLOWS | missed

    def tell_queue(self, outcome: int, flags: int) -> None:
        """Record a stretch in line that no agent ended."""
        assert self.line is not None
        team = self.line.first_team
        now = -1 if outcome == codes.OPEN else self.world.env.now
        self.tell(codes.QUEUE, outcome, flags, (self.reason, team, -1), (self.queued, -1, now, -1))

    def tell(self, kind: int, outcome: int, flags: int, who: Who, times: Times) -> None:
        """Record one row."""
        matter = self.matter
        reason, team, agent = who
        queued, started, ended, released = times
        whole = matter if matter.attempts is None else matter.attempts.first
        self.world.tell((
            matter.journey.number, matter.at, matter.order, matter.contacts, whole.legs,
            reason, self.channel, team, agent, kind, outcome, flags | self.marks,
            queued, started, ended, released,
        ))
        whole.legs += 1
        self.marks &= ~codes.FIRST_OF_CONTACT

    def tell_beside(self, kind: int, outcome: int, who: Who, times: Times) -> None:
        """Record a stretch of an agent beside who leads: never the contact's first row."""
        first = self.marks & codes.FIRST_OF_CONTACT
        self.marks ^= first
        self.tell(kind, outcome, 0, who, times)
        self.marks |= first

    def tell_open(self) -> None:
        """Record what is not over when the run ends."""
        holder = self.holder if self.leg is None else self.leg.introduced_by
        if holder is not None and not holder.left:
            holder.tell_open()
        if self.conference is not None:
            self.conference.tell_open()
        if self.colleague is not None:
            self.colleague.tell_open()
        if self.ringing is not None:
            self.ringing.tell_open()
        if self.home is not None:
            self.home.tell_open()
        if self.leg is not None:
            self.leg.tell_open()
        elif self.menu is not None:
            self.menu.tell(codes.OPEN, 0)
        elif self.line is not None and self.queued >= 0:
            self.tell_queue(codes.OPEN, 0)
