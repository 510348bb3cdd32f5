"""Watching the first replication of a scenario in the terminal, before the study runs as it always does.

Keys change the pace. Nothing here is handed to the study: what is watched is simulated again.
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from sim.cli.watch_frame import Pace, Scenery, frame
from sim.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sim.engine.view import View
    from sim.scenario.document import Document
    from sim.study.watching import Watched

FRAME_S = 0.1
BUSY_S = 0.25
"""A frame never computes for longer than this, so that keys are heard; a heavy scenario then goes slower."""
_SLICES = 50


class Keys:
    """Single keys as they are pressed, unseen; the terminal is as it was when the block ends."""

    def __enter__(self) -> Keys:
        import termios
        import tty

        self._before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import termios

        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)

    def pressed(self, within: float) -> str:
        """The key pressed within so many seconds; "" if none, "q" once there is nobody to press any."""
        if not select.select([sys.stdin], [], [], within)[0]:
            return ""
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") or "q"


def watch(document: Document, seed: int | None) -> None:
    """Show the first replication of a scenario until it is over or `q` is pressed.

    Raises
    ------
    WrongUse
        Where there is no terminal to show it in.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongUse("--watch needs a terminal: its picture goes to stderr and its keys come from stdin")
    try:
        import termios  # noqa: F401
    except ImportError:
        raise WrongUse("--watch needs a terminal that tells single keys, as on Linux and macOS") from None
    from sim.study.entrants import entrants_of
    from sim.study.watching import Watched

    (entrant,) = entrants_of([document], seed)
    teams = tuple(team.name for team in entrant.plan.teams)
    scenery = Scenery(entrant.note.title, document.scenario.run.starts, teams)
    watched = Watched(entrant.plan)
    watched.skip_quiet()
    _show(watched, scenery)


def _show(watched: Watched, scenery: Scenery) -> None:
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True)
    pace, key = Pace(), ""
    with Keys() as keys, Live(console=console, screen=True, auto_refresh=False) as live:
        while not watched.over and key != "q":
            live.update(_picture(watched, scenery, pace, console), refresh=True)
            key = keys.pressed(FRAME_S)
            pace.obey(key)
            if not pace.paused:
                _go_on(watched, round(pace.speed * FRAME_S * 1e6))


def _go_on(watched: Watched, by: int) -> None:
    """Go on by so many microseconds, or as far as one frame may take."""
    began = time.monotonic()
    for _ in range(_SLICES):
        watched.advance(watched.reached + max(by // _SLICES, 1))
        if watched.over or time.monotonic() - began > BUSY_S:
            break


def _picture(watched: Watched, scenery: Scenery, pace: Pace, console: Console) -> Text:
    from rich.text import Text

    view = watched.look()
    told = [f"{scenery.clock(watched.reached)}   {pace}", *_sentences(watched, view)]
    lines = frame(scenery, view, told, (console.width, console.height))
    return Text("\n".join(lines), no_wrap=True, overflow="crop", end="")


def _sentences(watched: Watched, view: View) -> Iterator[str]:
    """What happened last, in words, with the time of day and the journey's number."""
    from sim.report.stories.happening import happening

    for row in map(watched.named, view.latest):
        said = happening(row)
        if said:
            minutes = max(row["ended"], row["started"], row["queued"]) // 60_000_000
            yield f"{minutes // 60 % 24:02}:{minutes % 60:02}  {row['journey']:>6}  {said}"
