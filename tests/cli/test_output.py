"""What is printed, and where: clean stdout, narrow terminals, JSON, pipes that close."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
from dataclasses import fields, replace
from pathlib import Path

import pytest

import sim
from sim.cli.options import Settings
from sim.cli.output import shown
from tests.cli.conftest import PROGRAM, TINY, Run, only_result


def test_piped_the_findings_are_plain_text_on_stdout_and_progress_is_on_stderr(run: Run) -> None:
    ended = run("tiny.yaml", "busier.yaml")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Compared with Tiny desk:\n  A third more calls\n3 replications of 1 week")
    assert "\x1b" not in ended.stdout + ended.stderr
    assert "3 of 3 replications in" in ended.stderr
    assert "Results: results/tiny-" in ended.stderr
    assert "replications in" not in ended.stdout


def test_quiet_leaves_out_the_progress(run: Run) -> None:
    assert "of 2 replications" not in run("tiny.yaml", "--replications", "2", "--quiet").stderr


@pytest.mark.parametrize("width", [60, 80])
def test_every_line_fits_the_terminal(run: Run, width: int) -> None:
    for files in (["tiny.yaml"], ["tiny.yaml", "busier.yaml"], ["tiny.yaml", "busier.yaml", "--details"]):
        ended = run(*files, "--replications", "2", COLUMNS=str(width))
        assert max(map(len, ended.stdout.splitlines())) <= width


@pytest.mark.parametrize("command", [("explain", "tiny.yaml"), ("measures",)])
def test_commands_that_run_nothing_fit_the_terminal_too(run: Run, command: tuple[str, ...]) -> None:
    assert max(map(len, run(*command, COLUMNS="50").stdout.splitlines())) <= 50


def test_the_answer_and_its_figures_fit_one_screen(run: Run) -> None:
    lines = run("tiny.yaml", "busier.yaml").stdout.splitlines()
    assert len(lines) <= 50
    start = lines.index("A third more calls, beside Tiny desk")
    told = " ".join(" ".join(lines[start:]).split())
    # A third more calls for the same two agents: everybody waits longer, and nobody hands anybody on.
    whole = r"All journeys: waiting \([\d.]+ s more\) and ease \([\d.]+ less\) are worse; handoffs are the s"
    assert re.search(whole, told)
    hard = r"Hard journeys: \d+ of 1,000 instead of \d+. There are (\d+) % more journeys. It adds \d+ "
    more = re.search(hard, told)
    assert more and 28 <= int(more[1]) <= 38   # 2,400 calls and, by Poisson, 792 +/- 28 beside them
    names = ("Mean wait a", "Handoffs a", "Hard journeys (CES", "Ease (CES 1-7", "Cost a week")
    places = [told.rindex(name) for name in names]
    assert places == sorted(places)
    assert told.count("segment company") == told.count("segment private") == 4   # below all but the cost
    assert lines[-1] == "Everything else: --details, or findings.txt of the result."


def test_the_details_judge_waiting_handoffs_and_ease_first(run: Run) -> None:
    lines = run("tiny.yaml", "busier.yaml", "--details").stdout.splitlines()
    headings = [lines[i - 1] for i, line in enumerate(lines) if line and set(line) == {"-"}]
    assert headings[0] == "A third more calls, beside Tiny desk"
    assert [head.split(" - ")[0] for head in headings[1:5]] == [
        "Mean wait a journey", "Handoffs a journey", "Hard journeys (CES 1-3)", "Ease (CES 1-7, 7 is easy)",
    ]  # fmt: skip
    first = "\n".join(lines[lines.index("Mean wait a journey - less is better") :][:16])
    for group in ("All journeys", "Segment company", "Segment private"):
        assert group in first
    assert "worse" in first   # a third more calls for the same two agents


def test_warnings_come_before_any_figure(run: Run) -> None:
    more_calls = ("--set", "demand.calls.rate.private=4000/w")
    text = run("tiny.yaml", "busier.yaml", *more_calls, "--replications", "2").stdout
    first = " ".join(text[: text.index("beside Tiny desk")].split())
    assert re.search(r"Warnings -+ ! .*! A third more calls: team desk is busy (9[5-9]|100) %", first)


def test_who_is_turned_away_is_told_and_an_absent_team_has_no_numbers(run: Run, folder: Path) -> None:
    (folder / "night.yaml").write_text(
        "extends: tiny.yaml\nchange:\n"
        "  channels.phone: {hours: mon-fri 01:00-02:00}\n"
        "  goals.service_level: {at_least: 80 %, within: 45 s}\n"
        "  teams.nobody: {scheduled: 0, hours: open, handles: {question: {}}}\n"
    )
    text = run("night.yaml", "--replications", "2").stdout
    warned = " ".join(text[: text.index("Waiting\n---")].split())
    assert "! 100 % of the contacts where one waits found it closed;" in warned
    assert "! Team nobody was never at work in the measured window." in warned
    rows = {line[:24].strip(): line[24:].split() for line in text.splitlines()}
    assert rows["Found it closed, %"] == ["100.0", "always"] * 3   # all and two segments
    assert "Answered within 45 s, %" in rows
    assert re.search(r"^nobody +0 +- +- +0\.0 always +0 always$", text, re.MULTILINE)


def test_json_holds_what_the_tables_hold(run: Run, folder: Path) -> None:
    ended = run("tiny.yaml", "busier.yaml", "--json")
    found = json.loads(ended.stdout)
    assert found["replications"] == found["asked"] == 3
    assert [one["title"] for one in found["scenarios"]] == ["Tiny desk", "A third more calls"]
    with (only_result(folder) / "comparison.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found["comparison"])
    for row, same in zip(rows, found["comparison"], strict=True):
        for column in ("measure", "group", "verdict"):
            assert row[column] == same[column]
        for column in ("difference", "low", "high"):
            assert (float(row[column]) if row[column] else None) == same[column]


def test_a_terminal_without_the_characters_is_no_defect(run: Run, folder: Path) -> None:
    (folder / "cafe.yaml").write_text('extends: tiny.yaml\ntitle: "Café désirée"\n', encoding="utf-8")
    ended = run("cafe.yaml", "--replications", "2", "--quiet", PYTHONIOENCODING="koi8-r")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Caf? d?sir?e\n")


def test_on_a_terminal_progress_is_drawn_on_stderr_and_gone_at_the_end(folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "tiny.yaml", "--workers", "1"], cwd=folder, stdout=subprocess.PIPE, stderr=theirs,
        text=True, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(theirs)
    drawn = b"".join(iter(lambda: _read(ours), b"")).decode()   # while it draws: a terminal holds little
    stdout, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert "of 3 replications" in drawn
    assert "left" in drawn
    assert "\x1b[2K" in drawn   # the line is erased
    assert "\x1b" not in stdout


def _read(terminal: int) -> bytes:
    """What is left to read; nothing where the other side is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_closed_pipe_is_no_news(folder: Path) -> None:
    command = " ".join([*PROGRAM, "tiny.yaml", "busier.yaml", "--replications", "2", "--quiet"])
    ended = subprocess.run(
        f"{command} | head -n 1", shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    assert ended.stdout == "Compared with Tiny desk:\n"
    assert "Traceback" not in ended.stderr
    assert "Error" not in ended.stderr


def test_what_ctrl_c_took_is_said_with_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY)
    result = sim.simulate(tmp_path / "tiny.yaml", replications=1, out=tmp_path)
    off = dict.fromkeys((field.name for field in fields(Settings)), False)
    assert shown(replace(result, lost="the doubt is lost"), Settings(**off)) == 130   # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert f"Stopped: the comparison is kept in {result.folder}; the doubt is lost." in said
