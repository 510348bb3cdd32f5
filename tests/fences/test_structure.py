"""The house keeps its shape: imports point down, public names are a list, nothing works at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[2]

FLOORS = (
    ("cli",),
    ("library",),
    ("report",),
    ("sweeps",),
    ("study",),
    ("stats",),
    ("measures",),
    ("engine",),
    ("records",),
    ("plan",),
    ("imports",),
    ("scenario",),
    ("streams", "units", "errors"),
)
"""From the top of the house to its foundation; a floor may import its own and those below."""

LEVEL = {name: number for number, floor in enumerate(FLOORS) for name in floor}


def imported(path: Path) -> list[tuple[int, str]]:
    """Line and name of everything of ours that a file imports, at any depth, for types or for real."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return [(line, name) for line, name in found if name.split(".")[0] == "sim"]


@pytest.mark.parametrize("path", sorted((ROOT / "sim").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    place = path.relative_to(ROOT / "sim").parts[0].removesuffix(".py")
    if place == "__init__":
        return
    for line, name in imported(path):
        target = name.removeprefix("sim").strip(".").split(".")[0]
        if target in LEVEL:
            assert LEVEL[target] >= LEVEL[place], f"{path.name}:{line} {place} imports {name} from above"
        elif target != "__version__":
            assert place == "cli", f"{path.name}:{line} {place} reads the whole library"


def test_every_package_has_a_floor() -> None:
    packages = {path.name for path in (ROOT / "sim").iterdir() if (path / "__init__.py").exists()}
    modules = {path.stem for path in (ROOT / "sim").glob("*.py")} - {"__init__"}
    assert packages | modules == set(LEVEL)


def test_public_names_exist_and_are_documented() -> None:
    for name in sim.__all__:
        assert getattr(sim, name).__doc__ or name.startswith("__"), name


def test_importing_the_library_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'scipy', 'pyarrow', 'pydantic', 'simpy', 'rich', 'openpyxl'}"
    code = f"import sys, sim; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_top_level_is_the_one_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    agreed = {"setup.cfg", "sim", "scenarios", "results", "tests", "run_scenario.py"}
    insisted_on = {"pyproject.toml", "Makefile", ".ci", ".gitignore"}
    to_read = {"README.md", "CHANGELOG.md", "LICENSE", "docs", "tools"}
    assert agreed <= top
    assert top <= agreed | insisted_on | to_read


def test_a_scenario_may_name_every_measure() -> None:
    from sim.measures.definitions import MEASURES
    from sim.scenario import measure_names

    assert tuple(MEASURES) == measure_names.MEASURES   # in the order of their definitions
    for name, measure in MEASURES.items():
        assert (name in measure_names.SHARES) == (measure.unit == "share")
        assert measure_names.is_time(name) == (measure.unit in ("s", "h"))
