"""From cells of replications to rows of tables, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.measures.cells import Cells
from sim.measures.definitions import MEASURES
from sim.stats.estimate import t_quantile
from sim.study.estimation import Observed, comparison_rows, estimate_rows, measure_rows, statistics


def _cells(waited_s: float, journeys: int) -> Cells:
    """A replication in which every ratio is empty but the mean wait, and every quantile but the wait's."""
    ratios = {name: {"all": (0.0, 0.0)} for name, measure in MEASURES.items() if not measure.quantile}
    ratios["wait_mean_s"] = {"all": (waited_s, float(journeys))}
    columns = {measure.numerator for measure in MEASURES.values() if measure.quantile}
    values = {column: {"segment=all": np.empty(0, np.float32)} for column in columns}
    values["wait_s"] = {"segment=all": np.full(journeys, waited_s / journeys, np.float32)}
    return Cells(ratios, values)


BASE = Observed("base", [_cells(200, 10), _cells(500, 20), _cells(900, 30)])
ALTERNATIVE = Observed("other", [_cells(100, 10), _cells(360, 20), _cells(660, 30)])


def _rows(rows: object, *head: object) -> list[tuple[object, ...]]:
    return [row for row in rows if row[: len(head)] == head]   # type: ignore[attr-defined, misc]


def test_each_replication_has_its_value_numerator_and_denominator() -> None:
    found = [row for row in measure_rows(BASE) if row[2:4] == ("wait_mean_s", "all")]
    assert found == [
        ("base", 0, "wait_mean_s", "all", 20.0, 200.0, 10.0),
        ("base", 1, "wait_mean_s", "all", 25.0, 500.0, 20.0),
        ("base", 2, "wait_mean_s", "all", 30.0, 900.0, 30.0),
    ]


def test_estimates_pool_before_they_divide() -> None:
    # 1600 / 60 = 26.667, not the mean of 20, 25 and 30.
    [row] = _rows(estimate_rows("base", statistics(BASE)), "base", "wait_mean_s", "all")
    assert row[3] == pytest.approx(1600 / 60)
    assert row[6:] == (3, "jackknife t")


def test_a_comparison_pairs_the_replications_and_shares_its_confidence() -> None:
    # Differences of the pooled means without each replication: 1020/50 - 1400/50 = -7.6;
    # 760/40 - 1100/40 = -8.5; 460/30 - 700/30 = -8. Mean -8.0333; squares 0.18778 + 0.21778 + 0.00111
    # = 0.40667; x 2/3 = 0.27111. Three comparisons: t at 1 - 0.05/6 with 2 degrees.
    pair = ("base", statistics(BASE)), [("other", statistics(ALTERNATIVE))]
    [row] = _rows(comparison_rows(*pair, {"wait_mean_s": 2.0}), "wait_mean_s", "all")
    assert row[2:6] == ("base", "other", pytest.approx(1600 / 60), pytest.approx(1120 / 60))
    assert row[6] == pytest.approx(-8.0)
    half = t_quantile(1 - 0.05 / 6, 2) * 0.271111**0.5
    assert row[7:9] == (pytest.approx(-8 - half, abs=1e-4), pytest.approx(-8 + half, abs=1e-4))
    assert row[9:12] == (3, "primary of 3", "better")


def test_a_measure_without_events_is_compared_with_nothing() -> None:
    rows = comparison_rows(("base", statistics(BASE)), [("other", statistics(ALTERNATIVE))], {})
    [row] = _rows(rows, "service_level", "all")
    assert np.isnan(row[6])   # type: ignore[call-overload]
    assert row[10:13] == ("individual", "nothing to compare", "no events")


def test_open_journeys_at_their_ends_give_the_lowest_and_highest_difference() -> None:
    # As above, but in replication 0 one journey is open in each: 200 could be up to 260 s in the base, 100 up
    # to 130 s in the alternative. Lowest: 1120 / 60 - 1660 / 60; highest: 1150 / 60 - 1600 / 60.
    base = Observed("base", [replace(BASE.cells[0], with_open={"wait_mean_s": (200, 260)}), *(
        replace(one, with_open={"wait_mean_s": (one.ratio("wait_mean_s", "all")[0],) * 2})
        for one in BASE.cells[1:]
    )])
    other = Observed("other", [replace(ALTERNATIVE.cells[0], with_open={"wait_mean_s": (100, 130)}), *(
        replace(one, with_open={"wait_mean_s": (one.ratio("wait_mean_s", "all")[0],) * 2})
        for one in ALTERNATIVE.cells[1:]
    )])
    rows = list(comparison_rows(("base", statistics(base)), [("other", statistics(other))], {}))
    [row] = _rows(rows, "wait_mean_s", "all")
    assert row[6] == pytest.approx(-8)
    assert row[13:] == (pytest.approx(-9), pytest.approx(-7.5))
    [row] = _rows(rows, "service_level", "all")
    assert np.isnan(row[13:]).all()   # type: ignore[call-overload]
