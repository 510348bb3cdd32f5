"""The library in a notebook: its examples run, its names are these, and it loads nothing until used."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import sim
from sim.library import results, scenarios, studies

ROOT = Path(__file__).parents[3]


def test_public_names_are_these() -> None:
    assert sim.__all__ == [
        "NotStored", "RunFailed", "SimError", "WrongInput", "WrongUse",
        "actuals", "actuals_findings", "actuals_table", "as_plain", "check", "compare", "definitions",
        "draw_charts", "explain", "findings", "fit_experience", "fit_findings", "import_intervals",
        "import_roster", "load", "load_optimised", "load_result", "load_sweep", "measure_logs",
        "missing_font", "optimise", "schema", "simulate", "spreadsheet", "starter", "story",
        "sweep", "what_if", "write_deck", "write_log", "write_page",
    ]  # fmt: skip
    for name in sim.__all__:
        assert getattr(sim, name).__doc__


def test_every_documented_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = [doctest.testmod(module) for module in (sim, results, scenarios, studies)]
    assert sum(one.attempted for one in found) >= 8
    assert sum(one.failed for one in found) == 0


def test_the_readmes_notebook_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## In a notebook\n\n((?:    .*\n|\n)+)", text)
    assert block is not None
    code = block[1].replace("\n    ", "\n").removeprefix("    ").replace("replications=10", "replications=2")
    exec(code, {})
    assert "Mean wait a journey" in capsys.readouterr().out


def test_without_out_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = sim.simulate(ROOT / "scenarios" / "front_desk.yaml", replications=1)
    assert result.folder is None
    assert list(tmp_path.iterdir()) == []
    assert "one replication gives no intervals" in sim.findings(result).lower()


def test_the_same_seed_gives_the_same_customers_whoever_runs_them() -> None:
    base, busier = (ROOT / "scenarios" / name for name in ("front_desk.yaml", "front_desk_busier.yaml"))
    alone = sim.simulate(base, replications=1, seed=5).tables.measures
    together = sim.compare(base, busier, replications=1, seed=5).tables.measures
    assert together.slice(0, alone.num_rows).equals(alone)
