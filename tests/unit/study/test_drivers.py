"""Drivers of real runs: they add up to the compared difference, everywhere, and reverse exactly."""

from __future__ import annotations

from functools import cache
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.measures.attribution import Attribution, Sums
from sim.study.drivers import driver_rows
from sim.study.result import Result

SCENARIOS = Path(__file__).parents[3] / "scenarios"
Rows = list[dict[str, Any]]
_SHORT = ["run.measure=2d", "run.warm_up=0d", "run.follow_up=6d", "demand.orders.rate.business=800/w"]
_COMPANY = [f"{SCENARIOS}/{name}.yaml" for name in ("ivr_transfers", "account_managers")]
_DESKS = [f"{SCENARIOS}/{name}.yaml" for name in ("front_desk", "front_desk_pooled", "front_desk_busier")]


@cache
def company(reverse: bool = False) -> Result:
    """Two segments, owners, nested processes; the alternative has a fifth more consumers."""
    rates = [f"demand.orders.rate.consumer={rate}/w" for rate in (1200, 1440)]
    pair = [sim.load(path, [*_SHORT, rate]) for path, rate in zip(_COMPANY, rates, strict=True)]
    return sim.compare(*(pair[::-1] if reverse else pair), replications=3)


@cache
def desks() -> Result:
    """The front desk against itself with everybody skilled, and against a busier one."""
    return sim.compare(*(sim.load(path, ["run.measure=1w"]) for path in _DESKS), replications=3)


def rows(result: Result, **wanted: str) -> Rows:
    table: Rows = result.tables.drivers.to_pylist()
    return [row for row in table if all(row[key] == value for key, value in wanted.items())]


def compared(result: Result) -> dict[tuple[str, str], dict[str, Any]]:
    table: Rows = result.tables.comparison.to_pylist()
    return {
        (row["alternative"], row["group"]): row for row in table
        if row["measure"] == "ces_mean" and row["baseline"] == result.base.name
    }


@pytest.mark.parametrize("result", [company, desks])
def test_drivers_and_the_unmatched_add_up_to_the_difference(result: Any) -> None:
    differences = compared(result())
    for (alternative, group), row in differences.items():
        if group != "all" and not group.startswith("segment="):
            continue
        found = {one["driver"]: one for one in rows(result(), alternative=alternative, group=group, place="")}
        total = found.pop("total")
        assert total["value"] == pytest.approx(row["difference"], abs=1e-12)
        assert (total["low"], total["high"]) == pytest.approx((row["low"], row["high"]), abs=1e-12)
        assert total["method"] == row["method"]
        assert sum(one["value"] for one in found.values()) == pytest.approx(total["value"], abs=1e-12)


def test_new_journeys_are_a_line_of_their_own() -> None:
    [many] = rows(company(), group="segment=consumer", driver="unmatched")
    [none] = rows(company(), group="segment=business", driver="unmatched")
    assert many["value"] != 0
    assert (none["value"], none["method"]) == (0, "no variation")


@pytest.mark.parametrize("dimension", ["process", "touchpoint"])
def test_places_add_up_to_the_driver(dimension: str) -> None:
    placed: dict[str, float] = {}
    for row in rows(company()):
        if row["place"].startswith(dimension):
            placed[row["driver"]] = placed.get(row["driver"], 0.0) + row["value"]
    whole = {row["driver"]: row["value"] for row in rows(company(), group="all", place="")}
    del whole["unmatched"], whole["total"]
    assert len(whole) == 11
    for driver, value in whole.items():
        assert placed.get(driver, 0.0) == pytest.approx(value, abs=1e-12)


def test_reversing_the_alternatives_reverses_every_driver_exactly() -> None:
    def of(result: Result) -> dict[tuple[str, ...], tuple[float | None, ...]]:
        ends = ("value", "low", "high")
        keys = ("group", "place", "driver")
        return {tuple(row[key] for key in keys): tuple(row[end] for end in ends) for row in rows(result)}

    there, back = of(company()), of(company(reverse=True))
    assert there.keys() == back.keys()
    for key, (value, low, high) in there.items():
        assert back[key] == tuple(None if end is None else -end for end in (value, high, low)), key


@pytest.mark.parametrize("result", [company, desks])
def test_the_parts_of_the_spread_of_ease_add_up_to_one(result: Any) -> None:
    table: Rows = result().tables.touchpoints.to_pylist()
    for note in result().scenarios:
        parts = [row["value"] for row in table if row["scenario"] == note.name
                 and row["expectation"] == "" and row["quantity"] == "importance"]
        assert sum(parts) == pytest.approx(1.0, abs=1e-9)


def test_expectations_know_who_answers_and_how_they_weigh() -> None:
    phone, refund = company().base.expectations
    assert (phone.minimum_s, phone.benchmark_s, phone.responsible) == (180, 30, "Head of service")
    assert (refund.touchpoint, refund.measure, refund.minimum_s) == ("pay_back", "time", 7 * 86400)
    found = {
        row["quantity"]: row["value"] for row in company().tables.touchpoints.to_pylist()
        if (row["scenario"], row["expectation"]) == ("ivr_transfers", "phone_wait")
    }
    assert found["from_benchmark_s"] == pytest.approx(found["wait_s"] - 30)
    assert found["weighted_gap"] == pytest.approx(found["importance"] * found["below_minimum"])


def _attribution(matched: int, drivers: tuple[float, float]) -> Attribution:
    """Two journeys of a score of 3 each in the base, four of 5 in the alternative."""
    own = 3.0 * matched, 3.0 * matched + sum(drivers)
    sums = Sums((2, 4), (6.0, 20.0), matched, own, np.array(drivers))
    none = np.zeros((0, 2))
    return Attribution(("wait", "menu"), {"all": sums}, (), none, none.astype(bool))


def _values(*series: Attribution) -> dict[str, float]:
    return {row[4]: row[5] for row in driver_rows(("a", "b"), [(one,) for one in series])}


def test_unmatched_journeys_pull_the_means_apart_beyond_the_matched() -> None:
    # Replications with 2 and 1 matched: (0.8 + 0.1) / 3 of waiting, (0.4 - 0.1) / 3 of the menu; the means
    # differ by 5 - 3, so 2 - 0.3 - 0.1 is left.
    found = _values(_attribution(2, (0.8, 0.4)), _attribution(1, (0.1, -0.1)))
    assert found == pytest.approx({"wait": 0.3, "menu": 0.1, "unmatched": 1.6, "total": 2.0})


def test_where_nobody_is_matched_all_of_the_difference_is_theirs() -> None:
    found = _values(*[_attribution(0, (0.0, 0.0))] * 2)
    assert found == pytest.approx({"wait": nan, "menu": nan, "unmatched": 2.0, "total": 2.0}, nan_ok=True)
