"""What an alternative's money buys, worked by hand; and who cost alike."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from pathlib import Path

import pytest

import sim
from sim.measures.spending import ITEMS
from sim.stats.estimate import t_quantile
from sim.stats.fieller import MAY_BE_NONE, NOT_ABOVE_0
from sim.study.result import ScenarioNote
from sim.study.rivals import rivals
from sim.study.worth import NOTHING_STATED, NOTHING_TO_PAY_BACK, Ledger, cost_rows, worth_rows


def ledger(
    name: str, staff: Sequence[float], hard: Sequence[float], lost_share: float = 0.0, one_off: float = 0.0,
) -> Ledger:
    """A scenario of three replications that spends on staff, and 1,000 on every customer lost."""
    weekly = [
        dict.fromkeys(ITEMS, 0.0) | {
            "staff": paid, "defection": 1000 * lost_share * count, "hard_journeys": count,
            "customers_lost": lost_share * count,
        }
        for paid, count in zip(staff, hard, strict=True)
    ]
    return Ledger(name, weekly, one_off)


def found(base: Ledger, alternative: Ledger) -> dict[str, tuple[float, float, float, int, str]]:
    return {row[2]: row[3:] for row in worth_rows(base, alternative)}


BASE = ledger("today", [1000, 1100, 1200], [50, 60, 70])
BETTER = ledger("more", [1500, 1602, 1698], [40, 48, 62], one_off=900)


def test_items_and_their_total_are_told_with_intervals() -> None:
    rows = {row[1]: row[2:] for row in cost_rows(ledger("today", [1000, 1100, 1200], [50, 60, 70], 0.1, 5.0))}
    # Staff 1,100 on average, customers lost 6 a week at 1,000.
    assert rows["staff"][0] == 1100
    assert rows["defection"][0] == 6000
    assert rows["total"][0] == 7100
    # The total's replications are 6000, 7100, 8200: standard error 1100 / sqrt(3).
    assert rows["total"][2] - 7100 == pytest.approx(t_quantile(0.975, 2) * 1100 / 3**0.5)
    assert rows["one_off"][0] == 5.0
    assert isnan(rows["one_off"][1])


def test_differences_a_week_and_a_year() -> None:
    # 500, 502 and 498 more: 500 +- 4.3027 x 2 / sqrt(3); 10, 12 and 8 hard journeys fewer.
    rows = found(BASE, BETTER)
    half = t_quantile(0.975, 2) * 2 / 3**0.5
    assert rows["cost_per_week"][:3] == pytest.approx((500, 500 - half, 500 + half))
    assert rows["cost_per_year"][:3] == pytest.approx((26000, 52 * (500 - half), 52 * (500 + half)))
    assert rows["hard_journeys_per_week"][:3] == pytest.approx((10, 10 - half, 10 + half))


def test_the_price_of_a_thousand_hard_journeys_avoided() -> None:
    # 500 a week for 10: 50,000 a thousand. Cost 490 + avoided here, so every ratio r left in the interval
    # satisfies |500 - 10 r| <= half x |1 - r|: with half 4.968, r from 33.7 to 99.3.
    price = found(BASE, BETTER)["cost_per_1000_hard_avoided"]
    half = t_quantile(0.975, 2) * 2 / 3**0.5
    ends = (500 + half) / (10 + half), (500 - half) / (10 - half)
    assert price[:3] == pytest.approx((50000, 1000 * ends[0], 1000 * ends[1]))
    assert price[4] == "Fieller t"


def test_one_off_costs_are_never_paid_back_where_a_week_costs_more() -> None:
    rows = found(BASE, BETTER)
    assert rows["one_off"][0] == 900
    assert (isnan(rows["payback_weeks"][0]), rows["payback_weeks"][4]) == (True, NOT_ABOVE_0)


def test_one_off_costs_are_paid_back_by_what_a_week_saves() -> None:
    # 100, 104 and 96 saved a week, 900 once: nine weeks.
    cheaper = ledger("fewer", [900, 996, 1104], [50, 61, 69], one_off=900)
    weeks = found(BASE, cheaper)["payback_weeks"]
    half = t_quantile(0.975, 2) * 4 / 3**0.5
    assert weeks[:3] == pytest.approx((9, 900 / (100 + half), 900 / (100 - half)))


def test_what_cannot_be_told_has_no_number() -> None:
    # 1, -1 and 3 fewer: perhaps none.
    unsure = found(BASE, ledger("unsure", [1500, 1602, 1698], [49, 61, 67]))
    assert unsure["cost_per_1000_hard_avoided"][4] == MAY_BE_NONE
    assert all(isnan(number) for number in unsure["cost_per_1000_hard_avoided"][:3])
    assert unsure["payback_weeks"][4] == NOTHING_TO_PAY_BACK
    assert unsure["break_even_kept_customer"][4] == NOTHING_STATED


def test_cheaper_and_harder_is_told_as_a_saving() -> None:
    rows = found(BETTER, BASE)
    assert rows["cost_per_1000_hard_avoided"][4] == NOT_ABOVE_0
    assert rows["saved_per_1000_hard_added"][0] == pytest.approx(50000)
    assert rows["one_off"][0] == -900


def test_a_kept_customer_breaks_even_at_what_keeping_one_costs() -> None:
    # One hard journey in twenty costs a customer: 0.5 kept for 500 a week is 1,000 each; the 1,000 that a
    # customer is said to be worth are no part of it, but of the cost a week, which is then 0.
    base = ledger("today", [1000, 1100, 1200], [50, 60, 70], 0.05)
    rows = found(base, ledger("more", [1500, 1602, 1698], [40, 48, 62], 0.05))
    assert rows["break_even_kept_customer"][0] == pytest.approx(1000)
    assert rows["cost_per_week"][0] == pytest.approx(0.0)


def note(*teams: str) -> ScenarioNote:
    return ScenarioNote("", "", "", "EUR", ("all",), dict.fromkeys(teams, 1), {}, {}, "", 4.0, 20.0)


@pytest.mark.parametrize(("budgets", "pairs"), [
    ([100, 130, 135], [(2, 1)]),        # the second spends on today's teams: it is compared with
    ([100, 130, 150], []),              # more than a tenth apart
    ([100, 105, 108], []),              # no dearer than the base
    ([100, 70, 75], [(2, 1)]),          # cheaper alike
    ([0, 0, 0], []),
    ([nan, nan, nan], []),
])
def test_pairs_that_cost_alike(budgets: list[float], pairs: list[tuple[int, int]]) -> None:
    notes = [note("desk"), note("desk", "managers"), note("desk")]
    assert rivals(notes, budgets) == pairs


def test_of_two_new_ways_the_first_named_is_compared_with() -> None:
    notes = [note("desk"), note("desk", "managers"), note("desk", "robots")]
    assert rivals(notes, [100, 130, 135]) == [(1, 2)]


PRICED = """\
run: {warm_up: 0 s, measure: 1 d, follow_up: 6 d, arrivals: stop, replications: 1}
channels: {phone: {hours: always, cost: 0.60 EUR/min}}
teams:
  desk:
    hours: mon 08:00-08:01
    scheduled: 1
    at_closing: work_off
    cost: 36 EUR/h
    overtime_factor: 1.5
    handles: {question: {}}
