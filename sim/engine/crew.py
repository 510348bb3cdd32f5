"""Agents and teams as they are at a moment: who holds what, who stands ready, who waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.engine.queueing import Queue

if TYPE_CHECKING:
    from sim.engine.stretches import Stretch


@dataclass
class Asked:
    """Who is asked to answer: teams, or one agent in person (-1: none)."""

    teams: tuple[int, ...]
    person: int
    in_order: bool   # teams in order of preference


class Agent:
    """One agent: at work or not, hands full or not.

    Attributes
    ----------
    until : end of the present stretch at work; nothing is taken from then on.
    hands : contacts held now: one, or up to `at_once` of a channel such as chat.
    began : when the present stretch at work began; idle : time in it with empty hands, the present idle
        stretch not counted; kept where free agents are not chosen by who is idle the longest.
    idle_since : when the hands became empty, or the stretch at work began.
    listed : where it stands ready (`idle` or `partly` of its team), or None.
    staying : works off the queue after closing.
    at_pile : has worked at what never yields, and goes on with such work.
    desk : work put down, to be taken up again.
    person : who holds the place; the index of the agent, and another number for each successor.
    pace, solves : what experience multiplies handle times and shares resolved by.
    """

    __slots__ = (
        "at_pile", "began", "channel", "desk", "hands", "idle", "idle_since", "index", "listed", "own",
        "pace", "person", "solves", "staying", "team", "until",
    )

    def __init__(self, index: int, team: Team) -> None:
        self.index = index
        self.team = team
        self.own = Queue()
        self.until = -1
        self.hands = 0
        self.channel = -1
        self.idle_since = 0
        self.began = 0
        self.idle = 0
        self.listed: list[tuple[int, int]] | None = None
        self.staying = False
        self.at_pile = False
        self.desk: list[Stretch] = []
        self.person = index
        self.pace = 1.0
        self.solves = 1.0

    def length(self, duration: int) -> int:
        """How long the agent takes for what takes a fully trained one so long, microseconds."""
        return duration if self.pace == 1.0 else max(round(duration * self.pace), min(duration, 1))


class Team:
    """The agents of a team and the tickets that wait for any of them.

    `idle` holds (idle since, index) of those at work with empty hands, longest idle first; `partly` the
    same of those who hold some contacts of a channel and could hold more.
    """

    __slots__ = ("idle", "index", "partly", "presence", "queue", "starts", "staying")

    def __init__(self, index: int, presence: list[list[int]]) -> None:
        self.index = index
        self.queue = Queue()
        self.idle: list[tuple[int, int]] = []
        self.partly: list[tuple[int, int]] = []
        self.staying = 0
        self.presence = presence
        self.starts = [starts for starts, _ in presence]
