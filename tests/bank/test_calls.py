"""Reading call records: their known defects, and the columns that follow from them."""

import numpy as np
import pytest

from tests.bank.rows import calls, queued, row
from tools.bank.calls import from_rows


def test_a_phantom_row_is_no_call() -> None:
    assert len(calls(row("9:00:00"), row("9:01:00", "PHANTOM"))) == 1


def test_a_record_of_phantoms_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="no call"):
        from_rows([row("9:01:00", "PHANTOM")])


def test_a_negative_menu_time_is_unknown_and_the_call_stays() -> None:
    read = calls(row("9:00:00", vru_time=-75), row("9:01:00", vru_time=0))
    assert np.isnan(read.menu_s[0])
    assert read.menu_s[1] == 0


def test_an_answered_call_without_a_server_is_answered_by_nobody_known() -> None:
    read = calls(row("9:00:00", server="NO_SERVER"), row("9:01:00", server="B"), row("9:02:00", server="A"))
    assert read.hung_up.tolist() == [False, False, False]
    assert read.agent.tolist() == [-1, 1, 0]


def test_customers_without_a_proper_number_are_unknown() -> None:
    read = calls(*(row("9:00:00", customer_id=number) for number in (0, "6.02E+11", 23)))
    assert read.customer.tolist() == ["", "", "23"]


def test_who_hangs_up_did_so_in_the_menu_at_once_or_in_the_queue() -> None:
    read = calls(
        row("9:00:00", "HANG"),
        row("9:01:00", "HANG", q_start="9:01:08"),
        queued("9:02:00", 40, "HANG"),
        queued("9:03:00", 40),
    )
    assert read.left_menu.tolist() == [True, False, False, False]
    assert read.balked.tolist() == [False, True, False, False]
    assert read.queued.tolist() == [False, False, True, True]


def test_a_service_under_ten_seconds_is_short_and_a_hang_up_is_not() -> None:
    read = calls(row("9:00:00", ser_time=9), row("9:01:00", ser_time=10), row("9:02:00", "HANG"))
    assert read.short.tolist() == [True, False, False]


def test_times_past_midnight_belong_to_the_evening_before() -> None:
    read = calls(row("23:59:50", ser_start="0:00:02", ser_time=30))
    assert read.served_s[0] == 86_400 + 2
    assert read.ended_s[0] == 86_400 + 32


def test_days_count_from_the_first_and_know_their_weekday() -> None:
    read = calls(row("9:00:00"), row("9:00:00", date=990205), row("20:00:00", date=990206))
    assert read.day.tolist() == [0, 4, 5]
    assert read.kind("week").tolist() == [True, False, False]
    assert read.kind("fri").tolist() == [False, True, False]
    assert read.kind("sat").tolist() == [False, False, True]


def test_the_desks_are_open_in_the_hours_of_each_kind_of_day() -> None:
    monday = [row(clock) for clock in ("6:59:59", "7:00:00", "23:59:59")]
    friday = [row(clock, date=990205) for clock in ("13:59:59", "14:00:00")]
    saturday = [row(clock, date=990206) for clock in ("19:29:59", "19:30:00")]
    is_open = calls(*monday, *friday, *saturday).is_open()
    assert is_open.tolist() == [False, True, True, True, False, False, True]
