"""The event-log form of a record: cases, and what happened in each, in order.

A case is a journey. Events carry what process-mining tools ask for: activity, moment, lifecycle, who did
it and in which team; whatever else is known stands in attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

Value = str | int | float | bool | datetime

SCHEDULE, START, COMPLETE, WITHDRAW = "schedule", "start", "complete", "withdraw"
"""Transitions of the lifecycle (IEEE 1849-2016, lifecycle extension): joined a queue, began, ended, gave
up before it began."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment.

    Attributes
    ----------
    activity : what was done.
    at : when.
    lifecycle : `SCHEDULE`, `START`, `COMPLETE`, `WITHDRAW`, or a word of the log's own; may be empty.
    instance : tells which events are of one doing; may be empty.
    person, team : who did it; may be empty.
    """

    activity: str
    at: datetime
    lifecycle: str = ""
    instance: str = ""
    person: str = ""
    team: str = ""
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """All that happened in one journey, in order of time."""

    name: str
    attributes: dict[str, Value]
    events: tuple[Event, ...]


Cases = Callable[[], Iterator[Case]]
"""A log that can be gone through more than once."""
