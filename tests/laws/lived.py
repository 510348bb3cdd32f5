"""Companies lived through: the plan, the record and its rows, with arrivals at whole minutes on demand.

In: the plain map of a scenario. Out: `Lived`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from sim.engine import replicate
from sim.engine.arrivals import Arrivals, draw_arrivals
from sim.engine.luck import Luck
from sim.measures.places import places_of
from sim.plan.compile import compile_plan
from sim.plan.model import Goes, Plan, Trigger
from sim.records.columns import Flag, Kind, LegOutcome
from sim.records.log import Record
from sim.scenario.document import read

MINUTE = 60_000_000


class Row(NamedTuple):
    """One row of `legs`, in plain integers."""

    journey: int
    step: int
    matter: int
    contact: int
    leg: int
    reason: int
    channel: int
    team: int
    agent: int
    kind: Kind
    outcome: LegOutcome
    flags: Flag
    queued: int
    started: int
    ended: int
    released: int

    @property
    def begins(self) -> int:
        """The first moment of the row."""
        return self.queued if self.queued >= 0 else self.started


@dataclass(frozen=True)
class Lived:
    """One replication of a company.

    Attributes
    ----------
    until : when the run ended, microseconds.
    """

    plan: Plan
    record: Record

    @cached_property
    def rows(self) -> list[Row]:
        """All rows of legs in the order in which they were told."""
        columns = [column.tolist() for column in self.record.legs.values()]
        return [
            Row(*values[:9], Kind(values[9]), LegOutcome(values[10]), Flag(values[11]), *values[12:])
            for values in zip(*columns, strict=True)
        ]

    @cached_property
    def matters(self) -> dict[int, list[Row]]:
        """The rows of each matter of customers' own contacts, by contact and in order of `leg`."""
        own = (Kind.MENU, Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.AT_HOME)
        rows = sorted((row for row in self.rows if row.kind in own), key=in_order)
        return {matter: list(group) for matter, group in groupby(rows, key=lambda row: row.matter)}

    @cached_property
    def until(self) -> int:
        """When the run ended: with the last journey of the window, at the latest at the horizon."""
        window, trips = self.plan.window, self.record.trips
        company = [demand.proactive for demand in self.plan.demands]
        counted = [
            ended
            for demand, started, ended in zip(
                *(trips[name].tolist() for name in ("demand", "started", "ended")), strict=True
            )
            if not company[demand] and window.begins <= started < window.ends
        ]
        return window.horizon if -1 in counted else max([window.ends, *counted])

    @cached_property
    def presence(self) -> dict[int, list[tuple[int, int]]]:
        """When each agent is at work as planned: its shifts less absences and breaks."""
        found: dict[int, list[tuple[int, int]]] = {agent: [] for agent in range(len(self.plan.agents))}
        for agent, kind, starts, ends in self.roster:
            if kind == 0:
                found[agent].append((starts, ends))
            else:
                found[agent] = [piece for stretch in found[agent] for piece in _less(stretch, (starts, ends))]
        return found

    @cached_property
    def roster(self) -> list[tuple[int, int, int, int]]:
        """Rows of the roster: agent, kind (0 on shift, 1 absent, 2 away), starts, ends."""
        columns = (self.record.roster[name].tolist() for name in ("agent", "kind", "starts", "ends"))
        return list(zip(*columns, strict=True))

    def busy(self, agent: int) -> list[Row]:
        """The rows in which an agent holds something, by when they began."""
        return self._by_agent.get(agent, [])

    @cached_property
    def _by_agent(self) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in sorted(self.rows, key=lambda row: (row.started, row.released)):
            if row.agent >= 0 and row.started >= 0:
                found.setdefault(row.agent, []).append(row)
        return found

    def taken_at(self, row: Row) -> int:
        """When an agent took a wait up: when he began to ring, or to talk; -1 if nobody did."""
        ends = row.started if row.started >= 0 else row.ended
        rang = self._rings.get((row.matter, row.contact, ends, row.agent), -1)
        return rang if rang >= row.queued and row.kind is not Kind.WORK else row.started

    @cached_property
    def _rings(self) -> dict[tuple[int, int, int, int], int]:
        """When ringing began, by contact, by when it ended and by who then talked; -1: nobody, in vain."""
        humans = (row for row in self.rows if row.kind is Kind.HUMAN)
        talks = {(row.matter, row.contact, row.started, row.agent) for row in humans}
        rings = [row for row in self.rows if row.kind is Kind.RINGING]
        ended = {(row.matter, row.contact, row.ended, row.agent): row.started for row in rings}
        return {talk if talk in talks else (*talk[:3], -1): began for talk, began in ended.items()}

    def end_of(self, row: Row) -> int:
        """When a row ended, at the latest when the run did."""
        return row.ended if row.ended >= 0 else self.until

    def may_be_left(self, row: Row) -> bool:
        """Whether a row belongs to a step that may be left before it is over."""
        return self.plan.steps[self.steps[row.step]].leavable

    @cached_property
    def asks_meanwhile(self) -> bool:
        """Whether customers get in touch again while a contact that is late waits."""
        rows = (row for row in self.plan.after if row.trigger is Trigger.LATE)
        return any(Goes.AGAIN in row.goes.values for row in rows)

    def left_behind(self, row: Row) -> bool:
        """Whether a row can belong to a contact, or a branch, beside which another decided."""
        if self.asks_meanwhile and row.kind is not Kind.STEP:
            return True
        step = self.plan.steps[self.steps[row.step]]
        forks = [self.plan.steps[number] for number in self.forks_around(step.fork)]
        return any(fork.joins_first for fork in forks)

    def forks_around(self, fork: int) -> list[int]:
        """A step that forks and those in whose branches it lies."""
        return [fork, *self.forks_around(self.plan.steps[fork].fork)] if fork >= 0 else []

    @cached_property
    def steps(self) -> list[int]:
        """The step of each place: itself, or the one that an aside runs beside."""
        return [int(step) for step in places_of(self.plan).step]

    def free_at(self, row: Row) -> int:
        """When the agent of a row is free again, at the latest when the run ended."""
        return row.released if row.released >= 0 else self.until


