"""A scenario against itself: no difference where there is none; and what sharing customers saves.

`tests/prove` runs ten times as many.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.stats.paired import PRIMARY
from sim.stats.pairing import pairing
from tests.laws import pairs


@pytest.mark.parametrize("renamed", [False, True], ids=["itself", "other_names"])
def test_a_scenario_differs_from_itself_by_exactly_nothing(renamed: bool, tmp_path: Path) -> None:
    text = pairs.FRONT_DESK.read_text(encoding="utf-8")
    if renamed:
        for old, new in (("Front desk, March", "Reception"), ("desk:", "zulu:"), ("billing:", "alpha:")):
            assert old in text
            text = text.replace(old, new)
    copy = tmp_path / "copy.yaml"
    copy.write_text(text, encoding="utf-8")
    sets = (*pairs.A_WEEK, *pairs.WITH_A_MENU)
    found = sim.compare(
        sim.load(pairs.FRONT_DESK, sets), sim.load(copy, sets), replications=3, seed=5
    ).tables
    rows = found.comparison.to_pylist()
    assert {(row["measure"], row["group"]) for row in rows} > {(name, "all") for name in PRIMARY}
    assert [row for row in rows if row["difference"] not in (0.0, None)] == []
    assert {row["verdict"] for row in rows} <= {"the same in every replication", "nothing to compare"}
    named = {"better": 0, "worse": 0, "unchanged": 1, "avoided": 0, "new": 0, "mean": 0}
    for row in found.changes.to_pylist():
        if row["change"] in named and row["value"] is not None:
            assert row["value"] == named[row["change"]]


def test_other_luck_alone_is_seldom_taken_for_a_difference() -> None:
    """20 pairs of seeds, 10 replications of a day each. Were each pair alike with a probability of 95 %,
    fewer than 16 would be in 3 of 1,000 runs of this test's like."""
    entrant = pairs.front_desk((*pairs.A_DAY, *pairs.WITH_A_MENU))
    assert sum(pairs.found_alike(pair, entrant, replications=10) for pair in range(20)) >= 16


def test_pairing_saves_replications_where_one_more_agent_comes() -> None:
    """20 replications of a week: surely something is saved, and four times is not ruled out."""
    base, more = (
        pairs.primary_of(pairs.front_desk((*pairs.A_WEEK, *pairs.WITH_A_MENU, *sets)), 1, replications=20)
        for sets in ((), ("teams.desk.scheduled=6",))
    )
    for name in PRIMARY:
        saved = pairing(base[name], more[name]).estimate
        assert saved.low > 1.5
        assert saved.high > 4
