"""From counts of matched customers to rows of `changes`, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures.change import EDGES, Change
from sim.study.matched import change_rows


def change(better: int, worse: int, unchanged: int, sums: tuple[float, float, float, float]) -> Change:
    """Ease of all; `sums` are before, after, gained, lost."""
    histogram = np.zeros(len(EDGES["ces"]) + 1, np.int64)
    histogram[[0, -1]] = worse, better
    return Change("ces", "all", better, worse, unchanged, 2, 4, *sums, histogram)


FIRST = change(30, 10, 60, (500.0, 505.0, 9.0, 4.0))
SECOND = change(60, 20, 120, (1000.0, 1010.0, 21.0, 11.0))
LUCK = change(21, 19, 60, (500.0, 500.5, 5.0, 4.5))


def rows(by_luck: list[tuple[Change, ...]]) -> list[tuple[object, ...]]:
    return list(change_rows(("base", "other"), [(FIRST,), (SECOND,)], by_luck))


def test_changes_of_matched_customers_are_pooled_shares() -> None:
    found = {row[4]: row[7] for row in rows([]) if row[4] != "between"}
    assert found == {
        "matched": 150.0, "avoided": 2.0, "new": 4.0,
        "better": 0.3, "worse": 0.1, "unchanged": 0.6,
        "mean": pytest.approx(0.05), "base_mean": 5.0, "alternative_mean": 5.05,   # 15 of 300
        "gain_mean": pytest.approx(30 / 90), "loss_mean": 0.5,                     # 15 / 30
    }  # fmt: skip
    spread = [row[5:8] for row in rows([]) if row[4] == "between"]
    assert np.isnan(spread[0][0])   # type: ignore[call-overload]
    assert spread[0][1:] == (-3, 0.1)
    assert spread[-1][0] == 3
    assert np.isnan(spread[-1][1])   # type: ignore[call-overload]
    assert spread[-1][2] == 0.3


def test_luck_alone_has_shares_of_its_own_replications() -> None:
    found = {row[4]: row for row in rows([(LUCK,)])}
    shares = {name: found[f"{name}_by_luck"] for name in ("better", "worse", "unchanged")}
    assert [shares[name][7] for name in shares] == [0.21, 0.19, 0.6]
    assert {row[10] for row in shares.values()} == {1}
    assert found["better"][10] == 2


def test_without_losers_there_is_no_mean_loss() -> None:
    nobody = replace(FIRST, worse=0, unchanged=70, lost=0.0)
    found = {row[4]: row for row in change_rows(("base", "other"), [(nobody,), (nobody,)], [])}
    assert np.isnan(found["loss_mean"][7])
    assert found["loss_mean"][11] == "no events"
