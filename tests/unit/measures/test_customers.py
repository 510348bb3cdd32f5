"""What all journeys of one customer came to, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.cells import Cells
from sim.measures.customers import counted_customers
from sim.measures.experience.file import load
from sim.measures.replication import Settings, measure
from tests.unit.measures import handmade as company


def test_all_journeys_of_a_customer_are_one_row() -> None:
    # Business customer 7 came twice, consumer 7 is another one; two consumers without a number are two; the
    # last journey is not measured.
    journeys = {
        "measured": np.array([True, True, True, True, True, False]),
        "segment": np.array([0, 0, 1, 1, 1, 0], np.int16),
        "customer": np.array([7, 7, 7, -1, -1, 7]),
        "contacts": np.array([1, 2, 4, 8, 16, 32]),
        "handoffs": np.array([1, 0, 0, 0, 2, 9]),
        "wait_s": np.array([10.0, 20.0, 30.0, 0.0, 5.0, 99.0]),
        "ces_hard": np.array([0.25, 0.5, 0.0, 0.0, 1.0, 1.0]),
    }
    found = counted_customers(company.plan(), journeys)
    assert found.size == 4
    rows = zip(*(found.columns[name].tolist() for name in ("contacts", "handoffs", "wait_s", "ces_hard")),
               found.groups["segment"][1].tolist(), strict=True)
    assert sorted(rows) == [(3, 1, 30, 0.75, 0), (4, 0, 30, 0, 1), (8, 0, 0, 0, 1), (16, 2, 5, 1, 1)]


@pytest.fixture(scope="module")
def cells() -> Cells:
    return measure(company.plan(), company.example(), Settings(load("default"))).cells


@pytest.mark.parametrize(("name", "group", "above", "below"), [
    # Journeys 0, 2, 3 of consumers without a number, 1 of a business customer; one of the four completed.
    ("contacts_per_customer", "all", 4, 4),
    ("wait_per_customer_s", "segment=consumer", 150, 3),
    ("handoffs_per_customer", "segment=business", 0, 1),
    ("contacts_per_completed", "all", 4, 1),
    ("wait_per_completed_s", "all", 330, 1),
    ("handoffs_per_completed", "segment=business", 0, 0),
    ("cost_per_customer", "all", 4.0 + 4.5 + 9.38 + 0.5 + 25, 4),
    ("cost_per_completed", "all", 4.0 + 4.5 + 9.38 + 0.5 + 25, 1),
])  # fmt: skip
def test_rates_a_customer_and_a_completed_journey(
    cells: Cells, name: str, group: str, above: float, below: float
) -> None:
    assert cells.ratio(name, group) == (pytest.approx(above), below)
