"""`--watch` in a pseudo-terminal: it shows, hears keys, changes no result, and leaves the terminal whole."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import termios
import time
from datetime import date
from pathlib import Path

import pytest

from sim.cli.watch_frame import KEYS, Pace, Scenery, frame
from sim.engine.view import TeamView, View
from sim.report.tables import cells

from .conftest import PROGRAM

LEAVES = (b"\x1b[?1049l", b"\x1b[?25h")   # the other screen, and shows the cursor again


class Terminal:
    """A pseudo-terminal of 60 columns with the program in it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (20, 60))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.shown = b""
        command = [*PROGRAM, str(folder / "tiny.yaml"), "--watch", "--workers", "1", *options]
        self.process = subprocess.Popen(command, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL)

    def wait_for(self, text: bytes) -> None:
        until = time.monotonic() + 60
        while text not in self.shown and time.monotonic() < until:
            if select.select([self.ours], [], [], 0.1)[0]:
                self.shown += os.read(self.ours, 65536)
        assert text in self.shown

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def end(self) -> int:
        """The exit code; the terminal must be as it was."""
        until = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < until:
            if select.select([self.ours], [], [], 0.1)[0]:
                self.shown += os.read(self.ours, 65536)
        while select.select([self.ours], [], [], 0)[0]:
            self.shown += os.read(self.ours, 65536)
        after, code = termios.tcgetattr(self._theirs), self.process.wait()
        os.close(self.ours)
        os.close(self._theirs)
        assert after == self.before
        return code


def files_of(folder: Path) -> dict[str, bytes]:
    """The tables of the only result."""
    (result,) = folder.iterdir()
    return {path.name: path.read_bytes() for path in result.glob("*.csv")}


def test_it_shows_what_happens_and_the_result_is_the_same_to_the_byte(folder, run):
    terminal = Terminal(folder, "--out", str(folder / "watched"))
    terminal.wait_for(b"Tiny desk")
    terminal.press("++++++++")
    terminal.wait_for(b"answers")
    assert terminal.end() == 0
    assert b"in line" in terminal.shown
    assert all(leaves in terminal.shown for leaves in LEAVES)
    assert run("tiny.yaml", "--out", "plain").returncode == 0
    assert files_of(folder / "watched") == files_of(folder / "plain")


def test_pause_and_go_on_without_watching(folder):
    terminal = Terminal(folder, "--out", str(folder / "results"))
    terminal.wait_for(b"30 min a second")
    terminal.press(" ")
    terminal.wait_for(b"paused")
    terminal.press("q")
    assert terminal.end() == 0
    assert files_of(folder / "results")


def test_ctrl_c_leaves_the_terminal_whole(folder):
    terminal = Terminal(folder, "--out", str(folder / "results"))
    terminal.wait_for(b"Tiny desk")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert all(leaves in terminal.shown for leaves in LEAVES)
    assert b"Stopped." in terminal.shown
    assert b"Traceback" not in terminal.shown


def test_without_a_terminal_it_is_refused(run):
    done = run("tiny.yaml", "--watch")
    assert done.returncode == 2
    assert "--watch needs a terminal" in done.stderr


TEAMS = ("desk", "客服中心" * 10, "a_team_with_a_name_of_many_letters")
SCENERY = Scenery("顧客體驗" * 20, date(2026, 2, 2), TEAMS)
VIEW = View(0, 12, (TeamView(4, 3, 7), TeamView(0, 0, 0), TeamView(400, 399, 12345)), [])


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (3, 2), (1, 1), (200, 60)])
def test_the_picture_fits_any_terminal(size):
    happened = (f"00:0{n}  {n}  waits 5 min for 客服中心 and hangs up" for n in range(9))
    told = ["Mon 2 Feb 2026 00:00   paused", *happened]
    lines = frame(SCENERY, VIEW, told, size)
    assert len(lines) <= size[1]
    assert all(cells(line) <= size[0] for line in lines)


def test_it_tells_clock_journeys_teams_and_what_happened_last():
    scenery = Scenery("Front desk", date(2026, 2, 2), ("desk", "billing"))
    view = View(0, 12, (TeamView(4, 3, 7), TeamView(1, 0, 0)), [])
    told = [f"{scenery.clock(35 * 3_600_000_000)}   {Pace()}", "first", "last"]
    assert frame(scenery, view, told, (80, 24)) == [
        "Front desk",
        "Tue 3 Feb 2026 11:00   30 min a second   12 journeys under way",
        "",
        "desk     3 of 4 busy, 7 in line  ███░",
        "billing  0 of 1 busy, 0 in line  ░",
        "",
        "first",
        "last",
        "",
        KEYS,
    ]


def test_a_narrow_terminal_shows_whole_sentences():
    scenery = Scenery("Front desk with a long name", date(2026, 2, 2), ("desk",))
    view = View(0, 12, (TeamView(4, 3, 7),), [])
    told = [f"{scenery.clock(0)}   {Pace()}", "08:01  17  waits 2 min for desk, which answers"]
    lines = frame(scenery, view, told, (30, 24))
    assert all(cells(line) <= 30 for line in lines)
    assert not any("\N{HORIZONTAL ELLIPSIS}" in line for line in lines)
    shown = " ".join(" ".join(lines).split())
    wholes = "Front desk with a long name", "17 waits 2 min for desk, which answers", "without watching"
    for whole in wholes:
        assert whole in shown


def test_keys_change_the_pace_within_bounds():
    pace = Pace()
    half = "30 min a second"
    for key, said in (("+", "1 h a second"), ("-", half), ("x", half), (" ", "paused")):
        pace.obey(key)
        assert str(pace) == said
    for _ in range(40):
        pace.obey("+")
    pace.obey(" ")
    assert str(pace) == "7 d a second"
    for _ in range(40):
        pace.obey("-")
    assert str(pace) == "1 min a second"
