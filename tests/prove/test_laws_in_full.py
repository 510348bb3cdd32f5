"""Laws on thousands of companies that Hypothesis makes; how many goes to docs/proofs.md."""

from __future__ import annotations

from collections import Counter

import pytest

from sim.records.columns import Kind
from tests.laws.amount import MANY
from tests.laws.made import some_companies
from tests.laws.test_every_record import LAWS, hold
from tests.prove import proofs

TIMES = 10


@pytest.mark.parametrize("minutes", [False, True], ids=["any_moment", "whole_minutes"])
def test_laws_in_full(minutes: bool) -> None:
    amount = TIMES * MANY
    for law in LAWS:
        hold(law, amount, minutes)
    told = Counter(row.kind for _, lived in some_companies(amount, minutes) for row in lived.rows)
    kinds = (Kind.HUMAN, Kind.QUEUE, Kind.TURNED_AWAY, Kind.MENU, Kind.WORK, Kind.PROACTIVE)
    when = "at whole minutes" if minutes else "at any moment"
    proofs.write(
        f"Laws: everything {when}",
        f"{amount} companies made by Hypothesis, one replication each; {len(LAWS)} laws held for each.",
        ("rows", "number"),
        [(kind.name.lower().replace("_", " "), f"{told[kind]}") for kind in kinds],
    )
