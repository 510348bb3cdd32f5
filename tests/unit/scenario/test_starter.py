"""Starters run as they are, and every change that a what-if proposes fits its base."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.errors import WrongUse
from sim.scenario.starter import STARTERS, starter, what_if

SHIPPED = Path(__file__).parents[3] / "scenarios"


@pytest.mark.parametrize("kind", STARTERS)
def test_starter_is_sound(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"{kind}.yaml"
    file.write_text(starter(kind))
    assert sim.check(file) == ()


def test_unknown_starter_is_told_with_what_there_is() -> None:
    with pytest.raises(WrongUse, match="no starter 'retial'; did you mean 'retail'"):
        starter("retial")


@pytest.mark.parametrize("base", ["front_desk.yaml", "account_managers.yaml", "bank_hotline.yaml"])
def test_every_proposed_change_fits_the_base(base: str, tmp_path: Path) -> None:
    file = tmp_path / "what_if.yaml"
    lines = what_if(sim.load(SHIPPED / base), file).splitlines()
    start = lines.index("change:") + 1
    assert [line.startswith("  # ") for line in lines[start:]] == [False] + [True] * (len(lines) - start - 1)
    for line in lines[start:]:
        alone = line.removeprefix("  # ").strip()
        file.write_text("\n".join([*lines[:start], f"  {alone}"]))
        (change,) = sim.load(file).changes[-1:]
        assert alone.startswith(change.path)


def test_what_if_names_its_base_from_where_it_stands(tmp_path: Path) -> None:
    base = tmp_path / "a" / "base.yaml"
    base.parent.mkdir()
    base.write_text(starter("front_desk").replace("My front desk", '\'Reception: "A" # 1\''))
    (tmp_path / "b").mkdir()
    file = tmp_path / "b" / "idea.yaml"
    file.write_text(what_if(sim.load(base), file))
    assert 'extends: "../a/base.yaml"' in file.read_text()
    read = sim.load(file)
    assert read.scenario.teams["desk"].scheduled == 5
    assert read.scenario.title == 'What if: Reception: "A" # 1'
