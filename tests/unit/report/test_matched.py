"""Sentences about the same customers: who gains, who loses, what luck alone does, what pairing saved."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim

FRONT_DESK = Path(__file__).parents[3] / "scenarios" / "front_desk.yaml"
SHORT = ("run.warm_up=0 h", "run.measure=1 d", "run.follow_up=0 h", "matters={wait_mean_s: 10 s}")


def text_of(*sets: str) -> str:
    base = sim.load(FRONT_DESK, sets=SHORT)
    other = sim.load(FRONT_DESK, sets=(*SHORT, *sets))
    found = sim.findings(sim.compare(base, other, replications=4, seed=3))
    return " ".join(found[found.index("The same customers") : found.index("Teams:")].split())


@pytest.fixture(scope="module")
def fewer() -> str:
    """One agent less at the desk: questions wait longer, invoices do not."""
    return text_of("teams.desk.scheduled=4", "title=Fewer")


def test_losers_are_told_with_their_number_and_size(fewer: str) -> None:
    assert "nobody waited less" not in fewer
    assert " waited longer, by " in fewer
    assert "Reasons for which most waited longer: question, " in fewer
    reasons = fewer.partition("Reasons for which most waited longer")[2]
    assert "invoice" not in reasons.partition("Of all of them")[0]


def test_reasons_are_told_by_how_many_lose() -> None:
    base = sim.load(FRONT_DESK, sets=SHORT)
    other = sim.load(FRONT_DESK, sets=(*SHORT, "teams.desk.scheduled=4", "teams.billing.scheduled=1"))
    result = sim.compare(base, other, replications=2, seed=3)
    found = {(row["quantity"], row["group"], row["change"]): row["value"] for row in
             result.tables.changes.to_pylist()}
    many = {name: found["wait_s", f"reason={name}", "worse"] * found["wait_s", f"reason={name}", "matched"]
            for name in ("question", "invoice")}
    assert min(many.values()) > 0
    text = " ".join(sim.findings(result).split()).partition("Reasons for which most waited longer")[2]
    assert (text.index(" question, ") < text.index(" invoice, ")) == (many["question"] > many["invoice"])


def test_what_luck_alone_does_stands_beside_it(fewer: str) -> None:
    assert fewer.count("With other luck alone") == 3
    assert "nobody had more or fewer handoffs. With other luck alone nobody would." in fewer


def test_what_pairing_saved_is_said_or_why_not(fewer: str) -> None:
    saved = fewer.partition("the same certainty would have taken so many times the replications: ")[2]
    assert saved.startswith("wait, ")
    assert "handoffs, cannot be said (no variation)" in saved


def test_where_nothing_changes_nobody_loses() -> None:
    same = text_of("title=Once more")
    assert "nobody waited longer or less by 10 s or more. With other luck alone" in same
    assert "Reasons for which most" not in same
    assert "wait, cannot be said (the difference never varies)" in same
