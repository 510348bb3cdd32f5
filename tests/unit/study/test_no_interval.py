"""Where nothing varied or nothing was seen, no interval is shown, and it is said why."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

import sim
from sim.study.result import Result, Tables

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def result() -> Result:
    """A desk compared with itself, with another and with a third: much is the same, much never happens."""
    short = ["run.measure=1 d", "run.warm_up=1 d", "run.follow_up=0 d"]
    short += ["matters={wait_mean_s: 5 s, handoffs_mean: 0.05, ces_mean: 0.1}"]
    names = ("front_desk", "front_desk_pooled", "front_desk_busier", "front_desk")
    documents = [sim.load(ROOT / "scenarios" / f"{name}.yaml", short) for name in names]
    return sim.compare(*documents, replications=3)


@pytest.mark.parametrize("name", [field.name for field in fields(Tables)])
def test_no_table_shows_an_interval_of_no_width_and_what_is_missing_has_its_reason(
    result: Result, name: str
) -> None:
    table = getattr(result.tables, name)
    if not {"low", "high", "method"} <= set(table.column_names):
        return
    for row in table.to_pylist():
        if row["low"] is None or row["high"] is None:
            assert row["low"] is row["high"] is None, row
            assert row["method"], row
            assert not row["method"].startswith("jackknife"), row
        else:
            assert row["low"] < row["high"], row


def test_much_of_it_never_varied_and_much_was_never_seen(result: Result) -> None:
    methods = set(result.tables.comparison["method"].to_pylist())
    assert methods >= {"no variation", "no events"}


def test_the_findings_show_no_half_width_of_zero(result: Result) -> None:
    words = [word.strip(",.;)") for word in sim.findings(result).split() if word.startswith("±")]
    assert len(words) > 50
    assert all(any(digit in word for digit in "123456789") for word in words)
