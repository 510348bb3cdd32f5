"""Single cells are read as people write them, or refused with the rule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from sim.imports.cells import decimal_mark, length_s, number, share, time_of_day_s, whole
from sim.imports.dates import date_of, dating_of


@pytest.mark.parametrize(
    ("cells", "mark"),
    [(["1,5", "7"], ","), (["1.5"], "."), (["1.234,5"], ","), (["1,234.5"], "."), (["1.234.567"], ","),
     (["12", "1.234"], ""), ([3.5, None], "")],
)  # fmt: skip
def test_the_decimal_mark_is_what_the_numbers_tell(cells: list[object], mark: str) -> None:
    assert decimal_mark(cells) == mark


def test_two_decimal_marks_in_a_file_are_refused() -> None:
    with pytest.raises(ValueError, match="write all one way"):
        decimal_mark(["1,5", "1.5"])


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [("4,5", ",", 4.5), ("1.234", ",", 1234), ("1,234", ".", 1234), ("1.234", ".", 1.234),
     ("1 234", "", 1234), ("1\N{NO-BREAK SPACE}234,5", ",", 1234.5), ("1'234", "", 1234),
     (12, "", 12), ("1.234,5", ",", 1234.5)],
)  # fmt: skip
def test_numbers(cell: object, mark: str, value: float) -> None:
    assert number(cell, mark) == value


@pytest.mark.parametrize(
    ("cell", "says"), [("1.234", "could be a thousand"), ("-3", "at least 0"), ("x", "must be a number"),
                       (True, "must be a number"), ("nan", "at least 0"), (time(1), "must be a number")],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        number(cell, "")


def test_counts_are_whole() -> None:
    assert whole("12,0", ",") == 12
    with pytest.raises(ValueError, match="whole number"):
        whole("12,5", ",")


def test_shares() -> None:
    assert share("85 %", "") == share("0,85", ",") == share(0.85, "") == 0.85
    with pytest.raises(ValueError, match="must be a share"):
        share(85, "")


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("182", 182), ("182,5", 182.5), ("3:02", 182), ("0:03:02", 182), ("75:00", 4500), (182, 182),
     (time(0, 3, 2), 182), (timedelta(seconds=182), 182)],
)  # fmt: skip
def test_lengths_of_time(cell: object, seconds: float) -> None:
    assert length_s(cell, ",") == seconds


def test_minutes_and_seconds_that_a_spreadsheet_took_for_hours_are_told() -> None:
    with pytest.raises(ValueError, match="hours and minutes in the spreadsheet"):
        length_s(time(3, 2), ",")


def test_lengths_in_minutes_where_the_heading_says_so() -> None:
    assert length_s("3,5", ",", in_minutes=True) == 210
    assert length_s("3:30", ",", in_minutes=True) == 210


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("08:30", 30600), ("8.30", 30600), ("08:30:00", 30600), ("8:30 AM", 30600), ("12:00 am", 0),
     ("1:15 pm", 47700), ("08:30-09:00", 30600), ("08:30 \N{EN DASH} 09:00", 30600), ("8", 28800), (8, 28800),
     (time(8, 30), 30600), (datetime(2026, 3, 2, 8, 30), 30600)],
)  # fmt: skip
def test_times_of_day(cell: object, seconds: int) -> None:
    assert time_of_day_s(cell) == seconds


@pytest.mark.parametrize("cell", ["25:00", "8:75", "13:00 pm", "noon", "", 8.5])
def test_what_is_no_time_of_day_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="must be a time of day"):
        time_of_day_s(cell)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-03-02", "2026-03-03"], date(2026, 3, 2)),
        (["20260302"], date(2026, 3, 2)),
        (["02.03.2026"], date(2026, 3, 2)),                             # dots: the day first
        (["02-03-2026", "13-03-2026"], date(2026, 3, 2)),               # a 13th month does not exist
        (["03/02/2026", "03/13/2026"], date(2026, 3, 2)),
        (["02/03/2026", "03/03/2026", "04/03/2026"], date(2026, 3, 2)),   # three days in a row in March
        (["03/02/26", "03/03/26", "03/04/26"], date(2026, 3, 2)),
        ([datetime(2026, 3, 2, 8, 30)], date(2026, 3, 2)),
        (["02-03-2026 08:30", "13-03-2026 08:30"], date(2026, 3, 2)),
    ],
)
def test_day_and_month_are_told_by_all_dates(cells: list[object], first: date) -> None:
    assert date_of(cells[0], dating_of(cells)) == first


def test_an_order_that_cannot_be_told_is_said_and_can_be_given() -> None:
    with pytest.raises(ValueError, match="--dates day-first or --dates month-first"):
        dating_of(["02/03/2026"])
    assert date_of("02/03/2026", dating_of(["02/03/2026"], "month-first")) == date(2026, 2, 3)


def test_both_orders_in_one_column_are_refused() -> None:
    with pytest.raises(ValueError, match="write all one way"):
        dating_of(["13-03-2026", "03-13-2026"])


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no day of the calendar"):
        date_of("31.02.2026", dating_of(["31.02.2026"]))
