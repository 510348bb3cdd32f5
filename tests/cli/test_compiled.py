"""The compiled copy: the same to the byte, and taken only while it fits. Needs a C compiler."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.compile_engine import ROOT, main

KIND = "import run_scenario; from sim.engine import replicate; print(type(replicate).__name__)"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A folder of its own with the source and a compiled copy of it."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "sim", home / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "run_scenario.py", home)
    (home / "build").mkdir()
    assert main(home / "build" / "compiled") == 0   # refuses a copy whose records differ
    return home


def kind_used(home: Path) -> str:
    done = subprocess.run([sys.executable, "-c", KIND], cwd=home, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_compiled_copy_writes_the_same_result(home, tmp_path):
    """Also in worker processes: the same folder's name, which tells the source, and the same tables."""
    assert kind_used(home) == "builtin_function_or_method"
    tables = []
    for folder in (home, tmp_path / "plain"):
        if folder != home:
            shutil.copytree(home, folder, ignore=shutil.ignore_patterns("build"))
        command = [sys.executable, str(folder / "run_scenario.py"), str(ROOT / "scenarios/front_desk.yaml")]
        options = ["--replications", "2", "--workers", "2", "--set", "run.measure=1 w", "--quiet"]
        subprocess.run([*command, *options], cwd=folder, check=True, capture_output=True)
        (result,) = folder.glob("results/front_desk-*")
        tables.append({path.name: path.read_bytes() for path in result.glob("*.csv")} | {"": result.name})
    assert tables[0] == tables[1]
    assert "measures.csv" in tables[0]


def test_a_copy_of_other_source_is_not_taken(home):
    """An edit, a new file and a missing one are all noticed."""
    edited, added = home / "sim/engine/luck.py", home / "sim/new.py"
    before = edited.read_text()
    edited.write_text(before + "\n")
    assert kind_used(home) == "function"
    edited.write_text(before)
    assert kind_used(home) == "builtin_function_or_method"
    added.touch()
    assert kind_used(home) == "function"
    added.unlink()
