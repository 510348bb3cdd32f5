"""Every faulty file ends the program with code 2 and its message: line, path and rule, never a traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sim.cli.main import exit_code_of
from tests.cli.conftest import PROGRAM
from tests.unit.scenario.slips import Case
from tests.unit.scenario.slips_in_journeys import JOURNEYS
from tests.unit.scenario.slips_in_names import NAMES
from tests.unit.scenario.slips_in_values import VALUES
from tests.unit.scenario.slips_in_writing import WRITING

CASES = (*VALUES, *WRITING, *NAMES, *JOURNEYS)


def test_there_are_at_least_forty_kinds() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "_"))
def test_running_a_faulty_file(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("slip.yaml").write_text(case.file_text)
    assert exit_code_of(["slip.yaml"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.strip().splitlines()
    assert line.startswith(f"slip.yaml:{case.line}:")
    assert line.endswith(f"{case.path}: {case.rule}".removeprefix(": "))


FILES = {
    "empty.yaml": (b"", "empty.yaml: is empty"),
    "binary.yaml": (b"\x7fELF\x02\x01\x01\x00\x00", "binary.yaml:1:1: is binary, not a text file"),
    "latin.yaml": (b"title: caf\xe9", "latin.yaml:1:1: is not UTF-8 text"),
    "list.yaml": (b"- a", "list.yaml:1:1: must be a map of keys such as title, teams and demand"),
    "circle.yaml": (
        b"extends: circle.yaml",
        "circle.yaml:1:1 extends: leads back to itself: circle.yaml -> circle.yaml",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_real_process_on_what_is_no_scenario(name: str, tmp_path: Path) -> None:
    content, message = FILES[name]
    (tmp_path / name).write_bytes(content)
    _assert_told(tmp_path, name, message)


def test_a_real_process_on_a_folder_and_on_nothing(tmp_path: Path) -> None:
    _assert_told(tmp_path, "none.yaml", "none.yaml: there is no such file")
    (tmp_path / "folder").mkdir()
    _assert_told(tmp_path, "folder", "folder: is a folder, not a scenario file")


def _assert_told(folder: Path, name: str, message: str) -> None:
    done = subprocess.run(
        [*PROGRAM, name], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", message)
    assert [path.name for path in folder.iterdir() if path.name != name] == []
