"""The floor: agents who come and go by the roster, take what ranks first, and finish what they hold.

Who frees an agent decides at that moment what the agent does next; a woken process carries out a
decision and takes none. So nobody who queues again overtakes those who wait.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Generator

from simpy import Event

from sim.engine.choosing import chosen
from sim.engine.crew import Agent as Agent
from sim.engine.crew import Asked as Asked
from sim.engine.crew import Team as Team
from sim.engine.queueing import Ticket
from sim.engine.rooms import clear_at_closing
from sim.engine.roster import Roster
from sim.engine.stretches import Stretch, hand_on, who_yields
from sim.engine.tenure import factors
from sim.engine.timing import CHANGE_OF_HOURS, Clock, Moment, place
from sim.plan.model import Choice, Plan
from sim.plan.tables import REASON


class Floor:
    """All teams and agents of one replication.

    Attributes
    ----------
    rooms : by team with a limited waiting room, how many customers may wait for it.
    chooses : free agents are chosen otherwise than by who is idle the longest.
    yielding : by agent, the work in hand that is put down for what ranks before it.
    """

    def __init__(self, env: Clock, plan: Plan, roster: Roster) -> None:
        self.env = env
        self.plan = plan
        self.at_once = [channel.at_once for channel in plan.channels]
        self.teams = [Team(number, hours.tolist()) for number, hours in enumerate(roster.team_presence)]
        self.agents = [Agent(number, self.teams[agent.team]) for number, agent in enumerate(plan.agents)]
        self._presence = [hours.tolist() for hours in roster.presence]
        self._starts = [[starts for starts, _ in hours] for hours in self._presence]
        self._closings = roster.closings
        self._careers = roster.careers
        self.chooses = plan.rank.choice is not Choice.LONGEST_IDLE
        self.yielding: dict[int, Stretch] = {}
        self.rooms = {number: one.max_queue for number, one in enumerate(plan.teams) if one.max_queue >= 0}
        for agent in self.agents:
            env.process(self._keep_hours(agent))
        for team in self.teams:
            if plan.teams[team.index].clears:
                env.process(clear_at_closing(self, team, sorted(self._closings[team.index])))

    # -- coming and going ------------------------------------------------------------------------

    def _keep_hours(self, agent: Agent) -> Generator[Event, None, None]:
        """An agent's weeks: come, take what waits; go, when what is in hand is finished."""
        env = self.env
        for sequence, (starts, ends) in enumerate(self._presence[agent.index]):
            yield Moment(env, starts - env.now, place(CHANGE_OF_HOURS, agent.index, 2 * sequence))
            self._drop(agent)
            self._end_stay(agent)
            agent.until = ends
            agent.began, agent.idle = env.now, 0
            if self._careers[agent.index]:
                self._grow(agent)
            if not agent.hands:
                agent.idle_since = env.now
            self._take_next(agent)
            yield Moment(env, ends - env.now, place(CHANGE_OF_HOURS, agent.index, 2 * sequence + 1))
            self._drop(agent)
            if agent.desk:
                hand_on(self, agent)
            if ends in self._closings[agent.team.index] and self.plan.teams[agent.team.index].works_off:
                self._work_off(agent)

    def _grow(self, agent: Agent) -> None:
        """Who works the shift, and what experience until its beginning has made of him."""
        shifts = self._careers[agent.index]
        begun, person, hired = shifts[bisect_right(shifts, (self.env.now, math.inf)) - 1]
        agent.person = agent.index + person * len(self.agents)
        agent.pace, agent.solves = factors(self.plan.teams[agent.team.index], begun - hired)

    def _work_off(self, agent: Agent) -> None:
        """At closing: stay as long as customers wait."""
        agent.staying = True
        agent.team.staying += 1
        if agent.hands == 0:
            self._take_next(agent)

    def _end_stay(self, agent: Agent) -> None:
        agent.team.staying -= agent.staying
        agent.staying = False

    def on_duty(self, team: int, by: int) -> bool:
        """Whether somebody of a team is at work now, or due until `by` (planned, absences known)."""
        crew = self.teams[team]
        return crew.staying > 0 or _due(crew.starts, crew.presence, self.env.now, by)

    def agent_on_duty(self, agent: int, by: int) -> bool:
        """Whether one agent is at work now, or due until `by`."""
        hours = self._presence[agent]
        return self.agents[agent].staying or _due(self._starts[agent], hours, self.env.now, by)

    # -- who takes what --------------------------------------------------------------------------

    def answer(self, asked: Asked, channel: int) -> Agent | None:
        """The agent with empty hands of a single team, or in person, who answers at once; None where the
        choice is wider or nobody has empty hands."""
        if asked.person >= 0:
            agent = self.agents[asked.person]
            if agent.hands or agent.listed is None or self.env.now >= agent.until:
                return None
            self.take(agent, channel)
            return agent
        if len(asked.teams) != 1 or not (idle := self.teams[asked.teams[0]].idle):
            return None
        agent = self.agents[idle[0][1]]
        if self.env.now >= agent.until:
            return None
        del idle[0]
        agent.listed = None
        agent.hands = 1
        agent.channel = channel
        if self.at_once[channel] > 1:
            self._stand_ready(agent)
        return agent

    def free(self, ticket: Ticket, asked: Asked) -> Agent | None:
        """Who of those asked takes a new ticket now, None if nobody is free: by order of preference where
        there is one, then the most skilled for its reason, the emptiest hands, the longest idle, the
        lowest index. After those come agents who put something down for it."""
        found = self._ready(ticket, asked)
        return who_yields(self, ticket, asked) if found is None and self.yielding else found

    def _ready(self, ticket: Ticket, asked: Asked) -> Agent | None:
        if asked.person >= 0:
            agent = self.agents[asked.person]
            return agent if agent.listed is not None and self.may_take(agent, ticket) else None
        if self.chooses:
            return chosen(self, ticket, asked)
        free = (self._free_of(self.teams[team], ticket) for team in asked.teams)
        found = [agent for agent in free if agent is not None]
        if len(found) < 2 or asked.in_order:
            return found[0] if found else None
        return min(found, key=lambda agent: (self.factor(agent, ticket), *_longest_idle(agent)))

    def line_up(self, ticket: Ticket, asked: Asked) -> None:
        """Put a ticket in line for those asked."""
        if asked.person >= 0:
            self.agents[asked.person].own.join(ticket)
        for team in asked.teams:
            self.teams[team].queue.join(ticket)

    def factor(self, agent: Agent, ticket: Ticket) -> float:
        """How an agent's skill for a ticket's reason compares with others: lower is preferred."""
        skill = self.plan.teams[agent.team.index].skills[ticket.case[REASON]]
        return math.inf if skill is None else skill.time_factor.at(ticket.case)

    def _free_of(self, team: Team, ticket: Ticket) -> Agent | None:
        for _, index in team.idle:
            agent = self.agents[index]
            if self.env.now < agent.until:
                return agent
        if not team.partly:
            return None
        partly = (self.agents[index] for _, index in team.partly)
        able = [agent for agent in partly if self.may_take(agent, ticket)]
        return min(able, key=_longest_idle, default=None)

    def may_take(self, agent: Agent, ticket: Ticket) -> bool:
        """Whether an agent who stands ready takes a new ticket: with contacts in hand, only one more of
        the same channel, and only if nothing that ranks before it waits for empty hands."""
        now = self.env.now
        if now >= agent.until or (agent.hands and agent.channel != ticket.channel):
            return False
        ahead = self._best(agent) if agent.hands else None
        return ahead is None or ticket.rank_at(now) < ahead.rank_at(now)

    def take(self, agent: Agent, channel: int) -> None:
        """An agent begins to hold a contact, and puts down what yields to it."""
        self._drop(agent)
        if self.chooses and agent.hands == 0:
            agent.idle += self.env.now - agent.idle_since
        if self.yielding and (stretch := self.yielding.pop(agent.index, None)) is not None:
            stretch.put_down(self.env)
        agent.hands += 1
        agent.channel = channel
        if agent.hands < self.at_once[channel]:
            self._stand_ready(agent)

    def let_go(self, agent: Agent) -> None:
        """An agent is done with a contact, wrap-up included, and decides what comes next."""
        if agent.listed is not None:
            self._drop(agent)
        agent.hands -= 1
        if agent.hands == 0:
            agent.idle_since = self.env.now
        if agent.at_pile and self._goes_on(agent):
            return
        if agent.own.heaps or agent.team.queue.heaps:
            self._take_next(agent)
        elif agent.listed is None:
            self._stand_ready(agent)

    def _goes_on(self, agent: Agent) -> bool:
        """Whether an agent goes on with work that never yields, as some waits; with mail still in hand, with
        mail of that channel only."""
        agent.at_pile = agent.hands > 0
        now = self.env.now
        tickets = (*agent.own.tickets(), *agent.team.queue.tickets()) if now < agent.until else ()
        alike = (ticket for ticket in tickets if not agent.hands or ticket.channel == agent.channel)
        pile = (ticket for ticket in alike if ticket.never_yields)
        ticket = min(pile, key=lambda ticket: ticket.rank_at(now), default=None)
        if ticket is not None:
            self.take(agent, ticket.channel)
            ticket.call_up(agent)
        return ticket is not None

    def _take_next(self, agent: Agent) -> None:
        """Take from the queues what ranks first, as long as the hands allow; else stand ready."""
        while (ticket := self._first_for(agent)) is not None:
            self.take(agent, ticket.channel)
            ticket.call_up(agent)
        if agent.listed is None:
            self._stand_ready(agent)

    def make_way(self, agent: Agent, band: int) -> None:
        """Have an agent put down work of a class for what ranks before it by class, if such waits."""
        ticket = self._best(agent) if self.env.now < agent.until else None
        if ticket is not None and ticket.band < band:
            self.take(agent, ticket.channel)
            ticket.call_up(agent)

    def _first_for(self, agent: Agent) -> Ticket | None:
        """What an agent takes now. The best-ranked ticket decides: a call waits for empty hands."""
        now = self.env.now
        if now >= agent.until and not agent.staying:
            return None
        if agent.hands and agent.hands >= self.at_once[agent.channel]:
            return None
        ticket = self._best(agent) if now < agent.until else self._best_of_those_on_the_line(agent)
        return None if ticket is None or (agent.hands and ticket.channel != agent.channel) else ticket

    def _best(self, agent: Agent) -> Ticket | None:
        now = self.env.now
        ours, mine = agent.team.queue.best(now), agent.own.best(now)
        if ours is None or mine is None:
            return ours or mine
        return min(ours, mine, key=lambda ticket: ticket.rank_at(now))

    def _best_of_those_on_the_line(self, agent: Agent) -> Ticket | None:
        """Who comes first among those who wait and may hang up: mail and work are for tomorrow."""
        now, channels = self.env.now, self.plan.channels
        tickets = (*agent.team.queue.tickets(), *agent.own.tickets())
        callers = (one for one in tickets if channels[one.channel].waits and not one.at_home)
        return min(callers, key=lambda ticket: ticket.rank_at(now), default=None)

    def _stand_ready(self, agent: Agent) -> None:
        if self.env.now < agent.until:
            if agent.hands == 0:
                ready = agent.team.idle
            elif agent.hands < self.at_once[agent.channel]:
                ready = agent.team.partly
            else:
                return
            agent.listed = ready
            entry = (agent.idle_since, agent.index)
            if not ready or ready[-1] < entry:
                ready.append(entry)
            else:
                insort(ready, entry)
        elif agent.hands == 0:
            self._end_stay(agent)

    def _drop(self, agent: Agent) -> None:
        """No longer ready to take anything."""
        ready = agent.listed
        if ready is not None:
            entry = (agent.idle_since, agent.index)
            del ready[0 if ready[0] == entry else bisect_left(ready, entry)]
            agent.listed = None


def _longest_idle(agent: Agent) -> tuple[int, int, int]:
    """The order among equally skilled agents: emptiest hands, longest idle, lowest index."""
    return agent.hands, agent.idle_since, agent.index


def _due(starts: list[int], presence: list[list[int]], now: int, by: int) -> bool:
    """Whether one of the ascending intervals holds `now` or starts after it, until `by`."""
    at = bisect_right(starts, now)
    return (at > 0 and now < presence[at - 1][1]) or (at < len(starts) and starts[at] <= by)
