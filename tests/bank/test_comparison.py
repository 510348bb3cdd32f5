"""The comparison's own arithmetic, on a few calls worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.records.columns import LEGS, Kind, LegOutcome
from sim.records.log import Record, table
from tests.bank.rows import calls, queued, row
from tools.bank import comparison, outcomes, response
from tools.bank.comparison import measure, verdict
from tools.bank.outcomes import Estimate, Outcomes

SECOND = 1_000_000
HOUR_S = 3_600


def leg(matter: int, kind: Kind, outcome: LegOutcome, *times_s: float) -> tuple[int, ...]:
    """A row of legs: when the contact queued, was answered and ended (-1: never)."""
    times = [int(time * SECOND) if time >= 0 else -1 for time in times_s]
    values = {"matter": matter, "kind": kind, "outcome": outcome}
    values |= dict(zip(("queued", "started", "ended"), times, strict=True))
    return tuple(int(values.get(column.name, 0)) for column in LEGS)


def a_record() -> Record:
    """On Monday after nine: one served at once, one after 20 s, one gone after 30 s, one lost in the menu."""
    nine = 9 * HOUR_S
    rows = [
        leg(1, Kind.MENU, LegOutcome.DONE, -1, nine, nine + 8),
        leg(2, Kind.MENU, LegOutcome.DONE, -1, nine + 1, nine + 9),
        leg(3, Kind.MENU, LegOutcome.DONE, -1, nine + 2, nine + 10),
        leg(4, Kind.MENU, LegOutcome.HUNG_UP, -1, nine + 3, nine + 11),
        leg(5, Kind.TURNED_AWAY, LegOutcome.CLOSED, -1, nine + 4, nine + 4),
        leg(3, Kind.QUEUE, LegOutcome.ABANDONED, nine + 10, -1, nine + 40),
        leg(1, Kind.HUMAN, LegOutcome.RESOLVED, nine + 8, nine + 8, nine + 108),
        leg(2, Kind.HUMAN, LegOutcome.RESOLVED, nine + 9, nine + 29, nine + 129),
        leg(6, Kind.MENU, LegOutcome.DONE, -1, 7 * 24 * HOUR_S, 7 * 24 * HOUR_S + 8),
    ]
    return Record(table(LEGS, rows), {}, {})


def found() -> Outcomes:
    return outcomes.simulated([a_record(), a_record()], starts=0, days=7)


def test_a_simulated_call_counts_once_with_its_wait_and_end() -> None:
    of_hour = ("week", 9)
    assert measure(found(), "calls", ("week", -1)).value == pytest.approx(4 / 5)
    assert measure(found(), "hung_up", of_hour).value == pytest.approx(2 / 4)
    assert measure(found(), "queued", of_hour).value == pytest.approx(2 / 4)
    assert measure(found(), "left_queue", of_hour).value == pytest.approx(1 / 2)
    assert measure(found(), "wait_served", of_hour).value == pytest.approx(20)
    assert measure(found(), "wait_left", of_hour).value == pytest.approx(30)
    assert measure(found(), "wait_all", of_hour).value == pytest.approx(50 / 4)
    assert np.isnan(measure(found(), "hung_up", ("week", 10)).value)


def test_a_recorded_call_counts_while_the_desks_are_open_and_without_the_hours_left_out() -> None:
    at_nine = [row("9:00:00"), queued("9:01:00", 20), queued("9:02:00", 30, "HANG")]
    read = calls(row("6:00:00", "HANG"), *at_nine, row("10:00:00"))
    kept = outcomes.recorded(read, {(0, 10)})
    assert measure(kept, "calls", ("week", -1)).value == 3
    assert measure(kept, "left_queue", ("week", 9)).value == pytest.approx(1 / 2)
    assert measure(kept, "wait_all", ("week", 9)).value == pytest.approx(50 / 3)


def test_a_day_whose_hour_is_left_out_does_not_count_for_that_hour() -> None:
    rows = [row(f"9:0{minute}:00", date=day) for day in (990201, 990202) for minute in range(4)]
    read = calls(*rows, row("11:00:00"), row("11:00:00", date=990202))
    assert measure(outcomes.recorded(read, {(1, 9)}), "calls", ("week", 9)).value == 4
    assert measure(outcomes.recorded(read, set()), "calls", ("week", 9)).value == 4


def of_days(numbers: list[int], gone: list[int], kinds: list[int]) -> Outcomes:
    """Calls by day, the first so many of each hung up."""
    unit = np.repeat(np.arange(len(numbers)), numbers)
    left = np.concatenate([np.arange(n) < g for n, g in zip(numbers, gone, strict=True)])
    zero = np.zeros(len(unit))
    days = np.eye(3)[kinds]
    return Outcomes(unit, np.array(kinds)[unit], zero.astype(int), left, left, zero, days)


def test_the_interval_of_a_ratio_is_that_of_the_textbook() -> None:
    # Four days of 10 calls, 1, 3, 2 and 6 gone: 0.3; residuals -2, 0, -1, 3 with variance 14/3;
    # standard error sqrt(4 * 14/3) / 40; Student's t with 3 degrees of freedom is 3.1824.
    estimate = measure(of_days([10] * 4, [1, 3, 2, 6], [0] * 4), "hung_up")
    assert estimate.value == pytest.approx(12 / 40)
    assert estimate.half_width == pytest.approx(3.1824 * (4 * 14 / 3) ** 0.5 / 40, rel=1e-4)


def test_the_difference_between_kinds_of_day_is_no_doubt() -> None:
    estimate = measure(of_days([10] * 6, [1, 1, 1, 1, 9, 9], [0, 0, 0, 0, 1, 1]), "hung_up")
    assert estimate.half_width == pytest.approx(0)


def test_two_days_give_no_interval() -> None:
    estimate = measure(of_days([10, 10], [1, 3], [1, 1]), "hung_up")
    assert np.isnan(estimate.half_width)
    assert verdict(Estimate(0.2, 0.1), estimate) == "too few days"


def test_what_fits_differs_by_no_more_than_both_doubts_together() -> None:
    assert verdict(Estimate(1.0, 3.0), Estimate(6.0, 4.0)) == "yes"
    assert verdict(Estimate(1.0, 3.0), Estimate(6.1, 4.0)) == "**no**"


def test_busy_agents_are_counted_by_how_many_wait() -> None:
    # From 9:00 two are busy for 100 s; one waits from 9:00:10 for 20 s, a second from 9:00:20 for 30 s.
    read = calls(
        row("9:00:00", ser_time=100),
        row("9:00:00", ser_time=100, server="B"),
        queued("9:00:10", 20, "HANG"),
        queued("9:00:20", 30, "HANG"),
    )
    none, one, two = response.recorded(read)[:3]
    assert (one, two) == (2, 2)
    assert none == pytest.approx(2 * 60 / (15 * HOUR_S - 40))
    ours = response.simulated([a_record()], weekday=0, days=1)
    # One waits from 9:00:09 for 1 s, when one agent is busy, and from 9:00:29 for 11 s, when two are.
    assert ours[1] == pytest.approx((1 + 11 * 2) / 12)
    assert ours[2] == pytest.approx(1)


def test_it_is_seen_how_soon_an_agent_takes_the_next_of_those_who_wait() -> None:
    """A's call ends at 9:01:00, when one waits, and he takes him after 50 s. B's ends at 9:01:20, when one
    waits; he takes nobody until 9:03:50, though callers waited for 130 s of it, for 70 s of that beyond the
    minute. C works at 23:00, which is not compared."""
    read = calls(
        row("9:00:00", ser_time=60, server="A"),
        queued("9:00:50", 60, server="A"),
        row("9:00:20", ser_time=60, server="B"),
        queued("9:02:10", 100, server="B"),
        row("23:00:00", ser_time=60, server="C"),
        queued("23:00:50", 60, server="C"),
    )
    (gone, _), (taken, _) = response.back(read)
    assert gone[0] == 1 / 2
    assert taken[0] == pytest.approx(3_600 / 70)
    assert np.isnan(gone[1:]).all()


def test_hours_that_do_not_fit_are_named() -> None:
    good, bad = (of_days([10] * 4, gone, [0] * 4) for gone in ([1, 3, 2, 6], [9] * 4))
    good, bad = (replace(one, hour=np.full(40, 10)) for one in (good, bad))
    (*_, row_of_bad) = comparison.misfits({"its own": good, "drawn": bad}, good, "week")
    assert row_of_bad.startswith("| drawn | 1: 10 |")


def test_calls_and_agent_hours_are_compared_over_the_weeks_days() -> None:
    # Monday to Wednesday 1, 2 and 3 calls, Friday (left out) 1; agent hours 1, 2 and 1: correlation 0.
    days = [990201, 990202, 990202, *[990203] * 3, 990205]
    read = calls(*(row(f"9:0{minute}:00", date=day) for minute, day in enumerate(days)))
    assert response.of_days(read, np.array([1.0, 2, 1, 0, 9])) == pytest.approx(0)
    assert response.of_days(read, np.array([1.0, 2, 3, 0, 9])) == pytest.approx(1)


def test_a_table_marks_what_does_not_fit() -> None:
    good = of_days([10] * 4, [1, 3, 2, 6], [0] * 4)
    bad = of_days([10] * 4, [9, 9, 9, 9], [0] * 4)
    rows = comparison.by_kind(bad, good, good)
    # The half-width is that of the interval above.
    ours, theirs = "90.0 ± 0.0 %", "30.0 ± 34.4 %"
    assert f"| Sunday to Thursday | abandoned, of all | {ours} | {theirs} | **no** | {theirs} |" in rows
