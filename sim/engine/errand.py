"""What the company does without the customer waiting on the line: back-office work, proactive contacts."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Final

from simpy import Event

from sim.engine.floor import Agent, Asked
from sim.engine.queueing import Ticket
from sim.engine.stretches import in_stretches
from sim.engine.timing import END_OF_SERVICE, Moment, alarm
from sim.plan.model import AfterRow, Goes, Outcome, Yields
from sim.plan.tables import CHANNEL, REASON, SEGMENT, TEAM, TRANSFERRED
from sim.records import codes

if TYPE_CHECKING:
    from sim.engine.matter import Matter, Sequel

Errand = Generator[Event, Any, None]

NOTHING_FOLLOWS: Final = codes.LAST_OF_CONTACT | codes.LAST_OF_MATTER


def work(matter: Matter) -> Errand:
    """Back-office work: whoever of the skilled teams is free takes it."""
    plan = matter.world.plan
    channel = len(plan.channels) - 1
    teams = plan.any_skilled[channel][matter.case[REASON]][matter.case[SEGMENT]]
    yield from Job(matter, codes.WORK, channel, 0).live(Asked(teams, -1, False), None)


def proactive_contact(matter: Matter, team: int, flags: int, answered: Callable[[], None] | None) -> Errand:
    """The company gets in touch: the customer's own agent if he is at work, else any colleague of the
    team. `answered` acts when the customer is reached."""
    world = matter.world
    split = world.plan.reason_channels[matter.case[REASON]]
    channel = len(world.plan.channels) - 1
    if split is not None:
        channel = matter.fate.chosen(split.at(matter.case), world.luck.channel)
    owner = matter.journey.owner
    there = owner in world.plan.teams[team].agents and world.floor.agent_on_duty(owner, world.env.now)
    job = Job(matter, codes.PROACTIVE, channel, flags)
    yield from job.live(Asked((), owner, False) if there else Asked((team,), -1, False), answered)


class Job:
    """One job that waits for an agent and is then done, put down meanwhile if it is work that yields."""

    def __init__(self, matter: Matter, kind: int, channel: int, flags: int) -> None:
        self.matter = matter
        self.world = matter.world
        self.kind = kind
        self.channel = channel
        self.flags = flags | codes.FIRST_OF_CONTACT
        self.ranked_as = len(self.world.plan.channels) - 1   # as work, whatever the channel
        self.joined = self.queued = self.world.env.now
        self.yields: Yields = Yields.BETWEEN
        self._ticket: Ticket | None = None   # in line, not yet begun
        self.started = -1
        self.team = -1
        self.agent = -1

    def live(self, asked: Asked, answered: Callable[[], None] | None) -> Errand:
        """Wait for an agent, be done, wrap up."""
        world, matter = self.world, self.matter
        world.afoot[matter.slot] = self
        world.set_clock(matter.case)
        matter.case[CHANNEL], matter.case[TRANSFERRED] = self.ranked_as, 0
        self.team = asked.teams[0] if asked.teams else world.plan.agents[asked.person].team
        ticket = Ticket(matter.order, self.ranked_as, matter.case, self.queued, world.plan.rank)
        ticket.lot = matter.lot()
        if self.kind == codes.PROACTIVE:
            ticket.band = world.plan.rank.proactive.at(matter.case)
        else:
            self.yields = world.yields(matter.case)
            ticket.never_yields = self.yields is Yields.NEVER
        agent = world.floor.free(ticket, asked)
        if agent is not None:
            world.floor.take(agent, ticket.channel)
        else:
            world.floor.line_up(ticket, asked)
            self._ticket = ticket
            agent = yield ticket.wait(world.env)
            self._ticket = None
        if agent is None:
            self._withdrawn()
            return
        if answered is not None:
            answered()
        agent.at_pile = ticket.never_yields
        yield from self._do(agent, asked)
        matter.outcome = Outcome.RESOLVED
        del world.afoot[matter.slot]

    def _do(self, agent: Agent, asked: Asked) -> Errand:
        world, matter = self.world, self.matter
        case, luck = matter.case, world.luck
        self.take_up(agent)
        case[CHANNEL], case[TEAM] = self.channel, agent.team.index
        skill = world.plan.teams[agent.team.index].skills[case[REASON]]
        assert skill is not None
        length = agent.length(matter.fate.duration(skill.takes.at(case), luck.takes))
        if self.yields is Yields.BY_INTERRUPTION:
            agent = yield from in_stretches(self, agent, length, asked)
        elif length:
            yield Moment(world.env, length, matter.journey.next_place(END_OF_SERVICE))
        wrap_up = matter.fate.duration(skill.wrap_up.at(case), luck.wrap_up)
        self._tell(codes.RESOLVED, world.env.now, world.env.now + wrap_up, NOTHING_FOLLOWS)
        if wrap_up:
            place = matter.journey.next_place(END_OF_SERVICE)
            alarm(world.env, wrap_up, place, lambda _: world.floor.let_go(agent))
        else:
            world.floor.let_go(agent)

    # -- withdrawn -------------------------------------------------------------------------------

    def leave(self) -> None:
        """Withdraw the job, unless somebody has begun with it."""
        if self._ticket is not None:
            self._ticket.give_up()

    def may_go(self, row: AfterRow) -> bool:
        """Whether a row on a broken promise can lead somewhere: the customer may ask again while the work
        has not begun."""
        return self._ticket is not None and row.goes.at(self.matter.case) is Goes.AGAIN

    def go_on(self, sequel: Sequel) -> None:
        """Work goes nowhere else."""

    def _withdrawn(self) -> None:
        del self.world.afoot[self.matter.slot]
        self._tell(codes.WITHDRAWN, self.world.env.now, -1, NOTHING_FOLLOWS)

    # -- stretches -------------------------------------------------------------------------------

    def take_up(self, agent: Agent) -> None:
        """Begin a stretch of the work."""
        self.started, self.agent, self.team = self.world.env.now, agent.index, agent.team.index
        if agent.index == self.matter.journey.owner:
            self.flags |= codes.OWNER

    def put_down(self) -> None:
        """Record a stretch of the work, and wait."""
        now = self.world.env.now
        self._tell(codes.INTERRUPTED, now, now, 0)
        self.queued, self.started, self.agent = now, -1, -1
        self.flags = codes.RESUMED

    # -- the record ------------------------------------------------------------------------------

    def tell_open(self) -> None:
        """Record the job that is not over when the run ends."""
        self._tell(codes.OPEN, -1, -1, NOTHING_FOLLOWS)

    def _tell(self, outcome: int, ended: int, released: int, marks: int) -> None:
        matter = self.matter
        whole = matter if matter.attempts is None else matter.attempts.first
        who = (matter.case[REASON], self.channel, self.team, self.agent)
        times = (self.queued, self.started, ended, released)
        number = (matter.journey.number, matter.at, matter.order, 0, whole.legs)
        self.world.tell((*number, *who, self.kind, outcome, self.flags | marks, *times))
        whole.legs += 1
