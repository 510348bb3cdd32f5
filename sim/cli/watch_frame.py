"""What a watched replication looks like: lines for a terminal of any size.

In: a view, its scenario, the pace. Out: lines, none wider than the terminal and no more than it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sim.engine.view import TeamView, View
from sim.report.tables import cells, paragraph

KEYS = "space pause  + faster  - slower  q go on without watching"
SLOWEST, FASTEST = 60, 7 * 86_400   # simulated seconds a second
_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"))
_WIDEST_NAME = 24
_WORDS = 20   # columns, below which a line is cut and not wrapped
_BAR = "\N{FULL BLOCK}"
_REST = "\N{LIGHT SHADE}"


@dataclass
class Pace:
    """How fast simulated time goes by.

    Attributes
    ----------
    speed : simulated seconds a second.
    """

    speed: int = 1800
    paused: bool = False

    def obey(self, key: str) -> None:
        """Do what a key says; other keys mean nothing."""
        if key == " ":
            self.paused = not self.paused
        elif key == "+":
            self.speed = min(2 * self.speed, FASTEST)
        elif key == "-":
            self.speed = max(self.speed // 2, SLOWEST)

    def __str__(self) -> str:
        if self.paused:
            return "paused"
        size, unit = next(one for one in _UNITS if self.speed >= one[0])
        return f"{self.speed / size:.3g} {unit} a second"


@dataclass(frozen=True)
class Scenery:
    """What stays the same: the scenario's title, its first day, and the names of its teams."""

    title: str
    starts: date
    teams: tuple[str, ...]

    def clock(self, now: int) -> str:
        """A moment as weekday, date and time."""
        at = datetime.combine(self.starts, datetime.min.time()) + timedelta(microseconds=now)
        return f"{at:%a} {at.day} {at:%b %Y %H:%M}"


def frame(scenery: Scenery, view: View, told: Sequence[str], size: tuple[int, int]) -> list[str]:
    """The lines to be shown.

    Parameters
    ----------
    told : moment and pace, then what happened last, in order, one sentence each.
    size : columns and lines of the terminal.
    """
    width, height = size
    moment, *told = told
    lines = [
        *_wrapped(scenery.title, width),
        *_wrapped(f"{moment}   {view.journeys} journeys under way", width),
        "",
        *_teams(scenery.teams, view.teams, width),
        "",
    ]
    keys = _wrapped(KEYS, width)
    room = height - len(lines) - len(keys) - 1
    latest = [line for sentence in told for line in _wrapped(sentence, width)]
    lines += [*latest[-room:], ""] if room > 0 else []
    return [*cut(lines[: max(height - len(keys), 0)], width), *cut(keys[:height], width)]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines that fit, where the terminal is wide enough for words; else the line, to be cut."""
    return [text] if cells(text) <= width or width < _WORDS else paragraph(text, width, "", "  ")


def _teams(names: Iterable[str], teams: Sequence[TeamView], width: int) -> Iterator[str]:
    """A line for each team: busy agents as a bar of those present, and the queue."""
    shown = [*cut(names, min(_WIDEST_NAME, max(width // 3, 1)))]
    widest = max((cells(name) for name in shown), default=0)
    for name, team in zip(shown, teams, strict=True):
        numbers = f"{team.busy} of {team.present} busy, {team.queued} in line"
        room = width - widest - len(numbers) - 4
        bar = _BAR * team.busy + _REST * (team.present - team.busy)
        bar = f"  {bar}" if 0 < len(bar) <= min(room, 40) else ""
        yield f"{name}{' ' * (widest - cells(name))}  {numbers}{bar}"


def cut(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines no wider than so many columns."""
    for line in lines:
        if cells(line) <= width:
            yield line
            continue
        part = ""
        for letter in line:
            if cells(part + letter) > width - 1:
                break
            part += letter
        yield f"{part}\N{HORIZONTAL ELLIPSIS}" if width > 1 else part[:width]
