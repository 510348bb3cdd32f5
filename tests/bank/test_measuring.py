"""Staff, redial and rates, measured on made-up days small enough to be worked by hand."""

import numpy as np
import pytest

from tests.bank.rows import calls, queued, row
from tools.bank import arrivals, redial, staff
from tools.bank.scenario import whole_numbers


def at_work(*rows: dict[str, str]) -> float:
    """Agents at work from nine to ten on the only day."""
    return from_nine_to_ten(staff.measured(calls(*rows)).at_work)


def from_nine_to_ten(means: staff.ByKind) -> float:
    """The mean of the fifth and sixth half hour since seven."""
    return float(means["week"][4:6].mean())


A_DAY = (row("9:00:00", ser_time=600), row("9:30:00", ser_time=600))


def test_a_gap_without_waiting_callers_is_time_at_the_desk() -> None:
    assert at_work(*A_DAY) == pytest.approx(40 / 60)


def test_a_gap_in_which_callers_wait_for_over_a_minute_is_away() -> None:
    waiting = queued("9:15:00", 61, "HANG")
    assert at_work(*A_DAY, waiting) == pytest.approx(20 / 60)


def test_a_minute_of_waiting_is_still_the_desk() -> None:
    assert at_work(*A_DAY, queued("9:15:00", 60, "HANG")) == pytest.approx(40 / 60)


def test_two_who_wait_side_by_side_wait_one_time() -> None:
    waiting = [queued("9:15:00", 50, "HANG"), queued("9:15:05", 45, "HANG")]
    assert at_work(*A_DAY, *waiting) == pytest.approx(40 / 60)


def test_a_gap_of_over_half_an_hour_is_away() -> None:
    rows = [row("9:00:00", ser_time=600), row("9:40:01", ser_time=599)]
    assert at_work(*rows) == pytest.approx(1199 / 3600)
    measured = staff.measured(calls(*rows))
    assert from_nine_to_ten(measured.first_to_last) == pytest.approx(50 / 60)
    assert measured.away == pytest.approx(1 - 1199 / 3000)


def test_after_call_time_is_the_gap_while_somebody_waits_all_along() -> None:
    rows = [row("9:00:00", ser_time=60), queued("9:00:30", 37, ser_time=60), row("9:10:00", ser_time=60)]
    assert staff.measured(calls(*rows)).after_call_s.tolist() == [7.0]


def test_saturday_counts_only_from_half_past_seven() -> None:
    rows = [row("19:15:00", date=990206, ser_time=1800), row("9:00:00")]
    assert staff.measured(calls(*rows)).at_work["sat"][0] == pytest.approx(15 / 30)


def test_a_call_again_counts_for_those_who_would_have_been_answered_at_once() -> None:
    # 23 hangs up and calls again after 100 s; around that call three of four joined the queue. 24 does not.
    hang_ups = [
        queued("9:00:00", 20, "HANG", customer_id=23, priority=1),
        queued("10:00:00", 20, "HANG", customer_id=24, priority=1),
    ]
    again = queued("9:02:00", 5, customer_id=23, priority=1)
    others = [queued("9:04:00", 5), row("9:05:00"), row("12:00:00", customer_id=25)]
    read = calls(*hang_ups, again, *others)
    measured = redial.after(read, read.hung_up)
    assert (measured.n, measured.seen, measured.usual) == (2, 0.5, 0.0)
    assert measured.weighted == pytest.approx(4 / 3 / 2)
    assert measured.median_s == 100


def test_what_customers_do_anyway_is_taken_off() -> None:
    # After the hang-up and after the ordinary service alike the customer calls again within the hour.
    rows = [
        queued("9:00:00", 20, "HANG", customer_id=23),
        queued("9:10:00", 5, customer_id=23, ser_time=60),
        queued("9:40:00", 5, customer_id=24),
        queued("9:50:00", 5, customer_id=24, ser_time=60),
    ]
    read = calls(*rows)
    measured = redial.after(read, read.hung_up)
    assert measured.weighted == pytest.approx(1)
    assert measured.usual == pytest.approx(1 / 3)
    assert measured.share == pytest.approx(2 / 3)


def week_of(number_by_day: list[int], hour: int = 9) -> list[dict[str, str]]:
    """So many calls in one hour of the days from Monday on."""
    return [
        row(f"{hour}:{minute:02d}:00", date=990201 + day)
        for day, number in enumerate(number_by_day)
        for minute in range(number)
    ]


def test_an_hour_with_over_three_times_the_usual_calls_is_a_fault() -> None:
    assert arrivals.fault_hours(calls(*week_of([4, 5, 16, 4, 0, 0, 5]))) == {(2, 9)}
    assert arrivals.fault_hours(calls(*week_of([4, 5, 15, 5, 0, 0, 5]))) == set()


def test_rates_are_means_over_the_days_without_faults_less_calls_again() -> None:
    read = calls(*week_of([4, 5, 16, 4, 6, 0, 5]), row("11:00:00", date=990203))
    again = np.zeros(len(read))
    again[0] = 0.5
    rates = arrivals.first_calls(read, {(2, 9)}, again)
    assert rates["ordinary"]["week"][9] == pytest.approx((3.5 + 5 + 4 + 5) / 4)
    assert rates["ordinary"]["fri"][9] == pytest.approx(6)
    assert rates["prospective"]["week"][9] == 0


def test_priority_goes_by_its_share_among_those_who_queued() -> None:
    waited = [queued("9:00:00", 9, priority=2), queued("9:01:00", 9, priority=1)]
    read = calls(*waited, row("9:02:00"), row("9:03:00"))
    rates = arrivals.first_calls(read, set(), np.zeros(4))
    assert rates["priority"]["week"][9] == pytest.approx(2)
    assert rates["ordinary"]["week"][9] == pytest.approx(2)


def test_days_as_even_as_chance_allows_have_no_swing_of_their_own() -> None:
    assert arrivals.day_to_day(calls(*week_of([10, 10, 10, 10, 0, 0, 10])), set()) == 0
    # Half and one and a half times the mean of 20: variance of the ratio 1/4 * 4/3, less 1/20.
    swinging = calls(*week_of([10, 30, 10, 30]))
    assert arrivals.day_to_day(swinging, set()) == pytest.approx((1 / 3 - 1 / 20) ** 0.5)


def test_heads_are_rounded_so_that_running_sums_stay_right() -> None:
    # Running sums 0.4, 0.8, 1.2, 3.7, 4.0 round to 0, 1, 1, 4, 4.
    assert whole_numbers([0.4, 0.4, 0.4, 2.5, 0.3]) == [0, 1, 0, 3, 0]