def in_order(row: Row) -> tuple[int, int, int]:
    """The order of a matter's rows: by contact, as several may be under way side by side."""
    return row.matter, row.contact, row.leg


def _less(stretch: tuple[int, int], gone: tuple[int, int]) -> Iterator[tuple[int, int]]:
    (begin, end), (leaves, returns) = stretch, gone
    if returns <= begin or end <= leaves:
        yield stretch
        return
    yield from ((a, b) for a, b in ((begin, leaves), (returns, end)) if a < b)


def plan_of(company: dict[str, Any]) -> Plan:
    """The plan of a company, read and checked as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "company.yaml"
        path.write_text(json.dumps(company))
        document = read(path)
        return compile_plan(document.scenario, document.folder)


def live(company: dict[str, Any], replication: int = 0, minutes: bool = False) -> Lived:
    """One replication of a company; `minutes` lets everybody arrive at whole minutes."""
    plan = plan_of(company)
    with at_whole_minutes() if minutes else nullcontext():
        return Lived(plan, replicate(plan, replication))


def at_whole_minutes() -> Any:
    """Everybody arrives at the whole minute before, so that much happens at the same moment."""
    return patch("sim.engine.replication.draw_arrivals", _rounded)


def _rounded(plan: Plan, luck: Luck) -> Arrivals:
    drawn = draw_arrivals(plan, luck)
    times = drawn.times // MINUTE * MINUTE
    order = np.lexsort((drawn.ordinals, drawn.demands, times))
    columns = (drawn.demands, drawn.ordinals, drawn.customers, drawn.steps, drawn.takes, drawn.keys)
    return Arrivals(times[order], *(column[order] for column in columns))