reasons: {question: {takes: 100 s}}
demand: {orders: {process: order, recorded: {file: calls.csv, moment: moment}}}
processes:
  order:
    start: ask
    steps: {ask: {contact: question, on: {rest: lost}}, lost: {end: lost_sale}}
costs:
  lost_sale: 25 EUR
  per_contact: 2 EUR
  one_off: {training: 500 EUR, room: 40 EUR}
  defection: {share: 10 %, worth: 900 EUR}
"""
CALLS = "moment\n2026-02-02 08:00:00\n2026-02-02 08:00:10\n2026-02-02 08:00:20\n"


def test_every_price_that_a_scenario_states_is_paid(tmp_path: Path) -> None:
    # One minute on shift at 36/h; then from 08:01 to 08:05 at 54/h; on the phone 100, 190 and 280 s at
    # 0.60/min; three contacts of 2; three lost sales of 25: all within a day, and so seven times a week.
    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    (tmp_path / "desk.yaml").write_text(PRICED, encoding="utf-8")
    tables = sim.simulate(sim.load(tmp_path / "desk.yaml")).tables
    paid = {row["item"]: row["value"] for row in tables.costs.to_pylist()}
    assert paid["staff"] == pytest.approx(7 * 0.60)
    assert paid["overtime"] == pytest.approx(7 * 3.60)
    assert paid["channels"] == pytest.approx(7 * 5.70)
    assert paid["contacts"] == pytest.approx(7 * 6.00)
    assert paid["lost_sales"] == pytest.approx(7 * 75.00)
    assert paid["one_off"] == 540
    shares = (row for row in tables.estimates.to_pylist() if row["measure"] == "ces_hard")
    hard = next(row["value"] for row in shares if row["group"] == "all")
    assert paid["defection"] == pytest.approx(7 * 3 * hard * 0.10 * 900)
