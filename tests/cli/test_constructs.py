"""How do I say ...: every construct of the page is a small file, and does what was worked by hand."""

from __future__ import annotations

import pytest

import sim
from tools.write_constructs import CHAPTERS, FOLDER, PAGE, construct, page

NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.write_constructs"


def test_every_file_stands_in_one_chapter() -> None:
    assert sorted(name for names in CHAPTERS.values() for name in names) == NAMES


def test_there_are_at_least_forty_and_each_is_short() -> None:
    assert len(NAMES) >= 40
    for name in NAMES:
        assert len((FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()) <= 15


@pytest.mark.parametrize("name", NAMES)
def test_it_does_what_was_worked_by_hand(name: str) -> None:
    document = sim.load(FOLDER / f"{name}.yaml")
    estimates = sim.simulate(document).tables.estimates.to_pylist()
    found = {(row["measure"], row["group"]): row["value"] for row in estimates}
    for key, value in construct(name).expected.items():
        assert found[key] == pytest.approx(value, rel=2e-5, abs=1e-9), key
