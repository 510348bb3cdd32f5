"""`init` writes what runs at once, and never over anything."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Run, fine


def test_a_starter_and_its_what_if_run_at_once(run: Run, folder: Path) -> None:
    said = fine(run("init", "front_desk")).stdout
    assert f"  {shlex.join(PROGRAM)} front_desk.yaml\n" in said   # as it was called, to be typed as it is
    said = fine(run("init", "--what-if", "front_desk.yaml", "--to", "idea.yaml")).stdout
    assert "run_scenario.py front_desk.yaml idea.yaml\n" in said
    short = ["--set", "run.warm_up=0 d", "--set", "run.measure=1 w", "--replications", "2", "--quiet"]
    assert "What if: My front desk" in fine(run("front_desk.yaml", "idea.yaml", *short)).stdout


def test_a_file_that_is_there_is_not_touched(run: Run, folder: Path) -> None:
    (folder / "retail.yaml").write_text("mine")
    ended = run("init", "retail")
    assert ended.returncode == 2
    assert ended.stderr == "retail.yaml: is there already; name another with --to FILE\n"
    assert (folder / "retail.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "name either a KIND"),
        (["front_desk", "--what-if", "tiny.yaml"], 2, "name either a KIND"),
        (["frontdesk"], 2, "did you mean 'front_desk'?"),
        (["--what-if", "nowhere.yaml"], 2, "nowhere.yaml"),
        (["retail", "--to", "no/such/folder.yaml"], 1, "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_told(run: Run, arguments: list[str], code: int, says: str) -> None:
    ended = run("init", *arguments)
    assert ended.returncode == code
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
